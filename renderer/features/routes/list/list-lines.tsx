import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrokenLimit } from '../../../../core/contract/routes.ts';
import { useScheme } from '../../../components/map/use-scheme.ts';
import { DENSITIES } from '../../../lib/density.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { EffectCard } from '../gantt/effect-card.tsx';
import { stopsOf } from '../gantt/moves.ts';
import { usePlaceByCarried } from '../gantt/use-place-by-carried.ts';
import { routeColour } from '../route-colours.ts';
import { ListLine } from './list-line.tsx';
import { type ListRow, markOf } from './list-rows.ts';
import { useDragOnList } from './use-drag-on-list.ts';
import { type ListKeys, lineAt, useListKeys } from './use-list-keys.ts';

const LINES_AROUND = 8;
const EXTRA = { route: 18, stop: 0, spare: 14, leftOut: 6 };

/** Which lines are drawn. */
function useLineWindow(rows: readonly ListRow[], scroller: HTMLElement | null) {
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

/** How each line stands: looked at, selected, in the hand, or where the hand would put something. */
function useLineStates({ rows, move, picked }: ListKeys, at: number) {
  const { carried } = move;
  const held = useMemo(() => new Set(carried?.stops), [carried?.stops]);
  const mark = markOf(rows, carried && !carried.home ? carried.target : null, held);
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
  return { mark, stateOf };
}

const NOTHING_BROKEN: readonly BrokenLimit[] = [];

/** What lines show of stops, as they are or as the move in the hand would make them. */
function useStops({ plan, move }: ListKeys) {
  const stops = useMemo(() => new Map(plan.stops.map((stop) => [stop.number, stop])), [plan.stops]);
  const effect = move.carried?.effect?.says ?? null;
  const would = useMemo(() => stopsOf(effect), [effect]);
  const routes = useMemo(
    () => new Map([...plan.routes, ...(effect?.routes ?? [])].map((route) => [route.number, route])),
    [plan.routes, effect],
  );
  return (row: ListRow) => {
    const now = row.kind === 'stop' ? stops.get(row.stop) : undefined;
    const next = now && would.get(now.number);
    const stop = next ?? now;
    const route = stop?.route === undefined || stop.route === null ? undefined : routes.get(stop.route);
    return {
      stop,
      changed: next !== undefined && next.etaAt !== now?.etaAt,
      broken: route?.broken ?? NOTHING_BROKEN,
    };
  };
}

interface ListLinesProps {
  id: string;
  keys: ListKeys;
  /** What is looked at. */
  selected: { stop: number | null; route: number | null };
}

/** The lines in view, as one grid for the keyboard. */
export function ListLines({ id, keys, selected }: ListLinesProps) {
  const { plan, rows, move, picked, closed, readOnly, onToggle } = keys;
  const { t } = useTranslation('route-gantt');
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const lines = useLineWindow(rows, scroller);
  const at = lineAt(rows, selected);
  const { mark, stateOf } = useLineStates(keys, at);
  const viewOf = useStops(keys);
  const scheme = useScheme();
  const { carried } = move;
  const { place, onPointerDown } = useDragOnList(keys, scroller);
  const markAt = carried?.by === 'keyboard' && mark ? rows.findIndex(({ key }) => key === mark.key) : -1;
  const shown = markAt >= 0 ? markAt : at;
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines that change under the reader do not scroll
  useEffect(() => {
    if (shown >= 0) lines.scrollToIndex(shown, { align: 'auto' });
  }, [shown]);
  usePlaceByCarried(carried, place, shown < 0 ? null : `${id}-${rows[shown]?.key}`);
  const active = rows[at];
  return (
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
      onKeyDown={useListKeys(keys)}
      onPointerDown={onPointerDown}
    >
      <div role="rowgroup" style={{ position: 'relative', height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map(({ index, start, size }) => {
          const row = rows[index];
          return (
            row && (
              <ListLine
                key={row.key}
                id={`${id}-${row.key}`}
                plan={plan}
                row={row}
                {...viewOf(row)}
                colour={'index' in row ? routeColour(row.index, scheme) : ''}
                top={start}
                height={size}
                state={stateOf(row, index)}
                closed={row.kind === 'route' && closed.has(row.route.number)}
                selected={row.kind === 'stop' && picked.stops.has(row.stop)}
                readOnly={readOnly}
                onToggle={onToggle}
              />
            )
          );
        })}
      </div>
      {carried && <EffectCard plan={plan} carried={carried} place={place} />}
    </div>
  );
}
