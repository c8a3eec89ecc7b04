import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { Outage } from './outage.ts';
import { registrationBody, settingsBody, toRegistration } from './registration.ts';
import { CarrierSimulation, type DemoSettings } from './simulation.ts';
import { trackerJson } from './tracker-json.ts';

export interface DemoServerConfig {
  seed: number;
  settings: DemoSettings;
  /** What a caller must present, as bearer token or as user of basic authentication. */
  token: string;
  /** The port wanted; another one when it is taken. 0 = any. */
  port: number;
}

export interface DemoServer {
  port: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_A_PAGE = 500;
const batchBody = z.object({
  trackers: z.union([
    z.array(registrationBody).max(MOST_A_PAGE),
    z.record(z.string(), registrationBody).transform((all) => Object.values(all)),
  ]),
});

/** Serves the demo carriers on a loopback port: EasyPost's trackers under /v2, its own settings under /demo. */
export async function startDemoServer(config: DemoServerConfig): Promise<DemoServer> {
  const carriers = new DemoCarriersServer(config);
  const server = createServer((request, response) => void carriers.handle(request, response));
  server.keepAliveTimeout = 5_000;
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, HOST, () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(config.port).catch(() => listen(0));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  status: number;
  body: unknown;
}

class HttpFault extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

class DemoCarriersServer {
  readonly #simulation: CarrierSimulation;
  readonly #outage: Outage;
  readonly #token: Buffer;
  /** Revisions mean something within one life of the server only. */
  readonly #instance = randomUUID();

  constructor({ seed, settings, token }: DemoServerConfig) {
    this.#simulation = new CarrierSimulation(seed, settings, Date.now());
    this.#outage = new Outage(seed);
    this.#token = Buffer.from(token);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${HOST}`);
    try {
      if (!this.#isKnown(request)) throw new HttpFault(401, 'The token is missing or wrong.');
      const text = request.method === 'POST' ? await readBody(request) : '';
      const answer = this.#route(request.method ?? 'GET', url, text);
      const struck = this.#simulation.settings.outage && url.pathname.startsWith('/v2/');
      if (struck) this.#outage.strike(response, JSON.stringify(answer.body));
      else send(response, answer);
    } catch (error) {
      const status = error instanceof HttpFault ? error.status : 500;
      const message = error instanceof Error ? error.message : String(error);
      send(response, { status, body: { error: { code: 'REQUEST.FAILED', message, errors: [] } } });
    }
  }

  #isKnown({ headers }: IncomingMessage): boolean {
    const [scheme = '', value = ''] = (headers.authorization ?? '').split(' ');
    const user = /^basic$/i.test(scheme)
      ? Buffer.from(value, 'base64').toString('utf8').split(':')[0]
      : value;
    const given = Buffer.from(user ?? '');
    return given.length === this.#token.length && timingSafeEqual(given, this.#token);
  }

  #route(method: string, { pathname, searchParams }: URL, text: string): Answer {
    const now = Date.now();
    const outage = this.#simulation.settings.outage;
    this.#simulation.advance(now);
    if (pathname === '/demo/settings') return this.#settings(method, text, now);
    if (pathname === '/v2/trackers' && method === 'GET') return this.#list(searchParams);
    if (outage && method === 'POST') return { status: 503, body: {} };
    if (pathname === '/v2/trackers' && method === 'POST') {
      const { tracker } = parse(z.object({ tracker: registrationBody }), text);
      const parcel = this.#simulation.register(toRegistration(tracker), now);
      if (!parcel) throw new HttpFault(422, 'The demo carriers take no more parcels.');
      return { status: 201, body: trackerJson(parcel) };
    }
    if (pathname === '/v2/trackers/create_list' && method === 'POST') {
      const { trackers } = parse(batchBody, text);
      for (const tracker of trackers) this.#simulation.register(toRegistration(tracker), now);
      return { status: 200, body: { registered: trackers.length } };
    }
    const parcel = this.#simulation.find(pathname.match(/^\/v2\/trackers\/(trk_\w+)$/)?.[1] ?? '');
    if (!parcel || method !== 'GET') throw new HttpFault(404, 'There is nothing here.');
    return { status: 200, body: trackerJson(parcel) };
  }

  #settings(method: string, text: string, now: number): Answer {
    if (method === 'POST') this.#simulation.change(parse(settingsBody, text) as Partial<DemoSettings>, now);
    const { settings, size } = this.#simulation;
    if (!settings.outage) this.#outage.end();
    const labels = this.#simulation
      .labels()
      .map(({ kind, about, parcels }) => ({ kind, about, parcels: [...parcels] }));
    return { status: 200, body: { ...settings, shipments: size, instance: this.#instance, labels } };
  }

  #list(query: URLSearchParams): Answer {
    const size = Math.min(MOST_A_PAGE, Math.max(1, Number(query.get('page_size')) || 20));
    const since = query.get('after_revision');
    if (since !== null)
      return this.#changes(query.get('instance') === this.#instance ? Number(since) || 0 : 0, size);
    const page = this.#simulation.latest(query.get('before_id'), size + 1);
    const from = Date.parse(query.get('start_datetime') ?? '') || 0;
    const young = page.filter(({ createdAt }) => createdAt >= from);
    const trackers = young.slice(0, size).map(trackerJson);
    return { status: 200, body: { trackers, has_more: young.length > size } };
  }

  #changes(revision: number, size: number): Answer {
    const parcels = this.#simulation.changedSince(revision, size);
    const reached = parcels.at(-1)?.revision ?? revision;
    return {
      status: 200,
      body: {
        trackers: parcels.map(trackerJson),
        has_more: reached < this.#simulation.revision,
        instance: this.#instance,
        revision: reached,
      },
    };
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function parse<Body>(schema: z.ZodType<Body>, text: string): Body {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new HttpFault(400, 'The body is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new HttpFault(422, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new HttpFault(413, 'The body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
