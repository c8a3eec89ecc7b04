import type { Plan } from './plan.ts';

/** Was not in use. */
const CLOSED = -1;

/** Remembers routes as they were before a change, to take it back. */
export class Journal {
  private readonly plan: Plan;
  private readonly nodes: Int32Array;
  private readonly routes: Int32Array;
  private readonly sizes: Int32Array;
  private readonly types: Int32Array;
  private readonly mark: Int32Array;
  private round = 0;
  private nodeCount = 0;
  /** Routes changed since `begin`. */
  count = 0;
  private cost = 0;

  constructor(plan: Plan) {
    const slots = plan.slots.length;
    this.plan = plan;
    this.nodes = new Int32Array(plan.units);
    this.routes = new Int32Array(slots);
    this.sizes = new Int32Array(slots);
    this.types = new Int32Array(slots);
    this.mark = new Int32Array(slots);
  }

  begin(): void {
    this.round++;
    this.count = 0;
    this.nodeCount = 0;
    this.cost = this.plan.cost;
  }

  routeAt(index: number): number {
    return this.routes[index] as number;
  }

  isTouched(route: number): boolean {
    return this.mark[route] === this.round;
  }

  /** To be called before a route is changed or opened. */
  touch(route: number): void {
    if (this.mark[route] === this.round) return;
    const { plan } = this;
    this.mark[route] = this.round;
    this.routes[this.count] = route;
    this.types[this.count] = plan.type[route] as number;
    const isActive = plan.isActive(route);
    this.sizes[this.count++] = isActive ? (plan.size[route] as number) : CLOSED;
    if (!isActive) return;
    this.nodeCount = plan.listUnits(route, this.nodes, this.nodeCount);
  }

  /** Takes everything back since `begin`. */
  undo(): void {
    const { plan } = this;
    for (let i = 0; i < this.count; i++) {
      const route = this.routes[i] as number;
      if (plan.isActive(route)) plan.clear(route);
    }
    let at = 0;
    for (let i = 0; i < this.count; i++) {
      const size = this.sizes[i] as number;
      if (size === CLOSED) continue;
      const route = plan.open(this.types[i] as number, this.routes[i] as number);
      plan.fill(route, this.nodes, at, at + size);
      at += size;
    }
    plan.cost = this.cost;
  }
}
