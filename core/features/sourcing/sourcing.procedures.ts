import { type SourcingRunView, sourcingParameters } from '../../contract/sourcing.ts';
import type { AppContext } from '../context.ts';
import { conflict, notFound, os } from '../procedures.ts';
import { listDecisions } from './decisions.queries.ts';
import { discardRun } from './discard.service.ts';
import { mustMove, mustNotBeScenario } from './run-commands.ts';
import { findRun, listRuns } from './runs.queries.ts';
import type { RunStatus } from './sourcing-run.ts';

export const sourcingProcedures = {
  propose: os.sourcing.propose.handler(async ({ context, input }) => {
    const parameters = sourcingParameters.parse(input.parameters);
    return start(context, 'sourcing.propose', { selection: input.selection, parameters });
  }),
  runs: os.sourcing.runs.handler(({ context, input }) => listRuns(context.db, input)),
  run: os.sourcing.run.handler(({ context, input }) => existingRun(context, input.runId)),
  decisions: os.sourcing.decisions.handler(async ({ context, input }) => {
    await existingRun(context, input.runId);
    return listDecisions(context.db, input);
  }),
  apply: os.sourcing.apply.handler(async ({ context, input }) => {
    await runBefore(context, input.runId, 'applied');
    return start(context, 'sourcing.apply', input);
  }),
  resolveConflicts: os.sourcing.resolveConflicts.handler(async ({ context, input }) => {
    const run = await existingRun(context, input.runId);
    if (run.outcomes.conflict === 0) {
      throw conflict(`Run ${input.runId} has no order whose plan could not be applied.`, 'noConflicts');
    }
    return start(context, 'sourcing.resolveConflicts', input);
  }),
  undo: os.sourcing.undo.handler(async ({ context, input }) => {
    await runBefore(context, input.runId, 'undone');
    return start(context, 'sourcing.undo', input);
  }),
  resource: os.sourcing.resource.handler(async ({ context, input }) => {
    const parameters = sourcingParameters.parse(input.parameters);
    return start(context, 'sourcing.resource', { number: input.number, parameters });
  }),
  discard: os.sourcing.discard.handler(async ({ context, input }) => {
    await discardRun(context, input.runId);
    return {};
  }),
};

async function start(context: AppContext, kind: string, input: unknown): Promise<{ jobId: string }> {
  return { jobId: await context.jobs.start(kind, input, context.actor) };
}

async function existingRun(context: AppContext, runId: number): Promise<SourcingRunView> {
  const run = await findRun(context.db, runId);
  if (!run) throw notFound('sourcing run', String(runId));
  return run;
}

/** Refuses at once what the job would refuse later. */
async function runBefore(context: AppContext, runId: number, to: RunStatus): Promise<void> {
  const run = await existingRun(context, runId);
  mustNotBeScenario(run);
  mustMove(runId, run.status, to);
}
