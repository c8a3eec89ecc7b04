import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GanttChart } from '../../../components/charts/gantt/gantt-chart.tsx';
import { spanOfRows } from '../../../components/charts/gantt/gantt-geometry.ts';
import { useFormat } from '../../../lib/format.ts';
import { clockInstant } from '../../../lib/zone-clock.ts';
import { EffectCard } from './effect-card.tsx';
import { LeftOutTray } from './left-out-tray.tsx';
import { MoveNews } from './move-news.tsx';
import type { MoveTarget } from './moves.ts';
import { StopCard } from './stop-card.tsx';
import { useCursor } from './use-cursor.ts';
import { useDragOnChart } from './use-drag-on-chart.ts';
import { takeByKeys, useGanttKeys } from './use-gantt-keys.ts';
import { usePlaceByCarried } from './use-place-by-carried.ts';
import { type RouteRow, useRouteRows } from './use-route-rows.ts';
import { type Carried, type PlanViewProps, useStopMove } from './use-stop-move.ts';

const NONE: ReadonlySet<number> = new Set();

function keyOfTarget(rows: readonly RouteRow[], target: MoveTarget | null | undefined): string | null {
  if (!target) return null;
  const at = rows.find((entry) => {
    return entry.target.route === target.route && entry.target.vehicle === target.vehicle;
  });
  return at?.row.key ?? null;
}

/** What the chart marks: the route that is looked at, or what is in the hand and where it would go. */
function useMarks(
  { selectedStop, selectedRoute }: PlanViewProps,
  now: readonly RouteRow[],
  carried: Carried | null,
) {
  const stops = carried?.stops;
  const held = useMemo(() => (stops ? new Set(stops) : NONE), [stops]);
  const target = keyOfTarget(now, carried?.target);
  const looked = now.find(({ route }) => route !== null && route.number === selectedRoute)?.row.key ?? null;
  return {
    carried: held,
    selected: stops ? (stops[0] ?? null) : selectedStop,
    activeRow: carried ? target : looked,
    target: carried && !carried.home ? target : null,
  };
}

/** The span of the day that is drawn, from the rows as they are: it stays while something is carried. */
function useDay({ day, timeZone }: PlanViewProps['plan'], now: readonly RouteRow[]) {
  const format = useFormat();
  const dayStartsAt = useMemo(() => clockInstant(day, timeZone, 0), [day, timeZone]);
  const rows = useMemo(() => now.map(({ row }) => row), [now]);
  const span = useMemo(() => spanOfRows(rows, dayStartsAt), [rows, dayStartsAt]);
  return { dayStartsAt, span, time: (at: number) => format.time(at, timeZone) };
}

/** The chart of a plan's day, with the stops on no route below it. */
export function DayChart(props: PlanViewProps & { zoom: number }) {
  const { plan, readOnly, onSelectStop, zoom } = props;
  const { t } = useTranslation('route-gantt');
  const id = useId();
  const [hovered, setHovered] = useState<number | null>(null);
  const move = useStopMove(props);
  const cursor = useCursor(props);
  const { carried } = move;
  const { now, shown } = useRouteRows(plan, carried?.effect?.says ?? null, !readOnly);
  const rows = useMemo(() => shown.map(({ row }) => row), [shown]);
  const marks = useMarks(props, now, carried);
  const { chart, place, press } = useDragOnChart({ move, cursor, readOnly, now });
  const onKeyDown = useGanttKeys({ plan, readOnly, cursor, move, now, shown });
  usePlaceByCarried(carried, place, carried && `${id}-${carried.stops[0]}`);
  const leftOut = useMemo(() => plan.stops.filter(({ route }) => route === null), [plan.stops]);
  const stop = plan.stops.find(({ number }) => number === hovered);
  const onTake = (number: number) => {
    const taken = leftOut.find((one) => one.number === number);
    if (!taken || readOnly) return;
    takeByKeys(move, taken);
    chart.current?.scroller?.focus();
  };
  return (
    <>
      <GanttChart
        ref={chart}
        id={id}
        label={t('gantt.label')}
        rows={rows}
        {...useDay(plan, now)}
        titleHead={t('gantt.head')}
        lockedLabel={t('route.locked')}
        zoom={zoom}
        {...marks}
        onPress={({ row, visit }, event) => {
          const route = now.find((entry) => entry.row.key === row.key)?.route?.number ?? null;
          press({ stop: visit?.key ?? null, route }, event);
        }}
        onHover={(point, event) => {
          setHovered(carried ? null : (point?.visit?.key ?? null));
          if (!carried) place.current?.to(event.clientX, event.clientY);
        }}
        onKeyDown={onKeyDown}
      />
      {(!readOnly || leftOut.length > 0) && (
        <LeftOutTray
          stops={leftOut}
          selectedStop={marks.selected}
          readOnly={readOnly}
          target={carried?.target?.route === null && !carried.home}
          onSelect={onSelectStop}
          onPress={(number, event) => press({ stop: number, route: null }, event)}
          onTake={onTake}
        />
      )}
      {carried && <EffectCard plan={plan} carried={carried} place={place} />}
      {!carried && stop && <StopCard plan={plan} stop={stop} place={place} />}
      <MoveNews plan={plan} carried={carried} hint={readOnly ? null : t('gantt.keys')} />
    </>
  );
}
