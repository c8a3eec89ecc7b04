import { distanceMetres } from '../../core/kernel/geo.ts';
import { cheapestShipping } from '../../core/solvers/sourcing/check-sourcing.ts';
import type { SourcingFacility, SourcingOrder, SourcingProblem } from '../../core/solvers/sourcing/index.ts';

export type Optimum = { units: number; costMinor: number };

/**
 * The best that one order can get: every distribution of every product over every facility is tried. Only for tiny
 * instances. Most units first, then least cost; ship complete and the parameters are respected.
 */
export function exhaustiveOptimum(problem: SourcingProblem, order: SourcingOrder): Optimum {
  const able = problem.facilities.filter((facility) => facility.capacityOrders !== 0);
  const wanted = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  const products = [...new Set(order.lines.map((line) => line.productId))];
  let best: Optimum = { units: 0, costMinor: 0 };
  const given = able.map(() => new Map<number, number>());
  const visit = (p: number) => {
    const product = products[p];
    if (product === undefined) {
      const outcome = priceOf(problem, order, able, given);
      if (outcome && isBetter(outcome, best)) best = outcome;
      return;
    }
    distribute(problem, order, able, given, product, () => visit(p + 1));
  };
  visit(0);
  const whole = order.shipComplete || !problem.parameters.allowPartial;
  return whole && best.units < wanted ? { units: 0, costMinor: 0 } : best;
}

function distribute(
  problem: SourcingProblem,
  order: SourcingOrder,
  able: SourcingFacility[],
  given: Map<number, number>[],
  product: number,
  next: () => void,
): void {
  const lines = order.lines.filter((line) => line.productId === product);
  const demand = lines.reduce((sum, line) => sum + line.quantity, 0);
  const place = (f: number, left: number) => {
    const facility = able[f];
    if (!facility) {
      next();
      return;
    }
    const most = Math.min(left, availableAt(problem, product, facility.id));
    for (let quantity = 0; quantity <= most; quantity++) {
      given[f]?.set(product, quantity);
      place(f + 1, left - quantity);
    }
    given[f]?.delete(product);
  };
  place(0, demand);
}

function priceOf(
  problem: SourcingProblem,
  order: SourcingOrder,
  able: SourcingFacility[],
  given: Map<number, number>[],
): Optimum | null {
  const outcome = { units: 0, costMinor: 0 };
  let shipments = 0;
  for (const [f, facility] of able.entries()) {
    let units = 0;
    let weight = 0;
    for (const [product, quantity] of given[f] ?? []) {
      units += quantity;
      weight += quantity * (order.lines.find((line) => line.productId === product)?.unitWeightGrams ?? 0);
    }
    if (units === 0) continue;
    shipments += 1;
    const metres =
      facility.point && order.point ? Math.round(distanceMetres(facility.point, order.point)) : null;
    const { maxDistanceMetres } = problem.parameters;
    if (maxDistanceMetres !== null && (metres ?? Number.POSITIVE_INFINITY) > maxDistanceMetres) return null;
    const cost = cheapestShipping(problem, facility, order, metres, weight);
    if (cost === null || !Number.isFinite(cost)) return null;
    outcome.units += units;
    outcome.costMinor += cost + facility.handlingMinor;
  }
  if (shipments > problem.parameters.maxShipments) return null;
  outcome.costMinor += problem.parameters.splitPenaltyMinor * Math.max(0, shipments - 1);
  return outcome;
}

function availableAt(problem: SourcingProblem, product: number, facilityId: number): number {
  const { productId, facilityId: holder, available } = problem.stock;
  for (let i = 0; i < productId.length; i++) {
    if (productId[i] === product && holder[i] === facilityId) return Math.max(0, available[i] ?? 0);
  }
  return 0;
}

function isBetter(a: Optimum, b: Optimum): boolean {
  return a.units !== b.units ? a.units > b.units : a.costMinor < b.costMinor;
}
