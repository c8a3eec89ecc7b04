import { os } from '../procedures.ts';

export const eventsProcedures = {
  subscribe: os.events.subscribe.handler(({ context, signal }) => context.events.subscribe(signal)),
};
