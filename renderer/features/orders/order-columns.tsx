import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderColumn, OrderRow } from '../../../core/contract/orders.ts';
import { MoneyText } from '../../components/display/money-text.tsx';
import { SeverityIcon } from '../../components/display/severity-icon.tsx';
import type { DataColumn } from '../../components/table/table-types.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { SEVERITY_COLOR, tokens } from '../../lib/tokens.ts';
import { useCountryName } from '../lists/use-country-name.ts';
import { HoldCodes, holdNames } from './holds/hold-codes.tsx';
import { OrderStatusCell } from './order-status.tsx';
import { useSegmentName } from './use-segment-name.ts';

type Column = DataColumn<OrderRow> & { id: OrderColumn };
type Translate = ReturnType<typeof useTranslation<'orders'>>['t'];

function PromiseCell({ order, t, format }: { order: OrderRow; t: Translate; format: Format }) {
  const severity = order.late ? 'critical' : order.atRisk ? 'warning' : null;
  if (!severity) return <span title={format.instant(order.promisedAt)}>{format.date(order.promisedAt)}</span>;
  const word = t(order.late ? 'late' : 'atRisk');
  return (
    <span
      title={`${word} · ${format.instant(order.promisedAt)}`}
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        verticalAlign: 'middle',
        gap: 5,
        color: SEVERITY_COLOR[severity],
      }}
    >
      <SeverityIcon severity={severity} size={13} />
      <span className="visually-hidden">{word}</span>
      {format.date(order.promisedAt)}
    </span>
  );
}

/** A closed order's state says so. */
function statusWords({ status, closedAt }: OrderRow, t: Translate): string {
  return closedAt === null ? t(`status.${status}`) : `${t(`status.${status}`)}, ${t('closed.short')}`;
}

function Count({ value, format }: { value: number; format: Format }) {
  return <span style={{ color: value === 0 ? tokens.textQuiet : undefined }}>{format.integer(value)}</span>;
}

/** The columns of the Orders grid. */
export function useOrderColumns(): Column[] {
  const { t } = useTranslation('orders');
  const { t: words } = useTranslation('validation');
  const format = useFormat();
  const country = useCountryName();
  const segment = useSegmentName();
  return useMemo(() => {
    const text = (
      id: OrderColumn,
      size: number,
      value: Column['value'],
      more: Partial<Column> = {},
    ): Column => ({
      id,
      header: t(`column.${id}`),
      value,
      size,
      sortable: true,
      ...more,
    });
    const number = (
      id: OrderColumn,
      size: number,
      value: Column['value'],
      more: Partial<Column> = {},
    ): Column => text(id, size, value, { align: 'end', sortDescFirst: true, ...more });
    const instant = (
      id: OrderColumn,
      at: (row: OrderRow) => number | null,
      more: Partial<Column> = {},
    ): Column =>
      number(id, 132, (row) => format.dateTime(at(row)), {
        cell: (row) => <span title={format.instant(at(row))}>{format.dateTime(at(row))}</span>,
        ...more,
      });
    return [
      text('number', 128, (row) => row.number, {
        cell: (row) => <strong style={{ fontWeight: 520 }}>{row.number}</strong>,
        pin: 'start',
        required: true,
      }),
      text('status', 176, (row) => statusWords(row, t), {
        cell: (row) => <OrderStatusCell order={row} />,
        groupable: true,
      }),
      text('holdCodes', 196, (row) => holdNames(row, words), {
        hint: t('hint.holdCodes'),
        cell: (row) => <HoldCodes order={row} />,
      }),
      text('customer', 160, (row) => row.customer, { grow: true }),
      number('promisedAt', 124, (row) => format.date(row.promisedAt), {
        hint: t('hint.promisedAt'),
        sortDescFirst: false,
        cell: (row) => <PromiseCell order={row} t={t} format={format} />,
      }),
      number('expectedAt', 112, (row) => format.date(row.expectedAt), {
        hint: t('hint.expectedAt'),
        sortDescFirst: false,
        cell: (row) => <span title={format.instant(row.expectedAt)}>{format.date(row.expectedAt)}</span>,
      }),
      number('total', 104, (row) => row.total.amountMinor / 100, {
        cell: (row) => <MoneyText value={row.total} />,
      }),
      number('units', 84, (row) => row.units, { cell: (row) => format.integer(row.units) }),
      number('unitsAllocated', 88, (row) => row.unitsAllocated, {
        hint: t('hint.unitsAllocated'),
        cell: (row) => <Count value={row.unitsAllocated} format={format} />,
      }),
      number('unitsShipped', 100, (row) => row.unitsShipped, {
        cell: (row) => <Count value={row.unitsShipped} format={format} />,
        hidden: true,
      }),
      number('lineCount', 80, (row) => row.lineCount, {
        cell: (row) => format.integer(row.lineCount),
        hidden: true,
      }),
      number('priority', 84, (row) => row.priority, {
        hint: t('hint.priority'),
        sortDescFirst: false,
        groupable: true,
      }),
      text('channel', 108, (row) => t(`channel.${row.channel}`), { groupable: true }),
      text('city', 120, (row) => row.city),
      text('country', 112, (row) => country(row.country), { groupable: true }),
      instant('orderedAt', (row) => row.orderedAt),
      instant('closedAt', (row) => row.closedAt, { hidden: true }),
      text('segment', 110, (row) => segment(row.segment), { groupable: true, hidden: true }),
      text('paymentState', 120, (row) => t(`payment.${row.paymentState}`), {
        cell: (row) => (
          <span
            className="text"
            style={{ color: row.paymentState === 'failed' ? tokens.critical : tokens.textMuted }}
          >
            {t(`payment.${row.paymentState}`)}
          </span>
        ),
        hidden: true,
      }),
    ];
  }, [t, words, format, country, segment]);
}
