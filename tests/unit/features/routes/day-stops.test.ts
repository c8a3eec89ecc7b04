import { expect, test } from 'vitest';
import { routeParameters } from '../../../../core/contract/routes.ts';
import { dayClock } from '../../../../core/features/routes/day-clock.ts';
import { dayStops, type StopRules, type Visit } from '../../../../core/features/routes/day-stops.ts';

const HOUR = 3600;
const clock = dayClock('2026-05-05', 'Europe/Paris');
const depot = { id: 1, code: 'LYON', name: 'Lyon', latitude: 45.75, longitude: 4.85 };
const visit: Visit = {
  kind: 'delivery',
  reference: 'S-1',
  shipmentId: 1,
  orderId: 1,
  orderNumber: 'O-1',
  returnId: null,
  facilityId: null,
  depotId: 1,
  promisedAt: null,
  name: 'Camille',
  address: { street: null, city: 'Lyon', postal_code: null, country: 'FR', latitude: 45.8, longitude: 4.9 },
  weightGrams: 1000,
  volumeMillilitres: 480_000,
  orderPriority: 2,
};

function stopOf(given: Partial<Visit> = {}, rules: Partial<StopRules> = {}, parameters: object = {}) {
  const all: StopRules = {
    parameters: routeParameters.parse({ depots: ['LYON'], day: '2026-05-05', ...parameters }),
    clock,
    depots: [depot],
    opening: () => null,
    locate: () => null,
    ...rules,
  };
  return dayStops([{ ...visit, ...given }], all)[0];
}

test('clocks that change at night keep the times of day', () => {
  const spring = dayClock('2026-03-29', 'Europe/Paris');
  expect(spring.endsAt - spring.startsAt).toBe(23 * HOUR * 1000);
  expect(spring.window(480, 1440)).toEqual({ from: 7 * HOUR, to: 23 * HOUR });
  expect(spring.weekday).toBe(6);
  expect(dayClock('2026-05-05', 'Nowhere/Town').timeZone).toBe('UTC');
  expect(clock.window(1320, 1500)).toEqual({ from: 22 * HOUR, to: 25 * HOUR });
});

test('windows come from delivery hours, openings and promises that can be kept', () => {
  const at = (hours: number) => clock.startsAt + hours * HOUR * 1000;
  expect(stopOf()?.facts.windows).toEqual([{ from: 8 * HOUR, to: 20 * HOUR }]);
  expect(stopOf({ promisedAt: at(12) })?.facts.windows).toEqual([{ from: 8 * HOUR, to: 12 * HOUR }]);
  expect(stopOf({ promisedAt: at(30) })?.facts.windows).toEqual([{ from: 8 * HOUR, to: 20 * HOUR }]);
  expect(stopOf({ promisedAt: at(-30) })?.facts.windows).toEqual([{ from: 8 * HOUR, to: 20 * HOUR }]);
  const twice = () => [
    { from: 9 * HOUR, to: 10 * HOUR },
    { from: 14 * HOUR, to: 16 * HOUR },
  ];
  expect(stopOf({ facilityId: 3 }, { opening: twice })?.facts.windows).toEqual(twice());
  expect(stopOf({ facilityId: 3, promisedAt: at(9.5) }, { opening: twice })?.facts.windows).toEqual([
    { from: 9 * HOUR, to: 9.5 * HOUR },
  ]);
  const wide = stopOf({ facilityId: 3 }, { opening: twice }, { widenWindowsMinutes: 120 });
  expect(wide?.facts.windows).toEqual([{ from: 7 * HOUR, to: 18 * HOUR }]);
  expect(stopOf({ facilityId: 3 }, { opening: twice }, { widenWindowsMinutes: -40 })?.facts.windows).toEqual([
    { from: 14 * HOUR + 2400, to: 16 * HOUR - 2400 },
  ]);
  expect(stopOf({ facilityId: 3 }, { opening: () => [] })?.leftOut).toBe('closedThatDay');
});

test('what has no place says so, what is too far is no stop of these tours', () => {
  const nowhere = { ...visit.address, latitude: null, longitude: null };
  expect(stopOf({ address: nowhere })?.leftOut).toBe('noPlace');
  expect(stopOf({ address: nowhere }, { locate: () => ({ latitude: 45, longitude: 5 }) })).toMatchObject({
    leftOut: null,
    facts: { latitude: 45 },
  });
  expect(stopOf({}, {}, { radiusMetres: 1000 })).toBeUndefined();
  expect(stopOf({}, {}, { radiusMetres: 10_000 })).toMatchObject({ number: 1 });
  const back = { kind: 'collection', depotId: null } as const;
  expect(stopOf(back)).toMatchObject({ kind: 'collection' });
  expect(stopOf(back, {}, { returnRadiusMetres: 1000 })).toBeUndefined();
  expect(stopOf({}, {}, { returnRadiusMetres: 1000 })).toBeDefined();
  expect(stopOf()?.facts).toMatchObject({ pallets: 0.5, priority: 8, serviceSeconds: 240 });
});
