import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockFigures, StockFilter, StockRow } from '../../../core/contract/stock.ts';
import { MoneyText } from '../../components/display/money-text.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import type { DataColumn, TableView } from '../../components/table/table-types.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { ListEmpty } from '../lists/list-empty.tsx';
import type { StockSource } from './use-stock-rows.ts';

export interface StockTableProps {
  columns: readonly DataColumn<StockRow>[];
  source: StockSource;
  view: TableView;
  filter: StockFilter;
  activeSku: string | undefined;
  onViewChange: (view: TableView) => void;
  onOpen: (sku: string) => void;
  onClear: () => void;
}

type Totals = StockFigures & { stockValueMinor: number };

/** Sums of stock by column id; cover is what all of it would last. */
export function stockSums(totals: Totals, currency: string, format: Format): Record<string, ReactNode> {
  return {
    onHand: format.integer(totals.onHand),
    reserved: format.integer(totals.reserved),
    available: format.integer(totals.available),
    safetyStock: format.integer(totals.safetyStock),
    inbound: format.integer(totals.inbound),
    dailyDemand: format.decimal(totals.dailyDemand),
    daysOfCover: totals.daysOfCover === null ? '–' : format.integer(Math.round(totals.daysOfCover)),
    stockValue: <MoneyText value={{ amountMinor: totals.stockValueMinor, currency }} compact />,
  };
}

/** Product rows with their sums over the facilities of the filter. */
export function StockTable({
  columns,
  source,
  view,
  filter,
  activeSku,
  onViewChange,
  onOpen,
  onClear,
}: StockTableProps) {
  const { t } = useTranslation('stock');
  const format = useFormat();
  const { meta } = source;
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rowId={(row) => row.sku}
      source={source}
      view={view}
      onViewChange={onViewChange}
      onOpen={(row) => onOpen(row.sku)}
      activeId={activeSku ?? null}
      totals={meta && stockSums(meta.totals, meta.currency, format)}
      empty={
        <ListEmpty
          grid="stock"
          loading={meta?.loading ?? false}
          filtered={Object.keys(filter).length > 0}
          onClear={onClear}
        />
      }
    />
  );
}
