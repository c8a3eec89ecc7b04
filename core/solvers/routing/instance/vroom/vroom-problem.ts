import type {
  PlannedRoute,
  RoutingProblem,
  RoutingStop,
  TimeWindow,
  TravelProfile,
  VehicleType,
} from '../../routing-problem.ts';
import { RoutingFileError } from '../routing-file-error.ts';
import type { VroomBreak, VroomInput, VroomTask, VroomVehicle } from './vroom-input.ts';
import { VroomSetups } from './vroom-setup.ts';
import { VroomPlaces, type VroomTravel, VroomTravels } from './vroom-travel.ts';

/** Beyond VROOM's last second: the end of a day that nobody limited. */
const END_OF_TIME = 2 ** 32 - 1;

/**
 * VROOM's input as a problem: stop i is task i. VROOM charges for travel alone, so a profile's `distance` is what each way
 * costs there.
 */
export type VroomProblem = {
  input: VroomInput;
  problem: RoutingProblem;
  /** Indices in `input.vehicles` of the vehicles of each type. */
  vehiclesOfType: number[][];
  travelOfType: VroomTravel[];
  places: VroomPlaces;
  setups: VroomSetups;
  /** The plan that the vehicles' steps tell, if they do. */
  start: PlannedRoute[];
};

/**
 * @param roads travel between `new VroomPlaces(input)` by profile, for those without a matrix; none = by great circle
 * @throws RoutingFileError
 */
export function vroomProblem(
  input: VroomInput,
  roads: ReadonlyMap<string, TravelProfile> = new Map(),
): VroomProblem {
  const places = new VroomPlaces(input);
  const travels = new VroomTravels(input, places, roads);
  const vehiclesOfType = groupVehicles(input.vehicles);
  const travelOfType = vehiclesOfType.map(([first]) =>
    travels.of(input.vehicles[first as number] as VroomVehicle),
  );
  const distinct = [...new Set(travelOfType)];
  const timed = input.tasks.some(({ windows }) => windows.length > 0) || input.vehicles.some(hasHours);
  const vehicleTypes = vehiclesOfType.map((indices, type) => {
    const vehicle = input.vehicles[indices[0] as number] as VroomVehicle;
    const travel = travelOfType[type] as VroomTravel;
    const profile = distinct.indexOf(travel);
    return vehicleType(vehicle, { profile, count: indices.length, travel, places, timed });
  });
  const dimensions = vehicleTypes[0]?.capacity.length ?? 0;
  const setups = new VroomSetups(input, places, (task) => setupAt(task, input.vehicles));
  const stops = input.tasks.map((task, i) =>
    stopOf(task, i, { setups, dimensions, vehicles: input.vehicles }),
  );
  const pairs = input.tasks.flatMap(({ kind }, i) =>
    kind === 'pickup' ? [{ pickup: i, dropOff: i + 1 }] : [],
  );
  const problem: RoutingProblem = {
    places: setups.count,
    profiles: distinct.map(({ costs, durations }) =>
      setups.travel({ distance: costs, duration: durations }, places.count),
    ),
    vehicleTypes,
    stops,
    ...(pairs.length > 0 ? { pairs } : {}),
  };
  return {
    input,
    problem,
    vehiclesOfType,
    travelOfType,
    places,
    setups,
    start: startOf(input, vehiclesOfType),
  };
}

function hasHours({ window, breaks }: VroomVehicle): boolean {
  return window !== null || breaks.length > 0;
}

/** Vehicles that differ in name alone are one type. */
function groupVehicles(vehicles: readonly VroomVehicle[]): number[][] {
  const groups = new Map<string, number[]>();
  vehicles.forEach((vehicle, i) => {
    const key = JSON.stringify({ ...vehicle, id: 0, description: null, steps: [] });
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  return [...groups.values()];
}

type TypeContext = {
  profile: number;
  count: number;
  travel: VroomTravel;
  places: VroomPlaces;
  timed: boolean;
};

function vehicleType(
  vehicle: VroomVehicle,
  { profile, count, travel, places, timed }: TypeContext,
): VehicleType {
  const { start, end, window, costs } = vehicle;
  const day: TimeWindow | null = timed ? { from: 0, to: END_OF_TIME } : null;
  return {
    name: vehicle.description ?? `vehicle ${vehicle.id}`,
    count,
    profile,
    startPlace: start ? places.indexOf(start) : null,
    endPlace: end ? places.indexOf(end) : null,
    capacity: vehicle.capacity,
    shift: window ?? day,
    breaks: vehicle.breaks.map((pause) => ({ window: breakWindow(pause, vehicle), duration: pause.service })),
    skills: vehicle.skills.map(String),
    maxStops: vehicle.maxTasks,
    maxDistance: costLimit(vehicle, travel),
    maxDuration: null,
    fixedCost: costs.fixed,
    costPerDistance: 1,
    costPerDuration: 0,
  };
}

/** Of a break's windows one is kept: the first that the vehicle is on duty in. */
export function breakWindow({ windows }: VroomBreak, { window }: VroomVehicle): TimeWindow {
  const onDuty = windows.find(({ from, to }) => !window || (from <= window.to && to >= window.from));
  return (onDuty ?? windows[0]) as TimeWindow;
}

/**
 * Limits on travel time and distance, as a limit on the cost of travel. Exact where cost follows time or distance alone;
 * elsewhere on the safe side: by the way that costs least for its length.
 */
function costLimit({ maxTravelTime, maxDistance }: VroomVehicle, travel: VroomTravel): number | null {
  const limits: number[] = [];
  if (maxTravelTime !== null) limits.push(maxTravelTime * leastRatio(travel.costs, travel.durations));
  if (maxDistance !== null)
    limits.push(maxDistance * leastRatio(travel.costs, travel.distances as Float64Array));
  return limits.length > 0 ? Math.min(...limits) : null;
}

function leastRatio(costs: Float64Array, amounts: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < amounts.length; i++) {
    const amount = amounts[i] as number;
    if (amount > 0) least = Math.min(least, (costs[i] as number) / amount);
  }
  return Number.isFinite(least) ? least : 0;
}

type StopContext = { setups: VroomSetups; dimensions: number; vehicles: readonly VroomVehicle[] };

function stopOf(task: VroomTask, index: number, { setups, dimensions, vehicles }: StopContext): RoutingStop {
  const amounts = (given: number[]) => (given.length > 0 ? given : new Array<number>(dimensions).fill(0));
  const setup = setups.onTheWay(index) > 0 ? 0 : setupAt(task, vehicles);
  return {
    name: `${task.kind} ${task.id}`,
    place: setups.placeOf(index),
    delivery: amounts(task.delivery),
    collection: amounts(task.pickup),
    service: setup + serviceAt(task, vehicles),
    windows: setups.windowsOf(index, task.windows),
    skills: task.skills.map(String),
    priceOfLeavingOut: null,
    ...(task.priority > 0 ? { priority: task.priority } : {}),
  };
}

/** Where it depends on the vehicle, the longest counts, so that a plan holds whoever drives. */
export function setupAt(task: VroomTask, vehicles: readonly VroomVehicle[]): number {
  return longest(task.setup, task.setupPerType, vehicles);
}

export function serviceAt(task: VroomTask, vehicles: readonly VroomVehicle[]): number {
  return longest(task.service, task.servicePerType, vehicles);
}

function longest(usual: number, perType: Record<string, number>, vehicles: readonly VroomVehicle[]): number {
  if (Object.keys(perType).length === 0) return usual;
  return Math.max(...vehicles.map(({ type }) => (type === null ? usual : (perType[type] ?? usual))));
}

function startOf({ tasks, vehicles }: VroomInput, vehiclesOfType: readonly number[][]): PlannedRoute[] {
  const indices = new Map(tasks.map(({ kind, id }, i) => [`${kind} ${id}`, i]));
  return vehicles.flatMap(({ id, steps }, vehicle) => {
    if (steps.length === 0) return [];
    const vehicleType = vehiclesOfType.findIndex((group) => group.includes(vehicle));
    const stops = steps.map((step) => {
      const stop = indices.get(`${step.kind} ${step.id}`);
      if (stop === undefined)
        throw new RoutingFileError(`vehicle ${id}, steps`, `there is no ${step.kind} ${step.id}`);
      return stop;
    });
    return [{ vehicleType, stops }];
  });
}
