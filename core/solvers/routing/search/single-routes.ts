import type { RoutingModel } from '../model/routing-model.ts';
import { NONE } from './insertion.ts';
import type { Plan } from './plan.ts';

/** What a route with nothing but one unit, or one pair, costs by each vehicle type. */
export class SingleRoutes {
  private readonly model: RoutingModel;
  private readonly units: number;
  /** By type and unit; infinity where the type cannot. */
  private readonly cost: Float64Array;
  private readonly stops: Int32Array;

  constructor(model: RoutingModel) {
    const { units, fleet, problem } = model;
    this.model = model;
    this.units = units.count;
    this.stops = new Int32Array(problem.stops.length);
    this.cost = new Float64Array(fleet.count * units.count);
    for (let type = 0; type < fleet.count; type++) {
      for (let unit = 0; unit < units.count; unit++) {
        this.cost[type * units.count + unit] = this.costOf(type, unit, NONE);
      }
    }
  }

  costBy(type: number, unit: number): number {
    return this.cost[type * this.units + unit] as number;
  }

  /** The cheapest type that may do it, whether it is free or not. */
  cheapest(unit: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let type = 0; type < this.model.fleet.count; type++)
      least = Math.min(least, this.costBy(type, unit));
    return least;
  }

  /**
   * The cheapest type of which a vehicle is free, for less than `below`; NONE if there is none.
   * @param hope how much of the fixed cost counts by the share of the vehicle that the unit takes.
   */
  cheapestFree(
    plan: Plan,
    unit: number,
    partner: number,
    below: number,
    hope: number,
  ): { type: number; cost: number } {
    const found = { type: NONE, cost: below };
    const { fleet } = this.model;
    for (let type = 0; type < fleet.count; type++) {
      if (!plan.canOpen(type)) continue;
      const alone = this.costBy(type, unit);
      const spared = hope > 0 ? hope * (fleet.fixed[type] as number) * this.roomLeft(type, unit) : 0;
      if (alone - spared >= found.cost) continue;
      const cost = (partner < 0 ? alone : this.costOf(type, unit, partner)) - spared;
      if (cost >= found.cost) continue;
      found.type = type;
      found.cost = cost;
    }
    return found;
  }

  private roomLeft(type: number, unit: number): number {
    const { units, fleet } = this.model;
    let left = 1;
    for (let k = 0; k < units.dimensions; k++) {
      const capacity = fleet.capacity[type * units.dimensions + k] as number;
      const load = units.peak[unit * units.dimensions + k] as number;
      if (capacity > 0) left = Math.min(left, 1 - load / capacity);
    }
    return left;
  }

  private costOf(type: number, unit: number, partner: number): number {
    const { units, fleet, travel, requests, timer } = this.model;
    const never = Number.POSITIVE_INFINITY;
    if (partner < 0 && requests.partnerOf[unit] !== NONE) return 0;
    const members = partner < 0 ? [unit] : [unit, partner];
    if (members.some((member) => units.allowed[type]?.[member] === 0)) return never;
    if (!this.canCarry(type, members)) return never;
    let count = 0;
    let distance = 0;
    let at = fleet.startPlace[type] as number;
    const drive = (to: number) => {
      distance += travel.distance[(fleet.offset[type] as number) + at * travel.places + to] as number;
    };
    let prices = 0;
    for (const member of members) {
      drive(units.placeIn[member] as number);
      distance += units.distance[member] as number;
      at = units.placeOut[member] as number;
      prices += units.usualCost?.[type]?.[member] ?? 0;
      for (const stop of units.stops[member] as number[]) this.stops[count++] = stop;
    }
    drive(fleet.endPlace[type] as number);
    if (count > (fleet.maxStops[type] as number) || distance > (fleet.maxDistance[type] as number))
      return never;
    const way = (fleet.fixed[type] as number) + (fleet.perDistance[type] as number) * distance + prices;
    if (!this.model.timed) return way;
    const duration = timer.leastDuration(type, this.stops, count);
    if (duration > (fleet.maxDuration[type] as number) || duration === never) return never;
    return way + fleetDurationCost(this.model, type, duration);
  }

  private canCarry(type: number, members: number[]): boolean {
    const { units, fleet } = this.model;
    const { dimensions } = units;
    for (let k = 0; k < dimensions; k++) {
      const capacity = fleet.capacity[type * dimensions + k] as number;
      for (const unit of members) if ((units.peak[unit * dimensions + k] as number) > capacity) return false;
    }
    return true;
  }
}

/** What so long a route costs by its time, beyond distance and fixed cost. */
export function fleetDurationCost({ fleet }: RoutingModel, type: number, duration: number): number {
  const over = Math.max(0, duration - (fleet.overtimeAfter[type] as number));
  return (fleet.perDuration[type] as number) * duration + (fleet.perOvertime[type] as number) * over;
}
