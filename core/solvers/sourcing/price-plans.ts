import { AlternativeFinder } from './alternatives.ts';
import { productDemands, unitsOf, weightOf } from './demand.ts';
import { LegPricer, type OrderLegs } from './leg-pricer.ts';
import { type Leaving, plannedShipment, shipmentCost } from './planned-shipment.ts';
import { RateBook } from './rate-book.ts';
import type { SourcingOrder, SourcingProblem } from './sourcing-problem.ts';
import type { Alternative, PlannedShipment, Shortage, SourcingDecision } from './sourcing-result.ts';
import { StockLedger } from './stock-ledger.ts';

/** Who ships what of one order, decided elsewhere: a shipment for each facility. */
export type PlanToPrice = {
  orderId: number;
  shipments: { facilityId: number; lines: PlannedShipment['lines'] }[];
};

/**
 * What plans that somebody else made cost by the problem's prices, as decisions without alternatives. Stock, capacity and rules
 * are not asked; a facility that the problem does not know ships for nothing.
 */
export function pricePlans(problem: SourcingProblem, plans: readonly PlanToPrice[]): SourcingDecision[] {
  const pricer = new LegPricer(problem, new RateBook(problem.services, problem.rates));
  const orders = new Map(problem.orders.map((order) => [order.id, order]));
  const index = new Map(problem.facilities.map(({ id }, at) => [id, at]));
  return plans.flatMap((plan) => {
    const order = orders.get(plan.orderId);
    if (!order) return [];
    const legs = pricer.forOrder(order);
    const shipments = plan.shipments.map(({ facilityId, lines }) =>
      priceShipment({ facilityId, lines, at: index.get(facilityId) }, order, legs, problem),
    );
    return [toDecision(order, shipments, problem.parameters.splitPenaltyMinor)];
  });
}

/** A loser with the way it would ship. */
export type PricedAlternative = Alternative & { serviceId: number | null; arrivalDay: number | null };

/**
 * Every facility that is not chosen as if it were to ship the whole order: its cost, what keeps it from it, and what would make it win.
 * The stock is what the order may still take.
 */
export function priceAlternatives(
  problem: SourcingProblem,
  order: SourcingOrder,
  chosen: { costMinor: number; facilityIds: ReadonlySet<number>; complete: boolean },
): PricedAlternative[] {
  const demands = productDemands(order);
  if (unitsOf(demands) === 0) return [];
  const ids = problem.facilities.map(({ id }) => id);
  const index = new Map(ids.map((id, at) => [id, at]));
  const ledger = new StockLedger(problem.stock, index, new Set(demands.map(({ productId }) => productId)));
  const legs = new LegPricer(problem, new RateBook(problem.services, problem.rates)).forOrder(order);
  const finder = new AlternativeFinder(ids, problem.parameters, ids.length);
  const losers = finder.find(demands, legs, ledger.viewFor(order.stockClass), {
    costMinor: chosen.costMinor,
    facilities: new Set([...chosen.facilityIds].flatMap((id) => index.get(id) ?? [])),
    complete: chosen.complete,
  });
  const weight = weightOf(demands);
  return losers.map((loser) => {
    const quote = legs.leg(index.get(loser.facilityId) as number)?.quote(weight);
    return { ...loser, serviceId: quote?.serviceId ?? null, arrivalDay: quote?.arrivalDay ?? null };
  });
}

function priceShipment(
  leaving: Leaving,
  order: SourcingOrder,
  legs: OrderLegs,
  { facilities }: SourcingProblem,
): PlannedShipment {
  const weights = new Map(order.lines.map((line) => [line.id, line.unitWeightGrams]));
  const weightGrams = leaving.lines.reduce((sum, { lineId, quantity }) => {
    return sum + quantity * (weights.get(lineId) ?? 0);
  }, 0);
  return plannedShipment(legs, leaving, weightGrams, facilities[leaving.at ?? 0]?.localDay ?? 0);
}

function toDecision(
  order: SourcingOrder,
  shipments: PlannedShipment[],
  splitPenaltyMinor: number,
): SourcingDecision {
  const splitMinor = splitPenaltyMinor * Math.max(0, shipments.length - 1);
  const given = new Map<number, number>();
  for (const { lines } of shipments) {
    for (const { lineId, quantity } of lines) given.set(lineId, (given.get(lineId) ?? 0) + quantity);
  }
  const shortages = order.lines.flatMap((line): Shortage[] => {
    const missing = line.quantity - (given.get(line.id) ?? 0);
    if (missing <= 0) return [];
    const { id: lineId, productId } = line;
    return [{ lineId, productId, missing, code: 'notEnoughStock', available: 0, availableAtStart: 0 }];
  });
  return {
    orderId: order.id,
    outcome: shipments.length === 0 ? 'unsourced' : shortages.length > 0 ? 'partial' : 'sourced',
    shipments,
    splitPenaltyMinor: splitMinor,
    costMinor: shipments.reduce((sum, shipment) => sum + shipmentCost(shipment), splitMinor),
    shortages,
    alternatives: [],
    proven: false,
  };
}
