import type { z } from 'zod';
import type { Facet } from '../../contract/base.ts';
import type { OrderFilter, OrderRow, ordersContract } from '../../contract/orders.ts';
import type { Reader } from '../../db/reader.ts';
import { ColumnTable } from '../../kernel/columns/column-table.ts';
import { filterRows } from '../../kernel/columns/filter.ts';
import { RecentCache } from '../../kernel/columns/recent-cache.ts';
import { type SortBy, sortRows } from '../../kernel/columns/sort.ts';
import { countBy, groupBy, sumsOf } from '../../kernel/columns/summarise.ts';
import type { TextColumn } from '../../kernel/columns/text-column.ts';
import { codesOf } from '../holds/index.ts';
import { isAtRisk, isLate } from './order.ts';
import {
  ORDER_GRID_TYPES,
  type OrderGridRow,
  ordersOfFacility,
  ordersOfProduct,
} from './order-grid.queries.ts';
import {
  dependsOnTime,
  type OrderTable,
  orderConditions,
  recentlyReceived,
  timingOf,
} from './order-grid-filter.ts';

type Answer<P extends { '~orpc': { outputSchema?: unknown } }> =
  NonNullable<P['~orpc']['outputSchema']> extends z.ZodType<infer O> ? O : never;

export type OrderQuery = { filter: OrderFilter; sort: SortBy[]; now: number };
export type OrderGroupKey = 'status' | 'channel' | 'segment' | 'country' | 'priority';
export type OrderList = Omit<Answer<typeof ordersContract.list>, 'currency'>;
export type OrderGroups = Answer<typeof ordersContract.groups>;
export type OrderFacets = Answer<typeof ordersContract.facets>;

/** What the Orders screen asks of the in-memory list. `now` (UTC epoch ms) decides what is late; it counts by the minute. */
export interface OrderGridApi {
  list(query: OrderQuery & { offset: number; limit: number }): Promise<OrderList>;
  groups(query: OrderQuery & { by: OrderGroupKey }): Promise<OrderGroups>;
  facets(query: { filter: OrderFilter; now: number }): Promise<OrderFacets>;
  /** How many orders fit each filter. */
  counts(query: {
    filters: OrderFilter[];
    now: number;
  }): Promise<{ counts: number[]; factsAt: number | null; loading: boolean }>;
  /** Ids in the order of the list, at most `limit`. */
  ids(query: OrderQuery & { limit: number }): Promise<number[]>;
  /** Received in the last 30 days and not cancelled: how many, and how many of them are not filled. */
  fill(query: { now: number }): Promise<{ received: number; notFilled: number }>;
}

const MINUTE_MS = 60_000;
const NEWEST_FIRST: SortBy[] = [{ column: 'orderedAt', descending: true }];
const FACETS = {
  statuses: 'status',
  channels: 'channel',
  segments: 'segment',
  countries: 'country',
  paymentStates: 'paymentState',
  priorities: 'priority',
} as const;

/** All orders in columns: the answers to the Orders screen's filters, sorts and sums. */
export class OrderGrid implements OrderGridApi {
  readonly table: OrderTable = new ColumnTable(ORDER_GRID_TYPES);
  loading = true;
  /** Products that are services or charges, by id. */
  services: readonly number[] = [];
  factsAt: number | null = null;
  #reader: Reader;
  #selections = new RecentCache<Uint32Array>(8);

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  put({ id, cells, updatedAt }: OrderGridRow): void {
    this.table.put(id, cells);
    if (this.factsAt === null || updatedAt > this.factsAt) this.factsAt = updatedAt;
  }

  /** Makes the first searches and sorts by text fast, in small steps. */
  *prepare(): Generator<void, void> {
    for (const name of ['number', 'customer'] as const)
      yield* (this.table.columns[name] as TextColumn).prepare();
  }

  async list(query: OrderQuery & { offset: number; limit: number }): Promise<OrderList> {
    const started = performance.now();
    const rows = await this.#sorted(query);
    const sums = sumsOf(
      rows,
      ['units', 'unitsAllocated', 'unitsShipped', 'totalMinor', 'lineCount'],
      this.table.lookup,
    );
    const asOf = minuteOf(query.now);
    return {
      rows: Array.from(rows.subarray(query.offset, query.offset + query.limit), (row) =>
        this.#row(row, asOf),
      ),
      total: rows.length,
      totals: sums,
      ...this.#answered(started),
    };
  }

  async groups(query: OrderQuery & { by: OrderGroupKey }): Promise<OrderGroups> {
    const started = performance.now();
    const rows = await this.#matching(query.filter, query.now);
    const groups = groupBy(rows, query.by, ['units', 'totalMinor'], this.table.lookup);
    return {
      groups: groups.map(({ value, count, sums }) => ({ value, orders: count, ...sums })),
      ...this.#answered(started),
    };
  }

  async facets({ filter, now }: { filter: OrderFilter; now: number }): Promise<OrderFacets> {
    const facets: Partial<Record<keyof OrderFacets, Facet[]>> = {};
    for (const [dimension, column] of Object.entries(FACETS) as [keyof typeof FACETS, string][]) {
      const others = { ...filter, [dimension]: undefined };
      const rows = await this.#matching(others, now);
      facets[dimension] = countBy(rows, column, this.table.lookup).map((group) => ({
        ...group,
        label: group.value,
      }));
    }
    const rows = await this.#matching({ ...filter, heldFor: undefined }, now);
    facets.heldFor = byCode(countBy(rows, 'holdCodes', this.table.lookup));
    return facets as OrderFacets;
  }

  async counts({ filters, now }: { filters: OrderFilter[]; now: number }) {
    const counts: number[] = [];
    for (const filter of filters) counts.push((await this.#matching(filter, now)).length);
    return { counts, factsAt: this.factsAt, loading: this.loading };
  }

  async ids(query: OrderQuery & { limit: number }): Promise<number[]> {
    const rows = await this.#sorted(query);
    return Array.from(rows.subarray(0, query.limit), (row) => this.table.idOf(row));
  }

  async fill({ now }: { now: number }): Promise<{ received: number; notFilled: number }> {
    const asOf = minuteOf(now);
    const received = filterRows(this.table.liveRows(), recentlyReceived(asOf), this.table.lookup);
    const notFilled = await this.#matching({ notFilled: true }, now);
    return { received: received.length, notFilled: notFilled.length };
  }

  /** The rows that fit, in the order asked for, newest first without one. */
  async #sorted({ filter, sort, now }: OrderQuery): Promise<Uint32Array> {
    const found = await this.#matching(filter, now);
    const by = sort.length === 0 ? NEWEST_FIRST : sort.map(gridSort);
    const key = `${this.#keyOf(filter, now)}${JSON.stringify(by)}`;
    return (
      this.#selections.find(this.table.version, key) ??
      this.#selections.keep(this.table.version, key, sortRows(found, by, this.table.lookup))
    );
  }

  /** The rows that fit, in no particular order. */
  async #matching(filter: OrderFilter, now: number): Promise<Uint32Array> {
    const key = this.#keyOf(filter, now);
    const known = this.#selections.find(this.table.version, key);
    if (known) return known;
    const related = {
      sku: filter.sku === undefined ? null : this.#rowsOf(await ordersOfProduct(this.#reader, filter.sku)),
      facility:
        filter.facility === undefined
          ? null
          : this.#rowsOf(await ordersOfFacility(this.#reader, filter.facility)),
    };
    const conditions = orderConditions(filter, this.table, related, minuteOf(now));
    const rows = filterRows(this.table.liveRows(), conditions, this.table.lookup);
    return this.#selections.keep(this.table.version, key, rows);
  }

  #keyOf(filter: OrderFilter, now: number): string {
    return JSON.stringify([dependsOnTime(filter) ? minuteOf(now) : 0, filter]);
  }

  #rowsOf(ids: number[]): number[] {
    return ids.map((id) => this.table.rowOf(id)).filter((row) => row !== -1);
  }

  #row(row: number, asOf: number): OrderRow {
    const cell = (name: keyof typeof ORDER_GRID_TYPES) => this.table.cell(row, name);
    const timing = timingOf(this.table)(row);
    return {
      id: this.table.idOf(row),
      number: cell('number') ?? '',
      status: timing.status,
      holdReason: cell('holdReason'),
      holdCodes: codesOf(cell('holdCodes') as string | null),
      channel: cell('channel'),
      customer: cell('customer'),
      segment: cell('segment'),
      priority: cell('priority') ?? 0,
      orderedAt: cell('orderedAt'),
      promisedAt: timing.promisedAt,
      expectedAt: timing.expectedAt,
      late: isLate(timing, asOf),
      atRisk: isAtRisk(timing, asOf),
      city: cell('city'),
      country: cell('country'),
      lineCount: cell('lineCount') ?? 0,
      units: cell('units') ?? 0,
      unitsAllocated: cell('unitsAllocated') ?? 0,
      unitsShipped: cell('unitsShipped') ?? 0,
      total: { amountMinor: cell('totalMinor') ?? 0, currency: cell('currency') ?? '' },
      paymentState: cell('paymentState'),
      closedAt: cell('closedAt'),
    } as OrderRow;
  }

  #answered(started: number) {
    return { factsAt: this.factsAt, tookMs: performance.now() - started, loading: this.loading };
  }
}

function minuteOf(now: number): number {
  return now - (now % MINUTE_MS);
}

function gridSort({ column, descending }: SortBy): SortBy {
  return { column: column === 'total' ? 'totalMinor' : column, descending };
}

/** Orders by each code that holds them: one held for two reasons counts for both. */
function byCode(groups: readonly { value: string; count: number }[]): Facet[] {
  const counts = new Map<string, number>();
  for (const { value, count } of groups) {
    for (const code of codesOf(value)) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  return Array.from(counts, ([value, count]) => ({ value, label: value, count })).sort(
    (a, b) => b.count - a.count,
  );
}
