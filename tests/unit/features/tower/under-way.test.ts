import { describe, expect, it } from 'vitest';
import { stockHealth } from '../../../../core/features/tower/tower-map.ts';
import { isShipmentLate, travelledShare } from '../../../../core/features/tower/under-way.ts';

const HOUR = 3_600_000;
const travel = { shippedAt: 0, etaP50At: 10 * HOUR, promisedAt: 12 * HOUR };

describe('a shipment under way', () => {
  it('moves evenly along its lane and never arrives before the carrier says so', () => {
    expect(travelledShare(travel, 0)).toBe(0);
    expect(travelledShare(travel, 5 * HOUR)).toBe(0.5);
    expect(travelledShare(travel, 100 * HOUR)).toBe(0.97);
    expect(travelledShare({ ...travel, etaP50At: null }, 6 * HOUR)).toBe(0.5);
    expect(travelledShare({ ...travel, shippedAt: null }, HOUR)).toBe(0.5);
    expect(travelledShare({ ...travel, etaP50At: -1 }, HOUR)).toBe(0.5);
  });

  it('is late when its promise has passed or its ETA lies after it', () => {
    expect(isShipmentLate(travel, HOUR)).toBe(false);
    expect(isShipmentLate(travel, 13 * HOUR)).toBe(true);
    expect(isShipmentLate({ ...travel, etaP50At: 13 * HOUR }, HOUR)).toBe(true);
    expect(isShipmentLate({ ...travel, promisedAt: null }, 99 * HOUR)).toBe(false);
  });
});

describe('the stock health of a facility', () => {
  const totals = {
    onHand: 50,
    reserved: 0,
    available: 0,
    safetyStock: 0,
    inbound: 0,
    dailyDemand: 0,
    daysOfCover: null,
  };
  it('is the worst that holds', () => {
    expect(stockHealth({ positions: 10, belowSafety: 0, outOfStock: 1, totals })).toBe('good');
    expect(stockHealth({ positions: 10, belowSafety: 1, outOfStock: 1, totals })).toBe('low');
    expect(stockHealth({ positions: 10, belowSafety: 1, outOfStock: 2, totals })).toBe('out');
    expect(stockHealth({ positions: 0, belowSafety: 0, outOfStock: 0, totals })).toBe('none');
    expect(
      stockHealth({ positions: 3, belowSafety: 0, outOfStock: 3, totals: { ...totals, onHand: 0 } }),
    ).toBe('none');
  });
});
