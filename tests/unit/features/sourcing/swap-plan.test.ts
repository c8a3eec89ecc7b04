import { describe, expect, it } from 'vitest';
import type { OrderNow } from '../../../../core/features/sourcing/apply-plan.ts';
import { planSwap, type SwapFacts } from '../../../../core/features/sourcing/swap-plan.ts';

/** Orders 1.. each with one line (its id times 10) of product 7, one unit reserved at a facility. */
function facts(places: Record<number, number>, available: Record<number, number>): SwapFacts {
  const ids = Object.keys(places).map(Number);
  const order = (id: number): OrderNow => ({
    id,
    number: `A-${id}`,
    status: 'sourced',
    held: false,
    shipComplete: false,
    openUnits: new Map([[id * 10, 0]]),
    productOfLine: new Map([[id * 10, 7]]),
  });
  return {
    ordersNow: new Map(ids.map((id) => [id, order(id)])),
    held: new Map(
      ids.map((id) => {
        const facilityId = places[id] as number;
        return [
          id,
          [{ id: id * 100, orderId: id, orderLineId: id * 10, productId: 7, facilityId, quantity: 1 }],
        ];
      }),
    ),
    begun: new Set(),
    available: new Map([
      [7, new Map(Object.entries(available).map(([facility, units]) => [Number(facility), units]))],
    ]),
  };
}

const wish = (id: number, from: number, to: number) => ({
  orderId: id,
  number: `A-${id}`,
  expectedKey: `${id * 10}@${from}x1`,
  allocations: [{ orderLineId: id * 10, facilityId: to, quantity: 1 }],
});
const outcome = (plan: ReturnType<typeof planSwap>) => [
  plan.swapped.map(({ orderId }) => orderId),
  plan.conflicts.map(({ orderId, code }) => `${orderId} ${code}`),
];

describe('swapping reservations', () => {
  it('lets orders take what others give back, in a ring too', () => {
    const plan = planSwap(
      [wish(1, 1, 2), wish(2, 2, 3), wish(3, 3, 1)],
      facts({ 1: 1, 2: 2, 3: 3 }, { 1: 0, 2: 0, 3: 0 }),
    );
    expect(outcome(plan)).toEqual([[1, 2, 3], []]);
    expect(plan.swapped[0]).toMatchObject({ before: 'sourced', status: 'sourced' });
  });

  it('leaves the last that wants too much, and those that waited for what it would have given', () => {
    const plan = planSwap([wish(1, 1, 2), wish(2, 2, 3)], facts({ 1: 1, 2: 2 }, { 1: 0, 2: 0, 3: 0 }));
    expect(outcome(plan)).toEqual([[], ['1 stockTaken', '2 stockTaken']]);
    const both = planSwap([wish(1, 1, 3), wish(2, 2, 3)], facts({ 1: 1, 2: 2 }, { 3: 1 }));
    expect(outcome(both)).toEqual([[1], ['2 stockTaken']]);
  });

  it('leaves orders that have moved on, are held, or are being picked', () => {
    const now = facts({ 1: 1, 2: 2, 3: 3, 4: 1 }, { 5: 9 });
    (now.ordersNow.get(2) as OrderNow).held = true;
    const wishes = [wish(1, 9, 5), wish(2, 2, 5), wish(3, 3, 5), wish(4, 1, 5), wish(8, 1, 5)];
    const plan = planSwap(wishes, { ...now, begun: new Set([3]) });
    expect(outcome(plan)).toEqual([[4], ['1 changed', '2 notWaiting', '3 notWaiting', '8 notWaiting']]);
  });
});
