import { PositionStore, type StockPosition } from './position-store.ts';

/** What is summed over positions. `available` is never below 0 in a position; `belowSafety` and `outOfStock` count positions. */
export const STOCK_MEASURES = [
  'positions',
  'onHand',
  'reserved',
  'available',
  'safetyStock',
  'inbound',
  'dailyDemand',
  'belowSafety',
  'outOfStock',
] as const;
export type StockMeasure = (typeof STOCK_MEASURES)[number];

/** One array a measure, indexed by product or by group. */
export type StockSums = Readonly<Record<StockMeasure, Float64Array>>;

/** Which facilities count: 1 or 0 by facility index; null = all. Facilities beyond its end do not count. */
export type FacilityMask = Uint8Array | null;

const CACHED_MASKS = 3;

function emptySums(length: number): StockSums {
  return Object.fromEntries(STOCK_MEASURES.map((name) => [name, new Float64Array(length)])) as StockSums;
}

function grown(sums: StockSums, length: number): StockSums {
  if (sums.onHand.length >= length) return sums;
  const larger = emptySums(Math.ceil(length * 1.2));
  for (const name of STOCK_MEASURES) larger[name].set(sums[name]);
  return larger;
}

function keyOf(mask: FacilityMask): string {
  return mask === null ? 'all' : Array.prototype.join.call(mask, '');
}

function counts(mask: FacilityMask, facility: number): boolean {
  return mask === null || mask[facility] === 1;
}

/**
 * Stock of every product in every facility, in memory: sums over any set of facilities for all products, the product ×
 * facility matrix, and sums by any grouping of facilities. Products and facilities are small indices chosen by the caller.
 */
export class StockCube {
  #store = new PositionStore();
  #sums = new Map<string, { mask: FacilityMask; sums: StockSums }>();
  #version = 0;

  get version(): number {
    return this.#version;
  }

  get positionCount(): number {
    return this.#store.positionCount;
  }

  /** Makes room before a load of known size. */
  reserve(positions: number): void {
    this.#store.reserve(positions);
  }

  /** Replaces all positions of a product. */
  setProduct(product: number, positions: readonly StockPosition[]): void {
    this.#version++;
    this.#store.replace(product, positions);
    for (const entry of this.#sums.values()) {
      entry.sums = grown(entry.sums, product + 1);
      for (const name of STOCK_MEASURES) entry.sums[name][product] = 0;
      this.#addProduct(entry.sums, product, product, entry.mask);
    }
  }

  /** The positions of a product. */
  positionsOf(product: number): StockPosition[] {
    const store = this.#store;
    const start = store.start(product);
    return Array.from({ length: store.count(product) }, (_, index) => store.at(start + index));
  }

  /** Sums by product over the facilities of a mask; kept up to date afterwards, so read them before the next change. */
  sumsByProduct(mask: FacilityMask): StockSums {
    const key = keyOf(mask);
    const known = this.#sums.get(key);
    if (known) {
      this.#sums.delete(key);
      this.#sums.set(key, known);
      return known.sums;
    }
    const sums = emptySums(this.#store.productCapacity);
    for (let product = 0; product < this.#store.productCapacity; product++) {
      this.#addProduct(sums, product, product, mask);
    }
    this.#sums.set(key, { mask: mask?.slice() ?? null, sums });
    if (this.#sums.size > CACHED_MASKS) this.#sums.delete(this.#sums.keys().next().value as string);
    return sums;
  }

  /** Sums over products by group of facilities: `groupOf[facility]` is 0..groups-1, or -1 to leave it out. */
  sumsByGroup(products: Uint32Array, groupOf: Int32Array, groups: number): StockSums {
    const sums = emptySums(groups);
    const store = this.#store;
    for (let index = 0; index < products.length; index++) {
      const product = products[index] as number;
      const start = store.start(product);
      const end = start + store.count(product);
      for (let place = start; place < end; place++) {
        const group = groupOf[store.facility[place] as number] ?? -1;
        if (group >= 0) this.#add(sums, group, place);
      }
    }
    return sums;
  }

  /** What the stock on hand is worth, by group of facilities, at a value a unit by product. */
  valueByGroup(
    products: Uint32Array,
    unitValueOf: (product: number) => number,
    groupOf: Int32Array,
    groups: number,
  ): Float64Array {
    const values = new Float64Array(groups);
    const store = this.#store;
    for (let index = 0; index < products.length; index++) {
      const product = products[index] as number;
      const unitValue = unitValueOf(product);
      const start = store.start(product);
      const end = start + store.count(product);
      for (let place = start; place < end; place++) {
        const group = groupOf[store.facility[place] as number] ?? -1;
        if (group >= 0)
          values[group] = (values[group] as number) + unitValue * (store.onHand[place] as number);
      }
    }
    return values;
  }

  /** How many of the products have a position in each group of facilities. */
  productsByGroup(products: Uint32Array, groupOf: Int32Array, groups: number): Float64Array {
    const counted = new Float64Array(groups);
    const seenAt = new Int32Array(groups).fill(-1);
    const store = this.#store;
    for (let index = 0; index < products.length; index++) {
      const start = store.start(products[index] as number);
      const end = start + store.count(products[index] as number);
      for (let place = start; place < end; place++) {
        const group = groupOf[store.facility[place] as number] ?? -1;
        if (group < 0 || seenAt[group] === index) continue;
        seenAt[group] = index;
        counted[group] = (counted[group] as number) + 1;
      }
    }
    return counted;
  }

  /** The matrix: for each product, in the order of `facilities`, its position or null. */
  cells(products: Uint32Array, facilities: readonly number[]): (StockPosition | null)[][] {
    const columnOf = new Map(facilities.map((facility, column) => [facility, column]));
    return Array.from(products, (product) => {
      const row = new Array<StockPosition | null>(facilities.length).fill(null);
      const start = this.#store.start(product);
      for (let place = start; place < start + this.#store.count(product); place++) {
        const column = columnOf.get(this.#store.facility[place] as number);
        if (column !== undefined) row[column] = this.#store.at(place);
      }
      return row;
    });
  }

  #addProduct(sums: StockSums, product: number, target: number, mask: FacilityMask): void {
    const start = this.#store.start(product);
    const end = start + this.#store.count(product);
    for (let place = start; place < end; place++) {
      if (counts(mask, this.#store.facility[place] as number)) this.#add(sums, target, place);
    }
  }

  #add(sums: StockSums, target: number, place: number): void {
    const store = this.#store;
    const onHand = store.onHand[place] as number;
    const reserved = store.reserved[place] as number;
    const safetyStock = store.safetyStock[place] as number;
    const free = onHand - reserved - safetyStock;
    sums.positions[target] = (sums.positions[target] as number) + 1;
    sums.onHand[target] = (sums.onHand[target] as number) + onHand;
    sums.reserved[target] = (sums.reserved[target] as number) + reserved;
    sums.safetyStock[target] = (sums.safetyStock[target] as number) + safetyStock;
    sums.inbound[target] = (sums.inbound[target] as number) + (store.inbound[place] as number);
    sums.dailyDemand[target] = (sums.dailyDemand[target] as number) + (store.dailyDemand[place] as number);
    if (free > 0) sums.available[target] = (sums.available[target] as number) + free;
    else sums.outOfStock[target] = (sums.outOfStock[target] as number) + 1;
    if (free < 0) sums.belowSafety[target] = (sums.belowSafety[target] as number) + 1;
  }
}
