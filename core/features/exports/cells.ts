import type { OrderRow } from '../../contract/orders.ts';
import type { MatrixCell, StockRow } from '../../contract/stock.ts';
import { toMajor } from '../../kernel/money.ts';

/** A cell before it is written: dates as instants in a wrapper, so that each format writes them its own way. */
export type Cell = string | number | boolean | null | { instant: number };

export interface ExportColumn {
  key: string;
  heading: string;
  words?: Record<string, string> | undefined;
}

const ORDER_CELLS: Record<string, (row: OrderRow) => Cell> = {
  holdCodes: (row) => row.holdReason,
  orderedAt: (row) => ({ instant: row.orderedAt }),
  promisedAt: (row) => (row.promisedAt === null ? null : { instant: row.promisedAt }),
  expectedAt: (row) => (row.expectedAt === null ? null : { instant: row.expectedAt }),
  closedAt: (row) => (row.closedAt === null ? null : { instant: row.closedAt }),
  total: (row) => toMajor(row.total.amountMinor, row.total.currency),
};

/** The cells of an order in the order of the columns. */
export function orderCells(row: OrderRow, columns: readonly ExportColumn[]): Cell[] {
  return columns.map((column) => ORDER_CELLS[column.key]?.(row) ?? plainCell(row, column));
}

/** The cells of a product; `currency` is the workspace's. */
export function stockCells(row: StockRow, columns: readonly ExportColumn[], currency: string): Cell[] {
  return columns.map((column) =>
    column.key === 'stockValue' ? toMajor(row.stockValueMinor, currency) : plainCell(row, column),
  );
}

/** The cells of a matrix row: the columns of its product, then one figure a facility. */
export function matrixCells(
  row: StockRow,
  cells: readonly (MatrixCell | null)[],
  columns: readonly ExportColumn[],
  figure: keyof MatrixCell,
  currency: string,
): Cell[] {
  return [...stockCells(row, columns, currency), ...cells.map((cell) => cell?.[figure] ?? null)];
}

function plainCell(row: object, { key, words }: ExportColumn): Cell {
  const value = (row as Record<string, unknown>)[key];
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const text = String(value);
  return words?.[text] ?? text;
}
