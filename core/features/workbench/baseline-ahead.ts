import type { SourcingParameters, SourcingSelection } from '../../contract/sourcing.ts';
import type { Database } from '../../db/database.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { type Gathered, gatherSelection, type Solved, solveGathered } from '../sourcing/index.ts';
import { hashOfFacts } from './facts-hash.ts';
import { findBaseline, findScenario } from './scenarios.queries.ts';

/** So long a baseline stands for the network as it is: cut-offs pass meanwhile. */
const BASELINE_MS = 15 * 60_000;

/** A what-if is to be answered while one looks at it: both plans are looked for equally long, and for many orders one after the other. */
const SEARCH_SECONDS = 1;
const MOST_OPTIMISED = 2000;

/** A baseline that was worked out, or still is, before anyone asked for its what-if. */
interface Ahead {
  at: number;
  factsHash: string;
  solved: Promise<Solved>;
}

/** The last of each open file; it is kept in memory only. */
const lastAhead = new WeakMap<Database, Ahead>();

interface Asked {
  selection: SourcingSelection;
  parameters: SourcingParameters;
}

/** A run of the network as it is that a scenario was compared with. */
interface KnownBaseline {
  runId: number;
  at: number;
  factsHash: string | null;
}

/** The facts of a what-if before its changes, as greedy sourcing or a short search is to see them. */
export async function gatherForWhatIf(ctx: AppContext, { selection, parameters }: Asked, at: number) {
  const searchSeconds = Math.min(parameters.searchSeconds, SEARCH_SECONDS);
  const asked = { selection, parameters: { ...parameters, searchSeconds } };
  const { gathered, skipped } = await gatherSelection(ctx, asked, { load: true, at });
  return { gathered: gathered.orders.length > MOST_OPTIMISED ? greedily(gathered) : gathered, skipped };
}

function greedily(gathered: Gathered): Gathered {
  return { ...gathered, parameters: { ...gathered.parameters, method: 'greedy' } };
}

/** The baseline that a scenario was last compared with, unless it has aged. */
export async function recentBaseline(ctx: AppContext, runId: number | null): Promise<KnownBaseline | null> {
  const baseline = await findBaseline(ctx.db, runId);
  if (runId === null || !baseline || ctx.clock() - baseline.createdAt >= BASELINE_MS) return null;
  return { runId, at: baseline.createdAt, factsHash: baseline.factsHash };
}

/** What was worked out ahead, unless it has aged. */
export function recentAhead(ctx: AppContext): Ahead | null {
  const ahead = lastAhead.get(ctx.db);
  return ahead && ctx.clock() - ahead.at < BASELINE_MS ? ahead : null;
}

/** Takes what was worked out ahead of these facts; null when nothing was, or when its job was cancelled. */
export async function solvedAhead(ctx: AppContext, factsHash: string): Promise<Solved | null> {
  const ahead = recentAhead(ctx);
  if (ahead?.factsHash !== factsHash) return null;
  lastAhead.delete(ctx.db);
  return ahead.solved.catch(() => null);
}

/**
 * Works out the network as it is for these orders while the planner still describes the what-if. Writes nothing; does nothing where the
 * scenario's own baseline, or the one worked out before, still holds.
 */
export async function prepareBaseline(
  ctx: AppContext,
  { id, ...asked }: Asked & { id?: number | undefined },
  tools: JobTools,
): Promise<object> {
  tools.progress(null, { code: 'sourcing.gathering' });
  const scenario = id === undefined ? null : await findScenario(ctx.db, id);
  const known = await recentBaseline(ctx, scenario?.baselineRunId ?? null);
  const at = ctx.clock();
  const { gathered } = await gatherForWhatIf(ctx, asked, at);
  const factsHash = hashOfFacts(gathered);
  if (factsHash === known?.factsHash || factsHash === recentAhead(ctx)?.factsHash) return {};
  const solved = solveGathered(gathered, tools, (fraction) =>
    tools.progress(fraction, { code: 'workbench.preparing' }),
  );
  lastAhead.set(ctx.db, { at, factsHash, solved });
  try {
    await solved;
  } catch (error) {
    if (lastAhead.get(ctx.db)?.solved === solved) lastAhead.delete(ctx.db);
    throw error;
  }
  return {};
}
