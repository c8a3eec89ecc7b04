import type { SourcingModel } from './model.ts';
import type { OrderChooser } from './order-choice.ts';
import type { Market } from './order-task.ts';
import type { PlanDesk } from './plan-desk.ts';
import { isFirstOf } from './plan-state.ts';
import { type Prices, STOCK } from './prices.ts';

/** All as shares of what a unit of the product, or a shipment, costs at a change of hands. */
const BID = 0.03;
const SHIPMENT_BID = 0.25;
/** Prices start lower than they were found: bids bring them up again, nothing brings them down. */
const DISCOUNT = 0.06;
const SHARE_OF_SHIPMENT = 0.5;
const SHARE_OF_MARGINAL = 0.25;
const MOST_NODES = 60;
/** Orders between pauses. */
const BIDS_A_STEP = 256;

/**
 * Makes a plan by auction (Bertsekas, "The auction algorithm", Annals of Operations Research 14, 1988): order after order takes
 * its best plan at the prices, outbids who has held the longest what it lacks, and these choose again. Only who was outbid looks
 * again, and in the end every order has nearly its best plan at the prices that the bids have led to.
 */
export class Auction {
  private readonly model: SourcingModel;
  private readonly chooser: OrderChooser;
  private readonly desk: PlanDesk;
  private readonly prices: Prices;
  private readonly markets: Market[];
  /** By position, what a unit's price rises by with a bid. */
  private readonly bid: Float64Array;
  private readonly shipment: number;
  private readonly positionUsers: (number[] | undefined)[] = [];
  private readonly facilityUsers: (number[] | undefined)[] = [];
  private readonly waiting: number[] = [];
  private wave = new Int32Array(0);
  private at = 0;

  constructor(
    model: SourcingModel,
    chooser: OrderChooser,
    desk: PlanDesk,
    prices: Prices,
    marginal: Float64Array,
  ) {
    this.model = model;
    this.chooser = chooser;
    this.desk = desk;
    this.prices = prices;
    this.markets = model.keptBack.map((_, orderClass) => prices.market(orderClass));
    const all = model.candidateFixed.reduce((sum, cost) => sum + cost, 0);
    this.shipment = all / Math.max(1, model.candidateFixed.length);
    this.bid = this.sizes(marginal);
  }

  /** Sources all orders, none of which has a plan yet; pauses now and then. Who still waits when it ends is served by `finish`. */
  *run(mostBids: number): Generator<number> {
    this.discount();
    for (let order = 0; order < this.model.orderCount; order++) this.waiting.push(order);
    for (let bids = 0; bids < mostBids; bids++) {
      if (bids % BIDS_A_STEP === 0) yield bids / mostBids;
      const order = this.nextBidder();
      if (order < 0) return;
      this.place(order);
    }
  }

  /** Gives those who still wait their best plan from what is left. */
  finish(): void {
    for (let order = this.nextBidder(); order >= 0; order = this.nextBidder()) this.insert(order);
  }

  /** Those who were outbid meanwhile come in the sequence of the orders: neighbours in memory are quicker to visit. */
  private nextBidder(): number {
    if (this.at === this.wave.length) {
      this.wave = Int32Array.from(this.waiting).sort();
      this.waiting.length = 0;
      this.at = 0;
    }
    return this.wave[this.at++] ?? -1;
  }

  private sizes(marginal: Float64Array): Float64Array {
    const { model } = this;
    const sizes = new Float64Array(model.positionCost.length);
    for (let product = 0; product < marginal.length; product++) {
      const worth = SHARE_OF_MARGINAL * (marginal[product] as number) + SHARE_OF_SHIPMENT * this.shipment;
      sizes.fill(BID * worth, model.productPositions[product], model.productPositions[product + 1]);
    }
    return sizes;
  }

  private discount(): void {
    const { resources, values } = this.prices;
    for (let i = 0; i < resources.count; i++) {
      if (resources.kind[i] !== STOCK) continue;
      const less = (DISCOUNT / BID) * (this.bid[resources.at[i] as number] as number);
      values[i] = Math.max(0, (values[i] as number) - less);
    }
    this.prices.publish();
  }

  private place(order: number): void {
    const { chooser, desk, model } = this;
    chooser.choose(order, this.markets[model.orderClass[order] as number] as Market, MOST_NODES);
    const plan = chooser.plan.slice();
    if (plan.length === 0) return;
    for (let i = 0; i < plan.length; i += 4) {
      if (this.outbid(order, plan, i) && this.outbidShipment(plan, i)) continue;
      this.insert(order);
      return;
    }
    desk.put(order, plan, desk.state.gainOf(order, plan));
    this.note(order);
  }

  /** Makes room for a part of a plan; false where no price decides who gets it. */
  private outbid(order: number, plan: readonly number[], at: number): boolean {
    const { model, desk, prices } = this;
    const room = desk.state.rooms[model.orderClass[order] as number] as Int32Array;
    const position = plan[at + 1] as number;
    const units = plan[at + 3] as number;
    const facility = model.positionFacility[position] as number;
    const { unitsLeft } = desk.state;
    if (unitsLeft && unitsOfShipment(plan, at) > (unitsLeft[facility] as number)) return false;
    if ((room[position] as number) >= units) return true;
    if (!prices.raiseStock(position, this.bid[position] as number)) return false;
    const users = this.positionUsers[position] ?? [];
    while ((room[position] as number) < units && users.length > 0) this.release(users[0] as number);
    return (room[position] as number) >= units;
  }

  private outbidShipment(plan: readonly number[], at: number): boolean {
    const { model, desk, prices } = this;
    const facility = model.positionFacility[plan[at + 1] as number] as number;
    if (!isFirstOf(plan, at) || (desk.state.ordersLeft[facility] as number) > 0) return true;
    const users = this.facilityUsers[facility] ?? [];
    const rise = (SHIPMENT_BID * this.shipment) / Math.max(1, users.length);
    if (!prices.raiseOrders(facility, rise) || users.length === 0) return false;
    this.release(users[0] as number);
    return true;
  }

  private insert(order: number): void {
    this.desk.insert(order, true);
    this.note(order);
  }

  /** The newest user of anything is the last one in its list. */
  private note(order: number): void {
    const { model } = this;
    const plan = this.desk.state.plans[order] as number[];
    for (let i = 0; i < plan.length; i += 4) {
      const position = plan[i + 1] as number;
      this.positionUsers[position] ??= [];
      this.positionUsers[position].push(order);
      if (!isFirstOf(plan, i)) continue;
      const facility = model.positionFacility[position] as number;
      this.facilityUsers[facility] ??= [];
      this.facilityUsers[facility].push(order);
    }
  }

  private release(order: number): void {
    const { model, desk } = this;
    const plan = desk.state.plans[order] as number[];
    for (let i = 0; i < plan.length; i += 4) {
      const position = plan[i + 1] as number;
      leave(this.positionUsers[position] as number[], order);
      if (!isFirstOf(plan, i)) continue;
      leave(this.facilityUsers[model.positionFacility[position] as number] as number[], order);
    }
    desk.remove(order);
    this.waiting.push(order);
  }
}

function leave(users: number[], order: number): void {
  users.splice(users.indexOf(order), 1);
}

function unitsOfShipment(plan: readonly number[], at: number): number {
  let units = 0;
  for (let i = 0; i < plan.length; i += 4) if (plan[i + 2] === plan[at + 2]) units += plan[i + 3] as number;
  return units;
}
