import { expect, test } from 'vitest';
import {
  busiestDepot,
  initialParameters,
  remembered,
  tomorrow,
} from '../../../../renderer/features/routes/ask/plan-parameters.ts';

const NOON = Date.parse('2026-12-31T12:00:00');

test('tomorrow is the next local day', () => {
  expect(tomorrow(NOON)).toBe('2027-01-01');
});

test('what was asked last is asked again, for another day and under another name', () => {
  const last = { ...initialParameters(['WH'], '2020-01-05'), name: 'Monday', trafficPercent: 130 };
  const again = remembered(last);
  expect(again).toMatchObject({ depots: ['WH'], trafficPercent: 130, name: '', day: tomorrow() });
});

test('what an earlier version remembered and nobody can ask any more is forgotten', () => {
  const again = remembered({ trafficPercent: -5, depots: ['WH'] });
  expect(again).toEqual(initialParameters(['WH']));
});

test('a depot may be missing until one is chosen', () => {
  expect(remembered({}).depots).toEqual([]);
});

test('the depot with most vehicles of all kinds is offered', () => {
  const at = (facility: string, count: number) => ({ vehicles: [{ facility, count }] });
  expect(busiestDepot([at('A', 5), at('B', 3), at('B', 4)])).toBe('B');
  expect(busiestDepot([])).toBeUndefined();
});
