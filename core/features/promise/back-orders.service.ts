import { randomUUID } from 'node:crypto';
import type { OrderStatus } from '../../contract/orders.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import { canMove } from '../../kernel/state-machine.ts';
import { type JournalRecord, writeJournal } from '../journal/index.ts';
import { orderLifeCycle, setOrderStatus } from '../orders/index.ts';
import { type ServedUnits, serveBackOrders } from './back-order-plan.ts';
import {
  findProgress,
  findWaiting,
  insertAllocations,
  lockAvailable,
  setPromise,
  type WaitingRow,
  waitingProducts,
} from './back-orders.queries.ts';

/** The transaction in which promises are kept: a command's, or that of an import. */
export interface PromiseCommand {
  trx: WriteTransaction;
  tools: WriteTools;
  at: number;
}

/** What keeping promises has changed. */
export interface KeptPromises {
  orderIds: number[];
  productIds: number[];
}

export const NOTHING_KEPT: KeptPromises = { orderIds: [], productIds: [] };
const ACTOR = 'vigie';

/**
 * Gives what is available to the orders that wait for it, before anybody else can take it: by priority, then by promise. Run
 * in the transaction that brought the stock; again it changes nothing. `among`: only these products, all when left out.
 */
export async function serveWaiting(
  command: PromiseCommand,
  among?: readonly number[],
): Promise<KeptPromises> {
  const { trx, at } = command;
  const waited = await waitingProducts(trx);
  if (waited.length === 0) return NOTHING_KEPT;
  const only = among && new Set(among);
  const products = only ? waited.filter((id) => only.has(id)) : waited;
  const waiting = await trimmed(command, await findWaiting(trx, products));
  const queue = waiting.filter(({ held }) => !held);
  if (queue.length === 0) return NOTHING_KEPT;
  const served = serveBackOrders(queue, await lockAvailable(trx, queue));
  if (served.length === 0) return NOTHING_KEPT;
  const taken = Map.groupBy(served, ({ waiting: one }) => one.orderId);
  const currencies = new Map(
    (await findProgress(trx, [...taken.keys()])).map((one) => [one.id, one.currency]),
  );
  for (const { waiting: one, quantity } of served) {
    await setPromise(trx, one.promiseId, { quantity: one.quantity - quantity, allocated: quantity, at });
  }
  await insertAllocations(
    trx,
    served.map((one) => toAllocation(one, currencies.get(one.waiting.orderId) ?? 'EUR', at)),
  );
  await moveOrders(command, 'promise.serve', taken);
  return {
    orderIds: [...taken.keys()],
    productIds: [...new Set(served.map(({ waiting: one }) => one.productId))],
  };
}

/** Promises of lines that are served otherwise, or of orders that want nothing any more, wait no longer. */
async function trimmed({ trx, at }: PromiseCommand, waiting: readonly WaitingRow[]): Promise<WaitingRow[]> {
  const openOf = new Map<number, number>();
  const kept: WaitingRow[] = [];
  for (const one of waiting) {
    const open = openOf.get(one.orderLineId) ?? one.lineOpen;
    const quantity = Math.min(one.quantity, open);
    openOf.set(one.orderLineId, open - quantity);
    if (quantity < one.quantity) await setPromise(trx, one.promiseId, { quantity, allocated: 0, at });
    if (quantity > 0) kept.push({ ...one, quantity });
  }
  return kept;
}

function toAllocation({ waiting, quantity }: ServedUnits, currency: string, at: number) {
  return {
    order_id: waiting.orderId,
    order_line_id: waiting.orderLineId,
    product_id: waiting.productId,
    facility_id: waiting.facilityId,
    quantity,
    status: 'reserved',
    run_id: null,
    service_id: waiting.serviceId,
    cost_minor: 0,
    currency,
    reason_json: JSON.stringify({ inboundPromise: waiting.promiseId }),
    created_at: at,
    updated_at: at,
  };
}

/** Orders whose promises became allocations move on, and the journal tells why. */
export async function moveOrders(
  { trx, tools, at }: PromiseCommand,
  procedure: string,
  reserved: ReadonlyMap<number, readonly unknown[]>,
): Promise<void> {
  const records: JournalRecord[] = [];
  for (const { id, number, status, open, allocated } of await findProgress(trx, [...reserved.keys()])) {
    const wanted: OrderStatus = open > 0 ? 'partiallySourced' : 'sourced';
    const moves = allocated > 0 && canMove(orderLifeCycle, status as OrderStatus, wanted);
    const after = moves ? wanted : status;
    await setOrderStatus(trx, id, after, at);
    records.push({
      entity: 'order',
      id,
      key: number,
      before: { status },
      after: { status: after, reserved: reserved.get(id) },
    });
  }
  await writeJournal(tools, { at, actor: ACTOR, procedure, commandId: randomUUID() }, records);
}
