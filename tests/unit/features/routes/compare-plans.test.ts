import { expect, test } from 'vitest';
import { type ComparedStop, compareStops } from '../../../../core/features/routes/compare-plans.ts';

const MINUTE_MS = 60_000;

/** Stops by route: `{1: 'abc'}` is a, b and c on route 1; `-` those left out. */
function planOf(routes: Record<string, string>, laterBy: Record<string, number> = {}): ComparedStop[] {
  return Object.entries(routes).flatMap(([route, stops]) =>
    [...stops].map((reference, position) => ({
      key: reference,
      kind: 'delivery' as const,
      reference,
      name: reference,
      route: route === '-' ? null : Number(route),
      position: route === '-' ? null : position,
      etaAt: route === '-' ? null : (position * 20 + (laterBy[reference] ?? 0)) * MINUTE_MS,
    })),
  );
}

function changes(before: Record<string, string>, after: Record<string, string>, laterBy = {}): string[] {
  return compareStops(planOf(before), planOf(after, laterBy)).map(
    ({ kind, reference }) => `${reference} ${kind}`,
  );
}

test('nothing changes where routes only have other numbers', () => {
  expect(changes({ 1: 'abc', 2: 'de' }, { 7: 'abc', 1: 'de' })).toEqual([]);
});

test('each kind of change is told once', () => {
  expect(changes({ 1: 'abcd', 2: 'efgh' }, { 1: 'abc', 2: 'efghd' })).toEqual(['d otherVehicle']);
  expect(changes({ 1: 'abc', '-': 'd' }, { 1: 'abcd' })).toEqual(['d nowServed']);
  expect(changes({ 1: 'abc' }, { 1: 'ab', '-': 'c' })).toEqual(['c nowLeftOut']);
  expect(changes({ 1: 'abc' }, { 1: 'abd' })).toEqual(['c dropped', 'd added']);
  expect(changes({ 1: 'abc' }, { 1: 'abc' }, { b: 6, c: -6 })).toEqual(['b later', 'c earlier']);
  expect(changes({ 1: 'abc' }, { 1: 'acb' }).sort()).toEqual(['b resequenced', 'c resequenced']);
});
