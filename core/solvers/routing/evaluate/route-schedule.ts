import type { RoutingProblem, RoutingStop, VehicleBreak, VehicleType } from '../routing-problem.ts';
import type { RouteStop } from '../routing-result.ts';
import type { RouteTimer } from './route-timer.ts';

export type RouteSchedule = {
  leaves: number;
  returns: number;
  driving: number;
  visits: Pick<RouteStop, 'arrival' | 'waiting' | 'start' | 'departure'>[];
  breaks: { start: number; duration: number }[];
};

/** For each number of breaks taken: when the vehicle is ready to go on, and how many had been taken before this leg. */
type Ready = { time: number[]; before: number[] };

/** The times along a route that leaves when told: everything as early as possible. */
export function scheduleRoute(
  problem: RoutingProblem,
  timer: RouteTimer,
  vehicleType: number,
  stops: readonly number[],
  leaves: number,
): RouteSchedule {
  const { shift } = problem.vehicleTypes[vehicleType] as VehicleType;
  const breaks = timer.breaksOf(vehicleType);
  const visited = stops.map((stop) => problem.stops[stop] as RoutingStop);
  const legs = timer.legs(vehicleType, stops);
  const steps: Ready[] = [setOut(breaks, leaves)];
  legs.forEach((driving, i) => {
    steps.push(advance(steps[i] as Ready, breaks, driving, visited[i]));
  });
  let taken = 0;
  const last = steps.at(-1) as Ready;
  const returnsInTime = (count: number) => {
    const end = Math.min(
      shift?.to ?? Number.POSITIVE_INFINITY,
      ...breaks.slice(count).map((b) => b.window.from),
    );
    return (last.time[count] as number) <= end * (1 + 1e-12) + 1e-9 ? (last.time[count] as number) : Infinity;
  };
  for (let count = 1; count <= breaks.length; count++) {
    if (returnsInTime(count) < returnsInTime(taken)) taken = count;
  }
  const takenBefore = new Array<number>(legs.length + 1).fill(taken);
  for (let i = legs.length; i > 0; i--) {
    takenBefore[i - 1] = steps[i]?.before[takenBefore[i] as number] as number;
  }
  return follow(breaks, legs, visited, leaves, takenBefore);
}

function setOut(breaks: VehicleBreak[], leaves: number): Ready {
  const time = [leaves];
  for (const { window } of breaks) {
    time.push(leaves >= window.to && (time.at(-1) as number) === leaves ? leaves : Number.POSITIVE_INFINITY);
  }
  return { time, before: time.map((_, taken) => taken) };
}

function advance(
  ready: Ready,
  breaks: VehicleBreak[],
  driving: number,
  stop: RoutingStop | undefined,
): Ready {
  const time = ready.time.map(() => Number.POSITIVE_INFINITY);
  const before = ready.time.map((_, taken) => taken);
  const offer = (taken: number, from: number, arrival: number) => {
    const end = stop ? serviceStart(stop, arrival) + stop.service : arrival;
    if (end < (time[taken] as number)) {
      time[taken] = end;
      before[taken] = from;
    }
  };
  ready.time.forEach((departs, from) => {
    let [free, arrives] = [departs, departs + driving];
    offer(from, from, arrives);
    for (let b = from; b < breaks.length; b++) {
      const { window, duration } = breaks[b] as VehicleBreak;
      if (free > window.to + tolerance(window.to)) break;
      free = Math.max(free, window.from) + duration;
      arrives = Math.max(arrives, window.from) + duration;
      offer(b + 1, from, arrives);
    }
  });
  return { time, before };
}

/** What adding floating-point numbers in another order may change. */
function tolerance(time: number): number {
  return 1e-9 * (1 + Math.abs(time));
}

function serviceStart({ windows }: RoutingStop, arrival: number): number {
  if (windows.length === 0) return arrival;
  const open = windows.find(({ to }) => arrival <= to + tolerance(to));
  return open ? Math.max(arrival, open.from) : Number.POSITIVE_INFINITY;
}

function follow(
  breaks: VehicleBreak[],
  legs: number[],
  visited: RoutingStop[],
  leaves: number,
  taken: number[],
): RouteSchedule {
  const schedule: RouteSchedule = { leaves, returns: leaves, driving: 0, visits: [], breaks: [] };
  let time = leaves;
  legs.forEach((driving, i) => {
    let arrival = time + driving;
    let free = time;
    let ready = arrival;
    let paused = 0;
    for (const { window, duration } of breaks.slice(taken[i], taken[i + 1])) {
      const start = Math.max(free, window.from);
      schedule.breaks.push({ start, duration });
      if (start < arrival) arrival += duration;
      else paused += duration;
      ready = Math.max(ready, window.from) + duration;
      free = start + duration;
    }
    schedule.driving += driving;
    time = ready;
    const stop = visited[i];
    if (!stop) {
      schedule.returns = ready;
      return;
    }
    const start = serviceStart(stop, ready);
    time = start + stop.service;
    schedule.visits.push({ arrival, waiting: start - arrival - paused, start, departure: time });
  });
  return schedule;
}
