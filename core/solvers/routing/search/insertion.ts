import { durationCost } from '../evaluate/route-evaluator.ts';
import { LOAD_PEAKS, LOAD_SUMS, type RoutingModel } from '../model/routing-model.ts';
import { COLLECTS, DELIVERS } from '../model/units.ts';
import type { Lots } from './lots.ts';
import type { Plan } from './plan.ts';

/** No route, no node. */
export const NONE = -1;

/** Neighbours of a unit next to which its best place is sought; further ones only if nothing else is left. */
const NEAR = 60;

/** Finds where to insert a unit at least cost. The outcome is in its fields, to create no objects on the way. */
export class Insertion {
  /** Node after which to insert, or NONE. */
  after = NONE;
  /** Type that its route then has. */
  type = NONE;
  cost = 0;
  /** Share of places passed over by chance ("blinks"), so that not every unit gets its best place. */
  blinkRate = 0;
  /** How much of a vehicle's fixed cost counts by the share of its room that is used, instead of at once. */
  hope = 0;
  private readonly plan: Plan;
  private readonly model: RoutingModel;
  private readonly next: Int32Array;
  private readonly placeIn: Int32Array;
  private readonly placeOut: Int32Array;
  private readonly leg: Float64Array;
  private readonly ready: Float64Array;
  private readonly late: Float64Array;
  private readonly distance: Float64Array;
  private readonly distanceBack: Float64Array;
  private readonly duration: Float64Array;
  private readonly durationBack: Float64Array;
  private readonly backStep: number;
  private readonly offset: Int32Array;
  private readonly perDistance: Float64Array;
  /** Of all types, what a unit of distance costs at least. */
  private readonly leastRate: number;
  private readonly timed: boolean;
  /** Whether anything but distance and plain times and sums of loads counts. */
  private readonly rarer: boolean;
  /** Of the unit at hand. */
  private unit = 0;
  private rowIn = 0;
  private rowOut = 0;
  private opens = 0;
  private closes = 0;
  private service = 0;
  private within = 0;
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
    const { travel, fleet } = plan.model;
    const { figures } = plan;
    this.next = plan.next;
    this.placeIn = figures.placeIn;
    this.placeOut = figures.placeOut;
    this.leg = figures.leg;
    this.ready = figures.ready;
    this.late = figures.late;
    this.distance = travel.distance;
    this.distanceBack = travel.distanceBack;
    this.duration = travel.duration;
    this.durationBack = travel.durationBack;
    this.backStep = travel.backStep;
    this.offset = fleet.offset;
    this.perDistance = fleet.perDistance;
    this.leastRate = fleet.perDistance.reduce((least, rate) => Math.min(least, rate), Number.MAX_VALUE);
    this.timed = plan.model.timed;
    const { loads, durations, backhaulLast, limitsDistance } = plan.model;
    this.rarer = durations || backhaulLast || limitsDistance || loads === LOAD_PEAKS;
    this.placeSeen = new Int32Array(plan.next.length);
    this.routeSeen = new Int32Array(plan.slots.length);
    this.typeThen = new Int32Array(plan.slots.length);
    this.baseCost = new Float64Array(plan.slots.length);
  }

  /** Looks next to the unit's nearest neighbours for a place that costs less than `below`. */
  seekNear(unit: number, below: number): void {
    this.begin(unit, below);
    const { plan, placeSeen, round, next, leg, leastRate } = this;
    const { previous, routeOf, units } = plan;
    const { near, leastDistance, reach } = this.model.neighbours;
    const first = unit * reach;
    for (let i = first; i < first + this.near; i++) {
      const neighbour = near[i] as number;
      const route = routeOf[neighbour] as number;
      if (route < 0) continue;
      // Nodes nearer than this neighbour have had their turn: a detour between it and a farther one takes at least twice the way.
      const away = 2 * (leastDistance[i] as number);
      const after = next[neighbour] as number;
      const before = previous[neighbour] as number;
      const tryAfter =
        placeSeen[neighbour] !== round &&
        (after >= units || leastRate * (away - (leg[neighbour] as number)) < this.cost);
      const tryBefore =
        placeSeen[before] !== round &&
        (before >= units || leastRate * (away - (leg[before] as number)) < this.cost);
      if (!tryAfter && !tryBefore) continue;
      if (this.routeSeen[route] !== round) this.admit(route);
      if ((this.typeThen[route] as number) < 0) continue;
      if (tryAfter) this.tryBetween(neighbour, after, route);
      if (tryBefore) this.tryBetween(before, neighbour, route);
    }
  }

  /** Looks at every place of every route. */
  seekEverywhere(unit: number, below: number): void {
    this.begin(unit, below);
    const { plan } = this;
    for (let s = 0; s < plan.active; s++) {
      const route = plan.slots[s] as number;
      this.seekBetween(route, plan.startOf(route), plan.startOf(route) + 1);
    }
  }

  /** Looks at the places of one route from one node to another; to be called after `begin`. */
  seekBetween(route: number, from: number, end: number): void {
    this.admit(route);
    if ((this.typeThen[route] as number) < 0) return;
    for (let node = from; node !== end; ) {
      const after = this.next[node] as number;
      this.tryBetween(node, after, route);
      node = after;
    }
  }

  /** Begins to look for a place for a unit, for less than `below`. */
  begin(unit: number, below: number): void {
    const { travel, units } = this.model;
    const { figures } = this.plan;
    this.round = (this.round + 1) | 0;
    this.after = NONE;
    this.type = NONE;
    this.cost = below;
    this.unit = unit;
    this.rowIn = (figures.placeIn[unit] as number) * travel.backRow;
    this.rowOut = (figures.placeOut[unit] as number) * travel.places;
    this.opens = units.from[unit] as number;
    this.closes = units.to[unit] as number;
    this.service = units.duration[unit] as number;
    this.within = units.distance[unit] as number;
  }

  private admit(route: number): void {
    this.routeSeen[route] = this.round;
    this.typeThen[route] = this.typeWith(route, this.unit);
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
    if (model.loads === LOAD_SUMS) {
      if (!this.fits(route, unit, type)) then = this.largerType(route, unit, type);
      else if (this.hope > 0) this.baseCost[route] = this.roomCost(route, unit, type, type);
    }
    if (then >= 0 && units.usualCost) {
      this.baseCost[route] = (this.baseCost[route] as number) + (units.usualCost[then]?.[unit] as number);
    }
    return then;
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
    let best = NONE;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < family.length; i++) {
      const other = family[i] as number;
      if (!this.plan.canOpen(other) || !this.fits(route, unit, other)) continue;
      const rate = (fleet.perDistance[other] as number) - (fleet.perDistance[type] as number);
      const cost = rate * distance + this.roomCost(route, unit, type, other);
      if (cost >= least) continue;
      least = cost;
      best = other;
      if (fleet.dearerIfLarger[fleet.family[type] as number] === 1) break;
    }
    this.baseCost[route] = best < 0 ? 0 : least;
    return best;
  }

  /** What passing to another type costs in fixed costs, of which `hope` counts by the room that is used. */
  private roomCost(route: number, unit: number, type: number, other: number): number {
    const { fleet } = this.model;
    const fixed = fleet.fixed[other] as number;
    const more = fixed - (fleet.fixed[type] as number);
    if (this.hope === 0) return more;
    const used = fixed * this.roomUsed(route, unit, other);
    const usedBefore = (fleet.fixed[type] as number) * this.roomUsed(route, NONE, type);
    return (1 - this.hope) * more + this.hope * (used - usedBefore);
  }

  /** The share of a type's room that a route takes with a unit more, in the dimension where that is most; 0 for no route. */
  private roomUsed(route: number, unit: number, type: number): number {
    const { need, gain } = this.plan.figures;
    const { units, fleet } = this.model;
    const { dimensions } = units;
    let share = 0;
    for (let k = 0; k < dimensions; k++) {
      const capacity = fleet.capacity[type * dimensions + k] as number;
      let load = 0;
      if (route !== NONE)
        load = Math.max(need[route * dimensions + k] as number, gain[route * dimensions + k] as number);
      if (unit !== NONE) load += units.peak[unit * dimensions + k] as number;
      if (load > share * capacity) share = load / capacity;
    }
    return share;
  }

  /** The heart of the search, some ten million times a second: tests that most places fail come first. */
  private tryBetween(node: number, after: number, route: number): void {
    this.placeSeen[node] = this.round;
    if (--this.untilBlink < 0 && this.blinks()) return;
    const type = this.typeThen[route] as number;
    const offset = this.offset[type] as number;
    const inward = offset + this.rowIn + (this.placeOut[node] as number) * this.backStep;
    const onward = offset + this.rowOut + (this.placeIn[after] as number);
    const way = (this.distanceBack[inward] as number) + (this.distance[onward] as number) + this.within;
    const detour = way - (this.leg[node] as number);
    const cost = (this.baseCost[route] as number) + (this.perDistance[type] as number) * detour;
    if (cost >= this.cost) return;
    if (this.timed) {
      const arrives = (this.ready[node] as number) + (this.durationBack[inward] as number);
      if (arrives > this.closes) return;
      const leaves = (arrives > this.opens ? arrives : this.opens) + this.service;
      if (leaves + (this.duration[onward] as number) > (this.late[after] as number)) return;
    }
    if (this.rarer) this.tryRarer(node, after, route, inward, onward, detour, cost);
    else this.accept(node, type, cost);
  }

  private accept(node: number, type: number, cost: number): void {
    this.cost = cost;
    this.after = node;
    this.type = type;
  }

  private blinks(): boolean {
    if (this.blinkRate <= 0) return false;
    this.untilBlink = Math.floor(Math.log(1 - this.lots.share()) / Math.log(1 - this.blinkRate));
    return true;
  }

  private tryRarer(
    node: number,
    after: number,
    route: number,
    inward: number,
    onward: number,
    detour: number,
    way: number,
  ): void {
    const { model, unit } = this;
    const { fleet } = model;
    const type = this.typeThen[route] as number;
    let cost = way;
    if (model.loads === LOAD_PEAKS && !this.fitsBetween(unit, node, route)) return;
    if (model.backhaulLast && !this.keepsOrder(unit, node, after)) return;
    const distance = (this.plan.figures.distance[route] as number) + detour;
    if (distance > (fleet.maxDistance[type] as number)) return;
    if (model.durations) {
      const drive = this.durationBack[inward] as number;
      cost += this.longerCost(unit, node, after, route, drive, this.duration[onward] as number);
      if (!(cost < this.cost)) return;
    }
    this.accept(node, type, cost);
  }

  /** What the longer time costs; infinity if it is too long. */
  private longerCost(
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
    return durationCost(model, type, duration) - durationCost(model, type, figures.duration[route] as number);
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
    if ((kind & DELIVERS) > 0 && collected[node] === 1) return false;
    return (kind & COLLECTS) === 0 || delivers[after] === 0;
  }
}
