import type {
  RoutingObjective,
  RoutingProblem,
  RoutingStop,
  VehicleType,
} from '../../core/solvers/routing/index.ts';

/**
 * The least cost of a tiny problem in whole numbers without breaks and pairs that visits all its stops, by trying every way
 * to divide and order the stops, every vehicle type, and every whole moment to leave. Infinity if there is none.
 */
export function leastRoutingCost(problem: RoutingProblem, objective: RoutingObjective): number {
  const all = 2 ** problem.stops.length - 1;
  const cheapest = problem.vehicleTypes.map((_, type) => routesOf(problem, objective, type));
  let least = Number.POSITIVE_INFINITY;
  const used = problem.vehicleTypes.map(() => 0);
  const divide = (left: number, cost: number) => {
    if (cost >= least) return;
    if (left === 0) {
      least = cost;
      return;
    }
    const lowest = left & -left;
    for (let subset = left; subset > 0; subset = (subset - 1) & left) {
      if ((subset & lowest) === 0) continue;
      cheapest.forEach((costs, type) => {
        const count = problem.vehicleTypes[type]?.count ?? Number.POSITIVE_INFINITY;
        if ((used[type] as number) >= count) return;
        used[type] = (used[type] as number) + 1;
        divide(left & ~subset, cost + (costs[subset] as number));
        used[type] = (used[type] as number) - 1;
      });
    }
    const price = problem.stops[Math.log2(lowest)]?.priceOfLeavingOut ?? null;
    if (price !== null) divide(left & ~lowest, cost + price);
  };
  divide(all, 0);
  return least;
}

/** By set of stops: the least cost of one route of a type that visits them. */
function routesOf(problem: RoutingProblem, objective: RoutingObjective, type: number): Float64Array {
  const costs = new Float64Array(2 ** problem.stops.length).fill(Number.POSITIVE_INFINITY);
  const extend = (order: number[], set: number) => {
    problem.stops.forEach((_, stop) => {
      const bit = 2 ** stop;
      if ((set & bit) !== 0) return;
      const longer = [...order, stop];
      costs[set | bit] = Math.min(costs[set | bit] as number, routeCost(problem, objective, type, longer));
      extend(longer, set | bit);
    });
  };
  extend([], 0);
  return costs;
}

function routeCost(
  problem: RoutingProblem,
  objective: RoutingObjective,
  type: number,
  order: number[],
): number {
  const vehicle = problem.vehicleTypes[type] as VehicleType;
  const stops = order.map((stop) => problem.stops[stop] as RoutingStop);
  const { distance, duration } = problem.profiles[vehicle.profile] as RoutingProblem['profiles'][number];
  const places = [vehicle.startPlace, ...stops.map(({ place }) => place), vehicle.endPlace];
  const legs = places.slice(1).map((to, i) => {
    const from = places[i] ?? null;
    return from === null || to === null ? -1 : from * problem.places + to;
  });
  const way = legs.reduce((sum, leg) => sum + (leg < 0 ? 0 : (distance[leg] as number)), 0);
  const drives = legs.map((leg) => (leg < 0 ? 0 : (duration[leg] as number)));
  const never = Number.POSITIVE_INFINITY;
  if (stops.length > (vehicle.maxStops ?? never) || way > (vehicle.maxDistance ?? never)) return never;
  if (!mayCome(vehicle, type, stops) || !carries(vehicle, stops)) return never;
  if (problem.backhaulLast && !deliversFirst(stops)) return never;
  const time = leastTime(vehicle, stops, drives);
  if (time > (vehicle.maxDuration ?? never) || time === never) return never;
  if (objective.kind === 'distance') return way;
  const over = vehicle.overtime
    ? Math.max(0, time - vehicle.overtime.after) * vehicle.overtime.costPerDuration
    : 0;
  const usual = stops.reduce(
    (sum, { usual: u }) => sum + (u && u.vehicleType !== type ? u.priceOfAnother : 0),
    0,
  );
  const money =
    vehicle.fixedCost + way * vehicle.costPerDistance + time * vehicle.costPerDuration + over + usual;
  if (objective.kind === 'vehiclesFirst') return money;
  return (
    money +
    time * (objective.perDuration ?? 0) +
    way * (vehicle.co2PerDistance ?? 0) * (objective.perCo2 ?? 0)
  );
}

function mayCome(vehicle: VehicleType, type: number, stops: RoutingStop[]): boolean {
  return stops.every(({ skills, vehicleTypes }) => {
    return skills.every((skill) => vehicle.skills.includes(skill)) && (vehicleTypes?.includes(type) ?? true);
  });
}

function carries({ capacity }: VehicleType, stops: RoutingStop[]): boolean {
  return capacity.every((most, k) => {
    let load = stops.reduce((sum, stop) => sum + (stop.delivery[k] as number), 0);
    let peak = load;
    for (const { delivery, collection } of stops) {
      load += (collection[k] as number) - (delivery[k] as number);
      peak = Math.max(peak, load);
    }
    return peak <= most;
  });
}

function deliversFirst(stops: RoutingStop[]): boolean {
  const some = (amounts: number[]) => amounts.some((amount) => amount > 0);
  return stops.every((stop, i) => !some(stop.delivery) || !stops.slice(0, i).some((s) => some(s.collection)));
}

function leastTime({ shift }: VehicleType, stops: RoutingStop[], drives: number[]): number {
  let least = Number.POSITIVE_INFINITY;
  const [from, to] = shift ? [shift.from, shift.to] : [-200, 700];
  for (let leaves = from; leaves <= to; leaves++) {
    let time = leaves;
    stops.forEach(({ windows, service }, i) => {
      time += drives[i] as number;
      const open = windows.length === 0 ? { from: time } : windows.find((window) => time <= window.to);
      time = open ? Math.max(time, open.from) + service : Number.POSITIVE_INFINITY;
    });
    time += drives[stops.length] as number;
    if (time <= (shift ? to : Number.POSITIVE_INFINITY)) least = Math.min(least, time - leaves);
  }
  return least;
}
