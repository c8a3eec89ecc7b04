import { expect, it } from 'vitest';
import { carrierTerms } from '../../../../core/contract/carriers.ts';
import { draftOf, readFacilities, termsOf } from '../../../../renderer/features/settings/carrier-terms.ts';

it('says the same terms that a form was opened with', () => {
  const terms = carrierTerms.parse({
    dimensionalDivisor: 5000,
    remote: { minor: 650, areas: ['FR 20', 'GB IV'] },
    oversize: { minor: 1200, aboveMillimetres: 1200, aboveMillilitres: null },
    declaredValue: { freeMinor: 0, percent: 0.4 },
    facilityShipmentsPerDay: { LYON: 40 },
    mix: { sharePercent: 30, tolerancePercent: 10, days: 7 },
  });
  expect(termsOf(draftOf(terms))).toEqual(terms);
  expect(termsOf(draftOf(carrierTerms.parse({})))).toEqual(carrierTerms.parse({}));
});

it('reads facilities line by line, and none of them when one cannot be read', () => {
  expect(readFacilities(' LYON 40\n\nLILLE = 7; PARIS: 0')).toEqual({ LYON: 40, LILLE: 7, PARIS: 0 });
  expect(readFacilities('LYON forty')).toBeNull();
});
