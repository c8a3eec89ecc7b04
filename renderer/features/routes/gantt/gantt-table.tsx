import { useMemo, useState } from 'react';
import type { PlannedRouteView, PlannedStopView, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { DataTable } from '../../../components/table/data-table.tsx';
import {
  type DataColumn,
  EMPTY_VIEW,
  type TableSource,
  type TableView,
} from '../../../components/table/table-types.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useEffectWords } from './effect-words.ts';
import { lateSince } from './route-rows.ts';
import { useCursor } from './use-cursor.ts';
import type { PlanViewProps } from './use-stop-move.ts';

interface TableRow {
  stop: PlannedStopView;
  route: PlannedRouteView;
}

type Words = ReturnType<typeof useEffectWords>;
type Columns = DataColumn<TableRow>[];

/** Which stop of which route. */
function stopColumns({ t }: Words): Columns {
  return [
    {
      id: 'route',
      header: t('table.route'),
      value: ({ route }) => t('route.name', { number: route.number, vehicle: route.vehicleName }),
      pin: 'start',
      size: 150,
    },
    {
      id: 'position',
      header: t('table.position'),
      value: ({ stop }) => (stop.position ?? 0) + 1,
      align: 'end',
      size: 56,
    },
    {
      id: 'stop',
      header: t('table.stop'),
      value: ({ stop }) => stop.name || stop.reference,
      grow: true,
      size: 200,
    },
    {
      id: 'kind',
      header: t('table.kind'),
      value: ({ stop }) => t(`routes:stopKind.${stop.kind}`),
      size: 160,
    },
  ];
}

/** When it may be served, and when it is. */
function timeColumns({ t, format }: Words, timeZone: string): Columns {
  const time = (at: number | null) => format.time(at, timeZone);
  const at = (id: 'arrives' | 'begins' | 'leaves', value: (stop: PlannedStopView) => number | null) => ({
    id,
    header: t(`table.${id}`),
    value: ({ stop }: TableRow) => time(value(stop)),
    align: 'end' as const,
    size: 84,
  });
  return [
    {
      id: 'window',
      header: t('table.window'),
      value: ({ stop }) =>
        stop.windows.map(({ from, to }) => t('stop.window', { from: time(from), to: time(to) })).join(', ') ||
        null,
      align: 'end',
      size: 120,
    },
    at('arrives', (stop) => stop.arrivesAt),
    {
      id: 'waits',
      header: t('table.waits'),
      value: ({ stop }) => (stop.waitingSeconds ? format.duration(stop.waitingSeconds) : null),
      align: 'end',
      size: 80,
    },
    at('begins', (stop) => stop.etaAt),
    at('leaves', (stop) => stop.departsAt),
  ];
}

/** What keeps it from being as it should, or where it is. */
function stateColumns({ t, format }: Words): Columns {
  const late = ({ stop, route }: TableRow) => {
    const due = lateSince(stop, route.broken);
    return due === null || stop.etaAt === null ? null : format.duration((stop.etaAt - due) / 1000);
  };
  return [
    {
      id: 'late',
      header: t('table.late'),
      value: late,
      cell: (row) => {
        const text = late(row);
        return text === null ? '–' : <span style={{ color: tokens.critical }}>{text}</span>;
      },
      align: 'end',
      size: 80,
    },
    {
      id: 'locked',
      header: t('table.locked'),
      value: ({ stop, route }) => (stop.locked || route.locked ? t('table.yes') : null),
      size: 90,
    },
  ];
}

function useColumns(plan: RoutePlanDetail): Columns {
  const words = useEffectWords(plan);
  return useMemo(
    () => [...stopColumns(words), ...timeColumns(words, plan.timeZone), ...stateColumns(words)],
    [words, plan.timeZone],
  );
}

const asIs = () => undefined;

/** The chart as a table: every stop of every route, with its times. */
export function GanttTable(props: PlanViewProps) {
  const { plan, selectedStop } = props;
  const { choose } = useCursor(props);
  const { t } = useEffectWords(plan);
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const columns = useColumns(plan);
  const source = useMemo((): TableSource<TableRow> => {
    const stops = new Map(plan.stops.map((stop) => [stop.number, stop]));
    const rows = plan.routes.flatMap((route) =>
      route.stops.flatMap((number) => {
        const stop = stops.get(number);
        return stop ? [{ stop, route }] : [];
      }),
    );
    return {
      total: rows.length,
      getRow: (index) => rows[index],
      meta: undefined,
      loading: false,
      stale: false,
      error: null,
      retry: asIs,
      setRange: asIs,
      generation: 0,
    };
  }, [plan]);
  return (
    <DataTable
      label={t('table.label')}
      columns={columns}
      rowId={({ stop }) => stop.number}
      source={source}
      view={view}
      onViewChange={setView}
      activeId={selectedStop}
      onOpen={({ stop, route }) => {
        choose(route.number, stop.number);
      }}
    />
  );
}
