import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { askTurn, awaitTurn, makeTurns } from '../../../core/jobs/turns.ts';

const moduleUrl = new URL('../../../core/jobs/turns.ts', import.meta.url).href;
/** Adds products up, slowly; two numbers that are the same are beyond it. */
const SERVER = `
  const { workerData: { turns, sum } } = require('node:worker_threads');
  import(${JSON.stringify(moduleUrl)}).then(({ serveTurns }) => serveTurns(turns, ([a, b]) => {
    if (a === b) throw new Error('the same');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    sum[0] += a * b;
  }));`;

const threads: Worker[] = [];
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.terminate()));
});

function serve() {
  const turns = makeTurns();
  const sum = new Float64Array(new SharedArrayBuffer(8));
  threads.push(new Worker(SERVER, { eval: true, workerData: { turns, sum } }));
  return { turns, sum };
}

it('waits until what was asked for is done, turn after turn', () => {
  const { turns, sum } = serve();
  askTurn(turns, [3, 7]);
  awaitTurn(turns);
  expect(sum[0]).toBe(21);
  askTurn(turns, [2, 5]);
  awaitTurn(turns);
  expect(sum[0]).toBe(31);
});

it('says so when the other thread failed', () => {
  const { turns } = serve();
  askTurn(turns, [4, 4]);
  expect(() => awaitTurn(turns)).toThrow('on one thread');
});
