import { useTranslation } from 'react-i18next';
import type { OrderFilter, OrderRow } from '../../../core/contract/orders.ts';
import { ExportMenu } from '../../components/filters/export-menu.tsx';
import { ColumnsMenu } from '../../components/table/columns-menu.tsx';
import type { DataColumn } from '../../components/table/table-types.ts';
import { shownColumns } from '../../components/table/table-view.ts';
import { GroupMenu } from '../lists/group-menu.tsx';
import { ListViews } from '../lists/list-views.tsx';
import { useListExport } from '../lists/use-list-export.ts';
import type { ListState } from '../lists/use-list-state.ts';
import { ORDER_GROUPS, type OrderGrouping } from './grouped-orders-table.tsx';

interface OrdersActionsProps {
  list: ListState<OrderFilter>;
  by: OrderGrouping | null;
  columns: readonly DataColumn<OrderRow>[];
  total: number;
}

/** What may be done with the list: group, arrange, keep, take away. */
export function OrdersActions({ list, by, columns, total }: OrdersActionsProps) {
  const { t } = useTranslation('orders');
  const { filter, view } = list;
  const exporting = useListExport(() => ({
    columns: shownColumns(columns, view).map(({ id, header }) => ({ key: id, heading: header })),
    list: { screen: 'orders', filter, sort: view.sort },
  }));
  return (
    <>
      <GroupMenu
        value={by}
        options={ORDER_GROUPS.map((value) => ({ value, label: t(`column.${value}`) }))}
        onChange={(groupBy) => list.setView({ ...view, groupBy })}
      />
      <ColumnsMenu columns={columns} view={view} onViewChange={list.setView} />
      <ListViews screen="orders" list={list} />
      <ExportMenu total={total} busy={exporting.busy} onExport={(format) => void exporting.run(format)} />
    </>
  );
}
