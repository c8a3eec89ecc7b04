import { describe, expect, test } from 'vitest';
import type { Message, RawItem } from '../../../core/feeds/connector.ts';
import { restConnector } from '../../../core/feeds/connectors/rest/index.ts';
import { toolsFor } from '../../helpers/connector-tools.ts';
import type { SourceAnswer, SourceCall } from '../../helpers/http-source.ts';
import { openSource, pullFrom, resource, rows } from '../../helpers/rest-source.ts';

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
    const source = await openSource(() => answer);
    await expect(pullFrom(source, plain)).rejects.toMatchObject({ name: 'FeedFaultError', ...fault });
  });

  test('a source that asks to wait is waited for, when it is not for long', async () => {
    let asked = 0;
    const source = await openSource(() =>
      ++asked === 1 ? { status: 429, headers: { 'retry-after': '1' } } : { json: { items: rows(1) } },
    );
    const started = Date.now();
    const { items } = await pullFrom(source, plain);
    expect(items).toHaveLength(1);
    expect(Date.now() - started).toBeGreaterThanOrEqual(950);
    const patient = await openSource(() => ({ status: 429, headers: { 'retry-after': '3600' } }));
    await expect(pullFrom(patient, plain)).rejects.toMatchObject({ code: 'tooManyCalls', temporary: true });
    expect(patient.calls).toHaveLength(1);
  });

  test('cancelling ends a wait at once', async () => {
    const source = await openSource(() => ({ status: 429, headers: { 'retry-after': '15' } }));
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
    const source = await openSource(() => ({ json: { items: odd } }));
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
    const source = await openSource((call) =>
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
    const source = await openSource((call) =>
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
    const source = await openSource(() => ({ json: { items: [] } }));
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
    const source = await openSource(answer);
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
