import type { StockFilter } from '../../contract/stock.ts';
import type { Filter } from '../../kernel/columns/filter.ts';
import type { FacilityMask } from '../../kernel/columns/stock-cube.ts';
import type { StockData } from './stock-data.ts';
import { OVERSTOCK_DAYS } from './stock-figures.ts';

const DAY_MS = 86_400_000;

/** Which facilities a filter sums over; null = all of them. */
export function facilityMask(filter: StockFilter, facilities: StockData['facilities']): FacilityMask {
  if (!filter.facilities && !filter.kinds && !filter.countries) return null;
  const codes = filter.facilities && new Set(filter.facilities);
  const kinds = filter.kinds && new Set<string>(filter.kinds);
  const countries = filter.countries && new Set(filter.countries);
  return Uint8Array.from(facilities, (facility) => {
    const fits =
      (!codes || codes.has(facility.code)) &&
      (!kinds || kinds.has(facility.kind)) &&
      (!countries || countries.has(facility.country ?? ''));
    return fits ? 1 : 0;
  });
}

const negatable = (wanted: boolean, condition: Filter): Filter =>
  wanted ? condition : { op: 'not', of: condition };

/** Conditions on products, by their own columns and by their sums (columns named as in `stockView`). */
export function productConditions(
  filter: StockFilter,
  data: StockData,
  mask: FacilityMask,
  now: number,
): Filter {
  const of: Filter[] = [];
  if (mask !== null) of.push({ op: 'range', column: 'facilityCount', min: 1 });
  if (filter.categories) of.push({ op: 'in', column: 'category', values: filter.categories });
  if (filter.belowSafety !== undefined) {
    of.push(negatable(filter.belowSafety, { op: 'range', column: 'belowSafetyCount', min: 1 }));
  }
  if (filter.noStock !== undefined)
    of.push(negatable(filter.noStock, { op: 'range', column: 'available', max: 0 }));
  if (filter.overStocked !== undefined) of.push(negatable(filter.overStocked, OVER_STOCKED));
  if (filter.inboundToday !== undefined) {
    const rows = data.productsExpectedOn(Math.floor(now / DAY_MS), mask);
    of.push(negatable(filter.inboundToday, { op: 'rows', rows: [...rows] }));
  }
  for (const column of ['onHand', 'available', 'daysOfCover'] as const) {
    const range = filter[column];
    if (range) of.push({ op: 'range', column, ...range });
  }
  if (filter.search?.trim()) of.push({ op: 'search', columns: ['sku', 'name'], text: filter.search });
  return { op: 'and', of };
}

/** More than `OVERSTOCK_DAYS` of cover: the bound itself is still fine. */
const OVER_STOCKED: Filter = {
  op: 'and',
  of: [
    { op: 'range', column: 'onHand', min: 1 },
    { op: 'range', column: 'daysOfCover', min: OVERSTOCK_DAYS },
    { op: 'not', of: { op: 'range', column: 'daysOfCover', max: OVERSTOCK_DAYS } },
  ],
};
