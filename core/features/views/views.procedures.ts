import { os } from '../procedures.ts';
import { listViews } from './views.queries.ts';
import { forgetView, keepView } from './views.service.ts';

export const viewsProcedures = {
  list: os.views.list.handler(({ context, input }) => listViews(context.db, input.screen, context.actor)),
  save: os.views.save.handler(({ context, input }) => keepView(context, input)),
  remove: os.views.remove.handler(({ context, input }) => forgetView(context, input.id)),
};
