import type { Command } from '../journal/index.ts';
import { findOrdersToPack, findReservedOrders, findShipmentStates } from './packed-orders.queries.ts';
import { writeOrderStatuses } from './settle.queries.ts';

/** What of an order is where, as far as its being packed depends on it. */
export interface OrderOnFloor {
  status: string;
  /** Something of it is reserved and on no floor. */
  reserved: boolean;
  /** Of its shipments that are not cancelled. */
  shipments: readonly string[];
}

const ON_FLOOR = ['released', 'picking', 'packed'];
const NOT_PACKED = ['planned', 'picked'];

/** An order on the floor is packed once all its shipments are, and being picked again once one is unpacked. Pure. */
export function packedOrderStatus({ status, reserved, shipments }: OrderOnFloor): string {
  if (!ON_FLOOR.includes(status) || shipments.length === 0) return status;
  if (!reserved && shipments.every((one) => !NOT_PACKED.includes(one))) return 'packed';
  if (status !== 'packed') return status;
  return shipments.some((one) => one !== 'planned') ? 'picking' : 'released';
}

/** Brings orders in line with which of their shipments are packed; those whose status another system tells stay. */
export async function settlePackedOrders(command: Command, orderIds: readonly number[]): Promise<void> {
  const { trx, at } = command;
  const orders = await findOrdersToPack(trx, orderIds);
  const ids = orders.map(({ id }) => id);
  const reserved = await findReservedOrders(trx, ids);
  const shipments = Map.groupBy(await findShipmentStates(trx, ids), ({ orderId }) => orderId);
  const moved = orders.flatMap((order) => {
    const to = packedOrderStatus({
      status: order.status,
      reserved: reserved.has(order.id),
      shipments: (shipments.get(order.id) ?? []).map(({ status }) => status),
    });
    return to === order.status ? [] : [{ ...order, to }];
  });
  if (moved.length === 0) return;
  await writeOrderStatuses(
    trx,
    command,
    moved.map(({ id, to }) => [id, to, at]),
  );
  for (const { id, number, status, to } of moved) {
    command.record({ entity: 'order', id, key: number, before: { status }, after: { status: to } });
  }
  command.publish({ type: 'orders.changed', ids: moved.map(({ id }) => id) });
}
