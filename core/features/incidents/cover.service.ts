import type { OrderStatus } from '../../contract/order-statuses.ts';
import { canMove } from '../../kernel/state-machine.ts';
import type { Command } from '../journal/index.ts';
import { orderLifeCycle, setOrderStatus } from '../orders/index.ts';
import { conflict } from '../procedures.ts';
import { findFree } from './act.queries.ts';
import {
  cancelReservations,
  countUnits,
  endInboundPromises,
  findCoverable,
  findUnpromised,
  insertInboundPromise,
  insertReservation,
  setOrderPromise,
  swapLine,
  unswapLine,
} from './cover.queries.ts';
import type { Cover, CoverUnit, Swap } from './options/option-facts.ts';
import { type PlannedAction, type Refused, refusal } from './plan-action.service.ts';
import type { CoverNote, UndoNote } from './undo-note.ts';

type Coverable = Awaited<ReturnType<typeof findCoverable>>;
const COVERABLE = ['received', 'open', 'partiallySourced', 'partiallyShipped'];

/** Gives a waiting order its units, other products included, within a command; what others took meanwhile is not promised twice. */
export async function giveCover(
  command: Command,
  { row, facts, way }: PlannedAction,
  undo: UndoNote,
): Promise<{ made: null; undo: UndoNote } | Refused> {
  const { trx } = command;
  const given = way.effect.cover;
  if (!given || !facts.order) throw new Error('An order and what it is given are needed.');
  const order = await findCoverable(trx, facts.order.id);
  const why = await whyNot(command, order, given);
  if (why) return refusal(row, why.code, why.reason);
  const note = await writeCover(command, order, given);
  const after = await settle(command, order);
  command.record({
    entity: 'order',
    id: order.id,
    key: order.number,
    before: { status: order.status, promisedAt: order.promisedAt },
    after: { ...after, option: way.kind, swaps: given.swaps },
  });
  publishCover(command, order.id, given.cover.units);
  return { made: null, undo: { ...undo, cover: note } };
}

async function whyNot(
  { trx }: Command,
  order: Coverable,
  { cover, swaps }: { cover: Cover; swaps: readonly Swap[] },
): Promise<{ code: string; reason: string } | null> {
  const { number, status, holdReason, open } = order;
  if (!COVERABLE.includes(status) || holdReason !== null) {
    return { code: 'notWaiting', reason: `Order ${number} waits no more: it is ${holdReason ?? status}.` };
  }
  const wanted = new Map<number, number>(swaps.map(({ lineId, quantity }) => [lineId, quantity]));
  const swapped = new Set(wanted.keys());
  for (const { lineId, quantity } of cover.units) {
    if (!swapped.has(lineId)) wanted.set(lineId, (wanted.get(lineId) ?? 0) + quantity);
  }
  if ([...wanted].some(([lineId, quantity]) => quantity > (open.get(lineId) ?? 0))) {
    return { code: 'sourcedMeanwhile', reason: `Order ${number} was given stock meanwhile.` };
  }
  const free = await findFree(
    trx,
    cover.units.map(({ productId }) => productId),
  );
  const inbounds = await findUnpromised(
    trx,
    cover.units.flatMap(({ inboundId }) => inboundId ?? []),
  );
  for (const { productId, facility, quantity, inboundId, sku } of cover.units) {
    const key = `${productId}@${facility}`;
    const left = (inboundId === null ? free.get(key) : inbounds.get(inboundId)) ?? 0;
    if (left < quantity) {
      const reason = `Not enough of ${sku} is left in ${facility}: others took it meanwhile.`;
      return { code: 'insufficientStock', reason };
    }
    if (inboundId === null) free.set(key, left - quantity);
    else inbounds.set(inboundId, left - quantity);
  }
  return null;
}

async function writeCover(
  { trx, at }: Command,
  { id: orderId, currency, status, promisedAt }: Coverable,
  { cover, promisedAt: newPromise, swaps }: { cover: Cover; promisedAt: number | null; swaps: Swap[] },
): Promise<CoverNote> {
  const note: CoverNote = { orderId, status, promisedAt, allocationIds: [], promiseIds: [], swaps: [] };
  const lineOf = new Map<number, number>();
  for (const swap of swaps) {
    const newLineId = await swapLine(trx, orderId, swap);
    lineOf.set(swap.lineId, newLineId);
    note.swaps.push({ lineId: swap.lineId, quantity: swap.quantity, newLineId });
  }
  const inOrder = [...cover.units].sort((a, b) => a.productId - b.productId || a.facilityId - b.facilityId);
  for (const unit of inOrder) {
    const { productId, facilityId, quantity, serviceId, costMinor, inboundId } = unit;
    const lineId = lineOf.get(unit.lineId) ?? unit.lineId;
    const common = { orderId, lineId, productId, facilityId, quantity, serviceId };
    if (inboundId === null) {
      note.allocationIds.push(await insertReservation(trx, { ...common, costMinor, currency }, at));
    } else {
      const promise = { ...common, inboundId, promisedAt: cover.arriveByAt };
      note.promiseIds.push(await insertInboundPromise(trx, promise, at));
    }
  }
  await setOrderPromise(trx, orderId, newPromise ?? promisedAt, at);
  return note;
}

/** The order's status follows from what is reserved for it. */
async function settle({ trx, at }: Command, { id, status }: { id: number; status: string }) {
  const { allocated, open } = await countUnits(trx, id);
  const wanted: OrderStatus = allocated === 0 ? 'open' : open > 0 ? 'partiallySourced' : 'sourced';
  const moves = status !== wanted && canMove(orderLifeCycle, status as OrderStatus, wanted);
  if (moves) await setOrderStatus(trx, id, wanted, at);
  return { status: moves ? wanted : status };
}

function publishCover(
  { publish }: Command,
  orderId: number,
  units: readonly Pick<CoverUnit, 'productId'>[],
): void {
  publish({ type: 'orders.changed', ids: [orderId] });
  const productIds = [...new Set(units.map(({ productId }) => productId))];
  publish(productIds.length > 0 ? { type: 'stock.changed', productIds } : { type: 'stock.changed' });
  publish({ type: 'promises.changed' });
}

/** Takes back what an order was given. @throws CONFLICT `alreadyShipped` once some of it is on the floor or has come in */
export async function takeCoverBack(command: Command, note: CoverNote): Promise<void> {
  const { trx, at } = command;
  const given = await cancelReservations(trx, note.allocationIds, at);
  if (!given || !(await endInboundPromises(trx, note.promiseIds, at))) {
    throw conflict(
      'Some of it is on the floor, has left, or came in for the order.',
      'alreadyShipped',
      'Take its wave back first, or cancel the order.',
    );
  }
  for (const swap of note.swaps) await unswapLine(trx, swap);
  await setOrderPromise(trx, note.orderId, note.promisedAt, at);
  const order = await findCoverable(trx, note.orderId);
  const after = await settle(command, order);
  command.record({
    entity: 'order',
    id: order.id,
    key: order.number,
    before: { status: order.status },
    after: { ...after, promisedAt: note.promisedAt },
  });
  publishCover(command, note.orderId, []);
}
