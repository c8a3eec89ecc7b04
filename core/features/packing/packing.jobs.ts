import type { AppContext } from '../context.ts';
import { type PapersRequest, writePackingPapers } from './papers.service.ts';

/** Job kind `packing.papers`, whose outcome the contract tells. */
export function definePackingJobs(ctx: AppContext): void {
  ctx.jobs.define<PapersRequest>('packing.papers', (request, tools) =>
    writePackingPapers(ctx, request, tools),
  );
}
