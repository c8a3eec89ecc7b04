import { createHash } from 'node:crypto';
import type { Hold } from '../holds/index.ts';
import { isOfReception } from '../holds/index.ts';
import { address } from './address.ts';
import { completeness } from './completeness.ts';
import { credit } from './credit.ts';
import { fraud } from './fraud.ts';
import { reasonOf } from './hold-words.ts';
import type { Finding, OrderFacts, PlaceLookup } from './order-facts.ts';
import type { RulesInForce } from './rules-in-force.ts';

/** A finding that counts: its rule warns or holds. */
export interface Judged extends Finding {
  mode: 'hold' | 'warn';
}

/** What the rules in force say of an order. */
export function judge(order: OrderFacts, rules: RulesInForce, places: PlaceLookup): Judged[] {
  const rulesFor = rules.rulesFor(order.channel, order.segment);
  const findings = [
    ...completeness(order),
    ...address(order, places),
    ...credit(order, rulesFor, rules.currency),
    ...fraud(order, rulesFor, rules.signals, rules.windowHours),
  ];
  return findings.flatMap((finding): Judged[] => {
    const { mode } = rulesFor(finding.code);
    return mode === 'off' ? [] : [{ ...finding, mode }];
  });
}

/** What an order says, as far as rules ask: a hold that a person released returns only when it says something else. */
export function fingerprintOf({ shipTo, lines, customer, ...order }: OrderFacts): string {
  const said = [
    order.totalMinor,
    order.currency,
    order.serviceLevel,
    order.collected,
    customer?.name,
    customer?.email,
    shipTo.name,
    shipTo.street,
    shipTo.city,
    shipTo.postalCode,
    shipTo.country,
    lines.count,
    lines.mostUnits,
    lines.withoutPrice,
    lines.weightGrams,
  ];
  return createHash('sha1').update(JSON.stringify(said)).digest('base64url').slice(0, 16);
}

/** What becomes of an order's holds. */
export interface HoldPlan {
  placed: Hold[];
  /** Still there, with other figures. */
  restated: Hold[];
  /** Whose cause went away. */
  ended: Hold['code'][];
  /** All that lie over it then. */
  holds: Hold[];
}

/** A hold as it is stated now: by a rule that finds something, or by the order's source. */
export type Statement = Pick<Hold, 'code' | 'mode' | 'values' | 'reason' | 'fingerprint'>;

/** What the rules state of an order. */
export function statedByRules(facts: OrderFacts, judged: readonly Judged[]): Statement[] {
  if (judged.length === 0) return [];
  const fingerprint = fingerprintOf(facts);
  return judged.map((one) => ({ ...one, reason: reasonOf(one), fingerprint }));
}

/** What the source of an order states of it. */
export function statedBySource(reason: string | null): Statement[] {
  return reason === null ? [] : [{ code: 'source', mode: 'hold', values: {}, reason, fingerprint: reason }];
}

/** Brings the holds of an order in line with what is stated of it; what nobody states any more ends where a rule had placed it. */
export function planHolds(
  known: readonly Hold[],
  stated: readonly Statement[],
  passed: readonly { code: string; fingerprint: string | null }[],
  at: number,
): HoldPlan {
  const plan: HoldPlan = { placed: [], restated: [], ended: [], holds: [] };
  const left = new Map(stated.map((one) => [one.code, one]));
  for (const hold of known) {
    const still = left.get(hold.code);
    if (!still && isOfReception(hold.code)) plan.ended.push(hold.code);
    else if (!still || isSame(hold, still)) plan.holds.push(hold);
    else {
      const next = { ...hold, ...still };
      plan.restated.push(next);
      plan.holds.push(next);
    }
    left.delete(hold.code);
  }
  for (const one of left.values()) {
    if (passed.some(({ code, fingerprint }) => code === one.code && fingerprint === one.fingerprint))
      continue;
    plan.placed.push({ ...one, since: at, by: null });
  }
  plan.holds.push(...plan.placed);
  return plan;
}

function isSame(hold: Hold, { mode, reason, values }: Statement): boolean {
  return (
    hold.mode === mode && hold.reason === reason && JSON.stringify(hold.values) === JSON.stringify(values)
  );
}
