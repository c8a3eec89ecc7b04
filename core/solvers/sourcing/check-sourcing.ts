import { dispatchDay } from './dispatch-day.ts';
import { distancePrice, distanceTransitDays } from './distance-tariff.ts';
import { co2PerGram, co2Price } from './emissions.ts';
import { lateDays, latenessCost } from './lateness-cost.ts';
import { meetsLevel, plainPostalCode } from './rate-book.ts';
import type { SourcingFacility, SourcingOrder, SourcingProblem, SourcingRate } from './sourcing-problem.ts';
import type { PlannedShipment, SourcingDecision, SourcingResult } from './sourcing-result.ts';

export type Violation = {
  code:
    | 'unknownOrder'
    | 'decidedTwice'
    | 'unknownFacility'
    | 'stockExceeded'
    | 'capacityExceeded'
    | 'unitCapacityExceeded'
    | 'keptBackTaken'
    | 'ruleBroken'
    | 'belowMargin'
    | 'demandExceeded'
    | 'unitsUnaccounted'
    | 'tooManyShipments'
    | 'notComplete'
    | 'tooFar'
    | 'late'
    | 'wrongCost'
    | 'wrongOutcome'
    | 'wrongTotal';
  orderId: number | null;
  details: Record<string, number | string | null>;
};

/**
 * Verifies a result from the problem alone, by the plainest means and without the solver's indexes and caches: stock,
 * capacity and demand are never exceeded, every unit is accounted for, every rule is kept, every cost is recomputed.
 * @returns what is wrong; empty for a sound result.
 */
export function checkSourcing(problem: SourcingProblem, result: SourcingResult): Violation[] {
  return new SourcingCheck(problem).check(result);
}

/** The cost of a shipment by the cheapest service that may be used, found by looking at every rate; null for none. */
export function cheapestShipping(
  problem: SourcingProblem,
  facility: SourcingFacility,
  order: SourcingOrder,
  metres: number | null,
  weightGrams: number,
): number | null {
  const co2 = (level: string | null) =>
    co2Price(problem.parameters.co2MinorPerKilogram ?? 0, co2PerGram(level, metres), weightGrams);
  const offers = rateOffers(problem, facility, order, weightGrams, co2);
  const { fallback } = problem.parameters;
  if (offers === null && fallback) {
    const arrival = dispatchDay(facility, null) + distanceTransitDays(fallback, metres);
    return withLateness(problem, order, distancePrice(fallback, metres, weightGrams) + co2(null), arrival);
  }
  return offers === null ? null : Math.min(...offers);
}

function withLateness(
  problem: SourcingProblem,
  order: SourcingOrder,
  price: number,
  arrivalDay: number,
): number {
  return price + latenessCost(lateDays(arrivalDay, order.promiseDay), problem.parameters);
}

/** Price and lateness of every service; beyond the heaviest step of all, in parcels. Null without any lane. */
function rateOffers(
  problem: SourcingProblem,
  facility: SourcingFacility,
  order: SourcingOrder,
  weightGrams: number,
  co2: (level: string) => number,
): number[] | null {
  const lanes = problem.services
    .filter((service) => meetsLevel(service.level, order.serviceLevel))
    .map((service) => ({ service, steps: stepsOf(problem, service.id, facility.country, order) }))
    .filter((lane) => lane.steps.length > 0);
  if (lanes.length === 0) return null;
  const price = (service: (typeof lanes)[number]['service'], minor: number, transitDays: number) =>
    withLateness(problem, order, minor + co2(service.level), dispatchDay(facility, service) + transitDays);
  const whole: number[] = [];
  const inParcels: number[] = [];
  for (const { service, steps } of lanes) {
    const step = steps.find(({ upToWeightGrams }) => weightGrams <= upToWeightGrams);
    if (step) whole.push(price(service, step.priceMinor, step.transitDays));
    const heaviest = steps.at(-1) as SourcingRate;
    const full = Math.max(0, Math.ceil(weightGrams / heaviest.upToWeightGrams) - 1);
    const rest = weightGrams - full * heaviest.upToWeightGrams;
    const last = steps.find(({ upToWeightGrams }) => rest <= upToWeightGrams) ?? heaviest;
    const transitDays = Math.max(heaviest.transitDays, last.transitDays);
    inParcels.push(price(service, full * heaviest.priceMinor + last.priceMinor, transitDays));
  }
  return whole.length > 0 ? whole : inParcels;
}

function stepsOf(
  problem: SourcingProblem,
  serviceId: number,
  origin: string | null,
  order: SourcingOrder,
): SourcingRate[] {
  const service = problem.services.find(({ id }) => id === serviceId);
  const most = service?.maxWeightGrams ?? Number.POSITIVE_INFINITY;
  const postalCode = plainPostalCode(order.postalCode);
  const matching = problem.rates.filter(
    (rate) =>
      rate.serviceId === serviceId &&
      [origin, '*'].includes(rate.originCountry) &&
      [order.country, '*'].includes(rate.destinationCountry) &&
      postalCode.startsWith(plainPostalCode(rate.destinationPostalPrefix)),
  );
  const best = Math.max(...matching.map(specificity));
  return matching
    .filter((rate) => specificity(rate) === best)
    .map((rate) => ({ ...rate, upToWeightGrams: Math.min(rate.upToWeightGrams, most) }))
    .sort((a, b) => a.upToWeightGrams - b.upToWeightGrams || a.priceMinor - b.priceMinor || a.id - b.id);
}

function specificity(rate: SourcingRate): number {
  const destination = rate.destinationCountry === '*' ? 0 : 2;
  const origin = rate.originCountry === '*' ? 0 : 1;
  return (destination + origin) * 1000 + plainPostalCode(rate.destinationPostalPrefix).length;
}

class SourcingCheck {
  private readonly problem: SourcingProblem;
  private readonly left = new Map<string, number>();
  private readonly shipped = new Map<number, number>();
  private readonly unitsShipped = new Map<number, number>();
  private readonly positions = new Map<string, number>();
  private readonly violations: Violation[] = [];

  constructor(problem: SourcingProblem) {
    this.problem = problem;
    const { productId, facilityId, available } = problem.stock;
    for (let i = 0; i < productId.length; i++) {
      this.left.set(`${productId[i]}@${facilityId[i]}`, available[i] ?? 0);
      this.positions.set(`${productId[i]}@${facilityId[i]}`, i);
    }
  }

  check(result: SourcingResult): Violation[] {
    const orders = new Map(this.problem.orders.map((order) => [order.id, order]));
    const seen = new Set<number>();
    for (const decision of result.decisions) {
      const order = orders.get(decision.orderId);
      if (seen.has(decision.orderId)) this.report('decidedTwice', decision.orderId);
      seen.add(decision.orderId);
      if (order) this.checkDecision(order, decision);
      else this.report('unknownOrder', decision.orderId);
    }
    const total = result.decisions.reduce((sum, decision) => sum + decision.costMinor, 0);
    if (total !== result.statistics.costMinor) this.report('wrongTotal', null, { total });
    return this.violations;
  }

  private checkDecision(order: SourcingOrder, decision: SourcingDecision): void {
    for (const shipment of decision.shipments) this.checkShipment(order, shipment);
    const given = this.checkUnits(order, decision);
    const { splitPenaltyMinor, allowPartial } = this.problem.parameters;
    const maxShipments = order.maxShipments ?? this.problem.parameters.maxShipments;
    this.checkMargin(order, decision);
    const count = new Set(decision.shipments.map(({ facilityId }) => facilityId)).size;
    if (count > maxShipments || count !== decision.shipments.length) {
      this.report('tooManyShipments', order.id, { count });
    }
    const short = decision.shortages.reduce((sum, { missing }) => sum + missing, 0);
    if (given > 0 && short > 0 && (order.shipComplete || !allowPartial)) this.report('notComplete', order.id);
    const outcome = given === 0 ? 'unsourced' : short > 0 ? 'partial' : 'sourced';
    if (decision.outcome !== outcome) this.report('wrongOutcome', order.id, { outcome });
    const penalty = splitPenaltyMinor * Math.max(0, count - 1);
    const cost = decision.shipments.reduce((sum, shipment) => sum + costOf(shipment), penalty);
    if (cost !== decision.costMinor) this.report('wrongTotal', order.id, { cost, was: decision.costMinor });
  }

  private checkUnits(order: SourcingOrder, decision: SourcingDecision): number {
    let all = 0;
    for (const line of order.lines) {
      const sameLine = ({ lineId }: { lineId: number }) => lineId === line.id;
      const given = decision.shipments
        .flatMap((shipment) => shipment.lines.filter(sameLine))
        .reduce((sum, { quantity }) => sum + quantity, 0);
      const missing = decision.shortages
        .filter(sameLine)
        .reduce((sum, shortage) => sum + shortage.missing, 0);
      const wanted = Math.max(0, line.quantity);
      if (given > wanted) this.report('demandExceeded', order.id, { lineId: line.id, given });
      if (given + missing !== wanted)
        this.report('unitsUnaccounted', order.id, { lineId: line.id, given, missing });
      all += given;
    }
    return all;
  }

  private checkShipment(order: SourcingOrder, shipment: PlannedShipment): void {
    const facility = this.problem.facilities.find(({ id }) => id === shipment.facilityId);
    if (!facility) {
      this.report('unknownFacility', order.id, { facilityId: shipment.facilityId });
      return;
    }
    this.takeStock(order, shipment);
    const count = (this.shipped.get(facility.id) ?? 0) + 1;
    this.shipped.set(facility.id, count);
    if (facility.capacityOrders !== null && count > facility.capacityOrders) {
      this.report('capacityExceeded', order.id, { facilityId: facility.id, count });
    }
    const units = (this.unitsShipped.get(facility.id) ?? 0) + unitsIn(shipment);
    this.unitsShipped.set(facility.id, units);
    if (units > (facility.capacityUnits ?? Number.POSITIVE_INFINITY)) {
      this.report('unitCapacityExceeded', order.id, { facilityId: facility.id, units });
    }
    this.checkRules(order, facility, shipment);
    const { maxDistanceMetres, promiseMode } = this.problem.parameters;
    const metres = shipment.distanceMetres;
    if (maxDistanceMetres !== null && (metres ?? Number.POSITIVE_INFINITY) > maxDistanceMetres) {
      this.report('tooFar', order.id, { metres });
    }
    if (promiseMode === 'require' && lateDays(shipment.arrivalDay, order.promiseDay) > 0)
      this.report('late', order.id);
    this.checkCost(order, facility, shipment);
  }

  private takeStock(order: SourcingOrder, shipment: PlannedShipment): void {
    for (const { productId, quantity } of shipment.lines) {
      const key = `${productId}@${shipment.facilityId}`;
      const left = (this.left.get(key) ?? 0) - quantity;
      this.left.set(key, left);
      if (left < 0 || quantity <= 0) this.report('stockExceeded', order.id, { key, left, quantity });
      const kept =
        this.problem.stock.keptBack?.[order.stockClass ?? -1]?.[this.positions.get(key) ?? -1] ?? 0;
      if (left < kept) this.report('keptBackTaken', order.id, { key, left, kept });
    }
  }

  private checkRules(order: SourcingOrder, facility: SourcingFacility, shipment: PlannedShipment): void {
    const siting = this.problem.sitings?.[order.siting ?? -1];
    const at = this.problem.facilities.indexOf(facility);
    const rule = siting?.excludedBy[at] ?? -1;
    if (rule >= 0) {
      this.report('ruleBroken', order.id, { facilityId: facility.id, rule: this.ruleName(rule) });
    }
    const price = siting?.priceMinor[at] ?? 0;
    if ((shipment.rulePriceMinor ?? 0) !== price) {
      this.report('wrongCost', order.id, { facilityId: facility.id, price });
    }
  }

  private ruleName(rule: number): string {
    return this.problem.ruleNames?.[rule] ?? '';
  }

  /** Real cost of the shipments against what the units of each line may cost. */
  private checkMargin(order: SourcingOrder, { shipments }: SourcingDecision): void {
    let room = 0;
    for (const shipment of shipments) {
      room -= shipment.shippingMinor + shipment.handlingMinor;
      for (const { lineId, quantity } of shipment.lines) {
        const line = order.lines.find(({ id }) => id === lineId);
        room += quantity * (line?.shippingBudgetMinor ?? Number.POSITIVE_INFINITY);
      }
    }
    if (room < 0) this.report('belowMargin', order.id, { room });
  }

  private checkCost(order: SourcingOrder, facility: SourcingFacility, shipment: PlannedShipment): void {
    const weight = shipment.lines.reduce((sum, { lineId, quantity }) => {
      return sum + quantity * (order.lines.find(({ id }) => id === lineId)?.unitWeightGrams ?? 0);
    }, 0);
    const cheapest = cheapestShipping(this.problem, facility, order, shipment.distanceMetres, weight);
    const paid = shipment.shippingMinor + shipment.latenessMinor + (shipment.co2Minor ?? 0);
    if (
      weight !== shipment.weightGrams ||
      cheapest !== paid ||
      facility.handlingMinor !== shipment.handlingMinor
    ) {
      this.report('wrongCost', order.id, { facilityId: facility.id, cheapest, paid, weight });
    }
  }

  private report(code: Violation['code'], orderId: number | null, details: Violation['details'] = {}): void {
    this.violations.push({ code, orderId, details });
  }
}

function costOf(shipment: PlannedShipment): number {
  const { shippingMinor, handlingMinor, latenessMinor, rulePriceMinor = 0, co2Minor = 0 } = shipment;
  return shippingMinor + handlingMinor + latenessMinor + rulePriceMinor + co2Minor;
}

function unitsIn(shipment: PlannedShipment): number {
  return shipment.lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
