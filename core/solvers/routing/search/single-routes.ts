import { RouteEvaluator } from '../evaluate/route-evaluator.ts';
import type { RoutingModel } from '../model/routing-model.ts';
import { NONE } from './insertion.ts';
import type { Lots } from './lots.ts';
import type { Plan } from './plan.ts';

/** How often a type is passed over for a new route, so that not always the one that is cheapest at first is taken. */
const PASSED_OVER_RATE = 0.1;

/** What a route with nothing but one unit, or one pair, costs by each vehicle type. */
export class SingleRoutes {
  private readonly model: RoutingModel;
  private readonly lots: Lots;
  private readonly evaluator: RouteEvaluator;
  /** By type and unit; infinity where the type cannot. */
  private readonly cost: Float64Array;
  private readonly least: Float64Array;
  private readonly members = new Int32Array(2);

  constructor(model: RoutingModel, lots: Lots) {
    const { units, fleet, requests } = model;
    this.model = model;
    this.lots = lots;
    this.evaluator = new RouteEvaluator(model);
    this.cost = new Float64Array(fleet.count * units.count);
    this.least = new Float64Array(units.count).fill(Number.POSITIVE_INFINITY);
    for (let type = 0; type < fleet.count; type++) {
      for (let unit = 0; unit < units.count; unit++) {
        const partner = requests.partnerOf[unit] as number;
        const isSecond = requests.taskUnit[requests.taskOf[unit] as number] !== unit;
        const cost = isSecond ? Number.POSITIVE_INFINITY : this.costOf(type, unit, partner);
        this.cost[type * units.count + unit] = cost;
        if (cost < (this.least[unit] as number)) this.least[unit] = cost;
      }
    }
  }

  /** By the cheapest type that may do it, whether one is free or not. */
  cheapest(unit: number): number {
    return this.least[unit] as number;
  }

  /**
   * The cheapest type of which a vehicle is free, for less than `below`; NONE if there is none.
   * @param hope how much of the fixed cost counts by the share of the vehicle that the unit takes.
   * @param share how much of the cost counts at all.
   */
  cheapestFree(
    plan: Plan,
    unit: number,
    below: number,
    hope: number,
    share: number,
  ): { type: number; cost: number } {
    const found = { type: NONE, cost: below };
    const { fleet, units } = this.model;
    const choice = fleet.count > 1;
    for (let type = 0; type < fleet.count; type++) {
      let cost = (this.cost[type * units.count + unit] as number) * share;
      if (hope > 0) cost -= hope * (fleet.fixed[type] as number) * this.roomLeft(type, unit);
      if (cost >= found.cost || !plan.canOpen(type)) continue;
      if (choice && this.lots.share() < PASSED_OVER_RATE) continue;
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
    this.members[0] = unit;
    this.members[1] = partner;
    return this.evaluator.cost(type, this.members, partner < 0 ? 1 : 2);
  }
}
