import { marginalValues } from './first-prices.ts';
import type { SourcingModel } from './model.ts';
import { OrderChooser } from './order-choice.ts';
import { PlanState } from './plan-state.ts';
import { PriceSweep } from './price-sweep.ts';
import { Prices } from './prices.ts';

/** What two threads of one search share. */
export type SweepMemory = {
  /** The orders, in the sequence of the sweep. */
  sequence: Int32Array;
  /** Prices that a round begins with. */
  before: Float64Array;
  /** Prices as the helper moved them. */
  after: Float64Array;
};

/** Another thread that prices a part of the orders at the same time. */
export interface SweepHelper {
  readonly memory: SweepMemory;
  /** Begins with the orders at these places of the sequence, at the prices `before`. @param size as of a pass */
  start(from: number, to: number, size: number): void;
  /** Waits until the prices `after` stand. @throws when it does not answer */
  finish(): void;
}

/** Room for every price that a model may have. */
export function sweepMemory(model: SourcingModel): SweepMemory {
  const prices = model.positionCost.length * model.keptBack.length + 2 * model.facilityCount;
  const room = () => new Float64Array(new SharedArrayBuffer(prices * Float64Array.BYTES_PER_ELEMENT));
  const orders = new SharedArrayBuffer(model.orderCount * Int32Array.BYTES_PER_ELEMENT);
  return { sequence: new Int32Array(orders), before: room(), after: room() };
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
export class SweepPart {
  private readonly memory: SweepMemory;
  private readonly prices: Prices;
  private readonly sweep: PriceSweep;

  constructor(model: SourcingModel, memory: SweepMemory, mostNodes: number) {
    this.memory = memory;
    this.prices = new Prices(model, new PlanState(model).rooms);
    this.sweep = new PriceSweep(
      model,
      new OrderChooser(model),
      this.prices,
      marginalValues(model),
      mostNodes,
    );
  }

  run(from: number, to: number, size: number): void {
    const { prices, memory } = this;
    prices.values.set(memory.before.subarray(0, prices.values.length));
    for (const _ of this.sweep.pass(memory.sequence, from, to, size));
    memory.after.set(prices.values);
  }
}
