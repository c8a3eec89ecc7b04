import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockColumn, StockRow } from '../../../core/contract/stock.ts';
import { MoneyText } from '../../components/display/money-text.tsx';
import { SeverityIcon } from '../../components/display/severity-icon.tsx';
import type { DataColumn } from '../../components/table/table-types.ts';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';

type Column = DataColumn<StockRow> & { id: StockColumn };

const NUMBERS = ['onHand', 'reserved', 'available', 'safetyStock', 'inbound'] as const;

function Quiet({ children }: { children: string }) {
  return <span style={{ color: tokens.textQuiet }}>{children}</span>;
}

/** The columns of product rows; `currency` is the workspace's. */
export function useStockColumns(currency: string): Column[] {
  const { t } = useTranslation('stock');
  const format = useFormat();
  return useMemo(() => {
    const quantity = (id: (typeof NUMBERS)[number]): Column => ({
      id,
      header: t(`column.${id}`),
      hint: t(`hint.${id}`),
      value: (row) => row[id],
      cell: (row) =>
        row[id] === 0 ? (
          <Quiet>0</Quiet>
        ) : id === 'available' ? (
          <strong>{format.integer(row[id])}</strong>
        ) : (
          format.integer(row[id])
        ),
      align: 'end',
      size: 104,
      sortable: true,
      sortDescFirst: true,
    });
    return [
      {
        id: 'sku',
        header: t('column.sku'),
        value: (row) => row.sku,
        cell: (row) => <strong style={{ fontWeight: 520 }}>{row.sku}</strong>,
        size: 124,
        pin: 'start',
        sortable: true,
        required: true,
      },
      {
        id: 'name',
        header: t('column.name'),
        value: (row) => row.name,
        size: 260,
        grow: true,
        sortable: true,
      },
      {
        id: 'category',
        header: t('column.category'),
        value: (row) => row.category,
        cell: (row) => <span style={{ color: tokens.textMuted }}>{row.category ?? '–'}</span>,
        size: 150,
        sortable: true,
        groupable: true,
      },
      quantity('onHand'),
      quantity('reserved'),
      quantity('available'),
      quantity('safetyStock'),
      quantity('inbound'),
      {
        id: 'dailyDemand',
        header: t('column.dailyDemand'),
        hint: t('hint.dailyDemand'),
        value: (row) => row.dailyDemand,
        cell: (row) => format.decimal(row.dailyDemand),
        align: 'end',
        size: 104,
        sortable: true,
        sortDescFirst: true,
        hidden: true,
      },
      {
        id: 'daysOfCover',
        header: t('column.daysOfCover'),
        hint: t('hint.daysOfCover'),
        value: (row) => row.daysOfCover,
        cell: (row) =>
          row.daysOfCover === null ? <Quiet>–</Quiet> : format.integer(Math.round(row.daysOfCover)),
        align: 'end',
        size: 104,
        sortable: true,
      },
      {
        id: 'facilityCount',
        header: t('column.facilityCount'),
        hint: t('hint.facilityCount'),
        value: (row) => row.facilityCount,
        cell: (row) => format.integer(row.facilityCount),
        align: 'end',
        size: 84,
        sortable: true,
        sortDescFirst: true,
      },
      {
        id: 'belowSafetyCount',
        header: t('column.belowSafetyCount'),
        hint: t('hint.belowSafetyCount'),
        value: (row) => row.belowSafetyCount,
        cell: (row) =>
          row.belowSafetyCount === 0 ? (
            <Quiet>0</Quiet>
          ) : (
            <span
              style={{
                display: 'inline-flex',
                alignItems: 'center',
                verticalAlign: 'middle',
                gap: 5,
                color: tokens.warning,
                fontWeight: 520,
              }}
            >
              <SeverityIcon severity="warning" size={13} />
              {format.integer(row.belowSafetyCount)}
            </span>
          ),
        align: 'end',
        size: 116,
        sortable: true,
        sortDescFirst: true,
      },
      {
        id: 'stockValue',
        header: t('column.stockValue'),
        hint: t('hint.stockValue'),
        value: (row) => row.stockValueMinor / 100,
        cell: (row) => <MoneyText value={{ amountMinor: row.stockValueMinor, currency }} />,
        align: 'end',
        size: 128,
        sortable: true,
        sortDescFirst: true,
        hidden: true,
      },
    ];
  }, [t, format, currency]);
}
