import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IntakeOutcome } from '../../../core/contract/intake.ts';
import type { AppContext } from '../../../core/features/context.ts';
import { feedsOf } from '../../../core/feeds/index.ts';
import { createApiKey, listApiKeys, revokeApiKey } from '../../../core/feeds/intake/index.ts';
import { type IntakeClient, openIntake, stock } from '../../helpers/intake-client.ts';
import { describeCores } from '../../helpers/runtime.ts';

const order = (orderNumber: string, more: Record<string, unknown> = {}) => ({
  orderNumber,
  orderedAt: '2026-11-20T09:30:00+01:00',
  currency: 'EUR',
  lines: [{ sku: 'A-1', quantity: 2, unitPrice: 12.5 }],
  ...more,
});
describeCores('the intake API', (cores) => {
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

  describe('what is sent', () => {
    test('is stored before it is acknowledged, used soon after, and its outcome can be asked for', async () => {
      const answer = await accepted('/api/v1/products', [{ sku: 'A-1', name: 'Lamp', weightGrams: 350 }]);
      expect(answer).toMatchObject({
        accepted: 1,
        invalid: 0,
        records: [{ index: 0, key: 'A-1', outcome: 'accepted' }],
      });
      await feedsOf(ctx).settle();
      const row = await ctx.db.read
        .selectFrom('product')
        .selectAll()
        .where('sku', '=', 'A-1')
        .executeTakeFirst();
      expect(row).toMatchObject({ name: 'Lamp', weight_grams: 350 });
      const response = await call(`/api/v1/requests/${answer.requestId}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(response.status).toBe(200);
      expect((await response.json()) as IntakeOutcome).toMatchObject({
        finished: true,
        records: [{ key: 'A-1', state: 'applied', problems: [] }],
      });
    });

    test('an order becomes an order with its lines', async () => {
      await accepted('/api/v1/orders', [
        order('SO-1', {
          status: 'open',
          shipTo: { city: 'Lyon', country: 'FR' },
          customer: { code: 'C-1', name: 'Ada' },
        }),
      ]);
      await feedsOf(ctx).settle();
      const row = await ctx.db.read
        .selectFrom('sales_order')
        .innerJoin('order_line', 'order_line.order_id', 'sales_order.id')
        .select(['sales_order.number', 'ordered_at', 'quantity', 'unit_price_minor'])
        .where('sales_order.number', '=', 'SO-1')
        .executeTakeFirst();
      expect(row).toMatchObject({
        number: 'SO-1',
        ordered_at: Date.parse('2026-11-20T08:30:00Z'),
        quantity: 2,
        unit_price_minor: 1250,
      });
    });

    test('wrong records are told one by one, with field and reason, and keep the others out of nothing', async () => {
      const { records, ...counts } = await accepted('/api/v1/stock', [
        stock('B-1', 5),
        stock('B-2', 1.5),
        { sku: 'B-3', facilityCode: 'LYS' },
        stock('B-4', 1, { colour: 'red' }),
        'nonsense',
        null,
        stock('B-5', 7),
      ]);
      expect(counts).toMatchObject({ accepted: 2, invalid: 5 });
      expect(records.map(({ outcome }) => outcome).join()).toBe(
        'accepted,invalid,invalid,invalid,invalid,invalid,accepted',
      );
      expect(records[1]?.problems[0]?.field).toBe('onHand');
      expect(records[2]?.problems[0]?.field).toBe('onHand');
      expect(records[3]?.problems[0]?.reason).toContain('colour');
    });

    test('again is a duplicate, older is stale, and neither changes anything', async () => {
      const at = (time: string) => ({ updatedAt: `2026-11-20T${time}:00Z` });
      const outcome = async (onHand: number, time: string) =>
        (await accepted('/api/v1/stock', [stock('C-1', onHand, at(time))])).records[0]?.outcome;
      expect(await outcome(5, '10:00')).toBe('accepted');
      expect(await outcome(5, '10:00')).toBe('duplicate');
      expect(await outcome(9, '09:00')).toBe('stale');
      expect(await outcome(6, '11:00')).toBe('accepted');
      const { records } = await accepted('/api/v1/stock', [
        stock('C-2', 1),
        stock('C-2', 2),
        stock('C-2', 2),
        stock('C-2', 1),
      ]);
      expect(records.map(({ outcome: one }) => one)).toEqual([
        'accepted',
        'accepted',
        'duplicate',
        'accepted',
      ]);
    });

    test('what looks like SQL or markup is only text', async () => {
      const hostile = `x'); drop table product; --"<script>`;
      const answer = await accepted('/api/v1/products', [{ sku: hostile, name: `'; delete from feed; --` }]);
      expect(answer.accepted).toBe(1);
      await feedsOf(ctx).settle();
      const row = await ctx.db.read
        .selectFrom('product')
        .select('name')
        .where('sku', '=', hostile)
        .executeTakeFirst();
      expect(row?.name).toBe(`'; delete from feed; --`);
      expect((await send('/api/v1/products', [{ sku: 'nul\u0000' }])).status).toBe(202);
      expect((await accepted('/api/v1/products', [{ sku: 'nul\u0000' }])).invalid).toBe(1);
    });

    test('more than a thousand records are refused whole; an empty list and no list are explained', async () => {
      const before = await api.inboxRows();
      expect(
        (
          await send(
            '/api/v1/stock',
            Array.from({ length: 1001 }, (_, n) => stock(`D-${n}`, 1)),
          )
        ).status,
      ).toBe(413);
      for (const body of [[], {}, 'null', '7', '"text"'])
        expect((await send('/api/v1/stock', body)).status).toBe(400);
      expect(await api.inboxRows()).toBe(before);
      const answer = await accepted(
        '/api/v1/stock',
        Array.from({ length: 1000 }, (_, n) => stock(`D-${n}`, n)),
      );
      expect(answer.accepted).toBe(1000);
      expect(await api.inboxRows()).toBe(before + 1000);
      await feedsOf(ctx).settle();
    });
  });

  describe('keys', () => {
    const status = async (authorization: string | undefined) =>
      (
        await call('/api/v1/stock', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
          body: JSON.stringify([stock('K-1', 1)]),
        })
      ).status;

    test('are needed, and are kept only as a hash', async () => {
      expect(await status(undefined)).toBe(401);
      expect(await status('Bearer vk_guess')).toBe(401);
      expect(await status(`Bearer vk_${'a'.repeat(32)}`)).toBe(401);
      expect(await status(`Basic ${key}`)).toBe(401);
      expect(await status(`Bearer ${key}`)).toBe(202);
      const rows = await ctx.db.read.selectFrom('api_key').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(key.slice(12));
      expect(rows[0]?.prefix).toBe(key.slice(0, 10));
      expect((await listApiKeys(ctx))[0]?.lastUsedAt).not.toBeNull();
      const journal = await ctx.db.read.selectFrom('journal').selectAll().execute();
      expect(JSON.stringify(journal)).toContain('apiKey');
      expect(JSON.stringify(journal)).not.toContain(key.slice(12));
    });

    test('open only what their scopes say', async () => {
      const narrow = await api.newKey(['stock']);
      expect(
        (await send('/api/v1/stock', [stock('K-2', 1)], { authorization: `Bearer ${narrow}` })).status,
      ).toBe(202);
      const refused = await send('/api/v1/orders', [order('K-3')], { authorization: `Bearer ${narrow}` });
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringContaining('orders'),
      });
    });

    test('open nothing once they are revoked', async () => {
      const { key: short, view } = await createApiKey(ctx, {
        name: 'short',
        scopes: ['stock'],
        requestsPerMinute: 10,
      });
      expect(await status(`Bearer ${short}`)).toBe(202);
      await revokeApiKey(ctx, view.id);
      expect(await status(`Bearer ${short}`)).toBe(401);
      await expect(revokeApiKey(ctx, 999_999)).rejects.toThrow('There is no API key');
    });

    test('may make so many requests a minute, then are told how long to wait', async () => {
      const slow = await api.newKey(['stock'], 3);
      const statuses: number[] = [];
      let wait = '';
      for (let n = 0; n < 5; n++) {
        const response = await send('/api/v1/stock', [stock('K-4', n)], { authorization: `Bearer ${slow}` });
        statuses.push(response.status);
        wait = response.headers.get('retry-after') ?? '';
      }
      expect(statuses).toEqual([202, 202, 202, 429, 429]);
      expect(Number(wait)).toBeGreaterThanOrEqual(1);
      expect(Number(wait)).toBeLessThanOrEqual(20);
      expect((await send('/api/v1/stock', [stock('K-5', 1)])).status).toBe(202);
    });

    test('see only their own requests', async () => {
      const { requestId } = await accepted('/api/v1/stock', [stock('K-6', 1)]);
      const other = await api.newKey(['stock']);
      const ask = (bearer: string) =>
        call(`/api/v1/requests/${requestId}`, { headers: { authorization: `Bearer ${bearer}` } });
      expect((await ask(key)).status).toBe(200);
      expect((await ask(other)).status).toBe(404);
    });
  });

  describe('idempotency keys', () => {
    test('the same key with the same body gets the same answer; with another body it is refused', async () => {
      const headers = { 'idempotency-key': 'batch-1' };
      const first = await accepted('/api/v1/stock', [stock('I-1', 1)], headers);
      const rows = await api.inboxRows();
      expect(await accepted('/api/v1/stock', [stock('I-1', 1)], headers)).toEqual(first);
      const other = await send('/api/v1/stock', [stock('I-1', 2)], headers);
      expect(other.status).toBe(422);
      expect(await other.json()).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
      expect((await send('/api/v1/products', [{ sku: 'I-1' }], headers)).status).toBe(422);
      expect(await api.inboxRows()).toBe(rows);
      const outcome = await call('/api/v1/requests/batch-1', { headers: { authorization: `Bearer ${key}` } });
      expect(outcome.status).toBe(200);
    });

    test('a hundred at the same time have one effect and one answer', async () => {
      const rows = await api.inboxRows();
      const body = Array.from({ length: 20 }, (_, n) => order(`P-${n}`));
      const answers = await Promise.all(
        Array.from({ length: 100 }, () =>
          accepted('/api/v1/orders', body, { 'idempotency-key': 'all-at-once' }),
        ),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]?.accepted).toBe(20);
      expect(await api.inboxRows()).toBe(rows + 20);
    });

    test('a request that was claimed and cut off by a kill is done when it is sent again', async () => {
      const [row] = await ctx.db.read.selectFrom('api_key').select('id').orderBy('id').execute();
      const headers = { 'idempotency-key': 'cut-off' };
      const first = await accepted('/api/v1/stock', [stock('I-9', 1)], headers);
      await ctx.db.write((trx) =>
        trx
          .updateTable('intake_request')
          .set({ status: 0, response_json: 'null' })
          .where('api_key_id', '=', row?.id ?? 0)
          .where('idempotency_key', '=', 'cut-off')
          .execute(),
      );
      const again = await accepted('/api/v1/stock', [stock('I-9', 1)], headers);
      expect(first.records[0]?.outcome).toBe('accepted');
      expect(again.records[0]?.outcome).toBe('duplicate');
    });

    test('odd keys are refused', async () => {
      expect(
        (await send('/api/v1/stock', [stock('I-2', 1)], { 'idempotency-key': 'x'.repeat(201) })).status,
      ).toBe(400);
    });
  });
});
