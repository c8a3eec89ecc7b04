import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { ChartNoAxesGantt, Table2, ZoomIn, ZoomOut } from 'lucide-react';
import { type PointerEvent, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  GanttChart,
  type GanttHandle,
  type GanttPoint,
} from '../../../components/charts/gantt/gantt-chart.tsx';
import { positionAt, spanOfRows } from '../../../components/charts/gantt/gantt-geometry.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { EffectCard } from './effect-card.tsx';
import type { CardPlace } from './floating-card.tsx';
import { GanttLegend } from './gantt-legend.tsx';
import { GanttTable } from './gantt-table.tsx';
import { LeftOutTray } from './left-out-tray.tsx';
import { MoveNews } from './move-news.tsx';
import type { MoveTarget } from './moves.ts';
import { clockInstant } from './plan-clock.ts';
import { StopCard } from './stop-card.tsx';
import { takeByKeys, useGanttKeys } from './use-gantt-keys.ts';
import { usePlaceByCarried } from './use-place-by-carried.ts';
import { usePointerDrag } from './use-pointer-drag.ts';
import { type RouteRow, useRouteRows } from './use-route-rows.ts';
import { choose, type PlanViewProps, type StopMove, useStopMove } from './use-stop-move.ts';

const ZOOMS = [1, 2, 4, 8];
const NONE: ReadonlySet<number> = new Set();

const Root = styled('section')({
  display: 'flex',
  flexDirection: 'column',
  flex: '1 1 0',
  minWidth: 0,
  minHeight: 0,
  '& > header': {
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    flexShrink: 0,
    minHeight: 'calc(var(--v-control) + 8px)',
    padding: '0 8px 0 12px',
    borderBottom: `1px solid ${tokens.line}`,
  },
  '& > header h2': { flex: 1, fontSize: 'var(--v-font)', fontWeight: 600 },
  '& > footer': { flexShrink: 0, padding: '5px 12px 6px', borderTop: `1px solid ${tokens.line}` },
});

interface HeadProps {
  reading: boolean;
  onRead: (reading: boolean) => void;
  zoom: number;
  onZoom: (zoom: number) => void;
}

function Head({ reading, onRead, zoom, onZoom }: HeadProps) {
  const { t } = useTranslation(['route-gantt', 'workbench']);
  const Icon = reading ? ChartNoAxesGantt : Table2;
  const step = (by: number) => onZoom(ZOOMS[ZOOMS.indexOf(zoom) + by] ?? zoom);
  return (
    <header>
      <h2>{t('gantt.title')}</h2>
      <IconButton
        size="small"
        aria-label={t('gantt.zoomOut')}
        disabled={reading || zoom === ZOOMS[0]}
        onClick={() => step(-1)}
      >
        <ZoomOut size={15} />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('gantt.zoomIn')}
        disabled={reading || zoom === ZOOMS.at(-1)}
        onClick={() => step(1)}
      >
        <ZoomIn size={15} />
      </IconButton>
      <Button size="small" variant="text" startIcon={<Icon size={13} />} onClick={() => onRead(!reading)}>
        {t(reading ? 'workbench:chart.draw' : 'workbench:chart.read')}
      </Button>
    </header>
  );
}

/** Carries stops by pointer over rows and the tray. */
function useDragOnChart(props: PlanViewProps, move: StopMove, now: readonly RouteRow[]) {
  const chart = useRef<GanttHandle>(null);
  const place = useRef<CardPlace>(null);
  const pressed = useRef<Pressed>({ stop: null, route: null });
  const held = move.carried ? new Set(move.carried.stops) : NONE;
  const targetAt = (x: number, y: number): MoveTarget | null => {
    const under = document.elementFromPoint(x, y);
    if (under?.closest('[data-left-out]')) return { route: null };
    const point = chart.current?.pointAt(x, y);
    const entry = point && now.find(({ row }) => row.key === point.row.key);
    if (!entry) return null;
    if (point.onTitle) return entry.target;
    return { ...entry.target, position: positionAt(entry.row, point.instant, held) };
  };
  const begin = usePointerDrag({
    scroller: () => chart.current?.scroller ?? null,
    canDrag: () => !props.readOnly && pressed.current.stop !== null,
    onTap: () => choose(props, pressed.current.route, pressed.current.stop),
    onBegin: () => {
      if (pressed.current.stop !== null) move.take([pressed.current.stop], 'pointer');
    },
    onMove: (x, y) => {
      move.aim(targetAt(x, y));
      place.current?.to(x, y);
    },
    onEnd: (dropped) => (dropped ? move.drop() : move.cancel()),
  });
  const press = (what: Pressed, event: PointerEvent) => {
    pressed.current = what;
    begin(event);
  };
  return { chart, place, press };
}

/** What the pointer went down on. */
interface Pressed {
  stop: number | null;
  route: number | null;
}

/**
 * The routes of a plan along its day: driving, service, waiting, breaks, windows and broken limits. Stops are carried to another place
 * by pointer or keyboard, and the routes that this changes are drawn as they would be.
 */
export function RouteGantt(props: PlanViewProps) {
  const { plan, readOnly, selectedStop, selectedRoute, onSelectStop } = props;
  const { t } = useTranslation('route-gantt');
  const format = useFormat();
  const id = useId();
  const [reading, setReading] = useState(false);
  const [zoom, setZoom] = useState(1);
  const [hovered, setHovered] = useState<number | null>(null);
  const move = useStopMove(props);
  const { carried } = move;
  const { now, shown } = useRouteRows(plan, carried?.effect?.says ?? null, !readOnly);
  const dayStartsAt = useMemo(() => clockInstant(plan.day, plan.timeZone, 0), [plan.day, plan.timeZone]);
  const span = useMemo(
    () =>
      spanOfRows(
        now.map(({ row }) => row),
        dayStartsAt,
      ),
    [now, dayStartsAt],
  );
  const rows = useMemo(() => shown.map(({ row }) => row), [shown]);
  const heldStops = carried?.stops;
  const held = useMemo(() => (heldStops ? new Set(heldStops) : NONE), [heldStops]);
  const { chart, place, press } = useDragOnChart(props, move, now);
  const onKeyDown = useGanttKeys({ ...props, move, now, shown });
  const first = carried?.stops[0] ?? null;
  usePlaceByCarried(carried, place, first === null ? null : `${id}-${first}`);

  const stop = plan.stops.find(({ number }) => number === hovered);
  const leftOut = useMemo(() => plan.stops.filter(({ route }) => route === null), [plan.stops]);
  const targetRow = shown.find(({ target }) => isTarget(target, carried?.target))?.row.key ?? null;
  const activeRow = carried
    ? targetRow
    : (now.find(({ route }) => route !== null && route.number === selectedRoute)?.row.key ?? null);
  const onPress = ({ row, visit }: GanttPoint, event: PointerEvent) => {
    const route = now.find((entry) => entry.row.key === row.key)?.route?.number ?? null;
    press({ stop: visit?.key ?? null, route }, event);
  };
  return (
    <Root aria-label={t('gantt.label')}>
      <Head reading={reading} onRead={setReading} zoom={zoom} onZoom={setZoom} />
      {reading ? (
        <GanttTable {...props} />
      ) : rows.length === 0 ? (
        <EmptyState title={t('gantt.empty')} />
      ) : (
        <GanttChart
          ref={chart}
          id={id}
          label={t('gantt.label')}
          rows={rows}
          span={span}
          dayStartsAt={dayStartsAt}
          time={(at) => format.time(at, plan.timeZone)}
          titleHead={t('gantt.head')}
          lockedLabel={t('route.locked')}
          zoom={zoom}
          activeRow={activeRow}
          selected={carried ? first : selectedStop}
          carried={held}
          target={carried && !carried.home ? targetRow : null}
          onPress={onPress}
          onHover={(point, event) => {
            setHovered(carried ? null : (point?.visit?.key ?? null));
            if (!carried) place.current?.to(event.clientX, event.clientY);
          }}
          onKeyDown={onKeyDown}
        />
      )}
      {!reading && (!readOnly || leftOut.length > 0) && (
        <LeftOutTray
          stops={leftOut}
          selectedStop={carried ? first : selectedStop}
          readOnly={readOnly}
          target={carried?.target?.route === null && !carried.home}
          onSelect={onSelectStop}
          onPress={(stop, event) => press({ stop, route: null }, event)}
          onTake={(number) => {
            const taken = plan.stops.find((one) => one.number === number);
            if (!taken || readOnly) return;
            takeByKeys(move, taken);
            chart.current?.scroller?.focus();
          }}
        />
      )}
      {!reading && (
        <footer>
          <GanttLegend />
        </footer>
      )}
      {carried && <EffectCard plan={plan} carried={carried} place={place} />}
      {!carried && stop && (
        <StopCard
          plan={plan}
          stop={stop}
          route={plan.routes.find(({ number }) => number === stop.route)}
          place={place}
        />
      )}
      <MoveNews plan={plan} carried={carried} hint={readOnly ? null : t('gantt.keys')} />
    </Root>
  );
}

function isTarget(
  target: Pick<MoveTarget, 'route' | 'vehicle'>,
  carried: MoveTarget | null | undefined,
): boolean {
  return (
    carried !== null &&
    carried !== undefined &&
    target.route === carried.route &&
    target.vehicle === carried.vehicle
  );
}
