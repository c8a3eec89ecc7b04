import type { SourcingModel } from './model.ts';
import type { OrderChooser } from './order-choice.ts';
import type { Market } from './order-task.ts';
import { NOTHING, type PlanState } from './plan-state.ts';
import type { Prices } from './prices.ts';

/** Nodes of one order's search when a plan is wanted, not a bound. */
export const MOST_NODES = 400;

/** Where plans are changed: finds an order's best plan from what is left. */
export class PlanDesk {
  readonly state: PlanState;
  private readonly model: SourcingModel;
  private readonly chooser: OrderChooser;
  /** By class of orders: at cost, and at the prices of what is scarce. */
  private readonly atCost: Market[];
  private readonly atPrices: Market[];

  constructor(model: SourcingModel, chooser: OrderChooser, state: PlanState, prices: Prices) {
    this.model = model;
    this.chooser = chooser;
    this.state = state;
    const free = new Float64Array(model.facilityCount);
    const { ordersLeft, unitsLeft } = state;
    this.atCost = state.rooms.map((room) => {
      return { cost: model.positionCost, room, facilityPrice: free, ordersLeft, unitsLeft };
    });
    this.atPrices = state.rooms.map((room, c) => ({ ...prices.market(c), room, ordersLeft, unitsLeft }));
  }

  /** The best plan that an order without one gets from what is left, in the chooser; what it earns, 0 = it gets none. */
  look(order: number, priced: boolean): number {
    const { chooser, state } = this;
    const markets = priced ? this.atPrices : this.atCost;
    chooser.choose(order, markets[this.model.orderClass[order] as number] as Market, MOST_NODES);
    if (chooser.plan.length === 0) return 0;
    return Math.max(0, priced ? state.gainOf(order, chooser.plan) : chooser.value);
  }

  /** Gives an order without a plan its best one from what is left. @param priced what is scarce has its price. */
  insert(order: number, priced: boolean): void {
    const gain = this.look(order, priced);
    if (gain > 0) this.put(order, this.chooser.plan.slice(), gain);
  }

  /** Makes the order's plan the best one from what is left; true when it earns more than before. */
  reinsert(order: number): boolean {
    const { state } = this;
    const before = state.gains[order] as number;
    const plan = state.plans[order] as number[];
    this.remove(order);
    this.insert(order, false);
    if ((state.gains[order] as number) > before + 1e-6) return true;
    this.remove(order);
    this.put(order, plan, before);
    return false;
  }

  put(order: number, plan: number[], gain: number): void {
    if (plan.length > 0) this.state.put(order, plan, gain);
  }

  remove(order: number): void {
    if (this.state.plans[order] !== NOTHING) this.state.remove(order);
  }
}
