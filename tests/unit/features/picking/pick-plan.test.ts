import { describe, expect, it } from 'vitest';
import {
  allot,
  isScanOf,
  type PartProgress,
  taskState,
} from '../../../../core/features/picking/pick-list.ts';
import { type PartToPick, type PickProblem, planLists } from '../../../../core/features/picking/pick-plan.ts';
import { statusOfPicks } from '../../../../core/features/picking/settle-picked.ts';

const HOUR = 3_600_000;
const LABOUR = {
  ...{ pickers: 2, from: 6 * HOUR, to: 20 * HOUR, perProduct: 20, perZone: 60, perUnit: 5, perOrder: 15 },
  ...{ packingPerOrder: 60, dockParcelsPerHour: null, mostOrdersPerBatch: 2 },
};

let allocations = 0;
function part(orderId: number, productId: number, zone: string, patch: Partial<PartToPick> = {}): PartToPick {
  allocations += 1;
  const place = { bin: `${zone}-${productId}`, zone, aisle: 1, bay: productId, level: 1 };
  const order = { priority: 5, orderedAt: orderId, promisedAt: null };
  return {
    allocationId: allocations,
    shipmentId: orderId,
    orderId,
    productId,
    quantity: 1,
    ...place,
    ...order,
    ...patch,
  };
}

const plan = (parts: PartToPick[], method: PickProblem['method']) =>
  planLists({ parts, method, labour: LABOUR, cutOffAt: 18 * HOUR });

describe('pick lists', () => {
  const parts = [
    part(1, 10, 'A', { quantity: 2 }),
    part(1, 20, 'B'),
    part(2, 10, 'A'),
    part(3, 30, 'A', { promisedAt: HOUR }),
  ];

  it('hold every reservation once, whatever the method', () => {
    for (const method of ['single', 'batch', 'cluster', 'zone'] as const) {
      const held = plan(parts, method).flatMap(({ tasks }) => tasks.flatMap((task) => task.parts));
      expect(held.map(({ allocationId }) => allocationId).sort()).toEqual(
        parts.map(({ allocationId }) => allocationId).sort(),
      );
    }
  });

  it('are an order each, what is due first first', () => {
    const lists = plan(parts, 'single');
    expect(lists.map(({ orders }) => orders)).toEqual([1, 1, 1]);
    expect(lists[0]?.tasks[0]?.productId).toBe(30);
  });

  it('sum a product over orders, with a compartment for each order in a cluster only', () => {
    const summed = (method: 'batch' | 'cluster') =>
      plan([parts[0], parts[2]] as PartToPick[], method)[0]?.tasks[0]?.parts.map((one) => one.compartment);
    expect(summed('batch')).toEqual([null, null]);
    expect(summed('cluster')).toEqual([1, 2]);
  });

  it('stay within a zone where each zone has its picker', () => {
    const lists = plan(parts, 'zone');
    for (const { tasks } of lists) expect(new Set(tasks.map(({ zone }) => zone)).size).toBe(1);
    expect(Math.max(...lists.map(({ orders }) => orders))).toBeLessThanOrEqual(2);
  });
});

describe('a task', () => {
  const of = (quantity: number, picked = 0, short = 0, live = true): PartProgress => ({
    ...{ quantity, picked, short, live, held: false },
  });

  it('is as far as its parts are', () => {
    expect(taskState([of(2, 2), of(3, 1)])).toBe('open');
    expect(taskState([of(2, 2), of(3, 1, 2)])).toBe('short');
    expect(taskState([of(2, 2), of(3, 0, 0, false)])).toBe('picked');
    expect(taskState([of(3, 0, 0, false)])).toBe('cancelled');
    expect(taskState([of(2, 2), { ...of(3, 1), held: true }])).toBe('held');
  });

  it('gives found units to its parts in their order, and none to what is cancelled', () => {
    const [a, b, c] = [of(2, 1), of(4, 0, 0, false), of(3)];
    expect(allot([a, b, c], 3)).toEqual([
      { part: a, units: 1 },
      { part: c, units: 2 },
    ]);
  });

  it('knows its product and its bin when they are scanned', () => {
    const stop = { sku: 'LAMP-1', bin: 'A-01' };
    expect(['lamp-1', ' A-01\n', 'A-1'].map((read) => isScanOf(read, stop))).toEqual([true, true, false]);
    expect(isScanOf('', { sku: 'LAMP-1', bin: null })).toBe(false);
  });
});

describe('a shipment', () => {
  const picks = { open: 0, picked: 2, unlisted: false, made: true };
  it('is picked once nothing of it is open, and over when a wave made it and nothing was there', () => {
    expect(statusOfPicks(picks)).toBe('picked');
    expect(statusOfPicks({ ...picks, open: 1 })).toBe('planned');
    expect(statusOfPicks({ ...picks, unlisted: true })).toBe('planned');
    expect(statusOfPicks({ ...picks, picked: 0 })).toBe('cancelled');
    expect(statusOfPicks({ ...picks, picked: 0, made: false })).toBe('planned');
  });
});
