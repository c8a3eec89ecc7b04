import { LOAD_PEAKS, LOAD_SUMS, type RoutingModel } from '../model/routing-model.ts';
import type { Lots } from './lots.ts';
import type { Plan } from './plan.ts';

/** No route, no node. */
export const NONE = -1;

/** Neighbours of a unit next to which its best place is sought; further ones only if nothing else is left. */
const NEAR = 40;

/** Finds where to insert a unit at least cost. The outcome is in its fields, to create no objects on the way. */
export class Insertion {
  /** Node after which to insert, or NONE. */
  after = NONE;
  /** Type that its route then has. */
  type = NONE;
  cost = 0;
  /** Share of places passed over by chance ("blinks"), so that not every unit gets its best place. */
  blinkRate = 0;
  private readonly plan: Plan;
  private readonly model: RoutingModel;
  private readonly lots: Lots;
  private readonly near: number;
  private untilBlink = 0;
  private round = 0;
  private readonly placeSeen: Int32Array;
  private readonly routeSeen: Int32Array;
  /** By route, for the unit at hand: the type it would have, or NONE, and what passing to that type costs. */
  private readonly typeThen: Int32Array;
  private readonly baseCost: Float64Array;

  constructor(plan: Plan, lots: Lots) {
    this.plan = plan;
    this.model = plan.model;
    this.lots = lots;
    this.near = Math.min(NEAR, plan.model.neighbours.reach);
    this.placeSeen = new Int32Array(plan.next.length);
    this.routeSeen = new Int32Array(plan.slots.length);
    this.typeThen = new Int32Array(plan.slots.length);
    this.baseCost = new Float64Array(plan.slots.length);
  }

  /** Looks next to the unit's nearest neighbours for a place that costs less than `below`. */
  seekNear(unit: number, below: number): void {
    this.begin(below);
    const { plan, near, placeSeen } = this;
    const { neighbours } = this.model;
    const first = unit * neighbours.reach;
    for (let i = first; i < first + near; i++) {
      const neighbour = neighbours.near[i] as number;
      const route = plan.routeOf[neighbour] as number;
      if (route < 0 || !this.admits(route, unit)) continue;
      if (placeSeen[neighbour] !== this.round) this.tryAfter(unit, neighbour, route);
      const before = plan.previous[neighbour] as number;
      if (placeSeen[before] !== this.round) this.tryAfter(unit, before, route);
    }
  }

  /** Looks at every place of every route. */
  seekEverywhere(unit: number, below: number): void {
    this.begin(below);
    const { plan } = this;
    for (let s = 0; s < plan.active; s++) {
      const route = plan.slots[s] as number;
      this.seekBetween(unit, route, plan.startOf(route), plan.startOf(route) + 1);
    }
  }

  /** Looks at the places of one route from one node to another; to be called after `begin`. */
  seekBetween(unit: number, route: number, from: number, end: number): void {
    if (!this.admits(route, unit)) return;
    for (let node = from; node !== end; node = this.plan.next[node] as number)
      this.tryAfter(unit, node, route);
  }

  begin(below: number): void {
    this.round = (this.round + 1) | 0;
    this.after = NONE;
    this.type = NONE;
    this.cost = below;
  }

  private admits(route: number, unit: number): boolean {
    if (this.routeSeen[route] !== this.round) {
      this.routeSeen[route] = this.round;
      this.typeThen[route] = this.typeWith(route, unit);
    }
    return (this.typeThen[route] as number) >= 0;
  }

  /** The type that a route would have with a unit more, NONE if it cannot take it. */
  private typeWith(route: number, unit: number): number {
    const { plan, model } = this;
    const { units, fleet } = model;
    const type = plan.type[route] as number;
    this.baseCost[route] = 0;
    if (units.allowed[type]?.[unit] === 0) return NONE;
    const stops = (plan.stopCount[route] as number) + (units.stopCount[unit] as number);
    if (stops > (fleet.maxStops[type] as number)) return NONE;
    let then = type;
    if (model.loads === LOAD_SUMS && !this.fits(route, unit, type)) then = this.largerType(route, unit, type);
    if (then >= 0 && units.usualCost) this.addUsual(route, unit, type, then);
    return then;
  }

  private addUsual(route: number, unit: number, type: number, then: number): void {
    const usual = this.model.units.usualCost as Float64Array[];
    this.baseCost[route] = (this.baseCost[route] as number) + (usual[then]?.[unit] as number);
    if (then === type) return;
    const { plan } = this;
    for (
      let node = plan.next[plan.startOf(route)] as number;
      node < plan.units;
      node = plan.next[node] as number
    ) {
      const change = (usual[then]?.[node] as number) - (usual[type]?.[node] as number);
      this.baseCost[route] = (this.baseCost[route] as number) + change;
    }
  }

  private fits(route: number, unit: number, type: number): boolean {
    const { need, gain } = this.plan.figures;
    const { units, fleet } = this.model;
    const { dimensions } = units;
    for (let k = 0; k < dimensions; k++) {
      const capacity = fleet.capacity[type * dimensions + k] as number;
      const at = unit * dimensions + k;
      if ((need[route * dimensions + k] as number) + (units.need[at] as number) > capacity) return false;
      if ((gain[route * dimensions + k] as number) + (units.gain[at] as number) > capacity) return false;
    }
    return true;
  }

  private largerType(route: number, unit: number, type: number): number {
    const { fleet } = this.model;
    const family = fleet.families[fleet.family[type] as number] as Int32Array;
    if (family.length === 1) return NONE;
    const distance = this.plan.figures.distance[route] as number;
    const now = (fleet.fixed[type] as number) + (fleet.perDistance[type] as number) * distance;
    let best = NONE;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < family.length; i++) {
      const other = family[i] as number;
      if (!this.plan.canOpen(other) || !this.fits(route, unit, other)) continue;
      const cost = (fleet.fixed[other] as number) + (fleet.perDistance[other] as number) * distance - now;
      if (cost >= least) continue;
      least = cost;
      best = other;
    }
    this.baseCost[route] = best < 0 ? 0 : least;
    return best;
  }

  /** The heart of the search: some ten million times a second. Cheap tests that most places fail come first. */
  private tryAfter(unit: number, node: number, route: number): void {
    this.placeSeen[node] = this.round;
    if (this.blinkRate > 0 && --this.untilBlink < 0) {
      this.untilBlink = Math.floor(Math.log(1 - this.lots.share()) / Math.log(1 - this.blinkRate));
      return;
    }
    const { plan, model } = this;
    const { figures } = plan;
    const { travel, fleet } = model;
    const after = plan.next[node] as number;
    const then = this.typeThen[route] as number;
    const offset = fleet.offset[then] as number;
    const places = travel.places;
    const back = offset + (figures.placeIn[unit] as number) * travel.backRow;
    const inward = back + (figures.placeOut[node] as number) * travel.backStep;
    const onward = offset + (figures.placeOut[unit] as number) * places + (figures.placeIn[after] as number);
    const detour =
      (travel.distanceBack[inward] as number) +
      (travel.distance[onward] as number) -
      (figures.leg[node] as number) +
      (model.units.distance[unit] as number);
    let cost = (this.baseCost[route] as number) + (fleet.perDistance[then] as number) * detour;
    if (cost >= this.cost) return;
    if (model.timed) {
      const drive = travel.durationBack[inward] as number;
      const arrives = (figures.early[node] as number) + (figures.service[node] as number) + drive;
      if (arrives > (figures.to[unit] as number)) return;
      const opens = figures.from[unit] as number;
      const leaves = (arrives > opens ? arrives : opens) + (figures.service[unit] as number);
      const goOn = travel.duration[onward] as number;
      if (leaves + goOn > (figures.late[after] as number)) return;
      if (model.durations) {
        cost += this.durationCost(unit, node, after, route, drive, goOn);
        if (!(cost < this.cost)) return;
      }
    }
    if (model.loads === LOAD_PEAKS && !this.fitsBetween(unit, node, route)) return;
    if (model.backhaulLast && !this.keepsOrder(unit, node, after)) return;
    if (
      model.limitsDistance &&
      (figures.distance[route] as number) + detour > (fleet.maxDistance[then] as number)
    ) {
      return;
    }
    this.cost = cost;
    this.after = node;
    this.type = then;
  }

  /** What the longer time costs; infinity if it is too long. */
  private durationCost(
    unit: number,
    node: number,
    after: number,
    route: number,
    drive: number,
    goOn: number,
  ): number {
    const { model } = this;
    const { figures } = this.plan;
    const type = this.typeThen[route] as number;
    let duration: number;
    if (model.exactTimes && this.needsExactTimes(unit, route, type)) {
      const count = figures.listStops(route, unit, node);
      duration = model.timer.leastDuration(type, figures.stops, count);
    } else {
      let takes = (figures.beforeDuration[node] as number) + drive;
      const late = figures.beforeLate[node] as number;
      const wait = (figures.from[unit] as number) - takes - late;
      const lateThen = Math.min((figures.to[unit] as number) - takes, late);
      takes += (wait > 0 ? wait : 0) + (figures.service[unit] as number) + goOn;
      const waitAfter = (figures.afterEarly[after] as number) - takes - lateThen;
      duration = takes + (waitAfter > 0 ? waitAfter : 0) + (figures.afterDuration[after] as number);
    }
    if (duration > (model.fleet.maxDuration[type] as number)) return Number.POSITIVE_INFINITY;
    return (
      figures.durationCost(type, duration) - figures.durationCost(type, figures.duration[route] as number)
    );
  }

  private needsExactTimes(unit: number, route: number, type: number): boolean {
    if (this.model.units.manyWindows[unit] === 1) return true;
    if ((this.plan.figures.manyWindows[route] as number) > 0) return true;
    return (this.model.problem.vehicleTypes[type]?.breaks.length ?? 0) > 0;
  }

  private fitsBetween(unit: number, node: number, route: number): boolean {
    const { figures } = this.plan;
    const { units, fleet } = this.model;
    const { dimensions } = units;
    const type = this.typeThen[route] as number;
    for (let k = 0; k < dimensions; k++) {
      const capacity = fleet.capacity[type * dimensions + k] as number;
      const at = unit * dimensions + k;
      const there = node * dimensions + k;
      if ((figures.peakBefore[there] as number) + (units.need[at] as number) > capacity) return false;
      if ((figures.peakAfter[there] as number) + (units.gain[at] as number) > capacity) return false;
      if ((figures.load[there] as number) + (units.peak[at] as number) > capacity) return false;
    }
    return true;
  }

  private keepsOrder(unit: number, node: number, after: number): boolean {
    const kind = this.model.units.kind[unit] as number;
    const { collected, delivers } = this.plan.figures;
    return !((kind & 1) === 1 && collected[node] === 1) && !((kind & 2) === 2 && delivers[after] === 1);
  }
}
