import { AlternativeFinder } from './alternatives.ts';
import { candidatesFor, HoldingScan, type Holdings } from './candidates.ts';
import { type ProductDemand, productDemands, unitsOf, weightOf } from './demand.ts';
import type { Leg, Quote } from './leg.ts';
import { finiteOrNull, LegPricer, type OrderLegs } from './leg-pricer.ts';
import { type Plan, type SearchOutcome, searchPlan } from './plan-search.ts';
import { RateBook } from './rate-book.ts';
import { findShortages } from './shortages.ts';
import type { SourcingOrder, SourcingProblem } from './sourcing-problem.ts';
import type { PlannedShipment, Shortage, SourcingDecision, SourcingResult } from './sourcing-result.ts';
import type { SolverRun, SourcingSolver } from './sourcing-solver.ts';
import { addToStatistics, emptyStatistics } from './sourcing-statistics.ts';
import { StockLedger } from './stock-ledger.ts';

const ORDERS_BETWEEN_REPORTS = 200;

/**
 * First sourcing: one order after the other (priority, then promise, then order time), each by its own best plan from
 * the stock that the orders before it left. Best: most units first, then least cost, of equals the nearest.
 * Draws no lots: the seed changes nothing.
 */
export const greedySourcing: SourcingSolver = (problem, run) => {
  const state = new GreedyRun(problem, run);
  const orders = [...problem.orders].sort(byUrgency);
  const result: SourcingResult = { decisions: [], statistics: emptyStatistics(), stopped: false };
  for (const order of orders) {
    if (result.decisions.length % ORDERS_BETWEEN_REPORTS === 0) {
      run.onProgress?.(result.decisions.length, orders.length);
      result.stopped = run.stop.shouldStop?.() ?? false;
      if (result.stopped) return result;
    }
    const { decision, nodes } = state.decide(order);
    result.decisions.push(decision);
    addToStatistics(result.statistics, order, decision, nodes);
  }
  run.onProgress?.(orders.length, orders.length);
  return result;
};

/** Who is served first: priority 1 before 9, the earlier promise, the older order, the lower id. */
export function byUrgency(a: SourcingOrder, b: SourcingOrder): number {
  if (a.priority !== b.priority) return a.priority - b.priority;
  const [promiseA, promiseB] = [a.promiseDay ?? Number.MAX_VALUE, b.promiseDay ?? Number.MAX_VALUE];
  if (promiseA !== promiseB) return promiseA - promiseB;
  return a.orderedAt - b.orderedAt || a.id - b.id;
}

class GreedyRun {
  private readonly problem: SourcingProblem;
  private readonly run: SolverRun;
  private readonly ledger: StockLedger;
  private readonly pricer: LegPricer;
  private readonly scan: HoldingScan;
  private readonly alternatives: AlternativeFinder;

  constructor(problem: SourcingProblem, run: SolverRun) {
    const { facilities, services, rates, orders, stock, parameters } = problem;
    const wanted = new Set(orders.flatMap((order) => order.lines.map((line) => line.productId)));
    const index = new Map(facilities.map((facility, i) => [facility.id, i]));
    this.problem = problem;
    this.run = run;
    this.ledger = new StockLedger(stock, index, wanted);
    this.pricer = new LegPricer(problem, new RateBook(services, rates));
    this.scan = new HoldingScan(facilities.length);
    this.alternatives = new AlternativeFinder(
      facilities.map((facility) => facility.id),
      parameters,
    );
  }

  decide(order: SourcingOrder): { decision: SourcingDecision; nodes: number } {
    const demands = productDemands(order);
    const legs = this.pricer.forOrder(order);
    const holdings = this.scan.scan(demands, legs, this.ledger);
    const { plan: found, proven, nodes } = this.bestPlan(holdings, legs);
    const refused = found !== null && found.units < unitsOf(demands) && this.mustBeWhole(order);
    const plan = refused ? null : found;
    const shortages = this.shortages(demands, holdings, plan, refused);
    const alternatives = this.losers(demands, legs, plan);
    const shipments = plan ? this.carryOut(plan, demands, legs) : [];
    const decision: SourcingDecision = {
      orderId: order.id,
      outcome: plan === null ? 'unsourced' : shortages.length > 0 ? 'partial' : 'sourced',
      shipments,
      splitPenaltyMinor: this.problem.parameters.splitPenaltyMinor * Math.max(0, shipments.length - 1),
      costMinor: plan?.cost ?? 0,
      shortages,
      alternatives,
      proven,
    };
    return { decision, nodes };
  }

  private mustBeWhole(order: SourcingOrder): boolean {
    return order.shipComplete || !this.problem.parameters.allowPartial;
  }

  private bestPlan(holdings: Holdings, legs: OrderLegs): SearchOutcome {
    const { maxShipments, splitPenaltyMinor } = this.problem.parameters;
    const single = singlePlan(holdings);
    const splitPays =
      maxShipments > 1 && holdings.lowestSplit + splitPenaltyMinor < (single?.cost ?? Infinity);
    if (single && !splitPays) return { plan: single, proven: true, nodes: 0 };
    const limits = { maxShipments, splitPenaltyMinor, maxNodes: this.run.stop.maxNodesPerOrder };
    const candidates = candidatesFor(holdings, legs, this.ledger, maxShipments);
    return searchPlan(holdings.demands, candidates, limits, single);
  }

  private shortages(
    demands: ProductDemand[],
    holdings: Holdings,
    plan: Plan | null,
    refused: boolean,
  ): Shortage[] {
    const sourced = demands.map((_, p) => sourcedOf(plan, p));
    const able = new Set(holdings.facilities);
    const withinReach = (productId: number) => {
      const { facilities, units } = this.ledger.of(productId);
      return units.reduce((sum, left, i) => sum + (able.has(facilities[i] as number) ? left : 0), 0);
    };
    return findShortages(demands, sourced, { ledger: this.ledger, withinReach, refused });
  }

  private losers(demands: ProductDemand[], legs: OrderLegs, plan: Plan | null) {
    if (demands.length === 0) return [];
    return this.alternatives.find(demands, legs, this.ledger, {
      costMinor: plan?.cost ?? 0,
      facilities: new Set(plan?.shipments.map((shipment) => shipment.facility)),
      complete: plan !== null && plan.units === unitsOf(demands),
    });
  }

  /** Takes the plan's stock and capacity, and writes out its shipments. */
  private carryOut(plan: Plan, demands: ProductDemand[], legs: OrderLegs): PlannedShipment[] {
    const given = new Map<number, number>();
    return plan.shipments.map(({ facility, quantities }) => {
      for (const [p, demand] of demands.entries()) {
        const quantity = quantities[p] ?? 0;
        if (quantity > 0) this.ledger.take(demand.productId, facility, quantity);
      }
      this.pricer.useCapacity(facility);
      const weightGrams = weightOf(demands, quantities);
      const quote = (legs.leg(facility) as Leg).quote(weightGrams) as Quote;
      return {
        facilityId: this.pricer.facility(facility).id,
        serviceId: quote.serviceId,
        rateId: quote.rateId,
        distanceMetres: finiteOrNull(legs.distance(facility)),
        weightGrams,
        parcels: quote.parcels,
        shippingMinor: quote.shippingMinor,
        handlingMinor: legs.handling(facility),
        latenessMinor: quote.latenessMinor,
        transitDays: quote.transitDays,
        arrivalDay: quote.arrivalDay,
        lateDays: legs.lateDays(quote),
        lines: toLines(demands, quantities, given),
      };
    });
  }
}

function singlePlan({ bestSingle, demands }: Holdings): Plan | null {
  if (!bestSingle) return null;
  const quantities = demands.map((demand) => demand.quantity);
  const shipments = [{ facility: bestSingle.facility, quantities }];
  return { shipments, units: unitsOf(demands), cost: bestSingle.cost };
}

function sourcedOf(plan: Plan | null, product: number): number {
  let units = 0;
  for (const shipment of plan?.shipments ?? []) units += shipment.quantities[product] ?? 0;
  return units;
}

/** Gives a shipment's quantities to order lines, the first lines first; `given` remembers what earlier shipments gave. */
function toLines(
  demands: ProductDemand[],
  quantities: number[],
  given: Map<number, number>,
): PlannedShipment['lines'] {
  const lines: PlannedShipment['lines'] = [];
  for (const [p, demand] of demands.entries()) {
    let left = quantities[p] ?? 0;
    for (const line of demand.lines) {
      const quantity = Math.min(left, line.quantity - (given.get(line.id) ?? 0));
      if (quantity <= 0) continue;
      given.set(line.id, (given.get(line.id) ?? 0) + quantity);
      lines.push({ lineId: line.id, productId: line.productId, quantity });
      left -= quantity;
    }
  }
  return lines;
}
