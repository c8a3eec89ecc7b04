import { createRandom, type Random } from '../../../kernel/random.ts';
import { Auction } from './auction.ts';
import { TOLERANCE } from './choice-search.ts';
import { type Effort, effortFor } from './effort.ts';
import { marginalValues, setFirstPrices } from './first-prices.ts';
import { Improver } from './improve.ts';
import type { SourcingModel } from './model.ts';
import { OrderChooser } from './order-choice.ts';
import { PlanDesk } from './plan-desk.ts';
import { PlanState } from './plan-state.ts';
import { PriceSearch } from './price-search.ts';
import { PriceSweep } from './price-sweep.ts';
import { Prices } from './prices.ts';
import { ReverseAuction } from './reverse-auction.ts';
import type { SolverHelper } from './solver-helper.ts';
import { shuffleOrders, sweepOrders } from './sweep-rounds.ts';

export type OptimiseRun = {
  /** The same seed gives the same result, unless `shouldStop` or the time cuts the run short. */
  seed: number;
  /** Ends the run once (bound − profit) is no larger a share of the bound. */
  gap?: number;
  effort?: Effort;
  /** Solvers have no clock: the caller says which share of the time is gone, 0 to 1. */
  timeSpent?: () => number;
  /** Asked at every pause; true ends the run with the best so far. */
  shouldStop?: () => boolean;
  /** Looks at half of the orders while this thread looks at the others; the result is another one, as good. */
  helper?: SolverHelper;
};

export type OptimisePhase = 'pricing' | 'planning' | 'improving';

/** Where a run is. Profit and bound are known once there is a plan. */
export type OptimiseProgress = {
  phase: OptimisePhase;
  share: number;
  profit: number | null;
  bound: number | null;
};

export type OptimiseOutcome = {
  /** By order: quadruples of line, position, candidate (counted from the order's first) and quantity. */
  plans: number[][];
  /** What each order earns beyond shipping nothing. */
  gains: Float64Array;
  profit: number;
  /** No plan earns more. */
  bound: number;
  gap: number;
  stoppedBy: 'gap' | 'effort' | 'noImprovement' | 'time' | 'cancel';
  /** Look-ups, rounds of pricing all orders, rounds of improvement. */
  work: number;
  pricings: number;
  improvements: number;
};

/** Runs to the end. */
export function optimise(
  model: SourcingModel,
  run: OptimiseRun,
  onProgress?: (progress: OptimiseProgress) => void,
): OptimiseOutcome {
  const steps = optimiseInSteps(model, run);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
  }
}

/** Runs with pauses, a few milliseconds apart, in which the caller may show progress or handle what else happened. */
export function* optimiseInSteps(
  model: SourcingModel,
  run: OptimiseRun,
): Generator<OptimiseProgress, OptimiseOutcome> {
  const optimiser = new Optimiser(model, run);
  yield* optimiser.findPrices();
  yield* optimiser.plan();
  yield* optimiser.improve();
  return optimiser.outcome();
}

/** (bound − profit) as a share of the bound's size. */
export function gapOf(profit: number, bound: number): number {
  return bound - profit <= 1e-9 ? 0 : (bound - profit) / Math.max(1, Math.abs(bound));
}

/**
 * Time is shared out: prices are looked for, then refined; or orders bid, then what is left over is sold. The rest is for
 * improvement.
 */
const SWEEPS_UNTIL = 0.52;
const ROUNDS_UNTIL = 0.8;
const BIDS_UNTIL = 0.78;
const SALES_UNTIL = 0.86;
/** No auction is begun later: too many would be left without their best plan. */
const BIDS_FROM = 0.6;
const FIRST_STEP = 0.3;
const LAST_STEP = 0.006;
/** The share of the time may be ahead of the share of the work by so much. */
const IN_TIME = 0.1;
const ROUNDS_A_STEP = 64;

class Optimiser {
  private readonly model: SourcingModel;
  private readonly run: OptimiseRun;
  private readonly effort: Effort;
  private readonly random: Random;
  private readonly marginal: Float64Array;
  private readonly chooser: OrderChooser;
  private readonly state: PlanState;
  private readonly prices: Prices;
  private readonly search: PriceSearch;
  private readonly desk: PlanDesk;
  private stoppedBy: OptimiseOutcome['stoppedBy'] = 'effort';
  private sweeps = 0;
  private improvements = 0;
  private withAuction = false;
  private cancelled = false;

  constructor(model: SourcingModel, run: OptimiseRun) {
    this.model = model;
    this.run = run;
    this.effort = run.effort ?? effortFor(model);
    this.random = createRandom(run.seed);
    this.marginal = marginalValues(model);
    this.chooser = new OrderChooser(model);
    this.state = new PlanState(model);
    this.prices = new Prices(model, this.state.rooms);
    this.search = new PriceSearch(model, this.chooser, this.prices, run.helper);
    this.desk = new PlanDesk(model, this.chooser, this.state, this.prices);
  }

  *findPrices(): Generator<OptimiseProgress> {
    const { model, chooser, prices, effort, marginal } = this;
    const sweeps = prices.resources.count === 0 ? 0 : effort.sweeps;
    if (sweeps > 0) setFirstPrices(model, prices, marginal);
    const sweep = new PriceSweep(model, chooser, prices, marginal);
    const random = this.random.fork('sweeps');
    const helper = this.run.helper ?? null;
    const sequence = helper?.memory.sequence ?? new Int32Array(model.orderCount);
    const start = this.spent();
    for (let i = 0; i < sweeps && this.spent() < SWEEPS_UNTIL; i++) {
      const inTime = (this.spent() - start) / (SWEEPS_UNTIL - start);
      const share = unlessLate(i / sweeps, inTime, 1 / sweeps);
      const size = FIRST_STEP * (LAST_STEP / FIRST_STEP) ** share;
      shuffleOrders(sequence, random);
      this.sweeps += 1;
      for (const _ of sweepOrders(sweep, prices, { sequence, size, helper })) {
        if (this.isOver(SWEEPS_UNTIL)) break;
        yield this.progress('pricing', share);
      }
    }
    this.withAuction = Boolean(effort.bids) && this.sweeps > 0 && this.spent() <= BIDS_FROM;
    if (!this.withAuction) yield* this.priceAll(0);
  }

  /** A first plan, then prices refined towards it, then a plan at the better prices. */
  *plan(): Generator<OptimiseProgress> {
    if (this.withAuction) {
      yield* this.auction(this.effort.bids ?? 0);
      return;
    }
    yield* this.sourceAll();
    const rounds = this.prices.resources.count === 0 ? 0 : this.effort.priceRounds;
    let moved = false;
    for (let i = 0; i < rounds && !this.isOver(ROUNDS_UNTIL) && !this.isProven(); i++) {
      this.search.move(this.state.total);
      yield* this.priceAll(i / rounds);
      moved = true;
    }
    this.prices.values.set(this.search.bestValues);
    if (!moved || this.cancelled) return;
    const [plans, gains, total] = [this.state.plans.slice(), this.state.gains.slice(), this.state.total];
    yield* this.priceAll(1);
    yield* this.sourceAll();
    if (this.state.total >= total) return;
    for (let order = 0; order < this.model.orderCount; order++) this.desk.remove(order);
    for (let order = 0; order < this.model.orderCount; order++) {
      this.desk.put(order, plans[order] as number[], gains[order] as number);
    }
  }

  /** A plan, and prices that often prove more than those it started from. */
  private *auction(bids: number): Generator<OptimiseProgress> {
    const { model, desk, chooser, prices } = this;
    const helper = this.run.helper ?? null;
    const auction = new Auction(model, chooser, helper, desk, prices, this.marginal, this.sweeps);
    for (const share of auction.run(bids * model.orderCount)) {
      if (this.isOver(BIDS_UNTIL)) break;
      yield this.progress('planning', share);
    }
    auction.finish();
    yield* this.priceAll(1);
    const reverse = new ReverseAuction(model, desk, prices, auction.bid);
    for (const share of reverse.run(model.orderCount)) {
      if (this.isOver(SALES_UNTIL)) break;
      yield this.progress('planning', share);
    }
    if (!this.isOver(1)) yield* this.priceAll(1);
  }

  *improve(): Generator<OptimiseProgress> {
    const { model, desk, prices, search, effort, state } = this;
    const pointless = effort.improvementRounds === 0 || prices.resources.count === 0;
    if (pointless || this.isProven() || this.isOver(1)) return;
    const improver = new Improver(model, this.chooser, desk, prices, search, this.random.fork('improve'));
    const heat = effort.heat === 0 ? 0 : effort.heat * improver.typicalLoss();
    const start = this.spent();
    let [mark, markedAt] = [state.total, 0];
    while (improver.rounds < effort.improvementRounds && !this.isOver(1) && !this.isProven()) {
      const inTime = start < 1 ? (this.spent() - start) / (1 - start) : 1;
      const share = unlessLate(improver.rounds / effort.improvementRounds, inTime, IN_TIME);
      for (let i = 0; i < ROUNDS_A_STEP; i++) improver.round(heat * (1 - share));
      improver.handOver();
      if (state.total > mark + 1e-6 * Math.abs(mark)) [mark, markedAt] = [state.total, improver.rounds];
      if (improver.rounds - markedAt > effort.patience && heat === 0) {
        this.stoppedBy = 'noImprovement';
        break;
      }
      yield this.progress('improving', share);
    }
    improver.finish();
    const takesLong = Boolean(effort.bids);
    if (!this.cancelled && !(takesLong && this.isOver(1))) yield* this.lookAgain(this.mostToLoseFirst());
    this.improvements = improver.rounds;
  }

  outcome(): OptimiseOutcome {
    const { model, state, chooser, search } = this;
    const profit = model.baseProfit + state.total;
    const bound = Math.max(profit, model.baseProfit + this.bound());
    const gap = gapOf(profit, bound);
    return {
      plans: state.plans,
      gains: state.gains,
      profit,
      bound,
      gap,
      stoppedBy: this.stoppedBy,
      work: chooser.work,
      pricings: search.rounds,
      improvements: this.improvements,
    };
  }

  /** Goes on when time is over: without it there would be no bound worth the name. */
  private *priceAll(share: number): Generator<OptimiseProgress> {
    for (const _ of this.search.price()) {
      if (this.run.shouldStop?.()) this.cancelled = true;
      if (this.cancelled) return;
      yield this.progress('pricing', share);
    }
  }

  /** Every order's best plan at the prices, those with most to lose first; then each looks again at what is left. */
  private *sourceAll(): Generator<OptimiseProgress> {
    const { model, desk } = this;
    for (let order = 0; order < model.orderCount; order++) desk.remove(order);
    const sequence = this.mostToLoseFirst();
    for (const [i, order] of sequence.entries()) {
      desk.insert(order, true);
      if (i % 256 === 0) yield this.progress('planning', i / (2 * sequence.length));
    }
    yield* this.lookAgain(sequence);
  }

  private mostToLoseFirst(): Int32Array {
    const { worth } = this.search;
    const sequence = Int32Array.from({ length: this.model.orderCount }, (_, i) => i);
    return sequence.sort((a, b) => (worth[b] as number) - (worth[a] as number) || a - b);
  }

  private *lookAgain(sequence: Int32Array): Generator<OptimiseProgress> {
    for (const [i, order] of sequence.entries()) {
      this.desk.reinsert(order);
      if (i % 256 !== 0) continue;
      if (this.run.shouldStop?.()) return;
      yield this.progress('planning', 0.5 + i / (2 * sequence.length));
    }
  }

  /** What the orders together can earn at most, beyond shipping nothing; rounding is on the safe side. */
  private bound(): number {
    const { model, search } = this;
    const bound = Number.isFinite(search.bestBound) ? search.bestBound : plainBound(model);
    return bound + model.orderCount * TOLERANCE + 1e-10 * (Math.abs(bound) + Math.abs(model.baseProfit));
  }

  private isProven(): boolean {
    if (!Number.isFinite(this.search.bestBound)) return false;
    const profit = this.model.baseProfit + this.state.total;
    if (gapOf(profit, this.model.baseProfit + this.bound()) > (this.run.gap ?? 1e-7)) return false;
    this.stoppedBy = 'gap';
    return true;
  }

  private spent(): number {
    return this.run.timeSpent?.() ?? 0;
  }

  /** True when this share of the time is gone, or the caller wants an end. */
  private isOver(share: number): boolean {
    if (this.run.shouldStop?.()) this.cancelled = true;
    const late = this.spent() >= share;
    if (this.cancelled) this.stoppedBy = 'cancel';
    else if (late && share === 1) this.stoppedBy = 'time';
    return this.cancelled || late;
  }

  private progress(phase: OptimisePhase, share: number): OptimiseProgress {
    const planned = phase === 'improving';
    return {
      phase,
      share,
      profit: planned ? this.model.baseProfit + this.state.total : null,
      bound: planned ? this.model.baseProfit + this.bound() : null,
    };
  }
}

/** The share of the work that is done; when that would not end in time, the share of the time. A run that does is the same each time. */
function unlessLate(done: number, spent: number, ahead: number): number {
  return spent > done + ahead ? spent : done;
}

/** As if every unit came from the cheapest position without a shipment. */
function plainBound(model: SourcingModel): number {
  let bound = 0;
  for (let line = 0; line < model.lineProduct.length; line++) {
    const product = model.lineProduct[line] as number;
    let cheapest = Number.POSITIVE_INFINITY;
    const end = model.productPositions[product + 1] as number;
    for (let position = model.productPositions[product] as number; position < end; position++) {
      cheapest = Math.min(cheapest, model.positionCost[position] as number);
    }
    bound += Math.max(0, (model.lineValue[line] as number) - cheapest) * (model.lineQuantity[line] as number);
  }
  return bound;
}
