import { describe, expect, it } from 'vitest';
import { promiseSettings } from '../../../../core/contract/promise.ts';
import { dayOfText } from '../../../../core/features/promise/local-time.ts';
import { toLevelQuote } from '../../../../core/features/promise/promise-option.ts';
import { planPromise } from '../../../../core/features/promise/promise-planner.ts';
import type {
  PromiseFacility,
  PromiseProblem,
  PromiseRate,
  PromiseService,
} from '../../../../core/features/promise/promise-problem.ts';
import type { SupplyFacts } from '../../../../core/features/promise/supply.ts';
import { MONDAY_TO_FRIDAY, MONDAY_TO_SATURDAY } from '../../../../core/features/promise/work-calendar.ts';
import { distanceMetres } from '../../../../core/kernel/geo.ts';
import {
  DEFAULT_SOURCING_PARAMETERS,
  type DistanceTariff,
  distancePrice,
  distanceTransitDays,
  RateBook,
} from '../../../../core/solvers/sourcing/index.ts';

const HOUR_MS = 3_600_000;
/** Monday 4 May 2026, 9 o'clock in Paris. */
const NOW = Date.UTC(2026, 4, 4, 7);
const PARIS = { latitude: 48.86, longitude: 2.35 };

const facility = (id: number, given: Partial<PromiseFacility> = {}): PromiseFacility => ({
  id,
  code: `F${id}`,
  name: `F${id}`,
  kind: 'warehouse',
  city: null,
  region: null,
  country: 'FR',
  postalCode: '69001',
  point: { latitude: 48.86, longitude: 2.35 + id },
  timeZone: 'Europe/Paris',
  handlingMinor: 100,
  cutOffMinutes: 16 * 60,
  calendar: MONDAY_TO_FRIDAY,
  ...given,
});

const service = (id: number, level: string, cutOffMinutes = 15 * 60): PromiseService => ({
  id,
  code: level,
  name: level,
  carrierId: 1,
  carrier: 'C',
  level,
  cutOffMinutes,
  maxWeightGrams: 30_000,
});

const rate = (serviceId: number, days: number, priceMinor: number, given: Partial<PromiseRate> = {}) => ({
  id: serviceId,
  serviceId,
  originCountry: 'FR',
  destinationCountry: 'FR',
  destinationPostalPrefix: '',
  upToWeightGrams: 30_000,
  priceMinor,
  transitDaysMin: 1,
  transitDays: days,
  ...given,
});

const stock = (
  facilityId: number,
  available: number,
  inbound: SupplyFacts['inbound'] = [],
  productId = 1,
) => ({
  productId,
  facilityId,
  available,
  onHand: available,
  inbound,
});

const coming = (id: number, quantity: number, expectedAt: number, promised = 0) => ({
  id,
  reference: `PO-${id}`,
  quantity,
  promised,
  expectedAt,
});

interface Given extends Partial<Omit<PromiseProblem, 'network' | 'lines'>> {
  facilities?: PromiseFacility[];
  services?: PromiseService[];
  rates?: PromiseRate[];
  wanted?: number[];
}

function plan(given: Given) {
  const facilities = given.facilities ?? [facility(1), facility(2)];
  const services = given.services ?? [service(1, 'standard'), service(2, 'express')];
  const problem: PromiseProblem = {
    now: NOW,
    lines: (given.wanted ?? [2]).map((quantity, i) => {
      return { productId: i + 1, sku: `P${i + 1}`, quantity, unitWeightGrams: 500 };
    }),
    supply: [],
    network: {
      facilities: new Map(facilities.map((one) => [one.id, one])),
      facilityByCode: new Map(facilities.map((one) => [one.code, one])),
      services,
      rates: new RateBook(services, given.rates ?? [rate(1, 2, 600), rate(2, 1, 1500)]),
      carrierCalendars: new Map(),
      currency: 'EUR',
      settings: promiseSettings.parse({}),
    },
    destination: { country: 'FR', postalCode: '75002', point: PARIS, timeZone: 'Europe/Paris' },
    store: null,
    levels: ['standard'],
    mayShip: () => true,
    maxParcels: 3,
    ...given,
  };
  const [level] = planPromise(problem).map((one) => toLevelQuote(problem, one));
  if (!level) throw new Error('No level was planned');
  return level;
}

describe('the earliest promise', () => {
  it('leaves today until the cut-off, to the minute, else the next day', () => {
    const at = (minutes: number) =>
      plan({ now: NOW + minutes * 60_000, supply: [stock(1, 5)] }).option?.parts[0];
    expect(at(6 * 60)).toMatchObject({ shipDay: '2026-05-04', missedCutOff: false, cutOffOf: 'service' });
    expect(at(6 * 60 + 1)).toMatchObject({ shipDay: '2026-05-05', missedCutOff: true });
    expect(at(6 * 60)?.shipAt).toBe(Date.UTC(2026, 4, 4, 13));
  });

  it('goes by the clocks of the facility: what is too late in Warsaw is early in New York', () => {
    const now = Date.UTC(2026, 4, 4, 14, 30);
    const ship = (timeZone: string) =>
      plan({ now, facilities: [facility(1, { timeZone })], supply: [stock(1, 5)] }).option?.parts[0];
    expect(ship('Europe/Warsaw')?.shipDay).toBe('2026-05-05');
    expect(ship('America/New_York')).toMatchObject({
      shipDay: '2026-05-04',
      shipAt: Date.UTC(2026, 4, 4, 19),
    });
    expect(ship('Pacific/Auckland')?.shipDay).toBe('2026-05-05');
    expect(ship('Nowhere/Unknown')?.shipAt).toBe(Date.UTC(2026, 4, 4, 15));
  });

  it('keeps the hour of the cut-off when the clocks change', () => {
    const shipAt = (now: number) => plan({ now, supply: [stock(1, 5)] }).option?.parts[0]?.shipAt;
    expect(shipAt(Date.UTC(2026, 2, 27, 8))).toBe(Date.UTC(2026, 2, 27, 14));
    expect(shipAt(Date.UTC(2026, 2, 28, 8))).toBe(Date.UTC(2026, 2, 30, 13));
    expect(shipAt(Date.UTC(2026, 9, 24, 8))).toBe(Date.UTC(2026, 9, 26, 14));
  });

  it('counts working days only: over the weekend, closed days and the supplier’s own time', () => {
    const friday = NOW + 4 * 24 * HOUR_MS;
    expect(plan({ now: friday, supply: [stock(1, 5)] }).option).toMatchObject({
      arriveFromDay: '2026-05-11',
      arriveByDay: '2026-05-12',
    });
    const closed = { ...MONDAY_TO_FRIDAY, closedDays: new Set([dayOfText('2026-05-04')]) };
    const opens = plan({ facilities: [facility(1, { calendar: closed })], supply: [stock(1, 5)] });
    expect(opens.option?.parts[0]).toMatchObject({
      shipDay: '2026-05-05',
      closedDays: 1,
      missedCutOff: false,
    });
    const dropShip = plan({ facilities: [facility(1, { kind: 'supplier' })], supply: [stock(1, 5)] });
    expect(dropShip.option?.parts[0]).toMatchObject({ kind: 'dropShip', shipDay: '2026-05-05', leadDays: 1 });
    const never = { workingDays: 0, closedDays: new Set<number>() };
    expect(plan({ facilities: [facility(1, { calendar: never })], supply: [stock(1, 5)] }).none?.code).toBe(
      'noService',
    );
  });

  it('is the soonest, then the cheapest, then the nearest, and says what the others would give', () => {
    const facilities = [
      facility(1, { cutOffMinutes: 60 }),
      facility(2, { handlingMinor: 300 }),
      facility(3),
      facility(4),
    ];
    const level = plan({ facilities, supply: [stock(1, 5), stock(2, 5), stock(3, 5), stock(4, 5)] });
    expect(level.option?.parts[0]?.facility.code).toBe('F3');
    expect(level.option?.cost).toEqual({ amountMinor: 700, currency: 'EUR' });
    expect(level.runnersUp).toMatchObject([
      { facilities: [{ code: 'F4' }], reason: 'farther', laterDays: 0, dearerMinor: 0 },
      { facilities: [{ code: 'F2' }], reason: 'dearer', dearerMinor: 200 },
      { facilities: [{ code: 'F1' }], reason: 'later', laterDays: 1, missedCutOff: true },
    ]);
  });
});

describe('a promise from inbound', () => {
  const wednesday = Date.UTC(2026, 4, 6, 6);

  it('waits for what is on its way, with the time to receive it', () => {
    const level = plan({ supply: [stock(1, 1, [coming(7, 10, wednesday)])] });
    expect(level.option).toMatchObject({ backOrder: true, arriveByDay: '2026-05-08' });
    expect(level.option?.parts[0]).toMatchObject({
      readyAt: wednesday + 4 * HOUR_MS,
      shipDay: '2026-05-06',
      lines: [{ onHand: 1, inbound: [{ reference: 'PO-7', quantity: 1, overdue: false }] }],
    });
  });

  it('is not sooner than stock on hand elsewhere', () => {
    const level = plan({ supply: [stock(1, 0, [coming(7, 10, wednesday)]), stock(2, 2)] });
    expect(level.option).toMatchObject({ backOrder: false, parts: [{ facility: { code: 'F2' } }] });
    expect(level.runnersUp[0]).toMatchObject({ backOrder: true, laterDays: 2 });
  });

  it('never gives units that were promised before, nor those that make up for what is owed', () => {
    const promised = plan({ supply: [stock(1, 0, [coming(7, 10, wednesday, 9)])] });
    expect(promised.none).toEqual({ code: 'noStock', missing: [{ sku: 'P1', quantity: 1 }] });
    const owed = plan({ supply: [stock(1, -9, [coming(7, 10, wednesday)])] });
    expect(owed.none?.code).toBe('noStock');
    const later = [coming(7, 5, wednesday), coming(8, 5, wednesday + 48 * HOUR_MS, 9)];
    expect(plan({ supply: [stock(1, 0, later)] }).none?.missing).toEqual([{ sku: 'P1', quantity: 1 }]);
    const kept = plan({ supply: [stock(1, 3, [coming(8, 5, wednesday, 7)])] });
    expect(kept.none?.missing).toEqual([{ sku: 'P1', quantity: 1 }]);
  });

  it('counts on an overdue inbound for tomorrow, and no more once it is a week late', () => {
    const yesterday = plan({ supply: [stock(1, 0, [coming(7, 5, NOW - 20 * HOUR_MS)])] });
    expect(yesterday.option?.parts[0]).toMatchObject({
      readyAt: NOW + 28 * HOUR_MS,
      lines: [{ inbound: [{ overdue: true }] }],
    });
    expect(plan({ supply: [stock(1, 0, [coming(7, 5, NOW - 8 * 24 * HOUR_MS)])] }).none?.code).toBe(
      'noStock',
    );
  });
});

describe('several parcels', () => {
  it('are sent only where no facility has all, each by the cheapest way that is there in time', () => {
    const level = plan({ wanted: [2, 2], supply: [stock(1, 5), stock(2, 5, [], 2)] });
    expect(level.option?.parts.map(({ facility: { code }, lines }) => [code, lines[0]?.sku])).toEqual([
      ['F1', 'P1'],
      ['F2', 'P2'],
    ]);
    expect(level.option?.cost.amountMinor).toBe(1400);
    const whole = plan({ wanted: [2, 2], supply: [stock(1, 5), stock(1, 2, [], 2), stock(2, 5, [], 2)] });
    expect(whole.option?.parts).toHaveLength(1);
  });

  it('are better than waiting for one, and no more than are allowed', () => {
    const late = coming(7, 5, NOW + 9 * 24 * HOUR_MS);
    const supply = [stock(1, 1, [late]), stock(2, 1)];
    expect(plan({ supply }).option).toMatchObject({ backOrder: false, arriveByDay: '2026-05-06' });
    expect(plan({ supply, maxParcels: 1 }).option).toMatchObject({ backOrder: true });
    const thin = { wanted: [3], facilities: [facility(1), facility(2), facility(3)] };
    const ones = [stock(1, 1), stock(2, 1), stock(3, 1)];
    expect(plan({ ...thin, supply: ones }).option?.parts).toHaveLength(3);
    expect(plan({ ...thin, supply: ones, maxParcels: 2 }).none?.code).toBe('tooManyParcels');
  });
});

describe('no promise', () => {
  it('says why: no stock, no service, too heavy, no address, nobody who may', () => {
    expect(plan({ supply: [] }).none).toEqual({ code: 'noStock', missing: [{ sku: 'P1', quantity: 2 }] });
    expect(plan({ supply: [stock(1, 5)], levels: ['economy'] }).none?.code).toBe('noService');
    const heavy = plan({ supply: [stock(1, 500)], wanted: [90] });
    expect(heavy.none?.code).toBe('tooManyParcels');
    const light = { rates: [rate(1, 2, 600, { upToWeightGrams: 400 })] };
    expect(plan({ ...light, supply: [stock(1, 5)] }).none?.code).toBe('tooHeavy');
    const nowhere = { country: null, postalCode: null, point: null, timeZone: 'UTC' };
    expect(plan({ supply: [stock(1, 5)], destination: nowhere }).none?.code).toBe('noAddress');
    expect(plan({ supply: [stock(1, 5)], mayShip: () => false }).none?.code).toBe('noStock');
  });

  it('falls back to distance where no rate is known at all, with the price and the days of sourcing', () => {
    const option = plan({ rates: [], supply: [stock(2, 5)] }).option;
    expect(option?.parts[0]).toMatchObject({ service: null, transitDaysMax: 2 });
    const tariff = DEFAULT_SOURCING_PARAMETERS.fallback as DistanceTariff;
    const metres = distanceMetres(PARIS, facility(2).point as typeof PARIS);
    expect(option?.parts[0]?.transitDaysMax).toBe(distanceTransitDays(tariff, metres));
    expect(option?.parts[0]?.shippingMinor).toBe(distancePrice(tariff, metres, 1000));
  });
});

describe('click and collect', () => {
  const store = facility(9, { kind: 'store', calendar: MONDAY_TO_SATURDAY, handlingMinor: 50 });
  const facilities = [facility(1), store];
  const collect = { store, facilities, levels: [] };

  it('is ready from the store’s own stock after the time that it needs, while it is open', () => {
    const own = plan({ ...collect, supply: [stock(9, 5)] });
    expect(own.option).toMatchObject({
      level: null,
      arriveByAt: Date.UTC(2026, 4, 4, 10),
      shipAt: null,
      cost: { amountMinor: 50 },
      parts: [{ kind: 'collect' }],
    });
    const evening = plan({ ...collect, now: Date.UTC(2026, 4, 4, 15, 1), supply: [stock(9, 5)] });
    expect(evening.option).toMatchObject({ arriveByAt: Date.UTC(2026, 4, 5, 10) });
    expect(evening.option?.parts[0]?.missedCutOff).toBe(true);
  });

  it('is sent to the store where it has none, and can be had from the next opening on', () => {
    const sent = plan({ ...collect, supply: [stock(1, 5)] });
    expect(sent.option).toMatchObject({
      arriveByAt: Date.UTC(2026, 4, 6, 8),
      parts: [{ kind: 'collectByTransfer', facility: { code: 'F1' }, shipDay: '2026-05-04' }],
    });
    const both = plan({ ...collect, wanted: [2], supply: [stock(9, 1), stock(1, 1)] });
    expect(both.option?.parts.map(({ kind }) => kind).sort()).toEqual(['collect', 'collectByTransfer']);
  });
});
