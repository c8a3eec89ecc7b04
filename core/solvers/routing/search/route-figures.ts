import { durationCost } from '../evaluate/route-evaluator.ts';
import { LOAD_PEAKS, NO_LOADS, type RoutingModel } from '../model/routing-model.ts';
import { COLLECTS, DELIVERS } from '../model/units.ts';
import type { Plan } from './plan.ts';

/** After a node with this leg, nothing may be inserted. */
const NO_ROOM = Number.NEGATIVE_INFINITY;

/**
 * What is known of each route and of each node on it, so that inserting a unit can be judged by looking at two nodes only.
 * Times: `early` and `late` beginnings; `before...` and `after...` are the route up to and from a node on as one visit
 * (least duration, and the range of beginnings that allow it; Vidal's concatenation of segments).
 */
export class RouteFigures {
  readonly placeIn: Int32Array;
  readonly placeOut: Int32Array;
  readonly service: Float64Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly early: Float64Array;
  /** End of the earliest service. */
  readonly ready: Float64Array;
  readonly late: Float64Array;
  /** Distance to the next node. */
  readonly leg: Float64Array;
  readonly beforeDuration: Float64Array;
  readonly beforeEarly: Float64Array;
  readonly beforeLate: Float64Array;
  readonly afterDuration: Float64Array;
  readonly afterEarly: Float64Array;
  /** By node and dimension: on board when leaving, and the greatest so far and from here on. */
  readonly load: Float64Array;
  readonly peakBefore: Float64Array;
  readonly peakAfter: Float64Array;
  /** Something was collected here or before; something is delivered here or later. */
  readonly collected: Uint8Array;
  readonly delivers: Uint8Array;
  /** By route. */
  readonly cost: Float64Array;
  readonly distance: Float64Array;
  readonly duration: Float64Array;
  readonly usualCost: Float64Array;
  /** Units of the route that have many windows. */
  readonly manyWindows: Int32Array;
  /** By route and dimension. */
  readonly need: Float64Array;
  readonly gain: Float64Array;
  /** Stops in order, for timing a route as a whole. */
  readonly stops: Int32Array;
  private readonly plan: Plan;
  private readonly model: RoutingModel;

  constructor(plan: Plan, nodes: number, slots: number) {
    const { model } = plan;
    const { units } = model;
    this.plan = plan;
    this.model = model;
    const extended = (values: Float64Array) => {
      const all = new Float64Array(nodes);
      all.set(values);
      return all;
    };
    this.placeIn = new Int32Array(nodes);
    this.placeOut = new Int32Array(nodes);
    this.placeIn.set(units.placeIn);
    this.placeOut.set(units.placeOut);
    this.service = extended(units.duration);
    this.from = extended(units.from);
    this.to = extended(units.to);
    this.early = new Float64Array(nodes);
    this.ready = new Float64Array(nodes);
    this.late = new Float64Array(nodes);
    this.leg = new Float64Array(nodes);
    const spans = model.durations ? nodes : 0;
    this.beforeDuration = new Float64Array(spans);
    this.beforeEarly = new Float64Array(spans);
    this.beforeLate = new Float64Array(spans);
    this.afterDuration = new Float64Array(spans);
    this.afterEarly = new Float64Array(spans);
    const loads = model.loads === LOAD_PEAKS ? nodes * units.dimensions : 0;
    this.load = new Float64Array(loads);
    this.peakBefore = new Float64Array(loads);
    this.peakAfter = new Float64Array(loads);
    this.collected = new Uint8Array(nodes);
    this.delivers = new Uint8Array(nodes);
    this.cost = new Float64Array(slots);
    this.distance = new Float64Array(slots);
    this.duration = new Float64Array(slots);
    this.usualCost = new Float64Array(slots);
    this.manyWindows = new Int32Array(slots);
    this.need = new Float64Array(slots * units.dimensions);
    this.gain = new Float64Array(slots * units.dimensions);
    this.stops = new Int32Array(model.problem.stops.length + 2);
  }

  /** Makes a route's two ends those of a vehicle type. */
  setEnds(route: number, type: number): void {
    const { fleet } = this.model;
    const start = this.plan.startOf(route);
    for (const node of [start, start + 1]) {
      const place = node === start ? fleet.startPlace : fleet.endPlace;
      this.placeIn[node] = place[type] as number;
      this.placeOut[node] = place[type] as number;
      this.from[node] = fleet.from[type] as number;
      this.to[node] = fleet.to[type] as number;
    }
  }

  refresh(route: number): void {
    const { model } = this;
    this.refreshDistance(route);
    if (model.loads !== NO_LOADS) this.refreshSums(route);
    if (model.loads === LOAD_PEAKS) this.refreshPeaks(route);
    if (model.backhaulLast) this.refreshOrder(route);
    if (model.timed) this.refreshTimes(route);
    if (model.durations) this.refreshDurations(route);
    if (model.exactTimes) this.refreshExact(route);
    this.cost[route] = this.costOf(route);
  }

  /** What the route would cost, driven this far and for so long. */
  costOf(route: number): number {
    const { fleet } = this.model;
    if (this.plan.size[route] === 0) return 0;
    const type = this.plan.type[route] as number;
    const way =
      (fleet.fixed[type] as number) + (fleet.perDistance[type] as number) * (this.distance[route] as number);
    const time = this.model.durations ? durationCost(this.model, type, this.duration[route] as number) : 0;
    return way + time + (this.usualCost[route] as number);
  }

  private refreshDistance(route: number): void {
    const { plan, placeIn, placeOut, leg } = this;
    const { travel, fleet, units } = this.model;
    const { places, distance } = travel;
    const { next } = plan;
    const type = plan.type[route] as number;
    const offset = fleet.offset[type] as number;
    const usual = units.usualCost?.[type];
    const start = plan.startOf(route);
    let total = 0;
    let prices = 0;
    let many = 0;
    for (let node = start; node !== start + 1; ) {
      const after = next[node] as number;
      const way = distance[
        offset + (placeOut[node] as number) * places + (placeIn[after] as number)
      ] as number;
      leg[node] = way;
      total += way;
      if (node < plan.units) {
        total += units.distance[node] as number;
        many += units.manyWindows[node] as number;
        if (usual) prices += usual[node] as number;
      }
      node = after;
    }
    const first = next[start] as number;
    if (first < plan.units && units.leads[first] === 1) leg[start] = NO_ROOM;
    this.distance[route] = total;
    this.usualCost[route] = prices;
    this.manyWindows[route] = many;
  }

  private refreshSums(route: number): void {
    const { plan } = this;
    const { units } = this.model;
    const { dimensions } = units;
    const start = plan.startOf(route);
    for (let k = 0; k < dimensions; k++) {
      let need = 0;
      let gain = 0;
      for (let node = plan.next[start] as number; node < plan.units; node = plan.next[node] as number) {
        need += units.need[node * dimensions + k] as number;
        gain += units.gain[node * dimensions + k] as number;
      }
      this.need[route * dimensions + k] = need;
      this.gain[route * dimensions + k] = gain;
    }
  }

  private refreshPeaks(route: number): void {
    const { plan, load, peakBefore, peakAfter } = this;
    const { need, gain, peak, dimensions } = this.model.units;
    const { next, previous } = plan;
    const start = plan.startOf(route);
    for (let k = 0; k < dimensions; k++) {
      let onBoard = this.need[route * dimensions + k] as number;
      let most = onBoard;
      load[start * dimensions + k] = onBoard;
      peakBefore[start * dimensions + k] = onBoard;
      for (let node = next[start] as number; node < plan.units; node = next[node] as number) {
        const at = node * dimensions + k;
        most = Math.max(most, onBoard - (need[at] as number) + (peak[at] as number));
        onBoard += (gain[at] as number) - (need[at] as number);
        most = Math.max(most, onBoard);
        load[at] = onBoard;
        peakBefore[at] = most;
      }
      load[(start + 1) * dimensions + k] = onBoard;
      peakBefore[(start + 1) * dimensions + k] = most;
      most = onBoard;
      for (let node = start + 1; ; ) {
        peakAfter[node * dimensions + k] = most;
        if (node === start) break;
        const before = previous[node] as number;
        const at = before * dimensions + k;
        if (node < plan.units) {
          const inside = (load[at] as number) - (need[node * dimensions + k] as number);
          most = Math.max(most, inside + (peak[node * dimensions + k] as number));
        }
        most = Math.max(most, load[at] as number);
        node = before;
      }
    }
  }

  private refreshOrder(route: number): void {
    const { plan, collected, delivers } = this;
    const { kind } = this.model.units;
    const start = plan.startOf(route);
    let seen = 0;
    collected[start] = 0;
    for (let node = plan.next[start] as number; node < plan.units; node = plan.next[node] as number) {
      if (((kind[node] as number) & COLLECTS) > 0) seen = 1;
      collected[node] = seen;
    }
    let ahead = 0;
    delivers[start + 1] = 0;
    for (
      let node = plan.previous[start + 1] as number;
      node < plan.units;
      node = plan.previous[node] as number
    ) {
      if (((kind[node] as number) & DELIVERS) > 0) ahead = 1;
      delivers[node] = ahead;
    }
  }

  private refreshTimes(route: number): void {
    const { plan, placeIn, placeOut, service, from, to, early, late } = this;
    const { ready: readies } = this;
    const { places, duration } = this.model.travel;
    const { next, previous } = plan;
    const offset = this.model.fleet.offset[plan.type[route] as number] as number;
    const start = plan.startOf(route);
    early[start] = from[start] as number;
    readies[start] = from[start] as number;
    let ready = from[start] as number;
    for (let node = start; node !== start + 1; ) {
      const after = next[node] as number;
      const row = offset + (placeOut[node] as number) * places;
      const arrives = ready + (duration[row + (placeIn[after] as number)] as number);
      const opens = from[after] as number;
      const begins = arrives > opens ? arrives : opens;
      early[after] = begins;
      ready = begins + (service[after] as number);
      readies[after] = ready;
      node = after;
    }
    let latest = to[start + 1] as number;
    late[start + 1] = latest;
    for (let node = start + 1; node !== start; ) {
      const before = previous[node] as number;
      const row = offset + (placeOut[before] as number) * places;
      const ends =
        latest - (duration[row + (placeIn[node] as number)] as number) - (service[before] as number);
      const closes = to[before] as number;
      latest = ends < closes ? ends : closes;
      late[before] = latest;
      node = before;
    }
  }

  private refreshDurations(route: number): void {
    const { plan, placeIn, placeOut, service, from, to, beforeDuration, beforeEarly, beforeLate } = this;
    const { afterDuration, afterEarly } = this;
    const { places, duration } = this.model.travel;
    const { next, previous } = plan;
    const offset = this.model.fleet.offset[plan.type[route] as number] as number;
    const start = plan.startOf(route);
    let takes = 0;
    let early = from[start] as number;
    let late = to[start] as number;
    beforeDuration[start] = 0;
    beforeEarly[start] = early;
    beforeLate[start] = late;
    for (let node = start; node !== start + 1; ) {
      const after = next[node] as number;
      const row = offset + (placeOut[node] as number) * places;
      takes += duration[row + (placeIn[after] as number)] as number;
      const opens = (from[after] as number) - takes;
      const wait = Math.max(0, opens - late);
      early = Math.max(opens, early) - wait;
      late = Math.min((to[after] as number) - takes, late);
      takes += wait + (service[after] as number);
      beforeDuration[after] = takes;
      beforeEarly[after] = early;
      beforeLate[after] = late;
      node = after;
    }
    this.duration[route] = takes;
    takes = 0;
    early = from[start + 1] as number;
    late = to[start + 1] as number;
    afterDuration[start + 1] = 0;
    afterEarly[start + 1] = early;
    for (let node = start + 1; node !== start; ) {
      const before = previous[node] as number;
      const row = offset + (placeOut[before] as number) * places;
      const along = (service[before] as number) + (duration[row + (placeIn[node] as number)] as number);
      const opens = early - along;
      const wait = Math.max(0, opens - (to[before] as number));
      early = Math.max(opens, from[before] as number) - wait;
      late = Math.min(late - along, to[before] as number);
      takes += along + wait;
      afterDuration[before] = takes;
      afterEarly[before] = early;
      node = before;
    }
  }

  private refreshExact(route: number): void {
    const type = this.plan.type[route] as number;
    const breaks = this.model.problem.vehicleTypes[type]?.breaks.length ?? 0;
    if (breaks === 0 && this.manyWindows[route] === 0) return;
    const count = this.listStops(route, -1, -1);
    this.duration[route] = this.model.timer.leastDuration(type, this.stops, count);
  }

  /** The stops of a route into `stops`, with a unit inserted after a node, or none. @returns how many. */
  listStops(route: number, unit: number, after: number): number {
    const { plan } = this;
    const start = plan.startOf(route);
    let count = 0;
    for (let node = start; node !== start + 1; node = plan.next[node] as number) {
      if (node < plan.units) count = this.listUnit(node, count);
      if (node === after) count = this.listUnit(unit, count);
    }
    return count;
  }

  listUnit(unit: number, count: number): number {
    for (const stop of this.model.units.stops[unit] as number[]) this.stops[count++] = stop;
    return count;
  }
}
