import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ReceivedRequest } from '../../../core/feeds/connector.ts';
import {
  type SignatureRule,
  verifySignature,
  webhookConnector,
} from '../../../core/feeds/connectors/webhook/index.ts';
import { listInboxRows, saveFeed } from '../../../core/feeds/feeds.service.ts';
import { feedsOf } from '../../../core/feeds/index.ts';
import { toolsFor } from '../../helpers/connector-tools.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { registryOf } from '../../helpers/scripted-feed.ts';

const SECRET = 'whsec_5up3r';
const NOW = Date.UTC(2026, 10, 26, 12);

const hmac = (text: string | Uint8Array, encoding: 'hex' | 'base64', secret = SECRET) =>
  createHmac('sha256', secret).update(text).digest(encoding);
const request = (body: string | Uint8Array, headers: Record<string, string>): ReceivedRequest => ({
  method: 'POST',
  headers,
  query: new URLSearchParams(),
  body: Buffer.from(body),
});

describe('signatures', () => {
  const rule = (more: Partial<SignatureRule> = {}): SignatureRule => ({
    type: 'hmac',
    header: 'X-Sign',
    encoding: 'hex',
    prefix: '',
    toleranceSeconds: 300,
    ...more,
  });
  const verify = (one: SignatureRule, body: string, signature: string | undefined, now = NOW) =>
    verifySignature(one, SECRET, request(body, signature === undefined ? {} : { 'x-sign': signature }), now);

  test('of the body, in hex or base64, with or without a prefix', () => {
    expect(verify(rule(), '{}', hmac('{}', 'hex')).ok).toBe(true);
    expect(verify(rule({ encoding: 'base64' }), '{}', hmac('{}', 'base64')).ok).toBe(true);
    expect(verify(rule({ prefix: 'sha256=' }), '{}', `sha256=${hmac('{}', 'hex')}`).ok).toBe(true);
  });

  test('that do not fit are refused, and the reason holds neither secret nor signature', () => {
    const wrong = [
      undefined,
      '',
      'zz',
      hmac('{} ', 'hex'),
      hmac('{}', 'hex', 'other'),
      hmac('{}', 'hex').slice(0, 62),
      `${hmac('{}', 'hex')}00`,
      hmac('{}', 'base64'),
    ];
    for (const signature of wrong) {
      const verified = verify(rule(), '{}', signature);
      expect(verified.ok).toBe(false);
      expect(JSON.stringify(verified)).not.toContain(SECRET);
      expect(JSON.stringify(verified)).not.toContain(hmac('{}', 'hex'));
    }
    expect(verify(rule({ prefix: 'sha256=' }), '{}', hmac('{}', 'hex')).ok).toBe(false);
  });

  test('with a time stamp are refused when they are old, early, or belong to another time', () => {
    const stamped = rule({ type: 'timestamped' });
    const sign = (at: number, body = '{}', signedAt = at) =>
      `t=${at},v1=${'0'.repeat(64)},v1=${hmac(`${signedAt}.${body}`, 'hex')}`;
    const now = NOW / 1000;
    expect(verify(stamped, '{}', sign(now)).ok).toBe(true);
    expect(verify(stamped, '{}', sign(now - 299)).ok).toBe(true);
    expect(verify(stamped, '{}', sign(now - 301)).ok).toBe(false);
    expect(verify(stamped, '{}', sign(now + 301)).ok).toBe(false);
    expect(verify(stamped, '{}', sign(now, '{}', now - 9999)).ok).toBe(false);
    expect(verify(stamped, '{"a":1}', sign(now)).ok).toBe(false);
    for (const odd of ['t=abc,v1=00', 't=1', 'v1=00', ',,,', `t=${now},v1=`]) {
      expect(verify(stamped, '{}', odd).ok).toBe(false);
    }
  });

  test('make a nonce of what was signed: another spelling of the same signature is the same request', () => {
    const lower = verify(rule(), '{}', hmac('{}', 'hex'));
    const upper = verify(rule(), '{}', hmac('{}', 'hex').toUpperCase());
    expect(lower).toEqual(upper);
    expect(lower).toMatchObject({ ok: true, nonce: hmac('{}', 'hex') });
    expect(verify(rule({ type: 'token' }), '{}', SECRET)).toEqual({ ok: true, nonce: null });
    expect(verify(rule({ type: 'token', prefix: 'Bearer ' }), '{}', `Bearer ${SECRET}x`).ok).toBe(false);
  });
});

describe('requests', () => {
  const resources = [
    {
      name: 'order',
      topics: ['order.new', 'order.changed'],
      items: 'data',
      key: 'id',
      records: [{ kind: 'orders', fields: { orderNumber: 'id' } }],
    },
    {
      name: 'parcel',
      topics: ['parcel'],
      key: 'id',
      records: [{ kind: 'shipments', fields: { shipmentNumber: 'id' } }],
    },
  ];
  const tools = toolsFor(
    webhookConnector,
    { header: 'X-Sign', topicHeader: 'X-Topic', resources },
    { secrets: { signingSecret: SECRET } },
  );
  const receive = (body: string | Uint8Array, topic: string) =>
    webhookConnector.receive?.(tools, request(body, { 'x-sign': hmac(body, 'hex'), 'x-topic': topic }));

  test('go to the resource of their topic, whether one thing or many', async () => {
    expect(await receive('{"data":[{"id":1},{"id":2}]}', 'order.new')).toMatchObject({
      accepted: true,
      items: [
        { kind: 'order', key: '1' },
        { kind: 'order', key: '2' },
      ],
    });
    expect(await receive('{"id":"P-1"}', 'parcel')).toMatchObject({
      items: [{ kind: 'parcel', key: 'P-1' }],
    });
    expect(await receive('{"id":"P-1"}', 'customer.new')).toMatchObject({ accepted: true, items: [] });
  });

  test('that cannot be read are refused with a reason', async () => {
    const refused = { accepted: false, status: 400 };
    expect(await receive('{"data":', 'order.new')).toMatchObject(refused);
    expect(await receive('', 'order.new')).toMatchObject(refused);
    expect(await receive('{"data":"text"}', 'order.new')).toMatchObject(refused);
    expect(await receive(Uint8Array.of(0xff, 0xfe), 'order.new')).toMatchObject(refused);
    expect(await receive('['.repeat(100_000), 'parcel')).toMatchObject(refused);
    const many = JSON.stringify({ data: Array.from({ length: 10_001 }, (_, id) => ({ id })) });
    expect(await receive(many, 'order.new')).toMatchObject({ accepted: false, status: 413 });
  });

  test('without the secret set nothing is taken', async () => {
    const bare = toolsFor(webhookConnector, { resources });
    await expect(webhookConnector.receive?.(bare, request('{}', {}))).rejects.toMatchObject({
      code: 'secretMissing',
    });
    expect(await webhookConnector.test(bare)).toMatchObject([{ ok: false }, { ok: true }]);
  });
});

describeCores('Shopify’s webhooks in a core', (cores) => {
  test('are applied once and in the order of their changes; replays and forgeries are refused', async () => {
    const ctx = await cores.open(undefined, { connectors: registryOf(webhookConnector) });
    const feed = await saveFeed(ctx, {
      name: 'Shopify',
      connector: 'webhook',
      options: { preset: 'shopify' },
      secrets: { signingSecret: SECRET },
      intervalSeconds: 0,
      budgetPerHour: null,
      active: true,
    });
    const engine = feedsOf(ctx);
    const order = (minute: number, more: Record<string, unknown> = {}) =>
      JSON.stringify({
        id: 1,
        name: '#1001',
        created_at: '2026-11-26T10:00:00Z',
        updated_at: `2026-11-26T10:${String(minute).padStart(2, '0')}:00Z`,
        cancelled_at: null,
        currency: 'EUR',
        total_price: '20.00',
        financial_status: 'paid',
        fulfillment_status: null,
        line_items: [{ id: 11, sku: 'A-1', quantity: 2, price: '10.00', requires_shipping: true }],
        ...more,
      });
    const hook = async (topic: string, body: string, signature = hmac(body, 'base64')) =>
      (
        await engine.receive(
          feed.code,
          request(body, { 'x-shopify-hmac-sha256': signature, 'x-shopify-topic': topic }),
        )
      ).status;
    const status = async () => {
      await engine.settle();
      const row = await ctx.db.read
        .selectFrom('sales_order')
        .select('status')
        .where('number', '=', '1001')
        .executeTakeFirst();
      return row?.status;
    };

    expect(await hook('orders/create', order(1), hmac(order(2), 'base64'))).toBe(401);
    expect(await hook('orders/create', order(1))).toBe(202);
    expect(await status()).toBe('open');
    expect(await hook('orders/cancelled', order(5, { cancelled_at: '2026-11-26T10:05:00Z' }))).toBe(202);
    expect(await status()).toBe('cancelled');
    expect(await hook('orders/updated', order(3))).toBe(202);
    expect(await status()).toBe('cancelled');
    expect(await hook('orders/create', order(1))).toBe(409);
    const fulfillment = JSON.stringify({
      id: 77,
      name: '#1001.1',
      status: 'success',
      created_at: '2026-11-26T11:00:00Z',
      updated_at: '2026-11-26T11:00:00Z',
      tracking_company: 'UPS',
      tracking_number: '1Z999',
      location_id: 5,
      line_items: [{ id: 11, sku: 'A-1', quantity: 2 }],
    });
    expect(await hook('fulfillments/create', fulfillment)).toBe(202);
    await engine.settle();
    const shipment = await ctx.db.read.selectFrom('shipment').selectAll().executeTakeFirst();
    expect(shipment).toMatchObject({ number: '1001.1', tracking_number: '1Z999', status: 'inTransit' });
    const { rows } = await listInboxRows(ctx, {
      states: ['applied', 'stale', 'quarantined', 'waiting'],
      offset: 0,
      limit: 100,
    });
    expect(rows.map(({ state }) => state).sort()).toEqual(['applied', 'applied', 'applied', 'stale']);
  });
});
