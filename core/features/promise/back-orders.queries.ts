import { sql } from 'kysely';
import type { BackOrderView } from '../../contract/promise.ts';
import type { FacilityRef } from '../../contract/stock.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { NewRow } from '../../db/tables.ts';
import { type AvailableUnits, positionKey, type WaitingUnits } from './back-order-plan.ts';
import { isOpenPromise } from './open-promises.ts';

const AVAILABLE = sql<number>`(on_hand - reserved_external - reserved_allocated - safety_stock - blocked)`;
/** States in which an order may still be given stock. */
const SERVED_STATES = ['received', 'open', 'partiallySourced', 'sourced'] as const;
const LINE_OPEN = sql<number>`(l.quantity - l.quantity_allocated - l.quantity_shipped - l.quantity_cancelled)`;

/** The products of which orders wait for units. */
export async function waitingProducts(db: Database['read']): Promise<number[]> {
  const rows = await db
    .selectFrom('inbound_promise')
    .select('product_id')
    .distinct()
    .where(isOpenPromise('inbound_promise'))
    .where('status', '=', 'waiting')
    .execute();
  return rows.map((row) => row.product_id);
}

/** Whether some order waits for units that are there, or waits no more: what a sweep has to see to. */
export async function anythingToServe(db: Database): Promise<boolean> {
  const row = await db.read
    .selectFrom('inbound_promise as p')
    .innerJoin('stock_position as s', (join) =>
      join.onRef('s.product_id', '=', 'p.product_id').onRef('s.facility_id', '=', 'p.facility_id'),
    )
    .innerJoin('order_line as l', 'l.id', 'p.order_line_id')
    .innerJoin('sales_order as o', 'o.id', 'p.order_id')
    .select('p.id')
    .where(isOpenPromise('p'))
    .where('p.status', '=', 'waiting')
    .where('o.hold_reason', 'is', null)
    .where((eb) =>
      eb.or([
        eb(
          sql<number>`s.on_hand - s.reserved_external - s.reserved_allocated - s.safety_stock - s.blocked`,
          '>',
          0,
        ),
        eb(LINE_OPEN, '<', eb.ref('p.quantity')),
        eb('o.status', 'not in', SERVED_STATES),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export interface WaitingRow extends WaitingUnits {
  held: boolean;
  /** Units of the line that nothing is reserved for. */
  lineOpen: number;
}

function selectWaiting(trx: WriteTransaction) {
  return trx
    .selectFrom('inbound_promise as p')
    .innerJoin('order_line as l', 'l.id', 'p.order_line_id')
    .innerJoin('sales_order as o', 'o.id', 'p.order_id')
    .select(['p.id', 'p.order_id', 'p.order_line_id', 'p.product_id', 'p.facility_id', 'p.quantity'])
    .select(['p.service_id', 'p.promised_at', 'o.priority', 'o.ship_complete', 'o.hold_reason', 'o.status'])
    .select(LINE_OPEN.as('line_open'))
    .where(isOpenPromise('p'))
    .where('p.status', '=', 'waiting');
}

/** Units that wait for one of the products; of orders that must ship complete, all that they wait for. */
export async function findWaiting(
  trx: WriteTransaction,
  productIds: readonly number[],
): Promise<WaitingRow[]> {
  const found = await inPieces(productIds, (piece) =>
    selectWaiting(trx).where('p.product_id', 'in', piece).execute(),
  );
  const [whole, others] = [found.filter(isWhole), found.filter((row) => !isWhole(row))];
  const wholeOrders = [...new Set(whole.map((row) => row.order_id))];
  const ofWhole = await inPieces(wholeOrders, (piece) =>
    selectWaiting(trx).where('p.order_id', 'in', piece).execute(),
  );
  return [...others, ...ofWhole].map(toWaiting);
}

type FoundRow = Awaited<ReturnType<ReturnType<typeof selectWaiting>['execute']>>[number];

function isWhole(row: FoundRow): boolean {
  return row.ship_complete === 1;
}

function toWaiting(row: FoundRow): WaitingRow {
  return {
    promiseId: row.id,
    orderId: row.order_id ?? 0,
    orderLineId: row.order_line_id ?? 0,
    productId: row.product_id,
    facilityId: row.facility_id,
    quantity: row.quantity,
    serviceId: row.service_id,
    priority: row.priority,
    promisedAt: row.promised_at,
    shipComplete: isWhole(row),
    held: row.hold_reason !== null,
    lineOpen: SERVED_STATES.some((status) => status === row.status) ? Number(row.line_open) : 0,
  };
}

/** What is available of positions, which from now on nobody else changes until the transaction ends. */
export async function lockAvailable(
  trx: WriteTransaction,
  positions: readonly { productId: number; facilityId: number }[],
): Promise<AvailableUnits> {
  const available: AvailableUnits = new Map();
  const once = new Map(positions.map((one) => [positionKey(one.productId, one.facilityId), one]));
  const inOrder = [...once.values()].sort((a, b) => a.productId - b.productId || a.facilityId - b.facilityId);
  for (const { productId, facilityId } of inOrder) {
    const row = await trx
      .updateTable('stock_position')
      .set({ product_id: productId })
      .where('product_id', '=', productId)
      .where('facility_id', '=', facilityId)
      .returning(AVAILABLE.as('units'))
      .executeTakeFirst();
    available.set(positionKey(productId, facilityId), Math.max(0, Number(row?.units ?? 0)));
  }
  return available;
}

/** So much of a promise is still to come, so much more of it is allocated. */
export async function setPromise(
  trx: WriteTransaction,
  id: number,
  to: { quantity: number; allocated: number; at: number },
): Promise<void> {
  const done = to.allocated > 0 ? 'allocated' : 'ended';
  await trx
    .updateTable('inbound_promise')
    .set((eb) => ({
      quantity: to.quantity,
      quantity_allocated: eb('quantity_allocated', '+', to.allocated),
      updated_at: to.at,
      ...(to.quantity === 0 ? { status: done } : {}),
    }))
    .where('id', '=', id)
    .execute();
}

export async function insertAllocations(
  trx: WriteTransaction,
  rows: readonly NewRow<'allocation'>[],
): Promise<void> {
  const inOrder = [...rows].sort((a, b) => a.product_id - b.product_id || a.facility_id - b.facility_id);
  for (const row of inOrder) await trx.insertInto('allocation').values(row).execute();
}

export interface OrderProgress {
  id: number;
  number: string;
  status: string;
  currency: string;
  /** Units of goods that nothing is reserved for, and that something is. */
  open: number;
  allocated: number;
}

export async function findProgress(
  trx: WriteTransaction,
  orderIds: readonly number[],
): Promise<OrderProgress[]> {
  const rows = await inPieces(orderIds, (piece) =>
    trx
      .selectFrom('sales_order as o')
      .innerJoin('order_line as l', 'l.order_id', 'o.id')
      .innerJoin('product as p', 'p.id', 'l.product_id')
      .select(['o.id', 'o.number', 'o.status', 'o.currency'])
      .select([
        sql<number>`sum${LINE_OPEN}`.as('open'),
        sql<number>`sum(l.quantity_allocated)`.as('allocated'),
      ])
      .where('o.id', 'in', piece)
      .where('p.stocked', '=', 1)
      .groupBy(['o.id', 'o.number', 'o.status', 'o.currency'])
      .execute(),
  );
  return rows.map((row) => ({ ...row, open: Number(row.open), allocated: Number(row.allocated) }));
}

type BackOrderQuery = { orderNumber?: string | undefined; offset: number; limit: number };

export async function listBackOrders(
  db: Database,
  { orderNumber, offset, limit }: BackOrderQuery,
): Promise<{ rows: BackOrderView[]; total: number }> {
  const matching = db.read
    .selectFrom('inbound_promise as p')
    .innerJoin('sales_order as o', 'o.id', 'p.order_id')
    .$if(orderNumber !== undefined, (query) => query.where('o.number', '=', orderNumber ?? ''))
    .$if(orderNumber === undefined, (query) =>
      query.where(isOpenPromise('p')).where('p.status', '=', 'waiting'),
    );
  const [rows, { total }] = await Promise.all([
    matching
      .innerJoin('order_line as l', 'l.id', 'p.order_line_id')
      .innerJoin('product as g', 'g.id', 'p.product_id')
      .innerJoin('inbound as i', 'i.id', 'p.inbound_id')
      .innerJoin('facility as f', 'f.id', 'p.facility_id')
      .select(['p.id', 'o.number', 'l.line_number', 'g.sku', 'p.quantity', 'p.quantity_allocated'])
      .select(['p.status', 'p.promised_at', 'i.reference', 'i.expected_at', 'i.status as inbound_status'])
      .select(['f.id as facility_id', 'f.code', 'f.name', 'f.kind', 'f.city', 'f.country'])
      .orderBy('o.priority')
      .orderBy('p.promised_at')
      .orderBy('p.id')
      .offset(offset)
      .limit(limit)
      .execute(),
    matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return {
    total: Number(total),
    rows: rows.map((row) => ({
      id: row.id,
      orderNumber: row.number,
      lineNumber: row.line_number,
      sku: row.sku,
      facility: {
        id: row.facility_id,
        code: row.code,
        name: row.name,
        kind: row.kind as FacilityRef['kind'],
        city: row.city,
        country: row.country,
      },
      quantity: row.quantity,
      quantityAllocated: row.quantity_allocated,
      status: row.status as BackOrderView['status'],
      promisedAt: row.promised_at,
      inbound: {
        reference: row.reference,
        expectedAt: row.expected_at,
        status: row.inbound_status as BackOrderView['inbound']['status'],
      },
    })),
  };
}
