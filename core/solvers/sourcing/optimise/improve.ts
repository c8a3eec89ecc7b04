import type { Random } from '../../../kernel/random.ts';
import { Conflicts } from './conflicts.ts';
import type { SourcingModel } from './model.ts';
import type { PlanDesk } from './plan-desk.ts';
import type { PriceSearch } from './price-search.ts';

/** Orders that are taken apart together, at most. */
const MOST_TOGETHER = 14;
const MOST_BY_LOT = 4000;
/** With more, a facility ships too many orders for one of them to tell anything about another. */
const FEW_ORDERS = 500;
/** Of few orders, how often one joins that wants the same product; else one that the same facility ships. */
const SAME_PRODUCT = 0.7;
/** How often the order with most slack has to leave a facility. */
const LEAVING = 0.5;
/** Of all orders, before slacks are looked at again. */
const QUEUED_SHARE = 0.05;

/**
 * Improvement across orders: takes a few orders apart that want the same scarce things, and puts them together in
 * another sequence. Orders that earn far less than their prices allow are tried most.
 */
export class Improver {
  rounds = 0;
  private readonly model: SourcingModel;
  private readonly desk: PlanDesk;
  private readonly search: PriceSearch;
  private readonly random: Random;
  private readonly conflicts: Conflicts;
  private readonly together: Set<number> = new Set();
  private readonly slacks: Float64Array;
  private queue = new Int32Array(0);
  private queued = 0;
  private bestTotal: number;
  private bestPlans: number[][] | null = null;
  private bestGains: Float64Array | null = null;

  constructor(model: SourcingModel, desk: PlanDesk, search: PriceSearch, random: Random) {
    this.model = model;
    this.desk = desk;
    this.search = search;
    this.random = random;
    this.conflicts = new Conflicts(model, desk, random);
    this.slacks = new Float64Array(model.orderCount).fill(Number.NaN);
    desk.watch((order) => {
      this.slacks[order] = Number.NaN;
    });
    this.bestTotal = desk.state.total;
  }

  /** Takes a group apart and puts it together again. @param heat how much worse the result may be. */
  round(heat: number): void {
    const { desk, together } = this;
    const before = desk.state.total;
    const seed = this.pickSeed();
    together.clear();
    together.add(seed);
    this.gather(seed);
    this.rounds += 1;
    const left = this.random.chance(LEAVING) ? this.facilityOf(seed) : -1;
    for (const order of together) desk.eject(order);
    this.putBack(seed, left);
    const threshold = heat === 0 ? 0 : heat * Math.log(Math.max(1e-12, this.random.next()));
    if (desk.state.total < before + threshold - 1e-9) {
      desk.undo();
      return;
    }
    desk.accept();
    if (heat > 0 && desk.state.total > this.bestTotal + 1e-6) this.remember();
  }

  /** Lets every order look again at what is left. */
  pass(): void {
    for (let order = 0; order < this.model.orderCount; order++) this.desk.reinsert(order);
  }

  /** Puts the best plans back, when worse ones were accepted since. */
  restore(): void {
    const { desk, bestPlans, bestGains } = this;
    if (!bestPlans || !bestGains || desk.state.total >= this.bestTotal) return;
    for (let order = 0; order < this.model.orderCount; order++) {
      if (desk.state.plans[order] !== bestPlans[order]) desk.remove(order);
    }
    for (let order = 0; order < this.model.orderCount; order++) {
      const plan = bestPlans[order] as number[];
      if (desk.state.plans[order] !== plan) desk.put(order, plan, bestGains[order] as number);
    }
  }

  private remember(): void {
    const { state } = this.desk;
    this.bestTotal = state.total;
    this.bestPlans = state.plans.slice();
    this.bestGains = state.gains.slice();
  }

  /** It is the same until the order gets another plan: prices stay. */
  private slack(order: number): number {
    const { slacks } = this;
    if (Number.isNaN(slacks[order])) slacks[order] = this.search.slack(order, this.desk.state);
    return slacks[order] as number;
  }

  /** Small models draw lots; large ones go through the orders with most slack. */
  private pickSeed(): number {
    if (this.model.orderCount > MOST_BY_LOT) return this.nextInQueue();
    let seed = this.random.integer(0, this.model.orderCount - 1);
    let most = this.slack(seed);
    const rivals = this.model.orderCount > FEW_ORDERS ? 10 : 3;
    for (let i = 0; i < rivals; i++) {
      const other = this.random.integer(0, this.model.orderCount - 1);
      const slack = this.slack(other);
      if (slack <= most) continue;
      seed = other;
      most = slack;
    }
    return seed;
  }

  private nextInQueue(): number {
    if (this.queued >= this.queue.length) {
      const { orderCount } = this.model;
      const slacks = Float64Array.from({ length: orderCount }, (_, order) => this.slack(order));
      const orders = Int32Array.from({ length: orderCount }, (_, order) => order);
      orders.sort((a, b) => (slacks[b] as number) - (slacks[a] as number) || a - b);
      this.queue = orders.subarray(0, Math.ceil(orderCount * QUEUED_SHARE));
      this.queued = 0;
    }
    const order = this.queue[this.queued] as number;
    this.queued += 1;
    return order;
  }

  private gather(seed: number): void {
    const { conflicts, together, random } = this;
    conflicts.blockers(seed, this.desk.wish(seed), together);
    const size = Math.min(MOST_TOGETHER, together.size + random.integer(0, 5));
    const members = [...together];
    const sameProduct = this.model.orderCount > FEW_ORDERS ? 1 : SAME_PRODUCT;
    for (let tries = 0; together.size < size && tries < 12; tries++) {
      const of = random.pick(members);
      const other = random.chance(sameProduct) ? conflicts.rival(of) : conflicts.neighbour(of);
      if (other < 0 || together.has(other)) continue;
      together.add(other);
      members.push(other);
    }
  }

  /** One of the facilities that ship the order; -1 = none does. */
  private facilityOf(order: number): number {
    const plan = this.desk.state.plans[order] as number[];
    if (plan.length === 0) return -1;
    const at = this.random.integer(0, plan.length / 4 - 1) * 4;
    return this.model.positionFacility[plan[at + 1] as number] as number;
  }

  /** @param left the facility that the seed has to leave; -1 = none. */
  private putBack(seed: number, left: number): void {
    const { desk, random } = this;
    const sequence = random.shuffle([...this.together]);
    if (random.chance(0.5)) {
      sequence.splice(sequence.indexOf(seed), 1);
      sequence.unshift(seed);
    }
    const priced = random.chance(0.6);
    for (const order of sequence) {
      if (order === seed && left >= 0) desk.insertElsewhere(order, priced, left);
      else desk.insert(order, priced);
    }
    if (priced) for (const order of sequence) desk.reinsert(order);
  }
}
