import type { KnownPlans } from './known-plans.ts';
import type { SourcingModel } from './model.ts';
import type { OrderChooser } from './order-choice.ts';
import type { Market } from './order-task.ts';
import { MOST_NODES } from './plan-desk.ts';
import { isFirstOf, type PlanState } from './plan-state.ts';
import { ORDERS, type Prices, STOCK } from './prices.ts';

/** From every best plan, so many scarce things one after the other may be missing. */
const MISSING = 1;

/** Finds the plans that an order would fall back on if something scarce were not there. */
export class PlanExplorer {
  /** What an order earns at most, at cost; `Infinity` until it was explored. */
  readonly mostGain: Float64Array;
  private readonly model: SourcingModel;
  private readonly chooser: OrderChooser;
  private readonly state: PlanState;
  private readonly known: KnownPlans;
  private readonly markets: (readonly [Market, Market])[];
  private readonly isScarce: Uint8Array;
  private readonly isFacilityScarce: Uint8Array;
  private readonly explored: Uint8Array;

  constructor(
    model: SourcingModel,
    chooser: OrderChooser,
    state: PlanState,
    prices: Prices,
    known: KnownPlans,
  ) {
    this.model = model;
    this.chooser = chooser;
    this.state = state;
    this.known = known;
    this.mostGain = new Float64Array(model.orderCount).fill(Number.POSITIVE_INFINITY);
    this.explored = new Uint8Array(model.orderCount);
    this.isScarce = new Uint8Array(model.positionCost.length);
    this.isFacilityScarce = new Uint8Array(model.facilityCount);
    const { count, kind, at } = prices.resources;
    for (let i = 0; i < count; i++) {
      if (kind[i] === STOCK) this.isScarce[at[i] as number] = 1;
      if (kind[i] === ORDERS) this.isFacilityScarce[at[i] as number] = 1;
    }
    const free = new Float64Array(model.facilityCount);
    this.markets = model.keptBack.map((_, orderClass) => {
      const market = prices.market(orderClass);
      const priced = { ...market, room: market.room.slice(), ordersLeft: market.ordersLeft.slice() };
      return [priced, { ...priced, cost: model.positionCost, facilityPrice: free }] as const;
    });
  }

  /** Adds the order's plans to those known; the second time there is nothing to do. */
  explore(order: number): void {
    if (this.explored[order] === 1) return;
    this.explored[order] = 1;
    const [priced, atCost] = this.markets[this.model.orderClass[order] as number] as readonly [
      Market,
      Market,
    ];
    this.follow(order, priced, MISSING);
    this.mostGain[order] = this.follow(order, atCost, MISSING);
  }

  /** Adds the best plan, and those when something of it is missing; the value of the best one. */
  private follow(order: number, market: Market, missing: number): number {
    const { chooser, model, state } = this;
    chooser.choose(order, market, MOST_NODES);
    const { value } = chooser;
    if (chooser.plan.length === 0) return value;
    const plan = chooser.plan.slice();
    const gain = state.gainOf(order, plan);
    if (gain > 0) this.known.add(order, plan, gain);
    if (missing === 0) return value;
    for (let i = 0; i < plan.length; i += 4) {
      const position = plan[i + 1] as number;
      if (this.isScarce[position] === 1)
        this.withLess(order, market, position, plan[i + 3] as number, missing - 1);
      const facility = model.positionFacility[position] as number;
      if (this.isFacilityScarce[facility] !== 1 || !isFirstOf(plan, i)) continue;
      const open = market.ordersLeft[facility] as number;
      market.ordersLeft[facility] = 0;
      this.follow(order, market, missing - 1);
      market.ordersLeft[facility] = open;
    }
    return value;
  }

  private withLess(order: number, market: Market, position: number, taken: number, missing: number): void {
    const room = market.room[position] as number;
    for (let units = taken - 1; units >= 0; units--) {
      market.room[position] = units;
      this.follow(order, market, missing);
    }
    market.room[position] = room;
  }
}
