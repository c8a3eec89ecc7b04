import type { StopChange } from '../../contract/routes.ts';

/** A stop as it fares in a plan. */
export type ComparedStop = {
  /** The same in each plan. */
  key: string;
  kind: StopChange['stopKind'];
  reference: string;
  name: string;
  route: number | null;
  position: number | null;
  etaAt: number | null;
};

/** A stop that is served so much sooner or later counts as changed. */
const NOTICED_MS = 300_000;

/**
 * What becomes of each stop from one plan to another. Routes have no names of their own: those that share most stops are taken to
 * be the same vehicle's.
 */
export function compareStops(before: readonly ComparedStop[], after: readonly ComparedStop[]): StopChange[] {
  const earlier = new Map(before.map((stop) => [stop.key, stop]));
  const later = new Map(after.map((stop) => [stop.key, stop]));
  const sameRoute = matchRoutes(before, later);
  const predecessors = { before: predecessorsOf(before), after: predecessorsOf(after) };
  const changes: StopChange[] = [];
  const add = (kind: StopChange['kind'], from: ComparedStop | null, to: ComparedStop | null) => {
    const { kind: stopKind, reference, name } = (to ?? from) as ComparedStop;
    changes.push({ kind, stopKind, reference, name, before: placeOf(from), after: placeOf(to) });
  };
  for (const [key, from] of earlier) {
    const to = later.get(key);
    if (!to) add('dropped', from, null);
    else if (from.route === null || to.route === null) {
      if (from.route !== null) add('nowLeftOut', from, to);
      else if (to.route !== null) add('nowServed', from, to);
    } else if (sameRoute.get(from.route) !== to.route) add('otherVehicle', from, to);
    else if (predecessors.before.get(key) !== predecessors.after.get(key)) add('resequenced', from, to);
    else {
      const shift = (to.etaAt ?? 0) - (from.etaAt ?? 0);
      if (Math.abs(shift) >= NOTICED_MS) add(shift > 0 ? 'later' : 'earlier', from, to);
    }
  }
  for (const [key, to] of later) if (!earlier.has(key)) add('added', null, to);
  return changes;
}

function placeOf(stop: ComparedStop | null): StopChange['before'] {
  return stop ? { route: stop.route, position: stop.position, etaAt: stop.etaAt } : null;
}

/** Each route with the one of the other plan that it shares most stops with; none is matched twice. */
function matchRoutes(
  before: readonly ComparedStop[],
  later: ReadonlyMap<string, ComparedStop>,
): ReadonlyMap<number, number> {
  const shared = new Map<string, { from: number; to: number; stops: number }>();
  for (const stop of before) {
    const to = later.get(stop.key)?.route ?? null;
    if (stop.route === null || to === null) continue;
    const key = `${stop.route}>${to}`;
    const pair = shared.get(key) ?? { from: stop.route, to, stops: 0 };
    pair.stops += 1;
    shared.set(key, pair);
  }
  const matches = new Map<number, number>();
  const taken = new Set<number>();
  const order = [...shared.values()].sort((a, b) => b.stops - a.stops || a.from - b.from || a.to - b.to);
  for (const { from, to } of order) {
    if (matches.has(from) || taken.has(to)) continue;
    matches.set(from, to);
    taken.add(to);
  }
  return matches;
}

/** What each stop comes after on its route. */
function predecessorsOf(stops: readonly ComparedStop[]): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  const routes = Map.groupBy(
    stops.filter(({ route }) => route !== null),
    ({ route }) => route,
  );
  for (const visits of routes.values()) {
    const inOrder = [...visits].sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
    inOrder.forEach((stop, i) => {
      const previous = inOrder[i - 1];
      result.set(stop.key, previous?.key ?? '');
    });
  }
  return result;
}
