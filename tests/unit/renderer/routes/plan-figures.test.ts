import { expect, test } from 'vitest';
import type { PlanFigures } from '../../../../core/contract/routes.ts';
import {
  differenceText,
  figureText,
  figureVerdict,
} from '../../../../renderer/features/routes/compare/plan-figure-rows.ts';
import { createFormat } from '../../../../renderer/lib/format.ts';

const figures: PlanFigures = {
  costMinor: 100_000,
  distanceMetres: 50_000,
  durationSeconds: 200_000,
  drivingSeconds: 100_000,
  waitingSeconds: 0,
  serviceSeconds: 90_000,
  overtimeSeconds: 0,
  vehicles: 12,
  stops: 100,
  served: 98,
  leftOut: 2,
  co2Grams: 90_000,
  load: 0.5,
  onTime: 0.98,
  stopsPerHour: 3.81,
  broken: 0,
};
const format = createFormat('en', 'Europe/Paris');
const t = ((key: string, values?: { difference: string }) =>
  values ? `${key} ${values.difference}` : key) as never;

test('less is better for cost and left-out stops, more for stops that are on time', () => {
  const other = { ...figures, costMinor: 90_000, leftOut: 3, onTime: 0.99 };
  expect(figureVerdict('costMinor', other, figures)).toBe('better');
  expect(figureVerdict('leftOut', other, figures)).toBe('worse');
  expect(figureVerdict('onTime', other, figures)).toBe('better');
  expect(figureVerdict('vehicles', other, figures)).toBe('same');
});

test('nothing is said of a figure that is not known', () => {
  expect(figureVerdict('load', { ...figures, load: null }, figures)).toBeNull();
});

test('the difference has its sign and its word', () => {
  const other = { figures: { ...figures, costMinor: 90_000 }, currency: 'EUR' };
  expect(differenceText('costMinor', other, figures, { t, format })).toBe(
    'workbench:verdict.better −€100.00',
  );
});

test('a difference that rounds to nothing is told as the same', () => {
  const other = { figures: { ...figures, stopsPerHour: 3.82 }, currency: 'EUR' };
  expect(differenceText('stopsPerHour', other, figures, { t, format })).toBe('workbench:verdict.same');
});

test('working time stays in hours, however much it is', () => {
  expect(figureText('durationSeconds', 432_000, 'EUR', format)).toBe('120\u00a0h');
  expect(figureText('overtimeSeconds', 5400, 'EUR', format)).toBe('1h 30m');
});
