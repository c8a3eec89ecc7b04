import { sql } from 'kysely';
import { bulkUpdate } from '../../db/bulk-update.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { AllocationChange } from './end-reservations.ts';

/** The columns of a shipment that its state is derived from and written to. */
export const SHIPMENT_COLUMNS = [
  'id',
  'number',
  'order_id',
  'facility_id',
  'status',
  'shipped_at',
  'delivered_at',
  'carrier_eta_at',
  'assigned_at',
  'said_status',
  'said_shipped_at',
  'said_delivered_at',
  'said_eta_at',
] as const;

export function findShipmentsById(trx: WriteTransaction, ids: readonly number[]) {
  return inPieces(ids, (piece) =>
    trx.selectFrom('shipment').select(SHIPMENT_COLUMNS).where('id', 'in', piece).execute(),
  );
}

export function findScans(trx: WriteTransaction, shipmentIds: readonly number[]) {
  return inPieces(shipmentIds, (piece) =>
    trx
      .selectFrom('tracking_event')
      .select(['shipment_id', 'occurred_at as occurredAt', 'milestone', 'eta_at as etaAt'])
      .where('shipment_id', 'in', piece)
      .execute(),
  );
}

/** Rows are id, status, shipped, delivered, carrier's ETA, updated. */
export function writeShipmentFacts(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = {
    status: 'text',
    shipped_at: 'bigint',
    delivered_at: 'bigint',
    carrier_eta_at: 'bigint',
    updated_at: 'bigint',
  } as const;
  return bulkUpdate(trx, tools, { table: 'shipment', columns }, rows);
}

export function findOrders(trx: WriteTransaction, ids: readonly number[]) {
  return inPieces(ids, (piece) =>
    trx
      .selectFrom('sales_order')
      .select(['id', 'status', 'said_status', 'worked_on_at', 'hold_codes'])
      .where('id', 'in', piece)
      .execute(),
  );
}

export function findLines(trx: WriteTransaction, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    trx
      .selectFrom('order_line')
      .innerJoin('product', 'product.id', 'order_line.product_id')
      .select(['order_line.id', 'order_id', 'product_id', 'quantity', 'product.stocked'])
      .select(['quantity_allocated', 'quantity_shipped', 'quantity_cancelled'])
      .where('order_id', 'in', piece)
      .execute(),
  );
}

export function findShipmentsOfOrders(trx: WriteTransaction, orderIds: readonly number[]) {
  return inPieces(orderIds, (piece) =>
    trx
      .selectFrom('shipment')
      .select(['id', 'order_id', 'facility_id as facilityId', 'status', 'shipped_at as shippedAt'])
      .where('order_id', 'in', piece)
      .execute(),
  );
}

export function findShipmentLines(trx: WriteTransaction, shipmentIds: readonly number[]) {
  return inPieces(shipmentIds, (piece) =>
    trx
      .selectFrom('shipment_line')
      .select(['id', 'shipment_id', 'order_line_id', 'product_id', 'quantity'])
      .where('shipment_id', 'in', piece)
      .execute(),
  );
}

export function findAllocations(trx: WriteTransaction, lineIds: readonly number[]) {
  return inPieces(lineIds, (piece) =>
    trx
      .selectFrom('allocation')
      .select(['id', 'order_line_id', 'product_id', 'facility_id as facilityId', 'quantity', 'status'])
      .where('order_line_id', 'in', piece)
      .orderBy('id')
      .execute(),
  );
}

/** Ends reservations, or parts of them. */
export async function endAllocations(
  trx: WriteTransaction,
  changes: readonly AllocationChange[],
  at: number,
): Promise<void> {
  for (const status of ['shipped', 'cancelled'] as const) {
    const whole = changes.filter((change) => change.whole && change.status === status).map(({ id }) => id);
    await inPieces(whole, (piece) =>
      trx.updateTable('allocation').set({ status, updated_at: at }).where('id', 'in', piece).execute(),
    );
  }
  for (const change of changes) if (!change.whole) await splitAllocation(trx, change, at);
}

/** Gives units of a reservation back. */
export function endUnits(
  trx: WriteTransaction,
  change: Omit<AllocationChange, 'status'>,
  at: number,
): Promise<void> {
  return endAllocations(trx, [{ ...change, status: 'cancelled' }], at);
}

async function splitAllocation(trx: WriteTransaction, change: AllocationChange, at: number): Promise<void> {
  await trx
    .updateTable('allocation')
    .set((eb) => ({ quantity: eb('quantity', '-', change.quantity), updated_at: at }))
    .where('id', '=', change.id)
    .execute();
  await trx
    .insertInto('allocation')
    .columns([...COPIED, 'quantity', 'status', 'cost_minor', 'updated_at'])
    .expression((eb) =>
      eb
        .selectFrom('allocation')
        .select([...COPIED])
        .select([
          sql<number>`cast(${change.quantity} as bigint)`.as('quantity'),
          sql<string>`cast(${change.status} as text)`.as('status'),
          sql<number>`0`.as('cost_minor'),
          sql<number>`cast(${at} as bigint)`.as('updated_at'),
        ])
        .where('id', '=', change.id),
    )
    .execute();
}

const COPIED = [
  'order_id',
  'order_line_id',
  'product_id',
  'facility_id',
  'run_id',
  'service_id',
  'currency',
  'reason_json',
  'created_at',
] as const;

/** Reserves shipped units again where they are still available; where they are not, the reservation is over. */
export async function bringBack(
  trx: WriteTransaction,
  change: AllocationChange,
  position: { productId: number; facilityId: number },
  at: number,
): Promise<void> {
  const free = await findFree(trx, position.productId, position.facilityId);
  const status = free !== null && free >= change.quantity ? 'released' : 'cancelled';
  if (!change.whole) return splitAllocation(trx, { ...change, status }, at);
  await trx.updateTable('allocation').set({ status, updated_at: at }).where('id', '=', change.id).execute();
}

/** What a facility could promise of a product; null where it has no position of it. */
export async function findFree(
  trx: WriteTransaction,
  productId: number,
  facilityId: number,
): Promise<number | null> {
  const row = await trx
    .selectFrom('stock_position')
    .select(
      sql<number>`on_hand - blocked - reserved_external - reserved_allocated - safety_stock`.as('units'),
    )
    .where('product_id', '=', productId)
    .where('facility_id', '=', facilityId)
    .executeTakeFirst();
  return row ? Number(row.units) : null;
}

/** Rows are id, shipped, cancelled. */
export function writeLines(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = { quantity_shipped: 'bigint', quantity_cancelled: 'bigint' } as const;
  return bulkUpdate(trx, tools, { table: 'order_line', columns }, rows);
}

/** Rows are id, status, updated. */
export function writeOrderStatuses(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = { status: 'text', updated_at: 'bigint' } as const;
  return bulkUpdate(trx, tools, { table: 'sales_order', columns }, rows);
}
