import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRandom } from '../../core/kernel/random.ts';
import { fieldsOf, fits, type Row, read, stamp } from './tryton-rows.ts';

/** Shares of answers that go wrong, each in its own way. */
const FAULTS = ['error', 'reset', 'truncated', 'timeOut', 'garbage'] as const;
const FAULT_SHARE = 0.12;
const TIME_OUT_MS = 400;

const SHIPMENT = 'stock.shipment.out';

export interface ShapedServer {
  url: string;
  /** Faults on or off. */
  faulty: boolean;
  /** How often each shipment went from waiting to assigned. */
  readonly assigned: ReadonlyMap<string, number>;
  readonly calls: number;
  /** Changes a row, as somebody at another desk would. */
  change(model: string, id: number, values: Row): void;
  close(): Promise<void>;
}

/** Serves rows as Tryton 6.0 does over JSON-RPC: sign-in, searches with domains and dotted fields, the buttons of shipments. */
export async function serveTrytonShaped(
  tables: Map<string, Map<number, Row>>,
  seed: number,
): Promise<ShapedServer> {
  const random = createRandom(seed);
  const assigned = new Map<string, number>();
  const state = { faulty: false, calls: 0 };

  const rowsThat = (model: string, domain: unknown[]) =>
    [...(tables.get(model)?.values() ?? [])].filter((row) => fits(row, domain));

  const search = (model: string, [domain, offset, limit, order, fields]: unknown[]): unknown => {
    const rows = rowsThat(model, domain as unknown[]);
    const [first] = (order as [string, string][] | null) ?? [];
    const [by, direction] = first ?? ['id', 'ASC'];
    const sign = direction.startsWith('DESC') ? -1 : 1;
    const key = (row: Row) => Number(read(row, by)[0] ?? 0);
    rows.sort((a, b) => sign * (key(a) - key(b)));
    const from = Number(offset ?? 0);
    const page = rows.slice(from, limit === null ? undefined : from + Number(limit));
    return page.map((row) => fieldsOf(row, fields as string[]));
  };

  const press = (button: string, ids: number[]): unknown => {
    let done: unknown = null;
    for (const id of ids) {
      const row = tables.get(SHIPMENT)?.get(id);
      if (!row || button !== 'assign_try') continue;
      done = true;
      if (row.state !== 'waiting') continue;
      row.state = 'assigned';
      row.write_date = stamp();
      for (const move of row.moves as Row[]) Object.assign(move, { state: 'assigned', write_date: stamp() });
      const number = String(row.number);
      assigned.set(number, (assigned.get(number) ?? 0) + 1);
    }
    return done;
  };

  const answer = (method: string, params: unknown[]): unknown => {
    if (method === 'common.server.version') return '6.0.29';
    if (method === 'common.db.login') return [1, 'session-key'];
    if (method === 'model.res.user.get_preferences') return { company: 1, language: 'en' };
    const [, model = '', action = ''] = /^model\.(.+)\.(\w+)$/.exec(method) ?? [];
    if (model === 'ir.model.field') return schemaOf(tables);
    if (action === 'search_read') return search(model, params);
    if (action === 'search_count') return rowsThat(model, params[0] as unknown[]).length;
    if (model === SHIPMENT) return press(action, params[0] as number[]);
    throw new Error(`${method} is not known here`);
  };

  const server = createServer((request, response) => {
    void respond(request, response).catch(() => response.destroy());
  });

  /** The call has its effect whether or not its answer arrives: as in life. */
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { id, method, params } = JSON.parse(await textOf(request)) as {
      id: number;
      method: string;
      params: unknown[];
    };
    state.calls++;
    const fault = state.faulty && random.chance(FAULT_SHARE) ? random.pick(FAULTS) : null;
    if (fault === 'error') return void response.writeHead(500).end('Internal Server Error');
    const body = JSON.stringify({ id, result: answer(method, params) });
    if (fault === 'reset') return void response.destroy();
    if (fault === 'timeOut') return void setTimeout(() => response.destroy(), TIME_OUT_MS);
    if (fault === 'garbage') return void response.end('<html>Bad gateway</html>');
    if (fault === 'truncated') {
      response.writeHead(200, { 'content-length': Buffer.byteLength(body) });
      response.write(body.slice(0, body.length >> 1));
      return void setTimeout(() => response.destroy(), 5);
    }
    response.setHeader('content-type', 'application/json');
    response.end(body);
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    get faulty() {
      return state.faulty;
    },
    set faulty(value: boolean) {
      state.faulty = value;
    },
    assigned,
    get calls() {
      return state.calls;
    },
    change(model, id, values) {
      const row = tables.get(model)?.get(id);
      if (row) Object.assign(row, values, { write_date: stamp() });
    },
    close: () => closeServer(server),
  };
}

function schemaOf(tables: Map<string, Map<number, Row>>): unknown {
  const schema: unknown[] = [];
  for (const [model, rows] of tables) {
    const [first] = rows.values();
    for (const name of Object.keys(first ?? {}))
      schema.push({ id: schema.length + 1, name, 'model.': { id: 1, model } });
  }
  return schema;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
