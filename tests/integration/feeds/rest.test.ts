import { describe, expect, test } from 'vitest';
import { restConnector } from '../../../core/feeds/connectors/rest/index.ts';
import { saveFeed } from '../../../core/feeds/feeds.service.ts';
import { feedsOf } from '../../../core/feeds/index.ts';
import { toolsFor } from '../../helpers/connector-tools.ts';
import type { SourceAnswer, SourceCall } from '../../helpers/http-source.ts';
import { number, openSource, pullFrom, resource, rows } from '../../helpers/rest-source.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { registryOf } from '../../helpers/scripted-feed.ts';

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
    const source = await openSource(answer);
    const { items } = await pullFrom(source, { resources: [resource(rules)] });
    expect(items.map(({ key }) => key)).toEqual(all.map(({ id }) => String(id)));
    expect(source.calls).toHaveLength(4);
  });

  test('a run that broke off goes on at its page, not at the beginning', async () => {
    let broken = true;
    const source = await openSource((call) => {
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
    const source = await openSource(answer);
    const pulling = pullFrom(source, { resources: [resource({ request: { url: 'items' }, paging })] });
    await expect(pulling).rejects.toMatchObject({ code: 'pagingLoop', temporary: false });
    expect(source.calls.length).toBeLessThan(6);
  });

  test('a link to another host is not followed: the key would go there', async () => {
    const other = await openSource(() => ({ json: { items: [] } }));
    const source = await openSource(() => ({ json: { items: all.slice(0, 3), next: `${other.url}/steal` } }));
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
    const source = await openSource(() => ({
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
    const source = await openSource(() => ({ json: { items } }));
    const options = { resources: [resource({ request, since: { format: 'seconds', overlapSeconds: 0 } })] };
    const first = await pullFrom(source, options);
    items = [];
    const second = await pullFrom(source, options, { cursor: first.cursor });
    const third = await pullFrom(source, options, { cursor: second.cursor });
    expect(third.cursor).toEqual(first.cursor);
    expect(source.calls[2]?.url.searchParams.get('since')).toBe(String(Date.UTC(2026, 0, 1, 0, 1) / 1000));
  });

  test('a cursor of another mapping is no obstacle', async () => {
    const source = await openSource(() => ({ json: { items: rows(2) } }));
    const { items } = await pullFrom(
      source,
      { resources: [resource({ request })] },
      { cursor: { item: 'odd' } },
    );
    expect(items).toHaveLength(2);
  });
});

describe('the ready mapping of Shopify’s REST Admin', () => {
  test('asks with the token, by what was updated, and follows the links', async () => {
    const order = (id: number) => ({
      id,
      name: `#${1000 + id}`,
      created_at: '2026-05-13T12:00:00Z',
      updated_at: `2026-05-13T12:0${id}:00Z`,
      financial_status: 'paid',
      fulfillment_status: 'fulfilled',
      line_items: [{ id: 11, sku: 'A-1', quantity: 1, price: '9.00' }],
      fulfillments: [{ id: 5, name: `#${1000 + id}.1`, status: 'success', location_id: 3, line_items: [] }],
    });
    const source = await openSource(({ url }) => {
      if (!url.pathname.endsWith('/orders.json')) return { json: { locations: [], products: [] } };
      if (url.searchParams.has('page_info')) return { json: { orders: [order(2)] } };
      return {
        json: { orders: [order(1)] },
        headers: { link: `<${source.url}/admin/api/2026-04/orders.json?page_info=abc>; rel="next"` },
      };
    });
    const options = { url: `${source.url}/admin/api/2026-04`, preset: 'shopify' };
    const secrets = { token: 'shpat_1' };
    const { items, cursor } = await pullFrom(source, options, { secrets });
    expect(items.map(({ key }) => key)).toEqual(['1', '2']);
    expect(source.calls.every((call) => call.headers['x-shopify-access-token'] === 'shpat_1')).toBe(true);
    const parsed = items.map((item) => restConnector.parse(item, restConnector.options.parse(options)));
    expect(parsed.flatMap(({ problems }) => problems)).toEqual([]);
    expect(parsed[0]?.records.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'products A-1',
      'orders 1001',
      'shipments 1001.1',
    ]);
    expect(parsed[0]?.records[2]?.fields).toMatchObject({ orderNumber: '1001', facilityCode: 'shopify-3' });
    source.calls.length = 0;
    await pullFrom(source, options, { secrets, cursor });
    const orders = source.calls.find(({ url }) => url.pathname.endsWith('/orders.json'));
    expect(orders?.url.searchParams.get('updated_at_min')).toBe('2026-05-13T12:00:00.000Z');
    expect(orders?.url.searchParams.get('status')).toBe('any');
  });
});

describeCores('a REST feed in a core', (cores) => {
  test('brings its records in, goes on after trouble, and sends nothing twice', async () => {
    const all = rows(25);
    let calls = 0;
    const source = await openSource((call) => {
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
