import type { PlannedRouteView, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { type MoveTarget, nextRouteNumber, spareVehicles } from '../gantt/moves.ts';

/** A line of the list: a route, a stop under its route or among those left out, vehicles that stand free. */
export type ListRow =
  | { kind: 'route'; key: string; route: PlannedRouteView; index: number }
  | {
      kind: 'stop';
      key: string;
      stop: number;
      route: PlannedRouteView | null;
      index: number;
      position: number;
    }
  | { kind: 'spare'; key: string; vehicle: string; name: string; depot: string; left: number }
  | { kind: 'leftOut'; key: string; count: number };

/** The lines of a plan; routes in `closed` keep theirs to themselves. */
export function listRows(plan: RoutePlanDetail, closed: ReadonlySet<number>, withSpare: boolean): ListRow[] {
  const routes = plan.routes.flatMap((route, index): ListRow[] => [
    { kind: 'route', key: `route-${route.number}`, route, index },
    ...(closed.has(route.number)
      ? []
      : route.stops.map(
          (stop, position): ListRow => ({ kind: 'stop', key: `stop-${stop}`, stop, route, index, position }),
        )),
  ]);
  const spare = withSpare ? spareVehicles(plan) : [];
  const leftOut = plan.stops.filter(({ route }) => route === null);
  return [
    ...routes,
    ...spare.map(
      ({ key, name, depot, left }): ListRow => ({
        kind: 'spare',
        key: `spare-${key}`,
        vehicle: key,
        name,
        depot,
        left,
      }),
    ),
    ...(withSpare || leftOut.length > 0
      ? [{ kind: 'leftOut', key: 'left-out', count: leftOut.length } as const]
      : []),
    ...leftOut.map(
      ({ number }, position): ListRow => ({
        kind: 'stop',
        key: `stop-${number}`,
        stop: number,
        route: null,
        index: -1,
        position,
      }),
    ),
  ];
}

function othersBefore({ stops }: PlannedRouteView, position: number, carried: ReadonlySet<number>): number {
  return stops.slice(0, position).filter((stop) => !carried.has(stop)).length;
}

/** Where stops go that are put on a line, its upper or its lower half. */
export function targetOn(
  row: ListRow,
  {
    lower,
    carried,
    routes,
  }: { lower: boolean; carried: ReadonlySet<number>; routes: readonly PlannedRouteView[] },
): MoveTarget {
  switch (row.kind) {
    case 'route':
      return { route: row.route.number };
    case 'spare':
      return { route: nextRouteNumber(routes), vehicle: row.vehicle };
    case 'leftOut':
      return { route: null };
    case 'stop': {
      if (!row.route) return { route: null };
      const after = lower && !carried.has(row.stop) ? 1 : 0;
      return { route: row.route.number, position: othersBefore(row.route, row.position, carried) + after };
    }
  }
}

/** All places where stops may go, from the first to the last; routes that are locked have none. */
export function slots(plan: RoutePlanDetail, carried: ReadonlySet<number>): MoveTarget[] {
  const number = nextRouteNumber(plan.routes);
  return [
    ...plan.routes.flatMap((route): MoveTarget[] => {
      if (route.locked) return [];
      const others = othersBefore(route, route.stops.length, carried);
      return Array.from({ length: others + 1 }, (_, position) => ({ route: route.number, position }));
    }),
    ...spareVehicles(plan).map(({ key }): MoveTarget => ({ route: number, vehicle: key })),
    { route: null },
  ];
}

function isSlot(slot: MoveTarget, target: MoveTarget): boolean {
  return (
    slot.route === target.route &&
    slot.vehicle === target.vehicle &&
    (target.position === undefined || slot.position === target.position)
  );
}

/** The place after or before a target; stays at the ends. */
export function nextSlot(
  all: readonly MoveTarget[],
  target: MoveTarget | null,
  step: 1 | -1,
): MoveTarget | null {
  const at = target ? all.findIndex((slot) => isSlot(slot, target)) : -1;
  if (at < 0) return (step > 0 ? all[0] : all.at(-2)) ?? null;
  if (step > 0 && all[at]?.position !== target?.position) return all[at] ?? null;
  return all[at + step] ?? all[at] ?? null;
}

/** The next route as a whole, or the one before: the stops then go where they cost least. */
export function nextRoute(
  all: readonly MoveTarget[],
  target: MoveTarget | null,
  step: 1 | -1,
): MoveTarget | null {
  const at = target ? all.findIndex((slot) => isSlot(slot, target)) : -1;
  const ahead = step > 0 ? all.slice(at + 1) : all.slice(0, Math.max(0, at)).reverse();
  const next = ahead.find(({ route, vehicle }) => route !== target?.route || vehicle !== target?.vehicle);
  if (!next) return null;
  const { position: _, ...whole } = next;
  return whole;
}

/** Where a target is shown: before or after a line, or on it. */
export function markOf(
  rows: readonly ListRow[],
  target: MoveTarget | null,
  carried: ReadonlySet<number>,
): { key: string; edge: 'before' | 'after' | 'on' } | null {
  if (!target) return null;
  if (target.route === null) return { key: 'left-out', edge: 'on' };
  if (target.vehicle !== undefined) return { key: `spare-${target.vehicle}`, edge: 'on' };
  const own = rows.filter((row) => row.kind === 'stop' && row.route?.number === target.route);
  const others = own.filter((row) => row.kind === 'stop' && !carried.has(row.stop));
  const next = target.position === undefined ? undefined : others[target.position];
  if (next) return { key: next.key, edge: 'before' };
  const last = target.position === undefined ? undefined : own.at(-1);
  return last ? { key: last.key, edge: 'after' } : { key: `route-${target.route}`, edge: 'on' };
}

/** The stops on the lines between two stops, both included. */
export function stopsBetween(rows: readonly ListRow[], from: number, to: number): number[] {
  const stops = rows.flatMap((row) => (row.kind === 'stop' ? [row.stop] : []));
  const [a, b] = [stops.indexOf(from), stops.indexOf(to)];
  return a < 0 || b < 0 ? [to] : stops.slice(Math.min(a, b), Math.max(a, b) + 1);
}
