import type { Command } from '../journal/index.ts';
import { destinationsFor, enqueue, type NewMessage } from '../outbox/index.ts';
import { shipmentDocuments } from '../shipment-documents/index.ts';

/** The message that tells who sent an order that a shipment of it has left. */
export const ORDER_SHIPPED = 'order.shipped' as const;

/** Tells those who sent the orders what has left for them, by whom and under which number. @returns how many messages */
export async function confirmOrders(
  command: Command,
  actor: string,
  shipments: readonly { id: number; assignedAt: number | null }[],
): Promise<number> {
  const { trx, at } = command;
  const documents = await shipmentDocuments(
    trx,
    shipments.map(({ id }) => id),
  );
  const orders = [...new Set(documents.map(({ orderNumber }) => orderNumber))];
  const owners = Map.groupBy(await destinationsFor(trx, 'orders', orders, ORDER_SHIPPED), ({ key }) => key);
  const assignedAt = new Map(shipments.map((shipment) => [shipment.id, shipment.assignedAt]));
  const messages = documents.flatMap(({ id, number, orderNumber, payload }) =>
    (owners.get(orderNumber) ?? []).map(
      ({ feedId, upstream }): NewMessage => ({
        feedId,
        kind: ORDER_SHIPPED,
        subject: `shipment:${number}`,
        idempotencyKey: `${ORDER_SHIPPED}:${feedId}:${number}:${assignedAt.get(id) ?? at}`,
        payload: { ...payload, upstream },
      }),
    ),
  );
  for (const feedId of new Set(messages.map((message) => message.feedId))) {
    command.publish({ type: 'feeds.changed', feedId });
  }
  return enqueue(trx, messages, actor, at);
}
