import { type Kysely, sql } from 'kysely';
import { OPEN_STATUSES } from '../../contract/order-statuses.ts';
import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { Row, Tables } from '../../db/tables.ts';

type Db = Kysely<Tables>;

/** Payments that are not made or certain: such orders are on account. */
const UNPAID = ['none', 'pending', 'failed'];

export type OrderRow = Awaited<ReturnType<typeof findOrders>>[number];

/** The orders with their customers, as the rules ask for them. */
export function findOrders(db: Db, ids: readonly number[]) {
  return inPieces(ids, (piece) =>
    db
      .selectFrom('sales_order as o')
      .leftJoin('customer as c', 'c.id', 'o.customer_id')
      .select(['o.id', 'o.number', 'o.channel', 'o.status', 'o.said_status', 'o.said_hold', 'o.currency'])
      .select(['o.hold_reason', 'o.hold_codes', 'o.updated_at', 'o.validated_at', 'o.total_minor'])
      .select(['o.payment_state', 'o.ordered_at', 'o.service_level', 'o.fulfilment', 'o.ship_to_name'])
      .select(['o.street', 'o.city', 'o.postal_code', 'o.country', 'o.latitude', 'o.customer_id'])
      .select(['c.name as customer_name', 'c.email as customer_email', 'c.country as customer_country'])
      .select(['c.segment', 'c.credit_limit_minor', 'c.credit_stop', 'c.overdue_minor'])
      .where('o.id', 'in', piece)
      .execute(),
  );
}

export interface LineSums {
  orderId: number;
  count: number;
  withoutPrice: number;
  mostUnits: number;
  hazardous: number;
  weightGrams: number;
}

/** What the open lines of orders come to. */
export async function sumLines(db: Db, orderIds: readonly number[]): Promise<Map<number, LineSums>> {
  const open = sql`l.quantity - l.quantity_cancelled`;
  const rows = await inPieces(orderIds, (piece) =>
    db
      .selectFrom('order_line as l')
      .innerJoin('product as p', 'p.id', 'l.product_id')
      .select('l.order_id as orderId')
      .select((eb) => [
        eb.fn.countAll<number>().as('count'),
        sql<number>`sum(case when p.stocked = 1 and l.unit_price_minor = 0 then 1 else 0 end)`.as(
          'withoutPrice',
        ),
        sql<number>`max(case when p.stocked = 1 then ${open} else 0 end)`.as('mostUnits'),
        sql<number>`max(p.hazardous)`.as('hazardous'),
        sql<number>`sum((${open}) * p.weight_grams)`.as('weightGrams'),
      ])
      .where('l.order_id', 'in', piece)
      .where(sql<boolean>`l.quantity > l.quantity_cancelled`)
      .groupBy('l.order_id')
      .execute(),
  );
  return new Map(rows.map((row) => [row.orderId, mapNumbers(row)]));
}

/** PostgreSQL tells sums as text. */
function mapNumbers(row: LineSums): LineSums {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)])) as never;
}

/** Levels that some carrier offers. */
export async function findLevels(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('carrier_service').select(['level', 'code']).distinct().execute();
  return new Set(rows.flatMap(({ level, code }) => [level, code.toLowerCase()]));
}

/** The orders that customers have open on account, in one currency. */
export function openOnAccount(db: Db, customerIds: readonly number[], currency: string) {
  return inPieces(customerIds, (piece) =>
    db
      .selectFrom('sales_order')
      .select([
        'id',
        'customer_id as customerId',
        'ordered_at as orderedAt',
        'total_minor as minor',
        'status',
      ])
      .where('customer_id', 'in', piece)
      .where('status', 'in', OPEN_STATUSES)
      .where('payment_state', 'in', UNPAID)
      .where('currency', '=', currency)
      .execute(),
  );
}

export function isUnpaid(paymentState: string): boolean {
  return UNPAID.includes(paymentState);
}

/** When customers first ordered, cancelled orders left out. */
export async function firstOrders(db: Db, customerIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await inPieces(customerIds, (piece) =>
    db
      .selectFrom('sales_order')
      .select('customer_id as customerId')
      .select((eb) => eb.fn.min<number>('ordered_at').as('at'))
      .where('customer_id', 'in', piece)
      .where('status', '!=', 'cancelled')
      .groupBy('customer_id')
      .execute(),
  );
  return new Map(
    rows.flatMap(({ customerId, at }) => (customerId === null ? [] : [[customerId, Number(at)]])),
  );
}

/** When customers ordered, within a time. */
export function ordersOfCustomers(
  db: Db,
  customerIds: readonly number[],
  within: { from: number; to: number },
) {
  return inPieces(customerIds, (piece) =>
    db
      .selectFrom('sales_order')
      .select(['customer_id as customerId', 'ordered_at as orderedAt'])
      .where('customer_id', 'in', piece)
      .where('ordered_at', '>=', within.from)
      .where('ordered_at', '<=', within.to)
      .where('status', '!=', 'cancelled')
      .execute(),
  );
}

/** Orders to places with these postal codes, within a time. */
export function ordersToPostalCodes(
  db: Db,
  postalCodes: readonly string[],
  within: { from: number; to: number },
) {
  return inPieces(postalCodes, (piece) =>
    db
      .selectFrom('sales_order')
      .select(['customer_id as customerId', 'ordered_at as orderedAt', 'postal_code', 'street', 'country'])
      .where('postal_code', 'in', piece)
      .where('ordered_at', '>=', within.from)
      .where('ordered_at', '<=', within.to)
      .where('status', '!=', 'cancelled')
      .execute(),
  );
}

/** Orders by their numbers. */
export function findByNumber(db: Db, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    db.selectFrom('sales_order').select(['id', 'number', 'status']).where('number', 'in', piece).execute(),
  );
}

/** Orders that have not been looked at since they came or since a rule changed. */
export async function findUnseen(db: Db, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('sales_order')
    .select('id')
    .where('validated_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Ids of open orders after one, in their order. */
export async function openOrdersAfter(db: Db, after: number, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('sales_order')
    .select('id')
    .where('status', 'in', VALIDATED_STATUSES)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Until picking begins, an order is looked at again whenever it changes. */
export const VALIDATED_STATUSES = ['received', 'open', 'partiallySourced', 'sourced', 'released'];

export async function markSeen(trx: WriteTransaction, ids: readonly number[], at: number): Promise<void> {
  await inPieces(ids, (piece) =>
    trx.updateTable('sales_order').set({ validated_at: at }).where('id', 'in', piece).execute(),
  );
}

/** Lets all open orders be looked at again. */
export async function markAllUnseen(trx: WriteTransaction): Promise<void> {
  await trx
    .updateTable('sales_order')
    .set({ validated_at: null })
    .where('status', 'in', VALIDATED_STATUSES)
    .execute();
}

/** Lets the open orders of customers be looked at again. */
export async function markCustomersUnseen(trx: WriteTransaction, codes: readonly string[]): Promise<void> {
  await inPieces(codes, (piece) =>
    trx
      .updateTable('sales_order')
      .set({ validated_at: null })
      .where('status', 'in', VALIDATED_STATUSES)
      .where('customer_id', 'in', (eb) => eb.selectFrom('customer').select('id').where('code', 'in', piece))
      .execute(),
  );
}

export function findCustomer(db: Db, code: string): Promise<Row<'customer'> | undefined> {
  return db.selectFrom('customer').selectAll().where('code', '=', code).executeTakeFirst();
}

/** A customer's orders that have not been picked. */
export async function openOrdersOf(db: Db, customerId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('sales_order')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('status', 'in', VALIDATED_STATUSES)
    .execute();
  return rows.map(({ id }) => id);
}

export async function writeCredit(
  trx: WriteTransaction,
  customerId: number,
  credit: { limitMinor: number | null; stop: boolean; overdueMinor: number },
  at: number,
): Promise<void> {
  await trx
    .updateTable('customer')
    .set({
      credit_limit_minor: credit.limitMinor,
      credit_stop: credit.stop ? 1 : 0,
      overdue_minor: credit.overdueMinor,
      updated_at: at,
    })
    .where('id', '=', customerId)
    .execute();
}
