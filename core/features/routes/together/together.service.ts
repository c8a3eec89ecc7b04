import { randomUUID } from 'node:crypto';
import type { JointOutcome } from '../../../contract/joint-plans.ts';
import type { RouteParameters, RoutePlanView } from '../../../contract/routes.ts';
import type { JobTools } from '../../../jobs/jobs.ts';
import type { AppContext } from '../../context.ts';
import { conflict } from '../../procedures.ts';
import {
  type ChosenFacilities,
  gatherChoices,
  type OrderChoices,
  proposeMoves,
} from '../../workbench/index.ts';
import { gatherDay } from '../gather.service.ts';
import type { LiveRun } from '../live-runs.ts';
import { PlanMeter } from '../measure-plan.ts';
import { openMeter } from '../open-plans.ts';
import type { PlanProblem } from '../plan-problem.ts';
import { keepDraft, solveTask, startOf } from '../solve.service.ts';
import type { TourPlan } from '../tour-plan.ts';
import { chosenFacilities, handlingOf, isReserved, movableStops, openedTo } from './choices.ts';
import { chooseFacilities, type PlanTours } from './choose-facilities.ts';

const MOST_NAMED = 200;
/** Steps of the work: tours apart, the same again with more time, tours that choose the facility. */
const STEPS = 3;

/** A day with what may be loaded at which depot. */
type Day = {
  plan: TourPlan;
  whole: PlanProblem;
  notes: RoutePlanView['notes'];
  facilities: ChosenFacilities;
  orders: readonly OrderChoices[];
  movable: ReadonlyMap<number, OrderChoices>;
};

type Way = { plan: TourPlan; meter: PlanMeter; chosen: ReadonlyMap<number, number> };

/** Plans a day with the facilities as they are reserved and with the facilities chosen by the tours, and keeps both. */
export async function planTogether(
  ctx: AppContext,
  parameters: RouteParameters,
  tools: JobTools,
  live: LiveRun,
): Promise<JointOutcome> {
  const started = performance.now();
  tools.progress(null, { code: 'routes.gathering' });
  const day = await gatherChoosing(ctx, parameters, tools);
  const { plan, whole, movable } = day;
  const search = searching(plan, tools, live);
  const begun = await search(0)(whole, plan, 0.5);
  const apart = wayOf(day, await search(1)(whole, begun, 0.5));
  const chosen =
    movable.size === 0 ? null : await chooseFacilities({ ...day, plan: begun, planTours: search(2) });
  const better = chosen ? betterWay(apart, wayOf(day, chosen), day) : null;
  tools.signal.throwIfAborted();
  return keepBoth(ctx, day, { apart, better, started }, tools);
}

async function gatherChoosing(ctx: AppContext, parameters: RouteParameters, tools: JobTools): Promise<Day> {
  const { goodsOf: _, ...rest } = parameters;
  const sources = [...new Set([...rest.sources, 'reserved' as const])];
  if (rest.depots.length < 2) {
    throw conflict(
      'With one depot there is no facility to choose.',
      'oneDepot',
      'Add a second depot whose vehicles may come.',
    );
  }
  const plan = await gatherDay(ctx, { ...rest, sources });
  const orderIds = new Set(plan.stops.filter(isReserved).map(({ orderId }) => orderId as number));
  const facilityIds = plan.facts.depots.map(({ id }) => id);
  const facilities = await gatherChoices(ctx, { orderIds, facilityIds });
  tools.progress(null, { code: 'routes.measuring', values: { stops: plan.stops.length } });
  const { meter, notes } = await openMeter(plan, { signal: tools.signal });
  const sameMoney = facilities.now.writer.currency === plan.facts.currency;
  const orders = sameMoney ? facilities.orders : facilities.orders.map(withoutPrices);
  return { plan, whole: meter.whole, notes, facilities, orders, movable: movableStops(plan.stops, orders) };
}

/** Money of two currencies is not added up. */
function withoutPrices(order: OrderChoices): OrderChoices {
  return { ...order, choices: order.choices.map((choice) => ({ ...choice, priceMinor: 0 })) };
}

/** Searches whose progress is that of one step of the whole. */
function searching(day: TourPlan, tools: JobTools, live: LiveRun): (step: number) => PlanTours {
  const { searchSeconds } = day.parameters;
  return (step) => async (problem, from, share) => {
    const seconds = Math.max(0.2, searchSeconds * share);
    const plan = { ...from, parameters: { ...day.parameters, searchSeconds: seconds } };
    const stepTools: JobTools = {
      ...tools,
      signal: tools.signal,
      progress: (fraction, message) =>
        tools.progress(fraction === null ? null : (step + fraction) / STEPS, message),
    };
    const task = { plan, problem, start: startOf(from, problem), kept: [] };
    const { solved } = await solveTask(task, stepTools, live);
    return { ...solved, parameters: day.parameters };
  };
}

/** The plan with each stop's goods where its vehicle loads them. */
function wayOf({ whole, movable }: Day, plan: TourPlan): Way {
  const chosen = chosenFacilities(plan, movable);
  const at = new Map([...movable].map(([number, { orderId }]) => [number, chosen.get(orderId) as number]));
  const stops = plan.stops.map((stop) => {
    const depotId = at.get(stop.number);
    return depotId === undefined ? stop : { ...stop, depotId };
  });
  const bound = openedTo(whole, plan, new Map([...at].map(([number, id]) => [number, [id]])));
  return { plan: { ...plan, stops }, meter: new PlanMeter(bound), chosen };
}

function measured(way: Way, { orders }: Pick<Day, 'orders'>) {
  const { figures } = way.meter.plan(way.plan);
  const handlingMinor = handlingOf(orders, way.chosen);
  return { figures, handlingMinor, totalMinor: figures.costMinor + handlingMinor };
}

/** More stops served, or as many for less. */
function betterWay(apart: Way, together: Way, day: Day): Way | null {
  const [before, after] = [measured(apart, day), measured(together, day)];
  const fewer = before.figures.leftOut - after.figures.leftOut;
  return fewer > 0 || (fewer === 0 && after.totalMinor < before.totalMinor) ? together : null;
}

async function keepBoth(
  ctx: AppContext,
  day: Day,
  { apart, better, started }: { apart: Way; better: Way | null; started: number },
  tools: JobTools,
): Promise<JointOutcome> {
  const { parameters, facts } = day.plan;
  const name = parameters.name || `${parameters.day} ${parameters.depots.join(' + ')}`;
  const moves = better ? movesOf(day, better) : new Map<number, number>();
  // Without a move it is only a better way to drive the same.
  const together = moves.size > 0 ? better : null;
  const series = randomUUID();
  const keep = async (way: Way) => {
    const seconds = (performance.now() - started) / 1000;
    const head = { procedure: 'jointPlans.propose', series, name, seconds };
    const known = { meter: way.meter, notes: day.notes };
    return { ...(await keepDraft(ctx, way.plan, known, head)), ...measured(way, day) };
  };
  const shared = { currency: facts.currency, mayMove: day.movable.size };
  if (!together) return { ...shared, apart: await keep(better ?? apart), together: null, savedMinor: 0 };
  const runId = await proposeMoves(ctx, day.facilities, { moves, note: name, started }, tools);
  const one = await keep(apart);
  const two = { ...(await keep(together)), runId, moved: moves.size, orders: namedMoves(day, moves) };
  return { ...shared, apart: one, together: two, savedMinor: one.totalMinor - two.totalMinor };
}

/** The new facility of each order that moves. */
function movesOf({ orders }: Day, { chosen }: Way): Map<number, number> {
  return new Map(
    orders.flatMap(({ orderId, facilityId }) => {
      const to = chosen.get(orderId) ?? facilityId;
      return to === facilityId ? [] : [[orderId, to] as const];
    }),
  );
}

function namedMoves({ plan, movable }: Day, moves: ReadonlyMap<number, number>) {
  const codes = new Map(plan.facts.depots.map(({ id, code }) => [id, code]));
  const moved = plan.stops.flatMap(({ number, facts }) => {
    const order = movable.get(number);
    const to = order && moves.get(order.orderId);
    if (!order || to === undefined) return [];
    const from = codes.get(order.facilityId) ?? '';
    return [{ number: order.number, name: facts.name, from, to: codes.get(to) ?? '' }];
  });
  return moved.slice(0, MOST_NAMED);
}
