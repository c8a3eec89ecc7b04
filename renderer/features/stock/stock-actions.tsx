import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useTranslation } from 'react-i18next';
import type { StockFilter, StockRow } from '../../../core/contract/stock.ts';
import { ExportMenu } from '../../components/filters/export-menu.tsx';
import { SavedViewsMenu } from '../../components/filters/saved-views-menu.tsx';
import { ColumnsMenu } from '../../components/table/columns-menu.tsx';
import type { DataColumn } from '../../components/table/table-types.ts';
import { parseView, shownColumns } from '../../components/table/table-view.ts';
import { GroupMenu } from '../lists/group-menu.tsx';
import { useListExport } from '../lists/use-list-export.ts';
import type { ListState } from '../lists/use-list-state.ts';
import { useSavedViews } from '../lists/use-saved-views.ts';
import { STOCK_GROUPS, type StockGrouping } from './grouped-stock-table.tsx';
import { FIGURES, type Figure } from './stock-health.ts';

interface StockActionsProps {
  list: ListState<StockFilter>;
  mode: 'rows' | 'matrix';
  figure: Figure;
  by: StockGrouping | null;
  columns: readonly DataColumn<StockRow>[];
  total: number;
}

function FigureChoice({ figure, onChange }: { figure: Figure; onChange: (figure: Figure) => void }) {
  const { t } = useTranslation('stock');
  return (
    <Select
      value={figure}
      size="small"
      onChange={(event) => onChange(event.target.value as Figure)}
      inputProps={{ 'aria-label': t('matrix.figure') }}
    >
      {FIGURES.map((one) => (
        <MenuItem key={one} value={one}>
          {t(`column.${one}`)}
        </MenuItem>
      ))}
    </Select>
  );
}

/** What is saved as a view: filter, arrangement and kind of list. */
function useViews({ list, mode, figure }: Pick<StockActionsProps, 'list' | 'mode' | 'figure'>) {
  const { views, save, remove } = useSavedViews('stock');
  const state = { filter: list.filter, view: list.view, mode, figure };
  const text = JSON.stringify(state);
  const current = views.find((view) => JSON.stringify(view.state) === text);
  return {
    views,
    currentId: current?.id ?? null,
    onSave: (name: string) => void save(name, JSON.parse(text)),
    onDelete: (view: (typeof views)[number]) => void remove(view),
    onApply: (view: (typeof views)[number] | null) =>
      list.restore({
        filter: (view?.state.filter ?? {}) as StockFilter,
        view: parseView(view?.state.view),
        params: {
          mode: view?.state.mode === 'matrix' ? 'matrix' : null,
          figure: view?.state.mode === 'matrix' ? String(view.state.figure) : null,
        },
      }),
  };
}

/** What may be done with the list: arrange, keep, take away. */
export function StockActions({ list, mode, figure, by, columns, total }: StockActionsProps) {
  const { t } = useTranslation('stock');
  const { filter, view } = list;
  const views = useViews({ list, mode, figure });
  const heading = ({ id, header }: { id: string; header: string }) => ({ key: id, heading: header });
  const exporting = useListExport(() => ({
    columns: shownColumns(columns, view).map(heading),
    list:
      mode === 'matrix'
        ? { screen: 'matrix', filter, sort: view.sort, figure }
        : { screen: 'stock', filter, sort: view.sort },
  }));
  return (
    <>
      {mode === 'matrix' ? (
        <FigureChoice
          figure={figure}
          onChange={(next) => list.setParam('figure', next === 'available' ? null : next)}
        />
      ) : (
        <>
          <GroupMenu
            value={by}
            options={STOCK_GROUPS.map((value) => ({ value, label: t(`group.${value}`) }))}
            onChange={(groupBy) => list.setView({ ...view, groupBy })}
          />
          <ColumnsMenu columns={columns} view={view} onViewChange={list.setView} />
        </>
      )}
      <SavedViewsMenu {...views} />
      <ExportMenu total={total} busy={exporting.busy} onExport={(format) => void exporting.run(format)} />
    </>
  );
}
