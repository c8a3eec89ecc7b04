import type { Point } from '../../kernel/geo.ts';
import type {
  FrozenPart,
  PlannedRoute,
  RoutingObjective,
  RoutingProblem,
  RoutingStop,
  VehicleType,
} from '../../solvers/routing/index.ts';
import type { PacedTravel } from './paced-travel.ts';
import { canBeVisited, type PlanStop, type PlanVehicle, type TourPlan } from './tour-plan.ts';

/** Capacities that do not bind. */
const NO_LIMIT = 1e15;
const GRAMS_PER_TONNE = 1_000_000;

/** Where a plan's vehicles and stops are: depots first, then each place once. */
export type PlanPlaces = {
  points: Point[];
  placeOfDepot: ReadonlyMap<number, number>;
  placeOfStop: ReadonlyMap<number, number>;
};

/** A plan as the solver reads it; stops and vehicles of the problem by their index, those of the plan by number and key. */
export type PlanProblem = {
  problem: RoutingProblem;
  /** By the problem's stop. */
  stopNumbers: number[];
  /** By the plan's number. */
  stopIndexes: ReadonlyMap<number, number>;
  /** By the problem's vehicle type. */
  vehicleKeys: string[];
  vehicleIndexes: ReadonlyMap<string, number>;
};

/** The places of a plan; stops at one door share one. */
export function planPlaces({ facts, stops }: Pick<TourPlan, 'facts' | 'stops'>): PlanPlaces {
  const points: Point[] = [];
  const known = new Map<string, number>();
  const placeOf = ({ latitude, longitude }: Point) => {
    const key = `${latitude.toFixed(5)} ${longitude.toFixed(5)}`;
    let place = known.get(key);
    if (place === undefined) {
      place = points.push({ latitude, longitude }) - 1;
      known.set(key, place);
    }
    return place;
  };
  const placeOfDepot = new Map(facts.depots.map((depot) => [depot.id, placeOf(depot)]));
  const placeOfStop = new Map<number, number>();
  for (const stop of stops) {
    const { latitude, longitude } = stop.facts;
    if (canBeVisited(stop) && latitude !== null && longitude !== null)
      placeOfStop.set(stop.number, placeOf({ latitude, longitude }));
  }
  return { points, placeOfDepot, placeOfStop };
}

/** The whole plan as a problem: every stop that can be visited, every vehicle, nothing frozen. */
export function wholeProblem(plan: TourPlan, places: PlanPlaces, travel: PacedTravel): PlanProblem {
  const speeds = [...travel.keys()];
  const { vehicles } = plan.facts;
  const visited = plan.stops.filter(canBeVisited);
  const vehicleTypes = vehicles.map((vehicle) =>
    toVehicleType(vehicle, places, speeds.indexOf(vehicle.speedPercent)),
  );
  const problem: RoutingProblem = {
    places: places.points.length,
    profiles: [...travel.values()],
    vehicleTypes,
    stops: visited.map((stop) => toStop(stop, plan, places)),
    backhaulLast: plan.parameters.backhaulLast,
  };
  return {
    problem,
    stopNumbers: visited.map(({ number }) => number),
    stopIndexes: new Map(visited.map(({ number }, index) => [number, index])),
    vehicleKeys: vehicles.map(({ key }) => key),
    vehicleIndexes: new Map(vehicles.map(({ key }, index) => [key, index])),
  };
}

function toVehicleType(vehicle: PlanVehicle, places: PlanPlaces, profile: number): VehicleType {
  const depot = places.placeOfDepot.get(vehicle.depotId) as number;
  const { maxDistanceMetres, rangeMetres, overtimeAfterSeconds } = vehicle;
  const longest = Math.min(maxDistanceMetres ?? NO_LIMIT, rangeMetres ?? NO_LIMIT);
  return {
    name: vehicle.key,
    count: vehicle.count,
    profile,
    startPlace: depot,
    endPlace: depot,
    capacity: [
      vehicle.capacityWeightGrams ?? NO_LIMIT,
      vehicle.capacityVolumeMillilitres ?? NO_LIMIT,
      vehicle.capacityPallets ?? NO_LIMIT,
    ],
    shift: vehicle.shift,
    breaks: vehicle.breaks.map(({ window, seconds }) => ({ window, duration: seconds })),
    skills: vehicle.skills,
    maxStops: vehicle.maxStops,
    maxDistance: longest < NO_LIMIT ? longest : null,
    maxDuration: vehicle.maxDurationSeconds,
    fixedCost: vehicle.fixedCostMinor,
    costPerDistance: vehicle.costPerKmMinor / 1000,
    costPerDuration: vehicle.costPerHourMinor / 3600,
    ...(overtimeAfterSeconds === null
      ? {}
      : {
          overtime: { after: overtimeAfterSeconds, costPerDuration: vehicle.overtimePerHourMinor / 3600 },
        }),
    co2PerDistance: vehicle.co2GramsPerKm / 1000,
  };
}

const NOTHING = [0, 0, 0];

function toStop(stop: PlanStop, plan: TourPlan, places: PlanPlaces): RoutingStop {
  const { facts, depotId, kind } = stop;
  const goods = [facts.weightGrams, facts.volumeMillilitres, facts.pallets];
  const collects = kind === 'collection';
  const mayComeFromAnywhere = depotId === null || plan.parameters.goodsOf !== undefined;
  const bound = plan.facts.vehicles.flatMap((vehicle, index) => (vehicle.depotId === depotId ? [index] : []));
  return {
    name: stop.reference,
    place: places.placeOfStop.get(stop.number) as number,
    delivery: collects ? NOTHING : goods,
    collection: collects ? goods : NOTHING,
    service: facts.serviceSeconds,
    windows: facts.windows,
    skills: facts.skills,
    ...(mayComeFromAnywhere || bound.length === plan.facts.vehicles.length ? {} : { vehicleTypes: bound }),
    priceOfLeavingOut: collects ? plan.parameters.returnPriceMinor : null,
    priority: facts.priority,
  };
}

/**
 * The rest of a plan as a problem: locked routes are out of it with their stops and vehicles; a route with locked stops is a
 * vehicle of its own, to which those stops are bound, in the order that they have where they follow each other.
 */
export function restProblem(
  whole: PlanProblem,
  plan: TourPlan,
): { rest: PlanProblem; start: PlannedRoute[] } {
  const { problem } = whole;
  const lockedRoutes = plan.routes.filter(({ locked }) => locked);
  const kept = new Set(lockedRoutes.flatMap(({ stops }) => stops));
  const stopNumbers = whole.stopNumbers.filter((number) => !kept.has(number));
  const stopIndexes = new Map(stopNumbers.map((number, index) => [number, index]));
  const locked = new Set(plan.stops.filter((stop) => stop.locked).map(({ number }) => number));
  const types = problem.vehicleTypes.map((type) => ({ ...type }));
  const vehicleKeys = [...whole.vehicleKeys];
  const bound = new Map<number, number>();
  const originals = types.map((_, index) => [index]);
  const frozen: FrozenPart[] = [];
  const start: PlannedRoute[] = [];
  for (const route of plan.routes) {
    const original = whole.vehicleIndexes.get(route.vehicleKey) as number;
    const type = types[original] as VehicleType;
    const holds = route.stops.some((number) => locked.has(number));
    if ((route.locked || holds) && type.count !== null) type.count = Math.max(0, type.count - 1);
    if (route.locked) continue;
    let vehicleType = original;
    if (holds) {
      vehicleType = types.push({ ...type, count: 1, name: `${type.name}#${route.number}` }) - 1;
      vehicleKeys.push(route.vehicleKey);
      originals[original]?.push(vehicleType);
      for (const number of route.stops) if (locked.has(number)) bound.set(number, vehicleType);
      frozen.push(...lockedParts(route.stops, locked, stopIndexes, vehicleType));
    }
    start.push({ vehicleType, stops: route.stops.map((number) => stopIndexes.get(number) as number) });
  }
  const stops = stopNumbers.map((number) => {
    const stop = problem.stops[whole.stopIndexes.get(number) as number] as RoutingStop;
    const only = bound.get(number);
    if (only !== undefined) return { ...stop, vehicleTypes: [only] };
    if (!stop.vehicleTypes) return stop;
    return { ...stop, vehicleTypes: stop.vehicleTypes.flatMap((index) => originals[index] ?? []) };
  });
  const rest: PlanProblem = {
    problem: { ...problem, vehicleTypes: types, stops, frozen },
    stopNumbers,
    stopIndexes,
    vehicleKeys,
    vehicleIndexes: whole.vehicleIndexes,
  };
  return { rest, start };
}

/** Locked stops that follow each other stay so; those at the beginning stay there. */
function lockedParts(
  route: readonly number[],
  locked: ReadonlySet<number>,
  indexes: ReadonlyMap<number, number>,
  vehicleType: number,
): FrozenPart[] {
  const parts: FrozenPart[] = [];
  let open: FrozenPart | null = null;
  route.forEach((number, at) => {
    if (!locked.has(number)) {
      open = null;
      return;
    }
    if (!open) {
      open = { vehicleType, stops: [], atStart: at === 0 };
      parts.push(open);
    }
    open.stops.push(indexes.get(number) as number);
  });
  return parts.filter(({ stops, atStart }) => atStart || stops.length > 1);
}

/** What the solver is to minimise. */
export function planObjective({ objective, co2MinorPerTonne }: TourPlan['parameters']): RoutingObjective {
  if (objective === 'distance') return { kind: 'distance' };
  if (objective === 'vehiclesFirst') return { kind: 'vehiclesFirst' };
  return { kind: 'cost', perCo2: co2MinorPerTonne / GRAMS_PER_TONNE };
}
