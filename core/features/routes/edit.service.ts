import type { BrokenLimit, EditEffect, PlanChange } from '../../contract/routes.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { type EditFailure, editPlan } from './edit-plan.ts';
import { arrangementBefore, keepEdit, popEdit, rearranged } from './edits.queries.ts';
import type { MeasuredPlan, RouteMeasure } from './measure-plan.ts';
import { keepOpen, type OpenPlan, openPlan } from './open-plans.ts';
import { type DriverCodes, toRouteView, toStopView } from './plan-views.ts';
import { findDriverCodes, findPlanRow, updateDraft } from './plans.queries.ts';

const FAILURES: Record<EditFailure['code'], (name: string | number) => string> = {
  unknownStop: (name) => `The plan has no stop ${name}.`,
  unknownRoute: (name) => `The plan has no route ${name}.`,
  unknownVehicle: (name) => `The plan has no vehicle ${name}.`,
  unknownDriver: (name) => `There is no driver ${name}.`,
  cannotBeVisited: (name) => `${name} cannot be visited: its place is not known, or it is closed that day.`,
};

type Tried = { before: MeasuredPlan; after: MeasuredPlan; effect: EditEffect };

/** What changes would do to a plan; nothing is kept. @throws NOT_FOUND, CONFLICT as for an edit */
export async function previewEdit(
  ctx: AppContext,
  { planId, changes }: { planId: number; changes: readonly PlanChange[] },
): Promise<EditEffect> {
  const [opened, drivers] = await Promise.all([openPlan(ctx, planId), findDriverCodes(ctx.db.read)]);
  return (await tryChanges(opened, changes, drivers)).effect;
}

async function tryChanges(
  { plan, meter }: OpenPlan,
  changes: readonly PlanChange[],
  drivers: DriverCodes,
): Promise<Tried> {
  const started = performance.now();
  const ids = new Map([...drivers].map(([id, code]) => [code, id]));
  const edited = await editPlan(plan, changes, meter, ids);
  if (!edited.ok) {
    const { code, params } = edited.error;
    throw conflict(FAILURES[code](params?.name ?? ''), code);
  }
  const before = meter.plan(plan);
  const after = meter.plan(edited.value);
  const effect = describeEffect(before, after, drivers);
  return { before, after, effect: { ...effect, computedInMs: performance.now() - started } };
}

function describeEffect(
  before: MeasuredPlan,
  after: MeasuredPlan,
  drivers: DriverCodes,
): Omit<EditEffect, 'computedInMs'> {
  const { facts } = after.plan;
  const earlier = new Map(before.routes.map((measure) => [measure.route.number, measure]));
  const later = new Map(after.routes.map((measure) => [measure.route.number, measure]));
  const changed = after.routes.filter((measure) => earlier.get(measure.route.number) !== measure);
  const ended = before.routes.filter(({ route }) => !later.has(route.number));
  const stopsBefore = new Map(before.plan.stops.map((stop) => [stop.number, stop]));
  const touched = new Set(changed.flatMap(({ route }) => route.stops));
  const times = new Map(changed.flatMap(({ times: ofRoute }) => [...ofRoute]));
  return {
    before: before.figures,
    after: after.figures,
    routes: [
      ...changed.map(({ route, view }) => toRouteView(facts, route, view, drivers)),
      ...ended.map(({ route, view }) =>
        toRouteView(facts, route, { ...view, stops: [], costMinor: 0 }, drivers),
      ),
    ],
    stops: after.plan.stops
      .filter((stop) => touched.has(stop.number) || stopsBefore.get(stop.number) !== stop)
      .map((stop) => toStopView(after.plan, stop, times.get(stop.number) ?? timesIn(after, stop.number))),
    newlyBroken: changed.flatMap((measure) => newlyBroken(earlier.get(measure.route.number), measure)),
  };
}

function timesIn(measured: MeasuredPlan, stop: number) {
  return measured.routes.find(({ times }) => times.has(stop))?.times.get(stop);
}

function newlyBroken(
  before: RouteMeasure | undefined,
  { route, view }: RouteMeasure,
): EditEffect['newlyBroken'] {
  const keyOf = ({ code, stop, dimension }: BrokenLimit) => `${code} ${stop} ${dimension}`;
  const known = new Map((before?.view.broken ?? []).map((limit) => [keyOf(limit), limit.by]));
  return view.broken
    .filter((limit) => limit.by > (known.get(keyOf(limit)) ?? 0))
    .map((limit) => ({ ...limit, route: route.number }));
}

/** Changes a draft by hand. @throws CONFLICT, as the contract tells */
export async function applyEdit(
  ctx: AppContext,
  { planId, revision, changes }: { planId: number; revision: number; changes: readonly PlanChange[] },
): Promise<EditEffect & { revision: number }> {
  const [opened, drivers] = await Promise.all([openPlan(ctx, planId), findDriverCodes(ctx.db.read)]);
  mustBeAt(opened, revision);
  const { before, after, effect } = await tryChanges(opened, changes, drivers);
  const next = revision + 1;
  await runCommand(ctx, 'routes.edit', async (command) => {
    await mustStillBeAt(command, planId, revision);
    await updateDraft(command, planId, after, { revision: next, at: command.at });
    const arrangement = arrangementBefore(before.plan, after.plan);
    const { actor } = ctx;
    await keepEdit(command.trx, { planId, revision: next, before: arrangement, actor, at: command.at });
    recordEdit(command, opened, { before, after, changes });
  });
  keepOpen(ctx, edited(opened, after, next));
  return { ...effect, revision: next };
}

/** Takes the last change by hand back. @throws CONFLICT `nothingToUndo`, `notDraft` */
export async function undoEdit(ctx: AppContext, planId: number): Promise<{ revision: number }> {
  const opened = await openPlan(ctx, planId);
  const { revision } = opened.row;
  mustBeAt(opened, revision);
  const next = revision + 1;
  const after = await runCommand(ctx, 'routes.undoEdit', async (command) => {
    await mustStillBeAt(command, planId, revision);
    const arrangement = await popEdit(command.trx, planId);
    if (!arrangement) throw conflict('No change by hand is left to take back.', 'nothingToUndo');
    const drivers = await findDriverCodes(command.trx);
    const measured = opened.meter.plan(rearranged(opened.plan, arrangement, drivers));
    await updateDraft(command, planId, measured, { revision: next, at: command.at });
    const before = opened.meter.plan(opened.plan);
    recordEdit(command, opened, { before, after: measured, changes: [] });
    return measured;
  });
  keepOpen(ctx, edited(opened, after, next));
  return { revision: next };
}

function edited(opened: OpenPlan, { plan }: MeasuredPlan, revision: number): OpenPlan {
  return { ...opened, plan, row: { ...opened.row, revision } };
}

function recordEdit(
  command: Command,
  { row }: OpenPlan,
  { before, after, changes }: { before: MeasuredPlan; after: MeasuredPlan; changes: readonly PlanChange[] },
): void {
  command.record({
    entity: 'routePlan',
    id: row.id,
    key: row.name,
    before: { costMinor: before.figures.costMinor, distanceMetres: before.figures.distanceMetres },
    after: { costMinor: after.figures.costMinor, distanceMetres: after.figures.distanceMetres, changes },
  });
  command.publish({ type: 'routes.changed', planId: row.id });
}

function mustBeAt(
  { row }: { row: { id: number; status: string; revision: number } },
  revision: number,
): void {
  if (row.status !== 'draft') {
    throw conflict(
      `Plan ${row.id} is ${row.status}: only a draft can be changed.`,
      'notDraft',
      'Take its publication back, or change a copy.',
    );
  }
  if (row.revision === revision) return;
  throw conflict(
    `Plan ${row.id} was changed meanwhile.`,
    'changedMeanwhile',
    'Look at it again, then change it.',
  );
}

async function mustStillBeAt(command: Command, planId: number, revision: number): Promise<void> {
  const row = await findPlanRow(command.trx, planId);
  if (!row) throw notFound('route plan', String(planId));
  mustBeAt({ row }, revision);
}
