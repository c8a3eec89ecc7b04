import type { RejectionReason, RejectionView } from '../../contract/rejections.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import type { Position } from './rejection.ts';

type Reads = Database['read'] | WriteTransaction;

/** An allocation with its order, product and facility. */
export async function findAllocation(reads: Reads, id: number) {
  return reads
    .selectFrom('allocation as a')
    .innerJoin('sales_order as o', 'o.id', 'a.order_id')
    .innerJoin('product as p', 'p.id', 'a.product_id')
    .innerJoin('facility as f', 'f.id', 'a.facility_id')
    .select(['a.id', 'a.order_id as orderId', 'a.order_line_id as lineId', 'a.product_id as productId'])
    .select([
      'a.facility_id as facilityId',
      'a.quantity',
      'a.status',
      'o.number',
      'p.sku',
      'f.code as facility',
    ])
    .select(['o.status as orderStatus', 'o.hold_reason as holdReason'])
    .where('a.id', '=', id)
    .executeTakeFirst();
}

export type AllocationToReject = NonNullable<Awaited<ReturnType<typeof findAllocation>>>;

export async function findPosition(
  reads: Reads,
  { productId, facilityId }: { productId: number; facilityId: number },
): Promise<Position> {
  const row = await reads
    .selectFrom('stock_position')
    .select(['on_hand', 'reserved_external', 'reserved_allocated', 'safety_stock', 'blocked'])
    .where('product_id', '=', productId)
    .where('facility_id', '=', facilityId)
    .executeTakeFirstOrThrow();
  return {
    onHand: row.on_hand,
    reservedExternal: row.reserved_external,
    reservedAllocated: row.reserved_allocated,
    safetyStock: row.safety_stock,
    blocked: row.blocked,
  };
}

/** Gives units of an allocation back: all of it, or a part, which is kept as cancelled beside the rest. */
export async function giveBack(
  trx: WriteTransaction,
  allocation: AllocationToReject,
  quantity: number,
  at: number,
): Promise<void> {
  const only = trx.updateTable('allocation').where('id', '=', allocation.id);
  if (quantity === allocation.quantity) {
    await only.set({ status: 'cancelled', updated_at: at }).execute();
    return;
  }
  await only.set({ quantity: allocation.quantity - quantity, updated_at: at }).execute();
  const { id: _id, ...rest } = await trx
    .selectFrom('allocation')
    .selectAll()
    .where('id', '=', allocation.id)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('allocation')
    .values({ ...rest, quantity, cost_minor: 0, status: 'cancelled', updated_at: at })
    .execute();
}

export async function writePosition(
  trx: WriteTransaction,
  { productId, facilityId }: { productId: number; facilityId: number },
  { onHand, blocked }: Position,
  at: number,
): Promise<void> {
  await trx
    .updateTable('stock_position')
    .set({ on_hand: onHand, blocked, updated_at: at })
    .where('product_id', '=', productId)
    .where('facility_id', '=', facilityId)
    .execute();
}

export async function holdsOrShipped(trx: WriteTransaction, orderId: number): Promise<boolean> {
  const row = await trx
    .selectFrom('order_line')
    .select('id')
    .where('order_id', '=', orderId)
    .where((eb) => eb.or([eb('quantity_allocated', '>', 0), eb('quantity_shipped', '>', 0)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertRejection(
  trx: WriteTransaction,
  rejection: {
    allocation: Pick<AllocationToReject, 'orderId' | 'lineId' | 'productId' | 'facilityId'>;
    quantity: number;
    reason: RejectionReason;
    note: string | null;
    actor: string;
  },
  at: number,
): Promise<number> {
  const { allocation, quantity, reason, note, actor } = rejection;
  const { id } = await trx
    .insertInto('facility_rejection')
    .values({
      order_id: allocation.orderId,
      order_line_id: allocation.lineId,
      product_id: allocation.productId,
      facility_id: allocation.facilityId,
      quantity,
      reason,
      note,
      actor,
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Newest first; of one order or all. */
export async function listRejections(
  db: Database,
  { number, offset, limit }: { number?: string | undefined; offset: number; limit: number },
): Promise<{ rows: RejectionView[]; total: number }> {
  let query = db.read
    .selectFrom('facility_rejection as r')
    .innerJoin('sales_order as o', 'o.id', 'r.order_id');
  if (number !== undefined) query = query.where('o.number', '=', number);
  const [rows, { total }] = await Promise.all([
    query
      .innerJoin('order_line as l', 'l.id', 'r.order_line_id')
      .innerJoin('product as p', 'p.id', 'r.product_id')
      .innerJoin('facility as f', 'f.id', 'r.facility_id')
      .select(['r.id', 'o.number', 'l.line_number as lineNumber', 'p.sku', 'f.code as facility'])
      .select(['f.name as facilityName', 'r.quantity', 'r.reason', 'r.note', 'r.actor', 'r.created_at as at'])
      .orderBy('r.id', 'desc')
      .offset(offset)
      .limit(limit)
      .execute(),
    query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return {
    rows: rows.map((row) => ({ ...row, reason: row.reason as RejectionReason })),
    total: Number(total),
  };
}
