import type { RoutingViolation } from './check-routing.ts';
import type { RoutingObjective, RoutingProblem, RoutingStop, VehicleType } from './routing-problem.ts';
import type { RouteStop, SolvedRoute } from './routing-result.ts';

/** What a route adds to the plan's figures. */
export type RouteCheck = {
  cost: number;
  /** What it costs that another vehicle type than the usual one comes. */
  priceOfAnother: number;
  distance: number;
  duration: number;
  co2: number;
};

/** Equal but for what adding floating-point numbers in another order may change. */
export function nearlyEqual(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * (1 + Math.abs(a) + Math.abs(b));
}

type Report = (code: RoutingViolation['code'], details?: RoutingViolation['details']) => void;

/** Follows one route from stop to stop: who may come, what is on board, when it is where, and what that costs. */
export function checkRoute(
  problem: RoutingProblem,
  objective: RoutingObjective,
  route: SolvedRoute,
  report: Report,
): RouteCheck {
  const type = problem.vehicleTypes[route.vehicleType] as VehicleType;
  const stops = route.stops.map((stop) => problem.stops[stop] as RoutingStop);
  checkAllowed(route, type, stops, report);
  checkLoads(problem, route, type, report);
  if (problem.backhaulLast) checkDeliveriesFirst(problem, route, report);
  const { distance, driving } = checkDriving(problem, route, type, stops, report);
  checkTimes(route, type, stops, report);
  checkBreaks(route, type, report);
  const duration = route.returns - route.leaves;
  if (exceeds(stops.length, type.maxStops)) report('limitExceeded', { limit: 'stops' });
  if (exceeds(distance, type.maxDistance)) report('limitExceeded', { limit: 'distance', distance });
  if (exceeds(duration, type.maxDuration)) report('limitExceeded', { limit: 'duration', duration });
  const co2 = distance * (type.co2PerDistance ?? 0);
  const cost = costOf(type, objective, distance, duration, co2);
  const service = stops.reduce((sum, stop) => sum + stop.service, 0);
  const pauses = route.breaks.reduce((sum, pause) => sum + pause.duration, 0);
  const found = { distance, duration, driving, service, waiting: duration - driving - service - pauses };
  for (const [name, figure] of Object.entries(found)) {
    const stated = route[name as keyof typeof found];
    if (!nearlyEqual(stated, figure)) report('wrongFigure', { name, stated, figure });
  }
  const priceOfAnother = stops.reduce((sum, { usual }) => {
    return sum + (usual && usual.vehicleType !== route.vehicleType ? usual.priceOfAnother : 0);
  }, 0);
  const stated = cost + (objective.kind === 'distance' ? 0 : priceOfAnother);
  if (!nearlyEqual(route.cost, stated))
    report('wrongFigure', { name: 'cost', stated: route.cost, cost: stated });
  return { cost, priceOfAnother, distance, duration, co2 };
}

function costOf(
  type: VehicleType,
  objective: RoutingObjective,
  distance: number,
  duration: number,
  co2: number,
): number {
  if (objective.kind === 'distance') return distance;
  const overtime = type.overtime
    ? Math.max(0, duration - type.overtime.after) * type.overtime.costPerDuration
    : 0;
  const money = type.fixedCost + distance * type.costPerDistance + duration * type.costPerDuration + overtime;
  if (objective.kind === 'vehiclesFirst') return money;
  return money + duration * (objective.perDuration ?? 0) + co2 * (objective.perCo2 ?? 0);
}

function exceeds(figure: number, limit: number | null): boolean {
  return limit !== null && figure > limit && !nearlyEqual(figure, limit);
}

function checkAllowed(route: SolvedRoute, type: VehicleType, stops: RoutingStop[], report: Report): void {
  stops.forEach(({ skills, vehicleTypes }, i) => {
    const able = skills.every((skill) => type.skills.includes(skill));
    const allowed = vehicleTypes?.includes(route.vehicleType) ?? true;
    if (!able || !allowed) report('vehicleNotAllowed', { stop: route.stops[i] ?? -1 });
  });
}

/** Deliveries are on board from the start, collections to the end, but what a pair carries only between its two stops. */
function checkLoads(problem: RoutingProblem, route: SolvedRoute, type: VehicleType, report: Report): void {
  const dropOffs = new Set((problem.pairs ?? []).map(({ dropOff }) => dropOff));
  type.capacity.forEach((capacity, dimension) => {
    let load = 0;
    for (const stop of route.stops) {
      if (!dropOffs.has(stop)) load += problem.stops[stop]?.delivery[dimension] ?? 0;
    }
    let peak = load;
    route.stops.forEach((stop, i) => {
      const { delivery, collection } = problem.stops[stop] as RoutingStop;
      load += (collection[dimension] ?? 0) - (delivery[dimension] ?? 0);
      peak = Math.max(peak, load);
      if (!nearlyEqual(load, route.schedule[i]?.load[dimension] ?? Number.NaN))
        report('wrongLoad', { stop, load });
    });
    if (exceeds(peak, capacity)) report('overloaded', { dimension, peak });
    if (!nearlyEqual(peak, route.peakLoad[dimension] ?? Number.NaN)) report('wrongLoad', { dimension, peak });
  });
}

function checkDeliveriesFirst(problem: RoutingProblem, route: SolvedRoute, report: Report): void {
  const paired = new Set((problem.pairs ?? []).flatMap(({ pickup, dropOff }) => [pickup, dropOff]));
  let collecting = false;
  for (const stop of route.stops) {
    if (paired.has(stop)) continue;
    const { delivery, collection } = problem.stops[stop] as RoutingStop;
    if (collecting && delivery.some((amount) => amount > 0)) report('deliveryAfterCollection', { stop });
    collecting ||= collection.some((amount) => amount > 0);
  }
}

function checkDriving(
  problem: RoutingProblem,
  route: SolvedRoute,
  type: VehicleType,
  stops: RoutingStop[],
  report: Report,
): { distance: number; driving: number } {
  const matrices = problem.profiles[type.profile];
  const travel = (matrix: Float64Array | undefined, from: number | null, to: number | null) => {
    return from === null || to === null ? 0 : (matrix?.[from * problem.places + to] ?? Number.NaN);
  };
  let at = type.startPlace;
  let time = route.leaves;
  let distance = 0;
  let driving = 0;
  const drive = (to: number | null, arrival: number, stop: number) => {
    distance += travel(matrices?.distance, at, to);
    const seconds = travel(matrices?.duration, at, to);
    driving += seconds;
    const pauses = route.breaks.filter(({ start }) => start >= time && start < arrival);
    const earliest = time + seconds + pauses.reduce((sum, pause) => sum + pause.duration, 0);
    if (!nearlyEqual(arrival, earliest)) report('wrongTime', { stop, arrival, earliest });
    at = to;
  };
  stops.forEach(({ place }, i) => {
    const visit = route.schedule[i] as RouteStop | undefined;
    if (!visit) return;
    drive(place, visit.arrival, visit.stop);
    if (!nearlyEqual(visit.distance, distance)) report('wrongFigure', { name: 'distance', stop: visit.stop });
    time = visit.departure;
  });
  drive(type.endPlace, route.returns, -1);
  return { distance, driving };
}

function checkTimes(route: SolvedRoute, type: VehicleType, stops: RoutingStop[], report: Report): void {
  const within = ({ from, to }: { from: number; to: number }, time: number) => {
    return (time >= from || nearlyEqual(time, from)) && (time <= to || nearlyEqual(time, to));
  };
  if (type.shift && !(within(type.shift, route.leaves) && within(type.shift, route.returns))) {
    report('outsideShift', { leaves: route.leaves, returns: route.returns });
  }
  if (route.schedule.length !== stops.length) {
    report('wrongTime', { visits: route.schedule.length });
    return;
  }
  route.schedule.forEach((visit, i) => {
    const { service, windows } = stops[i] as RoutingStop;
    if (visit.stop !== route.stops[i]) report('wrongTime', { stop: visit.stop });
    const pauses = route.breaks
      .filter(({ start }) => start >= visit.arrival && start < visit.start)
      .reduce((sum, { duration }) => sum + duration, 0);
    const waiting = visit.start - visit.arrival - pauses;
    if (waiting < 0 && !nearlyEqual(visit.start, visit.arrival + pauses))
      report('wrongTime', { stop: visit.stop });
    if (!nearlyEqual(visit.waiting, waiting)) report('wrongTime', { stop: visit.stop, waiting });
    if (!nearlyEqual(visit.departure, visit.start + service)) report('wrongTime', { stop: visit.stop });
    if (windows.length > 0 && !windows.some((window) => within(window, visit.start))) {
      report('outsideWindow', { stop: visit.stop, start: visit.start });
    }
  });
}

/** Each break once, within its window, never during service, and none missing that the route lasts into. */
function checkBreaks(route: SolvedRoute, type: VehicleType, report: Report): void {
  const open = [...type.breaks];
  let free = route.leaves;
  for (const { start, duration } of route.breaks) {
    const fits = open.findIndex(({ window, duration: d }) => {
      return d === duration && start >= window.from - 1e-6 && start <= window.to + 1e-6;
    });
    if (fits < 0) report('breakWrong', { start });
    else open.splice(fits, 1);
    if (start < free && !nearlyEqual(start, free)) report('breakWrong', { start, free });
    free = start + duration;
    const serving = route.schedule.find((visit) => {
      return start < visit.departure - 1e-6 && start + duration > visit.start + 1e-6;
    });
    if (serving || free > route.returns + 1e-6) report('breakWrong', { start });
  }
  for (const { window } of open) {
    if (route.leaves < window.to - 1e-6 && route.returns > window.from + 1e-6) {
      report('breakMissing', { from: window.from, to: window.to });
    }
  }
}
