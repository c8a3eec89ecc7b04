import type { SourcingParameters } from '../../contract/sourcing.ts';
import type { AppContext } from '../context.ts';
import { type ApplyInput, applyAnew, applyRun } from './apply.service.ts';
import { type ProposeInput, propose, proposeAnew, proposeConflicts } from './propose.service.ts';
import { undoRun } from './undo.service.ts';

export type ResourceInput = { number: string; parameters: SourcingParameters };

/** Job kinds `sourcing.propose`, `.apply`, `.resolveConflicts`, `.undo` and `.resource`; outcomes as the contract tells. */
export function defineSourcingJobs(ctx: AppContext): void {
  ctx.jobs.define<ProposeInput>('sourcing.propose', async (input, tools) => ({
    runId: await propose(ctx, input, tools),
  }));
  ctx.jobs.define<ApplyInput>('sourcing.apply', (input, tools) => applyRun(ctx, input, tools));
  ctx.jobs.define<{ runId: number }>('sourcing.resolveConflicts', async (input, tools) => ({
    runId: await proposeConflicts(ctx, input.runId, tools),
  }));
  ctx.jobs.define<{ runId: number }>('sourcing.undo', (input, tools) => undoRun(ctx, input.runId, tools));
  ctx.jobs.define<ResourceInput>('sourcing.resource', async (input, tools) => {
    const runId = await proposeAnew(ctx, input, tools);
    return { runId, ...(await applyAnew(ctx, runId, tools)) };
  });
}
