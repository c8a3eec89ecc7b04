import type { SourcingModel } from './model.ts';
import type { OrderChooser } from './order-choice.ts';
import type { Market } from './order-task.ts';
import { NOTHING, type PlanState } from './plan-state.ts';
import type { Prices } from './prices.ts';

/** Nodes of one order's search when a plan is wanted, not a bound. */
const MOST_NODES = 400;

/** Where plans are changed: finds an order's best plan from what is left, and can take back what was tried. */
export class PlanDesk {
  readonly state: PlanState;
  private readonly model: SourcingModel;
  private readonly chooser: OrderChooser;
  /** By class of orders: at cost, and at the prices of what is scarce. */
  private readonly atCost: Market[];
  private readonly atPrices: Market[];
  private readonly wished: Market[];
  private readonly logOrders: number[] = [];
  private readonly logPlans: number[][] = [];
  private readonly logGains: number[] = [];
  private readonly onChange: ((order: number, plan: readonly number[], sign: 1 | -1) => void)[] = [];

  constructor(model: SourcingModel, chooser: OrderChooser, state: PlanState, prices: Prices) {
    this.model = model;
    this.chooser = chooser;
    this.state = state;
    const free = new Float64Array(model.facilityCount);
    const { ordersLeft, unitsLeft } = state;
    this.wished = state.rooms.map((_, c) => prices.market(c));
    this.atCost = state.rooms.map((room) => {
      return { cost: model.positionCost, room, facilityPrice: free, ordersLeft, unitsLeft };
    });
    this.atPrices = state.rooms.map((room, c) => ({ ...prices.market(c), room, ordersLeft, unitsLeft }));
  }

  /** Calls back whenever a plan is put or removed. */
  watch(listener: (order: number, plan: readonly number[], sign: 1 | -1) => void): void {
    this.onChange.push(listener);
  }

  /** Gives an order without a plan its best one from what is left. @param priced what is scarce has its price. */
  insert(order: number, priced: boolean): void {
    const { chooser, state } = this;
    const markets = priced ? this.atPrices : this.atCost;
    chooser.choose(order, markets[this.model.orderClass[order] as number] as Market, MOST_NODES);
    if (chooser.plan.length === 0) return;
    const gain = priced ? state.gainOf(order, chooser.plan) : chooser.value;
    if (gain <= 0) return;
    this.put(order, chooser.plan.slice(), gain);
  }

  /** As `insert`, but not from this facility. */
  insertElsewhere(order: number, priced: boolean, facility: number): void {
    this.chooser.avoided = facility;
    this.insert(order, priced);
    this.chooser.avoided = -1;
  }

  /** What the order would take if nothing were taken yet, at the prices. */
  wish(order: number): readonly number[] {
    this.chooser.choose(order, this.wished[this.model.orderClass[order] as number] as Market, MOST_NODES);
    return this.chooser.plan.slice();
  }

  /** Takes the order's plan away, to be taken back by `undo`. */
  eject(order: number): void {
    const plan = this.state.plans[order] as number[];
    this.logOrders.push(order);
    this.logPlans.push(plan);
    this.logGains.push(this.state.gains[order] as number);
    this.remove(order);
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

  /** Keeps what was done since the last time. */
  accept(): void {
    this.logOrders.length = 0;
    this.logPlans.length = 0;
    this.logGains.length = 0;
  }

  /** Takes back what was done to ejected orders since the last time. */
  undo(): void {
    for (const order of this.logOrders) this.remove(order);
    for (let i = this.logOrders.length - 1; i >= 0; i--) {
      const order = this.logOrders[i] as number;
      if (this.logOrders.indexOf(order) !== i) continue;
      this.put(order, this.logPlans[i] as number[], this.logGains[i] as number);
    }
    this.accept();
  }

  put(order: number, plan: number[], gain: number): void {
    if (plan.length === 0) return;
    this.state.put(order, plan, gain);
    for (const listener of this.onChange) listener(order, plan, 1);
  }

  remove(order: number): void {
    const plan = this.state.plans[order] as number[];
    if (plan === NOTHING) return;
    for (const listener of this.onChange) listener(order, plan, -1);
    this.state.remove(order);
  }
}
