import type { RuleDocument } from '../../contract/rules.ts';
import { defineLifeCycle } from '../../kernel/state-machine.ts';

export type VersionStatus = 'draft' | 'active' | 'retired';

/** The life of a version: only a draft is edited; what was active stays as it was. */
export const versionLifeCycle = defineLifeCycle<VersionStatus>('draft', {
  draft: ['active', 'retired'],
  active: ['retired'],
  retired: [],
});

export const EMPTY_DOCUMENT: RuleDocument = {
  rules: [],
  priorityMode: 'strict',
  segments: [],
  otherwiseSegment: null,
};

export interface DatedVersion {
  id: number;
  status: string;
  validFrom: number | null;
  validTo: number | null;
  activatedAt: number | null;
}

/**
 * The version that counts at an instant: of the active ones whose dates fit, the one that began last, so that a campaign's rules
 * take over while it lasts and give back after; of equals the one activated last.
 */
export function versionInForce<V extends DatedVersion>(versions: readonly V[], now: number): V | null {
  const valid = versions.filter(
    ({ status, validFrom, validTo }) =>
      status === 'active' && (validFrom === null || validFrom <= now) && (validTo === null || now < validTo),
  );
  const begin = ({ validFrom }: V) => validFrom ?? Number.NEGATIVE_INFINITY;
  const later = (a: V, b: V) =>
    begin(a) === begin(b) ? (a.activatedAt ?? 0) >= (b.activatedAt ?? 0) : begin(a) > begin(b);
  return valid.reduce<V | null>((best, one) => (best && later(best, one) ? best : one), null);
}
