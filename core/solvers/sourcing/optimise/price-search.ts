import { BLOCK, BlockChooser, type BlockHelper } from './block-choice.ts';
import type { SourcingModel } from './model.ts';
import type { OrderChooser } from './order-choice.ts';
import type { Prices } from './prices.ts';

/** What a round spends on one order's choice. */
const MOST_NODES = 500;
/** A helper's share of the orders. */
const HELPED = 0.5;
/** Rounds without a better bound before the step is cut. */
const PATIENCE = 6;
const SHRINK = 0.7;
/** How much of the last direction is kept. */
const MEMORY = 0.7;

/**
 * Finds prices with a low bound: a deflected sub-gradient, its step measured by the distance to the best plan known
 * (Polyak). Every round prices all orders, so every round gives a proven bound.
 */
export class PriceSearch {
  /** The lowest bound found, on what the orders earn beyond nothing. */
  bestBound = Number.POSITIVE_INFINITY;
  readonly bestValues: Float64Array;
  /** What every order is worth at the prices of the last round. */
  readonly worth: Float64Array;
  rounds = 0;
  private readonly block: BlockChooser;
  private readonly prices: Prices;
  private readonly direction: Float64Array;
  private lastBound = 0;
  private step = 1;
  private sinceBetter = 0;

  constructor(
    model: SourcingModel,
    chooser: OrderChooser,
    prices: Prices,
    helper: BlockHelper | null = null,
  ) {
    this.block = new BlockChooser(model, chooser, prices, helper, MOST_NODES);
    this.prices = prices;
    this.bestValues = new Float64Array(prices.values.length);
    this.worth = new Float64Array(model.orderCount);
    this.direction = new Float64Array(prices.values.length);
  }

  /** Prices all orders at `prices.values`, pausing now and then; the bound may become better. */
  *price(): Generator<void> {
    const { block, prices, worth } = this;
    prices.publish();
    block.tellPrices();
    prices.usage.fill(0);
    let bound = prices.worthOfLimits();
    for (let from = 0; from < worth.length; from += BLOCK) {
      const orders = Array.from({ length: Math.min(BLOCK, worth.length - from) }, (_, i) => from + i);
      block.begin(orders, HELPED);
      block.end();
      for (const [place, order] of orders.entries()) {
        worth[order] = block.boundOf(place);
        bound += block.boundOf(place);
        prices.count(order, block.planOf(place));
      }
      yield;
    }
    this.rounds += 1;
    this.lastBound = bound;
    if (bound < this.bestBound) {
      if (bound < this.bestBound - 1e-4 * Math.abs(this.bestBound)) this.sinceBetter = 0;
      this.bestBound = bound;
      this.bestValues.set(prices.values);
    }
  }

  /** Moves the prices after a round. @param target what the best plan known earns. */
  move(target: number): void {
    const { prices, direction, lastBound: bound } = this;
    const { limit } = prices.resources;
    this.sinceBetter += 1;
    if (this.sinceBetter > PATIENCE) {
      this.step *= SHRINK;
      this.sinceBetter = 0;
    }
    let length = 0;
    for (let i = 0; i < direction.length; i++) {
      let excess = (prices.usage[i] as number) - (limit[i] as number);
      if (excess < 0 && prices.values[i] === 0) excess = 0;
      const move = excess + MEMORY * (direction[i] as number);
      direction[i] = move;
      length += move * move;
    }
    if (length === 0) return;
    const size = (this.step * Math.max(bound - target, 1e-9)) / length;
    for (let i = 0; i < direction.length; i++) {
      const moved = (prices.values[i] as number) + size * (direction[i] as number);
      if (moved > 0) prices.values[i] = moved;
      else {
        prices.values[i] = 0;
        direction[i] = Math.max(0, direction[i] as number);
      }
    }
  }
}
