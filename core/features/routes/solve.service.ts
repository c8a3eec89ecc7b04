import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { LiveRoutes, RouteParameters } from '../../contract/routes.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { PlannedRoute, RoutingProgress, RoutingResult } from '../../solvers/routing/index.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { solveOnThreads } from '../routing/index.ts';
import { borrowedRoutes } from './borrow-plan.ts';
import { gatherDay } from './gather.service.ts';
import type { LiveRun } from './live-runs.ts';
import type { PlanMeter } from './measure-plan.ts';
import { keepOpen, type OpenPlan, openMeter, openPlan } from './open-plans.ts';
import { type PlanProblem, planObjective, restProblem } from './plan-problem.ts';
import { findLastVersion, findPlanRow, insertPlan } from './plans.queries.ts';
import type { PlanRoute, TourPlan } from './tour-plan.ts';

const MOST_THREADS = 4;
const PROGRESS_EVERY_MS = 500;

export type FinishInput = { planId: number; searchSeconds: number; threads?: number | undefined };

/** What the solver is to do: the plan so far, and the problem of what is not settled yet. */
type Task = { plan: TourPlan; problem: PlanProblem; start: PlannedRoute[]; kept: PlanRoute[] };

/** What is to be known of a new plan besides its parameters. */
export type PlanOrigin = {
  procedure: string;
  series: string;
  /** Written with it. */
  withPlan?: (command: Command, planId: number) => Promise<void>;
  /** What others have found that may be better here too. */
  others?: (found: TourPlan, signal: AbortSignal) => Promise<readonly TourPlan[]>;
};

/** Gathers a day, plans it and keeps the draft. @returns its id */
export async function proposePlan(
  ctx: AppContext,
  parameters: RouteParameters,
  tools: JobTools,
  live: LiveRun,
  origin: PlanOrigin = { procedure: 'routes.propose', series: randomUUID() },
): Promise<{ planId: number }> {
  tools.progress(null, { code: 'routes.gathering' });
  const plan = await gatherDay(ctx, parameters);
  tools.progress(null, { code: 'routes.measuring', values: { stops: plan.stops.length } });
  const { meter, notes } = await openMeter(plan, { signal: tools.signal });
  const task = { plan, problem: meter.whole, start: [], kept: [] };
  const found = await solveTask(task, tools, live);
  const { solved, seconds } = await improveByOthers(task, found, { meter, tools, live, origin });
  const name = parameters.name || `${parameters.day} ${parameters.depots.join(' + ')}`;
  return keepDraft(ctx, solved, { meter, notes }, { ...origin, name, seconds });
}

type Found = { solved: TourPlan; seconds: number };
type Means = { meter: PlanMeter; tools: JobTools; live: LiveRun; origin: PlanOrigin };

/** Searches on from what others have found, where that is better than what was found here. */
async function improveByOthers(task: Task, found: Found, means: Means): Promise<Found> {
  const { meter, tools, live, origin } = means;
  const ended = AbortSignal.any([tools.signal, live.stopped]);
  const others = await origin.others?.(found.solved, ended);
  tools.signal.throwIfAborted();
  const routes = others ? borrowedRoutes(found.solved, others, meter) : null;
  if (!routes) return found;
  const { vehicleIndexes, stopIndexes } = task.problem;
  const start = routes.map(({ vehicleKey, stops }) => ({
    vehicleType: vehicleIndexes.get(vehicleKey) as number,
    stops: stops.map((number) => stopIndexes.get(number) as number),
  }));
  const { parameters } = task.plan;
  const searchSeconds = parameters.searchSeconds / 2;
  const plan = { ...task.plan, parameters: { ...parameters, searchSeconds } };
  const again = await solveTask({ ...task, plan, start }, tools, live);
  return { solved: { ...again.solved, parameters }, seconds: found.seconds + again.seconds };
}

/** Plans the rest of a plan around what is locked; the result is its next version. @returns its id */
export async function finishPlan(
  ctx: AppContext,
  { planId, searchSeconds, threads }: FinishInput,
  tools: JobTools,
  live: LiveRun,
): Promise<{ planId: number }> {
  const { row, plan: before, meter, notes } = await openPlan(ctx, planId);
  const plan: TourPlan = { ...before, parameters: { ...before.parameters, searchSeconds, threads } };
  const { rest, start } = restProblem(meter.whole, plan);
  if (rest.problem.stops.length === 0) {
    throw conflict('Every stop is on a locked route.', 'nothingToPlan', 'Unlock a route.');
  }
  const kept = plan.routes.filter(({ locked }) => locked);
  const { solved, seconds } = await solveTask({ plan, problem: rest, start, kept }, tools, live);
  const { series, name } = row;
  return keepDraft(ctx, solved, { meter, notes }, { series, name, seconds, procedure: 'routes.finish' });
}

/** Searches for tours, telling how far it is and what it has found. */
export async function solveTask(task: Task, tools: JobTools, live: LiveRun): Promise<Found> {
  const { plan, problem } = task;
  const { searchSeconds, threads, seed } = plan.parameters;
  live.describe(describeProblem(plan));
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;
  let best: RoutingProgress | null = null;
  const report = () => {
    const share = Math.min(1, elapsed() / searchSeconds);
    const stops = plan.stops.length;
    if (!best) {
      tools.progress(share, { code: 'routes.looking', values: { stops } });
      return;
    }
    const vehicles = best.vehicles + task.kept.length;
    tools.progress(share, { code: 'routes.solving', values: { vehicles, leftOut: best.leftOut, stops } });
  };
  const timer = setInterval(report, PROGRESS_EVERY_MS);
  try {
    const result = await solveOnThreads(
      { run: (name, input, options) => tools.runTask(name, input, { ...options, onProgress: () => {} }) },
      problem.problem,
      {
        seed,
        objective: planObjective(plan.parameters),
        stop: { seconds: searchSeconds },
        start: task.start,
      },
      {
        threads: threads ?? Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1)),
        signal: AbortSignal.any([tools.signal, live.stopped]),
        onBest: (found) => {
          best = found;
          tellLive(live, task, found, elapsed());
        },
      },
    );
    tools.signal.throwIfAborted();
    return { solved: settle(task, result), seconds: elapsed() };
  } finally {
    clearInterval(timer);
  }
}

/** A plan's routes as a search begins with them. */
export function startOf({ routes }: TourPlan, { vehicleIndexes, stopIndexes }: PlanProblem): PlannedRoute[] {
  return routes.map(({ vehicleKey, stops }) => ({
    vehicleType: vehicleIndexes.get(vehicleKey) as number,
    stops: stops.flatMap((number) => stopIndexes.get(number) ?? []),
  }));
}

function describeProblem({ facts, stops }: TourPlan): Extract<LiveRoutes, { type: 'problem' }> {
  const codes = new Map(facts.depots.map(({ id, code }) => [id, code]));
  return {
    type: 'problem',
    depots: facts.depots.map(({ code, latitude, longitude }) => ({ code, latitude, longitude })),
    vehicles: facts.vehicles.map(({ key, name, depotId }) => ({
      key,
      name,
      depot: codes.get(depotId) ?? '',
    })),
    stops: stops.flatMap(({ number, facts: { name, latitude, longitude } }) =>
      latitude === null || longitude === null ? [] : [{ number, name, latitude, longitude }],
    ),
  };
}

function tellLive(live: LiveRun, { problem, kept }: Task, found: RoutingProgress, seconds: number): void {
  live.tell({
    type: 'best',
    seconds,
    costMinor: found.cost,
    vehicles: found.vehicles + kept.length,
    leftOut: found.leftOut,
    routes: [
      ...kept.map(({ vehicleKey, stops }) => ({ vehicle: vehicleKey, stops })),
      ...found.routes.map((route) => namedRoute(problem, route)),
    ],
  });
}

function namedRoute(
  { vehicleKeys, stopNumbers }: PlanProblem,
  { vehicleType, stops }: PlannedRoute,
): { vehicle: string; stops: number[] } {
  return {
    vehicle: vehicleKeys[vehicleType] as string,
    stops: stops.map((stop) => stopNumbers[stop] as number),
  };
}

/** The plan with what the solver found: routes that were there keep their number and driver where most of their stops stay. */
function settle({ plan, problem, kept }: Task, result: RoutingResult): TourPlan {
  const found = result.routes.map((route) => namedRoute(problem, route));
  const open = plan.routes.filter(({ locked }) => !locked);
  const taken = new Set(kept.map(({ number }) => number));
  const heirs = found.map((route) => {
    const heir = mostAlike(
      route,
      open.filter(({ number }) => !taken.has(number)),
    );
    if (heir) taken.add(heir.number);
    return heir;
  });
  let next = 0;
  const freeNumber = () => {
    do next += 1;
    while (taken.has(next));
    return next;
  };
  const routes = found.map(({ vehicle, stops }, i): PlanRoute => {
    const heir = heirs[i];
    const number = heir?.number ?? freeNumber();
    return { number, vehicleKey: vehicle, driverId: heir?.driverId ?? null, locked: false, stops };
  });
  const reasons = new Map(result.leftOut.map(({ stop, reason }) => [problem.stopNumbers[stop], reason]));
  const served = new Set([...kept, ...routes].flatMap(({ stops }) => stops));
  return {
    ...plan,
    routes: [...kept, ...routes].sort((a, b) => a.number - b.number),
    stops: plan.stops.map((stop) => ({
      ...stop,
      leftOut: served.has(stop.number) ? null : (reasons.get(stop.number) ?? stop.leftOut ?? 'noTimeLeft'),
    })),
  };
}

function mostAlike(
  { vehicle, stops }: { vehicle: string; stops: readonly number[] },
  routes: readonly PlanRoute[],
): PlanRoute | undefined {
  const visited = new Set(stops);
  let best: PlanRoute | undefined;
  let most = 0;
  for (const route of routes) {
    if (route.vehicleKey !== vehicle) continue;
    const shared = route.stops.filter((number) => visited.has(number)).length;
    if (shared > most) [best, most] = [route, shared];
  }
  return best;
}

type Draft = PlanOrigin & { name: string; seconds: number };

/** Keeps a plan as the next version of its series, journaled, and at hand for changes. @returns its id */
export async function keepDraft(
  ctx: AppContext,
  plan: TourPlan,
  known: Pick<OpenPlan, 'meter' | 'notes'>,
  { procedure, withPlan, others: _others, ...head }: Draft,
): Promise<{ planId: number }> {
  const measured = known.meter.plan(plan);
  const { notes } = known;
  const planId = await runCommand(ctx, procedure, async (command) => {
    const version = (await findLastVersion(command.trx, head.series)) + 1;
    const stored = { ...head, notes, version, actor: ctx.actor, at: command.at };
    const id = await insertPlan(command, measured, stored);
    await withPlan?.(command, id);
    const after = { version, ...measured.figures };
    command.record({ entity: 'routePlan', id, key: head.name, before: null, after });
    command.publish({ type: 'routes.changed', planId: id });
    return id;
  });
  const row = await findPlanRow(ctx.db.read, planId);
  if (row) keepOpen(ctx, { ...known, row, plan });
  return { planId };
}
