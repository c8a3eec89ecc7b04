import { AlternativeFinder } from './alternatives.ts';
import { productDemands, unitsOf, weightOf } from './demand.ts';
import { finiteOrNull, LegPricer, type OrderLegs } from './leg-pricer.ts';
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
export type Candidate = Alternative & { serviceId: number | null; arrivalDay: number | null };

/**
 * Every facility that is not chosen as if it were to ship the whole order: its cost, what keeps it from it, and what would make it win.
 * The stock is what the order may still take.
 */
export function findCandidates(
  problem: SourcingProblem,
  order: SourcingOrder,
  chosen: { costMinor: number; facilityIds: ReadonlySet<number>; complete: boolean },
): Candidate[] {
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
  shipment: { facilityId: number; lines: PlannedShipment['lines']; at: number | undefined },
  order: SourcingOrder,
  legs: OrderLegs,
  { facilities }: SourcingProblem,
): PlannedShipment {
  const { facilityId, lines, at } = shipment;
  const weights = new Map(order.lines.map((line) => [line.id, line.unitWeightGrams]));
  const weightGrams = lines.reduce((sum, line) => sum + line.quantity * (weights.get(line.lineId) ?? 0), 0);
  const quote = at === undefined ? null : (legs.leg(at)?.quote(weightGrams) ?? null);
  const rulePriceMinor = at === undefined ? 0 : legs.rulePrice(at);
  return {
    facilityId,
    serviceId: quote?.serviceId ?? null,
    rateId: quote?.rateId ?? null,
    distanceMetres: at === undefined ? null : finiteOrNull(legs.distance(at)),
    weightGrams,
    parcels: quote?.parcels ?? 1,
    shippingMinor: quote?.shippingMinor ?? 0,
    handlingMinor: at === undefined ? 0 : legs.handling(at) - rulePriceMinor,
    latenessMinor: quote?.latenessMinor ?? 0,
    ...(rulePriceMinor === 0 ? {} : { rulePriceMinor }),
    ...(quote?.co2Minor ? { co2Minor: quote.co2Minor } : {}),
    transitDays: quote?.transitDays ?? 0,
    arrivalDay: quote?.arrivalDay ?? facilities[at ?? 0]?.localDay ?? 0,
    lateDays: quote ? legs.lateDays(quote) : 0,
    lines,
  };
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
    costMinor: shipments.reduce((sum, shipment) => sum + costOf(shipment), splitMinor),
    shortages,
    alternatives: [],
    proven: false,
  };
}

function costOf(shipment: PlannedShipment): number {
  const { shippingMinor, handlingMinor, latenessMinor, rulePriceMinor = 0, co2Minor = 0 } = shipment;
  return shippingMinor + handlingMinor + latenessMinor + rulePriceMinor + co2Minor;
}
