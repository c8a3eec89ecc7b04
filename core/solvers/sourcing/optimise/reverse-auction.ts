import { NOT_ELIGIBLE, type SourcingModel } from './model.ts';
import { type LinesByProduct, linesByProduct, orderOfLines, productOfPositions } from './model-lookups.ts';
import type { PlanDesk } from './plan-desk.ts';
import { isFirstOf, NOTHING } from './plan-state.ts';
import { type Prices, STOCK } from './prices.ts';

/** In bids: so much cheaper than its second-best bidder would pay a unit is sold, so that prices fall to an end. */
const REBATE = 8;
/** Offers of one position in a row; the next best bidder may want something else, now that it looks. */
const MOST_OFFERS = 20;
const TOLERANCE = 1e-6;

/**
 * Sells what an auction left over at too high a price (reverse auction: Bertsekas, Castañon and Tsaknakis, "Reverse
 * auction and the solution of inequality constrained assignment problems", SIAM Journal on Optimization 3, 1993): the order
 * that gains most by a unit gets it for what the second best would give. What that order leaves is sold next.
 */
export class ReverseAuction {
  private readonly model: SourcingModel;
  private readonly desk: PlanDesk;
  private readonly prices: Prices;
  private readonly bid: Float64Array;
  private readonly lines: LinesByProduct;
  private readonly orderOf: Int32Array;
  private readonly productOf: Int32Array;
  private readonly isQueued: Uint8Array;
  private readonly queue: number[] = [];

  /** @param bid by position, what a unit's price rises by with a bid */
  constructor(model: SourcingModel, desk: PlanDesk, prices: Prices, bid: Float64Array) {
    this.model = model;
    this.desk = desk;
    this.prices = prices;
    this.bid = bid;
    this.lines = linesByProduct(model);
    this.orderOf = orderOfLines(model);
    this.productOf = productOfPositions(model);
    this.isQueued = new Uint8Array(model.positionCost.length);
  }

  /** Offers what is left, and what becomes free by it; gives the share of `mostOffers` that is done, and pauses now and then. */
  *run(mostOffers: number): Generator<number> {
    const { count, kind, at } = this.prices.resources;
    for (let i = 0; i < count; i++) if (kind[i] === STOCK) this.enqueue(at[i] as number);
    let offers = 0;
    for (let next = 0; next < this.queue.length && offers < mostOffers; next++) {
      const position = this.queue[next] as number;
      this.isQueued[position] = 0;
      offers += this.sellOut(position);
      if (next % 64 === 0) yield offers / mostOffers;
    }
  }

  private enqueue(position: number): void {
    if (this.isQueued[position] === 1 || !this.isUnsold(position)) return;
    this.isQueued[position] = 1;
    this.queue.push(position);
  }

  private isUnsold(position: number): boolean {
    const [room] = this.desk.state.rooms as [Int32Array];
    return (room[position] as number) > 0 && this.prices.priceOfStock(position) > 0;
  }

  /** Offers a position's units one after the other; gives how many offers that took. */
  private sellOut(position: number): number {
    const { prices } = this;
    let offers = 0;
    while (offers < MOST_OFFERS && this.isUnsold(position)) {
      offers += 1;
      const price = prices.priceOfStock(position);
      prices.raiseStock(position, -price);
      const { order, second } = this.highestBidder(position);
      if (order < 0) break;
      const rebate = REBATE * (this.bid[position] as number);
      prices.raiseStock(position, Math.max(0, Math.min(price, second) - rebate));
      this.sell(order);
    }
    return offers;
  }

  /** Who would give most for a unit, -1 = nobody anything; and what the second would give. */
  private highestBidder(position: number): { order: number; second: number } {
    const { model, lines } = this;
    const product = this.productOf[position] as number;
    const entry = position - (model.productPositions[product] as number);
    let [order, first, second] = [-1, TOLERANCE, 0];
    const end = lines.start[product + 1] as number;
    for (let i = lines.start[product] as number; i < end; i++) {
      const line = lines.line[i] as number;
      const candidate = model.entryCandidate[(model.lineEntries[line] as number) + entry] as number;
      if (candidate === NOT_ELIGIBLE) continue;
      const bid = this.bidOf(line, position, candidate);
      if (bid > first) {
        second = Math.max(second, first);
        first = bid;
        order = this.orderOf[line] as number;
      } else if (bid > second) second = bid;
    }
    return { order, second };
  }

  /** What a unit is worth to a line that goes without, or takes it from elsewhere, while the order's other lines stay as they are. */
  private bidOf(line: number, position: number, candidate: number): number {
    const { model, desk } = this;
    const { state } = desk;
    const order = this.orderOf[line] as number;
    const plan = state.plans[order] as number[];
    const facility = model.positionFacility[position] as number;
    const joins = shipsFrom(plan, candidate);
    if (!joins && (state.ordersLeft[facility] as number) <= 0) return 0;
    const orderClass = model.orderClass[order] as number;
    const { cost } = this.prices.market(orderClass);
    const room = Math.min(
      state.rooms[orderClass]?.[position] as number,
      state.unitsLeft?.[facility] ?? Infinity,
    );
    const fixed = joins ? 0 : this.shipmentCost(order, candidate);
    const mayAdd = joins || shipmentsOf(plan) < (model.maxShipments[order] as number);
    let best = 0;
    let missing = model.lineQuantity[line] as number;
    for (let i = 0; i < plan.length; i += 4) {
      if (plan[i] !== line) continue;
      const units = plan[i + 3] as number;
      missing -= units;
      if (units > room || plan[i + 2] === candidate) continue;
      const leaves = isAlone(plan, i);
      if (!leaves && !mayAdd) continue;
      const saved = (leaves ? this.shipmentCost(order, plan[i + 2] as number) : 0) - fixed;
      const cheaper = (cost[plan[i + 1] as number] as number) - (cost[position] as number);
      best = Math.max(best, cheaper + saved / units);
    }
    const units = Math.min(room, missing);
    if (units <= 0 || !mayAdd || (model.shipComplete[order] === 1 && !this.isWhole(order, units)))
      return best;
    return Math.max(best, (model.lineValue[line] as number) - (cost[position] as number) - fixed / units);
  }

  /** So many units of one of its lines are the whole order. */
  private isWhole(order: number, units: number): boolean {
    const { orderLines, lineQuantity } = this.model;
    const line = orderLines[order] as number;
    return orderLines[order + 1] === line + 1 && lineQuantity[line] === units;
  }

  private shipmentCost(order: number, candidate: number): number {
    const { model } = this;
    const at = (model.orderCandidates[order] as number) + candidate;
    const { facilityPrice } = this.prices.market(0);
    const price = facilityPrice[model.candidateFacility[at] as number] as number;
    return (model.candidateFixed[at] as number) + price;
  }

  private sell(order: number): void {
    const { desk } = this;
    const before = desk.state.plans[order] as number[];
    const gain = desk.state.gains[order] as number;
    desk.remove(order);
    desk.insert(order, true);
    if (desk.state.plans[order] === NOTHING) desk.put(order, before, gain);
    for (let i = 0; i < before.length; i += 4) this.enqueue(before[i + 1] as number);
  }
}

function shipsFrom(plan: readonly number[], candidate: number): boolean {
  for (let i = 0; i < plan.length; i += 4) if (plan[i + 2] === candidate) return true;
  return false;
}

function shipmentsOf(plan: readonly number[]): number {
  let shipments = 0;
  for (let i = 0; i < plan.length; i += 4) if (isFirstOf(plan, i)) shipments += 1;
  return shipments;
}

/** True when the shipment has no other entry. */
function isAlone(plan: readonly number[], at: number): boolean {
  for (let i = 0; i < plan.length; i += 4) if (i !== at && plan[i + 2] === plan[at + 2]) return false;
  return true;
}
