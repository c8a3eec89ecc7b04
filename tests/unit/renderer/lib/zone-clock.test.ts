import { expect, test } from 'vitest';
import { clockInstant, localDay, localMinutes } from '../../../../renderer/lib/zone-clock.ts';

test('clocks are read in their zone, also on the days when they are changed', () => {
  expect(clockInstant('2026-05-05', 'Europe/Paris', 480)).toBe(Date.parse('2026-05-05T06:00:00Z'));
  expect(clockInstant('2026-03-29', 'Europe/Paris', 60)).toBe(Date.parse('2026-03-29T00:00:00Z'));
  expect(clockInstant('2026-03-29', 'Europe/Paris', 240)).toBe(Date.parse('2026-03-29T02:00:00Z'));
  expect(clockInstant('2026-05-05', 'Europe/Paris', 1500)).toBe(Date.parse('2026-05-05T23:00:00Z'));
});

test('a day begins when it does in its time zone, and ends where the next one begins', () => {
  expect(clockInstant('2026-11-24', 'Europe/Paris', 0)).toBe(Date.parse('2026-11-23T23:00:00Z'));
  expect(clockInstant('2026-03-29', 'Europe/Paris', 0)).toBe(Date.parse('2026-03-28T23:00:00Z'));
  expect(clockInstant('2026-03-29', 'Europe/Paris', 1440)).toBe(Date.parse('2026-03-29T22:00:00Z'));
  expect(clockInstant('2026-03-30', 'Europe/Paris', 0)).toBe(Date.parse('2026-03-29T22:00:00Z'));
});

test('day and minutes are those of the place, not of this machine', () => {
  const late = Date.UTC(2026, 10, 27, 23, 30);
  expect(localDay(late, 'Europe/Paris')).toBe('2026-11-28');
  expect(localDay(late, 'America/New_York')).toBe('2026-11-27');
  expect(localDay(Date.parse('2026-11-23T23:30:00Z'), 'Europe/Paris')).toBe('2026-11-24');
  expect(localMinutes(late, 'Europe/Paris')).toBe(30);
  expect(localMinutes(late, 'Asia/Kolkata')).toBe(5 * 60);
});
