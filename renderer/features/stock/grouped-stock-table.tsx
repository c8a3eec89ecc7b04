import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockFilter, StockGroup, StockRow } from '../../../core/contract/stock.ts';
import { DataTable } from '../../components/table/data-table.tsx';
import { useFormat } from '../../lib/format.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { groupedColumns } from '../lists/grouped-columns.ts';
import type { GroupedLine } from '../lists/grouped-rows.ts';
import { ListEmpty } from '../lists/list-empty.tsx';
import { useCountryName } from '../lists/use-country-name.ts';
import { useGroupedRows } from '../lists/use-grouped-rows.ts';
import { type StockTableProps, stockSums } from './stock-table.tsx';
import { useStockVersion } from './use-stock-rows.ts';

export const STOCK_GROUPS = ['category', 'kind', 'facility', 'country'] as const;
export type StockGrouping = (typeof STOCK_GROUPS)[number];

/** The filter of one group's products: the group's value is narrowed to on top of what is filtered already. */
export function withinGroup(filter: StockFilter, by: StockGrouping, value: string): StockFilter {
  if (by === 'category') return { ...filter, categories: [value] };
  if (by === 'kind') return { ...filter, kinds: [value] as StockFilter['kinds'] };
  if (by === 'facility') return { ...filter, facilities: [value] };
  return { ...filter, countries: [value] };
}

/** What a group is called; facilities by their name. */
function useGroupName(by: StockGrouping): (value: string) => string {
  const { t } = useTranslation('stock');
  const country = useCountryName();
  const facets = useQuery(
    orpc.stock.facets.queryOptions({ input: { filter: {} }, enabled: by === 'facility' }),
  );
  return useMemo(() => {
    const names = new Map(facets.data?.facilities.map((facet) => [facet.value, facet.label]));
    return (value) => {
      if (value === '') return t('group.noValue');
      if (by === 'kind') return t(`kind.${value}`);
      if (by === 'country') return country(value);
      return by === 'facility' ? (names.get(value) ?? value) : value;
    };
  }, [by, facets.data, t, country]);
}

type Line = GroupedLine<StockGroup, StockRow>;

/** Sums by category, kind, facility or country; a group opens to its products. */
export function GroupedStockTable(
  props: Omit<StockTableProps, 'source'> & { by: StockGrouping; currency: string },
) {
  const { columns, view, filter, by, currency, activeSku, onViewChange, onOpen, onClear } = props;
  const { t } = useTranslation('stock');
  const format = useFormat();
  const name = useGroupName(by);
  const { sort } = view;
  const groups = useQuery({
    ...orpc.stock.groups.queryOptions({ input: { filter, sort, by } }),
    placeholderData: keepPreviousData,
  });
  const heads = useMemo(
    () => groups.data?.groups.map((group) => ({ value: group.value, group })),
    [groups.data],
  );
  const { source, opened, toggle } = useGroupedRows<StockGroup, StockRow>({
    key: [by, filter, sort],
    version: useStockVersion(),
    heads,
    error: groups.error,
    retry: () => void groups.refetch(),
    fetchRows: (value) => (page) => {
      const { signal, ...window } = page;
      return rpc.stock.list({ filter: withinGroup(filter, by, value), sort, ...window }, { signal });
    },
  });
  const lines = useMemo(
    () =>
      groupedColumns<StockGroup, StockRow>(columns, (column, group) => {
        const cell = stockSums(group, currency, format)[column];
        return cell === undefined ? null : { value: Number(group[column as keyof StockGroup] ?? 0), cell };
      }),
    [columns, currency, format],
  );
  return (
    <DataTable<Line>
      label={t('group.label', { what: t(`group.${by}`) })}
      columns={lines}
      rowId={(line) => (line.kind === 'group' ? `group:${line.value}` : `${line.value}:${line.row.sku}`)}
      source={source}
      view={view}
      onViewChange={onViewChange}
      onOpen={(line) => line.kind === 'row' && onOpen(line.row.sku)}
      activeId={activeSku ?? null}
      group={(line) =>
        line.kind === 'row'
          ? null
          : {
              label: name(line.value),
              count: format.integer(line.group.products),
              expanded: opened.has(line.value),
              onToggle: () => toggle(line.value),
            }
      }
      empty={
        <ListEmpty
          grid="stock"
          loading={groups.data?.loading ?? false}
          filtered={Object.keys(filter).length > 0}
          onClear={onClear}
        />
      }
    />
  );
}
