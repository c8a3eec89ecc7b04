import type { Reader } from '../../db/reader.ts';
import type { GridChange } from '../grids.ts';
import {
  countOrders,
  orderGridRows,
  orderIdBelow,
  ordersOfShipments,
  serviceProducts,
} from './order-grid.queries.ts';
import type { OrderGrid } from './order-grid.ts';

const PART = 4000;
const IDS_AT_ONCE = 1000;

/** Reads all orders into the list, newest first, in parts of a few tens of milliseconds; yields the share done. */
export async function* loadOrders(grid: OrderGrid, reader: Reader): AsyncGenerator<number, void> {
  const before = grid.table.capacity;
  const seen = new Uint8Array(before);
  const total = await countOrders(reader);
  grid.table.reserve(withSpare(total));
  grid.services = await serviceProducts(reader);
  let read = 0;
  let to = await orderIdBelow(reader, null);
  while (to !== null) {
    const from = to - PART + 1;
    for (const row of await orderGridRows(reader, { from, to }, grid.services)) {
      grid.put(row);
      seen[grid.table.rowOf(row.id)] = 1;
      read++;
    }
    to = await orderIdBelow(reader, from);
    yield Math.min(0.999, read / Math.max(1, total));
  }
  for (let row = 0; row < before; row++) if (seen[row] === 0) grid.table.remove(grid.table.idOf(row));
}

/** Reads some orders again; those that are gone leave the list. */
export async function refreshOrders(grid: OrderGrid, reader: Reader, change: GridChange): Promise<void> {
  if (change.heads) grid.services = await serviceProducts(reader);
  const ids = new Set(change.ids);
  for (const part of parts(change.shipmentIds)) {
    for (const id of await ordersOfShipments(reader, part)) ids.add(id);
  }
  for (const part of parts([...ids])) {
    const rows = await orderGridRows(reader, { ids: part }, grid.services);
    for (const row of rows) {
      grid.put(row);
      ids.delete(row.id);
    }
  }
  for (const gone of ids) grid.table.remove(gone);
}

/** A little more than now, so that a day's growth moves nothing. */
function withSpare(rows: number): number {
  return Math.ceil(rows * 1.02) + 64;
}

function* parts(ids: readonly number[]): Generator<readonly number[]> {
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) yield ids.slice(start, start + IDS_AT_ONCE);
}
