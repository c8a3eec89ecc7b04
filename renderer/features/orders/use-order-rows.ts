import { useRef } from 'react';
import type { OrderFilter, OrderRow } from '../../../core/contract/orders.ts';
import type { TableSelection, TableSort, TableSource } from '../../components/table/table-types.ts';
import { usePagedRows } from '../../components/table/use-paged-rows.ts';
import { useTopicVersion } from '../../lib/events.ts';
import { rpc } from '../../lib/rpc.ts';

export interface OrderMeta {
  totals: {
    units: number;
    unitsAllocated: number;
    unitsShipped: number;
    totalMinor: number;
    lineCount: number;
  };
  currency: string;
  loading: boolean;
}
export type OrderSource = TableSource<OrderRow, OrderMeta>;

const SEEN_AT_MOST = 50_000;
const PAGE = 1000;
/** More orders than this are not changed in one go from the screen. */
export const SELECTED_AT_MOST = 50_000;

export function useOrdersVersion(): number {
  return useTopicVersion('orders.changed', 'shipments.changed', 'grids.progress');
}

/** The orders of a filter, and what the selected ones look like. */
export function useOrderRows(filter: OrderFilter, sort: TableSort[]) {
  const seen = useRef(new Map<string, OrderRow>());
  const source: OrderSource = usePagedRows<OrderRow, OrderMeta>({
    key: ['orders', filter, sort],
    version: useOrdersVersion(),
    fetchPage: async ({ offset, limit, signal }) => {
      const { rows, total, ...meta } = await rpc.orders.list({ filter, sort, offset, limit }, { signal });
      remember(seen.current, rows);
      return { rows, total, meta };
    },
  });
  return {
    source,
    /** The rows of a selection, fetched where they are not known. */
    selectedRows: (selection: TableSelection, signal?: AbortSignal) =>
      selection.mode === 'all'
        ? allRows(filter, selection.except, signal)
        : someRows([...selection.ids].map(String), seen.current, signal),
  };
}

function remember(seen: Map<string, OrderRow>, rows: readonly OrderRow[]): void {
  if (seen.size > SEEN_AT_MOST) seen.clear();
  for (const row of rows) seen.set(row.number, row);
}

async function allRows(
  filter: OrderFilter,
  except: ReadonlySet<string | number>,
  signal: AbortSignal | undefined,
): Promise<OrderRow[]> {
  const rows: OrderRow[] = [];
  for (let offset = 0; offset < SELECTED_AT_MOST; offset += PAGE) {
    const page = await rpc.orders.list({ filter, offset, limit: PAGE }, { signal });
    rows.push(...page.rows.filter((row) => !except.has(row.number)));
    if (offset + PAGE >= page.total) break;
  }
  return rows;
}

async function someRows(
  numbers: readonly string[],
  seen: ReadonlyMap<string, OrderRow>,
  signal: AbortSignal | undefined,
): Promise<OrderRow[]> {
  const rows: OrderRow[] = [];
  for (const number of numbers) {
    const known = seen.get(number);
    const row = known ?? (await rpc.orders.detail({ number }, { signal })).order;
    rows.push(row);
  }
  return rows;
}
