import { insertRejection } from '../rejections/index.ts';
import { endUnits, type SettleCommand } from '../shipments/index.ts';
import { findAnswered, findHeld, findStillToLeave } from './free-short.queries.ts';

const NOTE = 'Shipped less than it was ordered to';

/**
 * Units that a warehouse was ordered to ship and did not: its shipment has left without them, so they are held there no more and wait
 * to be sourced again, elsewhere first. What the stock there is, its own system says. @returns the orders that lost some, their numbers by their ids
 */
export async function freeShort(
  command: SettleCommand,
  shipmentIds: readonly number[],
  actor: string,
): Promise<Map<number, string>> {
  const { trx, at } = command;
  const answered = await findAnswered(trx, shipmentIds);
  const places = new Set(answered.map(({ orderId, facilityId }) => `${orderId} ${facilityId}`));
  const orderIds = [...new Set(answered.flatMap(({ orderId }) => orderId ?? []))];
  const waiting = new Map<string, number>();
  for (const { lineId, facilityId, quantity } of await findStillToLeave(trx, orderIds)) {
    const key = `${lineId} ${facilityId}`;
    waiting.set(key, (waiting.get(key) ?? 0) + quantity);
  }
  const freed = new Map<number, string>();
  for (const held of await findHeld(trx, orderIds)) {
    if (!places.has(`${held.orderId} ${held.facilityId}`)) continue;
    const key = `${held.lineId} ${held.facilityId}`;
    const kept = Math.min(held.quantity, waiting.get(key) ?? 0);
    waiting.set(key, (waiting.get(key) ?? 0) - kept);
    if (kept === held.quantity) continue;
    const quantity = held.quantity - kept;
    await endUnits(trx, { id: held.id, quantity, whole: kept === 0 }, at);
    await insertRejection(trx, { allocation: held, quantity, reason: 'noTime', note: NOTE, actor }, at);
    freed.set(held.orderId, held.order);
  }
  return freed;
}
