import { describe, expect, test } from 'vitest';
import { feedHealth, isStale } from '../../../core/feeds/freshness.ts';

const NOW = 1_777_888_800_000;
const feed = (given: Partial<Parameters<typeof feedHealth>[0]> = {}) => ({
  active: true,
  intervalSeconds: 300,
  lastSuccessAt: NOW - 1000,
  failures: 0,
  createdAt: NOW - 86_400_000,
  ...given,
});

describe('the freshness of a feed', () => {
  test('it is late after three intervals without success', () => {
    expect(isStale(feed({ lastSuccessAt: NOW - 900_000 }), NOW)).toBe(false);
    expect(isStale(feed({ lastSuccessAt: NOW - 900_001 }), NOW)).toBe(true);
  });

  test('a feed that runs every few seconds has a minute', () => {
    expect(isStale(feed({ intervalSeconds: 5, lastSuccessAt: NOW - 60_000 }), NOW)).toBe(false);
    expect(isStale(feed({ intervalSeconds: 5, lastSuccessAt: NOW - 60_001 }), NOW)).toBe(true);
  });

  test('without a schedule it is never late, but it is stale while it fails', () => {
    expect(isStale(feed({ intervalSeconds: 0, lastSuccessAt: 0 }), NOW)).toBe(false);
    expect(isStale(feed({ intervalSeconds: 0, failures: 1 }), NOW)).toBe(true);
  });

  test('a new feed has the same patience from when it was made', () => {
    expect(feedHealth(feed({ lastSuccessAt: null, createdAt: NOW - 1000 }), NOW)).toBe('new');
    expect(feedHealth(feed({ lastSuccessAt: null }), NOW)).toBe('late');
  });

  test('its health says the worst that is known', () => {
    expect(feedHealth(feed(), NOW)).toBe('healthy');
    expect(feedHealth(feed({ lastSuccessAt: 0 }), NOW)).toBe('late');
    expect(feedHealth(feed({ lastSuccessAt: 0, failures: 2 }), NOW)).toBe('failing');
    expect(feedHealth(feed({ active: false, failures: 2 }), NOW)).toBe('paused');
  });
});
