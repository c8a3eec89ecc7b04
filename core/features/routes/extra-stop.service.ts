import type { AppContext } from '../context.ts';
import type { Command } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { dayClock } from './day-clock.ts';
import { dayStops } from './day-stops.ts';
import { arrangementBefore, keepEdit } from './edits.queries.ts';
import { findTourPlansFrom, findTourShipment } from './extra-stop.queries.ts';
import { AT_DEPOT } from './gather.queries.ts';
import { shipmentVisits, withoutServed } from './gather.service.ts';
import type { MeasuredPlan, PlanMeter } from './measure-plan.ts';
import { moveEtas } from './move-etas.ts';
import { closePlan, openMeter, openPlan } from './open-plans.ts';
import { findPlanRow, updateDraft } from './plans.queries.ts';
import { findEtasBefore } from './publish.queries.ts';
import {
  existingPlan,
  latestArrivals,
  messagesAbout,
  ownersOf,
  sendMessages,
  tell,
} from './publish.service.ts';
import { canBeVisited, type PlanRoute, type PlanStop, type TourPlan } from './tour-plan.ts';

/** The cheapest place of a shipment in own tours: drafts, or published ones whose vehicle has not left. */
export interface ExtraStop {
  planId: number;
  plan: string;
  revision: number;
  route: number;
  /** The stop's number in the plan. */
  stop: number;
  etaAt: number;
  /** What the tours cost more. */
  costMinor: number;
  /** Others that would come later than promised because of it. */
  lateStops: number;
  /** Others that come later because of it, and by how much at most. */
  moved: number;
  movedMs: number;
  /** Of published tours: when the vehicle leaves, and how late each stop may then come. */
  published: Published | null;
  before: TourPlan;
  after: MeasuredPlan;
}

export interface Published {
  leavesAt: number;
  latest: ReadonlyMap<number, number>;
}

const DAY_MS = 86_400_000;
const DAYS_AHEAD = 2;
/** With more plans than that, the earliest are looked at. */
const MOST_PLANS = 4;

/**
 * Where an own vehicle could take a shipment in the next days: one that stands at its depot, or came back from a failed tour.
 * Only tours of that depot count that have not left, without breaking a limit; null where there is none. Writes nothing.
 */
export async function findExtraStop(ctx: AppContext, shipmentId: number): Promise<ExtraStop | null> {
  const shipment = await findTourShipment(ctx.db, shipmentId);
  if (!shipment) return null;
  const atDepot = (AT_DEPOT as readonly string[]).includes(shipment.status);
  const back = shipment.lastOutcome === 'failed' && ['inTransit', 'exception'].includes(shipment.status);
  if (!atDepot && !back) return null;
  const now = ctx.clock();
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  const plans = await findTourPlansFrom(ctx.db, {
    depotId: shipment.facilityId,
    from: dayOf(now),
    to: dayOf(now + DAYS_AHEAD * DAY_MS),
  });
  const found: ExtraStop[] = [];
  for (const planId of plans.slice(0, MOST_PLANS)) {
    const place = await placeIn(ctx, planId, shipment);
    if (place && place.etaAt > now) found.push(place);
  }
  return found.sort((a, b) => a.costMinor - b.costMinor || a.etaAt - b.etaAt)[0] ?? null;
}

type TourShipment = NonNullable<Awaited<ReturnType<typeof findTourShipment>>>;

async function placeIn(ctx: AppContext, planId: number, shipment: TourShipment): Promise<ExtraStop | null> {
  const { row, plan, meter: known } = await openPlan(ctx, planId);
  const there = plan.stops.find((stop) => stop.shipmentId === shipment.id);
  if (there && (!canBeVisited(there) || isOnRoute(plan, there.number))) return null;
  const stop = there ?? (await stopFor(ctx, plan, shipment));
  if (!stop) return null;
  const before: TourPlan = there
    ? plan
    : { ...plan, stops: [...plan.stops, { ...stop, leftOut: 'byHand' as const }] };
  const meter = there ? known : (await openMeter(before)).meter;
  const isPublished = row.status === 'published';
  const leaving = leavingAt(meter.plan(before));
  const open = before.routes.filter(
    (route) => !route.locked && (!isPublished || (leaving.get(route.number) ?? 0) > ctx.clock()),
  );
  const best = cheapestPlace(before, open, { number: stop.number, meter });
  if (!best) return null;
  const after: TourPlan = {
    ...before,
    stops: before.stops.map((one) => (one.number === stop.number ? { ...one, leftOut: null } : one)),
    routes: before.routes.map((route) =>
      route.number === best.route ? { ...route, stops: best.stops } : route,
    ),
  };
  const place = describe(meter, { planId, row, before, after, route: best.route, stop: stop.number });
  if (!isPublished) return place;
  const leavesAt = leavingAt(place.after).get(best.route) ?? 0;
  if (leavesAt <= ctx.clock()) return null;
  return { ...place, published: { leavesAt, latest: await latestArrivals({ meter, plan: after }) } };
}

function isOnRoute({ routes }: TourPlan, number: number): boolean {
  return routes.some(({ stops }) => stops.includes(number));
}

/** The shipment as a stop of the plan's day; null where it has no place, lies too far, or another tour takes it. */
async function stopFor(ctx: AppContext, plan: TourPlan, shipment: TourShipment): Promise<PlanStop | null> {
  const { parameters, facts } = plan;
  const visits = await shipmentVisits(ctx, {
    depots: [shipment.facilityId],
    until: Number.MAX_SAFE_INTEGER,
    numbers: [shipment.number],
    statuses: [shipment.status],
  });
  const [stop] = dayStops(await withoutServed(ctx, visits), {
    parameters,
    clock: dayClock(parameters.day, facts.timeZone),
    depots: facts.depots,
    opening: () => null,
    locate: ({ country, postal_code: postalCode, city }) => ctx.places.locate({ country, postalCode, city }),
  });
  if (!stop || !canBeVisited(stop)) return null;
  const last = plan.stops.reduce((most, { number }) => Math.max(most, number), 0);
  return { ...stop, number: last + 1 };
}

/** The place in one of these routes where it costs least and breaks nothing more. */
function cheapestPlace(
  plan: TourPlan,
  routes: readonly PlanRoute[],
  { number, meter }: { number: number; meter: PlanMeter },
) {
  const locked = new Set(plan.stops.filter((stop) => stop.locked).map((stop) => stop.number));
  let best: { route: number; stops: number[]; cost: number } | null = null;
  for (const route of routes) {
    const before = meter.raw(route.vehicleKey, route.stops);
    const first = route.stops.findLastIndex((one) => locked.has(one)) + 1;
    for (let at = first; at <= route.stops.length; at++) {
      const stops = route.stops.toSpliced(at, 0, number);
      const tried = meter.raw(route.vehicleKey, stops);
      const cost = tried.cost - before.cost;
      if (tried.broken.length > before.broken.length || (best && cost >= best.cost)) continue;
      best = { route: route.number, stops, cost };
    }
  }
  return best;
}

function describe(
  meter: PlanMeter,
  tried: {
    planId: number;
    row: { name: string; revision: number };
    before: TourPlan;
    after: TourPlan;
    route: number;
    stop: number;
  },
): ExtraStop {
  const { planId, row, before, route, stop } = tried;
  const [earlier, after] = [meter.plan(before), meter.plan(tried.after)];
  const onTimeOf = ({ routes }: MeasuredPlan) =>
    routes.find((measure) => measure.route.number === route)?.onTime ?? 0;
  const measure = after.routes.find((one) => one.route.number === route);
  const etaAt = measure?.times.get(stop)?.etaAt ?? before.facts.dayStartsAt;
  const promisedAt = before.stops.find(({ number }) => number === stop)?.promisedAt ?? null;
  const delays = delaysOf(earlier, after);
  const own = promisedAt === null || etaAt <= promisedAt ? 1 : 0;
  return {
    planId,
    plan: row.name,
    revision: row.revision,
    route,
    stop,
    etaAt,
    costMinor: after.figures.costMinor - earlier.figures.costMinor,
    lateStops: Math.max(0, onTimeOf(earlier) + own - onTimeOf(after)),
    moved: delays.length,
    movedMs: Math.max(0, ...delays),
    published: null,
    before,
    after,
  };
}

/** By how much stops come later after a change. */
function delaysOf(before: MeasuredPlan, after: MeasuredPlan): number[] {
  const earlier = new Map(before.routes.flatMap(({ times }) => [...times]));
  return after.routes
    .flatMap(({ times }) => [...times])
    .map(([number, { departsAt }]) => (departsAt ?? 0) - (earlier.get(number)?.departsAt ?? departsAt ?? 0))
    .filter((delay) => delay > 0);
}

/** The feeds that own what these tours serve: they hear of a change once the tours are published. */
export async function feedsOfTour({ db: { read } }: AppContext, { published, after }: ExtraStop) {
  if (!published) return [];
  const stops = after.plan.stops.filter(({ leftOut }) => leftOut === null);
  const owners = await ownersOf(read, stops, 'routePlan.publish');
  return [...new Set(owners.map(({ feed }) => feed))].sort();
}

/** Puts a shipment onto a tour within a command. @returns false when the plan was changed or fixed meanwhile */
export async function writeExtraStop(ctx: AppContext, command: Command, extra: ExtraStop): Promise<boolean> {
  const { planId, plan, route, stop, costMinor, published } = extra;
  if (published && published.leavesAt <= command.at) return false;
  if (!(await isStillAt(command, extra))) return false;
  if (published) await republish(ctx, command, { ...extra, latest: published.latest });
  else await writeChange(ctx, command, extra);
  const change = { stop, route, costMinor };
  command.record({ entity: 'routePlan', id: planId, key: plan, before: null, after: change });
  return true;
}

async function isStillAt(
  { trx }: Command,
  { planId, revision, published }: { planId: number; revision: number; published: object | null },
): Promise<boolean> {
  const row = await findPlanRow(trx, planId);
  return row?.status === (published ? 'published' : 'draft') && row.revision === revision;
}

/** A change of published tours: their shipments get their new ETA, and the feeds that own what they serve hear of it. */
async function republish(
  ctx: AppContext,
  command: Command,
  change: Change & { latest: ReadonlyMap<number, number> },
): Promise<void> {
  const { planId, latest } = change;
  const earlier = await existingPlan(command, planId);
  const kept = await findEtasBefore(command.trx, planId);
  await writeChange(ctx, command, change);
  const stored = await existingPlan(command, planId);
  const etas = await moveEtas(command, stored, { kept, latest });
  tell(command, stored.row, 'published', etas);
  const told = await messagesAbout(command, 'routePlan.publish', stored);
  const hears = new Set(told.map(({ feedId }) => feedId));
  const nothingLeft = (await messagesAbout(command, 'routePlan.unpublish', earlier)).filter(
    ({ feedId }) => !hears.has(feedId),
  );
  await sendMessages(command, ctx.actor, [...told, ...nothingLeft]);
}

interface Change {
  planId: number;
  revision: number;
  before: TourPlan;
  after: MeasuredPlan;
}

async function writeChange(ctx: AppContext, command: Command, change: Change): Promise<void> {
  const { planId, before, after } = change;
  const next = change.revision + 1;
  await updateDraft(command, planId, after, { revision: next, at: command.at });
  const arrangement = arrangementBefore(before, after.plan);
  const { actor } = ctx;
  await keepEdit(command.trx, { planId, revision: next, before: arrangement, actor, at: command.at });
  command.publish({ type: 'routes.changed', planId });
  closePlan(ctx, planId);
}

/** Tours without a stop that had been put onto them. */
export interface WithoutExtraStop extends Change {
  plan: string;
  stop: number;
  published: Published | null;
}

/** What taking a stop off its tour leads to. @throws CONFLICT `tourFixed` when its vehicle has left, or a later version is driven */
export async function prepareWithoutExtraStop(
  ctx: AppContext,
  { planId, stop }: { planId: number; stop: number },
): Promise<WithoutExtraStop> {
  const { row, plan, meter } = await openPlan(ctx, planId);
  const isPublished = row.status === 'published';
  const own = plan.routes.find((route) => route.stops.includes(stop));
  const leavesAt = own ? (leavingAt(meter.plan(plan)).get(own.number) ?? 0) : Number.POSITIVE_INFINITY;
  if (row.status !== 'draft' && !(isPublished && leavesAt > ctx.clock())) throw tourFixed(row.name);
  const routes = plan.routes
    .map((route) =>
      route.stops.includes(stop)
        ? { ...route, stops: route.stops.filter((number) => number !== stop) }
        : route,
    )
    .filter(({ stops }) => stops.length > 0);
  const stops = plan.stops.map((one) => (one.number === stop ? { ...one, leftOut: 'byHand' as const } : one));
  const after = meter.plan({ ...plan, routes, stops });
  const published = isPublished
    ? { leavesAt, latest: await latestArrivals({ meter, plan: after.plan }) }
    : null;
  return { planId, plan: row.name, revision: row.revision, stop, published, before: plan, after };
}

/** Takes it off within a command. @throws CONFLICT `tourFixed` */
export async function writeWithoutExtraStop(
  ctx: AppContext,
  command: Command,
  without: WithoutExtraStop,
): Promise<void> {
  const { planId, plan, stop, published } = without;
  if (published && published.leavesAt <= command.at) throw tourFixed(plan);
  if (!(await isStillAt(command, without))) throw tourFixed(plan);
  if (published) await republish(ctx, command, { ...without, latest: published.latest });
  else await writeChange(ctx, command, without);
  command.record({ entity: 'routePlan', id: planId, key: plan, before: { stop }, after: null });
}

function tourFixed(name: string) {
  return conflict(
    `The vehicle has left, or the tours ${name} were changed meanwhile.`,
    'tourFixed',
    'Call the driver, or take the stop off there.',
  );
}

/** When each route's vehicle leaves. */
function leavingAt({ routes }: MeasuredPlan): ReadonlyMap<number, number> {
  return new Map(routes.map(({ route, view }) => [route.number, view.leavesAt]));
}
