import { describe, expect, test } from 'vitest';
import { pauseMs } from '../../../../core/feeds/engine/engine.ts';
import { mergeEvents } from '../../../../core/feeds/engine/publisher.ts';
import { MOST_ATTEMPTS, nextTry } from '../../../../core/feeds/engine/sender.ts';
import { Redaction } from '../../../../core/feeds/engine/tools.ts';
import { codeFor } from '../../../../core/feeds/feeds.service.ts';

describe('when to try again', () => {
  test('a message: later and later, by chance within the second half, and parked in the end', () => {
    expect(nextTry(1, 0)).toBe(1000);
    expect(nextTry(1, 1)).toBe(2000);
    expect(nextTry(4, 1)).toBe(16_000);
    expect(nextTry(MOST_ATTEMPTS - 1, 1)).toBeLessThanOrEqual(600_000);
    expect(nextTry(MOST_ATTEMPTS, 0.5)).toBeNull();
  });

  test('a feed: its interval, then longer up to five minutes, never shorter than its interval', () => {
    expect(pauseMs(5, 0)).toBe(5000);
    expect(pauseMs(5, 2)).toBe(20_000);
    expect(pauseMs(5, 50)).toBe(300_000);
    expect(pauseMs(3600, 3)).toBe(3_600_000);
  });
});

describe('events of many commits', () => {
  test('become one of each kind with their ids together', () => {
    const events = mergeEvents([
      { type: 'stock.changed', productIds: [1, 2] },
      { type: 'stock.changed', productIds: [2, 3] },
      { type: 'feeds.changed', feedId: 1 },
      { type: 'feeds.changed', feedId: 2 },
      { type: 'feeds.changed', feedId: 1 },
    ]);
    expect(events).toEqual([
      { type: 'stock.changed', productIds: [1, 2, 3] },
      { type: 'feeds.changed', feedId: 1 },
      { type: 'feeds.changed', feedId: 2 },
    ]);
  });

  test('one that names nothing stands for all', () => {
    expect(mergeEvents([{ type: 'orders.changed', ids: [1] }, { type: 'orders.changed' }])).toEqual([
      { type: 'orders.changed' },
    ]);
    expect(mergeEvents([{ type: 'orders.changed' }, { type: 'orders.changed', ids: [1] }])).toEqual([
      { type: 'orders.changed' },
    ]);
  });
});

test('secrets are taken out of what is told, also encoded', () => {
  const redaction = new Redaction();
  redaction.add('pass word/1');
  const told = redaction.clean(
    `tried pass word/1, ${encodeURIComponent('pass word/1')}, ${btoa('pass word/1')}`,
  );
  expect(told).toBe('tried •••, •••, •••');
});

test('a code is made of the name, and never twice the same', () => {
  expect(codeFor('Tryton Lyon', new Set())).toBe('tryton-lyon');
  expect(codeFor('Éts Béal & fils', new Set(['ets-beal-fils']))).toBe('ets-beal-fils-2');
  expect(codeFor('日本', new Set())).toBe('feed');
});
