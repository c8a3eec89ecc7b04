import type { Command } from '../journal/index.ts';
import { enqueue, type NewMessage, withdraw } from '../outbox/index.ts';
import { findUnshipped, findWarehouseOrders } from './cancel.queries.ts';

/** A shipment that a warehouse was, or was going to be, ordered to ship: its number, and the key of that message. */
export interface CancelledWarehouseOrder {
  shipment: string;
  key: string;
}

/**
 * Warehouses must no longer ship what they were ordered to: what waits to be sent is withdrawn, what has gone out is cancelled by a
 * message of its own. A warehouse that has shipped all the same says so, and that counts.
 */
export async function cancelWarehouseOrders(
  command: Command,
  shipments: readonly string[],
): Promise<CancelledWarehouseOrder[]> {
  const { trx, actor, at } = command;
  const orders = await findWarehouseOrders(trx, shipments);
  const sent = new Set(
    await withdraw(
      trx,
      orders.map(({ key }) => key),
    ),
  );
  const messages = orders
    .filter(({ key }) => sent.has(key))
    .map(({ feedId, subject, key, payload }): NewMessage => {
      const idempotencyKey = `cancel:${key}`;
      return { feedId, subject, idempotencyKey, kind: 'warehouse.cancel', payload: JSON.parse(payload) };
    });
  await enqueue(trx, messages, actor, at);
  for (const feedId of new Set(orders.map((order) => order.feedId))) {
    command.publish({ type: 'feeds.changed', feedId });
  }
  return orders.map(({ shipment, key }) => ({ shipment, key }));
}

/** The same for all that has yet to leave of sales orders. @returns those of which a warehouse was, or was going to be, told */
export async function cancelWarehouseOrdersOf(
  command: Command,
  orderIds: readonly number[],
): Promise<Set<number>> {
  const shipments = await findUnshipped(command.trx, orderIds);
  const numbers = shipments.map(({ number }) => number);
  const cancelled = new Set((await cancelWarehouseOrders(command, numbers)).map(({ shipment }) => shipment));
  return new Set(
    shipments.flatMap(({ number, orderId }) => (orderId !== null && cancelled.has(number) ? [orderId] : [])),
  );
}
