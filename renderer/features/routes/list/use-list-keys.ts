import { type KeyboardEvent, useCallback, useRef } from 'react';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import type { Cursor } from '../gantt/use-cursor.ts';
import type { StopMove } from '../gantt/use-stop-move.ts';
import { type ListRow, nextRoute, nextSlot, slots } from './list-rows.ts';
import { inOrder, type Picked } from './use-picked.ts';

export interface ListKeys {
  plan: RoutePlanDetail;
  readOnly: boolean;
  cursor: Cursor;
  move: StopMove;
  rows: readonly ListRow[];
  picked: Picked;
  closed: ReadonlySet<number>;
  onToggle: (route: number) => void;
}

/** The line that is looked at. */
export function lineAt(
  rows: readonly ListRow[],
  { stop, route }: { stop: number | null; route: number | null },
): number {
  const at = stop === null ? -1 : rows.findIndex((row) => row.kind === 'stop' && row.stop === stop);
  return at >= 0 ? at : rows.findIndex((row) => row.kind === 'route' && row.route.number === route);
}

/** Looks at a line; `extend` selects all stops on the way. */
export function lookAt({ cursor, picked }: ListKeys, row: ListRow, extend: boolean): void {
  if (row.kind === 'route') {
    cursor.choose(row.route.number, null);
    if (!extend) picked.only(null);
  }
  if (row.kind === 'stop') {
    cursor.choose(row.route?.number ?? null, row.stop);
    if (extend) picked.to(row.stop);
    else picked.only(row.stop);
  }
}

function walk(keys: ListKeys, key: string, extend: boolean): boolean {
  const { rows, closed, onToggle } = keys;
  const at = lineAt(rows, keys.cursor.at());
  const row = rows[at];
  const to = (from: number, step: 1 | -1) => {
    let next = from;
    while (rows[next] && rows[next]?.kind !== 'route' && rows[next]?.kind !== 'stop') next += step;
    const line = rows[next];
    if (line) lookAt(keys, line, extend);
  };
  const route = row?.kind === 'route' || row?.kind === 'stop' ? row.route : null;
  const steps: Record<string, () => void> = {
    ArrowDown: () => to(at + 1, 1),
    ArrowUp: () => to(at - 1, -1),
    Home: () => to(0, 1),
    End: () => to(rows.length - 1, -1),
    ArrowLeft: () => {
      if (row?.kind === 'route' && !closed.has(row.route.number)) onToggle(row.route.number);
      else if (row?.kind === 'stop' && route) {
        to(
          rows.findIndex((one) => one.kind === 'route' && one.route === route),
          -1,
        );
      }
    },
    ArrowRight: () => {
      if (row?.kind === 'route' && closed.has(row.route.number)) onToggle(row.route.number);
    },
  };
  const step = steps[key];
  step?.();
  return step !== undefined;
}

function carry({ move, plan }: ListKeys, key: string): boolean {
  const { carried } = move;
  if (!carried) return false;
  const all = () => slots(plan, new Set(carried.stops));
  const steps: Record<string, () => void> = {
    ArrowDown: () => move.aim(nextSlot(all(), carried.target, 1)),
    ArrowUp: () => move.aim(nextSlot(all(), carried.target, -1)),
    ArrowRight: () => move.aim(nextRoute(all(), carried.target, 1) ?? carried.target),
    ArrowLeft: () => move.aim(nextRoute(all(), carried.target, -1) ?? carried.target),
    Enter: move.drop,
    Escape: move.cancel,
  };
  const step = steps[key];
  step?.();
  return step !== undefined;
}

/** Takes the selected stops up at the place of the first. */
export function takePicked({ move, plan, picked }: Pick<ListKeys, 'move' | 'plan' | 'picked'>): void {
  const stops = inOrder(plan, picked.stops);
  const [first] = stops;
  if (first === undefined) return;
  move.take(stops, 'keyboard');
  const held = new Set(stops);
  const route = plan.routes.find((one) => one.stops.includes(first));
  if (!route) return;
  const before = route.stops.slice(0, route.stops.indexOf(first));
  move.aim({ route: route.number, position: before.filter((stop) => !held.has(stop)).length });
}

/** Locks stops unless all of them are locked already. */
export function lockPicked({ move, plan, picked }: Pick<ListKeys, 'move' | 'plan' | 'picked'>): void {
  const stops = plan.stops.filter(({ number }) => picked.stops.has(number));
  const locked = !stops.every((stop) => stop.locked);
  void move.apply([{ kind: 'lockStops', stops: stops.map(({ number }) => number), locked }]);
}

function act(keys: ListKeys, key: string): boolean {
  const { picked, move, rows, cursor, readOnly } = keys;
  const { stop } = cursor.at();
  const row = rows[lineAt(rows, cursor.at())];
  if (key === ' ' && stop !== null) {
    picked.toggle(stop);
    return true;
  }
  if (readOnly) return false;
  if (key.toLowerCase() === 'l' && row?.kind === 'route') {
    void move.apply([{ kind: 'lockRoute', route: row.route.number, locked: !row.route.locked }]);
    return true;
  }
  if (picked.stops.size === 0) return false;
  const steps: Record<string, () => void> = {
    Enter: () => takePicked(keys),
    l: () => lockPicked(keys),
    Delete: () => move.takeOff([...picked.stops]),
    Escape: () => picked.only(null),
  };
  const step = steps[key.length === 1 ? key.toLowerCase() : key];
  step?.();
  return step !== undefined;
}

/** The keys of the list. */
export function useListKeys(keys: ListKeys): (event: KeyboardEvent) => void {
  const latest = useRef(keys);
  latest.current = keys;
  return useCallback((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { current } = latest;
    const done = current.move.carried
      ? carry(current, event.key)
      : walk(current, event.key, event.shiftKey) || act(current, event.key);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }, []);
}
