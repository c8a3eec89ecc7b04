import { expect, test } from 'vitest';
import type { StoreTaskView } from '../../../../core/contract/store-tasks.ts';
import { actionsOf, findTask, heapOf } from '../../../../renderer/features/floor/counter/counter-tasks.ts';

function task(over: Partial<StoreTaskView>): StoreTaskView {
  return {
    facility: 'ST-1',
    facilityName: 'Store',
    timeZone: 'Europe/Paris',
    order: 'SO-1',
    customer: null,
    kind: 'collect',
    status: 'waiting',
    promisedAt: null,
    shipment: null,
    shipmentStatus: null,
    units: 1,
    lines: [],
    reason: null,
    note: null,
    readyAt: null,
    expiresAt: null,
    endedAt: null,
    attemptsLeft: null,
    actor: null,
    ...over,
  };
}

test('what is over lies on one heap, what is to be done on its own', () => {
  const heaps = (['waiting', 'accepted', 'ready', 'sent', 'declined', 'expired'] as const).map((status) =>
    heapOf({ status }),
  );
  expect(heaps).toEqual(['waiting', 'accepted', 'ready', 'ended', 'ended', 'ended']);
});

test('only what is collected is handed over; what is sent is packed and leaves at the dock', () => {
  expect(actionsOf({ kind: 'ship', status: 'accepted' })).toEqual(['pack', 'decline']);
  expect(actionsOf({ kind: 'collect', status: 'accepted' })).toEqual(['ready', 'decline']);
  expect(actionsOf({ kind: 'collect', status: 'ready' })).toEqual(['handOver', 'renewCode', 'expire']);
  expect(actionsOf({ kind: 'ship', status: 'ready' })).toEqual([]);
  expect(actionsOf({ kind: 'collect', status: 'handedOver' })).toEqual([]);
});

test('a task is found by order, by shipment and by a name that only one has', () => {
  const first = task({ order: 'SO-10', shipment: 'SH-SO-10-1', customer: 'Inès Martin' });
  const second = task({ order: 'SO-1', customer: 'Paul Martin' });
  const tasks = [first, second];
  expect(findTask(tasks, 'so-1')).toBe(second);
  expect(findTask(tasks, ' SH-SO-10-1 ')).toBe(first);
  expect(findTask(tasks, 'inès')).toBe(first);
  expect(findTask(tasks, 'martin')).toBe('several');
  expect(findTask(tasks, 'ABCD-EFGH')).toBeNull();
});
