import type { Random } from '../../../kernel/random.ts';
import { KnownPlans, NO_PLAN } from './known-plans.ts';
import type { SourcingModel } from './model.ts';
import type { OrderChooser } from './order-choice.ts';
import type { PlanDesk } from './plan-desk.ts';
import { PlanExplorer } from './plan-explorer.ts';
import type { PriceSearch } from './price-search.ts';
import type { Prices } from './prices.ts';

/** Orders that one order displaces, at most. */
const MOST_DISPLACED = 12;
/** Orders that choose anew though they are in nobody's way, at most. */
const MOST_GATHERED = 4;
/** Of more orders seeds come from a queue; they are too many to draw lots. */
const MOST_BY_LOT = 4000;
const FEW_ORDERS = 500;
/** Of all orders, before slacks are looked at again. */
const QUEUED_SHARE = 0.05;
/** How often an order takes its best plan from what is left, instead of one that others have to make way for. */
const GIVING_WAY = 0.1;
/** How often displaced orders choose at the prices first. */
const PRICED = 0.65;
/** To how many orders something given back is offered. */
const OFFERS = 4;
/** Orders whose next best plans say what a change may cost. */
const SAMPLE = 400;
const TOLERANCE = 1e-6;

/**
 * Improvement across orders: one order changes its plan, those in its way choose anew from what is left, and what was
 * given back is offered to others. Orders that earn far less than their prices allow are tried most.
 */
export class Improver {
  rounds = 0;
  private readonly model: SourcingModel;
  private readonly desk: PlanDesk;
  private readonly chooser: OrderChooser;
  private readonly random: Random;
  private readonly known: KnownPlans;
  private readonly explorer: PlanExplorer;
  /** Orders that this round changed, and the plans they had. */
  private readonly changed: number[] = [];
  private readonly before: number[] = [];
  private readonly changedIn: Int32Array;
  private readonly displaced: number[] = [];
  /** Orders whose plan at the desk may be another one than here. */
  private readonly stale: number[] = [];
  private readonly isStale: Uint8Array;
  private queue = new Int32Array(0);
  private queued = 0;
  private bestTotal: number;
  private readonly best: Int32Array;

  constructor(
    model: SourcingModel,
    chooser: OrderChooser,
    desk: PlanDesk,
    prices: Prices,
    search: PriceSearch,
    random: Random,
  ) {
    this.model = model;
    this.desk = desk;
    this.chooser = chooser;
    this.random = random;
    this.changedIn = new Int32Array(model.orderCount);
    this.isStale = new Uint8Array(model.orderCount);
    this.known = new KnownPlans(model, prices, search.worth);
    this.explorer = new PlanExplorer(model, chooser, desk.state, prices, this.known);
    for (let order = 0; order < model.orderCount; order++) {
      const plan = desk.state.plans[order] as number[];
      if (plan.length === 0) continue;
      this.known.place(this.known.add(order, plan, desk.state.gains[order] as number));
    }
    this.known.total = desk.state.total;
    this.bestTotal = desk.state.total;
    this.best = this.known.current.slice();
  }

  /** What half of the orders lose, at most, by the least bad of their other plans, at the prices. */
  typicalLoss(): number {
    const { known, model } = this;
    const step = Math.max(1, Math.floor(model.orderCount / SAMPLE));
    const losses: number[] = [];
    for (let order = 0; order < model.orderCount; order += step) {
      this.explorer.explore(order);
      const slacks = known.plansOf(order).map((number) => known.slack(order, number));
      const least = Math.min(...slacks.filter((slack) => slack > TOLERANCE));
      if (Number.isFinite(least)) losses.push(least);
    }
    losses.sort((a, b) => a - b);
    return losses[Math.floor(losses.length / 2)] ?? 0;
  }

  /** Tries one change. @param heat how much worse the result may be. */
  round(heat: number): void {
    const { known, random } = this;
    this.rounds += 1;
    this.changed.length = 0;
    this.before.length = 0;
    this.displaced.length = 0;
    const { total } = known;
    const least = total - 1e-9 + (heat === 0 ? 0 : heat * Math.log(Math.max(1e-12, random.next())));
    const priced = random.chance(PRICED);
    const seed = this.pickSeed();
    this.explorer.explore(seed);
    const settled = this.change(seed) && this.settle(priced, least);
    if (settled) {
      this.offer(seed);
      if (priced) for (const order of this.displaced) this.improve(order);
    }
    if (!settled || known.total < least) this.undo(total);
    else if (known.total < total && total > this.bestTotal + TOLERANCE) this.remember(total);
  }

  /** Hands the best plans over to the desk. */
  finish(): void {
    const { known, best } = this;
    if (known.total < this.bestTotal) this.exchange(this.model.orderCount, (i) => i, best);
    for (let order = 0; order < this.model.orderCount; order++) this.markStale(order);
    this.handOver();
  }

  /** The seed gets another plan, whoever is in its way; false when there is none, or too many are. */
  private change(seed: number): boolean {
    const { known, random, displaced } = this;
    if (random.chance(GIVING_WAY)) {
      this.take(seed);
      this.give(seed, random.chance(PRICED));
      return true;
    }
    const wanted = this.wish(seed);
    if (wanted === NO_PLAN) return false;
    this.take(seed);
    for (let lacking = known.lacking(wanted); lacking >= 0; lacking = known.lacking(wanted)) {
      const order = known.userOf(lacking, random.next());
      if (order < 0 || displaced.length >= MOST_DISPLACED) return false;
      displaced.push(order);
      this.take(order);
    }
    known.place(wanted);
    this.gather(seed, wanted);
    return true;
  }

  /** A few more that want what the plan takes choose anew as well. */
  private gather(seed: number, wanted: number): void {
    const { known, random, displaced } = this;
    const resources = known.resourceCount(wanted);
    if (resources === 0) return;
    for (let more = random.integer(0, MOST_GATHERED); more > 0 && displaced.length < MOST_DISPLACED; more--) {
      const resource = known.resource(wanted, random.integer(0, resources - 1));
      const order = known.wanterOf(resource, random.next());
      if (order === seed || displaced.includes(order)) continue;
      displaced.push(order);
      this.take(order);
    }
  }

  /** Displaced orders choose anew; false as soon as they cannot earn as much as is wanted. @param least all orders' total. */
  private settle(priced: boolean, least: number): boolean {
    const { known, displaced, explorer } = this;
    this.shuffleDisplaced();
    for (const [i, order] of displaced.entries()) {
      let hope = known.total;
      for (let j = i; j < displaced.length; j++) hope += explorer.mostGain[displaced[j] as number] as number;
      if (hope < least) return false;
      this.give(order, priced);
    }
    return true;
  }

  /** Of two other plans the one that loses less at the prices. */
  private wish(order: number): number {
    const { known, random } = this;
    const plans = known.plansOf(order);
    if (plans.length === 0) return NO_PLAN;
    const current = known.current[order] as number;
    const draw = () => plans[Math.floor(random.next() * plans.length)] as number;
    const [one, other] = [draw(), draw()];
    if (one === current) return other === current ? NO_PLAN : other;
    if (other === current) return one;
    return known.slack(order, other) < known.slack(order, one) ? other : one;
  }

  /** Gives an order without a plan its best one from what is left. */
  private give(order: number, priced: boolean): void {
    const { known, explorer } = this;
    const fitting = known.bestFit(order, priced);
    const isBest =
      fitting !== NO_PLAN &&
      (priced
        ? known.slack(order, fitting) <= TOLERANCE
        : known.gain(fitting) >= (explorer.mostGain[order] as number) - TOLERANCE);
    const number = isBest ? fitting : this.choose(order, priced);
    this.markStale(order);
    if (number !== NO_PLAN) known.place(number);
  }

  /** By an exact choice: often a plan that was not known. */
  private choose(order: number, priced: boolean): number {
    this.handOver();
    const gain = this.desk.look(order, priced);
    if (gain <= 0) return NO_PLAN;
    const number = this.known.add(order, this.chooser.plan, gain);
    return number === NO_PLAN ? this.known.bestFit(order, priced) : number;
  }

  /** Offers what was given back to some of those who want it. */
  private offer(seed: number): void {
    const { known, changed, before, random } = this;
    const givers = changed.length;
    for (let i = 0; i < givers; i++) {
      const plan = before[i] as number;
      if (plan === NO_PLAN || plan === known.current[changed[i] as number]) continue;
      for (let at = known.resourceCount(plan) - 1; at >= 0; at--) {
        const resource = known.resource(plan, at);
        for (let offers = 0; offers < OFFERS && (known.left[resource] as number) > 0; offers++) {
          const order = known.wanterOf(resource, random.next());
          if (order !== seed && known.slackOf(order) > TOLERANCE) this.improve(order);
        }
      }
    }
  }

  /** The best of the order's known plans, when it earns more than the one it has. */
  private improve(order: number): void {
    const { known } = this;
    const had = known.current[order] as number;
    this.take(order);
    const number = known.bestFit(order, false);
    if (known.gain(number) > known.gain(had) + TOLERANCE) known.place(number);
    else if (had !== NO_PLAN) known.place(had);
  }

  private take(order: number): void {
    const { known } = this;
    const number = known.current[order] as number;
    if (this.changedIn[order] !== this.rounds) {
      this.changedIn[order] = this.rounds;
      this.changed.push(order);
      this.before.push(number);
    }
    this.markStale(order);
    if (number !== NO_PLAN) known.displace(number);
  }

  private undo(total: number): void {
    const { changed, before, known } = this;
    for (const order of changed) this.markStale(order);
    this.exchange(changed.length, (i) => changed[i] as number, before);
    known.total = total;
  }

  /** Carries out these plans of some orders in place of those they have. */
  private exchange(count: number, orderAt: (i: number) => number, plans: ArrayLike<number>): void {
    const { known } = this;
    for (let i = 0; i < count; i++) {
      const number = known.current[orderAt(i)] as number;
      if (number !== NO_PLAN && number !== plans[i]) known.displace(number);
    }
    for (let i = 0; i < count; i++) {
      const number = plans[i] as number;
      if (number !== NO_PLAN && known.current[orderAt(i)] !== number) known.place(number);
    }
  }

  /** The plans before this round, which made them worse, were the best so far. */
  private remember(total: number): void {
    const { changed, before, best } = this;
    this.bestTotal = total;
    best.set(this.known.current);
    for (let i = 0; i < changed.length; i++) best[changed[i] as number] = before[i] as number;
  }

  private markStale(order: number): void {
    if (this.isStale[order] === 1) return;
    this.isStale[order] = 1;
    this.stale.push(order);
  }

  /** Puts the plans of now on the desk. */
  handOver(): void {
    const { desk, known, stale, isStale } = this;
    const planOf = (order: number) => {
      const number = known.current[order] as number;
      return number === NO_PLAN ? null : known.plan(number);
    };
    for (const order of stale) if (desk.state.plans[order] !== planOf(order)) desk.remove(order);
    for (const order of stale) {
      isStale[order] = 0;
      const plan = planOf(order);
      if (plan && desk.state.plans[order] !== plan)
        desk.put(order, plan, known.gain(known.current[order] as number));
    }
    stale.length = 0;
  }

  private shuffleDisplaced(): void {
    const { displaced, random } = this;
    for (let i = displaced.length - 1; i > 0; i--) {
      const j = random.integer(0, i);
      const order = displaced[i] as number;
      displaced[i] = displaced[j] as number;
      displaced[j] = order;
    }
  }

  /** Small models draw lots; large ones go through the orders with most slack. */
  private pickSeed(): number {
    const { known, random, model } = this;
    if (model.orderCount > MOST_BY_LOT) return this.nextInQueue();
    let seed = random.integer(0, model.orderCount - 1);
    let most = known.slackOf(seed);
    const rivals = model.orderCount > FEW_ORDERS ? 10 : 3;
    for (let i = 0; i < rivals; i++) {
      const other = random.integer(0, model.orderCount - 1);
      const slack = known.slackOf(other);
      if (slack <= most) continue;
      seed = other;
      most = slack;
    }
    return seed;
  }

  private nextInQueue(): number {
    if (this.queued >= this.queue.length) {
      const { orderCount } = this.model;
      const slacks = Float64Array.from({ length: orderCount }, (_, order) => this.known.slackOf(order));
      const orders = Int32Array.from({ length: orderCount }, (_, order) => order);
      orders.sort((a, b) => (slacks[b] as number) - (slacks[a] as number) || a - b);
      this.queue = orders.subarray(0, Math.ceil(orderCount * QUEUED_SHARE));
      this.queued = 0;
    }
    const order = this.queue[this.queued] as number;
    this.queued += 1;
    return order;
  }
}
