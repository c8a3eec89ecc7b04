import type { Command } from '../journal/index.ts';
import { settleShipments } from '../shipments/index.ts';
import { unfetchedUnits } from './pick-list.ts';
import { findListed, findUnlisted, findUnpacked, writeSaid } from './settle-picked.queries.ts';

/** What a shipment's picks amount to. */
export interface ShipmentPicks {
  /** Units that are still to be fetched, and those that are. */
  open: number;
  picked: number;
  /** It holds something that no list does. */
  unlisted: boolean;
  /** A wave made it: without any goods there is none. */
  made: boolean;
}

/** A shipment is picked once nothing of it is open; one that a wave made and of which nothing was there is over. Pure. */
export function statusOfPicks({ open, picked, unlisted, made }: ShipmentPicks): string {
  if (open > 0 || unlisted) return 'planned';
  if (picked > 0) return 'picked';
  return made ? 'cancelled' : 'planned';
}

/** Brings shipments in line with their picks; those that are packed stay as they are. */
export async function settlePicked(command: Command, shipmentIds: readonly number[]): Promise<void> {
  const { trx, at } = command;
  const ids = [...new Set(shipmentIds)];
  const shipments = await findUnpacked(trx, ids);
  const listed = Map.groupBy(await findListed(trx, ids), ({ shipmentId }) => shipmentId);
  const unlisted = await findUnlisted(trx, ids);
  const moved = shipments.flatMap((shipment) => {
    const parts = listed.get(shipment.id) ?? [];
    const status = statusOfPicks({
      open: parts.reduce(
        (sum, part) => sum + unfetchedUnits({ ...part, live: part.status === 'released' }),
        0,
      ),
      picked: parts.reduce((sum, part) => sum + (part.status === 'released' ? part.picked : 0), 0),
      unlisted: unlisted.has(shipment.id),
      made: shipment.made === 1,
    });
    return status === shipment.status ? [] : [{ ...shipment, to: status }];
  });
  if (moved.length === 0) return;
  await writeSaid(
    trx,
    command,
    moved.map(({ id, to }) => [id, to, at]),
  );
  const movedIds = moved.map(({ id }) => id);
  await settleShipments({ trx, tools: command, at }, movedIds);
  for (const { id, number, status, to } of moved) {
    command.record({ entity: 'shipment', id, key: number, before: { status }, after: { status: to } });
  }
  command.publish({ type: 'shipments.changed', ids: movedIds });
}
