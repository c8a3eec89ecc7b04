import type { ScenarioChange, ScenarioView } from '../../contract/workbench.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { publishChanges } from '../journal/index.ts';
import { rulesForRun } from '../rules/index.ts';
import {
  type Gathered,
  gatherSelection,
  type Solved,
  solveGathered,
  storeSolved,
} from '../sourcing/index.ts';
import { applyChanges, type ChangeFacts } from './apply-changes.ts';
import { findCarriersOfServices } from './facts.queries.ts';
import { hashOfFacts } from './facts-hash.ts';
import { deleteRunsBut, findBaseline, setRunsOfScenario } from './scenarios.queries.ts';
import { existingScenario } from './scenarios.service.ts';

/** So long a baseline stands for the network as it is: cut-offs pass meanwhile. */
const BASELINE_MS = 15 * 60_000;

/** A what-if is to be answered while one looks at it: both plans are looked for equally long, and for many orders one after the other. */
const SEARCH_SECONDS = 1;
const MOST_OPTIMISED = 2000;

export type SimulateOutcome = { runId: number; baselineRunId: number };

/**
 * Solves a scenario, and beside it the network as it is with the same orders and parameters, both in worker threads. Nothing but the
 * scenario, its runs and their decisions is written.
 */
export async function simulate(ctx: AppContext, id: number, tools: JobTools): Promise<SimulateOutcome> {
  const started = performance.now();
  const scenario = await existingScenario(ctx, id);
  tools.progress(null, { code: 'sourcing.gathering' });
  const baseline = await findBaseline(ctx.db, scenario.baselineRunId);
  const recent = baseline !== null && ctx.clock() - baseline.createdAt < BASELINE_MS;
  const at = recent ? baseline.createdAt : ctx.clock();
  const searchSeconds = Math.min(scenario.parameters.searchSeconds, SEARCH_SECONDS);
  const asked = { ...scenario, parameters: { ...scenario.parameters, searchSeconds } };
  const { gathered: facts, skipped } = await gatherSelection(ctx, asked, { load: true, at });
  const gathered = facts.orders.length > MOST_OPTIMISED ? withMethod(facts, 'greedy') : facts;
  const changed = applyChanges(gathered, scenario.changes, await changeFacts(ctx, scenario.changes, at));
  const report = progressOfBoth(tools);
  const solving = solveGathered(changed, tools, report(0));
  const factsHash = hashOfFacts(gathered);
  const known = recent && baseline.factsHash === factsHash ? scenario.baselineRunId : null;
  if (known !== null) report(1)(1);
  const [solved, asItIs] = await Promise.all([
    solving,
    known === null ? solveGathered(gathered, tools, report(1)) : null,
  ]);
  tools.progress(1, { code: 'sourcing.storing', values: { orders: solved.rows.length } });
  const run = { kind: 'scenario' as const, scenarioId: id, skipped, started };
  return store(ctx, scenario, at, {
    solved,
    run: { ...run, name: scenario.name, changes: scenario.changes },
    asItIs: asItIs && { solved: asItIs, run: { ...run, factsHash } },
    known,
  });
}

function withMethod(gathered: Gathered, method: Gathered['parameters']['method']): Gathered {
  return { ...gathered, parameters: { ...gathered.parameters, method } };
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
