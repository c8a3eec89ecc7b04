import { AlternativeFinder } from './alternatives.ts';
import { candidatesFor, HoldingScan, type Holdings } from './candidates.ts';
import { type ProductDemand, productDemands, unitsOf, weightOf } from './demand.ts';
import type { Leg, Quote } from './leg.ts';
import { LegPricer, type OrderLegs } from './leg-pricer.ts';
import { type Plan, type SearchOutcome, searchPlan } from './plan-search.ts';
import { plannedShipment } from './planned-shipment.ts';
import { RateBook } from './rate-book.ts';
import { findShortages } from './shortages.ts';
import type { SourcingOrder, SourcingProblem } from './sourcing-problem.ts';
import type { PlannedShipment, Shortage, SourcingDecision, SourcingResult } from './sourcing-result.ts';
import type { SolverRun, SourcingSolver } from './sourcing-solver.ts';
import { addToStatistics, emptyStatistics } from './sourcing-statistics.ts';
import { StockLedger, type StockView } from './stock-ledger.ts';

const ORDERS_BETWEEN_REPORTS = 200;

/**
 * First sourcing: one order after the other (turn, priority, then promise, then order time), each by its own best plan
 * from the stock that the orders before it left, within what the rules allow it. Best: most units first, then least cost, of equals the nearest.
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

/** Who is served first: the lower turn, priority 1 before 9, the earlier promise, the older order, the lower id. */
export function byUrgency(a: SourcingOrder, b: SourcingOrder): number {
  if (a.turn !== b.turn) return (a.turn ?? Number.MAX_VALUE) - (b.turn ?? Number.MAX_VALUE);
  if (a.priority !== b.priority) return a.priority - b.priority;
  const [promiseA, promiseB] = [a.promiseDay ?? Number.MAX_VALUE, b.promiseDay ?? Number.MAX_VALUE];
  if (promiseA !== promiseB) return promiseA - promiseB;
  return a.orderedAt - b.orderedAt || a.id - b.id;
}

/** One look at an order: the plan, and whether it may be carried out. */
type Attempt = {
  holdings: Holdings;
  plan: Plan | null;
  refusedAs: 'shipComplete' | 'belowMargin' | null;
  proven: boolean;
  nodes: number;
};

/** Decides one order after the other, and writes out why. */
export class GreedyRun {
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

  /** @param given a plan to carry out, if stock and rules allow it, in place of the order's own best one. */
  decide(order: SourcingOrder, given: Plan['shipments'] = []): { decision: SourcingDecision; nodes: number } {
    const demands = productDemands(order);
    const legs = this.pricer.forOrder(order);
    const stock = this.ledger.viewFor(order.stockClass);
    const attempt =
      this.givenAttempt(order, demands, legs, stock, given) ?? this.bestAttempt(order, demands, legs, stock);
    const plan = attempt.refusedAs ? null : attempt.plan;
    const shortages = this.shortages(demands, attempt, stock);
    const alternatives = this.losers(demands, legs, stock, plan);
    const shipments = plan ? this.carryOut(plan, demands, legs) : [];
    const decision: SourcingDecision = {
      orderId: order.id,
      outcome: plan === null ? 'unsourced' : shortages.length > 0 ? 'partial' : 'sourced',
      shipments,
      splitPenaltyMinor: this.problem.parameters.splitPenaltyMinor * Math.max(0, shipments.length - 1),
      costMinor: plan?.cost ?? 0,
      shortages,
      alternatives,
      proven: attempt.proven,
    };
    return { decision, nodes: attempt.nodes };
  }

  /** Facilities of the last resort may serve only when more of the order ships with them than without. */
  private bestAttempt(
    order: SourcingOrder,
    demands: ProductDemand[],
    legs: OrderLegs,
    stock: StockView,
  ): Attempt {
    const first = this.attempt(order, demands, legs, stock);
    if (unitsShipped(first) === unitsOf(demands) || !legs.allowLastResort(true)) return first;
    const second = this.attempt(order, demands, legs, stock);
    const nodes = first.nodes + second.nodes;
    if (unitsShipped(second) > unitsShipped(first)) return { ...second, nodes };
    legs.allowLastResort(false);
    return { ...first, nodes };
  }

  /** Null when the plan cannot be carried out. */
  private givenAttempt(
    order: SourcingOrder,
    demands: ProductDemand[],
    legs: OrderLegs,
    stock: StockView,
    given: Plan['shipments'],
  ): Attempt | null {
    if (given.length === 0) return null;
    if (given.some(({ facility }) => legs.exclusion(facility) !== null)) legs.allowLastResort(true);
    const plan = { shipments: given, units: 0, cost: 0 };
    plan.cost = this.problem.parameters.splitPenaltyMinor * (given.length - 1);
    for (const { facility, quantities } of given) {
      const units = quantities.reduce(sum, 0);
      const able = legs.exclusion(facility) === null && legs.unitRoom(facility) >= units;
      if (!able || !holds(stock, demands, facility, quantities)) return this.withoutLastResort(legs);
      plan.units += units;
      plan.cost += (legs.leg(facility) as Leg).cost(weightOf(demands, quantities)) + legs.handling(facility);
    }
    const incomplete = plan.units < unitsOf(demands) && this.mustBeWhole(order);
    const dear = this.spentMinor(plan, demands, legs) > budgetMinor(plan, demands);
    if (incomplete || dear || !Number.isFinite(plan.cost)) return this.withoutLastResort(legs);
    const holdings = this.scan.scan(demands, legs, stock);
    return { holdings, plan, refusedAs: null, proven: false, nodes: 0 };
  }

  private withoutLastResort(legs: OrderLegs): null {
    legs.allowLastResort(false);
    return null;
  }

  private attempt(
    order: SourcingOrder,
    demands: ProductDemand[],
    legs: OrderLegs,
    stock: StockView,
  ): Attempt {
    const holdings = this.scan.scan(demands, legs, stock);
    const { plan, proven, nodes } = this.bestPlan(order, holdings, legs, stock);
    const wanted = unitsOf(demands);
    const whole = holdings.facilities.every((facility) => legs.unitRoom(facility) >= wanted);
    const incomplete = plan !== null && plan.units < wanted && this.mustBeWhole(order);
    const dear = plan !== null && this.spentMinor(plan, demands, legs) > budgetMinor(plan, demands);
    const refusedAs = incomplete ? 'shipComplete' : dear ? 'belowMargin' : null;
    return { holdings, plan, refusedAs, proven: proven && whole, nodes };
  }

  private mustBeWhole(order: SourcingOrder): boolean {
    return order.shipComplete || !this.problem.parameters.allowPartial;
  }

  /** What the plan's shipments cost in truth: without split penalty, lateness and the price of rules. */
  private spentMinor(plan: Plan, demands: ProductDemand[], legs: OrderLegs): number {
    let spent = 0;
    for (const { facility, quantities } of plan.shipments) {
      const quote = (legs.leg(facility) as Leg).quote(weightOf(demands, quantities)) as Quote;
      spent += quote.shippingMinor + legs.handling(facility) - legs.rulePrice(facility);
    }
    return spent;
  }

  private bestPlan(
    order: SourcingOrder,
    holdings: Holdings,
    legs: OrderLegs,
    stock: StockView,
  ): SearchOutcome {
    const { splitPenaltyMinor } = this.problem.parameters;
    const maxShipments = order.maxShipments ?? this.problem.parameters.maxShipments;
    const single = singlePlan(holdings);
    const splitPays =
      maxShipments > 1 && holdings.lowestSplit + splitPenaltyMinor < (single?.cost ?? Infinity);
    if (single && !splitPays) return { plan: single, proven: true, nodes: 0 };
    const limits = { maxShipments, splitPenaltyMinor, maxNodes: this.run.stop.maxNodesPerOrder };
    const candidates = candidatesFor(holdings, legs, stock, maxShipments);
    return searchPlan(holdings.demands, candidates, limits, single);
  }

  private shortages(
    demands: ProductDemand[],
    { holdings, plan, refusedAs }: Attempt,
    stock: StockView,
  ): Shortage[] {
    const sourced = demands.map((_, p) => (refusedAs ? 0 : sourcedOf(plan, p)));
    const able = new Set(holdings.facilities);
    const withinReach = (productId: number) => {
      const { facilities, units } = stock.of(productId);
      return units.reduce((sum, left, i) => sum + (able.has(facilities[i] as number) ? left : 0), 0);
    };
    return findShortages(demands, sourced, {
      ledger: stock,
      wholeLedger: this.ledger,
      withinReach,
      refused: refusedAs !== null,
      ...(refusedAs === 'belowMargin' ? { refusedAs } : {}),
    });
  }

  private losers(demands: ProductDemand[], legs: OrderLegs, stock: StockView, plan: Plan | null) {
    if (demands.length === 0) return [];
    return this.alternatives.find(demands, legs, stock, {
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
      this.pricer.useCapacity(facility, quantities.reduce(sum, 0));
      const { id: facilityId, localDay } = this.pricer.facility(facility);
      const lines = toLines(demands, quantities, given);
      const leaving = { facilityId, at: facility, lines };
      return plannedShipment(legs, leaving, weightOf(demands, quantities), localDay);
    });
  }
}

function singlePlan({ bestSingle, demands }: Holdings): Plan | null {
  if (!bestSingle) return null;
  const quantities = demands.map((demand) => demand.quantity);
  const shipments = [{ facility: bestSingle.facility, quantities }];
  return { shipments, units: unitsOf(demands), cost: bestSingle.cost };
}

function holds(stock: StockView, demands: ProductDemand[], facility: number, quantities: number[]): boolean {
  return demands.every((demand, p) => {
    const { facilities, units } = stock.of(demand.productId);
    const at = facilities.indexOf(facility);
    return (quantities[p] ?? 0) <= (units[at] ?? 0);
  });
}

const sum = (total: number, quantity: number) => total + quantity;

function unitsShipped({ plan, refusedAs }: Attempt): number {
  return refusedAs ? 0 : (plan?.units ?? 0);
}

/** What the shipments of a plan may cost together before it earns less than the rules ask for. */
function budgetMinor(plan: Plan, demands: ProductDemand[]): number {
  let budget = 0;
  for (const { quantities } of plan.shipments) {
    for (const [p, { shippingBudgetMinor }] of demands.entries()) {
      if ((quantities[p] ?? 0) > 0) budget += (quantities[p] as number) * shippingBudgetMinor;
    }
  }
  return budget;
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
