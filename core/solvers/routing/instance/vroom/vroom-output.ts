import type { RouteStop, RoutingResult, SolvedRoute } from '../../routing-result.ts';
import { LEFT_OUT_WORDS } from '../left-out-words.ts';
import type { Coordinates, VroomBreak, VroomPlace, VroomTask, VroomVehicle } from './vroom-input.ts';
import { breakWindow, serviceAt, setupAt, type VroomProblem } from './vroom-problem.ts';
import type { VroomTravel } from './vroom-travel.ts';

type Step = {
  type: 'start' | 'job' | 'pickup' | 'delivery' | 'break' | 'end';
  id?: number;
  /** The same as `id`, where it is a task's: older programs look for it here. */
  job?: number;
  description?: string;
  location?: Coordinates;
  location_index?: number;
  setup: number;
  service: number;
  waiting_time: number;
  /** Left out, as all amounts, where none are asked for. */
  load?: number[];
  arrival: number;
  duration: number;
  distance?: number;
  violations: [];
};

type Totals = {
  cost: number;
  delivery?: number[];
  pickup?: number[];
  setup: number;
  service: number;
  duration: number;
  waiting_time: number;
  priority: number;
  distance?: number;
  violations: [];
};

type Route = Totals & { vehicle: number; description?: string; steps: Step[] };

type Unassigned = {
  id: number;
  type: VroomTask['kind'];
  description?: string;
  location?: Coordinates;
  location_index?: number;
  /** Ours: why, in words. */
  reason: string;
};

/** What VROOM answers. */
export type VroomOutput = {
  code: 0;
  summary: Totals & {
    routes: number;
    unassigned: number;
    computing_times: { loading: number; solving: number; routing: number };
  };
  unassigned: Unassigned[];
  routes: Route[];
};

/** What VROOM answers where it cannot: 1 = an error of the program, 2 = of the input, 3 = of the routing server. */
export function vroomError(code: 1 | 2 | 3, error: string): { code: number; error: string } {
  return { code, error };
}

/** A plan in VROOM's own output form. @param milliseconds what loading and solving took */
export function vroomOutput(
  asked: VroomProblem,
  result: RoutingResult,
  milliseconds: { loading: number; solving: number },
): VroomOutput {
  const free = asked.vehiclesOfType.map((indices) => [...indices]);
  const routes = result.routes
    .filter(({ stops }) => stops.length > 0)
    .map((route) => ({ vehicle: free[route.vehicleType]?.shift() ?? 0, route }))
    .sort((a, b) => a.vehicle - b.vehicle)
    .map(({ vehicle, route }) => routeOf(asked, route, asked.input.vehicles[vehicle] as VroomVehicle));
  const unassigned = result.leftOut.map(({ stop, reason }): Unassigned => {
    const { id, kind, description, place } = asked.input.tasks[stop] as VroomTask;
    return { id, type: kind, ...described(description), ...placed(place), reason: LEFT_OUT_WORDS[reason] };
  });
  const totals = sumOf(asked, routes);
  const computing_times = { ...milliseconds, routing: 0 };
  const summary = { ...totals, routes: routes.length, unassigned: unassigned.length, computing_times };
  return { code: 0, summary, unassigned, routes };
}

function sumOf({ problem }: VroomProblem, routes: readonly Totals[]): Totals {
  const nothing = new Array<number>(problem.vehicleTypes[0]?.capacity.length ?? 0).fill(0);
  const sum = (of: (route: Totals) => number) => routes.reduce((total, route) => total + of(route), 0);
  const sums = (of: (route: Totals) => number[]) => nothing.map((_, d) => sum((route) => of(route)[d] ?? 0));
  const measured = routes.some(({ distance }) => distance !== undefined);
  return {
    cost: sum(({ cost }) => cost),
    ...amounts(
      'delivery',
      sums(({ delivery = [] }) => delivery),
    ),
    ...amounts(
      'pickup',
      sums(({ pickup = [] }) => pickup),
    ),
    setup: sum(({ setup }) => setup),
    service: sum(({ service }) => service),
    duration: sum(({ duration }) => duration),
    waiting_time: sum((route) => route.waiting_time),
    priority: sum(({ priority }) => priority),
    ...(measured ? { distance: sum(({ distance = 0 }) => distance) } : {}),
    violations: [],
  };
}

function routeOf(asked: VroomProblem, route: SolvedRoute, vehicle: VroomVehicle): Route {
  const steps = stepsOf(asked, route, vehicle);
  const tasks = route.stops.map((stop) => asked.input.tasks[stop] as VroomTask);
  const last = steps.at(-1) as Step;
  const total = (of: (step: Step) => number) => steps.reduce((sum, step) => sum + of(step), 0);
  const sums = (of: (task: VroomTask) => number[]) =>
    vehicle.capacity.map((_, d) => tasks.reduce((sum, task) => sum + (of(task)[d] ?? 0), 0));
  const travel = travelCost(asked, route);
  const taskHours =
    (total(({ setup }) => setup) + total(({ type, service }) => (type === 'break' ? 0 : service))) / 3600;
  return {
    vehicle: vehicle.id,
    ...described(vehicle.description),
    cost: Math.round(vehicle.costs.fixed + travel + taskHours * vehicle.costs.perTaskHour),
    ...amounts(
      'delivery',
      sums((task) => task.delivery),
    ),
    ...amounts(
      'pickup',
      sums((task) => task.pickup),
    ),
    setup: total(({ setup }) => setup),
    service: total(({ service }) => service),
    duration: last.duration,
    waiting_time: total((step) => step.waiting_time),
    priority: tasks.reduce((sum, { priority }) => sum + priority, 0),
    ...(last.distance === undefined ? {} : { distance: last.distance }),
    steps,
    violations: [],
  };
}

function travelCost({ problem, travelOfType, places, input }: VroomProblem, route: SolvedRoute): number {
  const { startPlace, endPlace } = problem.vehicleTypes[route.vehicleType] as {
    startPlace: number | null;
    endPlace: number | null;
  };
  const costs = travelOfType[route.vehicleType]?.costs as Float64Array;
  const way = [
    startPlace,
    ...route.stops.map((stop) => places.indexOf((input.tasks[stop] as VroomTask).place)),
    endPlace,
  ];
  let cost = 0;
  way.forEach((to, i) => {
    const from = way[i - 1];
    if (typeof from === 'number' && to !== null) cost += costs[from * places.count + to] as number;
  });
  return cost;
}

type Pause = { start: number; duration: number; of: VroomBreak };

function stepsOf(asked: VroomProblem, route: SolvedRoute, vehicle: VroomVehicle): Step[] {
  const writer = new StepWriter(asked, route, vehicle);
  const pauses = pausesOf(route, vehicle);
  const until = (time: number) => pauses.splice(0, pauses.filter(({ start }) => start < time).length);
  if (vehicle.start) writer.terminal('start', vehicle.start, route.leaves, []);
  for (const visit of route.schedule) writer.visit(visit, until(visit.start));
  if (vehicle.end) writer.terminal('end', vehicle.end, route.returns, pauses);
  return writer.steps;
}

/** The breaks taken, in order, each with the one of the vehicle's that it is. */
function pausesOf({ breaks }: SolvedRoute, vehicle: VroomVehicle): Pause[] {
  const open = [...vehicle.breaks];
  const inOrder = [...breaks].sort((a, b) => a.start - b.start);
  return inOrder.flatMap(({ start, duration }) => {
    const at = open.findIndex((pause) => {
      const { from, to } = breakWindow(pause, vehicle);
      return pause.service === duration && start >= from && start <= to;
    });
    return open.splice(Math.max(0, at), 1).map((of) => ({ start, duration, of }));
  });
}

/** Writes the steps of a route one after the other, and keeps count of time, travel and load. */
class StepWriter {
  readonly steps: Step[] = [];
  private readonly asked: VroomProblem;
  private readonly travel: VroomTravel;
  private at: number | null = null;
  /** When the step before ends. */
  private free: number;
  private duration = 0;
  private distance = 0;
  private load: number[];

  constructor(asked: VroomProblem, route: SolvedRoute, vehicle: VroomVehicle) {
    this.asked = asked;
    this.travel = asked.travelOfType[route.vehicleType] as VroomTravel;
    this.free = route.leaves;
    const jobs = route.stops
      .map((stop) => asked.input.tasks[stop] as VroomTask)
      .filter(({ kind }) => kind === 'job');
    this.load = vehicle.capacity.map((_, d) =>
      jobs.reduce((sum, { delivery }) => sum + (delivery[d] ?? 0), 0),
    );
  }

  terminal(type: 'start' | 'end', place: VroomPlace, arrival: number, pauses: readonly Pause[]): void {
    this.drive(place, arrival, pauses);
    this.write({ type, ...placed(place), setup: 0, service: 0, waiting_time: 0, arrival });
  }

  visit(visit: RouteStop, pauses: readonly Pause[]): void {
    const task = this.asked.input.tasks[visit.stop] as VroomTask;
    const { kind, id, description, place } = task;
    const setup = this.setupOf(visit.stop, place);
    const reached = visit.arrival - (this.asked.setups.onTheWay(visit.stop) > 0 ? setup : 0);
    this.drive(place, reached, pauses);
    const arrival = Math.max(reached, this.free);
    this.load = visit.load;
    this.write({
      type: kind,
      id,
      job: id,
      ...described(description),
      ...placed(place),
      setup,
      service: serviceAt(task, this.asked.input.vehicles),
      waiting_time: visit.start - visit.arrival - (arrival - reached),
      arrival,
    });
  }

  private setupOf(stop: number, place: VroomPlace): number {
    const { setups, places, input } = this.asked;
    const onTheWay = setups.onTheWay(stop);
    if (onTheWay === 0) return setupAt(input.tasks[stop] as VroomTask, input.vehicles);
    return this.at === places.indexOf(place) ? 0 : onTheWay;
  }

  /** To a place, with the breaks taken on the way and, there, before service. */
  private drive(place: VroomPlace, arrival: number, pauses: readonly Pause[]): void {
    const to = this.asked.places.indexOf(place);
    const way = this.at === null ? null : this.at * this.asked.places.count + to;
    const seconds = way === null ? 0 : (this.travel.durations[way] as number);
    const before = this.duration;
    for (const { start, duration, of } of pauses) {
      const onTheWay = start < arrival;
      const reached = onTheWay ? start : Math.max(arrival, this.free);
      this.duration = onTheWay ? this.duration + start - this.free : before + seconds;
      this.write({
        type: 'break',
        id: of.id,
        ...described(of.description),
        setup: 0,
        service: duration,
        waiting_time: start - reached,
        arrival: reached,
      });
    }
    this.duration = before + seconds;
    if (way !== null) this.distance += this.travel.distances?.[way] ?? 0;
    this.at = to;
  }

  private write(step: Omit<Step, 'load' | 'duration' | 'violations' | 'distance'>): void {
    const distance = this.travel.distances ? { distance: Math.round(this.distance) } : {};
    this.free = step.arrival + step.waiting_time + step.setup + step.service;
    const load = amounts('load', [...this.load]);
    this.steps.push({ ...step, ...load, duration: this.duration, ...distance, violations: [] });
  }
}

function amounts<K extends string>(name: K, values: number[]): { [name in K]?: number[] } {
  return values.length === 0 ? {} : ({ [name]: values } as { [name in K]: number[] });
}

function described(description: string | null): { description?: string } {
  return description === null ? {} : { description };
}

function placed({ location, index }: VroomPlace): { location?: Coordinates; location_index?: number } {
  return { ...(location ? { location } : {}), ...(index === null ? {} : { location_index: index }) };
}
