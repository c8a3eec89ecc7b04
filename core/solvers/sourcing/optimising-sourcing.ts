import { lightestUnit, type ProductDemand, productDemands, weightOf } from './demand.ts';
import { byUrgency, GreedyRun, greedySourcing } from './greedy-sourcing.ts';
import { LegPricer, type OrderLegs } from './leg-pricer.ts';
import type { SourcingModel } from './optimise/model.ts';
import { type CandidatePrice, ModelBuilder, type ModelStock } from './optimise/model-builder.ts';
import { type OptimiseOutcome, optimise } from './optimise/optimise.ts';
import { straightLineBelow } from './optimise/straight-line.ts';
import type { Plan } from './plan-search.ts';
import { RateBook } from './rate-book.ts';
import type { SourcingOrder, SourcingProblem } from './sourcing-problem.ts';
import type { SourcingDecision, SourcingResult } from './sourcing-result.ts';
import type { SolverRun, SourcingSolver } from './sourcing-solver.ts';
import { addToStatistics, emptyStatistics } from './sourcing-statistics.ts';

/** More than any shipment costs: units come before cost. The most urgent order's unit counts twice. */
const UNIT_REWARD = 1_000_000;
/** Less than a unit, more than any other facility: a last resort serves only what nobody else can. */
const LAST_RESORT = 200_000;
const MOST_PRIORITY = 9;
const WHOLE_ORDER = 0.05;
const EARLIER_ORDER = 0.01;

/**
 * Sources all orders together: most units first (weighted by priority and by the order's own weight), then least cost.
 * What is left over afterwards is offered, one after the other, to orders that got nothing or whose plan a rule forbids.
 * Where serving one order after the other does better, that is the result: the optimiser sees weight steps as straight lines.
 */
export const optimisingSourcing: SourcingSolver = (problem, run) => {
  const urgencies = urgencyOf(problem.orders);
  const model = modelOf(problem, urgencies);
  const outcome = solve(model, run);
  const together = carryOut(problem, run, model, outcome);
  const result = better(problem, run, together, urgencies);
  Object.assign(result.statistics, provenOf(outcome.bound - worthOf(problem, result, urgencies), result));
  return result;
};

function better(
  problem: SourcingProblem,
  run: SolverRun,
  together: SourcingResult,
  urgencies: ReadonlyMap<SourcingOrder, number>,
): SourcingResult {
  const stop = { maxNodesPerOrder: run.stop.maxNodesPerOrder };
  const greedy = greedySourcing(problem, { seed: run.seed, stop });
  const worth = (result: SourcingResult) => worthOf(problem, result, urgencies);
  return worth(together) >= worth(greedy) ? together : greedy;
}

function carryOut(
  problem: SourcingProblem,
  run: SolverRun,
  model: SourcingModel,
  outcome: OptimiseOutcome,
): SourcingResult {
  const orders = problem.orders.map((order, i) => ({ order, given: shipmentsOf(model, outcome, i) }));
  orders.sort((a, b) => {
    const planned = Number(b.given.length > 0) - Number(a.given.length > 0);
    return planned || byUrgency(a.order, b.order);
  });
  const desk = new GreedyRun(problem, run);
  const statistics = emptyStatistics();
  const decisions: SourcingDecision[] = [];
  for (const { order, given } of orders) {
    const { decision, nodes } = desk.decide(order, given);
    decisions.push(decision);
    addToStatistics(statistics, order, decision, nodes);
  }
  run.onProgress?.(orders.length, orders.length);
  return { decisions, statistics, stopped: false };
}

/** What the optimiser maximises, of a finished plan: missing units and cost count against it. */
function worthOf(
  problem: SourcingProblem,
  { decisions }: SourcingResult,
  urgencies: ReadonlyMap<SourcingOrder, number>,
): number {
  const orders = new Map(problem.orders.map((order) => [order.id, order]));
  let worth = 0;
  for (const { orderId, shortages, shipments, costMinor } of decisions) {
    const order = orders.get(orderId) as SourcingOrder;
    const missing = shortages.reduce((sum, shortage) => sum + shortage.missing, 0);
    worth -= missing * UNIT_REWARD * (urgencies.get(order) as number);
    worth -= costMinor + (shipments.length > 0 ? problem.parameters.splitPenaltyMinor : 0);
  }
  return worth;
}

/** The distance to the bound in money; where it is more than the whole cost it is about units and says nothing of cost. */
function provenOf(boundLessWorth: number, { statistics: { costMinor } }: SourcingResult) {
  const distance = Math.max(0, boundLessWorth);
  if (distance >= costMinor) return {};
  return { boundMinor: Math.floor(costMinor - distance), gap: distance / costMinor };
}

function solve(model: SourcingModel, run: SolverRun): OptimiseOutcome {
  const { maxNodesPerOrder: _, ...until } = run.stop;
  const { orderCount } = model;
  return optimise(model, { seed: run.seed, ...until }, ({ phase, share }) => {
    const part = { pricing: 0, planning: 0.4, improving: 0.5 }[phase];
    run.onProgress?.(Math.round((part + share * 0.4) * orderCount), orderCount);
  });
}

function modelOf(problem: SourcingProblem, urgencies: ReadonlyMap<SourcingOrder, number>): SourcingModel {
  const { facilities, parameters, orders } = problem;
  const products = new Map<number, number>();
  const weights: number[] = [];
  for (const { productId, unitWeightGrams } of orders.flatMap((order) => order.lines)) {
    if (products.has(productId)) continue;
    products.set(productId, weights.length);
    weights.push(unitWeightGrams);
  }
  const builder = new ModelBuilder(
    facilities.map(({ capacityOrders, capacityUnits }) => {
      return { perUnit: 0, orderCapacity: capacityOrders, unitCapacity: capacityUnits ?? null };
    }),
    weights,
    stockOf(problem, products),
  );
  const pricer = new LegPricer(problem, new RateBook(problem.services, problem.rates));
  for (const order of orders) {
    const demands = productDemands(order);
    const lines = demands.map(({ productId, quantity }) => {
      const product = products.get(productId) as number;
      return { product, quantity, unitMargin: 0, unitShortPenalty: UNIT_REWARD };
    });
    builder.addOrder(
      {
        lines,
        maxShipments: order.maxShipments ?? parameters.maxShipments,
        shipComplete: order.shipComplete || !parameters.allowPartial,
        orderClass: order.stockClass === undefined ? 0 : order.stockClass + 1,
        weight: urgencies.get(order) as number,
      },
      candidatePricer(problem, order, demands, pricer),
    );
  }
  return builder.build();
}

/**
 * How much a unit of each order counts: by its turn where rules give one, else by its priority and its own weight; of equals by
 * how much one unit completes the order, then by urgency. Those two together stay below one step of priority.
 */
function urgencyOf(orders: readonly SourcingOrder[]): Map<SourcingOrder, number> {
  const ranked = [...orders].sort(byUrgency);
  return new Map(
    ranked.map((order, rank) => {
      const units = order.lines.reduce((sum, line) => sum + line.quantity, 0);
      const completes = WHOLE_ORDER / Math.max(1, units);
      const earlier = 1 - rank / ranked.length;
      if (order.turn !== undefined) return [order, 1 + earlier];
      const priority = (order.weight ?? 1) * (2 - (order.priority - 1) / MOST_PRIORITY);
      return [order, priority + completes + EARLIER_ORDER * earlier];
    }),
  );
}

/** The optimiser is given a straight line for every leg: pricing weight steps exactly would take it too long. */
function candidatePricer(
  problem: SourcingProblem,
  order: SourcingOrder,
  demands: ProductDemand[],
  pricer: LegPricer,
) {
  const legs: OrderLegs = pricer.forOrder(order);
  const siting = pricer.sitingOf(order);
  legs.allowLastResort(true);
  const [lightest, heaviest] = [lightestUnit(demands), weightOf(demands)];
  return (facility: number): CandidatePrice | null => {
    const leg = legs.exclusion(facility) === null ? legs.leg(facility) : null;
    if (!leg) return null;
    const lastResort = (siting?.lastResortBy[facility] ?? -1) >= 0 ? LAST_RESORT : 0;
    const { fixed, perGram } = straightLineBelow(leg, lightest, heaviest);
    const charges = legs.handling(facility) + problem.parameters.splitPenaltyMinor + lastResort;
    return { fixed: Math.max(0, fixed + charges), perGram };
  };
}

function* stockOf({ stock, facilities }: SourcingProblem, products: Map<number, number>) {
  const index = new Map(facilities.map((facility, i) => [facility.id, i]));
  for (let i = 0; i < stock.productId.length; i++) {
    const facility = index.get(stock.facilityId[i] as number);
    const product = products.get(stock.productId[i] as number);
    if (facility === undefined || product === undefined) continue;
    const available = stock.available[i] as number;
    const keptBack = (stock.keptBack ?? []).map((kept) => kept[i] ?? 0);
    yield { facility, product, available, unitOpportunityCost: 0, keptBack } satisfies ModelStock;
  }
}

/** The optimiser's plan of an order, a shipment a facility. */
function shipmentsOf(model: SourcingModel, { plans }: OptimiseOutcome, order: number): Plan['shipments'] {
  const first = model.orderLines[order] as number;
  const lines = (model.orderLines[order + 1] as number) - first;
  const shipments: Plan['shipments'] = [];
  const plan = plans[order] as number[];
  for (let i = 0; i < plan.length; i += 4) {
    const facility = model.positionFacility[plan[i + 1] as number] as number;
    let shipment = shipments.find((known) => known.facility === facility);
    if (!shipment) {
      shipment = { facility, quantities: new Array<number>(lines).fill(0) };
      shipments.push(shipment);
    }
    shipment.quantities[(plan[i] as number) - first] = plan[i + 3] as number;
  }
  return shipments;
}
