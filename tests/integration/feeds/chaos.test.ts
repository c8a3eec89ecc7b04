import { expect, test } from 'vitest';
import { runChaos } from '../../chaos/chaos.ts';

test('killed again and again while its sources fail, the core ends with the same database as one that never was', {
  timeout: 300_000,
}, async () => {
  const verdict = await runChaos({
    kills: 2,
    seed: 5,
    size: { products: 150, parties: 60, sales: 60, fileRows: 500 },
  });
  expect(verdict.differences).toEqual([]);
  expect(verdict.wrongEffects).toEqual([]);
  expect(verdict.records).toBeGreaterThan(500);
});
