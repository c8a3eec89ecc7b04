import type { SourcingProblem } from '../../solvers/sourcing/index.ts';
import {
  applyRules,
  type CompiledRules,
  compileRules,
  type OrderFacts,
  type ShareFacts,
} from '../rules/index.ts';
import { siteCollected } from './collected-orders.ts';
import type { Gathered, LineToSource, OrderToSource } from './gathered.ts';
import { buildProblem } from './problem-builder.ts';

/** A run's problem within its rules, and what sharing scarce stock needs to know. */
export interface RuledProblem {
  problem: SourcingProblem;
  /** Null when no rules count. */
  rules: CompiledRules | null;
  shares: ShareFacts;
}

/** The problem that a run solves, from the facts alone. Pure. */
export function problemOf(gathered: Gathered): RuledProblem {
  const ruled = ruledProblem(gathered, buildProblem(gathered));
  const { capacities, ordersByFacility } = gathered;
  if (!capacities) return ruled;
  const facilities = ruled.problem.facilities.map((facility) => {
    const aDay = capacities.get(facility.id);
    if (aDay === undefined) return facility;
    const used = ordersByFacility.get(facility.id) ?? 0;
    return { ...facility, capacityOrders: aDay === null ? null : Math.max(0, aDay - used) };
  });
  return { ...ruled, problem: { ...ruled.problem, facilities } };
}

/** Compiles the rules of a run for its orders and puts them into its problem. Pure. */
export function ruledProblem(gathered: Gathered, problem: SourcingProblem): RuledProblem {
  const { rules, orders, facilities, lines, stock, now } = gathered;
  const segments = new Map(orders.map(({ id, segment }) => [id, segment]));
  const categories = new Map(lines.map((line) => [line.product_id, line.category]));
  const categoryOf = (productId: number) => categories.get(productId) ?? null;
  const shares: ShareFacts = { segmentOf: (orderId) => segments.get(orderId) ?? null, categoryOf };
  if (!rules) return { problem: siteCollected(problem, orders), rules: null, shares };
  const linesOf = Map.groupBy(lines, (line) => line.order_id);
  const facts = orders.map((order) => orderFacts(order, linesOf.get(order.id) ?? []));
  const compiled = compileRules(rules.document, facts, facilities, now, rules.rejections);
  const prices = new Map(
    lines.map((line) => {
      return [line.id, { unitPriceMinor: line.unit_price_minor, unitCostMinor: line.cost_minor }];
    }),
  );
  const { ordersByFacility, unitsByFacility } = gathered;
  const ruled = applyRules(problem, compiled, {
    onHand: stock.onHand,
    ordersByFacility,
    unitsByFacility,
    categoryOf,
    priceOf: (lineId) => prices.get(lineId),
  });
  return { problem: siteCollected(ruled, orders), rules: compiled, shares };
}

function orderFacts(order: OrderToSource, lines: readonly LineToSource[]): OrderFacts {
  return {
    id: order.id,
    channel: order.channel,
    country: order.country,
    region: order.region,
    segment: order.segment,
    serviceLevel: order.service_level,
    valueMinor: order.total_minor,
    orderedAt: order.ordered_at,
    promisedAt: order.promised_at,
    priority: order.priority,
    weightGrams: lines.reduce((sum, line) => sum + line.weight_grams * Number(line.quantity), 0),
    categories: [...new Set(lines.flatMap(({ category }) => (category === null ? [] : [category])))],
    hazardous: lines.some((line) => line.hazardous === 1),
  };
}
