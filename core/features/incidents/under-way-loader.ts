import { inPieces } from '../../db/in-pieces.ts';
import type { Reader } from '../../db/reader.ts';
import type { GridChange } from '../grids.ts';
import { facilityPlaces, serviceCarriers, underWayRows } from './under-way.queries.ts';
import type { UnderWay } from './under-way.ts';

/** With more than that, reading everything is as quick. */
const MOST_NAMED = 5_000;

/** Reads everything that is under way; yields once it is there. */
export async function* loadUnderWay(kept: UnderWay, reader: Reader): AsyncGenerator<number, void> {
  await readHeads(kept, reader);
  kept.replace(await underWayRows(reader, 'all'));
  yield 1;
}

/** Reads again what has changed. */
export async function refreshUnderWay(kept: UnderWay, reader: Reader, change: GridChange): Promise<void> {
  await readHeads(kept, reader);
  if (change.ids.length + change.shipmentIds.length > MOST_NAMED) {
    kept.replace(await underWayRows(reader, 'all'));
    return;
  }
  const { ids: orderIds, shipmentIds } = change;
  kept.update(shipmentIds, await inPieces(shipmentIds, (ids) => underWayRows(reader, { ids })));
  kept.update(
    kept.idsOfOrders(orderIds),
    await inPieces(orderIds, (own) => underWayRows(reader, { orderIds: own })),
  );
}

async function readHeads(kept: UnderWay, reader: Reader): Promise<void> {
  kept.setHeads(await facilityPlaces(reader), await serviceCarriers(reader));
}
