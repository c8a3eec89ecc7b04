import type { SourcingModel } from './model.ts';
import type { OrderChooser } from './order-choice.ts';
import type { Market } from './order-task.ts';
import { ORDERS, type Prices, STOCK } from './prices.ts';

/** Orders after which what facilities handle is compared with what they can. */
export const BLOCK = 64;
/** What a sweep spends on one order's choice. */
const MOST_NODES = 60;
/** Of what a shipment costs: so much prices differ between facilities where a product is not scarce. */
const SHARE_OF_SHIPMENT = 0.5;

/**
 * Moves prices after every single order instead of after all (an incremental sub-gradient): what the order takes gets
 * dearer, and everything it could have taken gets cheaper by the order's share of the supply. A few sweeps come as near
 * as hundreds of rounds, but give no bound.
 */
export class PriceSweep {
  private readonly model: SourcingModel;
  private readonly chooser: OrderChooser;
  private readonly prices: Prices;
  private readonly markets: Market[];
  /** For stock: the supply's share of one visit, by resource. */
  private readonly share: Float64Array;
  private readonly stockOf: Int32Array;
  private readonly capacities: number[] = [];
  /** By product, how far its prices may be from what they should be. */
  private readonly scale: Float64Array;
  private unitScale = 0;
  private readonly shipmentScale: number;

  constructor(model: SourcingModel, chooser: OrderChooser, prices: Prices, marginal: Float64Array) {
    this.model = model;
    this.chooser = chooser;
    this.prices = prices;
    this.markets = model.keptBack.map((_, orderClass) => prices.market(orderClass));
    this.share = new Float64Array(prices.resources.count);
    this.stockOf = new Int32Array(model.positionCost.length).fill(-1);
    let fixed = 0;
    for (const cost of model.candidateFixed) fixed += cost;
    this.shipmentScale = fixed / Math.max(1, model.candidateFixed.length);
    this.scale = marginal.map((worth) => worth + SHARE_OF_SHIPMENT * this.shipmentScale);
    this.shareSupply();
  }

  /**
   * Prices the orders at these places of a sequence, one after the other; pauses now and then.
   * @param size of a step, as a share of `scale`
   */
  *pass(sequence: Int32Array, from: number, to: number, size: number): Generator<void> {
    const { model, chooser, prices } = this;
    prices.publish();
    prices.usage.fill(0);
    for (let start = from; start < to; start += BLOCK) {
      const end = Math.min(to, start + BLOCK);
      for (let i = start; i < end; i++) {
        const order = sequence[i] as number;
        chooser.choose(order, this.markets[model.orderClass[order] as number] as Market, MOST_NODES);
        this.cheapen(order, size);
        this.dear(order, size);
      }
      this.moveCapacities(size, end - start);
      yield;
    }
  }

  private shareSupply(): void {
    const { model, prices } = this;
    const visits = new Float64Array(model.productPositions.length - 1);
    for (const [line, product] of model.lineProduct.entries()) {
      const value = model.lineValue[line] as number;
      visits[product] = (visits[product] as number) + 1;
      this.unitScale += value / model.lineProduct.length;
    }
    const { kind, at, row, limit, count } = prices.resources;
    for (let product = 0; product < visits.length; product++) {
      const end = model.productPositions[product + 1] as number;
      for (let position = model.productPositions[product] as number; position < end; position++) {
        this.stockOf[position] = -2 - product;
      }
    }
    for (let i = 0; i < count; i++) {
      const position = at[i] as number;
      if (kind[i] !== STOCK) this.capacities.push(i);
      else if (row[i] === 0) {
        const product = -2 - (this.stockOf[position] as number);
        this.share[i] = (limit[i] as number) / (visits[product] as number);
        this.stockOf[position] = i;
      }
    }
  }

  private cheapen(order: number, size: number): void {
    const { model, prices, stockOf, share } = this;
    const { values } = prices;
    const end = model.orderLines[order + 1] as number;
    for (let line = model.orderLines[order] as number; line < end; line++) {
      const product = model.lineProduct[line] as number;
      const last = model.productPositions[product + 1] as number;
      const step = size * (this.scale[product] as number);
      for (let position = model.productPositions[product] as number; position < last; position++) {
        const i = stockOf[position] as number;
        if (i < 0) continue;
        const value = values[i] as number;
        if (value === 0) continue;
        const less = Math.min(value, step * (share[i] as number));
        values[i] = value - less;
        prices.shift(position, -less);
      }
    }
  }

  private dear(order: number, size: number): void {
    const { plan } = this.chooser;
    const { values } = this.prices;
    for (let k = 0; k < plan.length; k += 4) {
      const position = plan[k + 1] as number;
      const i = this.stockOf[position] as number;
      if (i < 0) continue;
      const product = this.model.lineProduct[plan[k] as number] as number;
      const rise = size * (this.scale[product] as number) * (plan[k + 3] as number);
      values[i] = (values[i] as number) + rise;
      this.prices.shift(position, rise);
    }
    if (this.capacities.length > 0) this.prices.countCapacities(order, plan);
  }

  private moveCapacities(size: number, orders: number): void {
    const { prices } = this;
    const { kind, limit } = prices.resources;
    if (this.capacities.length === 0 || orders === 0) return;
    const part = orders / this.model.orderCount;
    for (const i of this.capacities) {
      const supply = (limit[i] as number) * part;
      const excess = (prices.usage[i] as number) - supply;
      const scale = kind[i] === ORDERS ? this.shipmentScale : this.unitScale;
      const step = (size * scale * 20) / Math.max(1, limit[i] as number);
      prices.values[i] = Math.max(0, (prices.values[i] as number) + step * excess);
      prices.usage[i] = 0;
    }
    prices.publishCapacities();
  }
}
