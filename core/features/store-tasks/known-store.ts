import type { Database } from '../../db/database.ts';
import type { Command } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { findFacility } from '../waves/index.ts';
import type { StoreFacts } from './task-views.ts';
import { findTasks, findWaiting, type TaskRow, type WaitingRow } from './tasks.queries.ts';

/** @throws CONFLICT `unknownFacility` */
export async function knownStore(read: Database['read'], code: string): Promise<StoreFacts> {
  const facility = await findFacility(read, code);
  if (facility) return facility;
  throw conflict(`There is no facility ${code}.`, 'unknownFacility', 'Choose one of the network.');
}

/** A store's task for an order. */
export interface TaskKey {
  facility: string;
  order: string;
}

/** The newest kept task of a store for an order. @throws NOT_FOUND */
export async function knownTask(command: Command, { facility, order }: TaskKey): Promise<TaskRow> {
  const store = await knownStore(command.trx, facility);
  const [task] = await findTasks(command.trx, { facilityId: store.id, order, limit: 1 });
  if (!task) throw notFound('store task', order);
  return task;
}

/** An order that waits for a store's yes. @throws CONFLICT `notWaiting` */
export async function waitingTask(command: Command, store: StoreFacts, order: string): Promise<WaitingRow> {
  const [waiting] = await findWaiting(command.trx, store.id, { order, limit: 1 });
  if (waiting) return waiting;
  throw notWaiting(store, order);
}

/** For an order that a store cannot say yes or no to now. */
export function notWaiting(store: StoreFacts, order: string) {
  return conflict(
    `Order ${order} does not wait for ${store.name}: it holds nothing of it, or has dealt with it.`,
    'notWaiting',
    'Look at the list again.',
  );
}
