import { LOAD_PEAKS, LOAD_SUMS, type RoutingModel } from '../model/routing-model.ts';
import type { Plan } from './plan.ts';

/** Lets routes pass to another vehicle type of their family: the same way and times, another capacity and cost. */
export class TypeChange {
  private readonly plan: Plan;
  private readonly model: RoutingModel;

  /** Null where no type has another one in its family. */
  static of(plan: Plan): TypeChange | null {
    return plan.model.fleet.families.some(({ length }) => length > 1) ? new TypeChange(plan) : null;
  }

  private constructor(plan: Plan) {
    this.plan = plan;
    this.model = plan.model;
  }

  /** Gives a route the cheapest type that is free and can carry its load. */
  cheapen(route: number): void {
    const { plan } = this;
    const { fleet } = this.model;
    const type = plan.type[route] as number;
    const family = fleet.families[fleet.family[type] as number] as Int32Array;
    if (family.length === 1) return;
    const distance = plan.figures.distance[route] as number;
    let best = type;
    let least = this.costBy(type, route, distance);
    for (let i = 0; i < family.length; i++) {
      const other = family[i] as number;
      if (other === type || !plan.canOpen(other) || !this.canCarry(route, other)) continue;
      const cost = this.costBy(other, route, distance);
      if (cost >= least) continue;
      least = cost;
      best = other;
    }
    if (best === type) return;
    plan.setType(route, best);
    plan.refresh(route);
  }

  private costBy(type: number, route: number, distance: number): number {
    const { fleet, units } = this.model;
    let cost = (fleet.fixed[type] as number) + (fleet.perDistance[type] as number) * distance;
    const usual = units.usualCost?.[type];
    if (!usual) return cost;
    const { plan } = this;
    for (
      let node = plan.next[plan.startOf(route)] as number;
      node < plan.units;
      node = plan.next[node] as number
    ) {
      cost += usual[node] as number;
    }
    return cost;
  }

  private canCarry(route: number, type: number): boolean {
    const { figures } = this.plan;
    const { fleet, units, loads } = this.model;
    const { dimensions } = units;
    const start = this.plan.startOf(route);
    for (let k = 0; k < dimensions; k++) {
      const capacity = fleet.capacity[type * dimensions + k] as number;
      if (loads === LOAD_PEAKS && (figures.peakAfter[start * dimensions + k] as number) > capacity)
        return false;
      if (loads !== LOAD_SUMS) continue;
      if ((figures.need[route * dimensions + k] as number) > capacity) return false;
      if ((figures.gain[route * dimensions + k] as number) > capacity) return false;
    }
    return true;
  }
}
