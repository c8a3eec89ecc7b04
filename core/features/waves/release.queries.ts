import { bulkUpdate } from '../../db/bulk-update.ts';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { OrderToRelease, WaitingShipment } from './release-plan.ts';

type Read = Database['read'];

/** Planned shipments whose stock is not taken yet, of these orders. */
export function findWaitingShipments(
  read: Read,
  orderIds: readonly number[],
): Promise<(WaitingShipment & { facilityId: number | null })[]> {
  return inPieces(orderIds, (piece) =>
    read
      .selectFrom('shipment')
      .select(['id', 'number', 'order_id as orderId', 'facility_id as facilityId'])
      .where('order_id', 'in', piece)
      .where('status', '=', 'planned')
      .where('assigned_at', 'is', null)
      .$narrowType<{ orderId: number }>()
      .execute(),
  );
}

/** How many shipments orders have had: the next one's number. */
export async function countShipments(read: Read, orderIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await inPieces(orderIds, (piece) =>
    read
      .selectFrom('shipment')
      .select('order_id as orderId')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('order_id', 'in', piece)
      .groupBy('order_id')
      .execute(),
  );
  return new Map(rows.map(({ orderId, count }) => [orderId ?? 0, Number(count)]));
}

/** Ship-to of orders, as their shipments carry it. */
export function findAddresses(read: Read, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    read
      .selectFrom('sales_order')
      .select(['id', 'city', 'postal_code', 'country', 'latitude', 'longitude', 'currency'])
      .where('id', 'in', piece)
      .execute(),
  );
}

/** Gives reservations to the floor. @returns how many still were reserved */
export function releaseAllocations(
  trx: WriteTransaction,
  ids: readonly number[],
  at: number,
): Promise<number> {
  return moveAllocations(trx, ids, { from: 'reserved', to: 'released' }, at);
}

/** Takes reservations back from the floor; they go on holding their stock. */
export function takeBackAllocations(
  trx: WriteTransaction,
  ids: readonly number[],
  at: number,
): Promise<number> {
  return moveAllocations(trx, ids, { from: 'released', to: 'reserved' }, at);
}

async function moveAllocations(
  trx: WriteTransaction,
  ids: readonly number[],
  { from, to }: { from: string; to: string },
  at: number,
): Promise<number> {
  const moved = await inPieces(ids, (piece) =>
    trx
      .updateTable('allocation')
      .set({ status: to, updated_at: at })
      .where('id', 'in', piece)
      .where('status', '=', from)
      .returning('id')
      .execute(),
  );
  return moved.length;
}

export type NewShipment = Awaited<ReturnType<typeof findAddresses>>[number] & {
  number: string;
  facilityId: number;
  promisedAt: number | null;
  serviceId: number | null;
  weightGrams: number;
  costMinor: number;
};

/** Makes shipments that are assigned at once. @returns their ids by number */
export async function insertShipments(
  trx: WriteTransaction,
  shipments: readonly NewShipment[],
  at: number,
): Promise<Map<string, number>> {
  const rows = await inPieces(shipments, (piece) =>
    trx
      .insertInto('shipment')
      .values(
        piece.map((shipment) => ({
          number: shipment.number,
          order_id: shipment.id,
          facility_id: shipment.facilityId,
          service_id: shipment.serviceId,
          tracking_number: null,
          status: 'planned',
          shipped_at: null,
          promised_at: shipment.promisedAt,
          eta_p50_at: null,
          eta_p90_at: null,
          carrier_eta_at: null,
          assigned_at: at,
          said_status: null,
          said_shipped_at: null,
          said_delivered_at: null,
          said_eta_at: null,
          delivered_at: null,
          weight_grams: shipment.weightGrams,
          cost_minor: shipment.costMinor,
          currency: shipment.currency,
          city: shipment.city,
          postal_code: shipment.postal_code,
          country: shipment.country,
          latitude: shipment.latitude,
          longitude: shipment.longitude,
          updated_at: at,
        })),
      )
      .returning(['id', 'number'])
      .execute(),
  );
  return new Map(rows.map(({ id, number }) => [number, id]));
}

/** What made shipments hold: the reserved lines of their order. Lines of one order line are joined. */
export async function insertShipmentLines(
  tools: WriteTools,
  released: readonly { shipmentId: number; part: OrderToRelease['part'] }[],
): Promise<void> {
  const rows = released.flatMap(({ shipmentId, part }) =>
    [...Map.groupBy(part.allocations, ({ lineId }) => lineId).values()].map((own) => {
      const [first] = own;
      const quantity = own.reduce((sum, allocation) => sum + allocation.quantity, 0);
      return [shipmentId, first?.lineId, first?.allocationId, first?.productId, quantity];
    }),
  );
  const columns = ['shipment_id', 'order_line_id', 'allocation_id', 'product_id', 'quantity'];
  await tools.bulkInsert('shipment_line', columns, rows);
}

/** Rows are id, assigned, updated. */
export function assignWaiting(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  return bulkUpdate(
    trx,
    tools,
    { table: 'shipment', columns: { assigned_at: 'bigint', updated_at: 'bigint' } },
    rows,
  );
}

/** Rows are id, active, shipment, whether it was made, message key. */
export function writeReleasedOrders(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = {
    active: 'bigint',
    shipment_id: 'bigint',
    made_shipment: 'bigint',
    message_key: 'text',
  } as const;
  return bulkUpdate(trx, tools, { table: 'wave_order', columns }, rows);
}

/** Moves orders on and marks them as worked on. Rows are id, status, worked on, updated. */
export function writeOrders(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = { status: 'text', worked_on_at: 'bigint', updated_at: 'bigint' } as const;
  return bulkUpdate(trx, tools, { table: 'sales_order', columns }, rows);
}

/** What the floor holds of orders at a facility. */
export function findReleased(trx: WriteTransaction, facilityId: number, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    trx
      .selectFrom('allocation as a')
      .innerJoin('sales_order as o', 'o.id', 'a.order_id')
      .select(['a.id', 'a.order_id as orderId', 'o.status', 'o.number'])
      .where('a.facility_id', '=', facilityId)
      .where('a.status', '=', 'released')
      .where('a.order_id', 'in', piece)
      .execute(),
  );
}

/** Undoes the assignment of shipments: those that the wave made are cancelled, the others wait again. */
export async function withdrawShipments(
  trx: WriteTransaction,
  { made, waiting }: { made: readonly number[]; waiting: readonly number[] },
  at: number,
): Promise<void> {
  await inPieces(made, async (piece) => {
    await trx
      .updateTable('shipment')
      .set({ status: 'cancelled', said_status: 'cancelled', assigned_at: null, updated_at: at })
      .where('id', 'in', piece)
      .execute();
    return [];
  });
  await inPieces(waiting, async (piece) => {
    await trx
      .updateTable('shipment')
      .set({ assigned_at: null, updated_at: at })
      .where('id', 'in', piece)
      .execute();
    return [];
  });
}
