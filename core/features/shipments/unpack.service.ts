import type { Command } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { findShipmentsForCommand } from './commands.queries.ts';
import { findPickedShipments, writeUnpacked } from './packed-orders.queries.ts';
import { settlePackedOrders } from './packed-orders.ts';
import { untell } from './untell.ts';

/**
 * Takes a packed shipment's units out again, within a command: it is picked or planned as before, and its owner is not told.
 * @throws CONFLICT `notPacked`, `alreadySent`
 */
export async function unpackShipment(command: Command, number: string): Promise<void> {
  const { trx, at } = command;
  const [shipment] = await findShipmentsForCommand(trx, [number]);
  if (shipment?.status !== 'packed') {
    const state = shipment?.status ?? 'unknown';
    throw conflict(`Shipment ${number} is ${state}, not packed.`, 'notPacked', 'Look at it again.');
  }
  await untell(command, [number], 'shipment.pack');
  const picked = await findPickedShipments(trx, [shipment.id]);
  const status = picked.has(shipment.id) ? 'picked' : 'planned';
  await writeUnpacked(trx, shipment.id, status, at);
  command.record({
    entity: 'shipment',
    id: shipment.id,
    key: number,
    before: { status: 'packed' },
    after: { status },
  });
  command.publish({ type: 'shipments.changed', ids: [shipment.id] });
  if (shipment.orderId !== null) await settlePackedOrders(command, [shipment.orderId]);
}
