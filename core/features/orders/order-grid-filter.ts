import { OPEN_STATUSES, type OrderStatus } from '../../contract/order-statuses.ts';
import type { OrderFilter } from '../../contract/orders.ts';
import type { CategoryColumn } from '../../kernel/columns/category-column.ts';
import type { ColumnTable } from '../../kernel/columns/column-table.ts';
import type { Filter } from '../../kernel/columns/filter.ts';
import type { NumberColumn } from '../../kernel/columns/number-column.ts';
import { codesOf } from '../holds/index.ts';
import { isAtRisk, isLate } from './order.ts';
import type { OrderGridColumn } from './order-grid.queries.ts';

export type OrderTable = ColumnTable<OrderGridColumn>;

/** Row numbers of the orders that a part of the filter names through another table; null = no such part. */
export type RelatedRows = { sku: readonly number[] | null; facility: readonly number[] | null };

const DAY_MS = 86_400_000;
/** The fill rate looks this far back. */
export const FILL_RATE_DAYS = 30;

/** Reads what lateness is judged by. */
export function timingOf(table: OrderTable): (row: number) => Parameters<typeof isLate>[0] {
  const status = table.columns.status as CategoryColumn;
  const promisedAt = table.columns.promisedAt as NumberColumn;
  const expectedAt = table.columns.expectedAt as NumberColumn;
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  return (row) => ({
    status: status.get(row) as OrderStatus,
    promisedAt: orNull(promisedAt.get(row)),
    expectedAt: orNull(expectedAt.get(row)),
  });
}

/** True when the answer changes as time passes. */
export function dependsOnTime(filter: OrderFilter): boolean {
  return filter.late !== undefined || filter.atRisk !== undefined || filter.notFilled !== undefined;
}

const negatable = (wanted: boolean, condition: Filter): Filter =>
  wanted ? condition : { op: 'not', of: condition };

/** Conditions on the rows, the cheapest first, so that the dear ones look at few. */
export function orderConditions(
  filter: OrderFilter,
  table: OrderTable,
  related: RelatedRows,
  now: number,
): Filter {
  const of: Filter[] = [];
  if (related.sku) of.push({ op: 'rows', rows: related.sku });
  if (related.facility) of.push({ op: 'rows', rows: related.facility });
  of.push(
    ...valueConditions(filter),
    ...stateConditions(filter, table),
    ...timeConditions(filter, table, now),
  );
  if (filter.search?.trim())
    of.push({ op: 'search', columns: ['number', 'customer', 'city'], text: filter.search });
  return { op: 'and', of };
}

function valueConditions(filter: OrderFilter): Filter[] {
  const lists = {
    status: filter.statuses,
    channel: filter.channels,
    segment: filter.segments,
    country: filter.countries,
    paymentState: filter.paymentStates,
    priority: filter.priorities,
  };
  const ranges = { orderedAt: filter.orderedAt, promisedAt: filter.promisedAt, totalMinor: filter.total };
  return [
    ...Object.entries(lists).flatMap(([column, values]): Filter[] =>
      values ? [{ op: 'in', column, values }] : [],
    ),
    ...Object.entries(ranges).flatMap(([column, range]): Filter[] =>
      range ? [{ op: 'range', column, ...range }] : [],
    ),
  ];
}

function stateConditions(filter: OrderFilter, table: OrderTable): Filter[] {
  const of: Filter[] = [];
  const notHeld: Filter = { op: 'isNull', column: 'holdReason' };
  if (filter.open !== undefined)
    of.push(negatable(filter.open, { op: 'in', column: 'status', values: OPEN_STATUSES }));
  if (filter.closed !== undefined) of.push(negatable(!filter.closed, { op: 'isNull', column: 'closedAt' }));
  if (filter.held !== undefined) of.push(negatable(!filter.held, notHeld));
  if (filter.heldFor) {
    const wanted = new Set<string>(filter.heldFor);
    const { labels } = table.columns.holdCodes as CategoryColumn;
    const values = labels.filter((codes) => codesOf(codes).some((code) => wanted.has(code)));
    of.push({ op: 'in', column: 'holdCodes', values });
  }
  if (filter.toSource !== undefined) {
    const sourceable: Filter = { op: 'in', column: 'status', values: ['open', 'partiallySourced'] };
    of.push(negatable(filter.toSource, { op: 'and', of: [sourceable, notHeld] }));
  }
  return of;
}

function timeConditions(filter: OrderFilter, table: OrderTable, now: number): Filter[] {
  const timing = timingOf(table);
  const of: Filter[] = [];
  if (filter.late !== undefined) {
    of.push(negatable(filter.late, { op: 'test', test: (row) => isLate(timing(row), now) }));
  }
  if (filter.atRisk !== undefined) {
    of.push(negatable(filter.atRisk, { op: 'test', test: (row) => isAtRisk(timing(row), now) }));
  }
  if (filter.notFilled !== undefined) {
    const unfilled: Filter = { op: 'range', column: 'unitsOpen', min: 1 };
    of.push(negatable(filter.notFilled, { op: 'and', of: [recentlyReceived(now), unfilled] }));
  }
  return of;
}

/** The orders that the fill rate is measured on: received in the last 30 days and not cancelled. */
export function recentlyReceived(now: number): Filter {
  return {
    op: 'and',
    of: [
      { op: 'range', column: 'orderedAt', min: now - FILL_RATE_DAYS * DAY_MS },
      { op: 'not', of: { op: 'in', column: 'status', values: ['cancelled'] } },
    ],
  };
}
