import type { z } from 'zod';
import { type CarrierTerms, carrierTerms } from '../../contract/carriers.ts';
import { CARRIERS } from './data/carriers.ts';
import type { DemoPlan } from './demo-options.ts';
import type { RowBatch } from './row-batch.ts';

const REMOTE_AREAS = [
  'FR 20',
  'FR 05',
  'FR 48',
  'ES 07',
  'ES 35',
  'ES 38',
  'IT 07',
  'IT 09',
  'GB IV',
  'GB HS',
  'GB ZE',
];

/** What each carrier asks for beside its rates; shares are agreed with two, and a van a day holds so much. */
const TERMS: Readonly<Record<string, z.input<typeof carrierTerms>>> = {
  HIRO: {
    dimensionalDivisor: 5000,
    fuelPercent: 9.5,
    remote: { minor: 650, areas: REMOTE_AREAS },
    oversize: { minor: 1200, aboveMillimetres: 1200, aboveMillilitres: 150_000 },
    residentialMinor: 35,
    declaredValue: { freeMinor: 50_000, percent: 0.4 },
    mix: { sharePercent: 30, tolerancePercent: 10, days: 30 },
  },
  FLUX: {
    dimensionalDivisor: 6000,
    fuelPercent: 12,
    remote: { minor: 480, areas: REMOTE_AREAS },
    oversize: { minor: 950, aboveMillimetres: 1000, aboveMillilitres: 120_000 },
    shipmentsPerDay: 900,
    mix: { sharePercent: 40, tolerancePercent: 10, days: 30 },
  },
  TRAM: {
    dimensionalDivisor: 5000,
    fuelPercent: 8,
    residentialMinor: 60,
    declaredValue: { freeMinor: 20_000, percent: 0.6 },
    shipmentsPerDay: 600,
  },
  BORE: {
    dimensionalDivisor: 4500,
    fuelPercent: 11,
    remote: { minor: 720, areas: REMOTE_AREAS },
    shipmentsPerDay: 700,
  },
  GRAND: { dimensionalDivisor: 3000, fuelPercent: 14, shipmentsPerDay: 120 },
};

/** Terms of carriers; without chance, so that nothing else of the demo changes. */
export function addCarrierTerms({ now }: DemoPlan, batch: RowBatch): void {
  CARRIERS.forEach(({ code }, index) => {
    const terms: CarrierTerms = carrierTerms.parse(TERMS[code] ?? {});
    batch.add('carrier_terms', { carrier_id: index + 1, terms_json: JSON.stringify(terms), updated_at: now });
  });
}
