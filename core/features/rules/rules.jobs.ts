import type { AppContext } from '../context.ts';
import { recomputeSegments } from './segments.service.ts';

/** Job kind `rules.segments`; its outcome as the contract tells. */
export function defineRulesJobs(ctx: AppContext): void {
  ctx.jobs.define<object>('rules.segments', (_input, tools) => recomputeSegments(ctx, tools));
}
