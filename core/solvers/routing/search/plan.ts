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
    this.routeOf = new Int32Array(nodes).fill(-1);
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

  /** A new route without any stop. */
  open(type: number): number {
    const route = this.slots[this.active] as number;
    this.activate(route);
    this.setType(route, type, true);
    const start = this.startOf(route);
    this.next[start] = start + 1;
    this.previous[start + 1] = start;
    this.routeOf[start] = route;
    this.routeOf[start + 1] = route;
    this.size[route] = 0;
    this.stopCount[route] = 0;
    return route;
  }

  /** Gives the vehicle of an empty route back. */
  close(route: number): void {
    this.used[this.type[route] as number] = (this.used[this.type[route] as number] as number) - 1;
    this.cost -= this.figures.cost[route] as number;
    this.figures.cost[route] = 0;
    const last = this.slots[--this.active] as number;
    const at = this.slotAt[route] as number;
    this.slots[at] = last;
    this.slotAt[last] = at;
    this.slots[this.active] = route;
    this.slotAt[route] = this.active;
  }

  isActive(route: number): boolean {
    return (this.slotAt[route] as number) < this.active;
  }

  private activate(route: number): void {
    const at = this.slotAt[route] as number;
    const first = this.slots[this.active] as number;
    this.slots[at] = first;
    this.slotAt[first] = at;
    this.slots[this.active] = route;
    this.slotAt[route] = this.active++;
  }

  /** Opens a certain slot again, as it was. */
  reopen(route: number, type: number): void {
    this.activate(route);
    this.setType(route, type, true);
    const start = this.startOf(route);
    this.next[start] = start + 1;
    this.previous[start + 1] = start;
    this.size[route] = 0;
    this.stopCount[route] = 0;
  }

  setType(route: number, type: number, fresh = false): void {
    if (!fresh) this.used[this.type[route] as number] = (this.used[this.type[route] as number] as number) - 1;
    this.used[type] = (this.used[type] as number) + 1;
    this.type[route] = type;
    this.figures.setEnds(route, type);
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
    const at = this.absentAt[request] as number;
    const last = this.absent[--this.absentCount] as number;
    this.absent[at] = last;
    this.absentAt[last] = at;
    this.absent[this.absentCount] = request;
    this.absentAt[request] = this.absentCount;
    this.cost -= this.absentCost[request] as number;
    this.missing -= (requests.mandatory[request] as number) * (requests.weight[request] as number);
  }

  private markAbsent(unit: number): void {
    const { requests } = this.model;
    if (requests.taskUnit[requests.taskOf[unit] as number] !== unit) return;
    const request = requests.requestOf[unit] as number;
    const at = this.absentAt[request] as number;
    const first = this.absent[this.absentCount] as number;
    this.absent[at] = first;
    this.absentAt[first] = at;
    this.absent[this.absentCount] = request;
    this.absentAt[request] = this.absentCount++;
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
