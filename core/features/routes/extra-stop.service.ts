import type { AppContext } from '../context.ts';
import type { Command } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { dayClock } from './day-clock.ts';
import { dayStops } from './day-stops.ts';
import { arrangementBefore, keepEdit } from './edits.queries.ts';
import { findDraftsFrom, findTourShipment } from './extra-stop.queries.ts';
import { AT_DEPOT } from './gather.queries.ts';
import { shipmentVisits, withoutServed } from './gather.service.ts';
import type { MeasuredPlan, PlanMeter } from './measure-plan.ts';
import { closePlan, openMeter, openPlan } from './open-plans.ts';
import { findPlanRow, updateDraft } from './plans.queries.ts';
import { canBeVisited, type PlanStop, type TourPlan } from './tour-plan.ts';

/** The cheapest place of a shipment in a draft of own tours. */
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
  before: TourPlan;
  after: MeasuredPlan;
}

const DAY_MS = 86_400_000;
const DAYS_AHEAD = 2;
/** With more drafts than that, the earliest are looked at. */
const MOST_DRAFTS = 3;

/**
 * Where an own vehicle could take a shipment in the next days: one that stands at its depot, or came back from a failed tour.
 * Only drafts of that depot count, without breaking a limit; null where there is none. Writes nothing.
 */
export async function findExtraStop(ctx: AppContext, shipmentId: number): Promise<ExtraStop | null> {
  const shipment = await findTourShipment(ctx.db, shipmentId);
  if (!shipment) return null;
  const atDepot = (AT_DEPOT as readonly string[]).includes(shipment.status);
  const back = shipment.lastOutcome === 'failed' && ['inTransit', 'exception'].includes(shipment.status);
  if (!atDepot && !back) return null;
  const now = ctx.clock();
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  const drafts = await findDraftsFrom(ctx.db, {
    depotId: shipment.facilityId,
    from: dayOf(now),
    to: dayOf(now + DAYS_AHEAD * DAY_MS),
  });
  const found: ExtraStop[] = [];
  for (const planId of drafts.slice(0, MOST_DRAFTS)) {
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
  const best = cheapestPlace(before, stop.number, meter);
  if (!best) return null;
  const after: TourPlan = {
    ...before,
    stops: before.stops.map((one) => (one.number === stop.number ? { ...one, leftOut: null } : one)),
    routes: before.routes.map((route) =>
      route.number === best.route ? { ...route, stops: best.stops } : route,
    ),
  };
  return describe(meter, { planId, row, before, after, route: best.route, stop: stop.number });
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

/** The place in an unlocked route where it costs least and breaks nothing more. */
function cheapestPlace(plan: TourPlan, number: number, meter: PlanMeter) {
  const locked = new Set(plan.stops.filter((stop) => stop.locked).map((stop) => stop.number));
  let best: { route: number; stops: number[]; cost: number } | null = null;
  for (const route of plan.routes) {
    if (route.locked) continue;
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
    before,
    after,
  };
}

/** Puts a shipment onto a tour within a command. @returns false when the plan was changed or fixed meanwhile */
export async function writeExtraStop(
  ctx: AppContext,
  command: Command,
  { planId, plan, revision, route, stop, before, after, costMinor }: ExtraStop,
): Promise<boolean> {
  if (!(await isDraftAt(command, planId, revision))) return false;
  await writeChange(ctx, command, { planId, revision, before, after });
  const change = { stop, route, costMinor };
  command.record({ entity: 'routePlan', id: planId, key: plan, before: null, after: change });
  return true;
}

async function isDraftAt({ trx }: Command, planId: number, revision: number): Promise<boolean> {
  const row = await findPlanRow(trx, planId);
  return row?.status === 'draft' && row.revision === revision;
}

async function writeChange(
  ctx: AppContext,
  command: Command,
  change: { planId: number; revision: number; before: TourPlan; after: MeasuredPlan },
): Promise<void> {
  const { planId, before, after } = change;
  const next = change.revision + 1;
  await updateDraft(command, planId, after, { revision: next, at: command.at });
  const arrangement = arrangementBefore(before, after.plan);
  const { actor } = ctx;
  await keepEdit(command.trx, { planId, revision: next, before: arrangement, actor, at: command.at });
  command.publish({ type: 'routes.changed', planId });
  closePlan(ctx, planId);
}

/** A draft without a stop that had been put onto it. */
export interface WithoutExtraStop {
  planId: number;
  plan: string;
  revision: number;
  stop: number;
  before: TourPlan;
  after: MeasuredPlan;
}

/** What taking a stop off its tour leads to. @throws CONFLICT `tourFixed` when the plan is a draft no more */
export async function prepareWithoutExtraStop(
  ctx: AppContext,
  { planId, stop }: { planId: number; stop: number },
): Promise<WithoutExtraStop> {
  const { row, plan, meter } = await openPlan(ctx, planId);
  if (row.status !== 'draft') throw tourFixed(row.name);
  const routes = plan.routes
    .map((route) =>
      route.stops.includes(stop)
        ? { ...route, stops: route.stops.filter((number) => number !== stop) }
        : route,
    )
    .filter(({ stops }) => stops.length > 0);
  const stops = plan.stops.map((one) => (one.number === stop ? { ...one, leftOut: 'byHand' as const } : one));
  const after = meter.plan({ ...plan, routes, stops });
  return { planId, plan: row.name, revision: row.revision, stop, before: plan, after };
}

/** Takes it off within a command. @throws CONFLICT `tourFixed` */
export async function writeWithoutExtraStop(
  ctx: AppContext,
  command: Command,
  { planId, plan, revision, stop, before, after }: WithoutExtraStop,
): Promise<void> {
  if (!(await isDraftAt(command, planId, revision))) throw tourFixed(plan);
  await writeChange(ctx, command, { planId, revision, before, after });
  command.record({ entity: 'routePlan', id: planId, key: plan, before: { stop }, after: null });
}

function tourFixed(name: string) {
  return conflict(
    `The tours ${name} were published or changed meanwhile.`,
    'tourFixed',
    'Take the stop off there, or take their publication back first.',
  );
}
