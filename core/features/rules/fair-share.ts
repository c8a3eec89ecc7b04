import type { RuleOf } from '../../contract/rules.ts';
import {
  byUrgency,
  type SourcingOrder,
  type SourcingProblem,
  type SourcingResult,
} from '../../solvers/sourcing/index.ts';

/** What fair shares are decided by: which segment an order is of, and which category a product. */
export interface ShareFacts {
  segmentOf: (orderId: number) => string | null;
  categoryOf: (productId: number) => string | null;
}

/** Group 0 is everybody that a rule does not name; the others are its shares in their order. */
type Groups = { percents: number[]; of: (orderId: number) => number };

type Scarce = { supply: number; groups: Groups; demand: number[]; quota: number[] };

/** A run with what each segment may take of scarce products, and what was cut from which line for that. */
export interface SharedProblem {
  problem: SourcingProblem;
  /** Units cut, by line. */
  cuts: ReadonlyMap<number, number>;
  scarce: ReadonlyMap<number, Scarce>;
}

/**
 * Shares products that all together want more of than there is: each segment gets its share of the supply, what it does not
 * want goes to the others by theirs. Within a segment the most urgent are served first; an order that must ship whole and does
 * not fit takes nothing. Pure.
 * @param taken what a first run took of each product, by group: the rest is shared anew among those who were cut.
 */
export function shareScarce(
  problem: SourcingProblem,
  rules: readonly RuleOf<'fairShare'>[],
  facts: ShareFacts,
  taken?: Taken,
): SharedProblem {
  const scarce = findScarce(problem, rules, facts);
  for (const [product, one] of scarce) one.quota = quotas(one, taken?.get(product));
  const cuts = new Map<number, number>();
  const left = new Map([...scarce].map(([product, { quota }]) => [product, [...quota]]));
  const cutOrders = new Map<number, SourcingOrder>();
  for (const order of [...problem.orders].sort(byUrgency)) {
    const cut = cutOrder(order, problem, scarce, left, cuts);
    if (cut) cutOrders.set(order.id, cut);
  }
  const orders = problem.orders.map((order) => cutOrders.get(order.id) ?? order);
  return { problem: { ...problem, orders }, cuts, scarce };
}

export type Taken = ReadonlyMap<number, readonly number[]>;

/** What each group took of each scarce product; null when nothing is left that someone who was cut could take. */
export function takenOfScarce(
  { scarce, cuts, problem }: SharedProblem,
  result: SourcingResult,
): Taken | null {
  const taken = new Map([...scarce].map(([product, { quota }]) => [product, quota.map(() => 0)]));
  for (const { orderId, shipments } of result.decisions) {
    for (const { productId, quantity } of shipments.flatMap(({ lines }) => lines)) {
      const units = taken.get(productId);
      const group = scarce.get(productId)?.groups.of(orderId);
      if (units && group !== undefined) units[group] = (units[group] as number) + quantity;
    }
  }
  const cutProducts = new Set<number>();
  for (const line of problem.orders.flatMap(({ lines }) => lines)) {
    if ((cuts.get(line.id) ?? 0) > 0) cutProducts.add(line.productId);
  }
  const more = [...scarce].some(([product, { supply }]) => {
    return cutProducts.has(product) && sum(taken.get(product) ?? []) < supply;
  });
  return more ? taken : null;
}

/** Says in the result what was cut, so that every unit of the original orders is accounted for. */
export function withCuts(
  original: SourcingProblem,
  shared: SharedProblem,
  result: SourcingResult,
): SourcingResult {
  const orders = new Map(original.orders.map((order) => [order.id, order]));
  const statistics = { ...result.statistics };
  const decisions = result.decisions.map((decision) => {
    const shortages = (orders.get(decision.orderId)?.lines ?? []).flatMap(({ id, productId }) => {
      const missing = shared.cuts.get(id) ?? 0;
      if (missing === 0) return [];
      const supply = shared.scarce.get(productId)?.supply ?? 0;
      const code = 'fairShare' as const;
      return [{ lineId: id, productId, missing, code, available: 0, availableAtStart: supply }];
    });
    if (shortages.length === 0) return decision;
    statistics.unitsShort += sum(shortages.map(({ missing }) => missing));
    const outcome = decision.outcome === 'sourced' ? 'partial' : decision.outcome;
    statistics[decision.outcome] -= 1;
    statistics[outcome] += 1;
    return { ...decision, outcome, shortages: [...decision.shortages, ...shortages] } as typeof decision;
  });
  return { ...result, decisions, statistics };
}

function findScarce(
  problem: SourcingProblem,
  rules: readonly RuleOf<'fairShare'>[],
  { segmentOf, categoryOf }: ShareFacts,
): Map<number, Scarce> {
  const groupsOf = rules.map((rule) => groupsBy(rule, segmentOf));
  const supply = new Map<number, number>();
  const { productId, available } = problem.stock;
  for (let i = 0; i < productId.length; i++) {
    const product = productId[i] as number;
    supply.set(product, (supply.get(product) ?? 0) + Math.max(0, available[i] as number));
  }
  const wanted = new Map<number, Scarce>();
  for (const order of problem.orders) {
    for (const line of order.lines) {
      const category = categoryOf(line.productId);
      const at = rules.findIndex(({ categories }) => !categories?.length || isIn(categories, category));
      const groups = groupsOf[at];
      if (!groups || line.quantity <= 0) continue;
      let one = wanted.get(line.productId);
      if (!one) {
        const demand = groups.percents.map(() => 0);
        one = { supply: supply.get(line.productId) ?? 0, groups, demand, quota: [] };
        wanted.set(line.productId, one);
      }
      const group = groups.of(order.id);
      one.demand[group] = (one.demand[group] as number) + line.quantity;
    }
  }
  return new Map([...wanted].filter(([, one]) => sum(one.demand) > one.supply));
}

function groupsBy({ shares }: RuleOf<'fairShare'>, segmentOf: ShareFacts['segmentOf']): Groups {
  const named = new Map(shares.map(({ segment }, i) => [segment, i + 1]));
  const rest = Math.max(0, 100 - sum(shares.map(({ percent }) => percent)));
  return {
    percents: [rest, ...shares.map(({ percent }) => percent)],
    of: (orderId) => named.get(segmentOf(orderId) ?? '') ?? 0,
  };
}

/** What each group may take: its share, filled up from what others do not want; after a first run, from what was left of it. */
function quotas({ supply, groups, demand }: Scarce, taken?: readonly number[]): number[] {
  const base = taken ? [...taken] : demand.map(() => 0);
  const wants = demand.map((units, group) => units - (base[group] as number));
  return fillUp(base, wants, groups.percents, supply - sum(base));
}

/** Gives `units` to groups that still want some, in proportion to their shares; whole units, the largest remainders first. */
function fillUp(given: number[], wants: number[], shares: readonly number[], units: number): number[] {
  const quota = [...given];
  const open = [...wants];
  let left = units;
  while (left > 0) {
    const wanting = [...open.keys()].filter((group) => (open[group] as number) > 0);
    if (wanting.length === 0) break;
    const weighing = wanting.filter((group) => (shares[group] as number) > 0);
    const takers = weighing.length > 0 ? weighing : wanting;
    const total = sum(takers.map((group) => shares[group] as number));
    const exact = takers.map((group) => {
      return total > 0 ? (left * (shares[group] as number)) / total : left / takers.length;
    });
    const whole = exact.map((part, i) => Math.min(Math.floor(part), open[takers[i] as number] as number));
    if (sum(whole) === 0) {
      const largest = exact.indexOf(Math.max(...exact));
      whole[largest] = 1;
    }
    for (const [i, group] of takers.entries()) {
      quota[group] = (quota[group] as number) + (whole[i] as number);
      open[group] = (open[group] as number) - (whole[i] as number);
    }
    left -= sum(whole);
  }
  return quota;
}

/** The order within what its groups have left, or null when nothing is cut. */
function cutOrder(
  order: SourcingOrder,
  { parameters }: SourcingProblem,
  scarce: ReadonlyMap<number, Scarce>,
  left: ReadonlyMap<number, number[]>,
  cuts: Map<number, number>,
): SourcingOrder | null {
  const asked = new Map<number, number>();
  const lines = order.lines.map((line) => {
    const group = scarce.get(line.productId)?.groups.of(order.id);
    const quota = left.get(line.productId);
    if (!quota || group === undefined) return line;
    const before = asked.get(line.productId) ?? 0;
    const quantity = Math.max(0, Math.min(line.quantity, (quota[group] as number) - before));
    asked.set(line.productId, before + quantity);
    return quantity === line.quantity ? line : { ...line, quantity };
  });
  const isCut = lines.some((line, i) => line !== order.lines[i]);
  const refused = isCut && (order.shipComplete || !parameters.allowPartial);
  if (!refused) {
    for (const [product, units] of asked) {
      const group = scarce.get(product)?.groups.of(order.id) ?? 0;
      const quota = left.get(product) as number[];
      quota[group] = (quota[group] as number) - units;
    }
  }
  if (!isCut) return null;
  const kept = refused ? order.lines.map((line) => ({ ...line, quantity: 0 })) : lines;
  for (const [i, line] of order.lines.entries()) {
    const cut = Math.max(0, line.quantity) - Math.max(0, kept[i]?.quantity ?? 0);
    if (cut > 0) cuts.set(line.id, cut);
  }
  return { ...order, lines: kept };
}

function isIn(values: readonly string[], value: string | null): boolean {
  return value !== null && values.includes(value);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
