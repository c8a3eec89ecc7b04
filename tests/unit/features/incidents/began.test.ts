import { expect, it } from 'vitest';
import { beganAt, isPromiseHeld } from '../../../../core/features/incidents/began.ts';
import type { ShipmentFacts } from '../../../../core/features/incidents/detectors/shipment-facts.ts';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const shipment = {
  shippedAt: 10 * HOUR,
  promisedAt: 90 * HOUR,
  etaP90At: null,
  carrierEtaAt: null,
  scan: { at: 40 * HOUR },
} as ShipmentFacts;

it('it has been wrong since the scan that told it, since the promise, or since the last scan grew old', () => {
  expect(beganAt('lost', shipment, 0)).toBe(40 * HOUR);
  expect(beganAt('late', shipment, 5)).toBe(90 * HOUR);
  expect(beganAt('noScan', shipment, 48)).toBe(88 * HOUR);
  expect(beganAt('noScan', { ...shipment, scan: null }, 48)).toBe(58 * HOUR);
  expect(beganAt('willBeLate', shipment, 6)).toBeNull();
});

it('a promise holds while what is expected is in time, and what is expected is known', () => {
  const expected = (
    promisedAt: number | null,
    etaP90At: number | null,
    kind: 'exception' | 'lost' = 'exception',
  ) => isPromiseHeld(kind, { ...shipment, promisedAt, etaP90At }, NOW);
  expect(expected(null, 110 * HOUR)).toBeNull();
  expect(expected(90 * HOUR, 80 * HOUR)).toBe(false);
  expect(expected(120 * HOUR, null)).toBeNull();
  expect(expected(120 * HOUR, 119 * HOUR)).toBe(true);
  expect(expected(120 * HOUR, 121 * HOUR)).toBe(false);
  expect(expected(120 * HOUR, 119 * HOUR, 'lost')).toBe(false);
});
