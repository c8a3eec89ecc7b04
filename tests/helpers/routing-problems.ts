import { createRandom, type Random } from '../../core/kernel/random.ts';
import type {
  RoutingProblem,
  RoutingStop,
  TimeWindow,
  TravelProfile,
  VehicleType,
} from '../../core/solvers/routing/index.ts';

/** What random problems may have; each is there with some chance if it is named. */
export const ROUTING_FEATURES = [
  'windows',
  'manyWindows',
  'dimensions',
  'mixedFleet',
  'depots',
  'openRoutes',
  'collections',
  'backhaulLast',
  'pairs',
  'optional',
  'groups',
  'priorities',
  'frozen',
  'usual',
  'skills',
  'limits',
  'breaks',
  'overtime',
  'profiles',
  'fewVehicles',
] as const;
export type RoutingFeature = (typeof ROUTING_FEATURES)[number];

const DAY: TimeWindow = { from: 0, to: 600 };

/** A random problem in whole numbers, with the features named and no others. */
export function randomRouting(
  seed: number,
  stopCount: number,
  features: ReadonlySet<RoutingFeature>,
): RoutingProblem {
  const random = createRandom(seed);
  const has = (feature: RoutingFeature) => features.has(feature);
  const depots = has('depots') ? 3 : 1;
  const places = depots + stopCount;
  const profiles = [travel(random, places), ...(has('profiles') ? [travel(random, places)] : [])];
  const dimensions = has('dimensions') ? random.integer(0, 3) : 1;
  const typeCount = has('mixedFleet') || has('depots') || has('profiles') ? random.integer(2, 4) : 1;
  const vehicleTypes = Array.from({ length: typeCount }, (_, type) =>
    vehicle(random, type, { has, depots, dimensions, profiles: profiles.length }),
  );
  const stops = Array.from({ length: stopCount }, (_, i) => {
    return stop(random, depots + i, { has, dimensions, typeCount });
  });
  const problem: RoutingProblem = { places, profiles, vehicleTypes, stops };
  if (has('backhaulLast')) problem.backhaulLast = true;
  if (has('pairs')) addPairs(problem, random);
  if (has('groups')) addGroups(problem, random);
  if (has('frozen')) addFrozen(problem, random);
  return problem;
}

type Has = (feature: RoutingFeature) => boolean;

function travel(random: Random, places: number): TravelProfile {
  const points = Array.from(
    { length: places },
    () => [random.integer(0, 60), random.integer(0, 60)] as const,
  );
  const distance = new Float64Array(places * places);
  const duration = new Float64Array(places * places);
  points.forEach(([x, y], i) => {
    points.forEach(([otherX, otherY], j) => {
      if (i === j) return;
      distance[i * places + j] = Math.round(Math.hypot(x - otherX, y - otherY)) + random.integer(0, 3);
      duration[i * places + j] = Math.round(Math.hypot(x - otherX, y - otherY)) + random.integer(0, 5);
    });
  });
  return { distance, duration };
}

function vehicle(
  random: Random,
  type: number,
  { has, depots, dimensions, profiles }: { has: Has; depots: number; dimensions: number; profiles: number },
): VehicleType {
  const depot = random.integer(0, depots - 1);
  const few = has('fewVehicles');
  const limits = has('limits');
  return {
    name: `van ${type}`,
    count: few ? random.integer(1, 2) : random.pick([null, 4, 8]),
    profile: random.integer(0, profiles - 1),
    startPlace: has('openRoutes') && random.chance(0.4) ? null : depot,
    endPlace: has('openRoutes') && random.chance(0.5) ? null : depot,
    capacity: Array.from({ length: dimensions }, () => random.integer(15, 40)),
    shift: has('windows') || has('breaks') || random.chance(0.3) ? DAY : null,
    breaks: has('breaks') ? breaks(random) : [],
    skills: has('skills') ? ['lift', 'cold'].filter(() => random.chance(0.6)) : [],
    maxStops: limits && random.chance(0.5) ? random.integer(2, 5) : null,
    maxDistance: limits && random.chance(0.5) ? random.integer(120, 300) : null,
    maxDuration: limits && random.chance(0.5) ? random.integer(150, 400) : null,
    fixedCost: has('mixedFleet') ? random.integer(0, 100) : 0,
    costPerDistance: random.integer(1, 3),
    costPerDuration: random.chance(0.5) ? random.integer(0, 2) : 0,
    ...(has('overtime') ? { overtime: { after: random.integer(80, 200), costPerDuration: 3 } } : {}),
    ...(random.chance(0.3) ? { co2PerDistance: random.integer(1, 5) } : {}),
  };
}

function breaks(random: Random): VehicleType['breaks'] {
  const noon = random.integer(60, 200);
  const first = { window: { from: noon, to: noon + random.integer(0, 60) }, duration: random.integer(5, 30) };
  if (random.chance(0.6)) return [first];
  const from = first.window.to + random.integer(0, 80);
  return [first, { window: { from, to: from + random.integer(0, 60) }, duration: random.integer(5, 30) }];
}

function stop(
  random: Random,
  place: number,
  { has, dimensions, typeCount }: { has: Has; dimensions: number; typeCount: number },
): RoutingStop {
  const amounts = () => Array.from({ length: dimensions }, () => random.integer(0, 10));
  const nothing = new Array<number>(dimensions).fill(0);
  const collects = has('collections') || has('backhaulLast');
  const both = has('collections') && random.chance(0.3);
  const collecting = collects && random.chance(0.5);
  return {
    name: `stop ${place}`,
    place,
    delivery: both || !collecting ? amounts() : nothing,
    collection: both || collecting ? amounts() : nothing,
    service: random.integer(0, 10),
    windows: windows(random, has),
    skills: has('skills') && random.chance(0.3) ? [random.pick(['lift', 'cold'])] : [],
    ...(has('skills') && random.chance(0.2) ? { vehicleTypes: [random.integer(0, typeCount - 1)] } : {}),
    priceOfLeavingOut: has('optional') && random.chance(0.6) ? random.integer(0, 120) : null,
    ...(has('priorities') ? { priority: random.integer(0, 3) } : {}),
    ...(has('usual') && random.chance(0.5)
      ? { usual: { vehicleType: random.integer(0, typeCount - 1), priceOfAnother: random.integer(0, 40) } }
      : {}),
  };
}

function windows(random: Random, has: Has): TimeWindow[] {
  if (has('manyWindows') && random.chance(0.6)) {
    const from = random.integer(0, 200);
    const to = from + random.integer(0, 60);
    const again = to + random.integer(10, 150);
    return [
      { from, to },
      { from: again, to: again + random.integer(0, 60) },
    ];
  }
  if (!has('windows') || random.chance(0.3)) return [];
  const from = random.integer(0, 350);
  return [{ from, to: from + random.integer(5, 150) }];
}

function addPairs(problem: RoutingProblem, random: Random): void {
  const order = random.shuffle(problem.stops.map((_, i) => i));
  problem.pairs = [];
  for (let i = 0; i + 1 < order.length && problem.pairs.length < order.length / 3; i += 2) {
    const [pickup, dropOff] = [order[i] as number, order[i + 1] as number];
    const [first, last] = [problem.stops[pickup] as RoutingStop, problem.stops[dropOff] as RoutingStop];
    const carried = first.delivery.map((_, k) => Math.max(first.delivery[k] ?? 0, first.collection[k] ?? 0));
    const nothing = carried.map(() => 0);
    problem.stops[pickup] = { ...first, delivery: nothing, collection: carried };
    problem.stops[dropOff] = { ...last, delivery: carried, collection: nothing };
    problem.pairs.push({ pickup, dropOff });
  }
}

function addGroups(problem: RoutingProblem, random: Random): void {
  const paired = new Set((problem.pairs ?? []).flatMap(({ pickup, dropOff }) => [pickup, dropOff]));
  problem.stops.forEach((stop, i) => {
    if (!paired.has(i) && random.chance(0.4)) stop.group = random.integer(0, 2);
  });
}

function addFrozen(problem: RoutingProblem, random: Random): void {
  const plain = problem.stops
    .map((stop, i) => ({ stop, i }))
    .filter(({ stop }) => stop.windows.length === 0 && stop.group === undefined && stop.skills.length === 0)
    .filter(({ stop, i }) => stop.vehicleTypes === undefined && !isPaired(problem, i))
    .map(({ i }) => i);
  if (plain.length < 2) return;
  const vehicleType = random.integer(0, problem.vehicleTypes.length - 1);
  problem.frozen = [{ vehicleType, stops: plain.slice(0, 2), atStart: random.chance(0.5) }];
  if (problem.backhaulLast) {
    for (const i of plain.slice(0, 2)) {
      const stop = problem.stops[i] as RoutingStop;
      problem.stops[i] = { ...stop, collection: stop.collection.map(() => 0) };
    }
  }
}

function isPaired({ pairs }: RoutingProblem, stop: number): boolean {
  return (pairs ?? []).some(({ pickup, dropOff }) => pickup === stop || dropOff === stop);
}
