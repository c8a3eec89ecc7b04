import { BLOCK, BlockChooser, type BlockHelper } from './block-choice.ts';
import type { SourcingModel } from './model.ts';
import type { OrderChooser } from './order-choice.ts';
import type { Market } from './order-task.ts';
import type { PlanDesk } from './plan-desk.ts';
import { isFirstOf } from './plan-state.ts';
import { type Prices, STOCK } from './prices.ts';

/** All as shares of what a unit of the product, or a shipment, costs at a change of hands. A bid, after so many sweeps: */
const BID_BY_SWEEPS = 0.18;
const SHIPMENT_BID = 0.05;
/** Prices start so many bids lower than they were found: bids bring them up again, nothing brings them down. */
const DISCOUNT = 3;
/** Each time that all units of a position were fought over, a bid for one grows by so much of itself: the price was far too low. */
const GROWTH = 0.2;
const MOST_GROWTH = 10;
const SHARE_OF_SHIPMENT = 0.5;
const SHARE_OF_MARGINAL = 0.25;
const MOST_NODES = 60;
/** The helper's share of the choices: meanwhile this thread places bids. */
const HELPED = 0.8;

/** A plan as it was chosen when so many blocks had been placed. */
type Bidder = { order: number; plan: number[]; turn: number };

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
  private readonly block: BlockChooser;
  private readonly markets: Market[];
  /** By position, what a unit's price rises by with a bid. */
  readonly bid: Float64Array;
  /** By position, how often there was a bid that made it dearer. */
  private readonly bids: Int32Array;
  private readonly shipment: number;
  private readonly positionUsers: (number[] | undefined)[] = [];
  private readonly facilityUsers: (number[] | undefined)[] = [];
  private readonly waiting: number[] = [];
  private wave = new Int32Array(0);
  private at = 0;
  /** Who is about to bid. */
  private bidders: Bidder[] = [];
  /** Counts blocks; and by position and facility, the last block in which a unit, or a shipment, got dearer. */
  private turn = 0;
  private readonly positionRaised: Int32Array;
  private readonly facilityRaised: Int32Array;
  /** Positions that got dearer since the helper was told. */
  private readonly dearer: number[] = [];

  constructor(
    model: SourcingModel,
    chooser: OrderChooser,
    helper: BlockHelper | null,
    desk: PlanDesk,
    prices: Prices,
    marginal: Float64Array,
    sweeps: number,
  ) {
    this.model = model;
    this.chooser = chooser;
    this.block = new BlockChooser(model, chooser, prices, helper, MOST_NODES);
    this.bids = new Int32Array(model.positionCost.length);
    this.positionRaised = new Int32Array(model.positionCost.length);
    this.facilityRaised = new Int32Array(model.facilityCount);
    this.desk = desk;
    this.prices = prices;
    this.markets = model.keptBack.map((_, orderClass) => prices.market(orderClass));
    const all = model.candidateFixed.reduce((sum, cost) => sum + cost, 0);
    this.shipment = all / Math.max(1, model.candidateFixed.length);
    this.bid = this.sizes(marginal, BID_BY_SWEEPS / sweeps);
  }

  /** Sources all orders, none of which has a plan yet; pauses now and then. Who still waits when it ends is served by `finish`. */
  *run(mostBids: number): Generator<number> {
    const { block } = this;
    this.discount();
    block.tellPrices();
    for (let order = 0; order < this.model.orderCount; order++) this.waiting.push(order);
    for (let bids = 0; bids < mostBids; bids += this.bidders.length) {
      if (this.bidders.length === 0) this.choose();
      if (this.bidders.length === 0) return;
      yield bids / mostBids;
      this.placeAndChoose();
    }
  }

  /** Gives those who still wait their best plan from what is left. */
  finish(): void {
    for (const { order } of this.bidders) this.insert(order);
    for (let order = this.nextBidder(); order >= 0; order = this.nextBidder()) this.insert(order);
  }

  /** Places the bids that are chosen while the next ones are chosen by the helper. */
  private placeAndChoose(): void {
    const { bidders } = this;
    this.choose(() => {
      this.turn += 1;
      for (const bidder of bidders) this.place(bidder);
    });
  }

  private choose(meanwhile?: () => void): void {
    const { block } = this;
    const orders = this.nextOrders();
    block.tellDearer(this.dearer);
    this.dearer.length = 0;
    block.begin(orders, HELPED);
    const before = this.turn;
    try {
      meanwhile?.();
    } finally {
      block.end();
    }
    this.bidders = orders.map((order, place) => {
      return { order, plan: block.planOf(place), turn: place < block.helped ? before : this.turn };
    });
  }

  private nextOrders(): number[] {
    const orders: number[] = [];
    while (orders.length < BLOCK && (orders.length === 0 || this.at < this.wave.length)) {
      const order = this.nextBidder();
      if (order < 0) break;
      orders.push(order);
    }
    return orders;
  }

  /** Those who were outbid meanwhile come in the sequence of the orders: neighbours in memory are quicker to visit. */
  private nextBidder(): number {
    if (this.at === this.wave.length) {
      this.wave = Int32Array.from(this.waiting).sort();
      this.waiting.length = 0;
      this.at = 0;
    }
    const order = this.wave[this.at] ?? -1;
    if (order >= 0) this.at += 1;
    return order;
  }

  private sizes(marginal: Float64Array, share: number): Float64Array {
    const { model } = this;
    const sizes = new Float64Array(model.positionCost.length);
    for (let product = 0; product < marginal.length; product++) {
      const worth = SHARE_OF_MARGINAL * (marginal[product] as number) + SHARE_OF_SHIPMENT * this.shipment;
      sizes.fill(share * worth, model.productPositions[product], model.productPositions[product + 1]);
    }
    return sizes;
  }

  private discount(): void {
    const { resources, values } = this.prices;
    for (let i = 0; i < resources.count; i++) {
      if (resources.kind[i] !== STOCK) continue;
      const less = DISCOUNT * (this.bid[resources.at[i] as number] as number);
      values[i] = Math.max(0, (values[i] as number) - less);
    }
    this.prices.publish();
  }

  private place(bidder: Bidder): void {
    const { desk } = this;
    const { order } = bidder;
    const plan = this.isDearer(bidder) ? this.chooseAgain(order) : bidder.plan;
    if (plan.length === 0) return;
    for (let i = 0; i < plan.length; i += 4) {
      if (this.outbid(order, plan, i) && this.outbidShipment(plan, i)) continue;
      this.insert(order);
      return;
    }
    desk.put(order, plan, desk.state.gainOf(order, plan));
    this.note(order);
  }

  /** While nothing of it got dearer since it was chosen a plan is still the best: no price ever falls. */
  private isDearer({ plan, turn }: Bidder): boolean {
    const { model } = this;
    for (let i = 0; i < plan.length; i += 4) {
      const position = plan[i + 1] as number;
      if ((this.positionRaised[position] as number) > turn) return true;
      if ((this.facilityRaised[model.positionFacility[position] as number] as number) > turn) return true;
    }
    return false;
  }

  private chooseAgain(order: number): number[] {
    const { chooser, model } = this;
    chooser.choose(order, this.markets[model.orderClass[order] as number] as Market, MOST_NODES);
    return chooser.plan.slice();
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
    if (!prices.raiseStock(position, this.nextRise(position))) return false;
    this.positionRaised[position] = this.turn;
    this.dearer.push(position);
    const users = this.positionUsers[position] ?? [];
    while ((room[position] as number) < units && users.length > 0) this.release(users[0] as number);
    return (room[position] as number) >= units;
  }

  private nextRise(position: number): number {
    const bids = this.bids[position] as number;
    this.bids[position] = bids + 1;
    const turnovers = bids / (this.model.positionAvailable[position] as number);
    return Math.min(MOST_GROWTH, 1 + GROWTH * turnovers) * (this.bid[position] as number);
  }

  private outbidShipment(plan: readonly number[], at: number): boolean {
    const { model, desk, prices } = this;
    const facility = model.positionFacility[plan[at + 1] as number] as number;
    if (!isFirstOf(plan, at) || (desk.state.ordersLeft[facility] as number) > 0) return true;
    const users = this.facilityUsers[facility] ?? [];
    const rise = (SHIPMENT_BID * this.shipment) / Math.max(1, users.length);
    if (!prices.raiseOrders(facility, rise)) return false;
    this.facilityRaised[facility] = this.turn;
    if (users.length === 0) return false;
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
