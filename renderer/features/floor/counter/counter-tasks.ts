import type { StoreTaskStatus, StoreTaskView } from '../../../../core/contract/store-tasks.ts';

/** The heaps of a counter, in the order in which they are worked on. */
export const COUNTER_HEAPS = ['waiting', 'accepted', 'ready', 'ended'] as const;
export type CounterHeap = (typeof COUNTER_HEAPS)[number];

/** Statuses of tasks that are over. */
export const ENDED: StoreTaskStatus[] = ['handedOver', 'sent', 'declined', 'expired', 'cancelled'];

/** The heap on which a task lies. Pure. */
export function heapOf({ status }: Pick<StoreTaskView, 'status'>): CounterHeap {
  return status === 'waiting' || status === 'accepted' || status === 'ready' ? status : 'ended';
}

/** What may be done with a task at the counter, the usual thing first. */
export type CounterAction = 'accept' | 'ready' | 'pack' | 'handOver' | 'renewCode' | 'expire' | 'decline';

/** The actions that a task's state allows. Pure. */
export function actionsOf({ kind, status }: Pick<StoreTaskView, 'kind' | 'status'>): CounterAction[] {
  if (status === 'waiting') return ['accept', 'decline'];
  if (status === 'accepted') return [kind === 'collect' ? 'ready' : 'pack', 'decline'];
  return status === 'ready' && kind === 'collect' ? ['handOver', 'renewCode', 'expire'] : [];
}

/**
 * The task that a text means: its order's or its shipment's number, or a part of its customer's name that no other has. Null when
 * there is none, `several` when the name does not say which. Pure.
 */
export function findTask(tasks: readonly StoreTaskView[], text: string): StoreTaskView | 'several' | null {
  const wanted = text.trim().toLowerCase();
  const same = (value: string | null) => value?.toLowerCase() === wanted;
  const numbered = tasks.find(({ order, shipment }) => same(order) || same(shipment));
  if (numbered) return numbered;
  const named = tasks.filter(({ customer }) => customer?.toLowerCase().includes(wanted));
  return named.length > 1 ? 'several' : (named[0] ?? null);
}
