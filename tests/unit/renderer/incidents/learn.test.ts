import { expect, it } from 'vitest';
import { paretoLines } from '../../../../renderer/components/charts/pareto-chart.tsx';

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
