import type { Database } from '../../db/database.ts';
import type { NewMessage } from '../outbox/index.ts';
import { shipmentDocuments } from '../shipment-documents/index.ts';
import { WAREHOUSE_ORDER } from './warehouse-order.ts';
import { findWarehouseFeeds } from './warehouse-orders.queries.ts';

type Read = Database['read'];

/** Which feed tells each of these facilities what to ship; facilities that nobody has to be told are left out. */
export async function warehouseFeeds(
  read: Read,
  facilities: ReadonlySet<string>,
): Promise<Map<string, { feedId: number; feed: string }>> {
  const feeds = await findWarehouseFeeds(read);
  return new Map(
    [...facilities].flatMap((code) => {
      const found = feeds.find(({ warehouses }) => warehouses.has(code));
      return found ? [[code, { feedId: found.feedId, feed: found.feed }] as const] : [];
    }),
  );
}

/** What warehouses are told to ship, by the shipment's id. */
export async function warehouseOrders(
  read: Read,
  shipmentIds: readonly number[],
  at: number,
): Promise<Map<number, NewMessage>> {
  const feeds = await findWarehouseFeeds(read);
  if (feeds.length === 0) return new Map();
  const documents = await shipmentDocuments(read, shipmentIds);
  return new Map(
    documents.flatMap(({ id, number, facility, payload }) => {
      const feedId = feeds.find(({ warehouses }) => warehouses.has(facility))?.feedId;
      if (feedId === undefined) return [];
      const idempotencyKey = `${WAREHOUSE_ORDER}:${feedId}:${number}:${at}`;
      const message = {
        feedId,
        kind: WAREHOUSE_ORDER,
        subject: `shipment:${number}`,
        idempotencyKey,
        payload,
      };
      return [[id, message] as const];
    }),
  );
}
