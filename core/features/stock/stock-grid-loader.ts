import type { Reader } from '../../db/reader.ts';
import type { GridChange } from '../grids.ts';
import {
  countPositions,
  facilityHeads,
  inboundRows,
  positionRows,
  productHeads,
} from './stock-grid.queries.ts';
import type { StockGrid } from './stock-grid.ts';

const PRODUCTS_AT_ONCE = 400;
const IDS_AT_ONCE = 500;

/** Reads all products, then their positions part by part; yields the share done. */
export async function* loadStock(grid: StockGrid, reader: Reader): AsyncGenerator<number, void> {
  const ids = await loadHeads(grid, reader);
  grid.data.cube.reserve(Math.ceil((await countPositions(reader)) * 1.02));
  for (let start = 0; start < ids.length; start += PRODUCTS_AT_ONCE) {
    const part = ids.subarray(start, start + PRODUCTS_AT_ONCE);
    const range = { from: part[0] as number, to: part[part.length - 1] as number };
    const positions = await positionRows(reader, range);
    grid.data.putStock(part, positions, await inboundRows(reader, range));
    yield Math.min(0.999, (start + part.length) / ids.length);
  }
}

/** Reads facilities and products; those that are gone leave the list. Returns the products' ids in ascending order. */
async function loadHeads(grid: StockGrid, reader: Reader): Promise<Int32Array> {
  for (const facility of await facilityHeads(reader)) grid.data.putFacility(facility);
  const { products } = grid.data;
  const before = products.liveRows();
  const heads = await productHeads(reader);
  for (const head of heads) grid.data.putProduct(head);
  const ids = Int32Array.from(heads, ([id]) => id);
  const seen = new Set(ids);
  for (const row of before) if (!seen.has(products.idOf(row))) grid.data.removeProduct(products.idOf(row));
  return ids;
}

/** Reads some products and their positions again; with `heads` also all facilities and products. */
export async function refreshStock(grid: StockGrid, reader: Reader, change: GridChange): Promise<void> {
  if (change.heads) await loadHeads(grid, reader);
  for (let start = 0; start < change.ids.length; start += IDS_AT_ONCE) {
    const ids = change.ids.slice(start, start + IDS_AT_ONCE);
    const gone = new Set(ids);
    for (const head of await productHeads(reader, ids)) {
      grid.data.putProduct(head);
      gone.delete(head[0]);
    }
    for (const id of gone) grid.data.removeProduct(id);
    grid.data.putStock(ids, await positionRows(reader, { ids }), await inboundRows(reader, { ids }));
  }
}
