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

/** Brings the holds of an order in line with what the rules find; those of persons and of its source stay. */
export function planHolds(
  known: readonly Hold[],
  judged: readonly Judged[],
  passed: readonly { code: string; fingerprint: string | null }[],
  order: { fingerprint: string; at: number },
): HoldPlan {
  const plan: HoldPlan = { placed: [], restated: [], ended: [], holds: [] };
  const found = new Map<string, Judged>(judged.map((one) => [one.code, one]));
  for (const hold of known) {
    const still = found.get(hold.code);
    if (!still && isOfReception(hold.code)) plan.ended.push(hold.code);
    else if (!still || isSame(hold, still)) plan.holds.push(hold);
    else {
      const next = { ...hold, ...statedBy(still), fingerprint: order.fingerprint };
      plan.restated.push(next);
      plan.holds.push(next);
    }
    found.delete(hold.code);
  }
  for (const one of found.values()) {
    if (passed.some((pass) => pass.code === one.code && pass.fingerprint === order.fingerprint)) continue;
    plan.placed.push({
      code: one.code,
      ...statedBy(one),
      since: order.at,
      by: null,
      fingerprint: order.fingerprint,
    });
  }
  plan.holds.push(...plan.placed);
  return plan;
}

function statedBy({ code, mode, values }: Judged): Pick<Hold, 'mode' | 'values' | 'reason'> {
  return { mode, values, reason: reasonOf({ code, values }) };
}

function isSame(hold: Hold, { mode, values }: Judged): boolean {
  return hold.mode === mode && JSON.stringify(hold.values) === JSON.stringify(values);
}
