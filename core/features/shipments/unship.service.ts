import type { Command } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { findShipmentsForCommand, putOnShelf, writeCommanded } from './commands.queries.ts';
import { settleOrders } from './settle-orders.ts';
import { settleShipments } from './settle-shipments.ts';
import { changeShelves } from './shelves.ts';
import { findCarrierScans } from './unship.queries.ts';
import { untell } from './untell.ts';

/**
 * Shipments have not left after all, within a command: they are packed again, their units reserved, and their owners not told.
 * @throws CONFLICT `carrierScanned`, `alreadySent`
 */
export async function unshipShipments(command: Command, numbers: readonly string[]): Promise<void> {
  const { trx, at } = command;
  const shipments = await findShipmentsForCommand(trx, numbers);
  const ids = shipments.map(({ id }) => id);
  const [scan] = await findCarrierScans(trx, ids);
  if (scan) {
    throw conflict(
      `The carrier has scanned ${scan.number} already: it is on its way.`,
      'carrierScanned',
      'Have the carrier bring it back, or create a return.',
    );
  }
  await untell(command, numbers, 'shipment.ship');
  await untell(command, numbers, 'order.shipped');
  const taken = await changeShelves(command, shipments, putOnShelf);
  await writeCommanded(
    trx,
    command,
    shipments.map(({ id, assignedAt }) => [id, assignedAt, 'packed', null, at]),
  );
  const settle = { trx, tools: command, at };
  const { orderIds } = await settleShipments(settle, ids);
  const orders = await settleOrders(settle, [...orderIds]);
  for (const { id, number, status } of shipments) {
    command.record({
      entity: 'shipment',
      id,
      key: number,
      before: { status },
      after: { status: 'packed' },
    });
  }
  command.publish({ type: 'shipments.changed', ids });
  if (orderIds.size > 0) command.publish({ type: 'orders.changed', ids: [...orderIds] });
  const productIds = new Set([...orders.productIds, ...taken]);
  if (productIds.size > 0) command.publish({ type: 'stock.changed', productIds: [...productIds] });
}
