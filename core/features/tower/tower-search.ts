import type { FacilityKind } from '../../contract/base.ts';
import { foldText, searchWords } from '../../kernel/columns/fold-text.ts';
import type { AppContext } from '../context.ts';
import { activeFacilities } from './tower.queries.ts';

/** Codes that begin with what was typed come before those that merely contain it. */
function bestFirst<T>(rows: T[], codeOf: (row: T) => string, text: string): T[] {
  const wanted = foldText(text.trim());
  const rank = (row: T) => {
    const code = foldText(codeOf(row));
    return code === wanted ? 0 : code.startsWith(wanted) ? 1 : 2;
  };
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

/** Products, orders and facilities whose code or name has every word, for the command palette. */
export async function searchEverything({ db, grids, clock }: AppContext, text: string, limit: number) {
  if (!text.trim()) return { products: [], orders: [], facilities: [] };
  const query = { filter: { search: text }, sort: [], now: clock(), offset: 0, limit };
  const words = searchWords(text);
  const [products, orders, facilities] = await Promise.all([
    grids.stock.list(query),
    grids.orders.list(query),
    activeFacilities(db),
  ]);
  const fitting = facilities.filter((row) => {
    const place = foldText(`${row.code} ${row.name} ${row.city ?? ''}`);
    return words.every((word) => place.includes(word));
  });
  return {
    products: bestFirst(products.rows, (row) => row.sku, text).map(({ sku, name }) => ({ sku, name })),
    orders: bestFirst(orders.rows, (row) => row.number, text).map(({ number, customer, status }) => ({
      number,
      customer,
      status,
    })),
    facilities: bestFirst(fitting, (row) => row.code, text)
      .slice(0, limit)
      .map(({ code, name, kind }) => ({ code, name, kind: kind as FacilityKind })),
  };
}
