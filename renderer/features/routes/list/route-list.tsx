import { useVirtualizer } from '@tanstack/react-virtual';
import { type PointerEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { DENSITIES } from '../../../lib/density.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { EffectCard } from '../gantt/effect-card.tsx';
import type { CardPlace } from '../gantt/floating-card.tsx';
import { MoveNews } from '../gantt/move-news.tsx';
import { type MoveTarget, stopsOf } from '../gantt/moves.ts';
import { usePlaceByCarried } from '../gantt/use-place-by-carried.ts';
import { usePointerDrag } from '../gantt/use-pointer-drag.ts';
import { type PlanViewProps, useStopMove } from '../gantt/use-stop-move.ts';
import { ListHead } from './list-head.tsx';
import { ListLine } from './list-line.tsx';
import { type ListRow, listRows, markOf, targetOn } from './list-rows.ts';
import { ListRoot } from './list-styles.ts';
import { type ListKeys, lineAt, lookAt, useListKeys } from './use-list-keys.ts';
import { inOrder, usePicked } from './use-picked.ts';

const LINES_AROUND = 8;
const EXTRA = { route: 18, stop: 0, spare: 14, leftOut: 6 };

function useClosed(plan: PlanViewProps['plan']) {
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const toggle = (route: number) =>
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(route)) next.add(route);
      return next;
    });
  const allClosed = plan.routes.length > 0 && plan.routes.every(({ number }) => closed.has(number));
  const toggleAll = () => setClosed(new Set(allClosed ? [] : plan.routes.map(({ number }) => number)));
  return { closed, toggle, allClosed, toggleAll };
}

interface Lines {
  rows: readonly ListRow[];
  scroller: HTMLElement | null;
}

/** Which lines are drawn. */
function useLines({ rows, scroller }: Lines) {
  const base = DENSITIES[usePreferences().density].row;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => base + EXTRA[rows[index]?.kind ?? 'stop'],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: LINES_AROUND,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines have other heights
  useLayoutEffect(() => virtual.measure(), [virtual, base, rows]);
  return virtual;
}

/** Carries selected stops by pointer over the lines. */
function useDragOnList({ rows, scroller }: Lines, keys: ListKeys) {
  const { plan, move, picked, readOnly } = keys;
  const place = useRef<CardPlace>(null);
  const pressed = useRef<Pressed | null>(null);
  const targetAt = (x: number, y: number): MoveTarget | null => {
    const line = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-line]');
    const row = line && scroller?.contains(line) && rows.find(({ key }) => key === line.dataset.line);
    if (!line || !row) return null;
    const box = line.getBoundingClientRect();
    const carried = new Set(move.carried?.stops);
    return targetOn(row, { lower: y > box.top + box.height / 2, carried, routes: plan.routes });
  };
  const begin = usePointerDrag({
    scroller: () => scroller,
    canDrag: () => !readOnly && pressed.current?.row.kind === 'stop',
    onTap: () => {
      if (pressed.current) tap(keys, pressed.current);
    },
    onBegin: () => {
      const row = pressed.current?.row;
      if (row?.kind !== 'stop') return;
      const { stop } = row;
      const together = picked.stops.has(stop);
      if (!together) picked.only(stop);
      move.take(together ? inOrder(plan, picked.stops) : [stop], 'pointer');
    },
    onMove: (x, y) => {
      move.aim(targetAt(x, y));
      place.current?.to(x, y);
    },
    onEnd: (dropped) => (dropped ? move.drop() : move.cancel()),
  });
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const element = event.target as HTMLElement;
    const line = element.closest<HTMLElement>('[data-line]');
    const row = line && rows.find(({ key }) => key === line.dataset.line);
    if (!row || event.button !== 0 || element.closest('button')) return;
    pressed.current = { row, several: event.ctrlKey || event.metaKey, extend: event.shiftKey };
    begin(event);
  };
  return { place, onPointerDown };
}

/** The line that the pointer went down on, and with which keys. */
interface Pressed {
  row: ListRow;
  several: boolean;
  extend: boolean;
}

function tap(keys: ListKeys, { row, several, extend }: Pressed): void {
  if (row.kind === 'stop' && several) keys.picked.toggle(row.stop);
  else lookAt(keys, row, extend);
}

/** The routes of a plan with their stops, to be carried elsewhere by pointer or keyboard, several at once. */
export function RouteList(props: PlanViewProps) {
  const { plan, readOnly, selectedStop, selectedRoute } = props;
  const { t } = useTranslation('route-gantt');
  const id = useId();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const { closed, toggle, allClosed, toggleAll } = useClosed(plan);
  const rows = useMemo(() => listRows(plan, closed, !readOnly), [plan, closed, readOnly]);
  const picked = usePicked(plan, rows);
  const move = useStopMove(props);
  const { carried } = move;
  const lines = useLines({ rows, scroller });
  const keys = { ...props, move, rows, picked, closed, onToggle: toggle };
  const { place, onPointerDown } = useDragOnList({ rows, scroller }, keys);
  const onKeyDown = useListKeys(keys);

  const stops = useMemo(() => new Map(plan.stops.map((stop) => [stop.number, stop])), [plan.stops]);
  const effect = carried?.effect?.says ?? null;
  const would = useMemo(() => stopsOf(effect), [effect]);
  const held = useMemo(() => new Set(carried?.stops), [carried?.stops]);
  const mark = markOf(rows, carried && !carried.home ? carried.target : null, held);
  const at = lineAt({ rows, selectedStop, selectedRoute });
  const markAt = carried?.by === 'keyboard' && mark ? rows.findIndex(({ key }) => key === mark.key) : -1;
  const shownLine = markAt >= 0 ? markAt : at;
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines that change under the reader do not scroll
  useEffect(() => {
    if (shownLine >= 0) lines.scrollToIndex(shownLine, { align: 'auto' });
  }, [shownLine]);
  usePlaceByCarried(carried, place, shownLine < 0 ? null : `${id}-${rows[shownLine]?.key}`);

  const stateOf = (row: ListRow, index: number): string => {
    const own = row.kind === 'stop' ? row.stop : null;
    return [
      index === at && 'at',
      own !== null && picked.stops.has(own) && 'picked',
      own !== null && held.has(own) && 'carried',
      mark?.key === row.key && mark.edge,
    ]
      .filter(Boolean)
      .join(' ');
  };
  const active = rows[at];
  return (
    <ListRoot aria-label={t('list.label')}>
      <ListHead
        plan={plan}
        move={move}
        picked={picked}
        readOnly={readOnly}
        allClosed={allClosed}
        onToggleAll={toggleAll}
      />
      {rows.length === 0 ? (
        <EmptyState title={t('gantt.empty')} />
      ) : (
        <div
          ref={setScroller}
          className="scroller"
          role="treegrid"
          tabIndex={0}
          aria-label={t('list.label')}
          aria-multiselectable
          aria-rowcount={rows.length}
          aria-activedescendant={active ? `${id}-${active.key}` : undefined}
          data-carrying={carried !== null}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
        >
          <div role="rowgroup" style={{ position: 'relative', height: lines.getTotalSize() }}>
            {lines.getVirtualItems().map(({ index, start, size }) => {
              const row = rows[index];
              if (!row) return null;
              const own = row.kind === 'stop' ? row.stop : null;
              const changed = own === null ? undefined : would.get(own);
              const stop = own === null ? undefined : stops.get(own);
              return (
                <ListLine
                  key={row.key}
                  id={`${id}-${row.key}`}
                  plan={plan}
                  row={row}
                  stop={changed ?? stop}
                  changed={changed !== undefined && changed.etaAt !== stop?.etaAt}
                  top={start}
                  height={size}
                  state={stateOf(row, index)}
                  closed={row.kind === 'route' && closed.has(row.route.number)}
                  selected={own !== null && picked.stops.has(own)}
                  readOnly={readOnly}
                  onToggle={toggle}
                />
              );
            })}
          </div>
        </div>
      )}
      {carried && <EffectCard plan={plan} carried={carried} place={place} />}
      <MoveNews plan={plan} carried={carried} hint={readOnly ? null : t('list.keys')} />
    </ListRoot>
  );
}
