import type { AppContext } from '../context.ts';
import { sourceOrders } from '../sourcing/index.ts';
import { type MakeInput, makeLists } from './make.service.ts';
import { type PapersRequest, writePickPapers } from './papers.service.ts';

/** Job kinds `picking.make`, `picking.file`, whose outcomes the contract tells, and `sourcing.short`: sources orders again of which less was there than was to be shipped. */
export function definePickingJobs(ctx: AppContext): void {
  ctx.jobs.define<MakeInput>('picking.make', (input, tools) => makeLists(ctx, input, tools));
  ctx.jobs.define<PapersRequest>('picking.file', (input, tools) => writePickPapers(ctx, input, tools));
  ctx.jobs.define<{ numbers: string[] }>('sourcing.short', ({ numbers }, tools) =>
    sourceOrders(ctx, numbers, tools),
  );
}
