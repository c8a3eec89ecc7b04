import type { AppContext } from '../context.ts';
import { sourceOrders } from '../sourcing/index.ts';
import { type MakeInput, makeLists } from './make.service.ts';
import { type PapersRequest, writePickPapers } from './papers.service.ts';

/** Job kinds `picking.make`, `picking.file`, whose outcomes the contract tells, and `picking.source`: sources orders of which a pick was short. */
export function definePickingJobs(ctx: AppContext): void {
  ctx.jobs.define<MakeInput>('picking.make', (input, tools) => makeLists(ctx, input, tools));
  ctx.jobs.define<PapersRequest>('picking.file', (input, tools) => writePickPapers(ctx, input, tools));
  ctx.jobs.define<{ numbers: string[] }>('picking.source', ({ numbers }, tools) =>
    sourceOrders(ctx, numbers, tools),
  );
}
