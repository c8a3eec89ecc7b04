import { ColumnTable } from '../../kernel/columns/column-table.ts';
import type { StockPosition } from '../../kernel/columns/position-store.ts';
import { type FacilityMask, StockCube } from '../../kernel/columns/stock-cube.ts';
import type { TextColumn } from '../../kernel/columns/text-column.ts';
import type { FacilityHead, InboundRow, PositionRow, ProductHead } from './stock-grid.queries.ts';

const PRODUCT_TYPES = { sku: 'text', name: 'text', category: 'category', unitValueMinor: 'float64' } as const;
const DAY_MS = 86_400_000;

export interface GridFacility {
  id: number;
  code: string;
  name: string;
  kind: string;
  city: string | null;
  country: string | null;
}

/** Expected deliveries as parallel numbers: product row, facility index, UTC day. */
type Expected = { product: number; facility: number; day: number };

/** Products, facilities, positions and expected deliveries in memory. Product rows of the table are the cube's products. */
export class StockData {
  readonly products = new ColumnTable(PRODUCT_TYPES);
  readonly cube = new StockCube();
  factsAt: number | null = null;
  #facilities: GridFacility[] = [];
  #facilityIndex = new Map<number, number>();
  #expected = new Map<number, Expected[]>();
  #facilityVersion = 0;

  /** Facilities by index. Indices are kept for good. */
  get facilities(): readonly GridFacility[] {
    return this.#facilities;
  }

  get version(): string {
    return `${this.products.version}.${this.cube.version}.${this.#facilityVersion}`;
  }

  putFacility([id, code, name, kind, city, country]: FacilityHead): void {
    let index = this.#facilityIndex.get(id);
    if (index === undefined) {
      index = this.#facilities.length;
      this.#facilityIndex.set(id, index);
    }
    this.#facilities[index] = { id, code, name, kind, city, country };
    this.#facilityVersion++;
  }

  /** Services and charges are no stock: they are left out. */
  putProduct([id, sku, name, category, costMinor, priceMinor, stocked]: ProductHead): void {
    if (stocked !== 1) {
      this.removeProduct(id);
      return;
    }
    const isNew = this.products.rowOf(id) === -1;
    const row = this.products.put(id, [sku, name, category, costMinor > 0 ? costMinor : priceMinor]);
    if (isNew) this.cube.setProduct(row, []);
  }

  removeProduct(id: number): void {
    const row = this.products.rowOf(id);
    if (row === -1) return;
    this.cube.setProduct(row, []);
    this.#expected.delete(row);
    this.products.remove(id);
  }

  /** Replaces what is known of some products: their positions, and what is expected of them. */
  putStock(
    productIds: Iterable<number>,
    positions: readonly PositionRow[],
    inbound: readonly InboundRow[],
  ): void {
    const byProduct = new Map<number, Map<number, StockPosition>>();
    for (const row of positions) {
      if (this.factsAt === null || row[6] > this.factsAt) this.factsAt = row[6];
      const [product, facility, onHand, reserved, safetyStock, dailyDemand] = row;
      this.#positionAt(byProduct, product, facility, { onHand, reserved, safetyStock, dailyDemand });
    }
    const expected = new Map<number, Expected[]>();
    for (const [product, facility, quantity, expectedAt] of inbound) {
      const position = this.#positionAt(byProduct, product, facility);
      const row = this.products.rowOf(product);
      if (position === null || row === -1) continue;
      position.inbound += quantity;
      const delivery = { product: row, facility: position.facility, day: Math.floor(expectedAt / DAY_MS) };
      expected.set(row, [...(expected.get(row) ?? []), delivery]);
    }
    for (const id of productIds) {
      const row = this.products.rowOf(id);
      if (row === -1) continue;
      this.cube.setProduct(row, [...(byProduct.get(id)?.values() ?? [])]);
      const deliveries = expected.get(row);
      if (deliveries) this.#expected.set(row, deliveries);
      else this.#expected.delete(row);
    }
  }

  /** Products with something expected on a UTC day in the facilities of a mask. */
  *productsExpectedOn(day: number, mask: FacilityMask): Generator<number> {
    for (const [row, deliveries] of this.#expected) {
      if (deliveries.some((one) => one.day === day && (mask === null || mask[one.facility] === 1))) yield row;
    }
  }

  /** Makes the first searches and sorts by text fast, in small steps. */
  *prepare(): Generator<void, void> {
    for (const name of ['sku', 'name'] as const) yield* (this.products.columns[name] as TextColumn).prepare();
  }

  #positionAt(
    byProduct: Map<number, Map<number, StockPosition>>,
    product: number,
    facilityId: number,
    figures?: Omit<StockPosition, 'facility' | 'inbound'>,
  ): StockPosition | null {
    const facility = this.#facilityIndex.get(facilityId);
    if (facility === undefined) return null;
    let positions = byProduct.get(product);
    if (!positions) {
      positions = new Map();
      byProduct.set(product, positions);
    }
    let position = positions.get(facility);
    if (!position) {
      position = { facility, onHand: 0, reserved: 0, safetyStock: 0, dailyDemand: 0, ...figures, inbound: 0 };
      positions.set(facility, position);
    }
    return position;
  }
}
