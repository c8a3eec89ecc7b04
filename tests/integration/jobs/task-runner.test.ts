import { afterAll, expect, test } from 'vitest';
import { sourcingParameters } from '../../../core/contract/sourcing.ts';
import { threadEntries } from '../../../core/host/entries.ts';
import { createTaskRunner } from '../../../core/jobs/task-runner.ts';

const runner = createTaskRunner(threadEntries.job);
afterAll(() => runner.close());

const NOTHING_TO_SOURCE = {
  orders: [],
  lines: [],
  facilities: [],
  services: [],
  rates: [],
  stock: { productId: [], facilityId: [], available: [] },
  ordersByFacility: new Map(),
  parameters: sourcingParameters.parse({}),
  currency: 'EUR',
  now: 0,
};

test('a warm thread does one task after another, also after one that failed', async () => {
  const solve = () => runner.run<{ orders: number }>('sourcing.solve', NOTHING_TO_SOURCE);
  expect((await solve()).orders).toBe(0);
  expect((await solve()).orders).toBe(0);
  await expect(runner.run('no.such.task', {})).rejects.toThrow('No task is named no.such.task');
  expect((await solve()).orders).toBe(0);
});
