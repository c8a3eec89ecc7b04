import type { PlannedRoute, RoutingProblem, RoutingStop, VehicleType } from '../routing-problem.ts';

/** What a plan costs in the problem's numbers, and what it breaks, in words. */
export type PlanEvaluation = { cost: number; faults: string[] };

/**
 * What a file's plan costs and what it breaks, told by the plainest code that can and by nothing that the search uses: fixed costs,
 * distance, time, prices of what is left out; each stop once, loads along the way, windows, shift, limits, pairs, back-hauls
 * last, number of vehicles. Files know neither breaks nor overtime nor several windows of a stop, and neither does it.
 */
export function evaluatePlan(problem: RoutingProblem, routes: readonly PlannedRoute[]): PlanEvaluation {
  const faults: string[] = [];
  const used = new Map<number, number>();
  const visits = new Map<number, number>();
  let cost = 0;
  routes.forEach((route, i) => {
    const type = problem.vehicleTypes[route.vehicleType] as VehicleType;
    used.set(route.vehicleType, (used.get(route.vehicleType) ?? 0) + 1);
    for (const stop of route.stops) visits.set(stop, (visits.get(stop) ?? 0) + 1);
    const stops = route.stops.map((stop) => problem.stops[stop] as RoutingStop);
    const fault = (text: string) => faults.push(`route ${i + 1}: ${text}`);
    cost += drive(problem, type, stops, fault);
    checkLoads(problem, type, route, fault);
    stops.forEach((stop, at) => {
      if (stop.vehicleTypes?.includes(route.vehicleType) === false) fault(`may not serve ${stop.name}`);
      if (stop.skills.some((skill) => !type.skills.includes(skill))) fault(`lacks a skill for ${stop.name}`);
      const collects = stop.collection.some((amount) => amount > 0);
      const next = stops[at + 1];
      if (problem.backhaulLast && collects && next?.delivery.some((amount) => amount > 0)) {
        fault(`delivers to ${next.name} after collecting`);
      }
    });
  });
  for (const [type, count] of used) {
    const { count: there, name } = problem.vehicleTypes[type] as VehicleType;
    if (there !== null && count > there) faults.push(`${count} vehicles of ${name}, there are ${there}`);
  }
  cost += priceOfMissing(problem, visits, faults);
  return { cost, faults };
}

function drive(
  { places, profiles }: RoutingProblem,
  type: VehicleType,
  stops: readonly RoutingStop[],
  fault: (text: string) => void,
): number {
  const { distance, duration } = profiles[type.profile] as RoutingProblem['profiles'][number];
  let at = type.startPlace;
  let length = 0;
  let latestLeave = Number.POSITIVE_INFINITY;
  let slack = 0;
  let time = type.shift?.from ?? Number.NEGATIVE_INFINITY;
  let elapsed = 0;
  const visit = (
    place: number,
    windows: readonly { from: number; to: number }[],
    service: number,
    name: string,
  ) => {
    const leg = at === null ? 0 : at * places + place;
    const travel = at === null ? 0 : (duration[leg] as number);
    length += at === null ? 0 : (distance[leg] as number);
    elapsed += travel;
    const arrival = time === Number.NEGATIVE_INFINITY ? arrivalFree(windows) : time + travel;
    const window = windows.find(({ to }) => !exceeds(arrival, to));
    if (windows.length > 0 && !window) fault(`is late at ${name}`);
    const start = Math.max(arrival, window?.from ?? arrival);
    // Leaving later shortens the wait, as far as every window already met allows.
    const shift = Math.min(start - arrival, latestLeave - slack);
    slack += shift;
    elapsed += start - arrival - shift + service;
    latestLeave = Math.min(latestLeave, slack + (window ? window.to - start : Number.POSITIVE_INFINITY));
    time = start + service;
    at = place;
  };
  for (const stop of stops) visit(stop.place, stop.windows, stop.service, stop.name);
  if (type.endPlace !== null) visit(type.endPlace, type.shift ? [type.shift] : [], 0, 'its end');
  if (exceeds(stops.length, type.maxStops)) fault('has too many stops');
  if (exceeds(length, type.maxDistance)) fault('is too long');
  if (exceeds(elapsed, type.maxDuration)) fault(`lasts ${elapsed}`);
  return type.fixedCost + type.costPerDistance * length + type.costPerDuration * elapsed;
}

/** Beyond a limit by more than sums of decimals are off. */
function exceeds(figure: number, limit: number | null): boolean {
  return limit !== null && figure > limit + 1e-7 * Math.max(1, Math.abs(limit));
}

function arrivalFree(windows: readonly { from: number }[]): number {
  return windows[0]?.from ?? 0;
}

function checkLoads(
  { stops, pairs = [] }: RoutingProblem,
  type: VehicleType,
  route: PlannedRoute,
  fault: (text: string) => void,
): void {
  const dropOffs = new Map(pairs.map(({ pickup, dropOff }) => [dropOff, pickup]));
  const picked = new Set(route.stops.filter((stop) => pairs.some(({ pickup }) => pickup === stop)));
  type.capacity.forEach((capacity, d) => {
    const of = (stop: number) => stops[stop] as RoutingStop;
    let load = 0;
    for (const stop of route.stops) if (!dropOffs.has(stop)) load += of(stop).delivery[d] as number;
    let peak = load;
    for (const stop of route.stops) {
      load += (of(stop).collection[d] as number) - (of(stop).delivery[d] as number);
      peak = Math.max(peak, load);
    }
    if (exceeds(peak, capacity)) fault(`carries ${peak} of at most ${capacity}`);
  });
  for (const [dropOff, pickup] of dropOffs) {
    const at = route.stops.indexOf(dropOff);
    const from = route.stops.indexOf(pickup);
    if (at >= 0 && (from < 0 || from > at)) fault('drops off what it has not picked up');
    if (picked.has(pickup) && at < 0) fault('never drops off what it has picked up');
  }
}

function priceOfMissing(
  { stops }: RoutingProblem,
  visits: ReadonlyMap<number, number>,
  faults: string[],
): number {
  let price = 0;
  const groups = new Map<number, number>();
  stops.forEach((stop, i) => {
    const times = visits.get(i) ?? 0;
    if (times > 1) faults.push(`stop ${stop.name} is visited ${times} times`);
    if (stop.group !== undefined) groups.set(stop.group, (groups.get(stop.group) ?? 0) + times);
    else if (times === 0 && stop.priceOfLeavingOut === null) faults.push(`stop ${stop.name} is left out`);
    if (times === 0) price += stop.priceOfLeavingOut ?? 0;
  });
  for (const [group, times] of groups)
    if (times !== 1) faults.push(`group ${group} is visited ${times} times`);
  return price;
}
