import type { StockColumns } from './sourcing-problem.ts';

/** Who holds a product: facility indices and the units left there, side by side. */
export type Holders = { facilities: Int32Array; units: Int32Array; unitsAtStart: number };

const NOBODY: Holders = { facilities: new Int32Array(0), units: new Int32Array(0), unitsAtStart: 0 };

/** The stock that a run draws on. Only products that somebody wants are kept. */
export class StockLedger {
  private readonly holders = new Map<number, Holders>();

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

function eachHolding(
  stock: StockColumns,
  facilityIndex: Map<number, number>,
  wantedProducts: Set<number>,
  visit: (productId: number, facility: number, units: number) => void,
): void {
  for (let i = 0; i < stock.productId.length; i++) {
    const units = stock.available[i] ?? 0;
    const product = stock.productId[i] ?? 0;
    if (units <= 0 || !wantedProducts.has(product)) continue;
    const facility = facilityIndex.get(stock.facilityId[i] ?? 0);
    if (facility !== undefined) visit(product, facility, units);
  }
}
