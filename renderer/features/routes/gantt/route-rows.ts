import type {
  BrokenLimit,
  PlanLoad,
  PlannedRouteView,
  PlannedStopView,
  RoutePlanDetail,
  StopKind,
} from '../../../../core/contract/routes.ts';
import type { GanttRow, GanttSpan, GanttVisit } from '../../../components/charts/gantt/gantt-types.ts';
import { clockInstant } from '../../../lib/zone-clock.ts';

export type PlanVehicle = RoutePlanDetail['vehicles'][number];

const SHAPES: Record<StopKind, GanttVisit['shape']> = {
  delivery: 'solid',
  collection: 'hollow',
  transfer: 'double',
};

/** What rows say. */
export interface RowWords {
  title: (route: PlannedRouteView) => string;
  detail: (route: PlannedRouteView) => string;
  visit: (stop: PlannedStopView) => string;
  broken: (limit: BrokenLimit) => string;
  colour: (route: PlannedRouteView) => string;
}

/** As the core counts: less is not late. */
const TOLERANCE_MS = 1000;

/** When a stop should have been served, by its window or its promise; null where it is not late. */
export function lateSince(
  { number, etaAt, promisedAt }: PlannedStopView,
  broken: readonly BrokenLimit[],
): number | null {
  if (etaAt === null) return null;
  const limit = broken.find(({ code, stop }) => code === 'late' && stop === number);
  const due = [
    ...(limit ? [etaAt - limit.by * 1000] : []),
    ...(promisedAt !== null && etaAt > promisedAt + TOLERANCE_MS ? [promisedAt] : []),
  ];
  return due.length > 0 ? Math.min(...due) : null;
}

function toVisit(
  stop: PlannedStopView,
  broken: readonly BrokenLimit[],
  { text, label }: { text: string; label: string },
): GanttVisit | null {
  const { arrivesAt, etaAt, departsAt } = stop;
  if (arrivesAt === null || etaAt === null || departsAt === null) return null;
  return {
    key: stop.number,
    text,
    label,
    arrives: arrivesAt,
    from: etaAt,
    to: departsAt,
    windows: stop.windows,
    lateSince: lateSince(stop, broken),
    shape: SHAPES[stop.kind],
    locked: stop.locked,
  };
}

/** The row of a route. `stops` by number, as they are on this route. */
export function routeRow(
  route: PlannedRouteView,
  stops: ReadonlyMap<number, PlannedStopView>,
  { vehicle, shift, words }: { vehicle: PlanVehicle | undefined; shift: GanttSpan | null; words: RowWords },
): GanttRow {
  const visited = route.stops.flatMap((number) => stops.get(number) ?? []);
  return {
    key: `route-${route.number}`,
    title: words.title(route),
    detail: words.detail(route),
    colour: words.colour(route),
    locked: route.locked,
    span: visited.length > 0 ? { from: route.leavesAt, to: route.returnsAt } : null,
    shift,
    visits: visited.flatMap(
      (stop, i) => toVisit(stop, route.broken, { text: String(i + 1), label: words.visit(stop) }) ?? [],
    ),
    breaks:
      visited.length > 0 ? route.breaks.map(({ startsAt, seconds }) => spanFrom(startsAt, seconds)) : [],
    overloads: vehicle ? overloads(route, visited, vehicle) : [],
    broken: visited.length > 0 ? route.broken.map(words.broken) : [],
  };
}

function spanFrom(from: number, seconds: number): GanttSpan {
  return { from, to: from + seconds * 1000 };
}

/** When a vehicle's working day begins and ends, on a plan's day. */
export function shiftOf(
  { day, timeZone }: Pick<RoutePlanDetail, 'day' | 'timeZone'>,
  { shiftFromMinutes, shiftToMinutes }: PlanVehicle,
): GanttSpan {
  return {
    from: clockInstant(day, timeZone, shiftFromMinutes),
    to: clockInstant(day, timeZone, shiftToMinutes),
  };
}

function exceeds(load: PlanLoad, vehicle: PlanVehicle): boolean {
  const over = (amount: number, most: number | null) => most !== null && amount > most * (1 + 1e-9);
  return (
    over(load.weightGrams, vehicle.capacityWeightGrams) ||
    over(load.volumeMillilitres, vehicle.capacityVolumeMillilitres) ||
    over(load.pallets, vehicle.capacityPallets)
  );
}

/** What is on board before a stop. */
function onBoardBefore({ onBoard, load, kind }: PlannedStopView): PlanLoad | null {
  if (!onBoard) return null;
  const sign = kind === 'collection' ? -1 : 1;
  return {
    weightGrams: onBoard.weightGrams + sign * load.weightGrams,
    volumeMillilitres: onBoard.volumeMillilitres + sign * load.volumeMillilitres,
    pallets: onBoard.pallets + sign * load.pallets,
  };
}

/** The drives on which a vehicle carries more than it may. */
export function overloads(
  route: PlannedRouteView,
  visited: readonly PlannedStopView[],
  vehicle: PlanVehicle,
): GanttSpan[] {
  const [first] = visited;
  if (!first) return [];
  const boards = [onBoardBefore(first), ...visited.map(({ onBoard }) => onBoard)];
  const leaves = [route.leavesAt, ...visited.map(({ departsAt }) => departsAt)];
  const arrives = [...visited.map(({ arrivesAt }) => arrivesAt), route.returnsAt];
  return boards.flatMap((board, i) => {
    const [from, to] = [leaves[i] ?? null, arrives[i] ?? null];
    return board && from !== null && to !== null && exceeds(board, vehicle) ? [{ from, to }] : [];
  });
}
