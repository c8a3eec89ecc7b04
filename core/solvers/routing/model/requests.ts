import type { RoutingProblem, RoutingStop } from '../routing-problem.ts';
import type { Units } from './units.ts';

/**
 * What is visited or left out as a whole: one of several alternatives, each a unit or a pair of units.
 */
export type Requests = {
  count: number;
  /** Alternatives of request `r`: tasks from `firstTask[r]` to `firstTask[r + 1]`. */
  firstTask: Int32Array;
  /** By task: the unit visited first, and the one after it, or -1. */
  taskUnit: Int32Array;
  taskPartner: Int32Array;
  /** By unit: its task, its request, and the other unit of its task, or -1. */
  taskOf: Int32Array;
  requestOf: Int32Array;
  partnerOf: Int32Array;
  /** By unit: the unit, always on a route, that must come earlier or later on the same one, or -1. */
  mustFollow: Int32Array;
  mustPrecede: Int32Array;
  /** What leaving it out costs; what must be visited costs a multiple of `weight` that the search chooses. */
  price: Float64Array;
  mandatory: Uint8Array;
  weight: Float64Array;
};

/** One step of priority outweighs so many stops of the next lower one. */
const PRIORITY_STEP = 8;
const MOST_STEPS = 5;

export function buildRequests(problem: RoutingProblem, units: Units): Requests {
  const partnerOf = new Int32Array(units.count).fill(-1);
  const mustFollow = new Int32Array(units.count).fill(-1);
  const mustPrecede = new Int32Array(units.count).fill(-1);
  const second = new Set<number>();
  for (const { pickup, dropOff } of problem.pairs ?? []) {
    const first = units.ofStop[pickup] as number;
    const last = units.ofStop[dropOff] as number;
    const { group, name } = problem.stops[dropOff] as RoutingStop;
    if (group !== undefined)
      throw new Error(`A pair's group is that of its pickup, but the drop-off ${name} is in group ${group}`);
    if (first === last) continue;
    if (units.fixed[first] === 1) mustFollow[last] = first;
    else if (units.fixed[last] === 1) mustPrecede[first] = last;
    else {
      partnerOf[first] = last;
      partnerOf[last] = first;
      second.add(last);
    }
  }
  const alternatives = alternativesOf(problem, units, second);
  const taskCount = alternatives.reduce((sum, tasks) => sum + tasks.length, 0);
  const requests: Requests = {
    count: alternatives.length,
    firstTask: new Int32Array(alternatives.length + 1),
    taskUnit: new Int32Array(taskCount),
    taskPartner: new Int32Array(taskCount),
    taskOf: new Int32Array(units.count),
    requestOf: new Int32Array(units.count),
    partnerOf,
    mustFollow,
    mustPrecede,
    price: new Float64Array(alternatives.length),
    mandatory: new Uint8Array(alternatives.length),
    weight: new Float64Array(alternatives.length),
  };
  const steps = prioritySteps(problem);
  let task = 0;
  alternatives.forEach((firsts, request) => {
    for (const unit of firsts) {
      const partner = partnerOf[unit] as number;
      requests.taskUnit[task] = unit;
      requests.taskPartner[task] = partner;
      for (const member of partner < 0 ? [unit] : [unit, partner]) {
        requests.taskOf[member] = task;
        requests.requestOf[member] = request;
      }
      task++;
    }
    requests.firstTask[request + 1] = task;
    setPrice(requests, request, firsts, problem, units, steps);
  });
  return requests;
}

/** The first units of each request's tasks; alternatives of one group are one request. */
function alternativesOf(problem: RoutingProblem, units: Units, second: Set<number>): number[][] {
  const groups = new Map<number, number[]>();
  const alternatives: number[][] = [];
  for (let unit = 0; unit < units.count; unit++) {
    if (second.has(unit)) continue;
    const group = groupOf(problem, units, unit);
    const known = group === undefined ? undefined : groups.get(group);
    if (known) {
      known.push(unit);
      continue;
    }
    const tasks = [unit];
    alternatives.push(tasks);
    if (group !== undefined) groups.set(group, tasks);
  }
  return alternatives;
}

function groupOf(problem: RoutingProblem, units: Units, unit: number): number | undefined {
  if (units.fixed[unit] === 1) return undefined;
  return problem.stops[units.stops[unit]?.[0] as number]?.group;
}

function prioritySteps(problem: RoutingProblem): Map<number, number> {
  const priorities = [...new Set(problem.stops.map(({ priority }) => priority ?? 0))].sort((a, b) => a - b);
  return new Map(priorities.map((priority, step) => [priority, Math.min(step, MOST_STEPS)]));
}

/** A pair has a price if one of its stops has, a frozen part never; a request has the lowest price of its tasks. */
function setPrice(
  requests: Requests,
  request: number,
  firsts: number[],
  problem: RoutingProblem,
  units: Units,
  steps: Map<number, number>,
): void {
  let lowest = Number.POSITIVE_INFINITY;
  let weight = 0;
  for (const unit of firsts) {
    const partner = requests.partnerOf[unit] as number;
    const indexes = [...(units.stops[unit] as number[]), ...(units.stops[partner] ?? [])];
    const stops = indexes.map((index) => problem.stops[index] as RoutingStop);
    const prices = stops.map(({ priceOfLeavingOut }) => priceOfLeavingOut).filter((price) => price !== null);
    const halves = partner >= 0 ? prices.length > 0 : prices.length === stops.length;
    if (halves && units.frozen[unit] === 0) {
      lowest = Math.min(
        lowest,
        prices.reduce((sum, price) => sum + price, 0),
      );
    }
    for (const { priority } of stops)
      weight = Math.max(weight, PRIORITY_STEP ** (steps.get(priority ?? 0) ?? 0));
  }
  requests.mandatory[request] = Number(lowest === Number.POSITIVE_INFINITY);
  requests.price[request] = requests.mandatory[request] === 1 ? 0 : lowest;
  requests.weight[request] = weight;
}
