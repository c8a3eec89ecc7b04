import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INTAKE_RECORDS, intakeContract } from '../../../core/contract/intake.ts';
import type { AppContext } from '../../../core/features/context.ts';
import { saveFeed } from '../../../core/feeds/feeds.service.ts';
import { feedsOf } from '../../../core/feeds/index.ts';
import { intakeDocument } from '../../../core/feeds/intake/index.ts';
import { type IntakeClient, openIntake, stock } from '../../helpers/intake-client.ts';
import { describeCores } from '../../helpers/runtime.ts';

describeCores('the door of the intake API', (cores) => {
  let api: IntakeClient;
  let ctx: AppContext;
  let key: string;
  let send: IntakeClient['send'];
  let call: IntakeClient['call'];
  let accepted: IntakeClient['accepted'];
  beforeAll(async () => {
    api = await openIntake(cores);
    ({ ctx, key, send, call, accepted } = api);
  });
  afterAll(() => api.server.close());

  describe('the door', () => {
    const withHost = (host: string, path: string) =>
      new Promise<number>((resolve, reject) => {
        const { port } = new URL(api.server.origin);
        request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        })
          .on('error', reject)
          .end();
      });

    test('names that were not given are refused; public names reach the API and nothing else', async () => {
      const { port } = new URL(api.server.origin);
      expect(await withHost(`127.0.0.1:${port}`, '/api/v1/health')).toBe(200);
      expect(await withHost('api.example.com', '/api/v1/health')).toBe(200);
      expect(await withHost('api.example.com:443', '/api/v1/health')).toBe(200);
      expect(await withHost('evil.example', '/api/v1/health')).toBe(421);
      expect(await withHost('evil.example', '/hooks/shop')).toBe(421);
      expect(await withHost('api.example.com', '/')).toBe(421);
    });

    test('what is too large is refused, announced or not', async () => {
      const large = JSON.stringify([stock('L-1', 1, { note: 'x'.repeat(5_300_000) })]);
      expect((await send('/api/v1/stock', large)).status).toBe(413);
      const chunks = new ReadableStream({
        start(controller) {
          for (let sent = 0; sent < 6; sent++) controller.enqueue(Buffer.alloc(1_048_576, 0x20));
          controller.close();
        },
      });
      const streamed = await call('/api/v1/stock', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: chunks,
        duplex: 'half',
      } as RequestInit & { headers: Record<string, string> });
      expect(streamed.status).toBe(413);
    });

    test('only JSON is read, and what is no JSON is explained', async () => {
      expect(
        (await send('/api/v1/stock', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' })).status,
      ).toBe(415);
      expect((await send('/api/v1/stock', '[]', { 'content-type': 'text/plain' })).status).toBe(415);
      expect((await send('/api/v1/stock', '[]', { 'content-encoding': 'gzip' })).status).toBe(415);
      for (const body of ['[{"sku":', '{}}', '\u0000', '']) {
        const response = await send('/api/v1/stock', body);
        expect(response.status).toBe(400);
        expect(await response.json()).toMatchObject({ message: expect.stringContaining('not JSON') });
      }
      const latin = await call('/api/v1/stock', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: Buffer.from([0x22, 0xe9, 0x22]),
      });
      expect(latin.status).toBe(400);
    });

    test('nesting, odd keys and odd methods do no harm', async () => {
      const deep = `[${'['.repeat(50_000)}${']'.repeat(50_000)}]`;
      expect((await accepted('/api/v1/stock', deep)).invalid).toBe(1);
      expect((await accepted('/api/v1/stock', '[{"__proto__":{"sku":"X"},"constructor":1}]')).invalid).toBe(
        1,
      );
      for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const response = await call('/api/v1/stock', {
          method,
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: '[]',
        });
        expect(response.status).toBe(404);
        expect(response.headers.get('access-control-allow-origin')).toBeNull();
      }
      expect((await send('/api/v1/nothing', [])).status).toBe(404);
      expect((await call('/api/v1/health', { method: 'POST' })).status).toBe(405);
    });

    test('answers set no cookie and are not to be kept', async () => {
      const { headers } = await send('/api/v1/stock', [stock('Z-1', 1)]);
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('cache-control')).toBe('no-store');
    });
  });

  describe('the document', () => {
    test('is made from the contract: every procedure, its body, its errors, its sign-in', async () => {
      const document = (await (await call('/api/openapi.json')).json()) as Awaited<
        ReturnType<typeof intakeDocument>
      >;
      expect(document).toEqual(JSON.parse(JSON.stringify(await intakeDocument(ctx.version))));
      const paths = document.paths as Record<string, Record<string, Record<string, unknown>>>;
      const seen = Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      );
      const routes = Object.values(intakeContract).map((procedure) => procedure['~orpc'].route);
      expect(seen.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
      const sent = paths['/api/v1/orders']?.post as Record<string, Record<string, unknown>>;
      expect(JSON.stringify(sent.requestBody)).toContain('#/components/schemas/Order');
      expect(JSON.stringify(sent.parameters)).toContain('Idempotency-Key');
      expect(Object.keys(sent.responses ?? {})).toEqual(
        expect.arrayContaining(['202', '400', '401', '403', '413', '415', '422', '429']),
      );
      expect(document.security).toEqual([{ key: [] }]);
      expect(paths['/api/v1/health']?.get?.security).toEqual([]);
      const schemas = document.components?.schemas as Record<string, { properties?: object }>;
      expect(Object.keys(schemas.Order?.properties ?? {})).toEqual(Object.keys(INTAKE_RECORDS.orders.shape));
    });

    test('can be read as a page without scripts', async () => {
      const response = await call('/api/docs');
      const html = await response.text();
      expect(response.headers.get('content-type')).toContain('text/html');
      for (const path of ['/api/v1/orders', '/api/v1/requests/{id}', 'Idempotency-Key', 'orderNumber']) {
        expect(html).toContain(path);
      }
      expect(html).not.toMatch(/<script|https?:\/\//i);
    });
  });

  describe('webhooks', () => {
    test('reach their feed when they are signed, once', async () => {
      const feed = await saveFeed(ctx, {
        name: 'shop',
        connector: 'webhook',
        options: {
          header: 'X-Sign',
          resources: [
            {
              name: 'thing',
              key: 'id',
              records: [{ kind: 'products', fields: { sku: 'id', productName: 'title' } }],
            },
          ],
        },
        secrets: { signingSecret: 'hush-hush' },
        intervalSeconds: 0,
        budgetPerHour: null,
        active: true,
      });
      const body = JSON.stringify({ id: 'H-1', title: 'Hooked' });
      const sign = createHmac('sha256', 'hush-hush').update(body).digest('hex');
      const hook = (path: string, signature: string) =>
        call(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-sign': signature },
          body,
        });
      expect((await hook(`/hooks/${feed.code}`, '00')).status).toBe(401);
      expect((await hook('/hooks/unknown', sign)).status).toBe(404);
      expect((await hook('/hooks/../etc', sign)).status).not.toBe(202);
      expect((await hook(`/hooks/${feed.code}`, sign)).status).toBe(202);
      expect((await hook(`/hooks/${feed.code}`, sign)).status).toBe(409);
      expect((await call(`/hooks/${feed.code}`)).status).toBe(405);
      await feedsOf(ctx).settle();
      const row = await ctx.db.read
        .selectFrom('product')
        .select('name')
        .where('sku', '=', 'H-1')
        .executeTakeFirst();
      expect(row?.name).toBe('Hooked');
    });
  });
});
