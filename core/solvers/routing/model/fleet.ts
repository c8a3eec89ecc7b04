import type { RoutingObjective, RoutingProblem, VehicleType } from '../routing-problem.ts';
import type { Ways } from './travel.ts';

/** Vehicle types as flat arrays, their costs as the objective counts them. */
export type Fleet = {
  count: number;
  available: Int32Array;
  /** Where the matrices of a type begin. */
  offset: Int32Array;
  startPlace: Int32Array;
  endPlace: Int32Array;
  from: Float64Array;
  to: Float64Array;
  maxStops: Float64Array;
  maxDistance: Float64Array;
  maxDuration: Float64Array;
  /** By type and dimension. */
  capacity: Float64Array;
  fixed: Float64Array;
  perDistance: Float64Array;
  perDuration: Float64Array;
  overtimeAfter: Float64Array;
  perOvertime: Float64Array;
  /** Types of one family differ only in capacity, fixed cost and cost of distance: a route may pass from one to another as it is. */
  family: Int32Array;
  /** The types of each family, smaller ones first. */
  families: Int32Array[];
  /** By family: whether a larger type never costs less, so that the smallest one that is large enough is the cheapest. */
  dearerIfLarger: Uint8Array;
  hasBreaks: boolean;
};

/**
 * The vehicle types of a problem, by an objective.
 * @param vehiclePrice what the objective adds for each vehicle, beyond its fixed cost.
 * @param mostRoutes no plan has more.
 */
export function buildFleet(
  problem: RoutingProblem,
  objective: RoutingObjective,
  travel: Ways,
  vehiclePrice: number,
  mostRoutes: number,
): Fleet {
  const types = problem.vehicleTypes;
  const dimensions = types[0]?.capacity.length ?? 0;
  const money = objective.kind !== 'distance';
  const weights = objective.kind === 'cost' ? objective : { perDuration: 0, perCo2: 0 };
  const numbers = (of: (type: VehicleType) => number) => Float64Array.from(types, of);
  const integers = (of: (type: VehicleType) => number) => Int32Array.from(types, of);
  const capacity = new Float64Array(types.length * dimensions);
  types.forEach((type, t) => {
    capacity.set(type.capacity, t * dimensions);
  });
  const { family, families } = familiesOf(problem);
  const perDistance = numbers((type) =>
    money ? type.costPerDistance + (type.co2PerDistance ?? 0) * (weights.perCo2 ?? 0) : 1,
  );
  const fixed = numbers(({ fixedCost }) => (money ? fixedCost : 0) + vehiclePrice);
  const none = Number.POSITIVE_INFINITY;
  return {
    count: types.length,
    available: integers(({ count }) => Math.min(count ?? mostRoutes, mostRoutes)),
    offset: integers(({ profile }) => profile * travel.places * travel.places),
    startPlace: integers(({ startPlace }) => startPlace ?? travel.nowhere),
    endPlace: integers(({ endPlace }) => endPlace ?? travel.nowhere),
    from: numbers(({ shift }) => shift?.from ?? -none),
    to: numbers(({ shift }) => shift?.to ?? none),
    maxStops: numbers(({ maxStops }) => maxStops ?? none),
    maxDistance: numbers(({ maxDistance }) => maxDistance ?? none),
    maxDuration: numbers(({ maxDuration }) => maxDuration ?? none),
    capacity,
    fixed,
    perDistance,
    perDuration: numbers(({ costPerDuration }) => (money ? costPerDuration + (weights.perDuration ?? 0) : 0)),
    overtimeAfter: numbers(({ overtime }) => overtime?.after ?? none),
    perOvertime: numbers(({ overtime }) => (money ? (overtime?.costPerDuration ?? 0) : 0)),
    family,
    families,
    dearerIfLarger: Uint8Array.from(families, (types) =>
      Number(rises(types, fixed) && rises(types, perDistance)),
    ),
    hasBreaks: types.some(({ breaks }) => breaks.length > 0),
  };
}

function familiesOf(problem: RoutingProblem): { family: Int32Array; families: Int32Array[] } {
  const restricted = new Set<number>();
  for (const { vehicleTypes, usual } of problem.stops) {
    for (const type of vehicleTypes ?? []) restricted.add(type);
    if (usual) for (let type = 0; type < problem.vehicleTypes.length; type++) restricted.add(type);
  }
  for (const { vehicleType } of problem.frozen ?? []) restricted.add(vehicleType);
  const members = new Map<string, number[]>();
  problem.vehicleTypes.forEach((type, t) => {
    const { name, count, capacity, fixedCost, costPerDistance, co2PerDistance, ...same } = type;
    const key = JSON.stringify([same, [...type.skills].sort(), restricted.has(t) ? t : null]);
    members.set(key, [...(members.get(key) ?? []), t]);
  });
  const room = (type: number) =>
    (problem.vehicleTypes[type]?.capacity ?? []).reduce((sum, size) => sum + size, 0);
  const families = [...members.values()].map((types) =>
    Int32Array.from(types).sort((a, b) => room(a) - room(b)),
  );
  const family = new Int32Array(problem.vehicleTypes.length);
  families.forEach((types, index) => {
    for (const type of types) family[type] = index;
  });
  return { family, families };
}

function rises(types: Int32Array, costs: Float64Array): boolean {
  return types.every(
    (type, i) => i === 0 || (costs[type] as number) >= (costs[types[i - 1] as number] as number),
  );
}
