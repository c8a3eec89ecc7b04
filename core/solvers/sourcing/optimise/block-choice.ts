import type { SourcingModel } from './model.ts';
import type { OrderChooser } from './order-choice.ts';
import type { Market } from './order-task.ts';
import type { Prices } from './prices.ts';

/** Most orders of a block, between two looks at the clock. */
export const BLOCK = 256;

/** What two threads share of a block of orders. */
export type BlockMemory = {
  /** What orders pay, by class and position; and on top of every shipment, by facility. */
  costs: Float64Array[];
  facilityPrice: Float64Array;
  /** By place in the block: */
  orders: Int32Array;
  /** No plan is worth more. */
  bounds: Float64Array;
  /** How long the plan is, then the plan; `stride` apart. */
  plans: Int32Array;
  stride: number;
};

/** Room for any plan of the model's orders. */
export function blockMemory(model: SourcingModel): BlockMemory {
  let most = 0;
  for (let order = 0; order < model.orderCount; order++) {
    let entries = 0;
    const end = model.orderLines[order + 1] as number;
    for (let line = model.orderLines[order] as number; line < end; line++) {
      entries += Math.min(model.lineQuantity[line] as number, model.maxShipments[order] as number);
    }
    most = Math.max(most, entries);
  }
  const stride = 1 + 4 * most;
  return {
    costs: model.keptBack.map(() => floats(model.positionCost.length)),
    facilityPrice: floats(model.facilityCount),
    orders: integers(BLOCK),
    bounds: floats(BLOCK),
    plans: integers(BLOCK * stride),
    stride,
  };
}

function floats(count: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
}

function integers(count: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT));
}

/** Chooses for the orders of a part of a block. */
export class BlockPart {
  private readonly model: SourcingModel;
  private readonly chooser: OrderChooser;
  private readonly markets: readonly Market[];
  private readonly memory: BlockMemory;

  /** @param markets what orders pay, by their class */
  constructor(model: SourcingModel, chooser: OrderChooser, markets: readonly Market[], memory: BlockMemory) {
    this.model = model;
    this.chooser = chooser;
    this.markets = markets;
    this.memory = memory;
  }

  run(from: number, to: number, mostNodes: number): void {
    const { model, chooser, markets, memory } = this;
    for (let place = from; place < to; place++) {
      const order = memory.orders[place] as number;
      chooser.choose(order, markets[model.orderClass[order] as number] as Market, mostNodes);
      memory.bounds[place] = chooser.bound;
      memory.plans[place * memory.stride] = chooser.plan.length;
      memory.plans.set(chooser.plan, place * memory.stride + 1);
    }
  }
}

/** Another thread's side of a block. */
export interface BlockHelper {
  readonly memory: { readonly block: BlockMemory };
  /** Begins to choose for these places of the block, at the prices in the memory. */
  startBlock(from: number, to: number, mostNodes: number): void;
  /** Waits until that is done. @throws when it does not answer */
  finish(): void;
}

/** Best plans of many orders at the same prices; a helper, where there is one, chooses for some of them. */
export class BlockChooser {
  /** So many places, the first ones, were the helper's: it used the prices as they were when the block began. */
  helped = 0;
  private readonly memory: BlockMemory;
  private readonly helper: BlockHelper | null;
  private readonly part: BlockPart;
  private readonly markets: readonly Market[];
  private readonly mostNodes: number;
  private count = 0;

  /** @param mostNodes of the search for one order's plan */
  constructor(
    model: SourcingModel,
    chooser: OrderChooser,
    prices: Prices,
    helper: BlockHelper | null,
    mostNodes: number,
  ) {
    this.helper = helper;
    this.memory = helper?.memory.block ?? blockMemory(model);
    this.markets = model.keptBack.map((_, orderClass) => prices.market(orderClass));
    this.part = new BlockPart(model, chooser, this.markets, this.memory);
    this.mostNodes = mostNodes;
  }

  /** Tells the helper all prices. */
  tellPrices(): void {
    if (!this.helper) return;
    for (const [c, market] of this.markets.entries()) this.memory.costs[c]?.set(market.cost);
    this.tellFacilityPrices();
  }

  /** Tells the helper what has become dearer. */
  tellDearer(positions: readonly number[]): void {
    if (!this.helper) return;
    for (const [c, { cost }] of this.markets.entries()) {
      const told = this.memory.costs[c] as Float64Array;
      for (const position of positions) told[position] = cost[position] as number;
    }
    this.tellFacilityPrices();
  }

  /** The helper begins with the first orders, its share of them. */
  begin(orders: ArrayLike<number>, share: number): void {
    const { helper, memory } = this;
    memory.orders.set(orders);
    this.count = orders.length;
    this.helped = helper ? Math.floor(share * this.count) : 0;
    if (this.helped > 0) helper?.startBlock(0, this.helped, this.mostNodes);
  }

  /** Chooses for the others at the prices as they are now, and waits for the helper. */
  end(): void {
    try {
      this.part.run(this.helped, this.count, this.mostNodes);
    } finally {
      if (this.helped > 0) this.helper?.finish();
    }
  }

  boundOf(place: number): number {
    return this.memory.bounds[place] as number;
  }

  /** Quadruples of line, position, candidate and quantity. */
  planOf(place: number): number[] {
    const { stride, plans } = this.memory;
    const start = place * stride + 1;
    const plan = new Array<number>(plans[start - 1] as number);
    for (let i = 0; i < plan.length; i++) plan[i] = plans[start + i] as number;
    return plan;
  }

  private tellFacilityPrices(): void {
    const [market] = this.markets;
    if (market) this.memory.facilityPrice.set(market.facilityPrice);
  }
}
