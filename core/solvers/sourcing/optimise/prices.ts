import { floatColumn, intColumn } from './columns.ts';
import { NOT_ELIGIBLE, type SourcingModel } from './model.ts';
import type { Market } from './order-task.ts';
import { isFirstOf, sharesRow } from './plan-state.ts';

/** What is scarce and has a price, column by column. */
export type Resources = {
  count: number;
  /** `STOCK`, `ORDERS` or `UNITS`. */
  kind: Uint8Array;
  /** Position or facility. */
  at: Int32Array;
  /** For stock: the row of the class that must leave something; 0 = everything there is. */
  row: Uint8Array;
  limit: Float64Array;
};

/** Is told a resource and how much of it is taken. */
type Visit = (resource: number, amount: number) => void;

export const STOCK = 0;
export const ORDERS = 1;
export const UNITS = 2;

/**
 * Prices of what may run out. Any prices of 0 or more give a bound: the prices times the limits, and what the orders
 * would earn at most if they paid them.
 */
export class Prices {
  readonly resources: Resources;
  readonly values: Float64Array;
  /** How often each resource was asked for. */
  readonly usage: Float64Array;
  private readonly model: SourcingModel;
  private readonly costs: Float64Array[];
  private readonly facilityPrice: Float64Array;
  /** Where the price of a position's row, a facility's shipments or units is kept; -1 = it has none. */
  private readonly stockAt: Int32Array[];
  private readonly ordersAt: Int32Array;
  private readonly unitsAt: Int32Array;
  private readonly hasUnits: boolean;
  private readonly open: Float64Array;
  private readonly rooms: Int32Array[];

  constructor(model: SourcingModel, rooms: readonly Int32Array[]) {
    this.model = model;
    this.resources = scarceResources(model);
    this.values = new Float64Array(this.resources.count);
    this.usage = new Float64Array(this.resources.count);
    this.costs = model.keptBack.map(() => model.positionCost.slice());
    this.facilityPrice = new Float64Array(model.facilityCount);
    this.stockAt = model.keptBack.map(() => new Int32Array(model.positionCost.length).fill(-1));
    this.ordersAt = new Int32Array(model.facilityCount).fill(-1);
    this.unitsAt = new Int32Array(model.facilityCount).fill(-1);
    this.open = model.orderCapacity.slice();
    this.rooms = rooms.map((room) => room.slice());
    const { count, kind, at, row } = this.resources;
    for (let i = 0; i < count; i++) {
      const stock = this.stockAt[row[i] as number] as Int32Array;
      const target = kind[i] === STOCK ? stock : kind[i] === ORDERS ? this.ordersAt : this.unitsAt;
      target[at[i] as number] = i;
    }
    this.hasUnits = this.unitsAt.some((i) => i >= 0);
  }

  /** What an order of this class pays, with nothing taken yet. */
  market(orderClass: number): Market {
    return {
      cost: this.costs[orderClass] as Float64Array,
      room: this.rooms[orderClass] as Int32Array,
      facilityPrice: this.facilityPrice,
      ordersLeft: this.open,
      unitsLeft: null,
    };
  }

  /** Call after `values` were changed. */
  publish(): void {
    this.refreshCosts();
    this.refreshFacilities();
  }

  /** Call after only prices of capacities were changed. */
  publishCapacities(): void {
    if (this.hasUnits) this.refreshCosts();
    this.refreshFacilities();
  }

  /** One position's price was moved by so much, for all classes. */
  shift(position: number, by: number): void {
    for (let c = 0; c < this.costs.length; c++) {
      const cost = this.costs[c] as Float64Array;
      cost[position] = (cost[position] as number) + by;
    }
  }

  /** Of a unit from there, for orders that need leave nothing; 0 when it has no price. */
  priceOfStock(position: number): number {
    const i = this.stockAt[0]?.[position] ?? -1;
    return i < 0 ? 0 : (this.values[i] as number);
  }

  /** Makes a unit from there dearer, for all classes; false when it has no price. */
  raiseStock(position: number, by: number): boolean {
    const i = this.stockAt[0]?.[position] ?? -1;
    if (i < 0) return false;
    this.values[i] = (this.values[i] as number) + by;
    this.shift(position, by);
    return true;
  }

  /** Makes a shipment from there dearer; false when it has no price. */
  raiseOrders(facility: number, by: number): boolean {
    const i = this.ordersAt[facility] as number;
    if (i < 0) return false;
    this.values[i] = (this.values[i] as number) + by;
    this.facilityPrice[facility] = this.values[i] as number;
    return true;
  }

  /** The prices times the limits. */
  worthOfLimits(): number {
    let worth = 0;
    for (let i = 0; i < this.values.length; i++) {
      worth += (this.values[i] as number) * (this.resources.limit[i] as number);
    }
    return worth;
  }

  /** Adds what a plan takes to `usage`. */
  count(order: number, plan: readonly number[]): void {
    this.eachUse(order, plan, (i, amount) => {
      this.usage[i] = (this.usage[i] as number) + amount;
    });
  }

  /** Adds what a plan takes of capacities to `usage`. */
  countCapacities(order: number, plan: readonly number[]): void {
    const first = this.model.orderCandidates[order] as number;
    for (let i = 0; i < plan.length; i += 4) {
      this.eachCapacity(first, plan, i, (resource, amount) => {
        this.usage[resource] = (this.usage[resource] as number) + amount;
      });
    }
  }

  /** What a plan takes of what is scarce; the same thing may come more than once. */
  eachUse(order: number, plan: readonly number[], visit: Visit): void {
    const { model } = this;
    const first = model.orderCandidates[order] as number;
    const orderClass = model.orderClass[order] as number;
    for (let i = 0; i < plan.length; i += 4) {
      const position = plan[i + 1] as number;
      for (let row = 0; row < this.stockAt.length; row++) {
        const at = this.stockAt[row]?.[position] as number;
        if (at >= 0 && sharesRow(model, row, orderClass, position)) visit(at, plan[i + 3] as number);
      }
      this.eachCapacity(first, plan, i, visit);
    }
  }

  /** What one entry of a plan takes of its facility's capacities. @param first of the order's candidates */
  private eachCapacity(first: number, plan: readonly number[], at: number, visit: Visit): void {
    const facility = this.model.candidateFacility[first + (plan[at + 2] as number)] as number;
    const unitsAt = this.unitsAt[facility] as number;
    if (unitsAt >= 0) visit(unitsAt, plan[at + 3] as number);
    const ordersAt = this.ordersAt[facility] as number;
    if (ordersAt >= 0 && isFirstOf(plan, at)) visit(ordersAt, 1);
  }

  private refreshCosts(): void {
    const { model, costs, values } = this;
    const { count, kind, at, row } = this.resources;
    for (const cost of costs) cost.set(model.positionCost);
    if (this.hasUnits) this.addUnitPrices();
    for (let i = 0; i < count; i++) {
      if (kind[i] !== STOCK) continue;
      const position = at[i] as number;
      for (let c = 0; c < costs.length; c++) {
        const cost = costs[c] as Float64Array;
        if (sharesRow(model, row[i] as number, c, position)) {
          cost[position] = (cost[position] as number) + (values[i] as number);
        }
      }
    }
  }

  private addUnitPrices(): void {
    const { positionFacility } = this.model;
    for (let position = 0; position < positionFacility.length; position++) {
      const unitsAt = this.unitsAt[positionFacility[position] as number] as number;
      if (unitsAt >= 0) this.shift(position, this.values[unitsAt] as number);
    }
  }

  private refreshFacilities(): void {
    for (let facility = 0; facility < this.facilityPrice.length; facility++) {
      const i = this.ordersAt[facility] as number;
      this.facilityPrice[facility] = i < 0 ? 0 : (this.values[i] as number);
    }
  }
}

/** What all orders together may ask for more than there is of. */
function scarceResources(model: SourcingModel): Resources {
  const columns = { kind: intColumn(), at: intColumn(), row: intColumn(), limit: floatColumn() };
  const add = (kind: number, at: number, row: number, limit: number) => {
    columns.kind.push(kind);
    columns.at.push(at);
    columns.row.push(row);
    columns.limit.push(limit);
  };
  const wanted = new Float64Array(model.positionCost.length);
  const shipments = new Float64Array(model.facilityCount);
  const units = new Float64Array(model.facilityCount);
  countWishes(model, wanted, shipments, units);
  for (let position = 0; position < wanted.length; position++) {
    for (const [row, kept] of model.keptBack.entries()) {
      const keptUnits = kept?.[position] ?? 0;
      if (row > 0 && keptUnits === 0) continue;
      const limit = Math.max(0, (model.positionAvailable[position] as number) - keptUnits);
      if ((wanted[position] as number) > limit) add(STOCK, position, row, limit);
    }
  }
  for (let facility = 0; facility < model.facilityCount; facility++) {
    const orders = model.orderCapacity[facility] as number;
    const limit = model.unitCapacity[facility] as number;
    if (orders > 0 && (shipments[facility] as number) > orders) add(ORDERS, facility, 0, orders);
    if ((units[facility] as number) > limit) add(UNITS, facility, 0, limit);
  }
  return {
    count: columns.at.length,
    kind: Uint8Array.from(columns.kind.finish()),
    at: columns.at.finish(),
    row: Uint8Array.from(columns.row.finish()),
    limit: columns.limit.finish(),
  };
}

function countWishes(
  model: SourcingModel,
  wanted: Float64Array,
  shipments: Float64Array,
  units: Float64Array,
): void {
  for (let line = 0; line < model.lineProduct.length; line++) {
    const product = model.lineProduct[line] as number;
    const first = model.productPositions[product] as number;
    const end = model.productPositions[product + 1] as number;
    const entries = (model.lineEntries[line] as number) - first;
    const quantity = model.lineQuantity[line] as number;
    for (let position = first; position < end; position++) {
      if (model.entryCandidate[entries + position] === NOT_ELIGIBLE) continue;
      wanted[position] = (wanted[position] as number) + quantity;
      const facility = model.positionFacility[position] as number;
      units[facility] = (units[facility] as number) + quantity;
    }
  }
  for (const facility of model.candidateFacility) shipments[facility] = (shipments[facility] as number) + 1;
}
