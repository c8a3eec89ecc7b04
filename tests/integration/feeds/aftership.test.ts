import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../../core/feeds/connector.ts';
import { afterShipConnector } from '../../../core/feeds/connectors/aftership/index.ts';
import { createConnectorTools, parseAll, pullAll, type TestTools } from '../../helpers/connector-tools.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const tracking = (number: number, updatedAt = NOW - 1_000_000 + number * 1000) => ({
  id: `as${number}`,
  tracking_number: `AS${number}`,
  slug: 'chronopost',
  tag: 'InTransit',
  updated_at: new Date(updatedAt).toISOString(),
  checkpoints: [
    {
      tag: 'InTransit',
      subtag: 'InTransit_003',
      message: 'Hub',
      checkpoint_time: '2026-11-24T06:00:00',
      country_iso3: 'FRA',
    },
  ],
});
type Tracking = ReturnType<typeof tracking>;

let all: Tracking[] = [];
const posts: unknown[] = [];

function answer(request: IncomingMessage, body: string): { status: number; body: unknown } {
  if (request.headers['aftership-api-key'] !== 'ASK' || request.headers['as-api-key'] !== 'ASK') {
    return { status: 401, body: { meta: { code: 401, message: 'Invalid API key.' } } };
  }
  const url = new URL(request.url ?? '', 'http://x');
  if (request.method === 'POST') {
    const value = JSON.parse(body) as { tracking?: { tracking_number: string } };
    posts.push(value);
    const again = all.some(({ tracking_number }) => tracking_number === value.tracking?.tracking_number);
    if (again) return { status: 400, body: { meta: { code: 4003, message: 'Tracking already exists.' } } };
    return { status: 201, body: { meta: { code: 201 }, data: { tracking: { id: 'new' } } } };
  }
  const limit = Number(url.searchParams.get('limit'));
  const since = Date.parse(url.searchParams.get('updated_at_min') ?? '1970-01-01');
  const changed = all.filter(({ updated_at }) => Date.parse(updated_at) >= since);
  if (url.pathname.startsWith('/v4/')) {
    const page = Number(url.searchParams.get('page') ?? 1);
    const trackings = changed.slice((page - 1) * limit, page * limit);
    return {
      status: 200,
      body: { meta: { code: 200 }, data: { page, limit, count: changed.length, trackings } },
    };
  }
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const more = from + limit < changed.length;
  const pagination = {
    total: changed.length,
    next_cursor: more ? String(from + limit) : '',
    has_next_page: more,
  };
  return {
    status: 200,
    body: { meta: { code: 200 }, data: { pagination, trackings: changed.slice(from, from + limit) } },
  };
}

describe.each(['/v4', '/tracking/2025-07'])('AfterShip at %s', (path) => {
  let server: Server;
  let tools: TestTools<never>;
  const connector = afterShipConnector;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { status, body } = answer(request, Buffer.concat(chunks).toString());
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    tools = createConnectorTools(connector, {
      options: {
        baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
        timeZone: 'UTC',
      },
      secrets: { apiKey: 'ASK', webhookSecret: 'hush' },
      clock: () => NOW,
    }) as never;
  });
  beforeEach(() => {
    all = [];
    posts.length = 0;
  });
  afterAll(async () => {
    await tools.close();
    server.close();
  });

  test('every page is read, then only what changed', async () => {
    all = Array.from({ length: 230 }, (_, number) => tracking(number));
    const first = await pullAll(connector, tools as never);
    expect(first.items).toHaveLength(230);
    expect(first.calls).toBe(3);
    const second = await pullAll(connector, tools as never, first.cursor);
    all[3] = tracking(3, NOW);
    const third = await pullAll(connector, tools as never, second.cursor);
    expect(third.items.map(({ key }) => key).sort()).toEqual(['as229', 'as3']);
    const [record] = parseAll(connector, tools as never, third.items);
    expect(record?.fields).toMatchObject({
      milestone: 'atHub',
      occurredAt: Date.UTC(2026, 10, 24, 5),
      country: 'FR',
    });
  });

  test('a registration that is there already is done', async () => {
    const message: Message = {
      kind: 'tracking.register',
      subject: 'shipment:SH-1',
      idempotencyKey: 'k',
      createdAt: NOW,
      attempt: 1,
      payload: { trackingNumber: 'AS1', carrier: 'Chronopost', orderNumber: 'SO-1' },
    };
    expect(await connector.deliver?.(tools.tools, message)).toMatchObject({ done: true });
    const asked = { tracking_number: 'AS1', slug: 'chronopost', order_id: 'SO-1' };
    expect(posts).toEqual([path === '/v4' ? { tracking: asked } : asked]);
    all = [tracking(1)];
    if (path === '/v4') {
      expect(await connector.deliver?.(tools.tools, message)).toMatchObject({
        done: true,
        response: { alreadyThere: true },
      });
    }
  });

  test('webhooks: signed, not too old, told once', async () => {
    const body = (ts: number, more: object = {}) =>
      JSON.stringify({ event: 'tracking_update', event_id: 'e-1', ts, msg: tracking(9), ...more });
    const sign = (text: string) => createHmac('sha256', 'hush').update(text).digest('base64');
    const receive = (text: string, signature = sign(text)) =>
      connector.receive?.(tools.tools, {
        method: 'POST',
        headers: { 'aftership-hmac-sha256': signature },
        query: new URLSearchParams(),
        body: Buffer.from(text),
      });
    const fresh = body(NOW / 1000 - 60);
    expect(await receive(fresh)).toMatchObject({ accepted: true, nonce: 'e-1', items: [{ key: 'as9' }] });
    expect(await receive(`${fresh} `, sign(fresh))).toMatchObject({ accepted: false, status: 401 });
    expect(await receive(fresh, '')).toMatchObject({ accepted: false, status: 401 });
    expect(await receive(body(NOW / 1000 - 25 * 3600))).toMatchObject({ accepted: false, status: 401 });
    expect(await receive('5')).toMatchObject({ accepted: false, status: 400 });
    expect(await receive(body(NOW / 1000, { msg: null, event_id: undefined }))).toMatchObject({
      accepted: true,
      items: [],
    });
  });

  test('trying the connection tells what it found', async () => {
    all = [tracking(1)];
    expect((await connector.test(tools.tools)).map(({ code, ok }) => [code, ok])).toEqual([
      ['connect', true],
      ['signIn', true],
      ['read', true],
    ]);
  });
});
