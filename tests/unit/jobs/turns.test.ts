import { expect, it } from 'vitest';
import { askTurn, awaitTurn, makeTurns } from '../../../core/jobs/turns.ts';

const [DONE, FAILED] = [1, 2];

it('waits until all that was asked for is done', () => {
  const turns = makeTurns();
  askTurn(turns, [3, 7]);
  expect([...turns.words.slice(0, 2)]).toEqual([3, 7]);
  Atomics.add(turns.state, DONE, 1);
  expect(() => awaitTurn(turns)).not.toThrow();
});

it('says so when the other thread failed', () => {
  const turns = makeTurns();
  askTurn(turns, []);
  Atomics.store(turns.state, FAILED, 1);
  Atomics.add(turns.state, DONE, 1);
  expect(() => awaitTurn(turns)).toThrow('on one thread');
});
