import { expect, test } from 'vitest';
import { countdown, cutOffToOpen, inOrder } from '../../../../renderer/features/floor/dock/pick-up-times.ts';

const MINUTE_MS = 60_000;
const NOON = Date.UTC(2026, 10, 27, 12);

test('a cut-off is calm, soon, due, then past; whole minutes are told', () => {
  const at = (minutes: number) => countdown(NOON + minutes * MINUTE_MS, NOON);
  expect(at(61)).toEqual({ urgency: 'calm', seconds: 3660 });
  expect(at(60).urgency).toBe('soon');
  expect(at(15)).toEqual({ urgency: 'due', seconds: 900 });
  expect(at(0)).toEqual({ urgency: 'passed', seconds: 0 });
  expect(at(-2.5)).toEqual({ urgency: 'passed', seconds: 120 });
});

test('a pick-up is opened for its cut-off, a missed one for whichever is next', () => {
  const zone = { timeZone: 'Europe/Paris', now: NOON };
  expect(cutOffToOpen({ cutOffAt: NOON + 90 * MINUTE_MS }, zone)).toEqual({ cutOffMinutes: 14 * 60 + 30 });
  expect(cutOffToOpen({ cutOffAt: NOON - MINUTE_MS }, zone)).toEqual({});
});

test('open pick-ups come by cut-off, then those that have left, the latest first', () => {
  const pickUp = (id: string, status: 'open' | 'closed', cutOffAt: number, closedAt: number | null) => ({
    id,
    status,
    cutOffAt,
    closedAt,
  });
  const sorted = inOrder([
    pickUp('left early', 'closed', 1, 5),
    pickUp('evening', 'open', 9, null),
    pickUp('left late', 'closed', 2, 8),
    pickUp('noon', 'open', 4, null),
  ]);
  expect(sorted.map(({ id }) => id)).toEqual(['noon', 'evening', 'left late', 'left early']);
});
