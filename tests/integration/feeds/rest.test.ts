import { afterEach, describe, expect, test } from 'vitest';
import type { Message, RawBatch, RawItem } from '../../../core/feeds/connector.ts';
import { restConnector } from '../../../core/feeds/connectors/rest/index.ts';
import { saveFeed } from '../../../core/feeds/feeds.service.ts';
import { feedsOf } from '../../../core/feeds/index.ts';
import { toolsFor } from '../../helpers/connector-tools.ts';
import {
  type HttpSource,
  type SourceAnswer,
  type SourceCall,
  startSource,
} from '../../helpers/http-source.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { registryOf } from '../../helpers/scripted-feed.ts';

interface Row {
  id: number;
  sku: string;
  changed: string;
}

const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, n) => ({
    id: n + 1,
    sku: `A-${n + 1}`,
    changed: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
  }));
const resource = (more: Record<string, unknown>) => ({
  name: 'item',
  items: 'items',
  key: 'id',
  version: { path: 'changed' },
  records: [{ kind: 'products', fields: { sku: 'sku' } }],
  ...more,
});

const sources: HttpSource[] = [];
afterEach(() => Promise.all(sources.splice(0).map((source) => source.close())));

async function open(answer: (call: SourceCall) => SourceAnswer): Promise<HttpSource> {
  const source = await startSource(answer);
  sources.push(source);
  return source;
}

async function pullFrom(
  source: HttpSource,
  options: Record<string, unknown>,
  more: { cursor?: unknown; secrets?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<{ items: RawItem[]; cursor: unknown; batches: RawBatch[] }> {
  const tools = toolsFor(restConnector, { url: source.url, pageSize: 10, ...options }, more);
  const batches: RawBatch[] = [];
  const pull = restConnector.pull?.(tools, more.cursor ?? null, { type: 'sync' });
  for await (const batch of pull ?? []) batches.push(batch);
  return { items: batches.flatMap(({ items }) => items), cursor: batches.at(-1)?.cursor, batches };
}

const number = (call: SourceCall, name: string) => Number(call.url.searchParams.get(name) ?? 0);

describe('paging', () => {
  const all = rows(35);
  const ways: Record<string, { rules: Record<string, unknown>; answer: (call: SourceCall) => SourceAnswer }> =
    {
      'by page number': {
        rules: {
          request: { url: 'items', query: { page: '{{page}}', size: '{{size}}' } },
          paging: { type: 'page' },
        },
        answer: (call) => {
          const from = (number(call, 'page') - 1) * 10;
          return { json: { items: all.slice(from, from + 10) } };
        },
      },
      'by offset in a body': {
        rules: {
          request: { method: 'POST', url: 'search', body: { skip: '{{offset}}', take: '{{size}}' } },
          paging: { type: 'offset' },
        },
        answer: ({ body }) => {
          const { skip, take } = JSON.parse(body) as { skip: number; take: number };
          return { json: { items: all.slice(skip, skip + take) } };
        },
      },
      'by a cursor of the answer': {
        rules: {
          request: { url: 'items', query: { cursor: '{{cursor}}' } },
          paging: { type: 'cursor', path: 'next' },
        },
        answer: (call) => {
          const from = number(call, 'cursor');
          const next = from + 10 < all.length ? String(from + 10) : null;
          return { json: { items: all.slice(from, from + 10), next } };
        },
      },
      'after the last key': {
        rules: {
          request: { url: 'items', query: { after: '{{after}}' } },
          paging: { type: 'after', path: 'id' },
        },
        answer: (call) => ({
          json: { items: all.filter(({ id }) => id > number(call, 'after')).slice(0, 10) },
        }),
      },
      'by Link headers': {
        rules: { request: { url: 'items' }, paging: { type: 'link' } },
        answer: (call) => {
          const from = number(call, 'from');
          const more = from + 10 < all.length;
          const link = `</items?from=${from + 10}>; rel="next"`;
          return { json: { items: all.slice(from, from + 10) }, ...(more ? { headers: { link } } : {}) };
        },
      },
      'by links in the answer': {
        rules: { request: { url: 'items' }, paging: { type: 'link', path: 'links.next' } },
        answer: (call) => {
          const from = number(call, 'from');
          const next = from + 10 < all.length ? `/items?from=${from + 10}` : null;
          return { json: { items: all.slice(from, from + 10), links: { next } } };
        },
      },
    };

  test.each(Object.entries(ways))('%s reads everything once', async (_name, { rules, answer }) => {
    const source = await open(answer);
    const { items } = await pullFrom(source, { resources: [resource(rules)] });
    expect(items.map(({ key }) => key)).toEqual(all.map(({ id }) => String(id)));
    expect(source.calls).toHaveLength(4);
  });

  test('a run that broke off goes on at its page, not at the beginning', async () => {
    let broken = true;
    const source = await open((call) => {
      const page = number(call, 'page');
      if (page === 3 && broken) return { status: 500, text: 'oops' };
      return { json: { items: all.slice((page - 1) * 10, page * 10) } };
    });
    const options = { resources: [resource(ways['by page number']?.rules ?? {})] };
    const tools = toolsFor(restConnector, { url: source.url, pageSize: 10, ...options });
    let cursor: unknown = null;
    const first = (async () => {
      for await (const batch of restConnector.pull?.(tools, null, { type: 'sync' }) ?? [])
        cursor = batch.cursor;
    })();
    await expect(first).rejects.toMatchObject({ code: 'serverError', temporary: true });
    broken = false;
    source.calls.length = 0;
    const { items } = await pullFrom(source, options, { cursor: JSON.parse(JSON.stringify(cursor)) });
    expect(items[0]?.key).toBe('21');
    expect(source.calls.map((call) => call.url.searchParams.get('page'))).toEqual(['3', '4']);
  });

  test.each([
    [
      'the same page again and again',
      (): SourceAnswer => ({ json: { items: all.slice(0, 10) } }),
      { type: 'page' },
    ],
    [
      'links in a circle',
      (call: SourceCall): SourceAnswer => ({
        json: { items: [all[number(call, 'from')]], next: `/items?from=${(number(call, 'from') + 1) % 3}` },
      }),
      { type: 'link', path: 'next' },
    ],
  ])('%s ends with a reason', async (_name, answer, paging) => {
    const source = await open(answer);
    const pulling = pullFrom(source, { resources: [resource({ request: { url: 'items' }, paging })] });
    await expect(pulling).rejects.toMatchObject({ code: 'pagingLoop', temporary: false });
    expect(source.calls.length).toBeLessThan(6);
  });

  test('a link to another host is not followed: the key would go there', async () => {
    const other = await open(() => ({ json: { items: [] } }));
    const source = await open(() => ({ json: { items: all.slice(0, 3), next: `${other.url}/steal` } }));
    const pulling = pullFrom(
      source,
      {
        auth: 'bearer',
        resources: [resource({ request: { url: 'items' }, paging: { type: 'link', path: 'next' } })],
      },
      { secrets: { token: 'secret-token' } },
    );
    await expect(pulling).rejects.toMatchObject({ code: 'foreignLink' });
    expect(other.calls).toHaveLength(0);
  });
});

describe('what changed', () => {
  const request = { url: 'items', query: { since: '{{since}}' } };

  test('is asked for from a little before the newest change seen, and not before the pass began', async () => {
    const all = rows(3);
    const source = await open(() => ({
      json: { items: all },
      headers: { date: 'Thu, 01 Jan 2026 00:01:30 GMT' },
    }));
    const options = { resources: [resource({ request, since: { overlapSeconds: 60 } })] };
    const first = await pullFrom(source, options);
    expect(source.calls[0]?.url.searchParams.has('since')).toBe(false);
    await pullFrom(source, options, { cursor: first.cursor });
    // The newest change is of 00:02, but the server's clock stood at 00:01:30 when the first page was made.
    expect(source.calls[1]?.url.searchParams.get('since')).toBe('2026-01-01T00:00:30.000Z');
  });

  test('nothing new leaves the mark where it was', async () => {
    let items = rows(2);
    const source = await open(() => ({ json: { items } }));
    const options = { resources: [resource({ request, since: { format: 'seconds', overlapSeconds: 0 } })] };
    const first = await pullFrom(source, options);
    items = [];
    const second = await pullFrom(source, options, { cursor: first.cursor });
    const third = await pullFrom(source, options, { cursor: second.cursor });
    expect(third.cursor).toEqual(first.cursor);
    expect(source.calls[2]?.url.searchParams.get('since')).toBe(String(Date.UTC(2026, 0, 1, 0, 1) / 1000));
  });

  test('a cursor of another mapping is no obstacle', async () => {
    const source = await open(() => ({ json: { items: rows(2) } }));
    const { items } = await pullFrom(
      source,
      { resources: [resource({ request })] },
      { cursor: { item: 'odd' } },
    );
    expect(items).toHaveLength(2);
  });
});

describe('trouble', () => {
  const plain = { resources: [resource({ request: { url: 'items' } })] };
  const cases: [string, SourceAnswer, Record<string, unknown>][] = [
    [
      'a 500',
      { status: 500, text: '<html>Internal <b>error</b></html>' },
      { code: 'serverError', temporary: true },
    ],
    [
      'a 404',
      { status: 404, json: { error: 'no such thing' } },
      { code: 'requestRefused', temporary: false },
    ],
    ['a 401', { status: 401 }, { code: 'signInRefused', temporary: false }],
    ['a redirect', { status: 302, headers: { location: 'https://login.example.com/' } }, { code: 'moved' }],
    ['JSON that ends too early', { text: '{"items":[{"id":1' }, { code: 'notJson', temporary: true }],
    ['a connection that breaks off', { cutOff: '{"items":[' }, { code: 'connectionLost', temporary: true }],
    ['a page of HTML', { text: '<!doctype html><title>Sign in</title>' }, { code: 'notJson' }],
    ['a text where a list should be', { json: { items: 'none' } }, { code: 'wrongShape' }],
    ['nothing where a list should be', { json: {} }, { code: 'wrongShape' }],
    ['brackets without end', { text: '['.repeat(1_000_000) }, { code: 'tooDeep' }],
  ];

  test.each(cases)('%s is told in words', async (_name, answer, fault) => {
    const source = await open(() => answer);
    await expect(pullFrom(source, plain)).rejects.toMatchObject({ name: 'FeedFaultError', ...fault });
  });

  test('a source that asks to wait is waited for, when it is not for long', async () => {
    let asked = 0;
    const source = await open(() =>
      ++asked === 1 ? { status: 429, headers: { 'retry-after': '1' } } : { json: { items: rows(1) } },
    );
    const started = Date.now();
    const { items } = await pullFrom(source, plain);
    expect(items).toHaveLength(1);
    expect(Date.now() - started).toBeGreaterThanOrEqual(950);
    const patient = await open(() => ({ status: 429, headers: { 'retry-after': '3600' } }));
    await expect(pullFrom(patient, plain)).rejects.toMatchObject({ code: 'tooManyCalls', temporary: true });
    expect(patient.calls).toHaveLength(1);
  });

  test('cancelling ends a wait at once', async () => {
    const source = await open(() => ({ status: 429, headers: { 'retry-after': '15' } }));
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    const started = Date.now();
    await expect(pullFrom(source, plain, { signal: abort.signal })).rejects.toThrow();
    expect(Date.now() - started).toBeLessThan(3_000);
  });

  test('items that are odd are kept as they are and explained; the good ones are used', async () => {
    const odd = [
      { id: 1, sku: 'A' },
      'text',
      null,
      7,
      { sku: 'no id' },
      { id: { deep: 1 } },
      [1],
      { id: 2, sku: ['x'] },
    ];
    const source = await open(() => ({ json: { items: odd } }));
    const { items } = await pullFrom(source, plain);
    expect(items).toHaveLength(odd.length);
    const options = restConnector.options.parse({ url: source.url, ...plain });
    const parsed = items.map((item) => restConnector.parse(item, options));
    expect(parsed.map(({ problems }) => problems[0]?.code)).toEqual([
      undefined,
      'wrongType',
      'wrongType',
      'wrongType',
      'missingKey',
      'missingKey',
      'wrongType',
      'wrongType',
    ]);
    expect(parsed[0]?.records[0]?.key).toBe('A');
  });

  test('one resource that is refused does not keep the others from being read', async () => {
    const source = await open((call) =>
      call.url.pathname === '/bad' ? { status: 404, text: 'gone' } : { json: { items: rows(2) } },
    );
    const tools = toolsFor(restConnector, {
      url: source.url,
      resources: [
        resource({ name: 'bad', request: { url: 'bad' } }),
        resource({ name: 'good', request: { url: 'good' } }),
      ],
    });
    const items: RawItem[] = [];
    const reading = (async () => {
      for await (const batch of restConnector.pull?.(tools, null, { type: 'sync' }) ?? [])
        items.push(...batch.items);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'requestRefused' });
    expect(items.map(({ kind }) => kind)).toEqual(['good', 'good']);
    expect(await restConnector.test(tools)).toMatchObject([
      { code: 'signIn', ok: true },
      { code: 'read', ok: false },
      { code: 'read', ok: true, detail: 'good: 2 read' },
    ]);
  });
});

describe('sign-in', () => {
  const secrets = { token: 't0p-secret', password: 'pass word', clientSecret: 'c1ient' };
  const plain = { resources: [resource({ request: { url: 'items', headers: { 'x-own': '{{user}}' } } })] };
  const seen = async (options: Record<string, unknown>) => {
    const source = await open((call) =>
      call.url.pathname === '/token'
        ? { json: { access_token: `for ${new URLSearchParams(call.body).get('client_id')}` } }
        : { json: { items: [] } },
    );
    await pullFrom(source, { ...plain, ...options }, { secrets });
    return source.calls.at(-1) as SourceCall;
  };

  test('each way puts it where it belongs', async () => {
    expect((await seen({ auth: 'none' })).headers.authorization).toBeUndefined();
    expect((await seen({ auth: 'basic', user: 'ada' })).headers.authorization).toBe(
      `Basic ${Buffer.from('ada:pass word').toString('base64')}`,
    );
    expect((await seen({ auth: 'bearer' })).headers.authorization).toBe('Bearer t0p-secret');
    expect((await seen({ auth: 'header', authName: 'X-Key' })).headers['x-key']).toBe('t0p-secret');
    expect((await seen({ auth: 'query', authName: 'k' })).url.searchParams.get('k')).toBe('t0p-secret');
    const oauth = await seen({ auth: 'oauth2', tokenUrl: '/token', clientId: 'vigie' });
    expect(oauth.headers.authorization).toBe('Bearer for vigie');
    expect((await seen({ user: 'ada\r\nx-evil: 1' })).headers['x-own']).toBe('ada x-evil: 1');
  });

  test('a secret that is not set is asked for', async () => {
    const source = await open(() => ({ json: { items: [] } }));
    await expect(pullFrom(source, { ...plain, auth: 'bearer' })).rejects.toMatchObject({
      code: 'secretMissing',
    });
  });
});

describe('messages', () => {
  const message = (more: Partial<Message> = {}): Message => ({
    kind: 'label.request',
    subject: 'shipment:SH-1',
    idempotencyKey: 'label:SH-1:1',
    createdAt: 0,
    attempt: 1,
    payload: { number: 'SH/1', weightGrams: 2500, lines: [{ sku: 'A', quantity: 2 }] },
    ...more,
  });
  const deliveries = [
    {
      kind: 'label.request',
      request: {
        method: 'POST',
        url: 'shipments/{{payload.number}}/label',
        body: {
          weight: '{{payload.weightGrams|kg}}',
          items: { $each: 'payload.lines', $item: { sku: '{{sku}}', count: '{{quantity}}' } },
        },
      },
      answer: { trackingNumber: 'parcel.tracking', labelUrl: 'parcel.label.url' },
      failure: { path: 'error', message: ['error.text'] },
    },
  ];
  const deliver = async (answer: (call: SourceCall) => SourceAnswer, one = message()) => {
    const source = await open(answer);
    const tools = toolsFor(restConnector, { url: source.url, deliveries });
    return { source, outcome: restConnector.deliver?.(tools, one) };
  };

  test('are put into the template, carry their key, and the answer is read', async () => {
    const { source, outcome } = await deliver(() => ({
      status: 201,
      json: { parcel: { tracking: '1Z', label: { url: 'https://x/l.pdf' } } },
    }));
    expect(await outcome).toEqual({
      done: true,
      response: { trackingNumber: '1Z', labelUrl: 'https://x/l.pdf' },
    });
    const [call] = source.calls;
    expect(call?.url.pathname).toBe('/shipments/SH%2F1/label');
    expect(call?.headers['idempotency-key']).toBe('label:SH-1:1');
    expect(JSON.parse(call?.body ?? '')).toEqual({ weight: 2.5, items: [{ sku: 'A', count: 2 }] });
  });

  test('what the other side refuses for good is an outcome, what may pass is trouble', async () => {
    expect(
      await (await deliver(() => ({ status: 422, json: { why: 'no such service' } }))).outcome,
    ).toMatchObject({
      done: false,
      code: 'refused',
      message: expect.stringContaining('no such service'),
    });
    expect(await (await deliver(() => ({ json: { error: { text: 'too heavy' } } }))).outcome).toMatchObject({
      done: false,
      message: expect.stringContaining('too heavy'),
    });
    for (const status of [500, 502, 503, 408]) {
      await expect((await deliver(() => ({ status }))).outcome).rejects.toMatchObject({ temporary: true });
    }
    await expect((await deliver(() => ({ cutOff: '{' }))).outcome).rejects.toMatchObject({ temporary: true });
    await expect((await deliver(() => ({ status: 401 }))).outcome).rejects.toMatchObject({
      code: 'signInRefused',
    });
    await expect((await deliver(() => ({ text: 'thanks' }))).outcome).rejects.toMatchObject({
      code: 'notJson',
    });
  });

  test('a kind without a template says so', async () => {
    const { outcome } = await deliver(() => ({ json: {} }), message({ kind: 'shipment.ship' }));
    expect(await outcome).toMatchObject({ done: false, code: 'noTemplate' });
  });
});

describeCores('a REST feed in a core', (cores) => {
  test('brings its records in, goes on after trouble, and sends nothing twice', async () => {
    const all = rows(25);
    let calls = 0;
    const source = await open((call) => {
      calls++;
      if (calls === 2) return { status: 503, text: 'busy' };
      const after = number(call, 'after');
      return { json: { items: all.filter(({ id }) => id > after).slice(0, 10) } };
    });
    const ctx = await cores.open(undefined, { connectors: registryOf(restConnector) });
    const feed = await saveFeed(ctx, {
      name: 'shop',
      connector: 'rest',
      options: {
        url: source.url,
        pageSize: 10,
        resources: [
          resource({
            request: { url: 'items', query: { after: '{{after}}' } },
            paging: { type: 'after', path: 'id' },
          }),
        ],
      },
      secrets: {},
      intervalSeconds: 0,
      budgetPerHour: null,
      active: true,
    });
    const engine = feedsOf(ctx);
    expect(await engine.run(feed.id, { kind: 'sync', trigger: 'user' })).toMatchObject({
      status: 'failed',
      applied: 10,
      error: { code: 'serverError' },
    });
    expect(await engine.run(feed.id, { kind: 'sync', trigger: 'user' })).toMatchObject({
      status: 'done',
      applied: 15,
    });
    expect(await engine.run(feed.id, { kind: 'sync', trigger: 'user' })).toMatchObject({
      duplicates: 25,
      applied: 0,
    });
    const { count } = await ctx.db.read
      .selectFrom('product')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(25);
  });
});
