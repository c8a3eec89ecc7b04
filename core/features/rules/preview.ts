import type { Rule, RuleDocument, RulePreview } from '../../contract/rules.ts';
import { type CompiledRules, compileRules, isKeptFor } from './compile.ts';
import { fitsFacility, fitsOrder } from './conditions.ts';
import type { FacilityFacts, OrderFacts, RejectionFacts } from './facts.ts';
import { isSitingRule, verdictOf } from './siting.ts';

const EXAMPLES = 5;

export type NamedOrder = OrderFacts & { number: string };

/** What waits, and where it could go. */
export interface PreviewFacts {
  orders: readonly NamedOrder[];
  facilities: readonly FacilityFacts[];
  rejections: readonly RejectionFacts[];
  now: number;
}

/** What each rule of a document is about, and what it takes away from the orders that wait. Pure. */
export function previewRules(document: RuleDocument, facts: PreviewFacts): RulePreview[] {
  const shutOut = ordersShutOut(document, facts);
  return document.rules.map((rule, index) => {
    const orders = facts.orders.filter((order) => isAbout(rule, order, facts.rejections));
    const facilities = orders.length === 0 ? [] : touchedFacilities(rule, facts);
    return {
      ruleId: rule.id,
      orders: orders.length,
      facilities: facilities.map(({ code, name }) => ({ code, name })),
      ordersWithoutFacility: rule.enabled ? (shutOut[index] ?? 0) : 0,
      examples: orders.slice(0, EXAMPLES).map(({ number }) => number),
    };
  });
}

function isAbout(rule: Rule, order: OrderFacts, rejections: readonly RejectionFacts[]): boolean {
  if ('when' in rule) return fitsOrder(rule.when, order);
  if (rule.kind === 'avoid') {
    return rejections.some(
      ({ orderId, reason }) =>
        orderId === order.id && (rule.reasons.length === 0 || rule.reasons.includes(reason)),
    );
  }
  const categories = 'categories' in rule ? rule.categories : undefined;
  const about = !categories?.length || order.categories.some((category) => categories.includes(category));
  return about && !(rule.kind === 'keepBack' && isKeptFor(rule, order));
}

function touchedFacilities(rule: Rule, { facilities, rejections }: PreviewFacts): FacilityFacts[] {
  if (isSitingRule(rule)) {
    return facilities.filter((facility) => {
      const { excluded, lastResort, priceMinor } = verdictOf(rule, facility);
      return excluded || lastResort || priceMinor > 0;
    });
  }
  if ('facilities' in rule) return facilities.filter((facility) => fitsFacility(rule.facilities, facility));
  if (rule.kind !== 'avoid') return [];
  const rejected = new Set(rejections.map(({ facilityId }) => facilityId));
  return facilities.filter(({ id }) => rejected.has(id));
}

/** For each rule: orders that no facility may serve any more once it is added to those before it. */
function ordersShutOut({ rules }: RuleDocument, { orders, facilities }: PreviewFacts): number[] {
  const counts = rules.map(() => 0);
  const hard = [...rules.entries()].flatMap(([index, rule]) => {
    if (!rule.enabled || rule.kind !== 'eligibility' || rule.strength !== 'hard') return [];
    return [{ index, rule, excluded: facilities.map((facility) => verdictOf(rule, facility).excluded) }];
  });
  const alike = Map.groupBy(orders, (order) =>
    hard.map(({ rule }) => (fitsOrder(rule.when, order) ? '1' : '0')).join(''),
  );
  for (const [key, group] of alike) {
    const left = facilities.map(() => true);
    for (const [i, { index, excluded }] of hard.entries()) {
      if (key[i] !== '1') continue;
      const before = left.includes(true);
      for (const [facility, out] of excluded.entries()) if (out) left[facility] = false;
      if (before && !left.includes(true)) counts[index] = (counts[index] as number) + group.length;
    }
  }
  return counts;
}

/** How many orders another document would treat otherwise, and how many it would leave without any facility. Pure. */
export function compareDocuments(
  before: RuleDocument,
  after: RuleDocument,
  { orders, facilities, rejections, now }: PreviewFacts,
): { ordersAffected: number; ordersShutOut: number } {
  const [old, next] = [before, after].map((document) =>
    describer(compileRules(document, orders, facilities, now, rejections), facilities),
  ) as [Describer, Describer];
  let [ordersAffected, shutOut] = [0, 0];
  for (const { id } of orders) {
    if (old.treatment(id) !== next.treatment(id)) ordersAffected += 1;
    if (!old.isShutOut(id) && next.isShutOut(id)) shutOut += 1;
  }
  return { ordersAffected, ordersShutOut: shutOut };
}

type Describer = { treatment: (orderId: number) => string; isShutOut: (orderId: number) => boolean };

function describer(rules: CompiledRules, facilities: readonly FacilityFacts[]): Describer {
  const flags = (list: ArrayLike<number>) => Array.from(list, (rule) => (rule >= 0 ? 1 : 0)).join('');
  const sitings = rules.sitings.map(({ excludedBy, lastResortBy, priceMinor }) => ({
    key: [flags(excludedBy), flags(lastResortBy), Array.from(priceMinor).join()].join('|'),
    shutOut: Array.from(excludedBy).every((rule) => rule >= 0),
  }));
  const neutral = [...facilities.map(() => 0)].join('');
  const prices = facilities.map(() => 0).join();
  const classes = Array.from({ length: rules.stockClasses }, (_, i) =>
    JSON.stringify(rules.rulesOfClass(i).map(({ id: _id, name: _name, ...says }) => says)),
  );
  return {
    treatment: (orderId) => {
      const { siting, stockClass, maxShipments, priority, weight, marginPercent } = rules.order(orderId);
      const where = siting === undefined ? `${neutral}|${neutral}|${prices}` : sitings[siting]?.key;
      const kept = stockClass === undefined ? '' : classes[stockClass];
      return [where, kept, maxShipments, priority, weight, marginPercent].join('|');
    },
    isShutOut: (orderId) => sitings[rules.order(orderId).siting ?? -1]?.shutOut ?? false,
  };
}

/** Names of the rules that one document has and the other has not, or says otherwise; by their ids. */
export function ruleDifferences(before: RuleDocument, after: RuleDocument) {
  const [old, next] = [before, after].map(({ rules }) => new Map(rules.map((rule) => [rule.id, rule]))) as [
    Map<string, Rule>,
    Map<string, Rule>,
  ];
  const names = (rules: Iterable<Rule>) => [...rules].map(({ name }) => name);
  return {
    added: names(after.rules.filter(({ id }) => !old.has(id))),
    removed: names(before.rules.filter(({ id }) => !next.has(id))),
    changed: names(
      after.rules.filter((rule) => {
        const was = old.get(rule.id);
        return was !== undefined && JSON.stringify(was) !== JSON.stringify(rule);
      }),
    ),
  };
}
