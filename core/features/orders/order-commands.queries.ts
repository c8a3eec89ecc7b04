import { sql } from 'kysely';
import type { OrderStatus } from '../../contract/orders.ts';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import { activeHolds, endHolds, placeHolds, summaryOf } from '../holds/index.ts';
import type { OrderState } from './order.ts';
import type { OrderSnapshot, ShipTo } from './order-commands.ts';

/** An order as a command sees it inside its transaction. */
export interface OrderForCommand extends OrderState {
  id: number;
  number: string;
  /** The status that its source states. */
  said: string | null;
  saidHold: string | null;
  snapshot: OrderSnapshot;
}

const CHUNK = 500;

/** The orders named, with their lines and active allocations; unknown numbers are simply absent. */
export async function findOrdersForCommand(
  trx: WriteTransaction,
  numbers: readonly string[],
): Promise<Map<string, OrderForCommand>> {
  const found = new Map<string, OrderForCommand>();
  for (let i = 0; i < numbers.length; i += CHUNK) {
    for (const order of await findChunk(trx, numbers.slice(i, i + CHUNK))) found.set(order.number, order);
  }
  return found;
}

async function findChunk(trx: WriteTransaction, numbers: readonly string[]): Promise<OrderForCommand[]> {
  const orders = await trx.selectFrom('sales_order').selectAll().where('number', 'in', numbers).execute();
  if (orders.length === 0) return [];
  const ids = orders.map((order) => order.id);
  const [lines, allocations] = await Promise.all([
    trx
      .selectFrom('order_line')
      .select(['id', 'order_id', 'quantity', 'quantity_shipped', 'quantity_cancelled'])
      .where('order_id', 'in', ids)
      .execute(),
    trx
      .selectFrom('allocation')
      .select(['id', 'order_id', 'status', 'quantity'])
      .where('order_id', 'in', ids)
      .where('status', 'in', ['reserved', 'released'])
      .execute(),
  ]);
  const holdRows = await activeHolds(trx, ids);
  const linesOf = Map.groupBy(lines, (line) => line.order_id);
  const allocationsOf = Map.groupBy(allocations, (allocation) => allocation.order_id);
  return orders.map((order) => {
    const held = allocationsOf.get(order.id) ?? [];
    const holds = holdRows.get(order.id) ?? [];
    return {
      id: order.id,
      number: order.number,
      said: order.said_status,
      saidHold: order.said_hold,
      status: order.status as OrderStatus,
      held: order.hold_reason !== null,
      heldByHand: holds.some(({ code }) => code === 'manual'),
      closed: order.closed_at !== null,
      unitsAllocated: held.reduce((sum, allocation) => sum + allocation.quantity, 0),
      snapshot: {
        status: order.status as OrderStatus,
        holdReason: order.hold_reason,
        holds,
        closedAt: order.closed_at,
        shipTo: {
          name: order.ship_to_name,
          street: order.street,
          city: order.city,
          postalCode: order.postal_code,
          region: order.region,
          country: order.country,
          latitude: order.latitude,
          longitude: order.longitude,
        },
        allocations: held.map(({ id, status }) => ({ id, status })),
        lines: (linesOf.get(order.id) ?? []).map((line) => ({
          id: line.id,
          quantityCancelled: line.quantity_cancelled,
          quantityOpen: line.quantity - line.quantity_shipped - line.quantity_cancelled,
        })),
      },
    };
  });
}

/** The transaction that orders are written in, by whom, and why. */
export interface OrderWriting {
  trx: WriteTransaction;
  tools: WriteTools;
  at: number;
  by: string;
  note: string | null;
}

/** Writes what differs between two snapshots of an order. Reservations are given back before lines change and taken after. */
export async function writeOrder(
  { trx, tools, at, by, note }: OrderWriting,
  id: number,
  before: OrderSnapshot,
  after: OrderSnapshot,
): Promise<void> {
  const statusOf = new Map(before.allocations.map((allocation) => [allocation.id, allocation.status]));
  const changed = after.allocations.filter((allocation) => statusOf.get(allocation.id) !== allocation.status);
  const setStatus = async (status: string, ids: number[]) => {
    if (ids.length === 0) return;
    await trx.updateTable('allocation').set({ status, updated_at: at }).where('id', 'in', ids).execute();
  };
  const idsWith = (status: string) => changed.filter((a) => a.status === status).map((a) => a.id);
  await setStatus('cancelled', idsWith('cancelled'));
  const cancelledOf = new Map(before.lines.map((line) => [line.id, line.quantityCancelled]));
  for (const line of after.lines) {
    if (cancelledOf.get(line.id) === line.quantityCancelled) continue;
    await trx
      .updateTable('order_line')
      .set({ quantity_cancelled: line.quantityCancelled })
      .where('id', '=', line.id)
      .execute();
  }
  await setStatus('reserved', idsWith('reserved'));
  await setStatus('released', idsWith('released'));
  const has = (order: OrderSnapshot, code: string) => order.holds.some((hold) => hold.code === code);
  const lifted = before.holds.filter(({ code }) => !has(after, code)).map(({ code }) => code);
  await endHolds(trx, id, lifted, { at, by, note });
  const placed = after.holds.filter(({ code }) => !has(before, code));
  await placeHolds(
    tools,
    placed.map((hold) => ({ ...hold, orderId: id })),
  );
  const { holdReason, holdCodes } = summaryOf(after.holds);
  await trx
    .updateTable('sales_order')
    .set({
      status: after.status,
      hold_reason: holdReason,
      hold_codes: holdCodes,
      closed_at: after.closedAt,
      closed_by: after.closedAt === null ? null : by,
      ...shipToColumns(after.shipTo),
      worked_on_at: at,
      updated_at: at,
    })
    .where('id', '=', id)
    .execute();
}

function shipToColumns(shipTo: ShipTo) {
  return {
    ship_to_name: shipTo.name,
    street: shipTo.street,
    city: shipTo.city,
    postal_code: shipTo.postalCode,
    region: shipTo.region,
    country: shipTo.country,
    latitude: shipTo.latitude,
    longitude: shipTo.longitude,
  };
}

/** Products whose reservations a set of orders' allocations touch. */
export async function productsOfOrders(
  trx: WriteTransaction,
  orderIds: readonly number[],
): Promise<number[]> {
  const products = new Set<number>();
  for (let i = 0; i < orderIds.length; i += CHUNK) {
    const rows = await trx
      .selectFrom('allocation')
      .select('product_id')
      .distinct()
      .where('order_id', 'in', orderIds.slice(i, i + CHUNK))
      .execute();
    for (const row of rows) products.add(row.product_id);
  }
  return [...products];
}

export interface UndoEntry {
  orderId: number;
  number: string;
  before: Partial<OrderSnapshot>;
  after: Partial<OrderSnapshot>;
  /** Nothing else was journalled about the order afterwards. */
  latest: boolean;
}

/** What a command changed about orders, as its journal tells: an order once, however much is told of it. */
export async function findUndoEntries(db: Database, commandId: string): Promise<UndoEntry[]> {
  const rows = await db.read
    .selectFrom('journal')
    .select(['id', 'entity_id', 'entity_key', 'before_json', 'after_json'])
    .select((eb) =>
      eb
        .selectFrom('journal as later')
        .select(sql<number>`max(later.id)`.as('latest'))
        .whereRef('later.entity', '=', 'journal.entity')
        .whereRef('later.entity_id', '=', 'journal.entity_id')
        .as('latest'),
    )
    .where('command_id', '=', commandId)
    .where('entity', '=', 'order')
    .orderBy('id')
    .execute();
  const entries = new Map<number, UndoEntry>();
  for (const { id, entity_id: orderId, entity_key: number, before_json, after_json, latest } of rows) {
    if (orderId === null || number === null) continue;
    const earlier = entries.get(orderId);
    const before = { ...JSON.parse(before_json ?? '{}'), ...earlier?.before };
    const after = { ...earlier?.after, ...JSON.parse(after_json ?? '{}') };
    entries.set(orderId, { orderId, number, before, after, latest: latest === id });
  }
  return [...entries.values()];
}

/** An order's status after work was done on it. */
export async function setOrderStatus(
  trx: WriteTransaction,
  id: number,
  status: string,
  at: number,
): Promise<void> {
  await trx
    .updateTable('sales_order')
    .set({ status, worked_on_at: at, updated_at: at })
    .where('id', '=', id)
    .execute();
}
