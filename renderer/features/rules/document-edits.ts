import {
  RULE_SCHEMA,
  type Rule,
  type RuleDocument,
  type RuleKind,
  type SegmentDefinition,
} from '../../../core/contract/rules.ts';

function newId(): string {
  return crypto.randomUUID().slice(0, 8);
}

/** A new rule of a kind, saying the least harmful thing that makes sense. */
export function newRule(kind: RuleKind, name: string): Rule {
  return { id: newId(), name, enabled: true, kind, ...structuredClone(RULE_SCHEMA[kind].initial) } as Rule;
}

export function newSegment(segment: string): SegmentDefinition {
  return {
    id: newId(),
    segment,
    enabled: true,
    months: 12,
    leastOrders: null,
    leastValueMinor: 100_000,
    leastOrderMinor: null,
  };
}

export function changeRule(document: RuleDocument, id: string, patch: Partial<Rule>): RuleDocument {
  const rules = document.rules.map((rule) => (rule.id === id ? ({ ...rule, ...patch } as Rule) : rule));
  return { ...document, rules };
}

/** A copy right after the original. */
export function duplicateRule(document: RuleDocument, id: string, name: string): RuleDocument {
  const rules = document.rules.flatMap((rule) =>
    rule.id === id ? [rule, { ...structuredClone(rule), id: newId(), name }] : [rule],
  );
  return { ...document, rules };
}

/** The list with one item moved by so many places; the same list when it would leave it. */
export function moved<T extends { id: string }>(list: readonly T[], id: string, by: -1 | 1): T[] {
  const from = list.findIndex((item) => item.id === id);
  const to = from + by;
  const next = [...list];
  if (from < 0 || to < 0 || to >= list.length) return next;
  next.splice(from, 1);
  next.splice(to, 0, list[from] as T);
  return next;
}
