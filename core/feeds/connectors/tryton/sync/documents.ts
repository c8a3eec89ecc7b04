import type { RawItem } from '../../../connector.ts';
import type { TrytonClient } from '../rpc/tryton-client.ts';
import { type Row, toPlain } from '../rpc/values.ts';
import { documentKind } from './models.ts';
import { newestStamp } from './stamps.ts';

export interface ReadDocuments {
  items: RawItem[];
  /** By id; of records that are gone there is none. */
  states: Map<number, string>;
}

/** Reads records whole, with all that belongs to them; those that are gone come as deleted. */
export async function readDocuments(
  client: TrytonClient,
  model: string,
  ids: readonly number[],
): Promise<ReadDocuments> {
  const { fields, domain } = documentKind(model);
  const rows = await client.search(model, [...domain, ['id', 'in', ids]], fields);
  const extras = await extrasOf(client, model, rows);
  const found = new Map(rows.map((row): [number, Row] => [Number(row.id), row]));
  const items = ids.map((id): RawItem => {
    const row = found.get(id);
    if (!row) return { kind: model, key: String(id), version: null, body: '', deleted: true };
    return {
      kind: model,
      key: String(id),
      version: Math.floor(newestStamp(row) / 1000) || null,
      body: JSON.stringify(toPlain(withoutDates(model, { ...row, ...extras(row) }))),
    };
  });
  const states = new Map(rows.map((row): [number, string] => [Number(row.id), String(row.state ?? '')]));
  return { items, states };
}

/** Where a date of change tells something: when goods were taken, when an order came. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  'sale.sale': ['create_date'],
  'stock.shipment.out': ['moves.write_date', 'create_date'],
  'stock.shipment.drop': ['moves.write_date', 'create_date'],
  'stock.shipment.out.return': ['create_date'],
};

/** Takes out the dates of change, so that touching a record without changing it changes nothing here. */
function withoutDates(model: string, row: Row): Row {
  const telling = TELLING[model] ?? [];
  const clean = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((entry) => clean(entry, path));
    if (typeof value !== 'object' || value === null || '__class__' in value) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !/^(write|create)_date$/.test(key) || telling.includes(path + key))
        .map(([key, inner]) => [key, clean(inner, path + key)]),
    );
  };
  return clean(row, '') as Row;
}

type Extras = (row: Row) => Row;

/** What a document needs of records that are not its own, looked up for all rows at once. */
function extrasOf(client: TrytonClient, model: string, rows: readonly Row[]): Promise<Extras> {
  switch (model) {
    case 'product.product':
      return companyCurrency(client);
    case 'party.party':
      return partyRoles(client, rows);
    case 'sale.sale':
      return originalSales(client, rows);
    case 'stock.shipment.out':
      return both(companyCurrency(client), salesOfMoves(client, rows));
    case 'stock.shipment.drop':
    case 'stock.shipment.out.return':
      return salesOfMoves(client, rows);
    default:
      return Promise.resolve(() => ({}));
  }
}

async function both(first: Promise<Extras>, second: Promise<Extras>): Promise<Extras> {
  const [a, b] = await Promise.all([first, second]);
  return (row) => ({ ...a(row), ...b(row) });
}

/** Prices and costs are in the company's currency. */
async function companyCurrency(client: TrytonClient): Promise<Extras> {
  const { currency } = await client.session();
  return () => ({ company_currency: currency });
}

/** Who buys, who supplies, who carries, and who is the company itself: parties look all alike in Tryton. */
async function partyRoles(client: TrytonClient, rows: readonly Row[]): Promise<Extras> {
  const ids = rows.map((row) => row.id);
  const having = async (model: string) => {
    if (ids.length === 0 || !(await client.has(model))) return new Set<unknown>();
    const found = await client.search(model, [['party', 'in', ids]], ['party']);
    return new Set(found.map((row) => row.party));
  };
  const roles = {
    buys: await having('sale.sale'),
    supplies: await having('purchase.product_supplier'),
    carries: await having('carrier'),
    company: await having('company.company'),
  };
  return (row) => ({
    roles: Object.fromEntries(Object.entries(roles).map(([role, parties]) => [role, parties.has(row.id)])),
  });
}

const idIn = (reference: unknown, model: string): number | null => {
  const [name, id] = typeof reference === 'string' ? reference.split(',') : [];
  return name === model && id ? Number(id) : null;
};

/** Numbers of the sales of which these are returns. */
async function originalSales(client: TrytonClient, rows: readonly Row[]): Promise<Extras> {
  const ids = rows.map((row) => idIn(row.origin, 'sale.sale')).filter((id) => id !== null);
  if (ids.length === 0) return () => ({});
  const sales = await client.search('sale.sale', [['id', 'in', ids]], ['number']);
  const numbers = new Map(sales.map((sale) => [Number(sale.id), sale.number]));
  return (row) => {
    const id = idIn(row.origin, 'sale.sale');
    return id === null ? {} : { origin_number: numbers.get(id) ?? null };
  };
}

/** The sale of each move and the line's place in it. */
async function salesOfMoves(client: TrytonClient, rows: readonly Row[]): Promise<Extras> {
  const linesOf = (row: Row) =>
    ((row['moves.'] as Row[] | null) ?? [])
      .map((move) => idIn(move.origin, 'sale.line'))
      .filter((id) => id !== null);
  const lineIds = [...new Set(rows.flatMap(linesOf))];
  if (lineIds.length === 0) return () => ({ sale_lines: [] });
  const fields = ['number', 'lines.type', 'lines.sequence'];
  const sales = await client.search('sale.sale', [['lines.id', 'in', lineIds]], fields);
  const places = new Map<number, Row>();
  for (const sale of sales) {
    for (const [index, line] of goodsLines(sale['lines.'] as Row[]).entries()) {
      places.set(Number(line.id), { id: line.id, sale: sale.number, line_number: index + 1 });
    }
  }
  return (row) => ({ sale_lines: [...new Set(linesOf(row))].map((id) => places.get(id)).filter(Boolean) });
}

/** The lines of a sale that sell something, as they stand in it. */
export function goodsLines<Line extends Row>(lines: readonly Line[] | null): Line[] {
  const place = (line: Line) => (typeof line.sequence === 'number' ? line.sequence : -1);
  return (lines ?? [])
    .filter((line) => line.type === 'line')
    .sort((a, b) => place(a) - place(b) || Number(a.id) - Number(b.id));
}
