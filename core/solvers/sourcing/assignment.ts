import type { Candidate } from './candidates.ts';
import type { ProductDemand } from './demand.ts';

/** Who gives how much: `quantities[c][p]` units of product demand p from candidate c. */
export type Assignment = {
  quantities: number[][];
  /** Shipments only, without split penalty; `Infinity` when nothing cheaper than asked for was found. */
  cost: number;
  /** True: no other distribution of these quantities over these candidates costs less, or beats what was asked for. */
  exact: boolean;
  /** Work done. */
  steps: number;
};

const MOST_STEPS = 600;

/**
 * Distributes `met[p]` units of every product over the candidates at the least cost. What only one of them can give is
 * given by it; the rest is tried out, largest weight first, as long as it can still beat the best found.
 * @param below only a cost below this one is of interest.
 */
export function assign(
  demands: ProductDemand[],
  met: number[],
  chosen: Candidate[],
  below: number,
): Assignment {
  return new Assigner(demands, met, chosen, below).solve();
}

class Assigner {
  private readonly weights: number[];
  private readonly chosen: Candidate[];
  private readonly quantities: number[][];
  private readonly free: number[];
  private readonly freeProducts: number[];
  private readonly load: number[];
  private readonly units: number[];
  private best: number[][] | null = null;
  private bestCost: number;
  private steps = 0;

  constructor(demands: ProductDemand[], met: number[], chosen: Candidate[], below: number) {
    this.bestCost = below;
    this.chosen = chosen;
    this.weights = demands.map((demand) => demand.unitWeightGrams);
    this.quantities = chosen.map(() => new Array<number>(met.length).fill(0));
    this.load = new Array<number>(chosen.length).fill(0);
    this.units = new Array<number>(chosen.length).fill(0);
    this.free = met.map((wanted, product) => this.giveForced(wanted, product));
    this.freeProducts = [...this.free.keys()].filter((product) => (this.free[product] as number) > 0);
    this.freeProducts.sort((a, b) => (this.weights[b] as number) - (this.weights[a] as number));
  }

  solve(): Assignment {
    const [first] = this.freeProducts;
    if (this.lowestCost() < this.bestCost) {
      if (first === undefined) this.keepIfBetter();
      else this.search(first);
    }
    const cost = this.best ? this.bestCost : Number.POSITIVE_INFINITY;
    return { quantities: this.best ?? [], cost, exact: this.steps <= MOST_STEPS, steps: this.steps };
  }

  private search(firstProduct: number): void {
    for (let first = 0; first < this.chosen.length; first++) this.fillFrom(first);
    this.place(0, 0, this.free[firstProduct] as number);
  }

  private giveForced(wanted: number, product: number): number {
    let held = 0;
    for (const candidate of this.chosen) held += candidate.held[product] as number;
    let left = wanted;
    for (const [c, candidate] of this.chosen.entries()) {
      const others = held - (candidate.held[product] as number);
      const forced = Math.max(0, wanted - others);
      this.give(c, product, forced);
      left -= forced;
    }
    return left;
  }

  /** A first, good distribution: one candidate gives all it can, the next ones the rest. */
  private fillFrom(first: number): void {
    const given: [number, number, number][] = [];
    for (const product of this.freeProducts) {
      let left = this.free[product] as number;
      for (let i = 0; i < this.chosen.length && left > 0; i++) {
        const c = (first + i) % this.chosen.length;
        const quantity = Math.min(left, this.room(c, product));
        this.give(c, product, quantity);
        given.push([c, product, quantity]);
        left -= quantity;
      }
    }
    this.keepIfBetter();
    for (const [c, product, quantity] of given) this.give(c, product, -quantity);
  }

  private place(position: number, c: number, left: number): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS || this.lowestCost() >= this.bestCost) return;
    const product = this.freeProducts[position];
    if (product === undefined) this.keepIfBetter();
    else if (left === 0) {
      const next = this.freeProducts[position + 1];
      this.place(position + 1, 0, next === undefined ? 0 : (this.free[next] as number));
    } else if (c < this.chosen.length) this.tryQuantities(position, c, left, product);
  }

  private tryQuantities(position: number, c: number, left: number, product: number): void {
    const most = Math.min(left, this.room(c, product));
    for (let quantity = most; quantity >= 0; quantity--) {
      this.give(c, product, quantity);
      this.place(position, c + 1, left - quantity);
      this.give(c, product, -quantity);
    }
  }

  private room(c: number, product: number): number {
    const held = this.chosen[c]?.held[product] ?? 0;
    return held - ((this.quantities[c] as number[])[product] as number);
  }

  private give(c: number, product: number, quantity: number): void {
    const row = this.quantities[c] as number[];
    row[product] = (row[product] as number) + quantity;
    this.load[c] = (this.load[c] as number) + quantity * (this.weights[product] as number);
    this.units[c] = (this.units[c] as number) + quantity;
  }

  private lowestCost(): number {
    let cost = 0;
    for (const [c, candidate] of this.chosen.entries()) {
      if ((this.units[c] as number) > 0) {
        cost += candidate.leg.lowestFrom(this.load[c] as number) + candidate.handling;
      }
    }
    return cost;
  }

  private keepIfBetter(): void {
    let cost = 0;
    for (const [c, candidate] of this.chosen.entries()) {
      if ((this.units[c] as number) > 0) {
        cost += candidate.leg.cost(this.load[c] as number) + candidate.handling;
      }
    }
    if (cost >= this.bestCost) return;
    this.bestCost = cost;
    this.best = this.quantities.map((row) => [...row]);
  }
}
