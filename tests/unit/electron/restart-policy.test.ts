import { expect, test } from 'vitest';
import { RestartPolicy } from '../../../electron/restart-policy.ts';

test('starts again with growing delays, five times in five minutes, then gives up', () => {
  const policy = new RestartPolicy();
  const delays = [0, 1_000, 2_000, 3_000, 4_000].map((now) => {
    const verdict = policy.died(now);
    return verdict.restart ? verdict.delayMilliseconds : null;
  });
  expect(delays).toEqual([200, 400, 800, 1_600, 3_200]);
  expect(policy.died(5_000)).toEqual({ restart: false, deaths: 6 });
});

test('deaths of more than five minutes ago are forgotten', () => {
  const policy = new RestartPolicy();
  for (let now = 0; now < 5; now += 1) policy.died(now);
  expect(policy.died(300_010)).toEqual({ restart: true, attempt: 1, delayMilliseconds: 200 });
});

test('a user who asks again gets all tries again', () => {
  const policy = new RestartPolicy();
  for (let now = 0; now < 6; now += 1) policy.died(now);
  policy.forgive();
  expect(policy.died(10)).toMatchObject({ restart: true, attempt: 1 });
});
