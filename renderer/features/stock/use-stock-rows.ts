import type { StockFigures, StockFilter, StockRow } from '../../../core/contract/stock.ts';
import type { TableSort, TableSource } from '../../components/table/table-types.ts';
import { usePagedRows } from '../../components/table/use-paged-rows.ts';
import { useTopicVersion } from '../../lib/events.ts';
import { rpc } from '../../lib/rpc.ts';

export interface StockMeta {
  totals: StockFigures & { stockValueMinor: number };
  currency: string;
  loading: boolean;
}
export type StockSource = TableSource<StockRow, StockMeta>;

/** Grows whenever the Stock lists may have changed. */
export function useStockVersion(): number {
  return useTopicVersion('stock.changed', 'orders.changed', 'network.changed', 'grids.progress');
}

/** The products of a filter in an order, by pages. */
export function useStockRows(filter: StockFilter, sort: TableSort[]): StockSource {
  const version = useStockVersion();
  return usePagedRows<StockRow, StockMeta>({
    key: ['stock', filter, sort],
    version,
    fetchPage: async ({ offset, limit, signal }) => {
      const { rows, total, totals, currency, loading } = await rpc.stock.list(
        { filter, sort, offset, limit },
        { signal },
      );
      return { rows, total, meta: { totals, currency, loading } };
    },
  });
}
