import type { SourcingModel } from './model.ts';
import type { Prices } from './prices.ts';

/** Instead of a plan's number: the order ships nothing. */
export const NO_PLAN = -1;

/** More plans of one order are not kept apart. */
const MOST_PLANS = 100;
const SAME = 1e-9;

/**
 * Plans that were met for each order, numbered, with what each takes of what is scarce, and which of them is carried out.
 * To carry out another one costs a few additions; what is not scarce is enough for any plans.
 */
export class KnownPlans {
  /** What the plans carried out earn together. */
  total = 0;
  /** By order: the plan carried out, or `NO_PLAN`. */
  readonly current: Int32Array;
  /** By scarce resource: what is left. */
  readonly left: Float64Array;
  private readonly prices: Prices;
  private readonly worth: Float64Array;
  private readonly plans: number[][] = [];
  /** By order: its plans, those that earn most first; and those that lose least at the prices first. */
  private readonly byGain: number[][];
  private readonly bySlack: number[][];
  /** By scarce resource: orders that have a plan which takes of it, once for every such plan. */
  private readonly wanters: number[][];
  /** By scarce resource: the uses of the plans carried out. */
  private readonly users: number[][];
  private orders = new Int32Array(1024);
  private gains = new Float64Array(1024);
  private slacks = new Float64Array(1024);
  /** Uses of plan p: `useStart[p]` to `useStart[p + 1]`; of which resource, how much, and where it is among its users. */
  private useStart = new Int32Array(1025);
  private useOf = new Int32Array(4096);
  private useAmount = new Int32Array(4096);
  private usePlan = new Int32Array(4096);
  private usePlace = new Int32Array(4096);

  /** @param worth of every order: the most that it can earn at the prices. */
  constructor(model: SourcingModel, prices: Prices, worth: Float64Array) {
    this.prices = prices;
    this.worth = worth;
    this.current = new Int32Array(model.orderCount).fill(NO_PLAN);
    this.left = prices.resources.limit.slice();
    this.byGain = Array.from(this.current, () => []);
    this.bySlack = Array.from(this.current, () => []);
    this.wanters = Array.from(this.left, () => []);
    this.users = Array.from(this.left, () => []);
  }

  /** The number of a plan, new or known; `NO_PLAN` when too many are known. */
  add(order: number, plan: readonly number[], gain: number): number {
    const number = this.plans.length;
    const from = this.useStart[number] as number;
    let end = from;
    let price = 0;
    this.prices.eachUse(order, plan, (resource, amount) => {
      price += amount * (this.prices.values[resource] as number);
      end = this.use(from, end, resource, amount);
    });
    const known = this.byGain[order] as number[];
    const twin = known.find((other) => this.isTwin(other, gain, from, end));
    if (twin !== undefined) return twin;
    if (known.length >= MOST_PLANS) return NO_PLAN;
    this.reserve(number + 1);
    this.plans.push(plan.slice());
    this.orders[number] = order;
    this.gains[number] = gain;
    this.slacks[number] = (this.worth[order] as number) - (gain - price);
    this.useStart[number + 1] = end;
    for (let use = from; use < end; use++) {
      this.usePlan[use] = number;
      (this.wanters[this.useOf[use] as number] as number[]).push(order);
    }
    insertSorted(known, number, (other) => (this.gains[other] as number) < gain);
    const slack = this.slacks[number] as number;
    insertSorted(this.bySlack[order] as number[], number, (other) => (this.slacks[other] as number) > slack);
    return number;
  }

  plan(number: number): number[] {
    return this.plans[number] as number[];
  }

  /** The plans of an order, those that earn most first. */
  plansOf(order: number): readonly number[] {
    return this.byGain[order] as number[];
  }

  gain(number: number): number {
    return number === NO_PLAN ? 0 : (this.gains[number] as number);
  }

  /** What the order could earn more at the prices than by this plan of it. */
  slack(order: number, number: number): number {
    return (number === NO_PLAN ? this.worth[order] : this.slacks[number]) as number;
  }

  /** What the order could earn more at the prices than it does. */
  slackOf(order: number): number {
    return this.slack(order, this.current[order] as number);
  }

  /** The first resource of which too little is left for the plan; -1 = it fits. */
  lacking(number: number): number {
    const { left, useOf, useAmount } = this;
    const end = this.useStart[number + 1] as number;
    for (let use = this.useStart[number] as number; use < end; use++) {
      const resource = useOf[use] as number;
      if ((left[resource] as number) < (useAmount[use] as number)) return resource;
    }
    return -1;
  }

  /** The known plan that fits and earns most, or `NO_PLAN`. @param priced at the prices of what is scarce. */
  bestFit(order: number, priced: boolean): number {
    const plans = (priced ? this.bySlack[order] : this.byGain[order]) as number[];
    for (const number of plans) {
      const value = priced
        ? (this.worth[order] as number) - (this.slacks[number] as number)
        : (this.gains[number] as number);
      if (value <= 0) return NO_PLAN;
      if ((this.gains[number] as number) > 0 && this.lacking(number) < 0) return number;
    }
    return NO_PLAN;
  }

  /** Carries out a plan that fits, of an order that has none. */
  place(number: number): void {
    const end = this.useStart[number + 1] as number;
    for (let use = this.useStart[number] as number; use < end; use++) {
      const resource = this.useOf[use] as number;
      this.left[resource] = (this.left[resource] as number) - (this.useAmount[use] as number);
      const users = this.users[resource] as number[];
      this.usePlace[use] = users.length;
      users.push(use);
    }
    this.current[this.orders[number] as number] = number;
    this.total += this.gains[number] as number;
  }

  displace(number: number): void {
    const end = this.useStart[number + 1] as number;
    for (let use = this.useStart[number] as number; use < end; use++) {
      const resource = this.useOf[use] as number;
      this.left[resource] = (this.left[resource] as number) + (this.useAmount[use] as number);
      const users = this.users[resource] as number[];
      const last = users.pop() as number;
      if (last === use) continue;
      users[this.usePlace[use] as number] = last;
      this.usePlace[last] = this.usePlace[use] as number;
    }
    this.current[this.orders[number] as number] = NO_PLAN;
    this.total -= this.gains[number] as number;
  }

  /** One of the orders that take of a resource; -1 = none does. @param draw 0 to 1. */
  userOf(resource: number, draw: number): number {
    const users = this.users[resource] as number[];
    if (users.length === 0) return -1;
    return this.orders[this.usePlan[users[Math.floor(draw * users.length)] as number] as number] as number;
  }

  /** One of the orders that want some of a resource, by their known plans. @param draw 0 to 1. */
  wanterOf(resource: number, draw: number): number {
    const wanters = this.wanters[resource] as number[];
    return wanters[Math.floor(draw * wanters.length)] as number;
  }

  resourceCount(number: number): number {
    return (this.useStart[number + 1] as number) - (this.useStart[number] as number);
  }

  /** The resources that a plan takes of, counted from 0. */
  resource(number: number, at: number): number {
    return this.useOf[(this.useStart[number] as number) + at] as number;
  }

  /** Notes a use of a plan that is being added; the uses' new end. */
  private use(from: number, end: number, resource: number, amount: number): number {
    for (let use = from; use < end; use++) {
      if (this.useOf[use] !== resource) continue;
      this.useAmount[use] = (this.useAmount[use] as number) + amount;
      return end;
    }
    if (end >= this.useOf.length) {
      this.useOf = grown(this.useOf);
      this.useAmount = grown(this.useAmount);
      this.usePlan = grown(this.usePlan);
      this.usePlace = grown(this.usePlace);
    }
    this.useOf[end] = resource;
    this.useAmount[end] = amount;
    return end + 1;
  }

  private isTwin(number: number, gain: number, from: number, end: number): boolean {
    if (Math.abs((this.gains[number] as number) - gain) > SAME) return false;
    const start = this.useStart[number] as number;
    if ((this.useStart[number + 1] as number) - start !== end - from) return false;
    for (let i = 0; i < end - from; i++) {
      if (this.useOf[start + i] !== this.useOf[from + i]) return false;
      if (this.useAmount[start + i] !== this.useAmount[from + i]) return false;
    }
    return true;
  }

  private reserve(plans: number): void {
    if (plans < this.orders.length) return;
    this.orders = grown(this.orders);
    this.gains = grown(this.gains);
    this.slacks = grown(this.slacks);
    this.useStart = grown(this.useStart);
  }
}

function insertSorted(list: number[], number: number, isAfter: (other: number) => boolean): void {
  const at = list.findIndex(isAfter);
  if (at < 0) list.push(number);
  else list.splice(at, 0, number);
}

function grown<T extends Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(values: T): T {
  const larger =
    values instanceof Int32Array ? new Int32Array(values.length * 2) : new Float64Array(values.length * 2);
  larger.set(values);
  return larger as T;
}
