import { expect, test } from 'vitest';
import { afterPage, scanFrom } from '../../../../core/feeds/tracking/scan.ts';

test('what changes behind the reader’s back is handed over by the next scan', () => {
  const first = afterPage(scanFrom(null), [100, 90], 'p2');
  expect(first).toEqual({ since: null, newest: null, next: 'p2', seen: 100 });
  const whole = afterPage(first, [120], null);
  expect(whole).toEqual({ since: null, newest: 120, next: null, seen: null });
  // During the second scan a tracker of its first page changes at 130, after that page was read; a later page shows 140.
  const second = afterPage(afterPage(whole, [120], 'p2'), [140], null);
  expect(second.since).toBe(120);
  expect(second.newest).toBe(140);
  expect(130 >= (second.since ?? Infinity)).toBe(true);
});

test('a quiet source leaves the cursor as it is', () => {
  const quiet = { since: 50, newest: 50, next: null, seen: null };
  expect(afterPage(quiet, [50, 40, null], null)).toEqual(quiet);
});

test('a cursor of another shape begins anew', () => {
  expect(scanFrom('x')).toEqual(scanFrom(null));
  expect(scanFrom({ since: 'x', next: 5 })).toEqual(scanFrom(null));
});
