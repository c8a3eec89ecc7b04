import type { DetectionSettings, KindRule } from '../../../../core/contract/incident-detection.ts';
import { INCIDENT_KINDS, type IncidentKind } from '../../../../core/contract/incidents.ts';

/** What the threshold of a kind counts; kinds without one are found as soon as somebody tells them. */
export type ThresholdUnit = 'hours' | 'days' | 'percent' | 'orders' | 'units';
export const THRESHOLD_UNITS: Partial<Record<IncidentKind, ThresholdUnit>> = {
  customs: 'hours',
  wrongFacility: 'percent',
  late: 'hours',
  noScan: 'hours',
  willBeLate: 'hours',
  shortPick: 'units',
  promiseAtRisk: 'hours',
  waveLate: 'hours',
  stockOut: 'orders',
  stockDiscrepancy: 'units',
  overCapacity: 'days',
  feedDown: 'hours',
};

/** Kinds that are about nobody's goods in particular. */
const WIDER_KINDS: ReadonlySet<IncidentKind> = new Set<IncidentKind>([
  'waveLate',
  'stockOut',
  'stockDiscrepancy',
  'overCapacity',
  'feedDown',
  'carrierOutage',
  'hubOutage',
  'facilityOutage',
  'laneTrouble',
  'areaTrouble',
]);

/** Kinds about one customer's goods: these can differ by segment. */
export const SEGMENT_KINDS = INCIDENT_KINDS.filter((kind) => !WIDER_KINDS.has(kind));

export type Usual = Readonly<Record<IncidentKind, KindRule>>;
/** Null: everybody; else a segment of customers. */
export type Scope = string | null;

const FIELDS = ['active', 'severity', 'threshold', 'respondMinutes'] as const satisfies (keyof KindRule)[];
export type RuleField = (typeof FIELDS)[number];

/** The rule of a kind for everybody or for a segment, as the draft has it. */
export function ruleIn(draft: DetectionSettings, usual: Usual, scope: Scope, kind: IncidentKind): KindRule {
  const forAll = { ...usual[kind], ...draft.kinds[kind] };
  if (scope === null) return forAll;
  const own = draft.segments[scope]?.[kind] ?? {};
  return { ...forAll, ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) };
}

/** Whether the draft says anything of its own about a kind there. */
export function isOwn(draft: DetectionSettings, scope: Scope, kind: IncidentKind): boolean {
  return scope === null ? draft.kinds[kind] !== undefined : draft.segments[scope]?.[kind] !== undefined;
}

/** Says something about a kind; what comes to the same as before is not said at all. */
export function withRule(
  draft: DetectionSettings,
  usual: Usual,
  { scope, kind }: { scope: Scope; kind: IncidentKind },
  patch: Partial<KindRule>,
): DetectionSettings {
  const wanted = { ...ruleIn(draft, usual, scope, kind), ...patch };
  if (scope === null) {
    const { [kind]: _was, ...others } = draft.kinds;
    const same = FIELDS.every((field) => wanted[field] === usual[kind][field]);
    return { ...draft, kinds: same ? others : { ...others, [kind]: wanted } };
  }
  const forAll = ruleIn(draft, usual, null, kind);
  const own = Object.fromEntries(
    FIELDS.filter((field) => wanted[field] !== forAll[field]).map((field) => [field, wanted[field]]),
  );
  return withSegmentRule(draft, scope, kind, Object.keys(own).length > 0 ? own : null);
}

/** A kind there is as usual again, or as for everybody. */
export function withoutRule(draft: DetectionSettings, scope: Scope, kind: IncidentKind): DetectionSettings {
  if (scope !== null) return withSegmentRule(draft, scope, kind, null);
  const { [kind]: _was, ...others } = draft.kinds;
  return { ...draft, kinds: others };
}

function withSegmentRule(
  draft: DetectionSettings,
  segment: string,
  kind: IncidentKind,
  rule: Partial<KindRule> | null,
): DetectionSettings {
  const { [kind]: _was, ...others } = draft.segments[segment] ?? {};
  const own = rule ? { ...others, [kind]: rule } : others;
  const { [segment]: _all, ...segments } = draft.segments;
  return { ...draft, segments: Object.keys(own).length > 0 ? { ...segments, [segment]: own } : segments };
}

/** A number as typed within bounds; null when it is none. Commas are decimal points. */
export function parseTyped(text: string, least: number, most: number): number | null {
  const tidy = text
    .trim()
    .replace(',', '.')
    .replaceAll(/[\s\u00a0\u202f]/g, '');
  if (!/^\d+(\.\d+)?$/.test(tidy)) return null;
  const value = Number(tidy);
  return value >= least && value <= most ? value : null;
}
