import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageKind } from '../../../core/contract/feed-records.ts';
import {
  type ConnectorTools,
  type Delivery,
  FeedFaultError,
  type Message,
} from '../../../core/feeds/connector.ts';
import { trytonConnector } from '../../../core/feeds/connectors/tryton/index.ts';
import type { TrytonOptions } from '../../../core/feeds/connectors/tryton/options.ts';
import { createConnectorTools, parseAll, pullAll, type TestTools } from '../../helpers/connector-tools.ts';
import {
  startTryton,
  type TrytonServer,
  type TrytonUser,
  trytonMissing,
} from '../../helpers/tryton-server.ts';

const missing = trytonMissing();
const SHIPMENT = 'stock.shipment.out';
const RETURN = 'stock.shipment.out.return';

if (missing) test.skip(`Tryton, told of decisions: ${missing}`, () => {});
else describe('Tryton, told of decisions', () => deliveryTests());

function deliveryTests(): void {
  let server: TrytonServer;
  let admin: TrytonUser;
  let careful: TestTools<TrytonOptions>;
  let bold: TestTools<TrytonOptions>;

  beforeAll(async () => {
    server = await startTryton();
    admin = await server.user('admin');
    const secrets = server.secrets;
    careful = createConnectorTools(trytonConnector, { options: server.options, secrets });
    bold = createConnectorTools(trytonConnector, {
      options: { ...server.options, acceptWarnings: true },
      secrets,
    });
  }, 400_000);
  afterAll(async () => {
    await Promise.all([careful?.close(), bold?.close()]);
    await server?.stop();
  });

  const message = (kind: MessageKind, payload: Record<string, unknown>, key = 'key'): Message => ({
    kind,
    subject: 'test',
    idempotencyKey: key,
    createdAt: 0,
    attempt: 1,
    payload,
  });
  const send = async (
    sent: Message,
    tools: ConnectorTools<TrytonOptions> = careful.tools,
  ): Promise<Delivery> => {
    const delivery = await trytonConnector.deliver?.(tools, sent);
    if (!delivery) throw new Error('nothing was delivered');
    return delivery;
  };
  const about = (id: number) => ({ shipmentNumber: 'by its id', upstream: `${SHIPMENT},${id}` });
  const look = async (id: number) =>
    (
      await admin.rows(
        SHIPMENT,
        [['id', '=', id]],
        ['number', 'state', 'write_date', 'reference', 'partially_assigned', 'moves'],
      )
    )[0];
  const inState = async (state: string, more: unknown[] = []) =>
    (await admin.rows(SHIPMENT, [['state', '=', state], ...more], ['number'])).map(({ id }) => Number(id));
  const CARRIED = [['carrier', '!=', null]];

  /** A waiting shipment for which there is stock; it is given back. */
  const coverable = async (): Promise<number> => {
    for (const id of await inState('waiting', [
      ...CARRIED,
      ['id', 'not in', server.manifest.cases.shipments_short_of_stock],
    ])) {
      const assigned = await admin.call(`${SHIPMENT}.assign_try`, [id]);
      await admin.call(`${SHIPMENT}.wait`, [id]);
      if (assigned) return id;
    }
    throw new Error('no shipment has its stock');
  };

  test('a shipment is assigned, packed and shipped, and telling it twice does it once', async () => {
    const id = await coverable();
    const steps = [
      ['shipment.assign', 'assigned'],
      ['shipment.pack', 'packed'],
      ['shipment.ship', 'done'],
    ] as const;
    for (const [kind, state] of steps) {
      expect(await send(message(kind, about(id)))).toMatchObject({ done: true, response: { state } });
      const after = await look(id);
      expect(after.state).toBe(state);
      expect(await send(message(kind, about(id)))).toMatchObject({ done: true, response: { state } });
      expect(await look(id)).toEqual(after);
    }
    expect(await send(message('shipment.assign', about(id)))).toMatchObject({
      done: true,
      response: { state: 'done' },
    });
  });

  test('a shipment is found by its number when its own name in Tryton is not told', async () => {
    const [id] = await inState('assigned', CARRIED);
    const { number } = await look(id ?? 0);
    const told = await send(message('shipment.assign', { shipmentNumber: number }));
    expect(told).toMatchObject({ done: true, response: { upstream: `${SHIPMENT},${id}` } });
  });

  test('too little stock is refused in words, and what Tryton had taken of it is given back', async () => {
    const [short = 0] = server.manifest.cases.shipments_short_of_stock ?? [];
    await admin.call(`${SHIPMENT}.wait`, [short]);
    const refused = await send(message('shipment.assign', about(short)));
    expect(refused).toMatchObject({ done: false, code: 'stockShort' });
    expect(refused.done ? '' : refused.message).toMatch(
      /^[A-Z]{3} has too little stock for shipment \d+: \S+ \(\d+ missing\)/,
    );
    const after = await look(short);
    expect(after.state).toBe('waiting');
    expect(Boolean(after.partially_assigned)).toBe(false);
    const taken = await admin.rows(
      'stock.move',
      [
        ['shipment', '=', `${SHIPMENT},${short}`],
        ['state', '=', 'assigned'],
      ],
      ['id'],
    );
    expect(taken).toEqual([]);
  });

  test('the wrong state is refused with what to do first', async () => {
    const [waiting = 0] = await inState('waiting');
    const [assigned = 0] = await inState('assigned');
    const [cancelled = 0] = await inState('cancelled');
    const cases = [
      ['shipment.pack', waiting, /is waiting in Tryton: its stock is not assigned yet/],
      ['shipment.ship', assigned, /is assigned in Tryton: it is not packed yet/],
      ['shipment.assign', cancelled, /is cancelled in Tryton/],
      ['shipment.assign', 999_999, /Tryton has no shipment/],
    ] as const;
    for (const [kind, id, words] of cases) {
      const refused = await send(message(kind, about(id)));
      expect(refused.done ? 'delivered' : refused.message).toMatch(words);
    }
    const drop = await send(
      message('shipment.assign', { shipmentNumber: 'D-1', upstream: 'stock.shipment.drop,1' }),
    );
    expect(drop).toMatchObject({ done: false, code: 'notOurs' });
    const odd = await send(message('label.request', {}));
    expect(odd).toMatchObject({ done: false, code: 'cannotDeliver' });
  });

  test('a warning is passed on as a refusal, or answered with yes where the feed may', async () => {
    const [id = 0] = await inState('assigned');
    await admin.call(`${SHIPMENT}.write`, [id], { carrier: null });
    const refused = await send(message('shipment.pack', about(id)));
    expect(refused).toMatchObject({
      done: false,
      code: 'trytonWarns',
      message: expect.stringContaining('carrier'),
    });
    expect((await look(id)).state).toBe('picked');
    expect(await send(message('shipment.pack', about(id)), bold.tools)).toMatchObject({ done: true });
    expect((await look(id)).state).toBe('packed');
  });

  test('what somebody changes at the same moment is read again before the button is pressed', async () => {
    const [id = 0] = await inState('assigned', CARRIED);
    const start = careful.calls();
    const bodies: string[] = [];
    careful.onCall(async (call) => {
      bodies.push(String(call - start));
      if (call === start + 2) await admin.call(`${SHIPMENT}.write`, [id], { reference: 'changed meanwhile' });
    });
    const told = await send(message('shipment.pack', about(id)));
    careful.onCall(null);
    expect(told).toMatchObject({ done: true });
    // Found, collided, read, picked, read, packed, read: one more pair of calls than without a collision.
    expect(bodies).toHaveLength(7);
    expect(await look(id)).toMatchObject({ state: 'packed', reference: 'changed meanwhile' });
  });

  test('a return is announced once, also when the answer to it was lost, and comes back under its own number', async () => {
    const [sale] = await admin.rows(
      'sale.sale',
      [
        ['state', '=', 'done'],
        ['shipments', '!=', null],
      ],
      ['number', 'lines.product.code'],
      1,
    );
    const payload = {
      returnNumber: 'RMA-0042',
      orderNumber: sale.number,
      orderUpstream: `sale.sale,${sale.id}`,
      facilityCode: 'LYS',
      reason: 'Too small',
      lines: [{ sku: sale['lines.'][0]['product.'].code, quantity: 1 }],
    };
    const sent = message('return.create', payload, 'b1c2-0042');
    const lossy: ConnectorTools<TrytonOptions> = {
      ...careful.tools,
      http: {
        ...careful.tools.http,
        async request(asked) {
          const answer = await careful.tools.http.request(asked);
          if (asked.body?.includes(`${RETURN}.create`))
            throw new FeedFaultError('connectionLost', 'The answer was lost.');
          return answer;
        },
      },
    };
    await expect(send(sent, lossy)).rejects.toThrow('The answer was lost.');
    const first = await send(sent);
    const second = await send(sent);
    expect(second).toEqual(first);
    const found = await admin.rows(
      RETURN,
      [['reference', 'like', '%b1c2-0042%']],
      ['state', 'customer', 'incoming_moves.quantity', 'incoming_moves.unit_price'],
    );
    expect(found).toHaveLength(1);
    expect(first).toMatchObject({
      done: true,
      response: { upstream: `${RETURN},${found[0].id}`, state: 'draft' },
    });

    const reader = createConnectorTools(trytonConnector, {
      options: { ...server.options, kinds: ['returns'] },
      secrets: server.secrets,
    });
    const records = parseAll(trytonConnector, reader, (await pullAll(trytonConnector, reader)).items);
    await reader.close();
    expect(records.find(({ key }) => key === 'RMA-0042')).toMatchObject({
      upstream: `${RETURN},${found[0].id}`,
      fields: { returnStatus: 'requested', facilityCode: 'LYS' },
      lines: [{ sku: payload.lines[0]?.sku, quantity: 1 }],
    });
  });

  test('a return of what Tryton does not know is refused in words', async () => {
    const line = { sku: 'P-1001', quantity: 1 };
    const base = { returnNumber: 'RMA-1', orderNumber: '10', facilityCode: 'LYS', lines: [line] };
    const cases = [
      [{ ...base, orderNumber: 'no such sale' }, 'unknownOrder'],
      [{ ...base, facilityCode: 'NOWHERE' }, 'unknownFacility'],
      [{ ...base, lines: [{ ...line, sku: 'NOTHING' }] }, 'unknownProduct'],
      [{ ...base, lines: [] }, 'badMessage'],
    ] as const;
    for (const [payload, code] of cases) {
      expect(await send(message('return.create', payload, code))).toMatchObject({ done: false, code });
    }
    expect(await admin.rows(RETURN, [['reference', 'like', 'RMA-1 %']], ['id'])).toEqual([]);
  });
}
