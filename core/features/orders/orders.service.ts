import { sql } from 'kysely';
import type { OrderCommandResult } from '../../contract/orders.ts';
import type { HoldCode } from '../../contract/validation.ts';
import { DatabaseError } from '../../db/errors.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { findByNumber, validateWithin } from '../validation/index.ts';
import { cancelWarehouseOrdersOf } from '../warehouse-cancellations/index.ts';
import { allows, type OrderAction } from './order.ts';
import {
  findOrdersForCommand,
  findUndoEntries,
  type OrderForCommand,
  type OrderWriting,
  productsOfOrders,
  type UndoEntry,
  writeOrder,
} from './order-commands.queries.ts';
import {
  type Change,
  cancelOrder,
  changeAddress,
  difference,
  holdOrder,
  type OrderSnapshot,
  type Refusal,
  refusalOf,
  releaseOrder,
  type ShipTo,
  unsourceOrder,
} from './order-commands.ts';

export function holdOrders(ctx: AppContext, numbers: string[], reason: string): Promise<OrderCommandResult> {
  const placed = { at: ctx.clock(), by: ctx.actor };
  return changeOrders(ctx, 'hold', numbers, () => holdOrder(reason, placed));
}

/** Lifts the holds of some codes, or all of them, with the reason where there is one. */
export function releaseOrders(
  ctx: AppContext,
  numbers: string[],
  { codes, reason }: { codes?: readonly HoldCode[] | undefined; reason?: string | undefined } = {},
): Promise<OrderCommandResult> {
  const change: ChangeOf = ({ said }) => releaseOrder(codes, said);
  const may = (order: OrderForCommand) =>
    codes ? order.snapshot.holds.some(({ code }) => codes.includes(code)) : order.held;
  return runCommand(ctx, 'orders.release', (command) =>
    changeWithin(command, 'release', numbers, change, reason ? { reason } : {}, may),
  );
}

export function cancelOrders(
  ctx: AppContext,
  numbers: string[],
  reason: string,
): Promise<OrderCommandResult> {
  return changeOrders(ctx, 'cancel', numbers, () => cancelOrder, { reason });
}

export function unsourceOrders(ctx: AppContext, numbers: string[]): Promise<OrderCommandResult> {
  return changeOrders(ctx, 'unsource', numbers, () => unsourceOrder);
}

/** Changes where an order goes; the new place is located offline, and the rules of reception look at it again. */
export function editOrderAddress(
  ctx: AppContext,
  number: string,
  shipTo: Omit<ShipTo, 'latitude' | 'longitude'>,
): Promise<OrderCommandResult> {
  const place = ctx.places.locate(shipTo);
  const located = { ...shipTo, latitude: place?.latitude ?? null, longitude: place?.longitude ?? null };
  return runCommand(ctx, 'orders.editAddress', async (command) => {
    const change = () => changeAddress(located);
    const result = await changeWithin(command, 'editAddress', [number], change, {});
    const ids = (await findByNumber(command.trx, result.changed)).map(({ id }) => id);
    const { trx, at } = command;
    const { records } = await validateWithin({ trx, tools: command, at }, ctx.places, ids);
    for (const record of records) command.record(record);
    return result;
  });
}

/** The change that an action makes to one order. */
type ChangeOf = (order: OrderForCommand) => Change;

async function changeOrders(
  ctx: AppContext,
  action: OrderAction,
  numbers: string[],
  change: ChangeOf,
  note: Record<string, string> = {},
): Promise<OrderCommandResult> {
  return runCommand(ctx, `orders.${action}`, (command) =>
    changeWithin(command, action, numbers, change, note),
  );
}

/** Cancels orders as part of a command that does more. */
export function cancelOrdersWithin(
  command: Command,
  numbers: string[],
  reason: string,
): Promise<OrderCommandResult> {
  return changeWithin(command, 'cancel', numbers, () => cancelOrder, { reason });
}

/** After these nobody is to ship the order from where it was to be shipped. */
const GIVES_BACK: ReadonlySet<OrderAction> = new Set(['cancel', 'unsource']);
/** In the journal: its warehouse was ordered to ship it, and is not any more. */
const TOLD = 'warehouseOrder';

const idsOf = (orders: readonly OrderForCommand[]) => orders.map(({ id }) => id);

/** Changes orders as part of a command: those that it does not suit are refused, each with its reason. */
export async function changeWithin(
  command: Command,
  action: OrderAction,
  numbers: string[],
  change: ChangeOf,
  note: Record<string, string>,
  may: (order: OrderForCommand) => boolean = (order) => allows(order, action),
): Promise<OrderCommandResult> {
  const orders = await findOrdersForCommand(command.trx, numbers);
  const refused: Refusal[] = [];
  const changed: OrderForCommand[] = [];
  for (const number of new Set(numbers)) {
    const order = orders.get(number);
    const refusal = order && may(order) ? null : refusalOf(order, number, action);
    if (refusal) refused.push(refusal);
    else if (order) changed.push(order);
  }
  const told = GIVES_BACK.has(action) ? await cancelWarehouseOrdersOf(command, idsOf(changed)) : new Set();
  for (const order of changed) {
    const after = change(order)(order.snapshot);
    await writeOrder(writingOf(command, note.reason), order.id, order.snapshot, after);
    recordChange(command, order, after, told.has(order.id) ? { ...note, [TOLD]: 'cancelled' } : note);
  }
  await publishOrders(command, changed);
  return { commandId: command.commandId, changed: changed.map((order) => order.number), refused };
}

function writingOf(command: Command, note: string | null = null): OrderWriting {
  const { trx, at, actor } = command;
  return { trx, tools: command, at, by: actor, note };
}

/** Takes a command back for each order about which nothing else has been said since. */
export async function undoOrderCommand(ctx: AppContext, commandId: string): Promise<OrderCommandResult> {
  const entries = await findUndoEntries(ctx.db, commandId);
  if (entries.length === 0) throw notFound('command', commandId);
  return runCommand(ctx, 'orders.undo', async (command) => {
    const orders = await findOrdersForCommand(
      command.trx,
      entries.map((entry) => entry.number),
    );
    const refused: Refusal[] = [];
    const changed: OrderForCommand[] = [];
    for (const entry of entries) {
      const order = orders.get(entry.number);
      const refusal = order ? await undoOne(command, order, entry) : refusalOf(order, entry.number, 'hold');
      if (refusal) refused.push(refusal);
      else if (order) changed.push(order);
    }
    if (changed.length === 0) {
      throw conflict(refused[0]?.reason ?? 'Nothing to undo.', refused[0]?.code ?? 'nothingToUndo');
    }
    await publishOrders(command, changed);
    return { commandId: command.commandId, changed: changed.map((order) => order.number), refused };
  });
}

async function undoOne(command: Command, order: OrderForCommand, entry: UndoEntry): Promise<Refusal | null> {
  const { number } = order;
  if (!entry.latest)
    return { number, code: 'changedSince', reason: `Order ${number} has been changed since.` };
  if (TOLD in entry.after) {
    const reason = `The warehouse of order ${number} was told not to ship it: source and release it again.`;
    return { number, code: 'warehouseTold', reason };
  }
  const current: OrderSnapshot = { ...order.snapshot, ...entry.after };
  const restored: OrderSnapshot = { ...order.snapshot, ...entry.before };
  await sql`savepoint undo_order`.execute(command.trx);
  try {
    await writeOrder(writingOf(command), order.id, current, restored);
    await sql`release savepoint undo_order`.execute(command.trx);
  } catch (error) {
    await sql`rollback to savepoint undo_order`.execute(command.trx);
    if (!isInsufficientStock(error)) throw error;
    return {
      number,
      code: 'insufficientStock',
      reason: `The stock of order ${number} has been taken meanwhile.`,
    };
  }
  recordChange(command, { ...order, snapshot: current }, restored, {});
  return null;
}

function isInsufficientStock(error: unknown): boolean {
  const same = DatabaseError.fromPostgres(error);
  return same instanceof DatabaseError && same.code === 'insufficient_stock';
}

function recordChange(
  command: Command,
  order: OrderForCommand,
  after: OrderSnapshot,
  note: Record<string, string>,
): void {
  const changes = difference(order.snapshot, after);
  command.record({
    entity: 'order',
    id: order.id,
    key: order.number,
    before: changes.before,
    after: { ...changes.after, ...note },
  });
}

async function publishOrders(command: Command, changed: OrderForCommand[]): Promise<void> {
  if (changed.length === 0) return;
  const ids = idsOf(changed);
  command.publish({ type: 'orders.changed', ids });
  const productIds = await productsOfOrders(command.trx, ids);
  if (productIds.length > 0) command.publish({ type: 'stock.changed', productIds });
}
