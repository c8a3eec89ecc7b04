import { RouteEvaluator } from '../evaluate/route-evaluator.ts';
import { LOAD_PEAKS, LOAD_SUMS, type RoutingModel } from '../model/routing-model.ts';
import type { Journal } from './journal.ts';
import type { Lots } from './lots.ts';
import type { Plan } from './plan.ts';

/** How often a changed route is judged by types outside its family too, which takes following it as a whole. */
const OTHER_FAMILIES_RATE = 0.5;

/** Lets routes pass to another vehicle type. Within a family the way and times stay, only capacity and cost are others. */
export class TypeChange {
  private readonly plan: Plan;
  private readonly model: RoutingModel;
  private readonly lots: Lots;
  private readonly evaluator: RouteEvaluator;
  private readonly members: Int32Array;

  /** Null where there is one type only. */
  static of(plan: Plan, lots: Lots): TypeChange | null {
    return plan.model.fleet.count > 1 ? new TypeChange(plan, lots) : null;
  }

  private constructor(plan: Plan, lots: Lots) {
    this.plan = plan;
    this.model = plan.model;
    this.lots = lots;
    this.evaluator = new RouteEvaluator(plan.model);
    this.members = new Int32Array(plan.units);
  }

  /** Gives each changed route the cheapest type that is free and can drive it. */
  cheapenChanged(journal: Journal): void {
    const others = this.model.fleet.families.length > 1;
    for (let i = 0; i < journal.count; i++) {
      const route = journal.routeAt(i);
      if (!this.plan.isActive(route)) continue;
      this.cheapen(route);
      if (others && this.lots.share() < OTHER_FAMILIES_RATE) this.tryOtherFamilies(route);
    }
  }

  /** Gives a route the cheapest type of its family that is free and can carry its load. */
  cheapen(route: number): void {
    const { plan } = this;
    const { fleet } = this.model;
    const type = plan.type[route] as number;
    const family = fleet.families[fleet.family[type] as number] as Int32Array;
    if (family.length === 1) return;
    const distance = plan.figures.distance[route] as number;
    let best = type;
    let least = this.costBy(type, distance);
    for (let i = 0; i < family.length; i++) {
      const other = family[i] as number;
      const cost = this.costBy(other, distance);
      if (cost >= least || !plan.canOpen(other) || !this.canCarry(route, other)) continue;
      least = cost;
      best = other;
    }
    this.change(route, best);
  }

  private tryOtherFamilies(route: number): void {
    const { plan, members } = this;
    const { fleet } = this.model;
    const family = fleet.family[plan.type[route] as number];
    const count = plan.listUnits(route, members, 0);
    let best = plan.type[route] as number;
    let least = plan.figures.cost[route] as number;
    for (let type = 0; type < fleet.count; type++) {
      if (fleet.family[type] === family || !plan.canOpen(type)) continue;
      const cost = this.evaluator.cost(type, members, count);
      if (cost >= least - 1e-9 * least) continue;
      least = cost;
      best = type;
    }
    this.change(route, best);
  }

  private change(route: number, type: number): void {
    if (this.plan.type[route] === type) return;
    this.plan.setType(route, type);
    this.plan.refresh(route);
  }

  private costBy(type: number, distance: number): number {
    const { fleet } = this.model;
    return (fleet.fixed[type] as number) + (fleet.perDistance[type] as number) * distance;
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
