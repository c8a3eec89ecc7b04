import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderFilter, OrderRow } from '../../../core/contract/orders.ts';
import { MoneyText } from '../../components/display/money-text.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import type { DataColumn, TableView } from '../../components/table/table-types.ts';
import { useFormat } from '../../lib/format.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { groupedColumns } from '../lists/grouped-columns.ts';
import type { GroupedLine } from '../lists/grouped-rows.ts';
import { useCountryName } from '../lists/use-country-name.ts';
import { useGroupedRows } from '../lists/use-grouped-rows.ts';
import { useOrdersVersion } from './use-order-rows.ts';
import { useSegmentName } from './use-segment-name.ts';

export const ORDER_GROUPS = ['status', 'channel', 'segment', 'country', 'priority'] as const;
export type OrderGrouping = (typeof ORDER_GROUPS)[number];

interface OrderGroup {
  value: string;
  orders: number;
  units: number;
  totalMinor: number;
}
type Line = GroupedLine<OrderGroup, OrderRow>;

/** The filter of one group's orders, on top of what is filtered already. */
export function withinGroup(filter: OrderFilter, by: OrderGrouping, value: string): OrderFilter {
  if (by === 'status') return { ...filter, statuses: [value] as OrderFilter['statuses'] };
  if (by === 'channel') return { ...filter, channels: [value] as OrderFilter['channels'] };
  if (by === 'segment') return { ...filter, segments: [value] };
  if (by === 'priority') return { ...filter, priorities: [Number(value)] };
  return { ...filter, countries: [value] };
}

function useGroupName(by: OrderGrouping): (value: string) => string {
  const { t } = useTranslation('orders');
  const country = useCountryName();
  const segment = useSegmentName();
  return (value) => {
    if (value === '') return t('notGiven');
    if (by === 'status' || by === 'channel') return t(`${by}.${value}`);
    if (by === 'priority') return t('group.priorityValue', { value });
    return by === 'country' ? country(value) : (segment(value) ?? value);
  };
}

interface GroupedOrdersTableProps {
  by: OrderGrouping;
  columns: readonly DataColumn<OrderRow>[];
  currency: string;
  filter: OrderFilter;
  view: TableView;
  activeNumber: string | undefined;
  empty: ReactNode;
  onViewChange: (view: TableView) => void;
  onOpen: (number: string) => void;
}

/** Sums by status, channel, segment, country or priority; a group opens to its orders. */
export function GroupedOrdersTable(props: GroupedOrdersTableProps) {
  const { by, columns, currency, filter, view, activeNumber, empty, onViewChange, onOpen } = props;
  const { t } = useTranslation('orders');
  const format = useFormat();
  const name = useGroupName(by);
  const { sort } = view;
  const groups = useQuery({
    ...orpc.orders.groups.queryOptions({ input: { filter, sort, by } }),
    placeholderData: keepPreviousData,
  });
  const heads = useMemo(
    () => groups.data?.groups.map((group) => ({ value: group.value, group })),
    [groups.data],
  );
  const { source, opened, toggle } = useGroupedRows<OrderGroup, OrderRow>({
    key: [by, filter, sort],
    version: useOrdersVersion(),
    heads,
    error: groups.error,
    retry: () => void groups.refetch(),
    fetchRows:
      (value) =>
      ({ signal, ...window }) =>
        rpc.orders.list({ filter: withinGroup(filter, by, value), sort, ...window }, { signal }),
  });
  const lines = useMemo(
    () =>
      groupedColumns<OrderGroup, OrderRow>(columns, (column, group) => {
        if (column === 'units') return { value: group.units, cell: format.integer(group.units) };
        if (column !== 'total') return null;
        return {
          value: group.totalMinor / 100,
          cell: <MoneyText value={{ amountMinor: group.totalMinor, currency }} compact />,
        };
      }),
    [columns, currency, format],
  );
  return (
    <DataTable<Line>
      label={t('group.label', { what: t(`column.${by}`) })}
      columns={lines}
      rowId={(line) => (line.kind === 'group' ? `group:${line.value}` : line.row.number)}
      source={source}
      view={view}
      onViewChange={onViewChange}
      onOpen={(line) => line.kind === 'row' && onOpen(line.row.number)}
      activeId={activeNumber ?? null}
      group={(line) =>
        line.kind === 'row'
          ? null
          : {
              label: name(line.value),
              count: format.integer(line.group.orders),
              expanded: opened.has(line.value),
              onToggle: () => toggle(line.value),
            }
      }
      empty={empty}
    />
  );
}
