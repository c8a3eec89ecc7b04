import type { ScenarioChange, ScenarioView } from '../../contract/workbench.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { publishChanges } from '../journal/index.ts';
import { rulesForRun } from '../rules/index.ts';
import { type Solved, solveGathered, storeSolved } from '../sourcing/index.ts';
import { applyChanges, type ChangeFacts } from './apply-changes.ts';
import { gatherForWhatIf, recentAhead, recentBaseline, solvedAhead } from './baseline-ahead.ts';
import { findCarriersOfServices } from './facts.queries.ts';
import { hashOfFacts } from './facts-hash.ts';
import { deleteRunsBut, setRunsOfScenario } from './scenarios.queries.ts';
import { existingScenario } from './scenarios.service.ts';

export type SimulateOutcome = { runId: number; baselineRunId: number };

/**
 * Solves a scenario, and beside it the network as it is with the same orders and parameters, both in worker threads. Nothing but the
 * scenario, its runs and their decisions is written.
 */
export async function simulate(ctx: AppContext, id: number, tools: JobTools): Promise<SimulateOutcome> {
  const started = performance.now();
  const scenario = await existingScenario(ctx, id);
  tools.progress(null, { code: 'sourcing.gathering' });
  const baseline = await recentBaseline(ctx, scenario.baselineRunId);
  const at = Math.max(baseline?.at ?? 0, recentAhead(ctx)?.at ?? 0) || ctx.clock();
  const { gathered, skipped } = await gatherForWhatIf(ctx, scenario, at);
  const changed = applyChanges(gathered, scenario.changes, await changeFacts(ctx, scenario.changes, at));
  const report = progressOfBoth(tools);
  const solving = solveGathered(changed, tools, report(0));
  const factsHash = hashOfFacts(gathered);
  const known = baseline?.factsHash === factsHash ? baseline.runId : null;
  if (known !== null) report(1)(1);
  const solveAsItIs = async () =>
    (await solvedAhead(ctx, factsHash)) ?? solveGathered(gathered, tools, report(1));
  const [solved, asItIs] = await Promise.all([solving, known === null ? solveAsItIs() : null]);
  tools.progress(1, { code: 'sourcing.storing', values: { orders: solved.rows.length } });
  const run = { kind: 'scenario' as const, scenarioId: id, skipped, started };
  return store(ctx, scenario, at, {
    solved,
    run: { ...run, name: scenario.name, changes: scenario.changes },
    asItIs: asItIs && { solved: asItIs, run: { ...run, factsHash } },
    known,
  });
}

interface ToStore {
  solved: Solved;
  run: Parameters<typeof storeSolved>[2];
  asItIs: { solved: Solved; run: Parameters<typeof storeSolved>[2] } | null;
  known: number | null;
}

/** One transaction without a journal: nothing of the network has changed. */
async function store(
  ctx: AppContext,
  scenario: ScenarioView,
  at: number,
  { solved, run, asItIs, known }: ToStore,
): Promise<SimulateOutcome> {
  const by = { actor: ctx.actor, at };
  const runs = await ctx.db.write(async (trx, { bulkInsert }) => {
    const tools = { trx, bulkInsert };
    const baseline = asItIs ? await storeSolved(tools, asItIs.solved, asItIs.run, by) : null;
    const { runId } = await storeSolved(tools, solved, run, by);
    const stored = { runId, baselineRunId: baseline?.runId ?? (known as number) };
    await setRunsOfScenario(trx, scenario.id, stored);
    await deleteRunsBut(trx, scenario.id, Object.values(stored));
    return stored;
  });
  await publishChanges(ctx, [{ type: 'sourcing.changed', runId: runs.runId }]);
  return runs;
}

/** What changes need to know besides the facts of a run. */
export async function changeFacts(
  ctx: AppContext,
  changes: readonly ScenarioChange[],
  at: number,
): Promise<ChangeFacts> {
  const versions = changes.flatMap((change) => (change.kind === 'rules' ? [change.ruleVersionId] : []));
  const [rules, carrierOf] = await Promise.all([
    Promise.all(versions.map(async (id) => [id, await rulesForRun(ctx.db, id, at)] as const)),
    changes.some(({ kind }) => kind === 'rates') ? findCarriersOfServices(ctx.db) : new Map<number, string>(),
  ]);
  return { rules: new Map(rules), carrierOf };
}

/** Both solve at once: what is shown is the mean of both. */
function progressOfBoth(tools: JobTools) {
  const shares = [0, 0];
  return (index: number) => (fraction: number | null) => {
    shares[index] = fraction ?? 0;
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    tools.progress(mean, { code: 'workbench.simulating' });
  };
}
