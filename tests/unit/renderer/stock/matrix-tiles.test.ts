import { expect, test, vi } from 'vitest';
import type { FacilityRef, StockRow } from '../../../../core/contract/stock.ts';
import {
  MatrixTiles,
  TILE_COLUMNS,
  TILE_ROWS,
  type TileRequest,
} from '../../../../renderer/features/stock/matrix/matrix-tiles.ts';

const cell = (onHand: number) => ({ onHand, reserved: 0, available: onHand, safetyStock: 0, inbound: 0 });

/** A matrix whose cell in row r and column c holds 1000 r + c. */
function fetchFrom(asked: TileRequest[]) {
  return async (request: TileRequest) => {
    asked.push(request);
    const rows = Array.from({ length: request.limit }, (_, i) => request.offset + i);
    const columns = Array.from({ length: request.facilityLimit }, (_, i) => request.facilityOffset + i);
    return {
      total: 500,
      facilityTotal: 200,
      loading: false,
      rows: rows.map((row) => ({ sku: `P${row}` }) as StockRow),
      facilities: columns.map((column) => ({ code: `F${column}` }) as FacilityRef),
      cells: rows.map((row) => columns.map((column) => cell(1000 * row + column))),
    };
  };
}

test('only the tiles in the window are asked for, and cells stand at their place', async () => {
  const asked: TileRequest[] = [];
  const tiles = new MatrixTiles();
  tiles.show('k', 1, fetchFrom(asked));
  await vi.waitFor(() => expect(tiles.getSnapshot().ready).toBe(true));
  expect(asked).toHaveLength(1);
  const window = {
    rowStart: TILE_ROWS + 5,
    rowEnd: TILE_ROWS + 9,
    columnStart: TILE_COLUMNS,
    columnEnd: TILE_COLUMNS + 3,
  };
  expect(tiles.getSnapshot().cell(TILE_ROWS + 5, TILE_COLUMNS + 2)).toBeUndefined();
  tiles.setWindow(window);
  await vi.waitFor(() =>
    expect(tiles.getSnapshot().cell(TILE_ROWS + 5, TILE_COLUMNS + 2)?.onHand).toBe(
      1000 * (TILE_ROWS + 5) + TILE_COLUMNS + 2,
    ),
  );
  expect(asked).toHaveLength(2);
  expect(tiles.getSnapshot().row(TILE_ROWS + 5)?.sku).toBe(`P${TILE_ROWS + 5}`);
  expect(tiles.getSnapshot().facility(TILE_COLUMNS)?.code).toBe(`F${TILE_COLUMNS}`);
});

test('a newer version fetches again what is shown, another list forgets it', async () => {
  const asked: TileRequest[] = [];
  const tiles = new MatrixTiles();
  tiles.show('k', 1, fetchFrom(asked));
  await vi.waitFor(() => expect(tiles.getSnapshot().ready).toBe(true));
  tiles.show('k', 2, fetchFrom(asked));
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(tiles.getSnapshot().cell(0, 0)?.onHand).toBe(0);
  tiles.show('other', 2, async () => new Promise(() => {}));
  expect(tiles.getSnapshot().cell(0, 0)).toBeUndefined();
});

test('what went wrong is told until it is tried again', async () => {
  const tiles = new MatrixTiles();
  let fails = true;
  const asked: TileRequest[] = [];
  tiles.show('k', 1, (request) => (fails ? Promise.reject(new Error('no')) : fetchFrom(asked)(request)));
  await vi.waitFor(() => expect(tiles.getSnapshot().error).toBeInstanceOf(Error));
  fails = false;
  tiles.retry();
  await vi.waitFor(() => expect(tiles.getSnapshot().ready).toBe(true));
  expect(tiles.getSnapshot().error).toBeNull();
});
