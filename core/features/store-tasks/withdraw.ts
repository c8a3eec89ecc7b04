import type { Command } from '../journal/index.ts';
import { untell } from '../shipments/index.ts';
import { withdrawShipments } from '../waves/index.ts';
import { findOwned, findShipmentsThere } from './tasks.queries.ts';

/**
 * A store's shipments of an order are over: Vigie's own are cancelled, those of another system wait again, as long as it has not been
 * told of them. @throws CONFLICT `alreadySent`
 */
export async function withdrawFromStore(
  command: Command,
  facilityId: number,
  orderId: number,
): Promise<void> {
  const { trx, at } = command;
  const shipments = await findShipmentsThere(trx, facilityId, orderId);
  if (shipments.length === 0) return;
  const numbers = shipments.map(({ number }) => number);
  await untell(command, numbers, 'shipment.assign');
  await untell(command, numbers, 'shipment.pack');
  const owned = await findOwned(trx, numbers);
  const ids = (mine: boolean) =>
    shipments.filter(({ number }) => owned.has(number) !== mine).map(({ id }) => id);
  await withdrawShipments(trx, { made: ids(true), waiting: ids(false) }, at);
  for (const { id, number, status } of shipments) {
    const after = { status: owned.has(number) ? 'planned' : 'cancelled' };
    command.record({ entity: 'shipment', id, key: number, before: { status }, after });
  }
  command.publish({ type: 'shipments.changed', ids: shipments.map(({ id }) => id) });
}
