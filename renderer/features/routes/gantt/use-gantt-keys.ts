import { type KeyboardEvent, useCallback, useRef } from 'react';
import type { PlannedStopView, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { nearestVisit, positionAt } from '../../../components/charts/gantt/gantt-geometry.ts';
import { besideTarget, type MoveTarget } from './moves.ts';
import type { Cursor } from './use-cursor.ts';
import type { RouteRow } from './use-route-rows.ts';
import type { StopMove } from './use-stop-move.ts';

interface GanttKeys {
  plan: RoutePlanDetail;
  cursor: Cursor;
  move: StopMove;
  now: readonly RouteRow[];
  shown: readonly RouteRow[];
}

/** Where a stop is now. */
export function placeOf({ route, position }: PlannedStopView): MoveTarget | null {
  return route === null || position === null ? null : { route, position };
}

function select(keys: GanttKeys, entry: RouteRow | undefined, stop: number | null): void {
  if (entry) keys.cursor.choose(entry.route?.number ?? null, stop);
}

/** Goes from stop to stop; whether the key was one for it. */
function walk(keys: GanttKeys, key: string): boolean {
  const { now, cursor } = keys;
  const { route: selectedRoute, stop: selectedStop } = cursor.at();
  const index = now.findIndex(({ route }) => route !== null && route.number === selectedRoute);
  const entry = now[index];
  const visits = entry?.row.visits ?? [];
  const at = visits.findIndex((visit) => visit.key === selectedStop);
  const to = (position: number) => select(keys, entry, visits[position]?.key ?? null);
  const toRow = (step: number) => {
    const next = now[Math.max(0, index + step)];
    if (!next || next.route === null) return;
    const instant = visits[at]?.from;
    select(keys, next, instant === undefined ? null : (nearestVisit(next.row, instant)?.key ?? null));
  };
  const steps: Record<string, () => void> = {
    ArrowLeft: () => to(at - 1),
    ArrowRight: () => to(Math.min(at + 1, visits.length - 1)),
    Home: () => to(0),
    End: () => to(visits.length - 1),
    ArrowDown: () => toRow(1),
    ArrowUp: () => toRow(-1),
  };
  const step = steps[key];
  step?.();
  return step !== undefined;
}

/** The next row that takes what is carried, and the place on it at the same time of day; off all routes below the last. */
function rowTarget({ now, shown, move }: GanttKeys, step: 1 | -1): MoveTarget | null {
  const { carried } = move;
  if (!carried) return null;
  const { target, stops } = carried;
  const held = new Set(stops);
  const at = now.findIndex(
    (entry) => entry.target.route === target?.route && entry.target.vehicle === target?.vehicle,
  );
  const from = at < 0 ? (step < 0 ? now.length : -1) : at;
  let next = from + step;
  while (now[next]?.route?.locked) next += step;
  const entry = now[next];
  if (!entry) return next >= now.length ? { route: null } : target;
  const visits = shown.flatMap(({ row }) => row.visits.filter(({ key }) => held.has(key)));
  const instant = visits[0]?.from ?? Number.POSITIVE_INFINITY;
  return { ...entry.target, position: positionAt(entry.row, instant, held) };
}

/** Carries what is in the hand; whether the key was one for it. */
function carry(keys: GanttKeys, key: string): boolean {
  const { move, plan } = keys;
  const { carried } = move;
  if (!carried) return false;
  const { target, stops } = carried;
  const along = (step: 1 | -1) => {
    const route = plan.routes.find(({ number }) => number === target?.route);
    if (!route || target?.position === undefined) return;
    const next = besideTarget(route, stops, { position: target.position, step });
    if (next) move.aim(next);
  };
  const steps: Record<string, () => void> = {
    ArrowLeft: () => along(-1),
    ArrowRight: () => along(1),
    ArrowUp: () => move.aim(rowTarget(keys, -1)),
    ArrowDown: () => move.aim(rowTarget(keys, 1)),
    Enter: move.drop,
    ' ': move.drop,
    Escape: move.cancel,
  };
  const step = steps[key];
  step?.();
  return step !== undefined;
}

/** Takes up, locks or takes off the selected stop; whether the key was one for it. */
function act({ move, plan, cursor }: GanttKeys, key: string): boolean {
  const stop = plan.stops.find(({ number }) => number === cursor.at().stop);
  if (!stop) return false;
  const stops = [stop.number];
  const steps: Record<string, () => void> = {
    Enter: () => takeByKeys(move, stop),
    ' ': () => takeByKeys(move, stop),
    l: () => void move.apply([{ kind: 'lockStops', stops, locked: !stop.locked }]),
    Delete: () => move.takeOff(stops),
  };
  const step = steps[key.length === 1 ? key.toLowerCase() : key];
  step?.();
  return step !== undefined;
}

/** Takes a stop up where it is. */
export function takeByKeys(move: StopMove, stop: PlannedStopView): void {
  move.take([stop.number], 'keyboard');
  const place = placeOf(stop);
  if (place) move.aim(place);
}

/** The keys of the Gantt chart. */
export function useGanttKeys(keys: GanttKeys & { readOnly: boolean }): (event: KeyboardEvent) => void {
  const latest = useRef(keys);
  latest.current = keys;
  return useCallback((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { current } = latest;
    const done = current.move.carried
      ? carry(current, event.key)
      : walk(current, event.key) || (!current.readOnly && act(current, event.key));
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }, []);
}
