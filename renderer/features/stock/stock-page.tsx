import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import type { StockFilter } from '../../../core/contract/stock.ts';
import { SearchInput } from '../../components/filters/search-input.tsx';
import { Screen } from '../../components/layout/screen.tsx';
import { links } from '../../lib/navigation.ts';
import { FactAge } from '../feeds/freshness/fact-age.tsx';
import { StaleBanner } from '../feeds/freshness/stale-banner.tsx';
import { ListEmpty } from '../lists/list-empty.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { GroupedStockTable, STOCK_GROUPS, type StockGrouping } from './grouped-stock-table.tsx';
import { StockMatrix } from './matrix/stock-matrix.tsx';
import { ProductPane } from './product/product-pane.tsx';
import { StockActions } from './stock-actions.tsx';
import { useStockColumns } from './stock-columns.tsx';
import { StockFilters } from './stock-filters.tsx';
import { FIGURES, type Figure } from './stock-health.ts';
import { StockTable } from './stock-table.tsx';
import { useStockRows } from './use-stock-rows.ts';

const TOLD_BY = ['stock', 'inbound', 'products'] as const;

function useProductPane() {
  const { sku } = useParams();
  const navigate = useNavigate();
  const { search } = useLocation();
  const open = useCallback(
    (next: string) =>
      void navigate({ pathname: links.product(next), search }, { replace: sku !== undefined }),
    [navigate, search, sku],
  );
  const close = useCallback(() => void navigate({ pathname: '/stock', search }), [navigate, search]);
  return { sku, open, close };
}

function asFigure(value: string | null): Figure {
  return FIGURES.find((figure) => figure === value) ?? 'available';
}

function asGrouping(value: string | null | undefined): StockGrouping | null {
  return STOCK_GROUPS.find((grouping) => grouping === value) ?? null;
}

/** Global stock: product rows with totals, grouped rows, or the product × facility matrix. */
export function StockPage() {
  const { t } = useTranslation('stock');
  const list = useListState<StockFilter>('stock');
  const { filter, view, setFilter } = list;
  const mode = list.param('mode') === 'matrix' ? 'matrix' : 'rows';
  const figure = asFigure(list.param('figure'));
  const by = asGrouping(view.groupBy);
  const pane = useProductPane();
  const source = useStockRows(filter, view.sort);
  const currency = source.meta?.currency ?? 'EUR';
  const columns = useStockColumns(currency);
  const [matrixTotal, setMatrixTotal] = useState(0);
  const shared = {
    filter,
    columns,
    view,
    activeSku: pane.sku,
    onViewChange: list.setView,
    onOpen: pane.open,
    onClear: () => setFilter({}),
  };
  return (
    <Screen
      title={t('title')}
      toolbar={
        <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          <SearchInput
            value={filter.search ?? ''}
            onChange={(search) => setFilter({ ...filter, search }, { replace: true })}
            placeholder={t('filter.search')}
          />
          <ToggleButtonGroup
            exclusive
            value={mode}
            aria-label={t('mode.label')}
            onChange={(_, next: string | null) =>
              next && list.setParam('mode', next === 'matrix' ? next : null)
            }
          >
            <ToggleButton value="rows">{t('mode.rows')}</ToggleButton>
            <ToggleButton value="matrix">{t('mode.matrix')}</ToggleButton>
          </ToggleButtonGroup>
          <FactAge kinds={TOLD_BY} name={t('title')} fallback />
        </div>
      }
      actions={
        <StockActions
          list={list}
          mode={mode}
          figure={figure}
          by={by}
          columns={columns}
          total={mode === 'matrix' ? matrixTotal : source.total}
        />
      }
    >
      <StaleBanner kinds={TOLD_BY} />
      <StockFilters filter={filter} onChange={(next) => setFilter(next)} />
      {mode === 'matrix' ? (
        <StockMatrix
          filter={filter}
          sort={view.sort}
          figure={figure}
          activeSku={pane.sku}
          onSort={(sort) => list.setView({ ...view, sort })}
          onOpen={pane.open}
          onTotal={setMatrixTotal}
          empty={
            <ListEmpty
              grid="stock"
              loading={false}
              filtered={Object.keys(filter).length > 0}
              onClear={shared.onClear}
            />
          }
        />
      ) : by ? (
        <GroupedStockTable key={by} {...shared} by={by} currency={currency} />
      ) : (
        <StockTable {...shared} source={source} />
      )}
      {pane.sku && <ProductPane sku={pane.sku} onClose={pane.close} />}
    </Screen>
  );
}
