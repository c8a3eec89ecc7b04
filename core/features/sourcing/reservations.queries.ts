import { sql } from 'kysely';
import type { WriteTransaction } from '../../db/database.ts';

export interface ReservationToMove {
  id: number;
  orderId: number;
  number: string;
  productId: number;
  sku: string;
  facilityId: number;
  facility: string;
  quantity: number;
  status: string;
}

/** What an order has reserved of a line, at whichever facilities. */
export async function findReservations(
  trx: WriteTransaction,
  orderLineId: number,
): Promise<ReservationToMove[]> {
  return trx
    .selectFrom('allocation as a')
    .innerJoin('sales_order as o', 'o.id', 'a.order_id')
    .innerJoin('product as p', 'p.id', 'a.product_id')
    .innerJoin('facility as f', 'f.id', 'a.facility_id')
    .select(['a.id', 'a.order_id as orderId', 'o.number', 'a.product_id as productId', 'p.sku'])
    .select(['a.facility_id as facilityId', 'f.code as facility', 'a.quantity', 'a.status'])
    .where('a.order_line_id', '=', orderLineId)
    .where('a.status', 'in', ['reserved', 'released'])
    .orderBy('a.id')
    .execute();
}

export async function findAvailableAt(
  trx: WriteTransaction,
  productId: number,
  facilityId: number,
): Promise<number> {
  const row = await trx
    .selectFrom('stock_position')
    .select(
      sql<number>`on_hand - blocked - reserved_external - reserved_allocated - safety_stock`.as('units'),
    )
    .where('product_id', '=', productId)
    .where('facility_id', '=', facilityId)
    .executeTakeFirst();
  return Math.max(0, Number(row?.units ?? 0));
}

/** Moves a part of a reservation, or all of it, to another facility; the database refuses what is not available there. */
export async function moveUnits(
  trx: WriteTransaction,
  from: ReservationToMove,
  facilityId: number,
  quantity: number,
  at: number,
): Promise<void> {
  if (quantity === from.quantity) {
    await trx
      .updateTable('allocation')
      .set({ facility_id: facilityId, service_id: null, updated_at: at })
      .where('id', '=', from.id)
      .execute();
    return;
  }
  const rest = from.quantity - quantity;
  await trx
    .updateTable('allocation')
    .set({ quantity: rest, updated_at: at })
    .where('id', '=', from.id)
    .execute();
  await trx
    .insertInto('allocation')
    .columns([...COPIED, 'facility_id', 'quantity', 'service_id', 'cost_minor', 'updated_at'])
    .expression((eb) =>
      eb
        .selectFrom('allocation')
        .select([...COPIED])
        .select([
          sql<number>`${sql.lit(facilityId)}`.as('facility_id'),
          sql<number>`${sql.lit(quantity)}`.as('quantity'),
          sql<null>`null`.as('service_id'),
          sql<number>`0`.as('cost_minor'),
          sql<number>`${sql.lit(at)}`.as('updated_at'),
        ])
        .where('id', '=', from.id),
    )
    .execute();
}

const COPIED = [
  'order_id',
  'order_line_id',
  'product_id',
  'status',
  'run_id',
  'currency',
  'reason_json',
  'created_at',
] as const;
