import { expect, it } from 'vitest';
import { paretoLines } from '../../../../renderer/components/charts/pareto-chart.tsx';
import { dayOf, startOfDay } from '../../../../renderer/features/incidents/learn/learning-period.ts';

it('each line tells the share of all down to it; what was won back counts nothing', () => {
  const bars = [
    { key: 'a', label: 'A', value: 60 },
    { key: 'b', label: 'B', value: 30 },
    { key: 'c', label: 'C', value: -5 },
  ];
  const lines = paretoLines(bars, { label: 'others', value: 10 });
  expect(lines.map(({ share }) => share)).toEqual([0.6, 0.9, 0.9, 1]);
  expect(lines.at(-1)).toMatchObject({ isRest: true });
  expect(paretoLines([], null)).toEqual([]);
});

it('a day begins when it does in its time zone, also when clocks change', () => {
  expect(startOfDay('2026-11-24', 'Europe/Paris')).toBe(Date.parse('2026-11-23T23:00:00Z'));
  expect(startOfDay('2026-03-29', 'Europe/Paris')).toBe(Date.parse('2026-03-28T23:00:00Z'));
  expect(startOfDay('2026-03-30', 'Europe/Paris')).toBe(Date.parse('2026-03-29T22:00:00Z'));
  expect(dayOf(Date.parse('2026-11-23T23:30:00Z'), 'Europe/Paris')).toBe('2026-11-24');
});
