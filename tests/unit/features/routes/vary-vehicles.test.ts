import { expect, it } from 'vitest';
import type { PlanVehicle } from '../../../../core/features/routes/tour-plan.ts';
import { varyVehicles } from '../../../../core/features/routes/vary-vehicles.ts';

const VAN: PlanVehicle = {
  key: 'VAN@LYON',
  code: 'VAN',
  name: 'Van',
  depotId: 1,
  count: 10,
  capacityWeightGrams: null,
  capacityVolumeMillilitres: null,
  capacityPallets: null,
  shift: { from: 28_800, to: 61_200 },
  breaks: [],
  maxStops: null,
  maxDistanceMetres: null,
  maxDurationSeconds: 36_000,
  rangeMetres: null,
  fixedCostMinor: 4000,
  costPerKmMinor: 50,
  costPerHourMinor: 2400,
  overtimeAfterSeconds: null,
  overtimePerHourMinor: 1200,
  speedPercent: 100,
  co2GramsPerKm: 180,
  skills: [],
};
const SAME = {
  vehicles: { endsLaterMinutes: 0, mostMinutes: null, electric: null },
  prices: { fixedPercent: 100, perKmPercent: 100, perHourPercent: 100 },
};

it('leaves the vehicles of a usual day as they are', () => {
  expect(varyVehicles([VAN], SAME)).toEqual([VAN]);
});

it('runs a share of the vehicles on electricity, but none that do already', () => {
  const electric = { sharePercent: 30, rangeMetres: 120_000, costPerKmPercent: 40, co2GramsPerKm: 20 };
  const ranged = { ...VAN, key: 'EVAN@LYON', rangeMetres: 90_000 };
  const [rest, running, before] = varyVehicles([VAN, ranged], {
    ...SAME,
    vehicles: { ...SAME.vehicles, electric },
  });
  expect(rest).toEqual({ ...VAN, count: 7 });
  expect(running).toMatchObject({ key: 'VAN-E@LYON', count: 3, rangeMetres: 120_000, costPerKmMinor: 20 });
  expect(before).toEqual(ranged);
  const all = varyVehicles([VAN], {
    ...SAME,
    vehicles: { ...SAME.vehicles, electric: { ...electric, sharePercent: 100 } },
  });
  expect(all.map(({ key, count }) => [key, count])).toEqual([['VAN-E@LYON', 10]]);
});

it('changes shifts and the longest route; a vehicle whose shift ends before it begins stays at home', () => {
  const changed = { ...SAME, vehicles: { endsLaterMinutes: 90, mostMinutes: 720, electric: null } };
  expect(varyVehicles([VAN], changed)[0]).toMatchObject({
    shift: { from: 28_800, to: 66_600 },
    maxDurationSeconds: 36_000,
  });
  const gone = { ...SAME, vehicles: { ...SAME.vehicles, endsLaterMinutes: -540 } };
  expect(varyVehicles([VAN], gone)).toEqual([]);
});

it('multiplies prices, overtime with the hour', () => {
  const prices = { fixedPercent: 50, perKmPercent: 120, perHourPercent: 110 };
  expect(varyVehicles([VAN], { ...SAME, prices })[0]).toMatchObject({
    fixedCostMinor: 2000,
    costPerKmMinor: 60,
    costPerHourMinor: 2640,
    overtimePerHourMinor: 1320,
  });
});
