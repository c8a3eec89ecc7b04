import type { OrderChoices } from '../../workbench/index.ts';
import type { PlanProblem } from '../plan-problem.ts';
import type { PlanStop, TourPlan } from '../tour-plan.ts';

/** Facilities that may load a stop, by its number; a stop that is not here is its depot's. */
export type AllowedFacilities = ReadonlyMap<number, readonly number[]>;

/** Stops whose whole order may come from another depot, with what is known of it, by the stop's number. */
export function movableStops(
  stops: readonly PlanStop[],
  orders: readonly OrderChoices[],
): Map<number, OrderChoices> {
  const known = new Map(orders.map((order) => [order.orderId, order]));
  return new Map(
    stops.flatMap((stop) => {
      const order = isReserved(stop) ? known.get(stop.orderId as number) : undefined;
      const moves = order && order.choices.length > 1 && order.facilityId === stop.depotId;
      return moves ? [[stop.number, order] as const] : [];
    }),
  );
}

/** Whether a stop is what an order has at a depot, no shipment yet. */
export function isReserved({ kind, orderId, shipmentId }: PlanStop): boolean {
  return kind === 'delivery' && orderId !== null && shipmentId === null;
}

/** The problem with some stops open to the vehicles of several depots. */
export function openedTo(whole: PlanProblem, plan: TourPlan, allowed: AllowedFacilities): PlanProblem {
  const stops = whole.problem.stops.map((stop, index) => {
    const facilities = allowed.get(whole.stopNumbers[index] as number);
    if (!facilities) return stop;
    const vehicleTypes = plan.facts.vehicles.flatMap(({ depotId }, type) =>
      facilities.includes(depotId) ? [type] : [],
    );
    return { ...stop, vehicleTypes };
  });
  return { ...whole, problem: { ...whole.problem, stops } };
}

/** The depot whose vehicle serves each stop, by its number. */
export function servingDepots({ facts, routes }: TourPlan): Map<number, number> {
  const depotOf = new Map(facts.vehicles.map(({ key, depotId }) => [key, depotId]));
  return new Map(
    routes.flatMap(({ vehicleKey, stops }) =>
      stops.map((number) => [number, depotOf.get(vehicleKey) as number] as const),
    ),
  );
}

/** The facility at which each movable order is loaded: the serving depot, or where it is when nobody serves it. */
export function chosenFacilities(
  plan: TourPlan,
  movable: ReadonlyMap<number, OrderChoices>,
): Map<number, number> {
  const serving = servingDepots(plan);
  return new Map(
    [...movable].map(([number, { orderId, facilityId }]) => [orderId, serving.get(number) ?? facilityId]),
  );
}

/** What the facilities charge for orders, each where it is or where it was chosen to be loaded. */
export function handlingOf(orders: readonly OrderChoices[], chosen: ReadonlyMap<number, number>): number {
  return orders.reduce((sum, { orderId, facilityId, choices }) => {
    const at = chosen.get(orderId) ?? facilityId;
    return sum + (choices.find((choice) => choice.facilityId === at)?.priceMinor ?? 0);
  }, 0);
}
