import type { DetectionSettings, KindRule } from '../../contract/incident-detection.ts';
import type { IncidentKind } from '../../contract/incidents.ts';

const HOUR = 60;
const rule = (severity: number, threshold: number, respondHours: number): KindRule => ({
  active: true,
  severity,
  threshold,
  respondMinutes: respondHours * HOUR,
});

/** What counts as an incident where nobody has said otherwise. */
export const DEFAULT_RULES: Readonly<Record<IncidentKind, KindRule>> = {
  lost: rule(1, 0, 4),
  damaged: rule(1, 0, 4),
  customs: rule(2, 24, 12),
  exception: rule(2, 0, 8),
  attemptFailed: rule(3, 0, 12),
  wrongFacility: rule(3, 0.6, 12),
  late: rule(2, 0, 8),
  noScan: rule(3, 48, 12),
  willBeLate: rule(3, 6, 12),
  shortPick: rule(2, 1, 4),
  promiseAtRisk: rule(3, 12, 6),
  waveLate: rule(2, 0.25, 1),
  stockOut: rule(3, 1, 24),
  stockDiscrepancy: rule(3, 1, 24),
  overCapacity: rule(2, 1.5, 8),
  feedDown: rule(2, 0.25, 2),
  carrierOutage: rule(1, 0, 2),
  hubOutage: rule(1, 0, 2),
  facilityOutage: rule(1, 0, 2),
  laneTrouble: rule(2, 0, 4),
  areaTrouble: rule(1, 0, 2),
};

export const DEFAULT_SETTINGS: DetectionSettings = {
  kinds: {},
  segments: {},
  penaltyPerDayMinor: 500,
  leastChildren: 8,
  chance: 1e-4,
};

export type RuleOf = (kind: IncidentKind, segment: string | null) => KindRule;

/** The rule of a kind for a segment: what the segment says, else the kind, else what is usual. Remembers what it has put together. */
export function rulesFrom({ kinds, segments }: DetectionSettings): RuleOf {
  const known = new Map<string | null, Map<IncidentKind, KindRule>>();
  return (kind, segment) => {
    const own = known.get(segment) ?? new Map<IncidentKind, KindRule>();
    known.set(segment, own);
    let found = own.get(kind);
    if (!found) {
      const special = segment === null ? undefined : segments[segment]?.[kind];
      found = { ...DEFAULT_RULES[kind], ...kinds[kind], ...stated(special) };
      own.set(kind, found);
    }
    return found;
  };
}

/** The highest threshold that a kind has for anybody. */
export function highestThreshold(kind: IncidentKind, settings: DetectionSettings): number {
  const ruleOf = rulesFrom(settings);
  const segments = [null, ...Object.keys(settings.segments)];
  return Math.max(...segments.map((segment) => ruleOf(kind, segment).threshold));
}

function stated(rule: { [K in keyof KindRule]?: KindRule[K] | undefined } = {}): Partial<KindRule> {
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined));
}
