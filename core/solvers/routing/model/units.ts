import type { RoutingProblem, RoutingStop } from '../routing-problem.ts';
import type { Fleet } from './fleet.ts';
import type { Ways } from './travel.ts';

/**
 * What the search moves as one: a stop, or the stops of a frozen part. Flat arrays by unit; those with a `dimensions` stride say so.
 */
export type Units = {
  count: number;
  dimensions: number;
  /** Indexes of its stops, in order. */
  stops: number[][];
  /** The unit of each stop. */
  ofStop: Int32Array;
  placeIn: Int32Array;
  placeOut: Int32Array;
  /** From the beginning of its first service to the end of its last, begun at the best moment. */
  duration: Float64Array;
  /** Earliest and latest beginning; of several windows, the first opening and the last closing. */
  from: Float64Array;
  to: Float64Array;
  /** Driven within it. */
  distance: Float64Array;
  stopCount: Int32Array;
  /** By dimension: on board for it from the start until it, on board for it from then on, and the peak of its own within it. */
  need: Float64Array;
  gain: Float64Array;
  peak: Float64Array;
  /** `DELIVERS`, `COLLECTS`, both or neither; stops of pairs do neither. */
  kind: Uint8Array;
  /** A frozen part. */
  frozen: Uint8Array;
  /** Never taken off its route. */
  fixed: Uint8Array;
  /** Nothing may come before it. */
  leads: Uint8Array;
  /** Its windows cannot be told as one. */
  manyWindows: Uint8Array;
  /** By type: whether the type may come. */
  allowed: Uint8Array[];
  /** By type: what it costs that this type comes; null if nothing anywhere. */
  usualCost: Float64Array[] | null;
};

/** Bits of a unit's `kind`. */
export const DELIVERS = 1;
export const COLLECTS = 2;

/** @param withUsual whether driver consistency costs anything */
export function buildUnits(problem: RoutingProblem, travel: Ways, fleet: Fleet, withUsual: boolean): Units {
  const groups = unitStops(problem);
  const count = groups.length;
  const dimensions = problem.vehicleTypes[0]?.capacity.length ?? 0;
  const units: Units = {
    count,
    dimensions,
    stops: groups.map(({ stops }) => stops),
    ofStop: new Int32Array(problem.stops.length),
    placeIn: new Int32Array(count),
    placeOut: new Int32Array(count),
    duration: new Float64Array(count),
    from: new Float64Array(count),
    to: new Float64Array(count),
    distance: new Float64Array(count),
    stopCount: Int32Array.from(groups, ({ stops }) => stops.length),
    need: new Float64Array(count * dimensions),
    gain: new Float64Array(count * dimensions),
    peak: new Float64Array(count * dimensions),
    kind: new Uint8Array(count),
    frozen: Uint8Array.from(groups, ({ frozen }) => Number(frozen)),
    fixed: Uint8Array.from(groups, ({ fixed }) => Number(fixed)),
    leads: Uint8Array.from(groups, ({ leads }) => Number(leads)),
    manyWindows: new Uint8Array(count),
    allowed: [],
    usualCost: null,
  };
  const paired = new Map<number, 'pickup' | 'dropOff'>();
  for (const { pickup, dropOff } of problem.pairs ?? []) paired.set(pickup, 'pickup').set(dropOff, 'dropOff');
  groups.forEach(({ stops, vehicleType }, unit) => {
    for (const stop of stops) units.ofStop[stop] = unit;
    setPath(units, unit, problem, travel, fleet.offset[vehicleType] ?? 0);
    for (let k = 0; k < dimensions; k++) setLoad(units, unit, k, problem, paired);
    setKind(units, unit, problem, paired);
  });
  setVehicleTypes(units, problem, groups, withUsual);
  return units;
}

type UnitStops = { stops: number[]; vehicleType: number; frozen: boolean; fixed: boolean; leads: boolean };

/** A frozen part moves as one where nothing but its order is frozen: not at a route's start, not half of a pair. */
function unitStops(problem: RoutingProblem): UnitStops[] {
  const partners = new Map<number, number>();
  for (const { pickup, dropOff } of problem.pairs ?? []) partners.set(pickup, dropOff).set(dropOff, pickup);
  const units: UnitStops[] = [];
  const frozen = new Set<number>();
  for (const { stops, vehicleType, atStart } of problem.frozen ?? []) {
    if (stops.length === 0) continue;
    for (const stop of stops) frozen.add(stop);
    const torn = stops.some((stop) => partners.has(stop) && !stops.includes(partners.get(stop) as number));
    units.push({ stops, vehicleType, frozen: true, fixed: atStart || torn, leads: atStart });
  }
  problem.stops.forEach((_, stop) => {
    if (!frozen.has(stop))
      units.push({ stops: [stop], vehicleType: 0, frozen: false, fixed: false, leads: false });
  });
  return units;
}

/** One stop after the other: the place, time and distance of the whole. */
function setPath(units: Units, unit: number, problem: RoutingProblem, travel: Ways, offset: number): void {
  let duration = 0;
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  let at = -1;
  for (const index of units.stops[unit] as number[]) {
    const stop = problem.stops[index] as RoutingStop;
    const leg = offset + at * travel.places + stop.place;
    if (at >= 0) duration += travel.duration[leg] as number;
    if (at >= 0) units.distance[unit] = (units.distance[unit] as number) + (travel.distance[leg] as number);
    const opens = stop.windows[0]?.from ?? Number.NEGATIVE_INFINITY;
    const closes = stop.windows.at(-1)?.to ?? Number.POSITIVE_INFINITY;
    const wait = Math.max(0, opens - duration - to);
    from = Math.max(opens - duration, from) - wait;
    to = Math.min(closes - duration, to);
    duration += wait + stop.service;
    if (at < 0) units.placeIn[unit] = stop.place;
    at = stop.place;
    if (stop.windows.length > 1) units.manyWindows[unit] = 1;
  }
  units.placeOut[unit] = at;
  units.duration[unit] = duration;
  units.from[unit] = from;
  units.to[unit] = from > to && duration > 0 ? Number.NEGATIVE_INFINITY : to;
}

function setLoad(
  units: Units,
  unit: number,
  k: number,
  problem: RoutingProblem,
  paired: Map<number, 'pickup' | 'dropOff'>,
): void {
  let need = 0;
  let gain = 0;
  let peak = 0;
  for (const index of units.stops[unit] as number[]) {
    const { delivery, collection } = problem.stops[index] as RoutingStop;
    const dropOff = paired.get(index) === 'dropOff';
    const brought = delivery[k] ?? 0;
    const ownNeed = dropOff ? 0 : brought;
    const ownGain = (collection[k] ?? 0) - (dropOff ? brought : 0);
    peak = Math.max(peak + ownNeed, gain + Math.max(ownNeed, ownGain));
    need += ownNeed;
    gain += ownGain;
  }
  const at = unit * units.dimensions + k;
  units.need[at] = need;
  units.gain[at] = gain;
  units.peak[at] = peak;
}

function setKind(
  units: Units,
  unit: number,
  problem: RoutingProblem,
  paired: Map<number, 'pickup' | 'dropOff'>,
): void {
  let kind = 0;
  for (const index of units.stops[unit] as number[]) {
    if (paired.has(index)) continue;
    const { delivery, collection } = problem.stops[index] as RoutingStop;
    if (delivery.some((amount) => amount > 0)) kind |= DELIVERS;
    if (collection.some((amount) => amount > 0)) kind |= COLLECTS;
  }
  units.kind[unit] = kind;
}

function setVehicleTypes(
  units: Units,
  problem: RoutingProblem,
  groups: UnitStops[],
  withUsual: boolean,
): void {
  const anyUsual = withUsual && problem.stops.some(({ usual }) => (usual?.priceOfAnother ?? 0) > 0);
  if (anyUsual) units.usualCost = [];
  problem.vehicleTypes.forEach(({ skills }, type) => {
    const allowed = new Uint8Array(units.count);
    const cost = new Float64Array(units.count);
    groups.forEach(({ stops, vehicleType, frozen }, unit) => {
      const may = stops.every((index) => {
        const stop = problem.stops[index] as RoutingStop;
        const able = stop.skills.every((skill) => skills.includes(skill));
        return able && (stop.vehicleTypes?.includes(type) ?? true);
      });
      allowed[unit] = Number(may && (!frozen || vehicleType === type));
      for (const index of stops) {
        const usual = problem.stops[index]?.usual;
        if (usual && usual.vehicleType !== type) cost[unit] = (cost[unit] as number) + usual.priceOfAnother;
      }
    });
    units.allowed.push(allowed);
    units.usualCost?.push(cost);
  });
}
