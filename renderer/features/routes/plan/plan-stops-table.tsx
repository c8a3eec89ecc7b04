import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { PlannedStopView, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { FilterBar } from '../../../components/filters/filter-bar.tsx';
import { SearchInput } from '../../../components/filters/search-input.tsx';
import { ToggleFilter } from '../../../components/filters/toggle-filter.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import { type DataColumn, EMPTY_VIEW, type TableView } from '../../../components/table/table-types.ts';
import { useRows } from '../../../components/table/use-paged-rows.ts';
import { useFormat } from '../../../lib/format.ts';
import { isLate, lateStopsOf } from './plan-map.ts';

function useStopColumns(plan: RoutePlanDetail): DataColumn<PlannedStopView>[] {
  const { t } = useTranslation('routes');
  const format = useFormat();
  return useMemo(() => {
    const late = lateStopsOf(plan);
    const time = (at: number | null) => format.time(at, plan.timeZone);
    const state = (stop: PlannedStopView) => {
      if (stop.route === null) return t(`leftOut.${stop.leftOut ?? 'byHand'}`);
      if (stop.outcome) return t(`outcome.${stop.outcome}`);
      if (isLate(stop, late)) return t('stop.late');
      return stop.locked ? t('stop.locked') : t('stop.onTime');
    };
    const severity = (stop: PlannedStopView) => {
      if (stop.route === null) return 'warning';
      return isLate(stop, late) || stop.outcome === 'failed' ? 'critical' : null;
    };
    return [
      {
        id: 'reference',
        header: t('column.reference'),
        value: (stop) => stop.reference,
        pin: 'start',
        size: 130,
      },
      { id: 'name', header: t('column.stop'), value: (stop) => stop.name, size: 170, grow: true },
      { id: 'kind', header: t('column.kind'), value: (stop) => t(`stopKind.${stop.kind}`), size: 150 },
      {
        id: 'route',
        header: t('column.route'),
        value: (stop) => stop.route,
        cell: (stop) => (stop.route === null ? '–' : format.integer(stop.route)),
        align: 'end',
        size: 84,
      },
      {
        id: 'position',
        header: t('column.position'),
        value: (stop) => (stop.position === null ? null : stop.position + 1),
        align: 'end',
        size: 84,
      },
      {
        id: 'window',
        header: t('column.window'),
        value: ({ windows }) => windows.map(({ from, to }) => `${time(from)}–${time(to)}`).join(', '),
        size: 160,
      },
      {
        id: 'eta',
        header: t('column.eta'),
        value: (stop) => stop.etaAt,
        cell: (stop) => time(stop.etaAt),
        align: 'end',
        size: 112,
      },
      {
        id: 'state',
        header: t('column.state'),
        value: state,
        cell: (stop) => {
          const bad = severity(stop);
          return (
            <span title={state(stop)}>
              {bad && (
                <span style={{ marginRight: 5, verticalAlign: -2 }}>
                  <SeverityIcon severity={bad} size={13} />
                </span>
              )}
              {state(stop)}
            </span>
          );
        },
        size: 380,
      },
      { id: 'address', header: t('column.address'), value: (stop) => stop.address, size: 220, hidden: true },
    ];
  }, [plan, t, format]);
}

interface PlanStopsTableProps {
  plan: RoutePlanDetail;
  active: number | null;
  onOpen: (stop: number) => void;
}

/** Every stop of a plan as a table: where it is served and when, or why it is left out. */
export function PlanStopsTable({ plan, active, onOpen }: PlanStopsTableProps) {
  const { t } = useTranslation('routes');
  const [search, setSearch] = useState('');
  const [params, setParams] = useSearchParams();
  const only = params.get('only');
  const leftOut = only === 'leftOut';
  const late = only === 'late';
  const show = (kind: 'leftOut' | 'late') => (on: boolean | undefined) => {
    const changed = new URLSearchParams(params);
    if (on) changed.set('only', kind);
    else changed.delete('only');
    setParams(changed, { replace: true });
  };
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const columns = useStopColumns(plan);
  const rows = useMemo(() => {
    const words = search.trim().toLowerCase();
    const lateOnes = lateStopsOf(plan);
    return plan.stops
      .filter((stop) => !leftOut || stop.route === null)
      .filter((stop) => !late || isLate(stop, lateOnes))
      .filter(({ reference, name, address }) =>
        `${reference} ${name} ${address}`.toLowerCase().includes(words),
      )
      .sort(
        (a, b) =>
          (a.route ?? Number.POSITIVE_INFINITY) - (b.route ?? Number.POSITIVE_INFINITY) ||
          (a.position ?? 0) - (b.position ?? 0),
      );
  }, [plan, search, leftOut, late]);
  return (
    <>
      <div style={{ padding: '6px 12px' }}>
        <FilterBar
          search={<SearchInput value={search} onChange={setSearch} placeholder={t('stops.search')} />}
        >
          <ToggleFilter label={t('stops.leftOut')} value={leftOut} onChange={show('leftOut')} />
          <ToggleFilter label={t('stops.late')} value={late} onChange={show('late')} />
        </FilterBar>
      </div>
      <DataTable
        label={t('stops.title')}
        columns={columns}
        rowId={(stop) => stop.number}
        source={useRows(rows)}
        view={view}
        onViewChange={setView}
        onOpen={(stop) => onOpen(stop.number)}
        activeId={active}
        empty={<EmptyState title={t('stops.none')} />}
      />
    </>
  );
}
