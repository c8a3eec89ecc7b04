import type { Random } from '../../core/kernel/random.ts';
import type { VroomOutput } from '../../core/solvers/routing/instance/vroom/vroom-output.ts';

interface Task {
  id: number;
  location_index: number;
  service?: number;
  setup?: number;
  delivery?: number[];
  pickup?: number[];
  skills?: number[];
  priority?: number;
  time_windows?: number[][];
}

interface Vehicle {
  id: number;
  profile?: string;
  start_index?: number;
  end_index?: number;
  capacity: number[];
  skills?: number[];
  time_window?: number[];
  breaks?: { id: number; time_windows: number[][]; service: number }[];
  costs?: { fixed?: number; per_hour?: number; per_km?: number; per_task_hour?: number };
  speed_factor?: number;
  max_tasks?: number;
  max_travel_time?: number;
  max_distance?: number;
}

/** VROOM's input, as far as random ones go. */
export interface VroomDocument {
  vehicles: Vehicle[];
  jobs: Task[];
  shipments: { amount: number[]; skills?: number[]; pickup: Task; delivery: Task }[];
  matrices: Record<string, { durations: number[][]; distances?: number[][] }>;
}

type Route = VroomOutput['routes'][number];
type Step = Route['steps'][number];
type Known = Task & { shipment: number | null };

/** A random day: jobs and shipments on a plane, vehicles of a few kinds with whatever limits VROOM knows. */
export function randomVroom(random: Random, tasks: number): VroomDocument {
  const places = Array.from(
    { length: tasks + 2 },
    () => [random.integer(0, 4000), random.integer(0, 4000)] as const,
  );
  const metres = places.map(([x, y]) => places.map(([u, v]) => Math.round(Math.hypot(x - u, y - v))));
  const durations = metres.map((row, i) =>
    row.map((m, j) => (i === j ? 0 : Math.round(m / (8 + ((i + 2 * j) % 5))))),
  );
  const maybe = <T>(chance: number, value: () => T): T | undefined =>
    random.chance(chance) ? value() : undefined;
  const window = (): number[] => {
    const from = random.integer(0, 20_000);
    return [from, from + random.integer(600, 9000)];
  };
  const task = (id: number): Task =>
    known({
      id,
      location_index: random.integer(0, places.length - 1),
      service: random.integer(0, 300),
      setup: maybe(0.3, () => 60),
      time_windows: maybe(0.4, () =>
        random.chance(0.7)
          ? [window()]
          : [
              [500, 2500],
              [9000, 15_000],
            ],
      ),
    });
  const shipments = Array.from({ length: Math.floor(tasks / 6) }, (_, i) => ({
    ...{ amount: [random.integer(1, 4)], pickup: task(i + 1), delivery: task(i + 1) },
    ...known({ skills: maybe(0.2, () => [1]) }),
  }));
  const jobs = Array.from({ length: tasks - 2 * shipments.length }, (_, i) =>
    known({
      ...task(i + 1),
      delivery: maybe(0.7, () => [random.integer(0, 5)]),
      pickup: maybe(0.4, () => [random.integer(0, 3)]),
      skills: maybe(0.2, () => [random.integer(1, 2)]),
      priority: maybe(0.2, () => random.integer(0, 100)),
    }),
  );
  const kinds = Array.from({ length: 3 }, () => randomVehicle(random));
  const vehicles = Array.from({ length: 3 + Math.floor(tasks / 5) }, (_, i) => ({
    ...random.pick(kinds),
    id: i + 1,
  }));
  return {
    vehicles,
    jobs,
    shipments,
    matrices: { car: { durations, distances: metres }, bike: { durations } },
  };
}

function randomVehicle(random: Random): Vehicle {
  const maybe = <T>(chance: number, value: () => T): T | undefined =>
    random.chance(chance) ? value() : undefined;
  const openEnd = random.chance(0.15);
  const openStart = !openEnd && random.chance(0.1);
  const byRoad = random.chance(0.6);
  return known({
    id: 0,
    profile: byRoad ? 'car' : 'bike',
    start_index: openStart ? undefined : 0,
    end_index: openEnd ? undefined : random.integer(0, 1),
    capacity: [random.integer(6, 20)],
    skills: maybe(0.5, () => [1, 2]),
    time_window: maybe(0.5, () => [random.integer(0, 3000), random.integer(18_000, 30_000)]),
    breaks: maybe(0.3, () => [{ id: 1, time_windows: [[8000, 12_000]], service: 900 }]),
    costs: maybe(0.5, () =>
      known({
        fixed: maybe(0.7, () => random.integer(0, 2000)),
        per_hour: maybe(0.5, () => random.pick([1800, 3600, 7200])),
        per_km: byRoad ? maybe(0.5, () => random.integer(1, 900)) : undefined,
        per_task_hour: maybe(0.2, () => 1800),
      }),
    ),
    speed_factor: maybe(0.3, () => random.pick([0.8, 1.25])),
    max_tasks: maybe(0.3, () => random.integer(2, 8)),
    max_travel_time: maybe(0.2, () => random.integer(1500, 6000)),
    max_distance: byRoad ? maybe(0.2, () => random.integer(8000, 40_000)) : undefined,
  });
}

/** Without the names that have no value. */
function known<T extends object>(value: { [K in keyof T]: T[K] | undefined } | T): T {
  return Object.fromEntries(Object.entries(value).filter(([, of]) => of !== undefined)) as T;
}

/** What an answer breaks of what was asked, from the two documents alone. */
export function checkVroom(asked: VroomDocument, answer: VroomOutput): string[] {
  const faults: string[] = [];
  const tasks = new Map<string, Known>();
  for (const job of asked.jobs) tasks.set(`job ${job.id}`, { ...job, shipment: null });
  asked.shipments.forEach(({ pickup, delivery, amount, skills = [] }, shipment) => {
    tasks.set(`pickup ${pickup.id}`, { ...pickup, pickup: amount, skills, shipment });
    tasks.set(`delivery ${delivery.id}`, { ...delivery, delivery: amount, skills, shipment });
  });
  const times = new Map<string, number>();
  const count = (key: string) => times.set(key, (times.get(key) ?? 0) + 1);
  for (const { type, id } of answer.unassigned) count(`${type} ${id}`);
  for (const { steps } of answer.routes)
    for (const { type, id } of steps) if (id && type !== 'break') count(`${type} ${id}`);
  for (const key of tasks.keys())
    if (times.get(key) !== 1) faults.push(`${key} is told ${times.get(key) ?? 0} times`);
  const driven = answer.routes.map(({ vehicle }) => vehicle);
  if (new Set(driven).size !== driven.length) faults.push('a vehicle has two routes');
  for (const route of answer.routes)
    faults.push(...checkRoute(asked, tasks, route).map((fault) => `vehicle ${route.vehicle}: ${fault}`));
  for (const figure of ['cost', 'duration', 'service', 'setup', 'waiting_time', 'priority'] as const) {
    const sum = answer.routes.reduce((total, route) => total + route[figure], 0);
    if (answer.summary[figure] !== sum)
      faults.push(`${figure} is ${answer.summary[figure]}, its routes have ${sum}`);
  }
  return faults;
}

function checkRoute(asked: VroomDocument, tasks: ReadonlyMap<string, Known>, route: Route): string[] {
  const faults: string[] = [];
  const vehicle = asked.vehicles.find(({ id }) => id === route.vehicle) as Vehicle;
  const expect = (fine: boolean, fault: string) => (fine ? undefined : faults.push(fault));
  const visits = route.steps.filter(({ type }) => type === 'job' || type === 'pickup' || type === 'delivery');
  const task = ({ type, id }: Step) => tasks.get(`${type} ${id}`) as Known;
  expect((route.steps[0]?.type === 'start') === (vehicle.start_index !== undefined), 'begins elsewhere');
  expect((route.steps.at(-1)?.type === 'end') === (vehicle.end_index !== undefined), 'ends elsewhere');
  expect(visits.length <= (vehicle.max_tasks ?? visits.length), 'has too many tasks');
  expect(route.duration <= (vehicle.max_travel_time ?? route.duration), `travels ${route.duration} s`);
  const metres = checkWay(asked, vehicle, tasks, route, expect);
  expect(metres <= (vehicle.max_distance ?? metres), `travels ${metres} m`);
  for (const visit of visits) {
    const { skills = [], time_windows, shipment } = task(visit);
    expect(
      skills.every((skill) => vehicle.skills?.includes(skill)),
      `cannot do ${visit.type} ${visit.id}`,
    );
    const begins = visit.arrival + visit.waiting_time;
    expect(within(begins, time_windows), `is at ${visit.type} ${visit.id} at ${begins}`);
    if (shipment === null) continue;
    const at = (kind: string) => visits.findIndex((other) => other.type === kind && other.id === visit.id);
    expect(at('pickup') >= 0 && at('pickup') < at('delivery'), `breaks shipment ${shipment}`);
  }
  checkLoads(vehicle, route, task, expect);
  const { fixed = 0, per_hour = 3600, per_km = 0, per_task_hour = 0 } = vehicle.costs ?? {};
  const work = visits.reduce((sum, { service, setup }) => sum + service + setup, 0);
  const cost =
    fixed + (route.duration * per_hour) / 3600 + (metres * per_km) / 1000 + (work * per_task_hour) / 3600;
  expect(Math.abs(route.cost - cost) <= 0.5 + 1e-6, `costs ${route.cost}, not ${cost}`);
  return faults;
}

function within(time: number, windows: readonly number[][] | undefined): boolean {
  return !windows || windows.some(([from = 0, to = 0]) => from <= time && time <= to);
}

/** Times and travel from step to step. @returns metres */
function checkWay(
  asked: VroomDocument,
  vehicle: Vehicle,
  tasks: ReadonlyMap<string, Known>,
  { steps, duration }: Route,
  expect: (fine: boolean, fault: string) => unknown,
): number {
  const { durations, distances } = asked.matrices[
    vehicle.profile ?? 'car'
  ] as VroomDocument['matrices'][string];
  const [opens = 0, closes = Number.POSITIVE_INFINITY] = vehicle.time_window ?? [];
  let [at, travel, metres, told] = [-1, 0, 0, 0];
  let free = steps[0]?.arrival ?? 0;
  for (const step of steps) {
    if (step.type === 'break') {
      const pause = vehicle.breaks?.find(({ id }) => id === step.id);
      expect(
        pause !== undefined && within(step.arrival + step.waiting_time, pause.time_windows),
        'rests at a wrong time',
      );
    } else {
      const to = step.location_index as number;
      const setup = tasks.get(`${step.type} ${step.id}`)?.setup ?? 0;
      expect(
        step.setup === setup || (step.setup === 0 && at === to),
        `sets up ${step.setup} s, not ${setup}`,
      );
      const seconds = at < 0 ? 0 : (durations[at]?.[to] as number);
      travel += Math.round(seconds / (vehicle.speed_factor ?? 1));
      metres += at < 0 ? 0 : (distances?.[at]?.[to] ?? 0);
      at = to;
      expect(
        step.duration === travel,
        `has travelled ${travel} s at ${step.type} ${step.id}, not ${step.duration}`,
      );
    }
    const arrival = free + step.duration - told;
    expect(step.arrival === arrival, `is at ${step.type} ${step.id} at ${arrival}, not ${step.arrival}`);
    expect(step.waiting_time >= 0, `waits ${step.waiting_time}`);
    free = step.arrival + step.waiting_time + step.setup + step.service;
    told = step.duration;
  }
  expect(duration === travel, `travels ${travel} s, not ${duration}`);
  expect((steps[0]?.arrival ?? 0) >= opens && free <= closes, 'works out of hours');
  return metres;
}

function checkLoads(
  vehicle: Vehicle,
  { steps }: Route,
  task: (step: Step) => Known,
  expect: (fine: boolean, fault: string) => unknown,
): void {
  const [capacity = 0] = vehicle.capacity;
  let load = 0;
  for (const step of steps) if (step.type === 'job') load += task(step).delivery?.[0] ?? 0;
  for (const step of steps) {
    if (step.type === 'job' || step.type === 'pickup' || step.type === 'delivery') {
      load += (task(step).pickup?.[0] ?? 0) - (task(step).delivery?.[0] ?? 0);
    }
    expect(step.load?.[0] === load, `has ${load} on board at ${step.type} ${step.id}, not ${step.load?.[0]}`);
    expect(load <= capacity, `carries ${load} of ${capacity}`);
  }
}
