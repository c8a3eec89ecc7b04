import type { RoutingModel } from '../model/routing-model.ts';
import { COLLECTS, DELIVERS } from '../model/units.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Judges whole routes, by any vehicle type, with every rule that there is: exact, and slow beside the search's own sums. */
export class RouteEvaluator {
  private readonly model: RoutingModel;
  private readonly stops: Int32Array;

  constructor(model: RoutingModel) {
    this.model = model;
    this.stops = new Int32Array(model.problem.stops.length);
  }

  /** What a route along these units costs; infinity if the type must not or cannot drive it. */
  cost(type: number, units: ArrayLike<number>, count: number): number {
    if (!this.mayCome(type, units, count) || !this.carries(type, units, count)) return NEVER;
    if (this.model.backhaulLast && !this.deliversFirst(units, count)) return NEVER;
    const { fleet, timed, timer } = this.model;
    const distance = this.distance(type, units, count);
    const stopCount = this.listStops(units, count);
    if (stopCount > (fleet.maxStops[type] as number) || distance > (fleet.maxDistance[type] as number))
      return NEVER;
    let cost = (fleet.fixed[type] as number) + (fleet.perDistance[type] as number) * distance;
    const usual = this.model.units.usualCost?.[type];
    if (usual) for (let i = 0; i < count; i++) cost += usual[units[i] as number] as number;
    if (!timed) return cost;
    const duration = timer.leastDuration(type, this.stops, stopCount);
    if (duration === NEVER || duration > (fleet.maxDuration[type] as number)) return NEVER;
    return cost + durationCost(this.model, type, duration);
  }

  private mayCome(type: number, units: ArrayLike<number>, count: number): boolean {
    const allowed = this.model.units.allowed[type] as Uint8Array;
    for (let i = 0; i < count; i++) {
      const unit = units[i] as number;
      if (allowed[unit] === 0 || (i > 0 && this.model.units.leads[unit] === 1)) return false;
    }
    return true;
  }

  private carries(type: number, route: ArrayLike<number>, count: number): boolean {
    const { fleet, units } = this.model;
    const { need, gain, peak, dimensions } = units;
    for (let k = 0; k < dimensions; k++) {
      const capacity = fleet.capacity[type * dimensions + k] as number;
      let load = 0;
      for (let i = 0; i < count; i++) load += need[(route[i] as number) * dimensions + k] as number;
      if (load > capacity) return false;
      for (let i = 0; i < count; i++) {
        const at = (route[i] as number) * dimensions + k;
        if (load - (need[at] as number) + (peak[at] as number) > capacity) return false;
        load += (gain[at] as number) - (need[at] as number);
      }
      if (load > capacity) return false;
    }
    return true;
  }

  private deliversFirst(route: ArrayLike<number>, count: number): boolean {
    const { kind } = this.model.units;
    let collecting = false;
    for (let i = 0; i < count; i++) {
      const does = kind[route[i] as number] as number;
      if (collecting && (does & DELIVERS) > 0) return false;
      collecting ||= (does & COLLECTS) > 0;
    }
    return true;
  }

  private distance(type: number, route: ArrayLike<number>, count: number): number {
    const { fleet, travel, units } = this.model;
    const offset = fleet.offset[type] as number;
    let at = fleet.startPlace[type] as number;
    let distance = 0;
    for (let i = 0; i < count; i++) {
      const unit = route[i] as number;
      distance += travel.distance[offset + at * travel.places + (units.placeIn[unit] as number)] as number;
      distance += units.distance[unit] as number;
      at = units.placeOut[unit] as number;
    }
    return (
      distance + (travel.distance[offset + at * travel.places + (fleet.endPlace[type] as number)] as number)
    );
  }

  private listStops(route: ArrayLike<number>, count: number): number {
    let listed = 0;
    for (let i = 0; i < count; i++) {
      for (const stop of this.model.units.stops[route[i] as number] as number[]) this.stops[listed++] = stop;
    }
    return listed;
  }
}

/** What so long a route costs by its time, beyond distance and fixed cost. */
export function durationCost({ fleet }: RoutingModel, type: number, duration: number): number {
  const over = Math.max(0, duration - (fleet.overtimeAfter[type] as number));
  return (fleet.perDuration[type] as number) * duration + (fleet.perOvertime[type] as number) * over;
}
