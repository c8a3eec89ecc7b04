import type { PlanStatus } from '../../contract/routes.ts';
import type { Database } from '../../db/database.ts';
import { canMove } from '../../kernel/state-machine.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { type Destination, destinationsFor, enqueue, type NewMessage } from '../outbox/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { type OpenPlan, openPlan } from './open-plans.ts';
import { planRisk } from './plan-risk.ts';
import { type StoredPlan, toPlanDetail } from './plan-views.ts';
import { findDriverCodes, findPlanRow, loadPlan } from './plans.queries.ts';
import {
  type Eta,
  findEtas,
  findOnTours,
  findPublishedVersion,
  keepEtasBefore,
  setPlanStatus,
  takeEtasBefore,
  writeEtas,
} from './publish.queries.ts';
import { isOwnable, type PlanMessageKind, planMessages } from './publish-messages.ts';
import type { PlanStop } from './tour-plan.ts';
import { planLifeCycle, visitKey } from './tour-plan.ts';

/** Days that are driven to know how late a stop may become. */
const P90_RUNS = 200;
const MOST_NAMED = 5;

/** @throws CONFLICT, as the contract tells; NOT_FOUND */
export async function publishPlan(
  ctx: AppContext,
  { planId, evenIfBroken }: { planId: number; evenIfBroken: boolean },
): Promise<{ stops: number; shipments: number }> {
  const opened = await openPlan(ctx, planId);
  const latest = await latestArrivals(opened);
  return runCommand(ctx, 'routes.publish', async (command) => {
    const stored = await existingPlan(command, planId);
    mustMove(stored, 'published');
    if (stored.row.revision !== opened.row.revision) throw changedMeanwhile(planId);
    refuseSupposed(stored);
    refuseBroken(stored, evenIfBroken);
    await refuseServedElsewhere(command, stored);
    const replaces = await replaceEarlier(command, stored);
    const etas = await giveEtas(command, stored, latest);
    const { at } = command;
    await setPlanStatus(
      command.trx,
      planId,
      { status: 'published', published_at: at, replaces_id: replaces },
      at,
    );
    tell(command, stored.row, 'published', etas);
    await tellFeeds(command, ctx.actor, 'routePlan.publish', stored);
    return { stops: stored.plan.routes.flatMap(({ stops }) => stops).length, shipments: etas.length };
  });
}

/** How late each stop may become, by its number. */
export async function latestArrivals({
  meter,
  plan,
}: Pick<OpenPlan, 'meter' | 'plan'>): Promise<ReadonlyMap<number, number>> {
  const { stops } = await planRisk(meter, plan, {
    runs: P90_RUNS,
    seed: 1,
    travelSpread: 0.2,
    serviceSpread: 0.35,
  });
  return new Map(stops.map(({ number, p90At }) => [number, p90At]));
}

/** @throws CONFLICT `notPublished`, `onAnotherTour` (what the version before serves is); NOT_FOUND */
export async function unpublishPlan(ctx: AppContext, planId: number): Promise<{ shipments: number }> {
  const { replaces_id: earlier } = await planRow(ctx, planId);
  const latest = earlier === null ? null : await latestArrivals(await openPlan(ctx, earlier));
  return runCommand(ctx, 'routes.unpublish', async (command) => {
    const { trx, at } = command;
    const stored = await existingPlan(command, planId);
    mustMove(stored, 'draft');
    if (stored.row.replaces_id !== earlier) throw changedMeanwhile(planId);
    const before = await takeEtasBefore(trx, planId);
    await writeEtas(trx, command, before, at);
    await setPlanStatus(trx, planId, { status: 'draft', published_at: null, replaces_id: null }, at);
    tell(command, stored.row, 'draft', before);
    await tellFeeds(command, ctx.actor, 'routePlan.unpublish', stored);
    if (earlier !== null && latest) {
      const replaced = await existingPlan(command, earlier);
      await refuseServedElsewhere(command, replaced);
      const etas = await giveEtas(command, replaced, latest);
      await setPlanStatus(trx, earlier, { status: 'published' }, at);
      tell(command, replaced.row, 'published', etas);
      await tellFeeds(command, ctx.actor, 'routePlan.publish', replaced);
    }
    return { shipments: before.length };
  });
}

/** Within a command. @throws NOT_FOUND */
export async function existingPlan({ trx }: Command, planId: number): Promise<StoredPlan> {
  const stored = await loadPlan(trx, planId);
  if (!stored) throw notFound('route plan', String(planId));
  return stored;
}

function changedMeanwhile(planId: number) {
  return conflict(`Plan ${planId} was changed meanwhile.`, 'changedMeanwhile', 'Look at it again.');
}

const REFUSALS: Partial<Record<PlanStatus, string>> = {
  published: 'notDraft',
  draft: 'notPublished',
  done: 'notPublished',
};

/** @throws CONFLICT when the plan's life does not allow it */
export function mustMove({ row }: { row: { id: number; status: string } }, to: PlanStatus): void {
  if (canMove(planLifeCycle, row.status, to)) return;
  throw conflict(`Plan ${row.id} is ${row.status}: it cannot become ${to}.`, REFUSALS[to] ?? row.status);
}

/** What a simulation supposes cannot be driven. */
function refuseSupposed({ row, plan }: StoredPlan): void {
  const routeOf = new Map(
    plan.routes.flatMap((route) => route.stops.map((number) => [number, route] as const)),
  );
  const depotOf = new Map(plan.facts.vehicles.map(({ key, depotId }) => [key, depotId]));
  const madeUp = plan.stops.filter(({ facts }) => facts.madeUp);
  if (madeUp.length > 0) {
    throw conflict(
      `${madeUp.length} stops of plan ${row.id} are made up: no orders stand behind them.`,
      'madeUpStops',
      'Plan the day with the demand that there is (100 %), and publish that plan.',
    );
  }
  const elsewhere = plan.stops.filter(({ number, depotId }) => {
    const route = routeOf.get(number);
    return route !== undefined && depotId !== null && depotOf.get(route.vehicleKey) !== depotId;
  });
  const [first] = elsewhere;
  if (!first) return;
  throw conflict(
    `${elsewhere.length} stops of plan ${row.id}, ${first.reference} among them, are served from a depot that does not hold their goods.`,
    'goodsElsewhere',
    'Move the goods there first, or let each depot deliver its own.',
  );
}

function refuseBroken({ row, routeViews }: StoredPlan, evenIfBroken: boolean): void {
  const broken = routeViews.filter((route) => route.broken.length > 0);
  if (broken.length === 0 || evenIfBroken) return;
  const names = broken.slice(0, MOST_NAMED).map(({ number }) => number);
  throw conflict(
    `Plan ${row.id} breaks limits on ${broken.length} routes (${names.join(', ')}).`,
    'brokenLimits',
    'Mend the routes, let the solver finish them, or publish it all the same.',
  );
}

async function refuseServedElsewhere({ trx }: Command, { plan, row }: StoredPlan): Promise<void> {
  const served = new Set(plan.routes.flatMap(({ stops }) => stops));
  const stops = plan.stops.filter(({ number }) => served.has(number));
  const own = new Set(stops.map(visitKey));
  const onTours = await findOnTours(
    trx,
    stops.map(({ reference }) => reference),
  );
  const elsewhere = onTours.filter(({ key, series }) => series !== row.series && own.has(key));
  const [first] = elsewhere;
  if (!first) return;
  throw conflict(
    `${elsewhere.length} stops of plan ${row.id} are on another published tour, ${first.reference} on ${first.plan}.`,
    'onAnotherTour',
    'Take them off this plan, or take the publication of the other one back.',
  );
}

/** An earlier version that is published steps back, its ETAs with it. @returns its id */
async function replaceEarlier(command: Command, { row }: StoredPlan): Promise<number | null> {
  const { trx, at } = command;
  const earlier = await findPublishedVersion(trx, row.series);
  if (!earlier) return null;
  const before = await takeEtasBefore(trx, earlier.id);
  await writeEtas(trx, command, before, at);
  await setPlanStatus(trx, earlier.id, { status: 'replaced' }, at);
  tell(command, earlier, 'replaced', before);
  return earlier.id;
}

/** Shipments on the tours get their ETA; what it was before is kept. @returns their shipments */
async function giveEtas(
  command: Command,
  { row, plan, times }: StoredPlan,
  latest: ReadonlyMap<number, number>,
): Promise<Eta[]> {
  const stops = plan.stops.flatMap((stop) => {
    const { number, shipmentId } = stop;
    const etaAt = times.get(number)?.etaAt ?? null;
    return shipmentId === null || etaAt === null ? [] : [{ stop, number, shipmentId, etaAt }];
  });
  const before = new Map(
    (
      await findEtas(
        command.trx,
        stops.map(({ shipmentId }) => shipmentId),
      )
    ).map((eta) => [eta.id, eta]),
  );
  const known = stops.filter(({ shipmentId }) => before.has(shipmentId));
  const etas = known.map(({ number, shipmentId, etaAt }) => ({
    id: shipmentId,
    orderId: before.get(shipmentId)?.orderId ?? null,
    p50At: etaAt,
    p90At: Math.max(etaAt, latest.get(number) ?? etaAt),
  }));
  await writeEtas(command.trx, command, etas, command.at);
  await keepEtasBefore(
    command,
    row.id,
    known.map(({ stop, shipmentId }) => ({ stop, before: before.get(shipmentId) as Eta })),
  );
  return etas;
}

/** Records and publishes what became of a plan within a command. */
export function tell(
  command: Command,
  row: { id: number; name: string; status: string },
  status: PlanStatus,
  shipments: readonly Eta[],
): void {
  command.record({
    entity: 'routePlan',
    id: row.id,
    key: row.name,
    before: { status: row.status },
    after: { status, shipments: shipments.length },
  });
  command.publish({ type: 'routes.changed', planId: row.id });
  if (shipments.length === 0) return;
  command.publish({ type: 'shipments.changed', ids: shipments.map(({ id }) => id) });
  const orders = new Set(shipments.flatMap(({ orderId }) => orderId ?? []));
  if (orders.size > 0) command.publish({ type: 'orders.changed', ids: [...orders] });
}

/** Feeds that own what the tours serve, and take such messages, hear of it. */
async function tellFeeds(
  command: Command,
  actor: string,
  kind: PlanMessageKind,
  stored: StoredPlan,
): Promise<void> {
  await sendMessages(command, actor, await messagesAbout(command, kind, stored));
}

export async function sendMessages(
  { trx, at, publish }: Command,
  actor: string,
  messages: readonly NewMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await enqueue(trx, [...messages], actor, at);
  for (const { feedId } of messages) publish({ type: 'feeds.changed', feedId });
}

/** What each feed that owns something on the tours is told. */
export async function messagesAbout(
  { trx, commandId }: Command,
  kind: PlanMessageKind,
  stored: StoredPlan,
): Promise<NewMessage[]> {
  const plan = toPlanDetail(stored, await findDriverCodes(trx));
  const owners = (await ownersOf(trx, stored.plan.stops, kind)).map(({ key, feedId, upstream }) => ({
    reference: key,
    feedId,
    upstream,
  }));
  return planMessages(plan, owners, { kind, commandId });
}

/** The feeds that own what stops serve, shipments or orders, and hear of such changes. */
export async function ownersOf(
  read: Database['read'],
  stops: readonly PlanStop[],
  kind: PlanMessageKind,
): Promise<Destination[]> {
  const served = stops.filter((stop) => isOwnable(stop));
  const references = (held: boolean) =>
    served.flatMap(({ shipmentId, reference }) => ((shipmentId !== null) === held ? [reference] : []));
  return [
    ...(await destinationsFor(read, 'shipments', references(true), kind)),
    ...(await destinationsFor(read, 'orders', references(false), kind)),
  ];
}

/** @throws NOT_FOUND */
export async function planRow(ctx: AppContext, planId: number) {
  const row = await findPlanRow(ctx.db.read, planId);
  if (!row) throw notFound('route plan', String(planId));
  return row;
}
