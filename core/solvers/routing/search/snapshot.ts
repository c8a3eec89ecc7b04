import type { PlannedRoute } from '../routing-problem.ts';
import type { Plan } from './plan.ts';

/** A plan kept: its routes, one after the other, as units. */
export class Snapshot {
  cost = Number.POSITIVE_INFINITY;
  missing = Number.POSITIVE_INFINITY;
  vehicles = 0;
  absentCount = 0;
  private readonly nodes: Int32Array;
  private readonly types: Int32Array;
  private readonly sizes: Int32Array;

  constructor(plan: Plan) {
    this.nodes = new Int32Array(plan.units);
    this.types = new Int32Array(plan.slots.length);
    this.sizes = new Int32Array(plan.slots.length);
  }

  /** Fewer stops missing first, then less cost. */
  isWorseThan(plan: Plan): boolean {
    if (plan.missing !== this.missing) return plan.missing < this.missing;
    return plan.cost < this.cost - 1e-9 * Math.abs(this.cost);
  }

  keep(plan: Plan): void {
    this.cost = plan.cost;
    this.missing = plan.missing;
    this.absentCount = plan.absentCount;
    this.vehicles = plan.active;
    let at = 0;
    for (let s = 0; s < plan.active; s++) {
      const route = plan.slots[s] as number;
      this.types[s] = plan.type[route] as number;
      this.sizes[s] = plan.size[route] as number;
      at = plan.listUnits(route, this.nodes, at);
    }
  }

  /** Makes a plan this one again. */
  restore(plan: Plan): void {
    while (plan.active > 0) plan.clear(plan.slots[plan.active - 1] as number);
    let at = 0;
    for (let s = 0; s < this.vehicles; s++) {
      const size = this.sizes[s] as number;
      plan.fill(plan.open(this.types[s] as number), this.nodes, at, at + size);
      at += size;
    }
  }

  routes(plan: Plan): PlannedRoute[] {
    const { units } = plan.model;
    const routes: PlannedRoute[] = [];
    let at = 0;
    for (let s = 0; s < this.vehicles; s++) {
      const stops: number[] = [];
      for (const end = at + (this.sizes[s] as number); at < end; at++) {
        stops.push(...(units.stops[this.nodes[at] as number] as number[]));
      }
      routes.push({ vehicleType: this.types[s] as number, stops });
    }
    return routes;
  }
}
