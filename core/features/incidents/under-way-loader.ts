import { inPieces } from '../../db/in-pieces.ts';
import type { Reader } from '../../db/reader.ts';
import type { GridChange } from '../grids.ts';
import { facilityPlaces, serviceCarriers, underWayIds, underWayRows } from './under-way.queries.ts';
import type { UnderWay } from './under-way.ts';

/** With more than that, reading everything is as quick. */
const MOST_NAMED = 5_000;
/** Read between two answers: some 30 ms. */
const PIECE = 4_000;

/** Reads everything that is under way, and keeps it once it is whole; yields the share read, with room for answers between. */
export async function* loadUnderWay(kept: UnderWay, reader: Reader): AsyncGenerator<number, void> {
  await readHeads(kept, reader);
  const reading = kept.begin();
  const ids = await underWayIds(reader);
  for (let from = 0; from < ids.length; from += PIECE) {
    const rows = await inPieces(ids.slice(from, from + PIECE), (piece) =>
      underWayRows(reader, { ids: piece }),
    );
    if (!reading.add(rows)) return;
    if (from + PIECE < ids.length) yield (from + PIECE) / ids.length;
  }
  reading.finish();
  yield 1;
}

/** Reads again what has changed. */
export async function refreshUnderWay(kept: UnderWay, reader: Reader, change: GridChange): Promise<void> {
  if (change.ids.length + change.shipmentIds.length > MOST_NAMED) {
    for await (const _ of loadUnderWay(kept, reader));
    return;
  }
  await readHeads(kept, reader);
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
