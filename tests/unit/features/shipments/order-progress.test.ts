import { describe, expect, it } from 'vitest';
import { broughtBack, endedByShipping } from '../../../../core/features/shipments/end-reservations.ts';
import { type OrderFacts, orderStatusOf } from '../../../../core/features/shipments/order-progress.ts';

const order = (given: Partial<OrderFacts>): OrderFacts => ({
  current: 'open',
  said: null,
  held: false,
  workedOn: false,
  units: 10,
  unitsShipped: 0,
  unitsAllocated: 0,
  shipments: [],
  ...given,
});
const shipment = (status: string, hasLines = true) => ({ status, shippedAt: null, hasLines });

describe('the status of an order', () => {
  it('stays received while the rules of reception hold it, though its source calls it open', () => {
    const waiting = { current: 'received', said: 'open' };
    expect(orderStatusOf(order({ ...waiting, held: true }))).toBe('received');
    expect(orderStatusOf(order(waiting))).toBe('open');
    const left = { unitsShipped: 10, shipments: [shipment('inTransit')] };
    expect(orderStatusOf(order({ ...waiting, held: true, ...left }))).toBe('shipped');
  });

  it('is what its source states until goods leave, and then what they show', () => {
    expect(orderStatusOf(order({ said: 'released' }))).toBe('released');
    expect(orderStatusOf(order({ said: 'open', unitsShipped: 4, shipments: [shipment('inTransit')] }))).toBe(
      'partiallyShipped',
    );
    expect(orderStatusOf(order({ said: 'open', unitsShipped: 10, shipments: [shipment('inTransit')] }))).toBe(
      'shipped',
    );
    expect(orderStatusOf(order({ said: 'open', unitsShipped: 10, shipments: [shipment('delivered')] }))).toBe(
      'delivered',
    );
  });

  it('is delivered only when every shipment is', () => {
    const shipments = [shipment('delivered'), shipment('inTransit')];
    expect(orderStatusOf(order({ unitsShipped: 10, shipments }))).toBe('shipped');
  });

  it('follows shipments whose contents nobody tells', () => {
    const left = [shipment('inTransit', false), shipment('planned', false)];
    expect(orderStatusOf(order({ shipments: left }))).toBe('partiallyShipped');
    expect(orderStatusOf(order({ shipments: [shipment('delivered', false)] }))).toBe('delivered');
  });

  it('goes back when goods turn out not to have left', () => {
    const facts = { current: 'shipped', shipments: [shipment('planned')] };
    expect(orderStatusOf(order({ ...facts, said: 'open' }))).toBe('open');
    expect(orderStatusOf(order({ ...facts, workedOn: true, unitsAllocated: 10 }))).toBe('sourced');
  });

  it('of an order that Vigie works on moves only on what its source alone can know', () => {
    const facts = { current: 'sourced', workedOn: true };
    expect(orderStatusOf(order({ ...facts, said: 'open' }))).toBe('sourced');
    expect(orderStatusOf(order({ ...facts, said: 'picking' }))).toBe('sourced');
    expect(orderStatusOf(order({ ...facts, said: 'shipped' }))).toBe('shipped');
    expect(orderStatusOf(order({ ...facts, said: 'cancelled' }))).toBe('cancelled');
  });

  it('is cancelled unless goods have left', () => {
    expect(orderStatusOf(order({ said: 'cancelled' }))).toBe('cancelled');
    expect(
      orderStatusOf(order({ said: 'cancelled', unitsShipped: 4, shipments: [shipment('inTransit')] })),
    ).toBe('partiallyShipped');
  });
});

describe('reservations when goods leave', () => {
  const held = (id: number, facilityId: number, quantity: number, status = 'reserved') => ({
    id,
    facilityId,
    quantity,
    status,
  });
  const line = { quantity: 10, cancelled: 0, shippedBefore: 0, shippedAfter: 0, leftFrom: [] };

  it('end where the goods left from, a part when only a part left', () => {
    const move = { ...line, shippedAfter: 4, leftFrom: [1], allocations: [held(1, 1, 6), held(2, 2, 4)] };
    expect(endedByShipping(move)).toEqual([{ id: 1, quantity: 4, whole: false, status: 'shipped' }]);
  });

  it('end elsewhere only when the line has no units left for them', () => {
    const allocations = [held(1, 1, 6)];
    expect(endedByShipping({ ...line, shippedAfter: 4, leftFrom: [2], allocations })).toEqual([]);
    expect(endedByShipping({ ...line, shippedAfter: 10, leftFrom: [2], allocations })).toEqual([
      { id: 1, quantity: 6, whole: true, status: 'shipped' },
    ]);
  });

  it('stay when nothing new has left', () => {
    const move = { ...line, shippedBefore: 4, shippedAfter: 4, leftFrom: [1], allocations: [held(1, 1, 6)] };
    expect(endedByShipping(move)).toEqual([]);
  });

  it('come back when goods have not left after all', () => {
    const allocations = [held(1, 1, 6, 'shipped'), held(2, 1, 4)];
    const move = { ...line, shippedBefore: 6, shippedAfter: 0, leftFrom: [], allocations };
    expect(broughtBack(move)).toEqual([{ id: 1, quantity: 6, whole: true, status: 'released' }]);
  });

  it('do not come back to a line that was cancelled meanwhile', () => {
    const allocations = [{ id: 1, facilityId: 1, quantity: 6, status: 'shipped' as const }];
    const move = { quantity: 6, cancelled: 6, shippedBefore: 6, shippedAfter: 0, leftFrom: [], allocations };
    expect(broughtBack(move)).toEqual([]);
  });
});
