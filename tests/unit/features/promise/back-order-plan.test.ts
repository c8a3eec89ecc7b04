import { expect, it } from 'vitest';
import { serveBackOrders, type WaitingUnits } from '../../../../core/features/promise/back-order-plan.ts';
import { dayText, toInstant, toLocal } from '../../../../core/features/promise/local-time.ts';

const waiting = (promiseId: number, quantity: number, given: Partial<WaitingUnits> = {}): WaitingUnits => ({
  promiseId,
  orderId: promiseId,
  orderLineId: promiseId,
  productId: 1,
  facilityId: 1,
  quantity,
  serviceId: null,
  priority: 5,
  promisedAt: 100,
  shipComplete: false,
  ...given,
});

const served = (units: readonly WaitingUnits[], available: number) =>
  serveBackOrders(units, new Map([['1@1', available]])).map(({ waiting: one, quantity }) => [
    one.promiseId,
    quantity,
  ]);

it('serves by priority, then by promise, then by age, as far as there is', () => {
  const units = [
    waiting(1, 3),
    waiting(2, 3, { promisedAt: 50 }),
    waiting(3, 3, { priority: 1 }),
    waiting(4, 3),
  ];
  expect(served(units, 8)).toEqual([
    [3, 3],
    [2, 3],
    [1, 2],
  ]);
  expect(served(units, 0)).toEqual([]);
});

it('serves an order that must ship complete only with all that it waits for', () => {
  const whole = { orderId: 9, shipComplete: true };
  const units = [
    waiting(1, 3, { ...whole, priority: 1 }),
    waiting(2, 2, { ...whole, priority: 1 }),
    waiting(3, 4),
  ];
  expect(served(units, 4)).toEqual([[3, 4]]);
  expect(served(units, 5)).toEqual([
    [1, 3],
    [2, 2],
  ]);
});

it('gives an order that must ship complete all of it before the next in turn', () => {
  const whole = { orderId: 9, shipComplete: true };
  const units = [
    waiting(1, 3, { ...whole, promisedAt: 50 }),
    waiting(2, 4, { promisedAt: 60 }),
    waiting(3, 2, { ...whole, promisedAt: 70 }),
  ];
  expect(served(units, 5)).toEqual([
    [1, 3],
    [3, 2],
  ]);
});

it('knows the hours that clocks skip and show twice', () => {
  const zone = 'Europe/Paris';
  const day = Math.floor(Date.UTC(2026, 2, 29) / 86_400_000);
  expect(dayText(day)).toBe('2026-03-29');
  expect(toInstant({ day, minutes: 150 }, zone)).toBe(Date.UTC(2026, 2, 29, 1, 30));
  expect(toInstant({ day, minutes: 60 }, zone)).toBe(Date.UTC(2026, 2, 29, 0));
  expect(toInstant({ day, minutes: 240 }, zone)).toBe(Date.UTC(2026, 2, 29, 2));
  for (let hour = 0; hour < 24 * 400; hour += 7) {
    const instant = Date.UTC(2026, 0, 1) + hour * 3_600_000;
    const again = toInstant(toLocal(instant, zone), zone);
    expect(Math.abs(again - instant)).toBeLessThanOrEqual(3_600_000);
    expect(toLocal(again, zone)).toEqual(toLocal(instant, zone));
  }
});
