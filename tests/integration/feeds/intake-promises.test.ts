import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PromiseHold, PromiseQuote } from '../../../core/contract/promise.ts';
import { feedsOf } from '../../../core/feeds/index.ts';
import { type IntakeClient, openIntake } from '../../helpers/intake-client.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { carrier } from '../../helpers/promise.ts';
import { describeCores } from '../../helpers/runtime.ts';

describeCores('promises over the intake API', (cores) => {
  let api: IntakeClient;
  beforeAll(async () => {
    api = await openIntake(cores);
    const build = networkBuilder(api.ctx.db);
    await carrier(api.ctx.db, 'API');
    await build.stock(await build.product('A-1'), await build.facility('LYS'), 5);
  });
  afterAll(() => api.server.close());
  const ask = { lines: [{ sku: 'A-1', quantity: 3 }], destination: { country: 'FR', postalCode: '75002' } };

  test('a webshop asks, holds once for a key, and its order takes the hold over', async () => {
    const quoted = await api.send('/api/v1/promise/quote', ask);
    expect(quoted.status).toBe(200);
    const quote = (await quoted.json()) as PromiseQuote;
    expect(quote.levels.map(({ level, option }) => [level, option?.parts[0]?.facility.code])).toEqual([
      ['standard', 'LYS'],
      ['express', 'LYS'],
    ]);
    const key = { 'idempotency-key': 'basket-7' };
    const first = (await (await api.send('/api/v1/promise/hold', ask, key)).json()) as PromiseHold;
    const again = (await (await api.send('/api/v1/promise/hold', ask, key)).json()) as PromiseHold;
    expect(again.reference).toBe(first.reference);
    const more = await api.send('/api/v1/promise/hold', ask);
    expect(more.status).toBe(409);
    await api.accepted('/api/v1/orders', [
      {
        orderNumber: 'WEB-1',
        orderedAt: '2026-11-20T09:30:00+01:00',
        status: 'open',
        holdReference: first.reference,
        lines: [{ sku: 'A-1', quantity: 3 }],
      },
    ]);
    await feedsOf(api.ctx).settle();
    const order = await api.ctx.db.read
      .selectFrom('sales_order')
      .select(['status', 'promised_at'])
      .where('number', '=', 'WEB-1')
      .executeTakeFirst();
    expect(order).toEqual({ status: 'sourced', promised_at: first.option.arriveByAt });
  });

  test('a hold is given back; what is asked wrongly or may not be asked is refused in words', async () => {
    const small = { ...ask, lines: [{ sku: 'A-1', quantity: 2 }] };
    const held = (await (await api.send('/api/v1/promise/hold', small)).json()) as PromiseHold;
    const released = await api.send('/api/v1/promise/release', { reference: held.reference });
    expect(((await released.json()) as PromiseHold).status).toBe('released');
    const answers = await Promise.all([
      api.send('/api/v1/promise/quote', { ...ask, lines: [] }),
      api.send('/api/v1/promise/quote', { ...ask, lines: [{ sku: 'NONE', quantity: 1 }] }),
      api.send('/api/v1/promise/release', { reference: 'H-0' }),
      api.call('/api/v1/promise/quote', {
        method: 'POST',
        body: JSON.stringify(ask),
        headers: {
          authorization: `Bearer ${await api.newKey(['stock'])}`,
          'content-type': 'application/json',
        },
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 404, 404, 403]);
    expect(await answers[1]?.json()).toMatchObject({ message: 'There is no product NONE.' });
  });
});
