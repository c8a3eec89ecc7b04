import { assign } from './assignment.ts';
import type { Candidate } from './candidates.ts';
import { lightestUnit, type ProductDemand, weightOf } from './demand.ts';
import { SlopeBound } from './slope-bound.ts';

/** Which facilities ship one order, and how much each. */
export type Plan = {
  shipments: { facility: number; quantities: number[] }[];
  units: number;
  /** Shipments and split penalty. */
  cost: number;
};

export type SearchLimits = {
  maxShipments: number;
  splitPenaltyMinor: number;
  maxNodes: number;
};

export type SearchOutcome = { plan: Plan | null; proven: boolean; nodes: number };

/**
 * The plan with the most units, then the least cost, over all sets of at most `maxShipments` candidates: branch and
 * bound, cheapest candidates first. It first looks for plans that ship everything there is, branching on the holders of
 * the scarcest product still missing; only when there is none, for the fullest. `incumbent` is a plan known to be
 * feasible; it wins ties.
 */
export function searchPlan(
  demands: ProductDemand[],
  candidates: Candidate[],
  limits: SearchLimits,
  incumbent: Plan | null,
): SearchOutcome {
  return new PlanSearch(demands, candidates, limits, incumbent).run();
}

/** Distributing quantities is work too. */
const STEPS_A_NODE = 3;

/** `floor` bounds the cost of any plan below; `slopeFloor` that of plans that ship the whole weight. */
type Node = { chosen: Candidate[]; cover: number[]; floor: number; slopeFloor: number };

class PlanSearch {
  private readonly demands: ProductDemand[];
  private readonly candidates: Candidate[];
  private readonly limits: SearchLimits;
  /** What can be shipped of each product when the number of shipments is no limit. */
  private readonly reachable: number[];
  private readonly target: number;
  /** `largest[r][p]`: the sum of the r largest holdings of product p. */
  private readonly largest: number[][];
  private readonly slopeBound: SlopeBound | null;
  /** By how much one more shipment could lower `slopeFloor`: 0 or less. */
  private mostSaved = 0;
  private best: Plan | null;
  private nodes = 0;
  private exact = true;
  /** Some set may not ship all that it holds (the weight makes it late); a part of it might have been better. */
  private sawForbidden = false;

  constructor(
    demands: ProductDemand[],
    candidates: Candidate[],
    limits: SearchLimits,
    incumbent: Plan | null,
  ) {
    this.best = incumbent;
    this.demands = demands;
    this.candidates = candidates;
    this.limits = limits;
    this.largest = largestSums(demands.length, candidates, limits.maxShipments);
    this.reachable = demands.map((demand, p) => {
      let held = 0;
      for (const candidate of candidates) held += candidate.held[p] as number;
      return Math.min(demand.quantity, held);
    });
    this.target = this.reachable.reduce((sum, units) => sum + units, 0);
    const weight = weightOf(demands, this.reachable);
    const reference = cheapestFor(candidates, weight);
    this.slopeBound = reference ? new SlopeBound(reference.leg, lightestUnit(demands), weight) : null;
    for (const candidate of candidates) {
      const saved = (this.slopeBound?.of(candidate) ?? 0) + limits.splitPenaltyMinor;
      this.mostSaved = Math.min(this.mostSaved, saved);
    }
  }

  run(): SearchOutcome {
    if (this.target === 0) return { plan: null, proven: true, nodes: 0 };
    const slopeFloor = this.slopeBound?.base ?? 0;
    const root: Node = { chosen: [], cover: this.demands.map(() => 0), floor: 0, slopeFloor };
    for (const candidate of this.candidates) this.evaluate(this.extend(root, candidate));
    this.fillGreedily(root);
    if (this.mostUnits(root, null) === this.target) this.branch(root, this.candidates, this.target);
    if (this.best?.units !== this.target) this.branch(root, this.candidates, 0);
    const proven =
      this.exact && !this.isExhausted() && (this.best?.units === this.target || !this.sawForbidden);
    return { plan: this.best, proven, nodes: Math.ceil(this.nodes) };
  }

  /** Opens the node's children; plans with fewer units than `floorUnits` are of no interest. */
  private branch(node: Node, allowed: Candidate[], floorUnits: number): void {
    if (node.chosen.length === this.limits.maxShipments) return;
    const missing = floorUnits > 0 ? this.scarcestMissing(node, allowed) : -1;
    const choices = missing < 0 ? allowed : allowed.filter((candidate) => candidate.held[missing] !== 0);
    const excluded = new Set<Candidate>();
    for (const candidate of choices) {
      if (this.isExhausted()) return;
      excluded.add(candidate);
      if (this.isHopeless(node, candidate, floorUnits)) continue;
      const child = this.extend(node, candidate);
      this.nodes += 1;
      if (child.chosen.length > 1) this.evaluate(child);
      if (child.chosen.length === this.limits.maxShipments) continue;
      const rest = allowed.filter((other) => !excluded.has(other));
      this.branch(child, rest, floorUnits);
    }
  }

  private isHopeless(node: Node, candidate: Candidate, floorUnits: number): boolean {
    const mostUnits = this.mostUnits(node, candidate);
    if (mostUnits < floorUnits) return true;
    if (!this.best || mostUnits > this.best.units) return false;
    return mostUnits < this.best.units || this.floorWith(node, candidate, mostUnits) >= this.best.cost;
  }

  private floorWith(node: Node, candidate: Candidate, units: number): number {
    const penalty = node.chosen.length > 0 ? this.limits.splitPenaltyMinor : 0;
    const floor = node.floor + candidate.lowest + penalty;
    if (units < this.target || !this.slopeBound) return floor;
    const further = this.limits.maxShipments - node.chosen.length - 1;
    const slopeFloor = node.slopeFloor + this.slopeBound.of(candidate) + penalty;
    return Math.max(floor, slopeFloor + further * this.mostSaved);
  }

  private isExhausted(): boolean {
    return this.nodes >= this.limits.maxNodes;
  }

  private cannotWin(mostUnits: number, floor: number): boolean {
    if (!this.best) return false;
    return mostUnits < this.best.units || (mostUnits === this.best.units && floor >= this.best.cost);
  }

  private extend(node: Node, candidate: Candidate): Node {
    const penalty = node.chosen.length > 0 ? this.limits.splitPenaltyMinor : 0;
    return {
      chosen: [...node.chosen, candidate],
      cover: node.cover.map((units, p) => units + (candidate.held[p] as number)),
      floor: node.floor + candidate.lowest + penalty,
      slopeFloor: node.slopeFloor + penalty + (this.slopeBound?.of(candidate) ?? 0),
    };
  }

  /** An upper bound of the units of the node, with one candidate more if given, and all below it. */
  private mostUnits(node: Node, candidate: Candidate | null): number {
    const left = this.limits.maxShipments - node.chosen.length - (candidate ? 1 : 0);
    const further = this.largest[left] as number[];
    let units = 0;
    for (let p = 0; p < this.reachable.length; p++) {
      const cover =
        (node.cover[p] as number) + ((candidate?.held[p] ?? 0) as number) + (further[p] as number);
      units += Math.min(this.reachable[p] as number, cover);
    }
    return units;
  }

  /** The product still missing that the fewest allowed candidates hold; -1 when nothing is missing. */
  private scarcestMissing(node: Node, allowed: Candidate[]): number {
    let scarcest = -1;
    let fewest = Number.POSITIVE_INFINITY;
    for (let p = 0; p < this.reachable.length; p++) {
      if ((node.cover[p] as number) >= (this.reachable[p] as number)) continue;
      let holders = 0;
      for (const candidate of allowed) if (candidate.held[p] !== 0) holders += 1;
      if (holders < fewest) [scarcest, fewest] = [p, holders];
    }
    return scarcest;
  }

  private evaluate(node: Node): void {
    const met = this.reachable.map((units, p) => Math.min(units, node.cover[p] as number));
    const units = met.reduce((sum, quantity) => sum + quantity, 0);
    const floor = units === this.target ? Math.max(node.floor, node.slopeFloor) : node.floor;
    if (units === 0 || this.cannotWin(units, floor)) return;
    const plan = node.chosen.length === 1 ? this.single(node, met, units) : this.split(node, met, units);
    if (plan && (!this.best || isBetter(plan, this.best))) this.best = plan;
  }

  private single(node: Node, met: number[], units: number): Plan | null {
    const { facility, leg, handling } = node.chosen[0] as Candidate;
    const cost = leg.cost(weightOf(this.demands, met)) + handling;
    if (!Number.isFinite(cost)) this.sawForbidden = true;
    return Number.isFinite(cost) ? { shipments: [{ facility, quantities: met }], units, cost } : null;
  }

  private split(node: Node, met: number[], units: number): Plan | null {
    const penalty = this.limits.splitPenaltyMinor;
    const known = this.best?.units === units ? this.best.cost : Number.POSITIVE_INFINITY;
    /** A candidate may turn out to give nothing; then one penalty less is paid. */
    const { quantities, cost, exact, steps } = assign(this.demands, met, node.chosen, known);
    this.nodes += steps / STEPS_A_NODE;
    this.exact &&= exact;
    if (!Number.isFinite(cost)) {
      this.sawForbidden ||= !Number.isFinite(known);
      return null;
    }
    const shipments = node.chosen
      .map(({ facility }, c) => ({ facility, quantities: quantities[c] ?? [] }))
      .filter((shipment) => shipment.quantities.some((quantity) => quantity > 0));
    return { shipments, units, cost: cost + penalty * (shipments.length - 1) };
  }

  /** A first plan to measure the others against: again and again the candidate that adds most, of equals the cheapest. */
  private fillGreedily(root: Node): void {
    let node = root;
    while (node.chosen.length < this.limits.maxShipments) {
      const next = this.addsMost(node);
      if (!next) return;
      node = this.extend(node, next);
      if (node.chosen.length > 1) this.evaluate(node);
    }
  }

  private addsMost(node: Node): Candidate | null {
    let best: Candidate | null = null;
    let most = 0;
    for (const candidate of this.candidates) {
      if (node.chosen.includes(candidate)) continue;
      let gain = 0;
      for (let p = 0; p < this.reachable.length; p++) {
        const missing = (this.reachable[p] as number) - (node.cover[p] as number);
        if (missing > 0) gain += Math.min(missing, candidate.held[p] as number);
      }
      if (gain > most) [best, most] = [candidate, gain];
    }
    return best;
  }
}

function cheapestFor(candidates: Candidate[], weight: number): Candidate | null {
  let best: Candidate | null = candidates[0] ?? null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const cost = candidate.leg.cost(weight) + candidate.handling;
    if (cost < lowest) [best, lowest] = [candidate, cost];
  }
  return best;
}

function isBetter(plan: Plan, than: Plan): boolean {
  if (plan.units !== than.units) return plan.units > than.units;
  if (plan.cost !== than.cost) return plan.cost < than.cost;
  return plan.shipments.length < than.shipments.length;
}

function largestSums(products: number, candidates: Candidate[], most: number): number[][] {
  const sums = Array.from({ length: most + 1 }, () => new Array<number>(products).fill(0));
  for (let p = 0; p < products; p++) {
    const held = candidates.map((candidate) => candidate.held[p] as number).sort((a, b) => b - a);
    for (let r = 1; r <= most; r++) {
      (sums[r] as number[])[p] = ((sums[r - 1] as number[])[p] as number) + (held[r - 1] ?? 0);
    }
  }
  return sums;
}
