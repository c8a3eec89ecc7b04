import { type BlockHelper, type BlockMemory, BlockPart, blockMemory } from './block-choice.ts';
import { marginalValues } from './first-prices.ts';
import type { SourcingModel } from './model.ts';
import { OrderChooser } from './order-choice.ts';
import { PlanState } from './plan-state.ts';
import { PriceSweep } from './price-sweep.ts';
import { Prices } from './prices.ts';

/** What two threads of one search share. */
export type HelperMemory = {
  /** The orders, in the sequence of the sweep. */
  sequence: Int32Array;
  /** Prices that a round begins with. */
  before: Float64Array;
  /** Prices as the helper moved them. */
  after: Float64Array;
  block: BlockMemory;
};

/** Another thread that looks at a part of the orders at the same time. It does one thing after the other. */
export interface SolverHelper extends BlockHelper {
  readonly memory: HelperMemory;
  /** Begins a sweep over the orders at these places of the sequence, at the prices `before`. @param size as of a pass */
  startSweep(from: number, to: number, size: number): void;
}

/** What is asked of a helper: the first of the four numbers. */
const ASK_SWEEP = 0;
const ASK_BLOCK = 1;

/** The helper as the search sees it. @param ask hands four numbers to `HelperPart.run` in its thread */
export function solverHelper(
  memory: HelperMemory,
  ask: (words: readonly number[]) => void,
  finish: () => void,
): SolverHelper {
  return {
    memory,
    startSweep: (from, to, size) => ask([ASK_SWEEP, from, to, size]),
    startBlock: (from, to, mostNodes) => ask([ASK_BLOCK, from, to, mostNodes]),
    finish,
  };
}

/** Room for every price and every plan that a model may have. */
export function helperMemory(model: SourcingModel): HelperMemory {
  const prices = model.positionCost.length * model.keptBack.length + 2 * model.facilityCount;
  const room = () => new Float64Array(new SharedArrayBuffer(prices * Float64Array.BYTES_PER_ELEMENT));
  const orders = new SharedArrayBuffer(model.orderCount * Int32Array.BYTES_PER_ELEMENT);
  return {
    sequence: new Int32Array(orders),
    before: room(),
    after: room(),
    block: blockMemory(model),
  };
}

/** The same model with its columns where other threads can read them. */
export function sharedModel(model: SourcingModel): SourcingModel {
  const entries = Object.entries(model).map(([name, value]) => [name, shared(value)]);
  return Object.fromEntries(entries) as SourcingModel;
}

function shared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shared);
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return value;
  const column = value as Int32Array;
  const Column = column.constructor as new (buffer: SharedArrayBuffer) => Int32Array;
  const copy = new Column(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}

/** The helper's own half of the work: what its thread does when it is asked. */
export class HelperPart {
  private readonly memory: HelperMemory;
  private readonly prices: Prices;
  private readonly sweep: PriceSweep;
  private readonly part: BlockPart;

  constructor(model: SourcingModel, memory: HelperMemory) {
    const chooser = new OrderChooser(model);
    this.memory = memory;
    this.prices = new Prices(model, new PlanState(model).rooms);
    this.sweep = new PriceSweep(model, chooser, this.prices, marginalValues(model));
    const { costs, facilityPrice } = memory.block;
    const markets = costs.map((cost, c) => ({ ...this.prices.market(c), cost, facilityPrice }));
    this.part = new BlockPart(model, chooser, markets, memory.block);
  }

  /** @param words as they were asked */
  run([what = ASK_SWEEP, from = 0, to = 0, of = 0]: ArrayLike<number> & Iterable<number>): void {
    if (what === ASK_SWEEP) this.runSweep(from, to, of);
    else this.part.run(from, to, of);
  }

  private runSweep(from: number, to: number, size: number): void {
    const { prices, memory } = this;
    prices.values.set(memory.before.subarray(0, prices.values.length));
    for (const _ of this.sweep.pass(memory.sequence, from, to, size));
    memory.after.set(prices.values);
  }
}
