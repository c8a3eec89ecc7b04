import type { StockColumns } from './sourcing-problem.ts';

/** Who holds a product: facility indices and the units left there, side by side. */
export type Holders = { facilities: Int32Array; units: Int32Array; unitsAtStart: number };

/** What an order may see of the stock. */
export interface StockView {
  of(productId: number): Holders;
}

/** Units that a stock class must leave with each holder of a product, side by side with the holders. */
type KeptBack = { units: Int32Array; freeAtStart: number };

const NOBODY: Holders = { facilities: new Int32Array(0), units: new Int32Array(0), unitsAtStart: 0 };

/** The stock that a run draws on. Only products that somebody wants are kept. */
export class StockLedger implements StockView {
  private readonly holders = new Map<number, Holders>();
  private readonly views: StockView[];

  constructor(stock: StockColumns, facilityIndex: Map<number, number>, wantedProducts: Set<number>) {
    const counts = new Map<number, number>();
    eachHolding(stock, facilityIndex, wantedProducts, (product) => {
      counts.set(product, (counts.get(product) ?? 0) + 1);
    });
    for (const [product, count] of counts) {
      const facilities = new Int32Array(count);
      this.holders.set(product, { facilities, units: new Int32Array(count), unitsAtStart: 0 });
    }
    const filled = new Map<number, number>();
    eachHolding(stock, facilityIndex, wantedProducts, (product, facility, units) => {
      const at = filled.get(product) ?? 0;
      const holders = this.of(product);
      holders.facilities[at] = facility;
      holders.units[at] = units;
      holders.unitsAtStart += units;
      filled.set(product, at + 1);
    });
    this.views = (stock.keptBack ?? []).map((kept) => {
      return new KeptBackView(this, this.keptOf(stock, kept, facilityIndex, wantedProducts));
    });
  }

  /** The stock as orders of a class may take it. */
  viewFor(stockClass: number | undefined): StockView {
    return (stockClass === undefined ? undefined : this.views[stockClass]) ?? this;
  }

  private keptOf(
    stock: StockColumns,
    kept: ArrayLike<number>,
    facilityIndex: Map<number, number>,
    wantedProducts: Set<number>,
  ): Map<number, KeptBack> {
    const found = new Map<number, KeptBack>();
    eachHolding(stock, facilityIndex, wantedProducts, (product, facility, units, position) => {
      const left = Math.max(0, kept[position] ?? 0);
      if (left === 0) return;
      const { facilities, unitsAtStart } = this.of(product);
      let known = found.get(product);
      if (!known) {
        known = { units: new Int32Array(facilities.length), freeAtStart: unitsAtStart };
        found.set(product, known);
      }
      known.units[facilities.indexOf(facility)] = left;
      known.freeAtStart -= Math.min(left, units);
    });
    return found;
  }

  of(productId: number): Holders {
    return this.holders.get(productId) ?? NOBODY;
  }

  /** @throws RangeError when more is taken than is left: no plan may do that. */
  take(productId: number, facility: number, quantity: number): void {
    const { facilities, units } = this.of(productId);
    const at = facilities.indexOf(facility);
    const left = units[at] ?? 0;
    if (quantity > left) throw new RangeError(`Product ${productId} has ${left} left, not ${quantity}`);
    units[at] = left - quantity;
  }
}

/** The ledger without what a class must leave. */
class KeptBackView implements StockView {
  private readonly ledger: StockLedger;
  private readonly kept: Map<number, KeptBack>;

  constructor(ledger: StockLedger, kept: Map<number, KeptBack>) {
    this.ledger = ledger;
    this.kept = kept;
  }

  of(productId: number): Holders {
    const holders = this.ledger.of(productId);
    const kept = this.kept.get(productId);
    if (!kept) return holders;
    const units = holders.units.map((left, i) => Math.max(0, left - (kept.units[i] as number)));
    return { facilities: holders.facilities, units, unitsAtStart: kept.freeAtStart };
  }
}

function eachHolding(
  stock: StockColumns,
  facilityIndex: Map<number, number>,
  wantedProducts: Set<number>,
  visit: (productId: number, facility: number, units: number, position: number) => void,
): void {
  for (let i = 0; i < stock.productId.length; i++) {
    const units = stock.available[i] ?? 0;
    const product = stock.productId[i] ?? 0;
    if (units <= 0 || !wantedProducts.has(product)) continue;
    const facility = facilityIndex.get(stock.facilityId[i] ?? 0);
    if (facility !== undefined) visit(product, facility, units, i);
  }
}
