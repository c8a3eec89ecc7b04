import type { CarrierTerms } from '../../../core/contract/carriers.ts';

/** A carrier's terms as a form holds them: no part may be missing, lists are text. */
export interface TermsDraft {
  dimensionalDivisor: number | null;
  fuelPercent: number;
  residentialMinor: number;
  remoteMinor: number;
  /** One a line: `FR 20`. */
  remoteAreas: string;
  oversizeMinor: number;
  aboveMillimetres: number | null;
  aboveMillilitres: number | null;
  valueFreeMinor: number;
  valuePercent: number;
  shipmentsPerDay: number | null;
  /** One a line: `WH-LYS-01 400`. */
  facilities: string;
  sharePercent: number | null;
  tolerancePercent: number;
  mixDays: number;
}

const USUAL_TOLERANCE = 5;
const USUAL_DAYS = 30;

export function draftOf(terms: CarrierTerms): TermsDraft {
  const { remote, oversize, declaredValue, mix } = terms;
  const facilities = Object.entries(terms.facilityShipmentsPerDay);
  return {
    dimensionalDivisor: terms.dimensionalDivisor,
    fuelPercent: terms.fuelPercent,
    residentialMinor: terms.residentialMinor,
    remoteMinor: remote?.minor ?? 0,
    remoteAreas: (remote?.areas ?? []).join('\n'),
    oversizeMinor: oversize?.minor ?? 0,
    aboveMillimetres: oversize?.aboveMillimetres ?? null,
    aboveMillilitres: oversize?.aboveMillilitres ?? null,
    valueFreeMinor: declaredValue?.freeMinor ?? 0,
    valuePercent: declaredValue?.percent ?? 0,
    shipmentsPerDay: terms.shipmentsPerDay,
    facilities: facilities.map(([code, most]) => `${code} ${most}`).join('\n'),
    sharePercent: mix?.sharePercent ?? null,
    tolerancePercent: mix?.tolerancePercent ?? USUAL_TOLERANCE,
    mixDays: mix?.days ?? USUAL_DAYS,
  };
}

/** The terms that a form says; null while a line of its facilities cannot be read. */
export function termsOf(draft: TermsDraft): CarrierTerms | null {
  const facilityShipmentsPerDay = readFacilities(draft.facilities);
  if (!facilityShipmentsPerDay) return null;
  const { dimensionalDivisor, fuelPercent, residentialMinor, shipmentsPerDay, sharePercent } = draft;
  const areas = linesOf(draft.remoteAreas);
  return {
    dimensionalDivisor,
    fuelPercent,
    residentialMinor,
    shipmentsPerDay,
    facilityShipmentsPerDay,
    remote: draft.remoteMinor > 0 && areas.length > 0 ? { minor: draft.remoteMinor, areas } : null,
    oversize:
      draft.oversizeMinor > 0
        ? {
            minor: draft.oversizeMinor,
            aboveMillimetres: draft.aboveMillimetres,
            aboveMillilitres: draft.aboveMillilitres,
          }
        : null,
    declaredValue:
      draft.valuePercent > 0 ? { freeMinor: draft.valueFreeMinor, percent: draft.valuePercent } : null,
    mix:
      sharePercent === null
        ? null
        : { sharePercent, tolerancePercent: draft.tolerancePercent, days: draft.mixDays },
  };
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n;,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Null when a line is not a facility's code and a number. */
export function readFacilities(text: string): Record<string, number> | null {
  const found: Record<string, number> = {};
  for (const line of linesOf(text)) {
    const [, code, most] = /^([^\s=:]+)[\s=:]+(\d{1,7})$/.exec(line) ?? [];
    if (code === undefined) return null;
    found[code] = Number(most);
  }
  return found;
}
