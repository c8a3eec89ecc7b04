import type { z } from 'zod';
import type { Facet } from '../../contract/base.ts';
import type {
  FacilityRef,
  MatrixCell,
  StockFigures,
  StockFilter,
  StockGroup,
  StockRow,
  stockContract,
} from '../../contract/stock.ts';
import { type ColumnLookup, lookupIn } from '../../kernel/columns/column.ts';
import { filterRows } from '../../kernel/columns/filter.ts';
import { NumberColumn } from '../../kernel/columns/number-column.ts';
import type { StockPosition } from '../../kernel/columns/position-store.ts';
import { RecentCache } from '../../kernel/columns/recent-cache.ts';
import { type SortBy, sortRows } from '../../kernel/columns/sort.ts';
import type { FacilityMask, StockSums } from '../../kernel/columns/stock-cube.ts';
import { countBy, groupBy, sumOf } from '../../kernel/columns/summarise.ts';
import { StockData } from './stock-data.ts';
import { daysOfCover, figuresAt, figuresOf } from './stock-figures.ts';
import { facilityMask, productConditions } from './stock-grid-filter.ts';

type Answer<P extends { '~orpc': { outputSchema?: unknown } }> =
  NonNullable<P['~orpc']['outputSchema']> extends z.ZodType<infer O> ? O : never;

export type StockQuery = { filter: StockFilter; sort: SortBy[]; now: number };
export type StockPage = StockQuery & { offset: number; limit: number };
export type StockGroupKey = 'category' | 'kind' | 'facility' | 'country';
export type StockList = Omit<Answer<typeof stockContract.list>, 'currency'>;
export type StockGroups = Answer<typeof stockContract.groups>;
export type StockMatrix = Answer<typeof stockContract.matrix>;
export type StockFacets = Answer<typeof stockContract.facets>;

/** The state of one facility's stock over all products. */
export type FacilityStock = {
  facility: FacilityRef;
  totals: StockFigures;
  positions: number;
  belowSafety: number;
  outOfStock: number;
};

/** What the Stock screen and the map ask of the in-memory stock. `now` (UTC epoch ms) decides which day is today. */
export interface StockGridApi {
  list(query: StockPage): Promise<StockList>;
  groups(query: StockQuery & { by: StockGroupKey }): Promise<StockGroups>;
  matrix(query: StockPage & { facilityOffset: number; facilityLimit: number }): Promise<StockMatrix>;
  facets(query: { filter: StockFilter; now: number }): Promise<StockFacets>;
  /** How many products fit each filter. */
  counts(query: {
    filters: StockFilter[];
    now: number;
  }): Promise<{ counts: number[]; factsAt: number | null; loading: boolean }>;
  facilityStock(query: Record<string, never>): Promise<FacilityStock[]>;
}

/** Product columns together with their sums over a set of facilities. */
type StockView = { mask: FacilityMask; sums: StockSums; lookup: ColumnLookup };

const BY_SKU: SortBy[] = [{ column: 'sku' }];
const KIND_ORDER = ['warehouse', 'thirdParty', 'store', 'supplier'];

/** All stock in memory: the answers to the Stock screen's filters, sorts and sums. */
export class StockGrid implements StockGridApi {
  readonly data = new StockData();
  loading = true;
  #views = new RecentCache<StockView>(3);
  #selections = new RecentCache<Uint32Array>(8);

  async list(query: StockPage): Promise<StockList> {
    const started = performance.now();
    const view = this.#view(query.filter);
    const products = this.#sorted(query, view);
    return {
      rows: this.#rows(products.subarray(query.offset, query.offset + query.limit), view),
      total: products.length,
      totals: {
        ...figuresOf(view.sums, products),
        stockValueMinor: sumOf(products, 'stockValue', view.lookup),
      },
      ...this.#answered(started),
    };
  }

  async groups(query: StockQuery & { by: StockGroupKey }): Promise<StockGroups> {
    const started = performance.now();
    const view = this.#view(query.filter);
    const products = this.#matching(query.filter, query.now, view);
    const groups =
      query.by === 'category' ? this.#byCategory(products, view) : this.#byFacility(products, query.by, view);
    return { groups, ...this.#answered(started) };
  }

  async matrix(query: StockPage & { facilityOffset: number; facilityLimit: number }): Promise<StockMatrix> {
    const started = performance.now();
    const view = this.#view(query.filter);
    const products = this.#sorted(query, view);
    const facilities = this.#facilitiesIn(view.mask);
    const shown = facilities.slice(query.facilityOffset, query.facilityOffset + query.facilityLimit);
    const window = products.subarray(query.offset, query.offset + query.limit);
    return {
      facilities: shown.map((index) => this.#facilityRef(index)),
      facilityTotal: facilities.length,
      rows: this.#rows(window, view),
      total: products.length,
      cells: this.#cells(window, shown),
      ...this.#answered(started),
    };
  }

  async facets({ filter, now }: { filter: StockFilter; now: number }): Promise<StockFacets> {
    const without = (dimension: keyof StockFilter) => {
      const others = { ...filter, [dimension]: undefined };
      const view = this.#view(others);
      return { view, products: this.#matching(others, now, view) };
    };
    const categories = without('categories');
    return {
      facilities: this.#facilityFacet(without('facilities'), 'facility'),
      kinds: this.#facilityFacet(without('kinds'), 'kind'),
      countries: this.#facilityFacet(without('countries'), 'country'),
      categories: countBy(categories.products, 'category', categories.view.lookup).map((group) => ({
        ...group,
        label: group.value,
      })),
    };
  }

  async counts({ filters, now }: { filters: StockFilter[]; now: number }) {
    const counts = filters.map((filter) => this.#matching(filter, now, this.#view(filter)).length);
    return { counts, factsAt: this.data.factsAt, loading: this.loading };
  }

  async facilityStock(): Promise<FacilityStock[]> {
    const groupOf = Int32Array.from(this.data.facilities, (_, index) => index);
    const sums = this.data.cube.sumsByGroup(this.data.products.liveRows(), groupOf, groupOf.length);
    return this.data.facilities.map((_, index) => ({
      facility: this.#facilityRef(index),
      totals: figuresAt(sums, index),
      positions: sums.positions[index] ?? 0,
      belowSafety: sums.belowSafety[index] ?? 0,
      outOfStock: sums.outOfStock[index] ?? 0,
    }));
  }

  /** Sums under the filter's facilities as columns beside the products' own: named as in `StockRow`. */
  #view(filter: StockFilter): StockView {
    const key = JSON.stringify([filter.facilities, filter.kinds, filter.countries]);
    const known = this.#views.find(this.data.version, key);
    if (known) return known;
    const { products, cube, facilities } = this.data;
    const mask = facilityMask(filter, facilities);
    const sums = cube.sumsByProduct(mask);
    const cover = new Float64Array(products.capacity);
    const value = new Float64Array(products.capacity);
    const unitValue = products.columns.unitValueMinor as NumberColumn;
    for (let row = 0; row < products.capacity; row++) {
      const onHand = sums.onHand[row] ?? 0;
      cover[row] = daysOfCover(onHand, sums.reserved[row] ?? 0, sums.dailyDemand[row] ?? 0) ?? Number.NaN;
      value[row] = onHand * unitValue.get(row);
    }
    const sumColumns = {
      onHand: NumberColumn.over(sums.onHand),
      reserved: NumberColumn.over(sums.reserved),
      available: NumberColumn.over(sums.available),
      safetyStock: NumberColumn.over(sums.safetyStock),
      inbound: NumberColumn.over(sums.inbound),
      dailyDemand: NumberColumn.over(sums.dailyDemand),
      facilityCount: NumberColumn.over(sums.positions),
      belowSafetyCount: NumberColumn.over(sums.belowSafety),
      daysOfCover: NumberColumn.over(cover),
      stockValue: NumberColumn.over(value),
    };
    return this.#views.keep(this.data.version, key, {
      mask,
      sums,
      lookup: lookupIn(products.columns, sumColumns),
    });
  }

  #matching(filter: StockFilter, now: number, view: StockView): Uint32Array {
    const key = selectionKey(filter, now);
    const known = this.#selections.find(this.data.version, key);
    if (known) return known;
    const conditions = productConditions(filter, this.data, view.mask, now);
    const rows = filterRows(this.data.products.liveRows(), conditions, view.lookup);
    return this.#selections.keep(this.data.version, key, rows);
  }

  #sorted({ filter, sort, now }: StockQuery, view: StockView): Uint32Array {
    const by = sort.length === 0 ? BY_SKU : sort;
    const key = `${selectionKey(filter, now)}${JSON.stringify(by)}`;
    const known = this.#selections.find(this.data.version, key);
    if (known) return known;
    const rows = sortRows(this.#matching(filter, now, view), by, view.lookup);
    return this.#selections.keep(this.data.version, key, rows);
  }

  #rows(products: Uint32Array, view: StockView): StockRow[] {
    const { products: table } = this.data;
    return Array.from(products, (row) => ({
      productId: table.idOf(row),
      sku: String(table.cell(row, 'sku') ?? ''),
      name: String(table.cell(row, 'name') ?? ''),
      category: table.cell(row, 'category') as string | null,
      ...figuresAt(view.sums, row),
      facilityCount: view.sums.positions[row] ?? 0,
      belowSafetyCount: view.sums.belowSafety[row] ?? 0,
      stockValueMinor: (view.lookup('stockValue') as NumberColumn).get(row),
    }));
  }

  #cells(products: Uint32Array, facilities: readonly number[]): StockMatrix['cells'] {
    const cells = this.data.cube.cells(products, facilities);
    return cells.map((row) => row.map((cell) => cell && matrixCell(cell)));
  }

  #byCategory(products: Uint32Array, view: StockView): StockGroup[] {
    const names = [
      'onHand',
      'reserved',
      'available',
      'safetyStock',
      'inbound',
      'dailyDemand',
      'stockValue',
    ] as const;
    return groupBy(products, 'category', names, view.lookup).map(({ value, count, sums }) => {
      const { stockValue, ...figures } = sums;
      const cover = daysOfCover(figures.onHand, figures.reserved, figures.dailyDemand);
      return { value, products: count, ...figures, daysOfCover: cover, stockValueMinor: stockValue };
    });
  }

  #byFacility(products: Uint32Array, by: Exclude<StockGroupKey, 'category'>, view: StockView): StockGroup[] {
    const { values, groupOf } = this.#facilityGroups(by, view.mask);
    const sums = this.data.cube.sumsByGroup(products, groupOf, values.length);
    const counts = this.data.cube.productsByGroup(products, groupOf, values.length);
    const unitValue = this.data.products.columns.unitValueMinor as NumberColumn;
    const stockValue = this.data.cube.valueByGroup(
      products,
      (product) => unitValue.get(product),
      groupOf,
      values.length,
    );
    return values
      .map((value, group) => ({
        value,
        products: counts[group] ?? 0,
        ...figuresAt(sums, group),
        stockValueMinor: stockValue[group] ?? 0,
      }))
      .filter((group) => group.products > 0);
  }

  #facilityFacet(
    { view, products }: { view: StockView; products: Uint32Array },
    by: Exclude<StockGroupKey, 'category'>,
  ): Facet[] {
    const { values, labels, groupOf } = this.#facilityGroups(by, view.mask);
    const counts = this.data.cube.productsByGroup(products, groupOf, values.length);
    return values
      .map((value, group) => ({ value, label: labels[group] ?? value, count: counts[group] ?? 0 }))
      .filter((one) => one.count > 0)
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  /** A group number for each facility of the mask (-1 outside it), and what the groups are called. */
  #facilityGroups(by: Exclude<StockGroupKey, 'category'>, mask: FacilityMask) {
    const values: string[] = [];
    const labels: string[] = [];
    const groups = new Map<string, number>();
    const groupOf = Int32Array.from(this.data.facilities, (facility, index) => {
      if (mask !== null && mask[index] !== 1) return -1;
      const value = by === 'facility' ? facility.code : (facility[by] ?? '');
      let group = groups.get(value);
      if (group === undefined) {
        group = values.push(value) - 1;
        labels.push(by === 'facility' ? facility.name : value);
        groups.set(value, group);
      }
      return group;
    });
    return { values, labels, groupOf };
  }

  /** Indices of the facilities of a mask: by kind, the largest kinds of site first, then by code. */
  #facilitiesIn(mask: FacilityMask): number[] {
    const { facilities } = this.data;
    const rank = (index: number) => KIND_ORDER.indexOf(facilities[index]?.kind ?? '');
    const code = (index: number) => facilities[index]?.code ?? '';
    return Array.from(facilities, (_, index) => index)
      .filter((index) => mask === null || mask[index] === 1)
      .sort((a, b) => rank(a) - rank(b) || (code(a) < code(b) ? -1 : 1));
  }

  #facilityRef(index: number): FacilityRef {
    return this.data.facilities[index] as FacilityRef;
  }

  #answered(started: number) {
    return { factsAt: this.data.factsAt, tookMs: performance.now() - started, loading: this.loading };
  }
}

function matrixCell({ onHand, reserved, safetyStock, inbound }: StockPosition): MatrixCell {
  const available = Math.max(0, onHand - reserved - safetyStock);
  return { onHand, reserved, available, safetyStock, inbound };
}

/** `inboundToday` changes its meaning at midnight UTC. */
function selectionKey(filter: StockFilter, now: number): string {
  return JSON.stringify([filter.inboundToday === undefined ? 0 : Math.floor(now / 86_400_000), filter]);
}
