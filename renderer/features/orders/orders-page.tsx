import Button from '@mui/material/Button';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import type { OrderFilter, OrderRow } from '../../../core/contract/orders.ts';
import { MoneyText } from '../../components/display/money-text.tsx';
import { SearchInput } from '../../components/filters/search-input.tsx';
import { Screen } from '../../components/layout/screen.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { NO_SELECTION } from '../../components/table/selection.ts';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { FactAge } from '../feeds/freshness/fact-age.tsx';
import { StaleBanner } from '../feeds/freshness/stale-banner.tsx';
import { ListEmpty } from '../lists/list-empty.tsx';
import { useUndoCommand } from '../lists/undo.ts';
import { useListSelection } from '../lists/use-list-selection.ts';
import { useListState } from '../lists/use-list-state.ts';
import { QUESTION_ICONS } from './detail/order-actions-bar.tsx';
import { OrderPane, useOrderDetail } from './detail/order-pane.tsx';
import { GroupedOrdersTable, ORDER_GROUPS, type OrderGrouping } from './grouped-orders-table.tsx';
import { BULK_ACTIONS, type BulkAction } from './order-actions.ts';
import { useOrderColumns } from './order-columns.tsx';
import { OrderFilters } from './order-filters.tsx';
import { OrdersActions } from './orders-actions.tsx';
import { useOrderQuestions } from './use-order-questions.tsx';
import { type OrderMeta, useOrderRows } from './use-order-rows.ts';

const TOLD_BY = ['orders', 'shipments', 'tracking'] as const;

function useOrderPane() {
  const { number } = useParams();
  const navigate = useNavigate();
  const { search } = useLocation();
  const open = useCallback(
    (next: string) =>
      void navigate({ pathname: links.order(next), search }, { replace: number !== undefined }),
    [navigate, search, number],
  );
  const close = useCallback(() => void navigate({ pathname: '/orders', search }), [navigate, search]);
  return { number, open, close };
}

function BulkButtons({ onAsk }: { onAsk: (action: BulkAction) => void }) {
  const { t } = useTranslation('orders');
  return BULK_ACTIONS.map((action) => {
    const Icon = QUESTION_ICONS[action];
    return (
      <Button
        key={action}
        size="small"
        startIcon={<Icon size={13} />}
        color={action === 'cancel' ? 'error' : 'inherit'}
        onClick={() => onAsk(action)}
      >
        {t(`bulkAction.${action}`)}
      </Button>
    );
  });
}

function useTotals(meta: OrderMeta | undefined) {
  const format = useFormat();
  if (!meta) return undefined;
  const { totals, currency } = meta;
  return {
    lineCount: format.integer(totals.lineCount),
    units: format.integer(totals.units),
    unitsAllocated: format.integer(totals.unitsAllocated),
    unitsShipped: format.integer(totals.unitsShipped),
    total: <MoneyText value={{ amountMinor: totals.totalMinor, currency }} compact />,
  };
}

function asGrouping(value: string | null | undefined): OrderGrouping | null {
  return ORDER_GROUPS.find((grouping) => grouping === value) ?? null;
}

/** All orders: found, filtered, grouped, selected and acted upon; one of them in the pane. */
export function OrdersPage() {
  const { t } = useTranslation('orders');
  const list = useListState<OrderFilter>('orders');
  const { filter, view, setFilter, setView } = list;
  const by = asGrouping(view.groupBy);
  const pane = useOrderPane();
  const columns = useOrderColumns();
  const { source, selectedRows } = useOrderRows(filter, view.sort);
  const [selection, setSelection] = useListSelection(filter);
  const { detail } = useOrderDetail(pane.number);
  const questions = useOrderQuestions({
    selection,
    total: source.total,
    filter,
    detail,
    selectedRows,
    onDone: () => setSelection(NO_SELECTION),
  });
  const totals = useTotals(source.meta);
  useUndoCommand(t('title'));
  const empty = (
    <ListEmpty
      grid="orders"
      loading={source.meta?.loading ?? false}
      filtered={Object.keys(filter).length > 0}
      onClear={() => setFilter({})}
    />
  );
  return (
    <Screen
      title={t('title')}
      toolbar={
        <div style={{ display: 'flex', gap: 10, alignItems: 'center' }}>
          <SearchInput
            value={filter.search ?? ''}
            onChange={(search) => setFilter({ ...filter, search }, { replace: true })}
            placeholder={t('filter.search')}
          />
          <FactAge kinds={TOLD_BY} name={t('title')} fallback />
        </div>
      }
      actions={<OrdersActions list={list} by={by} columns={columns} total={source.total} />}
    >
      <StaleBanner kinds={TOLD_BY} />
      <OrderFilters filter={filter} onChange={(next) => setFilter(next)} />
      {by ? (
        <GroupedOrdersTable
          key={by}
          by={by}
          columns={columns}
          currency={source.meta?.currency ?? 'EUR'}
          filter={filter}
          view={view}
          activeNumber={pane.number}
          empty={empty}
          onViewChange={setView}
          onOpen={pane.open}
        />
      ) : (
        <DataTable<OrderRow>
          label={t('title')}
          columns={columns}
          rowId={(row) => row.number}
          source={source}
          view={view}
          onViewChange={setView}
          selection={selection}
          onSelectionChange={setSelection}
          selectionActions={<BulkButtons onAsk={(action) => questions.ask(action, 'selection')} />}
          onOpen={(row) => pane.open(row.number)}
          activeId={pane.number ?? null}
          totals={totals}
          empty={empty}
        />
      )}
      {pane.number && (
        <OrderPane
          number={pane.number}
          onAsk={(question) => questions.ask(question, 'order')}
          onClose={pane.close}
        />
      )}
      {questions.dialog}
    </Screen>
  );
}
