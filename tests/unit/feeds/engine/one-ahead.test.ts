import { expect, test } from 'vitest';
import type { RawBatch } from '../../../../core/feeds/connector.ts';
import { oneAhead } from '../../../../core/feeds/engine/one-ahead.ts';

const batch = (cursor: number, more: Partial<RawBatch> = {}): RawBatch => ({ items: [], cursor, ...more });

async function* source(batches: readonly RawBatch[], told: string[], failure?: Error) {
  try {
    for (const one of batches) {
      told.push(`asked ${one.cursor}`);
      yield one;
    }
    if (failure) throw failure;
  } finally {
    told.push('closed');
  }
}

const nextTurn = () => new Promise((done) => setImmediate(done));

test('asks for the next batch while the one before is dealt with', async () => {
  const told: string[] = [];
  for await (const { cursor } of oneAhead(source([batch(1), batch(2)], told))) {
    await nextTurn();
    told.push(`dealt ${cursor}`);
  }
  expect(told).toEqual(['asked 1', 'asked 2', 'dealt 1', 'closed', 'dealt 2']);
});

test('lets a source hear how its batch settled before it is asked again', async () => {
  const told: string[] = [];
  const settled = async () => void told.push('settled');
  for await (const one of oneAhead(source([batch(1, { settled }), batch(2)], told))) {
    await nextTurn();
    await one.settled?.({} as never);
  }
  expect(told).toEqual(['asked 1', 'settled', 'asked 2', 'closed']);
});

test('tells of trouble only after what came before it', async () => {
  const told: string[] = [];
  const dealt: unknown[] = [];
  const read = async () => {
    for await (const { cursor } of oneAhead(source([batch(1)], told, new Error('cut off')))) {
      await nextTurn();
      dealt.push(cursor);
    }
  };
  await expect(read()).rejects.toThrow('cut off');
  expect(dealt).toEqual([1]);
});

test('closes the source when nobody wants more', async () => {
  const told: string[] = [];
  for await (const _ of oneAhead(source([batch(1), batch(2), batch(3)], told))) break;
  expect(told.at(-1)).toBe('closed');
});
