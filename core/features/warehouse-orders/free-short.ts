import { endUnits, type SettleCommand } from '../shipments/index.ts';
import { findAnswered, findHeld, findStillToLeave } from './free-short.queries.ts';

/**
 * Units that a warehouse was ordered to ship and did not: its shipment has left without them, so they are held there no more and wait
 * to be sourced again. @returns the orders that lost some
 */
export async function freeShort(command: SettleCommand, shipmentIds: readonly number[]): Promise<number[]> {
  const { trx, at } = command;
  const answered = await findAnswered(trx, shipmentIds);
  const places = new Set(answered.map(({ orderId, facilityId }) => `${orderId} ${facilityId}`));
  const orderIds = [...new Set(answered.flatMap(({ orderId }) => orderId ?? []))];
  const waiting = new Map<string, number>();
  for (const { lineId, facilityId, quantity } of await findStillToLeave(trx, orderIds)) {
    const key = `${lineId} ${facilityId}`;
    waiting.set(key, (waiting.get(key) ?? 0) + quantity);
  }
  const freed = new Set<number>();
  for (const held of await findHeld(trx, orderIds)) {
    if (!places.has(`${held.orderId} ${held.facilityId}`)) continue;
    const key = `${held.lineId} ${held.facilityId}`;
    const kept = Math.min(held.quantity, waiting.get(key) ?? 0);
    waiting.set(key, (waiting.get(key) ?? 0) - kept);
    if (kept === held.quantity) continue;
    await endUnits(trx, { id: held.id, quantity: held.quantity - kept, whole: kept === 0 }, at);
    freed.add(held.orderId);
  }
  return [...freed];
}
