import { describe, expect, it } from 'vitest';
import {
  DAY_MS,
  forecastArrival,
  learnArrivals,
  openArrivalModel,
  ThinHistoryError,
  type UnderWay,
} from '../../../../core/solvers/eta/index.ts';
import { madeDeliveries } from '../../../helpers/deliveries.ts';

const SHIPPED = Date.UTC(2025, 6, 30, 10);

describe('arrivals', () => {
  const { history, scans } = madeDeliveries(4000, 2);
  const { model, report } = learnArrivals(history, scans, { testShare: 0.3 });
  const oracle = openArrivalModel(JSON.parse(JSON.stringify(model)));
  if (!oracle) throw new Error('No model');
  const under = (given: Partial<UnderWay> = {}): UnderWay => ({
    carrier: 'Post',
    service: 'Slow',
    from: 'FR',
    to: 'IT',
    shippedAt: SHIPPED,
    promisedAt: SHIPPED + 6 * DAY_MS,
    scans: [],
    ...given,
  });
  const ask = (given: Partial<UnderWay> = {}, afterDays = 0) => {
    const forecast = forecastArrival(oracle, under(given), SHIPPED + afterDays * DAY_MS);
    if (!forecast) throw new Error('No forecast');
    const days = (at: number) => (at - SHIPPED) / DAY_MS;
    return { ...forecast, p50: days(forecast.p50At), p90: days(forecast.p90At) };
  };

  it('publishes its own error, better than the promise and the lane, with nine in ten by P90', () => {
    const of = (name: string) => report.methods.find(({ method }) => method === name);
    expect(of('ours')?.errors.meanAbsoluteDays).toBeLessThan(of('laneTransit')?.errors.meanAbsoluteDays ?? 0);
    expect(of('ours')?.errors.meanAbsoluteDays).toBeLessThan(of('promise')?.errors.meanAbsoluteDays ?? 0);
    expect(of('ours')?.errors.coverageP90).toBeGreaterThan(0.87);
    expect(of('ours')?.errors.coverageP90).toBeLessThan(0.93);
    expect(report.lanes.map(({ group }) => group).sort()).toEqual([
      'FR → DE',
      'FR → ES',
      'FR → FR',
      'FR → IT',
    ]);
    expect(report.services).toHaveLength(8);
  });

  it('tells services and lanes apart, and says what it compared with', () => {
    const slow = ask();
    expect(slow.p50).toBeGreaterThan(4);
    expect(slow.p50).toBeLessThan(5);
    expect(slow.p90).toBeGreaterThan(slow.p50 + 0.5);
    expect(slow).toMatchObject({ since: 'departure', level: 'weekday' });
    expect(ask({ service: 'Fast', to: 'DE' }).p50).toBeLessThan(1.3);
  });

  it('falls back to the coarser group where a lane, a service or a carrier is new', () => {
    expect(ask({ to: 'PT' })).toMatchObject({ level: 'service', known: expect.any(Number) });
    expect(ask({ service: 'New' })).toMatchObject({ level: 'carrier', known: 4000 });
    expect(ask({ carrier: 'Other' })).toMatchObject({ level: 'all', known: 4000 });
    expect(ask({ carrier: null, service: null })).toMatchObject({ level: 'all' });
  });

  it('goes by the newest scan that it knows', () => {
    const atHub = { milestone: 'atHub', at: SHIPPED + 4 * DAY_MS };
    const late = ask({ scans: [atHub] }, 4);
    expect(late.since).toBe('atHub');
    expect(late.p50).toBeGreaterThan(5.5);
    const unknown = { milestone: 'customs', at: SHIPPED + DAY_MS };
    expect(ask({ scans: [unknown] }, 1).since).toBe('departure');
    expect(ask({ scans: [{ ...atHub, at: SHIPPED + 9 * DAY_MS }] }, 4).since).toBe('departure');
  });

  it('expects it later the longer it takes, and never in the past', () => {
    let before = { p50: 0, p90: 0 };
    for (const days of [0, 2, 4, 5, 6, 8, 12, 20]) {
      const now = ask({}, days);
      expect(now.p50).toBeGreaterThanOrEqual(Math.max(before.p50, days));
      expect(now.p90).toBeGreaterThanOrEqual(now.p50);
      before = now;
    }
    const tight = { promisedAt: SHIPPED + 5 * DAY_MS };
    expect(ask(tight, 4.5).lateChance).toBeGreaterThan(ask(tight).lateChance ?? 1);
    expect(ask({}, 7).lateChance).toBe(1);
    expect(ask({ promisedAt: null }).lateChance).toBeNull();
  });

  it('says how likely the promise breaks', () => {
    const tight = ask({ promisedAt: SHIPPED + 4 * DAY_MS }).lateChance ?? 0;
    const wide = ask({ promisedAt: SHIPPED + 8 * DAY_MS }).lateChance ?? 1;
    expect(tight).toBeGreaterThan(0.5);
    expect(wide).toBeLessThan(0.05);
  });

  it('learns nothing from a handful, and reads no model of another version', () => {
    const few = madeDeliveries(40, 1);
    expect(() => learnArrivals(few.history, few.scans, { testShare: 0.3 })).toThrow(ThinHistoryError);
    expect(openArrivalModel({ ...model, version: 0 as 1 })).toBeNull();
  });
});
