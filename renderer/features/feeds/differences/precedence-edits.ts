import type { PrecedenceRule } from '../../../../core/contract/differences.ts';
import type { RecordKind } from '../../../../core/contract/feed-records.ts';

/** Stands for every field of a kind. */
export const EVERY_FIELD = '*';

type Rules = readonly PrecedenceRule[];

const same = (rule: PrecedenceRule, kind: RecordKind, field: string) =>
  rule.kind === kind && rule.field === field;

/** A rule more, with its sources in the order given; the same rule is not made twice. */
export function addRule(
  rules: Rules,
  kind: RecordKind,
  field: string,
  feedIds: readonly number[],
): PrecedenceRule[] {
  if (rules.some((rule) => same(rule, kind, field))) return [...rules];
  return [...rules, { kind, field, feedIds: [...feedIds] }];
}

export function removeRule(rules: Rules, { kind, field }: PrecedenceRule): PrecedenceRule[] {
  return rules.filter((rule) => !same(rule, kind, field));
}

/** The order with the source at `from` put at `to`. */
export function moveSource(feedIds: readonly number[], from: number, to: number): number[] {
  const next = [...feedIds];
  const [moved] = next.splice(from, 1);
  if (moved === undefined) return [...feedIds];
  next.splice(Math.max(0, Math.min(to, next.length)), 0, moved);
  return next;
}

export function setOrder(rules: Rules, { kind, field }: PrecedenceRule, feedIds: number[]): PrecedenceRule[] {
  return rules.map((rule) => (same(rule, kind, field) ? { ...rule, feedIds } : rule));
}

/** Sources that bring the kind and are not yet ranked come last, those that are gone are left out. */
export function completeOrder(feedIds: readonly number[], bringing: readonly number[]): number[] {
  return [
    ...feedIds.filter((id) => bringing.includes(id)),
    ...bringing.filter((id) => !feedIds.includes(id)),
  ];
}
