import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutePlanDetail, RouteRisk } from '../../../../core/contract/routes.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import { type DataColumn, EMPTY_VIEW, type TableView } from '../../../components/table/table-types.ts';
import { useRows } from '../../../components/table/use-paged-rows.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import type { PlanSelection } from './use-plan-selection.ts';

const Frame = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  height: 460,
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  overflow: 'hidden',
});
const Share = styled('span')({
  display: 'grid',
  gridTemplateColumns: '1fr 52px',
  alignItems: 'center',
  gap: 8,
  width: '100%',
  '& i': { display: 'block', height: 7, borderRadius: 2, backgroundColor: tokens.subtle, overflow: 'hidden' },
  '& b': { display: 'block', height: '100%', backgroundColor: tokens.accent },
  '& b[data-low="true"]': { backgroundColor: tokens.critical },
  '& span': { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
});
/** Below this share a route or stop is marked. */
const LOW = 0.8;

interface RiskTableProps {
  plan: RoutePlanDetail;
  risk: RouteRisk;
  selection: Pick<PlanSelection, 'stop' | 'route' | 'selectStop' | 'selectRoute'>;
}

function shareCell(share: number, format: Format) {
  return (
    <Share>
      <i>
        <b data-low={share < LOW} style={{ width: `${share * 100}%` }} />
      </i>
      <span>{format.percent(share, 0)}</span>
    </Share>
  );
}

/** The routes that break first, first. */
export function RiskRoutesTable({ plan, risk, selection }: RiskTableProps) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const columns = useMemo((): DataColumn<RouteRisk['routes'][number]>[] => {
    const nameOf = new Map(plan.stops.map(({ number, name, reference }) => [number, name || reference]));
    return [
      {
        id: 'route',
        header: t('column.route'),
        value: ({ number }) => t('route.name', { number }),
        pin: 'start',
        size: 110,
      },
      {
        id: 'kept',
        header: t('risk.kept'),
        hint: t('risk.keptHint'),
        value: ({ kept }) => kept,
        cell: ({ kept }) => shareCell(kept, format),
        size: 150,
      },
      {
        id: 'overtime',
        header: t('risk.overtime'),
        value: ({ overtime }) => overtime,
        cell: ({ overtime }) => format.percent(overtime, 0),
        align: 'end',
        size: 100,
      },
      {
        id: 'returns',
        header: t('risk.returns'),
        hint: t('risk.p90Hint'),
        value: ({ p90ReturnsAt }) => p90ReturnsAt,
        cell: ({ p90ReturnsAt }) => format.time(p90ReturnsAt, plan.timeZone),
        align: 'end',
        size: 110,
      },
      {
        id: 'weakest',
        header: t('risk.weakest'),
        value: ({ weakest }) => (weakest === null ? null : (nameOf.get(weakest) ?? null)),
        size: 160,
        grow: true,
      },
    ];
  }, [plan, t, format]);
  return (
    <Frame>
      <DataTable
        label={t('risk.routes')}
        columns={columns}
        rowId={({ number }) => number}
        source={useRows(risk.routes)}
        view={view}
        onViewChange={setView}
        onOpen={({ number }) => selection.selectRoute(number)}
        activeId={selection.stop === null ? selection.route : null}
        empty={<EmptyState title={t('risk.none')} />}
      />
    </Frame>
  );
}

/** How likely each stop is on time, the least likely first. */
export function RiskStopsTable({ plan, risk, selection }: RiskTableProps) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const rows = useMemo(() => [...risk.stops].sort((a, b) => a.onTime - b.onTime), [risk]);
  const columns = useMemo((): DataColumn<RouteRisk['stops'][number]>[] => {
    const nameOf = new Map(plan.stops.map(({ number, name, reference }) => [number, name || reference]));
    const time = (id: 'p50At' | 'p90At'): DataColumn<RouteRisk['stops'][number]> => ({
      id,
      header: t(`risk.${id}`),
      hint: t(`risk.${id}Hint`),
      value: (stop) => stop[id],
      cell: (stop) => format.time(stop[id], plan.timeZone),
      align: 'end',
      size: 96,
    });
    return [
      {
        id: 'stop',
        header: t('column.stop'),
        value: ({ number }) => nameOf.get(number) ?? null,
        pin: 'start',
        size: 170,
        grow: true,
      },
      { id: 'route', header: t('column.route'), value: ({ route }) => route, align: 'end', size: 84 },
      {
        id: 'onTime',
        header: t('risk.onTime'),
        value: ({ onTime }) => onTime,
        cell: ({ onTime }) => shareCell(onTime, format),
        size: 150,
      },
      time('p50At'),
      time('p90At'),
    ];
  }, [plan, t, format]);
  return (
    <Frame>
      <DataTable
        label={t('risk.stops')}
        columns={columns}
        rowId={({ number }) => number}
        source={useRows(rows)}
        view={view}
        onViewChange={setView}
        onOpen={({ number }) => selection.selectStop(number)}
        activeId={selection.stop}
        empty={<EmptyState title={t('risk.none')} />}
      />
    </Frame>
  );
}
