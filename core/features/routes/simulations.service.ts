import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import type { RouteParameters } from '../../contract/routes.ts';
import { type ScenarioChanges, type SimulationView, scenarioParameters } from '../../contract/simulations.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import type { LiveRun } from './live-runs.ts';
import { closePlan } from './open-plans.ts';
import { deletePlan, loadPlan } from './plans.queries.ts';
import { withinRound } from './scenario-rounds.ts';
import {
  deleteSimulation,
  findUntouchedDrafts,
  insertSimulation,
  listSimulations,
  loadSimulation,
  type ScenarioToKeep,
  type StoredSimulation,
  setScenarioRun,
  updateSimulation,
  writeScenarios,
} from './simulations.queries.ts';
import { proposePlan } from './solve.service.ts';
import type { TourPlan } from './tour-plan.ts';

const MOST_THREADS = 4;
const LONGEST_SEARCH_SECONDS = 3600;
/** Scenarios that end later than so long after another one's search are not waited for. */
const LATEST_MS = 10_000;

/** A scenario that a job plans. All that run at once share the machine: where it has too few threads, they search longer. */
export type SimulateInput = {
  simulationId: number;
  number: number;
  threads: number;
  stretch: number;
  round: { id: string; scenarios: number };
};

export type SimulationDraft = {
  id?: number | undefined;
  revision?: number | undefined;
  name: string;
  parameters: RouteParameters;
  scenarios: { number?: number | undefined; name: string; changes: ScenarioChanges }[];
};

function toView({ row, scenarios }: StoredSimulation): SimulationView {
  const parameters = JSON.parse(row.parameters_json) as RouteParameters;
  return {
    id: row.id,
    name: row.name,
    revision: row.revision,
    parameters,
    scenarios: scenarios.map((scenario) => {
      const changes = JSON.parse(scenario.changes_json) as ScenarioChanges;
      const made = scenario.plan_parameters_json;
      return {
        number: scenario.number,
        name: scenario.name,
        changes,
        jobId: scenario.job_id,
        planId: scenario.plan_id,
        outOfDate: made !== null && !isMadeWith(JSON.parse(made), scenarioParameters(parameters, changes)),
      };
    }),
    actor: row.actor,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Names, and how long and on how many threads is searched, do not change what is planned. */
function isMadeWith(made: RouteParameters, wanted: RouteParameters): boolean {
  const matter = ({ name: _, threads: _threads, searchSeconds: _seconds, ...rest }: RouteParameters) =>
    JSON.parse(JSON.stringify(rest));
  return isDeepStrictEqual(matter(made), matter(wanted));
}

/** @throws NOT_FOUND */
export async function showSimulation(ctx: AppContext, id: number): Promise<SimulationView> {
  return toView(await existing(ctx.db.read, id));
}

async function existing(reader: Parameters<typeof loadSimulation>[0], id: number): Promise<StoredSimulation> {
  const stored = await loadSimulation(reader, id);
  if (!stored) throw notFound('simulation', String(id));
  return stored;
}

export async function showSimulations(
  ctx: AppContext,
  pageOf: { offset: number; limit: number },
): Promise<{ rows: SimulationView[]; total: number }> {
  const { rows, total } = await listSimulations(ctx.db, pageOf);
  return { rows: rows.map(toView), total };
}

/** @throws NOT_FOUND; CONFLICT `changedMeanwhile` */
export async function saveSimulation(ctx: AppContext, draft: SimulationDraft): Promise<SimulationView> {
  const id = await runCommand(ctx, 'simulations.save', async (command) => {
    const before = draft.id === undefined ? null : await existing(command.trx, draft.id);
    if (before && draft.revision !== undefined && draft.revision !== before.row.revision) {
      throw conflict(
        `Simulation ${before.row.name} was changed meanwhile.`,
        'changedMeanwhile',
        'Look at it again.',
      );
    }
    const head = { name: draft.name, parametersJson: JSON.stringify(draft.parameters) };
    const kept = before
      ? await change(command, before, head)
      : await insertSimulation(command.trx, head, { actor: ctx.actor, at: command.at });
    await writeScenarios(command.trx, kept, numbered(draft.scenarios, before?.scenarios ?? []));
    command.record({
      entity: 'routeSimulation',
      id: kept,
      key: draft.name,
      before: before ? { name: before.row.name, scenarios: before.scenarios.length } : null,
      after: { name: draft.name, scenarios: draft.scenarios.length },
    });
    command.publish({ type: 'simulations.changed', simulationId: kept });
    return kept;
  });
  return showSimulation(ctx, id);
}

async function change(
  { trx, at }: Command,
  { row }: StoredSimulation,
  head: Parameters<typeof updateSimulation>[2],
): Promise<number> {
  await updateSimulation(trx, row.id, head, { revision: row.revision + 1, at });
  return row.id;
}

/** Scenarios that were there keep their number; new ones get a number that none has had among them. */
function numbered(
  scenarios: SimulationDraft['scenarios'],
  before: readonly { number: number }[],
): ScenarioToKeep[] {
  const known = new Set(before.map(({ number }) => number));
  let last = Math.max(0, ...known);
  return scenarios.map(({ number, name, changes }) => {
    const kept = number !== undefined && known.delete(number) ? number : ++last;
    return { number: kept, name, changes, series: randomUUID() };
  });
}

/** Starts a job for each scenario. @throws NOT_FOUND; CONFLICT `running`, `unknownScenario` */
export async function runSimulation(
  ctx: AppContext,
  { id, numbers }: { id: number; numbers?: number[] | undefined },
): Promise<{ jobs: { number: number; jobId: string }[] }> {
  const { scenarios } = await existing(ctx.db.read, id);
  const unknown = numbers?.find((number) => !scenarios.some((scenario) => scenario.number === number));
  if (unknown !== undefined) {
    throw conflict(`Simulation ${id} has no scenario ${unknown}.`, 'unknownScenario');
  }
  const wanted = scenarios.filter(({ number }) => !numbers || numbers.includes(number));
  await refuseRunning(ctx, wanted);
  const machine = availableParallelism();
  const share = Math.floor((machine - 1) / wanted.length);
  const stretch = Math.max(1, wanted.length / machine);
  const threads = Math.max(1, Math.min(MOST_THREADS, share));
  const round = { id: randomUUID(), scenarios: wanted.length };
  const jobs: { number: number; jobId: string }[] = [];
  for (const { number } of wanted) {
    const input: SimulateInput = { simulationId: id, number, threads, stretch, round };
    jobs.push({ number, jobId: await ctx.jobs.start('routes.simulate', input, ctx.actor) });
  }
  await runCommand(ctx, 'simulations.run', async (command) => {
    for (const { number, jobId } of jobs) {
      await setScenarioRun(command.trx, { simulationId: id, number }, { job_id: jobId });
    }
    command.publish({ type: 'simulations.changed', simulationId: id });
  });
  return { jobs };
}

async function refuseRunning(ctx: AppContext, scenarios: StoredSimulation['scenarios']): Promise<void> {
  const jobs = await Promise.all(scenarios.map(({ job_id }) => (job_id ? ctx.jobs.get(job_id) : null)));
  const running = scenarios.find((_, i) => jobs[i]?.status === 'running');
  if (!running) return;
  throw conflict(
    `Scenario ${running.name} is being planned.`,
    'running',
    'Stop it, or wait until it is done.',
  );
}

/** Plans a scenario; its plan is the next version of its series. @returns the plan's id */
export async function runScenario(
  ctx: AppContext,
  { simulationId, number, threads, stretch, round }: SimulateInput,
  tools: JobTools,
  live: LiveRun,
): Promise<{ planId: number }> {
  return withinRound(round, async ({ share }) => {
    const { row, scenarios } = await existing(ctx.db.read, simulationId);
    const scenario = scenarios.find((one) => one.number === number);
    if (!scenario) throw conflict(`${row.name} has no scenario ${number}.`, 'unknownScenario');
    const wanted = scenarioParameters(JSON.parse(row.parameters_json), JSON.parse(scenario.changes_json));
    const searchSeconds = Math.min(LONGEST_SEARCH_SECONDS, wanted.searchSeconds * stretch);
    const parameters = { ...wanted, searchSeconds, threads, name: `${row.name}: ${scenario.name}` };
    return proposePlan(ctx, parameters, tools, live, {
      procedure: 'simulations.run',
      series: scenario.series,
      others: async (plan, signal) => {
        const latest = AbortSignal.timeout(parameters.searchSeconds * 1000 + LATEST_MS);
        const found = await share(plan, AbortSignal.any([signal, latest]));
        return [...found, ...(await earlierPlans(ctx, scenarios))];
      },
      withPlan: async (command, planId) => {
        await setScenarioRun(command.trx, { simulationId, number }, { plan_id: planId });
        command.publish({ type: 'simulations.changed', simulationId });
      },
    });
  });
}

/** What its scenarios led to before: none ends worse than it did. */
async function earlierPlans(ctx: AppContext, scenarios: StoredSimulation['scenarios']): Promise<TourPlan[]> {
  const ids = scenarios.flatMap(({ plan_id }) => plan_id ?? []);
  const stored = await Promise.all(ids.map((id) => loadPlan(ctx.db.read, id)));
  return stored.flatMap((one) => one?.plan ?? []);
}

/** @throws NOT_FOUND; CONFLICT `running` */
export async function removeSimulation(
  ctx: AppContext,
  { id, withDrafts }: { id: number; withDrafts: boolean },
): Promise<{ plansRemoved: number }> {
  await refuseRunning(ctx, (await existing(ctx.db.read, id)).scenarios);
  const removed = await runCommand(ctx, 'simulations.remove', async (command) => {
    const { row, scenarios } = await existing(command.trx, id);
    await deleteSimulation(command.trx, id);
    const series = scenarios.map((scenario) => scenario.series);
    const plans = withDrafts ? await findUntouchedDrafts(command.trx, series) : [];
    for (const planId of plans) await deletePlan(command.trx, planId);
    const before = { name: row.name, scenarios: scenarios.length, plansRemoved: plans.length };
    command.record({ entity: 'routeSimulation', id, key: row.name, before, after: null });
    command.publish({ type: 'simulations.changed', simulationId: id });
    if (plans.length > 0) command.publish({ type: 'routes.changed' });
    return plans;
  });
  for (const planId of removed) closePlan(ctx, planId);
  return { plansRemoved: removed.length };
}
