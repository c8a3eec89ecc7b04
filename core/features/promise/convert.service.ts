import type { PromiseHold } from '../../contract/promise.ts';
import type { NewRow } from '../../db/tables.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { positionKey } from './back-order-plan.ts';
import { insertAllocations, lockAvailable } from './back-orders.queries.ts';
import { type KeptPromises, moveOrders, type PromiseCommand, serveWaiting } from './back-orders.service.ts';
import {
  findHeldPromises,
  findNamedHolds,
  findOpenLines,
  findOrderHead,
  giveToLine,
  type HoldToConvert,
  type OpenLine,
  takeOverPromise,
} from './convert.queries.ts';
import { publishHolds } from './hold.service.ts';
import { endHoldLines, findHold, type HeldLine, markEnded } from './holds.queries.ts';

const CONVERTIBLE = new Set(['received', 'open', 'partiallySourced']);

/**
 * Makes the holds that orders name their allocations and back-orders, within the transaction that brought the orders. A hold
 * that was converted, given back or ended before changes nothing: such an order is sourced like any other.
 */
export async function convertNamedHolds(
  command: PromiseCommand,
  orderNumbers: readonly string[],
): Promise<KeptPromises> {
  const kept: KeptPromises = { orderIds: [], productIds: [] };
  for (const named of await findNamedHolds(command.trx, orderNumbers)) {
    const productIds = await convertOne(command, named);
    if (!productIds) continue;
    kept.orderIds.push(named.orderId);
    kept.productIds.push(...productIds);
  }
  return kept;
}

/** Makes a hold the allocation and the promise of an order. The same again changes nothing. */
export async function convertHold(
  ctx: AppContext,
  input: { reference: string; orderNumber: string },
): Promise<PromiseHold> {
  return runCommand(ctx, 'promise.convert', async (command) => {
    const { trx, at } = command;
    const hold = await findHold(trx, { reference: input.reference });
    if (!hold) throw notFound('hold', input.reference);
    const order = await findOrderHead(trx, input.orderNumber);
    if (!order) throw notFound('order', input.orderNumber);
    const { status, orderNumber } = hold.view;
    if (status === 'converted' && orderNumber === order.number) return hold.view;
    if (status !== 'active') {
      throw conflict(`Hold ${input.reference} is ${status}.`, status, 'Ask for a new quote and hold it.');
    }
    if (!CONVERTIBLE.has(order.status)) {
      throw conflict(`Order ${order.number} is ${order.status}: it takes no hold any more.`, 'notWaiting');
    }
    const named: HoldToConvert = {
      holdId: hold.id,
      reference: input.reference,
      orderId: order.id,
      orderNumber: order.number,
      currency: order.currency,
    };
    const productIds = (await convertOne({ trx, tools: command, at }, named)) ?? [];
    publishHolds(command, productIds);
    command.publish({ type: 'orders.changed', ids: [order.id] });
    return (await findHold(trx, { reference: input.reference }))?.view ?? hold.view;
  });
}

/** Returns the products concerned; null when the hold ended meanwhile. */
async function convertOne(command: PromiseCommand, named: HoldToConvert): Promise<number[] | null> {
  const { trx, at } = command;
  const { holdId, orderId } = named;
  const [ended] = await markEnded(trx, [holdId], { status: 'converted', at, orderId });
  if (ended === undefined) return null;
  const promises = await findHeldPromises(trx, holdId);
  const held = await endHoldLines(trx, [holdId]);
  const available = await lockAvailable(trx, held);
  const lines = await findOpenLines(trx, orderId);
  const rows: NewRow<'allocation'>[] = [];
  for (const one of held) {
    const key = positionKey(one.productId, one.facilityId);
    const there = Math.min(one.quantity, available.get(key) ?? 0);
    const given = shareOut(lines, one.productId, there);
    for (const part of given) rows.push(toAllocation(named, one, part, at));
    const used = given.reduce((sum, { quantity }) => sum + quantity, 0);
    available.set(key, (available.get(key) ?? 0) - used);
  }
  await insertAllocations(trx, rows);
  for (const promise of promises) {
    const line = mostOpen(lines, promise.productId);
    const quantity = Math.min(promise.quantity, line?.open ?? 0);
    if (line) line.open -= quantity;
    await giveToLine(trx, promise.id, { orderId, orderLineId: line?.id ?? lines[0]?.id ?? 0, quantity, at });
  }
  await takeOverPromise(trx, orderId, holdId, at);
  await moveOrders(command, 'promise.convert', new Map([[orderId, summary(named, rows)]]));
  const productIds = [...new Set([...held, ...promises].map(({ productId }) => productId))];
  await serveWaiting(command, productIds);
  return productIds;
}

function shareOut(
  lines: OpenLine[],
  productId: number,
  units: number,
): { line: OpenLine; quantity: number }[] {
  let left = units;
  const given: { line: OpenLine; quantity: number }[] = [];
  for (const line of lines) {
    const quantity = line.productId === productId ? Math.min(left, line.open) : 0;
    if (quantity <= 0) continue;
    line.open -= quantity;
    left -= quantity;
    given.push({ line, quantity });
  }
  return given;
}

function mostOpen(lines: readonly OpenLine[], productId: number): OpenLine | undefined {
  const same = lines.filter((line) => line.productId === productId && line.open > 0);
  return same.sort((a, b) => b.open - a.open)[0];
}

function toAllocation(
  { orderId, reference, currency }: HoldToConvert,
  held: HeldLine,
  { line, quantity }: { line: OpenLine; quantity: number },
  at: number,
): NewRow<'allocation'> {
  return {
    order_id: orderId,
    order_line_id: line.id,
    product_id: held.productId,
    facility_id: held.facilityId,
    quantity,
    status: 'reserved',
    run_id: null,
    service_id: held.serviceId,
    cost_minor: quantity === held.quantity ? held.costMinor : 0,
    currency,
    reason_json: JSON.stringify({ hold: reference }),
    created_at: at,
    updated_at: at,
  };
}

function summary({ reference }: HoldToConvert, rows: readonly NewRow<'allocation'>[]): unknown[] {
  return rows.map(({ order_line_id, facility_id, quantity }) => {
    return { hold: reference, orderLineId: order_line_id, facilityId: facility_id, quantity };
  });
}
