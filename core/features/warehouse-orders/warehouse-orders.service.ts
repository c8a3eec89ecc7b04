import type { Database } from '../../db/database.ts';
import type { NewMessage } from '../outbox/index.ts';
import { WAREHOUSE_ORDER } from './warehouse-order.ts';
import { findLinesToOrder, findShipmentsToOrder, findWarehouseFeeds } from './warehouse-orders.queries.ts';

type Read = Database['read'];
type Shipment = Awaited<ReturnType<typeof findShipmentsToOrder>>[number];
type Line = { lineNumber: number; sku: string; name: string; quantity: number };

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
  const shipments = await findShipmentsToOrder(read, shipmentIds);
  const feeds = await warehouseFeeds(read, new Set(shipments.map(({ facility }) => facility)));
  const told = shipments.filter(({ facility }) => feeds.has(facility));
  const lines = await findLinesToOrder(
    read,
    told.map(({ id }) => id),
  );
  return new Map(
    told.map((shipment) => {
      const { feedId = 0 } = feeds.get(shipment.facility) ?? {};
      const { number } = shipment;
      return [
        shipment.id,
        {
          feedId,
          kind: WAREHOUSE_ORDER,
          subject: `shipment:${number}`,
          idempotencyKey: `${WAREHOUSE_ORDER}:${feedId}:${number}:${at}`,
          payload: payloadOf(shipment, lines.get(shipment.id) ?? []),
        },
      ];
    }),
  );
}

function payloadOf(shipment: Shipment, lines: readonly Line[]): Record<string, unknown> {
  const { street, city, postalCode, region, country, customerCode, customerName } = shipment;
  const { carrierCode, serviceCode } = shipment;
  return {
    shipmentNumber: shipment.number,
    orderNumber: shipment.orderNumber,
    orderedAt: new Date(shipment.orderedAt).toISOString(),
    promisedAt: shipment.promisedAt === null ? null : new Date(shipment.promisedAt).toISOString(),
    customer: customerCode === null ? null : { code: customerCode, name: customerName },
    shipTo: {
      name: shipment.shipToName ?? customerName,
      street,
      city,
      postalCode,
      region,
      country,
      phone: shipment.phone,
    },
    shipFrom: {
      code: shipment.facility,
      name: shipment.facilityName,
      street: shipment.fromStreet,
      city: shipment.fromCity,
      postalCode: shipment.fromPostalCode,
      region: shipment.fromRegion,
      country: shipment.fromCountry,
    },
    carrier: carrierCode === null ? null : { code: carrierCode, service: serviceCode },
    weightGrams: shipment.weightGrams,
    lines: lines.map(({ lineNumber, sku, name, quantity }) => ({ lineNumber, sku, name, quantity })),
  };
}
