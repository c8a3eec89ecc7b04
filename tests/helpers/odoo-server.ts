import { type HttpSource, type SourceAnswer, startSource } from './http-source.ts';

type Thing = Record<string, unknown> & { id: number };
type Term = [field: string, operator: string, value: unknown];

/** A server on loopback that plays Odoo's JSON-RPC: authenticate and execute_kw search_read over tables in memory. */
export interface OdooServer extends HttpSource {
  readonly tables: Record<string, Thing[]>;
  /** Model, domain and options of every search_read. */
  readonly reads: { model: string; domain: unknown[]; options: Record<string, unknown> }[];
}

interface Call {
  id: unknown;
  params: { service: string; method: string; args: unknown[] };
}

export async function startOdoo(
  tables: Record<string, Thing[]>,
  login: { database: string; user: string; password: string },
): Promise<OdooServer> {
  const reads: OdooServer['reads'] = [];
  const answer = (body: string): SourceAnswer => {
    const { id, params } = JSON.parse(body) as Call;
    const result = (value: unknown): SourceAnswer => ({ json: { jsonrpc: '2.0', id, result: value } });
    const error = (name: string, message: string): SourceAnswer => ({
      json: {
        jsonrpc: '2.0',
        id,
        error: { code: 200, message: 'Odoo Server Error', data: { name, message } },
      },
    });
    if (params.service === 'common') {
      const [database, user, password] = params.args;
      if (database !== login.database)
        return error('psycopg2.OperationalError', `database "${database}" does not exist`);
      return result(user === login.user && password === login.password ? 7 : false);
    }
    const [, uid, password, model, method, args, options] = params.args as [
      string,
      number,
      string,
      string,
      string,
      [unknown[]],
      Record<string, unknown>,
    ];
    if (uid !== 7 || password !== login.password)
      return error('odoo.exceptions.AccessDenied', 'Access Denied');
    const table = tables[model];
    if (method !== 'search_read' || !table) return error('builtins.KeyError', model);
    const [domain] = args;
    reads.push({ model, domain, options });
    const unknown = (options.fields as string[]).find((field) => table[0] && !(field in table[0]));
    if (unknown) return error('builtins.ValueError', `Invalid field '${unknown}' on model '${model}'`);
    const found = table.filter((thing) => fits(tables, thing, domain)).sort((a, b) => a.id - b.id);
    const from = Number(options.offset ?? 0);
    return result(
      found
        .slice(from, from + Number(options.limit ?? found.length))
        .map((thing) => project(thing, options.fields as string[])),
    );
  };
  const source = await startSource(({ body }) => answer(body));
  return { ...source, tables, reads };
}

function project(thing: Thing, fields: string[]): Record<string, unknown> {
  return { id: thing.id, ...Object.fromEntries(fields.map((field) => [field, thing[field] ?? false])) };
}

/** A domain in Polish notation, as Odoo reads it. */
function fits(tables: Record<string, Thing[]>, thing: Thing, domain: unknown[]): boolean {
  const rest = [...domain];
  const next = (): boolean => {
    const token = rest.shift();
    if (token === '&' || token === '|') {
      const [left, right] = [next(), next()];
      return token === '&' ? left && right : left || right;
    }
    return matches(tables, thing, token as Term);
  };
  let all = true;
  while (rest.length > 0) all = next() && all;
  return all;
}

const RELATIONS: Record<string, { model: string; by: string }> = {
  stock_quant_ids: { model: 'stock.quant', by: 'product_id' },
  stock_move_ids: { model: 'stock.move', by: 'product_id' },
  order_line: { model: 'sale.order.line', by: 'order_id' },
};

function matches(tables: Record<string, Thing[]>, thing: Thing, [field, operator, value]: Term): boolean {
  const [head = '', tail] = field.split('.');
  if (tail !== undefined) {
    const relation = RELATIONS[head];
    const others = relation
      ? (tables[relation.model] ?? []).filter((other) => idOf(other[relation.by]) === thing.id)
      : Object.values(tables).flatMap((table) =>
          table.filter((other) => other.id === idOf(thing[head]) && tail in other),
        );
    return others.some((other) => matches(tables, other, [tail, operator, value]));
  }
  const mine = idOf(thing[field]);
  if (operator === '=') return mine === value;
  if (operator === '!=') return mine !== value;
  if (operator === 'in') return (value as unknown[]).includes(mine);
  if (operator === '>') return Number(mine) > Number(value);
  return String(mine) >= String(value);
}

const idOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
