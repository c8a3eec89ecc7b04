import { expect, it } from 'vitest';
import { type CarrierTerms, carrierTerms } from '../../../../core/contract/carriers.ts';
import { CarrierLoad, dayKey } from '../../../../core/features/carriers/carrier-load.ts';
import { chooseService, type ShipmentToSend } from '../../../../core/features/carriers/choose-service.ts';
import type {
  PromiseFacility,
  PromiseRate,
  PromiseService,
} from '../../../../core/features/promise/index.ts';
import { RateBook } from '../../../../core/solvers/sourcing/index.ts';

/** A Monday, since 1970-01-01. */
const MONDAY = 20_577;
const LYON: PromiseFacility = {
  id: 1,
  code: 'LYON',
  name: 'Lyon',
  kind: 'warehouse',
  city: 'Lyon',
  region: null,
  country: 'FR',
  postalCode: '69007',
  point: null,
  timeZone: 'Europe/Paris',
  handlingMinor: 0,
  cutOffMinutes: 1080,
  calendar: { workingDays: 0b001_1111, closedDays: new Set() },
};
const SHIPMENT: ShipmentToSend = {
  facility: LYON,
  parcels: [{ weightGrams: 2000, volumeMillilitres: 20_000, longestMillimetres: null }],
  country: 'FR',
  postalCode: '20000',
  levelAskedFor: null,
  residential: true,
  valueMinor: 60_000,
  promisedDay: MONDAY + 2,
  ready: { day: MONDAY, minutes: 600 },
};
const SERVICES = [
  ['SLOW', 1, 'economy', 300, 4, 960],
  ['POST', 2, 'standard', 500, 2, 960],
  ['FAST', 3, 'express', 900, 1, 960],
  ['EARLY', 4, 'standard', 400, 2, 480],
] as const;
const CODES = new Map<number, string>(SERVICES.map(([code, carrier]) => [carrier, code]));

function choose(
  shipment: Partial<ShipmentToSend> = {},
  given: Partial<Record<string, Partial<CarrierTerms>>> = {},
  load: { taken?: Record<string, number>; mix?: Record<string, { had: number; of: number }> } = {},
) {
  const services = SERVICES.map(
    ([code, carrierId, level, , , cutOffMinutes]): PromiseService => ({
      id: carrierId,
      code,
      name: code,
      carrierId,
      carrier: code,
      level,
      cutOffMinutes,
      maxWeightGrams: null,
    }),
  );
  const rates = SERVICES.flatMap(([, serviceId, , priceMinor, transitDays], i) =>
    [5000, 20_000].map(
      (upToWeightGrams, step): PromiseRate => ({
        id: i * 2 + step,
        serviceId,
        originCountry: 'FR',
        destinationCountry: 'FR',
        destinationPostalPrefix: '',
        upToWeightGrams,
        priceMinor: priceMinor * (step + 1),
        transitDays,
        transitDaysMin: 1,
      }),
    ),
  );
  const idOf = (code: string) => SERVICES.find(([known]) => known === code)?.[1] ?? 0;
  const terms = new Map(
    Object.entries(given).map(([code, own]) => [idOf(code), { ...carrierTerms.parse({}), ...own }]),
  );
  const byId = <T>(values: Record<string, T> = {}) =>
    Object.entries(values).map(([code, value]) => [idOf(code), value] as const);
  const taken = new Map(byId(load.taken).map(([id, count]) => [dayKey(id, 1, MONDAY), count]));
  const network = { services, rates: new RateBook(services, rates), carrierCalendars: new Map() };
  const facts = { network, terms, load: new CarrierLoad(terms, taken, new Map(byId(load.mix))) };
  const { chosen, others } = chooseService({ ...SHIPMENT, ...shipment }, facts);
  const why = Object.fromEntries(others.map(({ service, verdict }) => [service.code, verdict]));
  const nameOf = (id: number) => CODES.get(id);
  return { chosen, others, why, name: chosen ? nameOf(chosen.service.carrierId) : null };
}

it('takes the cheapest that keeps the promise and says why not the others', () => {
  const { name, why, chosen, others } = choose();
  expect(name).toBe('POST');
  expect(why).toEqual({ SLOW: 'late', EARLY: 'late', FAST: 'dearer' });
  expect(chosen?.way).toMatchObject({
    costMinor: 500,
    departDay: MONDAY,
    arriveByDay: MONDAY + 2,
    lateDays: 0,
  });
  expect(others.find(({ service }) => service.code === 'SLOW')?.way?.lateDays).toBe(2);
  expect(choose({ promisedDay: null }).name).toBe('SLOW');
  expect(choose({ ready: { day: MONDAY, minutes: 400 } }).name).toBe('EARLY');
});

it('takes the least late where nothing keeps the promise', () => {
  const { name, why, chosen } = choose({ promisedDay: MONDAY });
  expect(name).toBe('FAST');
  expect(chosen?.way.lateDays).toBe(1);
  expect(why).toEqual({ POST: 'late', EARLY: 'late', SLOW: 'late' });
});

it('leaves out what goes below the level asked for, elsewhere, or is too heavy', () => {
  expect(choose({ levelAskedFor: 'express' }).why).toEqual({
    SLOW: 'belowLevel',
    POST: 'belowLevel',
    EARLY: 'belowLevel',
  });
  const abroad = choose({ country: 'DE' });
  expect(abroad).toMatchObject({ chosen: null });
  expect(new Set(Object.values(abroad.why))).toEqual(new Set(['notServed']));
  const heavy = { weightGrams: 20_001, volumeMillilitres: 0, longestMillimetres: null };
  expect(new Set(Object.values(choose({ parcels: [heavy] }).why))).toEqual(new Set(['tooHeavy']));
});

it('charges by volume, fuel, remote area, edges, home and value, each by its own line', () => {
  const terms = {
    dimensionalDivisor: 2000,
    fuelPercent: 10,
    remote: { minor: 700, areas: ['FR 20'] },
    oversize: { minor: 1500, aboveMillimetres: 1200, aboveMillilitres: null },
    residentialMinor: 60,
    declaredValue: { freeMinor: 50_000, percent: 1 },
  };
  const parcels = [
    { weightGrams: 2000, volumeMillilitres: 20_000, longestMillimetres: 1300 },
    { weightGrams: 2000, volumeMillilitres: 2000, longestMillimetres: null },
  ];
  const { others } = choose({ parcels }, { POST: terms });
  expect(others.find(({ service }) => service.code === 'POST')?.way).toMatchObject({
    chargeableGrams: 12_000,
    costMinor: 1000 + 500 + 150 + 700 + 1500 + 60 + 100,
    charges: [
      { kind: 'base', minor: 1000 },
      { kind: 'weight', minor: 500 },
      { kind: 'fuel', minor: 150 },
      { kind: 'remote', minor: 700 },
      { kind: 'oversize', minor: 1500 },
      { kind: 'residential', minor: 60 },
      { kind: 'declaredValue', minor: 100 },
    ],
  });
  expect(choose({ postalCode: '69001' }, { POST: { remote: terms.remote } }).chosen?.way.costMinor).toBe(500);
});

it('waits for a day with room, and is full when that would be too late', () => {
  const full = choose({}, { POST: { shipmentsPerDay: 5 } }, { taken: { POST: 5 } });
  expect(full).toMatchObject({ name: 'FAST', why: { POST: 'full' } });
  expect(full.others.find(({ service }) => service.code === 'POST')?.way).toMatchObject({
    fullDays: 1,
    lateDays: 1,
  });
  const later = { promisedDay: MONDAY + 3 };
  const terms = {
    POST: { shipmentsPerDay: 5, facilityShipmentsPerDay: { LYON: 6 } },
    EARLY: { shipmentsPerDay: 0 },
  };
  expect(choose(later, terms, { taken: { POST: 5 } }).chosen?.way.departDay).toBe(MONDAY);
  expect(choose(later, terms, { taken: { POST: 6 } })).toMatchObject({
    name: 'POST',
    chosen: { way: { departDay: MONDAY + 1, fullDays: 1, lateDays: 0 } },
  });
});

it('keeps to agreed shares: no more than that of the cheapest, and what a dearer one is owed', () => {
  const mix = { sharePercent: 20, tolerancePercent: 5, days: 30 };
  expect(choose({}, { POST: { mix } }, { mix: { POST: { had: 30, of: 100 } } })).toMatchObject({
    name: 'FAST',
    why: { POST: 'overMix' },
  });
  expect(choose({}, { POST: { mix } }, { mix: { POST: { had: 20, of: 100 } } }).name).toBe('POST');
  expect(choose({}, { FAST: { mix } }, { mix: { FAST: { had: 10, of: 100 } } })).toMatchObject({
    name: 'FAST',
    why: { POST: 'mixOwed', SLOW: 'late' },
  });
  const late = { promisedDay: MONDAY + 1, levelAskedFor: 'standard' };
  expect(choose(late, { FAST: { shipmentsPerDay: 0 } }).name).toBe('POST');
  const over = { FAST: { shipmentsPerDay: 0 }, POST: { mix } };
  expect(
    choose({ ...late, ready: { day: MONDAY, minutes: 400 } }, over, { mix: { POST: { had: 30, of: 100 } } }),
  ).toMatchObject({
    name: 'EARLY',
    why: { POST: 'dearer' },
  });
});

it('counts what it chooses at once', () => {
  const terms = new Map([
    [2, { ...carrierTerms.parse({}), mix: { sharePercent: 50, tolerancePercent: 0, days: 1 } }],
  ]);
  const load = new CarrierLoad(terms, new Map(), new Map());
  const taken = Array.from({ length: 10 }, () => {
    const carrier = load.share(2) === 'over' ? 3 : 2;
    load.take(carrier, 1, MONDAY);
    return carrier;
  });
  expect(taken.filter((carrier) => carrier === 2)).toHaveLength(5);
});
