import type { RoutingProblem, RoutingStop, VehicleType } from '../../core/solvers/routing/index.ts';

export function van(changes: Partial<VehicleType> = {}): VehicleType {
  return {
    name: 'van',
    count: null,
    profile: 0,
    startPlace: 0,
    endPlace: 0,
    capacity: [10],
    shift: null,
    breaks: [],
    skills: [],
    maxStops: null,
    maxDistance: null,
    maxDuration: null,
    fixedCost: 0,
    costPerDistance: 1,
    costPerDuration: 0,
    ...changes,
  };
}

export function routingStop(place: number, changes: Partial<RoutingStop> = {}): RoutingStop {
  return {
    name: `stop ${place}`,
    place,
    delivery: [1],
    collection: [0],
    service: 0,
    windows: [],
    skills: [],
    priceOfLeavingOut: null,
    ...changes,
  };
}

/** Places along a straight road: driving from one to another takes as long as it is far. */
export function alongARoad(at: readonly number[], changes: Partial<RoutingProblem>): RoutingProblem {
  const distance = new Float64Array(at.length * at.length);
  at.forEach((from, i) => {
    at.forEach((to, j) => {
      distance[i * at.length + j] = Math.abs(from - to);
    });
  });
  const profiles = [{ distance, duration: distance }];
  return { places: at.length, profiles, vehicleTypes: [van()], stops: [], ...changes };
}
