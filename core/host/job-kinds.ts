import type { AppContext } from '../features/context.ts';

/** Names the code of every kind of job. */
export function registerJobs(_ctx: AppContext): void {}
