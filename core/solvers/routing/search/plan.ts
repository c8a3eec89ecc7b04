import type { RoutingModel } from '../model/routing-model.ts';
import { RouteFigures } from './route-figures.ts';

/**
 * The routes that the search is at. Routes are linked lists of nodes: units, and for each route slot `r` one node where it
 * starts, `units + 2r`, and one where it ends. All arrays are by node, by slot, or by request.
 */
export class Plan {
  readonly model: RoutingModel;
  readonly figures: RouteFigures;
  readonly units: number;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** Slot, or -1. */
  readonly routeOf: Int32Array;
  readonly type: Int32Array;
  /** Units, and stops, on the route. */
  readonly size: Int32Array;
  readonly stopCount: Int32Array;
  /** Slots in use come first. */
  readonly slots: Int32Array;
  readonly slotAt: Int32Array;
  active = 0;
  /** Vehicles of each type in use. */
  readonly used: Int32Array;
  /** Requests on no route come first. */
  readonly absent: Int32Array;
  readonly absentAt: Int32Array;
  absentCount = 0;
  /** What leaving out each request costs the search. */
  readonly absentCost: Float64Array;
  /** Of all routes and absent requests. */
  cost = 0;
  /** Requests that must be visited and are not, by weight. */
  missing = 0;

  constructor(model: RoutingModel) {
    const { units, requests, fleet } = model;
    this.model = model;
    this.units = units.count;
    const vehicles = fleet.available.reduce((sum, available) => sum + available, 0);
    const slots = Math.min(vehicles, units.count) + 1;
    const nodes = units.count + 2 * slots;
    this.next = new Int32Array(nodes);
    this.previous = new Int32Array(nodes);
    this.routeOf = Int32Array.from({ length: nodes }, (_, node) => {
      return node < units.count ? -1 : (node - units.count) >> 1;
    });
    this.type = new Int32Array(slots);
    this.size = new Int32Array(slots);
    this.stopCount = new Int32Array(slots);
    this.slots = Int32Array.from({ length: slots }, (_, i) => i);
    this.slotAt = this.slots.slice();
    this.used = new Int32Array(fleet.count);
    this.absent = Int32Array.from({ length: requests.count }, (_, i) => i);
    this.absentAt = this.absent.slice();
    this.absentCount = requests.count;
    this.absentCost = new Float64Array(requests.count);
    this.figures = new RouteFigures(this, nodes, slots);
    this.setMissingPrice(0);
  }

  startOf(route: number): number {
    return this.units + 2 * route;
  }

  /** What the search pays for a request of weight 1 that must be visited and is not. */
  setMissingPrice(price: number): void {
    const { requests } = this.model;
    for (let i = 0; i < this.absentCount; i++)
      this.cost -= this.absentCost[this.absent[i] as number] as number;
    for (let r = 0; r < requests.count; r++) {
      const mandatory = requests.mandatory[r] === 1;
      this.absentCost[r] = mandatory ? price * (requests.weight[r] as number) : (requests.price[r] as number);
    }
    this.missing = 0;
    for (let i = 0; i < this.absentCount; i++) {
      const request = this.absent[i] as number;
      this.cost += this.absentCost[request] as number;
      this.missing += (requests.mandatory[request] as number) * (requests.weight[request] as number);
    }
  }

  canOpen(type: number): boolean {
    return (this.used[type] as number) < (this.model.fleet.available[type] as number);
  }

  /** A new route without any stop, in the slot that is next or in a certain one. */
  open(type: number, route = this.slots[this.active] as number): number {
    moveTo(this.active++, route, this.slots, this.slotAt);
    this.assignType(route, type);
    const start = this.startOf(route);
    this.next[start] = start + 1;
    this.previous[start + 1] = start;
    this.size[route] = 0;
    this.stopCount[route] = 0;
    return route;
  }

  /** Gives the vehicle of an empty route back. */
  close(route: number): void {
    this.releaseType(route);
    this.cost -= this.figures.cost[route] as number;
    this.figures.cost[route] = 0;
    moveTo(--this.active, route, this.slots, this.slotAt);
  }

  isActive(route: number): boolean {
    return (this.slotAt[route] as number) < this.active;
  }

  setType(route: number, type: number): void {
    this.releaseType(route);
    this.assignType(route, type);
  }

  private releaseType(route: number): void {
    const type = this.type[route] as number;
    this.used[type] = (this.used[type] as number) - 1;
  }

  private assignType(route: number, type: number): void {
    this.used[type] = (this.used[type] as number) + 1;
    this.type[route] = type;
    this.figures.setEnds(route, type);
  }

  /** Writes a route's units into an array, from an index on. @returns the index after them */
  listUnits(route: number, into: Int32Array, from: number): number {
    let at = from;
    let node = this.next[this.startOf(route)] as number;
    for (; node < this.units; node = this.next[node] as number) into[at++] = node;
    return at;
  }

  /** Takes everything off a route and gives its vehicle back. */
  clear(route: number): void {
    const start = this.startOf(route);
    for (let node = this.next[start] as number; node < this.units; node = this.next[start] as number)
      this.unlink(node);
    this.close(route);
  }

  /** Puts units on an empty route, in the order in which an array has them from one index to another. */
  fill(route: number, units: Int32Array, from: number, end: number): void {
    let after = this.startOf(route);
    for (let at = from; at < end; at++) {
      const unit = units[at] as number;
      this.link(unit, after);
      after = unit;
    }
    this.refresh(route);
  }

  /** Links a unit in after a node; figures are then to be brought up to date. */
  link(unit: number, after: number): void {
    const route = this.routeOf[after] as number;
    const before = this.next[after] as number;
    this.next[after] = unit;
    this.previous[unit] = after;
    this.next[unit] = before;
    this.previous[before] = unit;
    this.routeOf[unit] = route;
    this.size[route] = (this.size[route] as number) + 1;
    this.stopCount[route] = (this.stopCount[route] as number) + (this.model.units.stopCount[unit] as number);
    this.markPresent(unit);
  }

  unlink(unit: number): void {
    const route = this.routeOf[unit] as number;
    const after = this.previous[unit] as number;
    const before = this.next[unit] as number;
    this.next[after] = before;
    this.previous[before] = after;
    this.routeOf[unit] = -1;
    this.size[route] = (this.size[route] as number) - 1;
    this.stopCount[route] = (this.stopCount[route] as number) - (this.model.units.stopCount[unit] as number);
    this.markAbsent(unit);
  }

  private markPresent(unit: number): void {
    const { requests } = this.model;
    if (requests.taskUnit[requests.taskOf[unit] as number] !== unit) return;
    const request = requests.requestOf[unit] as number;
    moveTo(--this.absentCount, request, this.absent, this.absentAt);
    this.cost -= this.absentCost[request] as number;
    this.missing -= (requests.mandatory[request] as number) * (requests.weight[request] as number);
  }

  private markAbsent(unit: number): void {
    const { requests } = this.model;
    if (requests.taskUnit[requests.taskOf[unit] as number] !== unit) return;
    const request = requests.requestOf[unit] as number;
    moveTo(this.absentCount++, request, this.absent, this.absentAt);
    this.cost += this.absentCost[request] as number;
    this.missing += (requests.mandatory[request] as number) * (requests.weight[request] as number);
  }

  isAbsent(request: number): boolean {
    return (this.absentAt[request] as number) < this.absentCount;
  }

  /** Brings a route's figures up to date after its units changed. */
  refresh(route: number): void {
    this.cost -= this.figures.cost[route] as number;
    this.figures.refresh(route);
    this.cost += this.figures.cost[route] as number;
  }
}

/** Moves an item of a list to a position; what was there takes its place. */
function moveTo(position: number, item: number, list: Int32Array, positionOf: Int32Array): void {
  const from = positionOf[item] as number;
  const other = list[position] as number;
  list[from] = other;
  positionOf[other] = from;
  list[position] = item;
  positionOf[item] = position;
}
