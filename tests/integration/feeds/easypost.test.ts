import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message, ReceivedRequest } from '../../../core/feeds/connector.ts';
import { easyPostConnector } from '../../../core/feeds/connectors/easypost/index.ts';
import { createConnectorTools, parseAll, pullAll, type TestTools } from '../../helpers/connector-tools.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 12);
const iso = (at: number) => new Date(at).toISOString();

interface Tracker {
  id: string;
  tracking_code: string;
  created_at: string;
  updated_at: string;
  status: string;
  tracking_details: unknown[];
}

const tracker = (number: number, updatedAt = NOW - 5 * HOUR + number): Tracker => ({
  id: `trk_${String(number).padStart(4, '0')}`,
  tracking_code: `EZ${number}`,
  created_at: iso(NOW - 24 * HOUR + number * 1000),
  updated_at: iso(updatedAt),
  status: 'in_transit',
  tracking_details: [
    {
      message: 'Arrived',
      status: 'in_transit',
      status_detail: 'arrived_at_facility',
      datetime: iso(NOW - 6 * HOUR),
    },
  ],
});

/** EasyPost's list and registration as documented: the latest created first, pages by `before_id`. */
class Trackers {
  all: Tracker[] = [];
  posts: { body: unknown; key: string | undefined }[] = [];
  /** Called with each page's `before_id`, before it is answered. */
  onPage: (beforeId: string | null) => void = () => {};
  fail: number | null = null;

  answer(request: IncomingMessage, body: string): { status: number; body: unknown } {
    const key = Buffer.from(String(request.headers.authorization).replace('Basic ', ''), 'base64').toString();
    if (key !== 'EZTK:') return { status: 401, body: { error: { message: 'no' } } };
    if (this.fail !== null) return { status: this.fail, body: { error: { message: 'Try later' } } };
    if (request.method === 'POST') return this.#post(request, body);
    const query = new URL(request.url ?? '', 'http://x').searchParams;
    const beforeId = query.get('before_id');
    this.onPage(beforeId);
    const from = Date.parse(query.get('start_datetime') ?? '');
    const sorted = this.all
      .filter(({ created_at }) => Date.parse(created_at) >= from)
      .sort((a, b) => b.created_at.localeCompare(a.created_at));
    const start = beforeId === null ? 0 : sorted.findIndex(({ id }) => id === beforeId) + 1;
    if (beforeId !== null && start === 0)
      return { status: 422, body: { error: { message: 'No such before_id' } } };
    const size = Number(query.get('page_size'));
    return {
      status: 200,
      body: { trackers: sorted.slice(start, start + size), has_more: start + size < sorted.length },
    };
  }

  #post(request: IncomingMessage, body: string): { status: number; body: unknown } {
    const { tracker: asked } = JSON.parse(body) as { tracker: { tracking_code: string } };
    this.posts.push({ body: asked, key: request.headers['idempotency-key'] as string | undefined });
    if (asked.tracking_code === 'BAD')
      return { status: 422, body: { error: { message: 'Carrier not supported' } } };
    const known = this.all.find(({ tracking_code }) => tracking_code === asked.tracking_code);
    if (!known) this.all.push({ ...tracker(900 + this.all.length), tracking_code: asked.tracking_code });
    return { status: 201, body: known ?? this.all.at(-1) };
  }
}

describe('EasyPost', () => {
  let trackers = new Trackers();
  let server: Server;
  let tools: TestTools<never>;
  const connector = easyPostConnector as never as typeof easyPostConnector;
  const open = (secrets: Record<string, string> = { apiKey: 'EZTK', webhookSecret: 'sécret' }) =>
    createConnectorTools(connector, {
      options: { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/` },
      secrets,
      clock: () => NOW,
    });

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { status, body } = trackers.answer(request, Buffer.concat(chunks).toString());
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    trackers = new Trackers();
    tools = open() as never;
  });
  afterAll(async () => {
    await tools.close();
    server.close();
  });
  const pull = (cursor: unknown = null) => pullAll(connector, tools as never, cursor);

  describe('polling', () => {
    test('reads every page, then only what changed', async () => {
      trackers.all = Array.from({ length: 250 }, (_, number) => tracker(number));
      const first = await pull();
      expect(first.items).toHaveLength(250);
      expect(first.calls).toBe(3);
      expect(first.items[0]).toMatchObject({ kind: 'easypost.tracker', key: 'trk_0249' });
      const second = await pull(first.cursor);
      const third = await pull(second.cursor);
      expect(third.items.map(({ key }) => key)).toEqual(['trk_0249']);
      trackers.all[7] = tracker(7, NOW);
      expect((await pull(third.cursor)).items.map(({ key }) => key)).toEqual(['trk_0249', 'trk_0007']);
      const records = parseAll(connector, tools as never, first.items);
      expect(records).toHaveLength(250);
      expect(records[0]?.fields).toMatchObject({ trackingNumber: 'EZ249', milestone: 'atHub' });
    });

    test('what changes on a page that was read already comes with the next scan, though later changes were seen', async () => {
      trackers.all = Array.from({ length: 150 }, (_, number) => tracker(number));
      const before = await pull((await pull()).cursor);
      trackers.onPage = (beforeId) => {
        if (beforeId === null) return;
        trackers.all[149] = { ...tracker(149, NOW - 2000), status: 'delivered' };
        trackers.all[0] = tracker(0, NOW - 1000);
        trackers.onPage = () => {};
      };
      const during = await pull(before.cursor);
      expect(during.items.some(({ body }) => body.includes('delivered'))).toBe(false);
      const after = await pull(during.cursor);
      expect(after.items.some(({ body }) => body.includes('delivered'))).toBe(true);
    });

    test('goes on after the last page that was stored; begins anew when that page is gone', async () => {
      trackers.all = Array.from({ length: 250 }, (_, number) => tracker(number));
      const asked: (string | null)[] = [];
      trackers.onPage = (beforeId) => asked.push(beforeId);
      const [batch] = (await pull()).batches;
      asked.length = 0;
      const rest = await pull(batch?.cursor);
      expect(rest.items).toHaveLength(150);
      expect(asked).toEqual(['trk_0150', 'trk_0050']);
      trackers.all = trackers.all.filter(({ id }) => id !== 'trk_0150');
      expect((await pull(batch?.cursor)).items).toHaveLength(249);
    });

    test('faults are told in words', async () => {
      await tools.close();
      tools = open({ apiKey: 'WRONG' }) as never;
      await expect(pull()).rejects.toMatchObject({ code: 'signInRefused', temporary: false });
      expect((await connector.test(tools.tools)).map(({ code, ok }) => [code, ok])).toEqual([
        ['connect', true],
        ['signIn', false],
      ]);
      await tools.close();
      tools = open() as never;
      trackers.fail = 503;
      await expect(pull()).rejects.toMatchObject({ code: 'serverError', temporary: true });
      trackers.fail = null;
      expect((await connector.test(tools.tools)).every(({ ok }) => ok)).toBe(true);
    });
  });

  describe('registration', () => {
    const message = (trackingNumber: string): Message => ({
      kind: 'tracking.register',
      subject: 'shipment:SH-1',
      idempotencyKey: `tracking:${trackingNumber}`,
      createdAt: NOW,
      attempt: 1,
      payload: { trackingNumber, carrier: 'Chronopost' },
    });
    const deliver = (trackingNumber: string) => connector.deliver?.(tools.tools, message(trackingNumber));

    test('twice has one effect', async () => {
      expect(await deliver('EZ1')).toMatchObject({ done: true });
      expect(await deliver('EZ1')).toMatchObject({ done: true });
      expect(trackers.all).toHaveLength(1);
      expect(trackers.posts[0]).toEqual({
        body: { tracking_code: 'EZ1', carrier: 'Chronopost' },
        key: 'tracking:EZ1',
      });
    });

    test('that is refused is parked with the words, trouble is tried again', async () => {
      expect(await deliver('BAD')).toMatchObject({
        done: false,
        message: expect.stringContaining('Carrier not supported'),
      });
      expect(await deliver('')).toMatchObject({ done: false, code: 'noTrackingNumber' });
      trackers.fail = 500;
      await expect(deliver('EZ2')).rejects.toMatchObject({ code: 'serverError', temporary: true });
    });
  });

  describe('webhook', () => {
    const event = (more: object = {}) =>
      JSON.stringify({
        id: 'evt_1',
        object: 'Event',
        description: 'tracker.updated',
        created_at: iso(NOW - HOUR),
        result: tracker(5),
        ...more,
      });
    const signature = (body: string, secret = 'sécret') =>
      `hmac-sha256-hex=${createHmac('sha256', secret.normalize('NFKD')).update(body).digest('hex')}`;
    const receive = (
      body: string,
      headers: ReceivedRequest['headers'] = { 'x-hmac-signature': signature(body) },
    ) =>
      connector.receive?.(tools.tools, {
        method: 'POST',
        headers,
        query: new URLSearchParams(),
        body: Buffer.from(body),
      });

    test('with the right signature brings the tracker as a poll would, and a nonce against replays', async () => {
      const received = await receive(event());
      expect(received).toMatchObject({ accepted: true, nonce: 'evt_1' });
      trackers.all = [tracker(5)];
      const { items } = await pull();
      expect(received?.accepted && received.items).toEqual(items);
    });

    test.each([
      ['no signature', {}],
      ['another secret’s', { 'x-hmac-signature': signature(event(), 'other') }],
      ['that of another body', { 'x-hmac-signature': signature(event({ id: 'evt_2' })) }],
      ['a short one', { 'x-hmac-signature': 'hmac-sha256-hex=00' }],
      ['rubbish', { 'x-hmac-signature': 'é'.repeat(10_000) }],
    ])('%s: 401', async (_, headers) => {
      expect(await receive(event(), headers)).toMatchObject({ accepted: false, status: 401 });
    });

    test('the newer signature over time stamp, method and path is taken as well', async () => {
      const body = event();
      const stamp = iso(NOW - 60_000);
      const signed = (path: string) =>
        `hmac-sha256-hex=${createHmac('sha256', 'sécret'.normalize('NFKD')).update(`${stamp}POST${path}${body}`).digest('hex')}`;
      const headers = {
        'x-timestamp': stamp,
        'x-path': '/hooks/easypost',
        'x-hmac-signature-v2': signed('/hooks/easypost'),
      };
      expect(await receive(body, headers)).toMatchObject({ accepted: true });
      expect(await receive(body, { ...headers, 'x-path': '/other' })).toMatchObject({
        accepted: false,
        status: 401,
      });
    });

    test('too old or of the future: 401; no event: 400; no secret: 403', async () => {
      expect(await receive(event({ created_at: iso(NOW - 25 * HOUR) }))).toMatchObject({ status: 401 });
      expect(await receive(event({ created_at: iso(NOW + HOUR) }))).toMatchObject({ status: 401 });
      expect(await receive(event({ created_at: null }))).toMatchObject({ status: 400 });
      for (const body of ['', '[]', 'null', '{"id":5}'])
        expect(await receive(body)).toMatchObject({ status: 400 });
      await tools.close();
      tools = open({ apiKey: 'EZTK' }) as never;
      expect(await receive(event())).toMatchObject({ accepted: false, status: 403 });
    });

    test('other events are taken and bring nothing; a tracker that is none is kept for quarantine', async () => {
      expect(await receive(event({ description: 'batch.created' }))).toMatchObject({
        accepted: true,
        items: [],
      });
      const odd = await receive(event({ result: 5 }));
      const items = odd?.accepted ? odd.items : [];
      expect(items).toHaveLength(1);
      expect(items.map((item) => connector.parse(item, tools.tools.options).problems[0]?.code)).toEqual([
        'notAnObject',
      ]);
    });
  });
});
