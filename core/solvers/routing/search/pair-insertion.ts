import { durationCost } from '../evaluate/route-evaluator.ts';
import { LOAD_PEAKS, type RoutingModel } from '../model/routing-model.ts';
import { NONE } from './insertion.ts';
import type { Plan } from './plan.ts';

/** Finds where to insert the two units of a pair, on one route, at least cost. */
export class PairInsertion {
  /** Node after which the first unit goes, or NONE. */
  after = NONE;
  /** Node after which the second one goes: it may be the first unit. */
  partnerAfter = NONE;
  type = NONE;
  cost = 0;
  private readonly plan: Plan;
  private readonly model: RoutingModel;

  constructor(plan: Plan) {
    this.plan = plan;
    this.model = plan.model;
  }

  seek(unit: number, partner: number, below: number): void {
    this.after = NONE;
    this.cost = below;
    const { plan } = this;
    for (let s = 0; s < plan.active; s++) {
      const route = plan.slots[s] as number;
      if (this.admits(route, unit, partner)) this.seekOnRoute(unit, partner, route);
    }
  }

  private admits(route: number, unit: number, partner: number): boolean {
    const { units, fleet } = this.model;
    const type = this.plan.type[route] as number;
    const allowed = units.allowed[type] as Uint8Array;
    if (allowed[unit] === 0 || allowed[partner] === 0) return false;
    const more = (units.stopCount[unit] as number) + (units.stopCount[partner] as number);
    return (this.plan.stopCount[route] as number) + more <= (fleet.maxStops[type] as number);
  }

  private distance(from: number, to: number, route: number): number {
    return this.model.travel.distance[this.wayIndex(from, to, route)] as number;
  }

  private driving(from: number, to: number, route: number): number {
    return this.model.travel.duration[this.wayIndex(from, to, route)] as number;
  }

  private wayIndex(from: number, to: number, route: number): number {
    const { travel, fleet } = this.model;
    const { placeIn, placeOut } = this.plan.figures;
    const offset = fleet.offset[this.plan.type[route] as number] as number;
    return offset + (placeOut[from] as number) * travel.places + (placeIn[to] as number);
  }

  private seekOnRoute(unit: number, partner: number, route: number): void {
    const { plan } = this;
    const end = plan.startOf(route) + 1;
    for (let node = plan.startOf(route); node !== end; node = plan.next[node] as number) {
      if (plan.figures.leg[node] === Number.NEGATIVE_INFINITY || !this.hasRoom(unit, node, NONE, route))
        continue;
      this.seekAfter(unit, partner, node, route);
    }
  }

  /** The first unit comes after `node`; the second after it, or after one of the nodes that follow. */
  private seekAfter(unit: number, partner: number, node: number, route: number): void {
    const { plan } = this;
    const { late, leg } = plan.figures;
    const end = plan.startOf(route) + 1;
    const { units } = this.model;
    const inner = (units.distance[unit] as number) + (units.distance[partner] as number);
    const after = plan.next[node] as number;
    const toUnit = this.distance(node, unit, route);
    const follows =
      toUnit +
      this.distance(unit, partner, route) +
      this.distance(partner, after, route) -
      (leg[node] as number);
    let begins = this.beginAfter(node, plan.figures.early[node] as number, unit, route);
    if (this.isLate(begins, unit)) return;
    this.offer(unit, partner, node, unit, route, inner + follows, begins, after);
    const detour = inner + toUnit + this.distance(unit, after, route) - (leg[node] as number);
    let last = unit;
    for (let at = after; at !== end; at = plan.next[at] as number) {
      begins = this.beginAfter(last, begins, at, route);
      if (this.model.timed && begins > (late[at] as number)) return;
      if (!this.hasRoom(unit, at, last === unit ? node : last, route)) return;
      const next = plan.next[at] as number;
      const more =
        this.distance(at, partner, route) + this.distance(partner, next, route) - (leg[at] as number);
      this.offer(unit, partner, node, at, route, detour + more, begins, next);
      last = at;
    }
  }

  private beginAfter(from: number, begins: number, to: number, route: number): number {
    if (!this.model.timed) return 0;
    const { service, from: opens } = this.plan.figures;
    const arrives = begins + (service[from] as number) + this.driving(from, to, route);
    return Math.max(arrives, opens[to] as number);
  }

  private isLate(begins: number, unit: number): boolean {
    return this.model.timed && begins > (this.plan.figures.to[unit] as number);
  }

  private offer(
    unit: number,
    partner: number,
    node: number,
    last: number,
    route: number,
    detour: number,
    begins: number,
    next: number,
  ): void {
    const { plan, model } = this;
    const { figures } = plan;
    const { fleet, units } = model;
    const type = plan.type[route] as number;
    const usual = units.usualCost?.[type];
    let cost = (fleet.perDistance[type] as number) * detour;
    if (usual) cost += (usual[unit] as number) + (usual[partner] as number);
    if (cost >= this.cost) return;
    if ((figures.distance[route] as number) + detour > (fleet.maxDistance[type] as number)) return;
    if (this.isUneven(unit, partner) && !this.fitsWhole(unit, partner, node, last, route)) return;
    if (model.timed) {
      const comes = this.beginAfter(last, begins, partner, route);
      if (this.isLate(comes, partner)) return;
      if (this.beginAfter(partner, comes, next, route) > (figures.late[next] as number)) return;
      if (model.durations) {
        cost += this.longerCost(unit, partner, node, last, route, type);
        if (!(cost < this.cost)) return;
      }
    }
    this.cost = cost;
    this.after = node;
    this.partnerAfter = last;
    this.type = type;
  }

  private longerCost(
    unit: number,
    partner: number,
    node: number,
    last: number,
    route: number,
    type: number,
  ): number {
    const { plan, model } = this;
    const { figures } = plan;
    const start = plan.startOf(route);
    let count = 0;
    for (let at = start; at !== start + 1; at = plan.next[at] as number) {
      if (at < plan.units) count = figures.listUnit(at, count);
      if (at === node) count = figures.listUnit(unit, count);
      if (at === last || (at === node && last === unit)) count = figures.listUnit(partner, count);
    }
    const duration = model.timer.leastDuration(type, figures.stops, count);
    if (duration > (model.fleet.maxDuration[type] as number)) return Number.POSITIVE_INFINITY;
    return durationCost(model, type, duration) - durationCost(model, type, figures.duration[route] as number);
  }

  /** Whether what the pair carries fits on board when leaving `node`, and within it (`before` is the node it comes from). */
  private hasRoom(unit: number, node: number, before: number, route: number): boolean {
    const { units, fleet, loads } = this.model;
    if (loads !== LOAD_PEAKS) return true;
    const { load } = this.plan.figures;
    const { dimensions } = units;
    const type = this.plan.type[route] as number;
    for (let k = 0; k < dimensions; k++) {
      const capacity = fleet.capacity[type * dimensions + k] as number;
      const carried = units.peak[unit * dimensions + k] as number;
      if ((load[node * dimensions + k] as number) + carried > capacity) return false;
      if (before === NONE) continue;
      const others =
        (load[before * dimensions + k] as number) - (units.need[node * dimensions + k] as number);
      if (others + (units.peak[node * dimensions + k] as number) + carried > capacity) return false;
    }
    return true;
  }

  /** Whether the pair also brings something from the depot or takes something to the end of the route. */
  private isUneven(unit: number, partner: number): boolean {
    const { need, gain, dimensions } = this.model.units;
    if (this.model.loads !== LOAD_PEAKS) return false;
    for (let k = 0; k < dimensions; k++) {
      const [first, second] = [unit * dimensions + k, partner * dimensions + k];
      if (need[first] !== 0 || need[second] !== 0 || gain[first] !== -(gain[second] as number)) return true;
    }
    return false;
  }

  /** Follows the load along the route with the pair on it. */
  private fitsWhole(unit: number, partner: number, node: number, last: number, route: number): boolean {
    const { plan } = this;
    const { units, fleet } = this.model;
    const { need, gain, peak, dimensions } = units;
    const type = plan.type[route] as number;
    const start = plan.startOf(route);
    for (let k = 0; k < dimensions; k++) {
      const capacity = fleet.capacity[type * dimensions + k] as number;
      let load = plan.figures.load[start * dimensions + k] as number;
      load += (need[unit * dimensions + k] as number) + (need[partner * dimensions + k] as number);
      let most = load;
      const visit = (member: number) => {
        const at = member * dimensions + k;
        most = Math.max(most, load - (need[at] as number) + (peak[at] as number));
        load += (gain[at] as number) - (need[at] as number);
        most = Math.max(most, load);
      };
      for (let at = start; at !== start + 1; at = plan.next[at] as number) {
        if (at < plan.units) visit(at);
        if (at === node) visit(unit);
        if (at === last || (at === node && last === unit)) visit(partner);
      }
      if (most > capacity) return false;
    }
    return true;
  }
}
