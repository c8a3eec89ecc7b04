import type { RouteSchedule } from '../evaluate/route-schedule.ts';
import type { RouteTimer } from '../evaluate/route-timer.ts';
import type { RoutingProblem, RoutingStop, VehicleBreak, VehicleType } from '../routing-problem.ts';

/**
 * The times of a route that cannot keep all of its windows, its shift or its breaks: it leaves in time for its first stop, waits
 * where it is early, serves at once where it is late, and takes each break as soon as it may.
 */
export function lateSchedule(
  problem: RoutingProblem,
  timer: RouteTimer,
  vehicleType: number,
  stops: readonly number[],
): RouteSchedule {
  const { shift } = problem.vehicleTypes[vehicleType] as VehicleType;
  const visited = stops.map((stop) => problem.stops[stop] as RoutingStop);
  const legs = timer.legs(vehicleType, stops);
  const opens = visited[0]?.windows[0]?.from ?? 0;
  const leaves = Math.max(shift?.from ?? Number.NEGATIVE_INFINITY, opens - (legs[0] ?? 0));
  const schedule: RouteSchedule = { leaves, returns: leaves, driving: 0, visits: [], breaks: [] };
  const open = timer.breaksOf(vehicleType).filter(({ window }) => window.to > leaves);
  let time = leaves;
  legs.forEach((driving, i) => {
    const arrival = time + driving + pause(open, schedule, time, time + driving);
    schedule.driving += driving;
    const stop = visited[i];
    if (!stop) {
      schedule.returns = arrival;
      return;
    }
    const window = stop.windows.find(({ to }) => arrival <= to);
    const start = Math.max(arrival, window?.from ?? arrival);
    time = start + stop.service;
    schedule.visits.push({ arrival, waiting: start - arrival, start, departure: time });
  });
  return schedule;
}

/** Takes the breaks that are due before the leg ends. @returns how long they last together */
function pause(open: VehicleBreak[], schedule: RouteSchedule, from: number, to: number): number {
  let lasted = 0;
  while (open[0] && open[0].window.from < to + lasted) {
    const { window, duration } = open.shift() as VehicleBreak;
    schedule.breaks.push({ start: Math.max(from + lasted, window.from), duration });
    lasted += duration;
  }
  return lasted;
}
