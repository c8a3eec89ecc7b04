import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TrytonClient } from '../../../../core/feeds/connectors/tryton/rpc/tryton-client.ts';
import { createFeedHttp } from '../../../../core/feeds/engine/feed-http.ts';

interface Asked {
  method: string;
  params: unknown[];
  keys: string[];
  authorization: string | undefined;
}
type Answer = { status?: number; body: string } | 'reset';

let server: Server;
let url = '';
let asked: Asked[] = [];
let version = '6.0.29';
let answer: (call: Asked, count: number) => Answer | null = () => null;
let users = 0;

const result = (value: unknown) => ({ body: JSON.stringify({ id: 1, result: value }) });
const error = (value: unknown) => ({ body: JSON.stringify({ id: 1, error: value }) });

function standard(call: Asked): Answer {
  if (call.method === 'common.server.version') return result(version);
  if (call.method === 'common.db.login') return result([2, 'session-key']);
  if (call.method.endsWith('get_preferences')) return result({ company: 1 });
  if (call.method.includes('ir.model.field'))
    return result([{ name: 'number', 'model.': { model: 'sale.sale' } }]);
  if (call.method.includes('company')) return result([{ 'currency.': { code: 'EUR' } }]);
  return result([]);
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (data: Buffer) => {
      text += data.toString();
    });
    request.on('end', () => {
      const body = JSON.parse(text) as { method: string; params: unknown[] };
      const call = { ...body, keys: Object.keys(body), authorization: request.headers.authorization };
      asked.push(call);
      const given =
        answer(call, asked.filter(({ method }) => method === body.method).length) ?? standard(call);
      if (given === 'reset') response.destroy();
      else response.writeHead(given.status ?? 200).end(given.body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
  answer = () => null;
  version = '6.0.29';
});

/** A client whose session nobody else has. */
function client(signal = new AbortController().signal): TrytonClient {
  const http = createFeedHttp({ signal, beforeCall: async () => {}, redact: (text) => text });
  const user = `user-${users++}`;
  return new TrytonClient({
    http,
    signal,
    url,
    database: 'erp',
    user,
    password: async () => 'secret',
    models: ['sale.sale'],
  });
}
const methods = () => asked.map(({ method }) => method.replace('model.', ''));
const search = (one = client()) => one.search('sale.sale', [], ['number', 'of_a_missing_module']);

test('signs in once, sends three keys and the company’s context, and asks only for fields that exist', async () => {
  const one = client();
  await search(one);
  await search(one);
  expect(methods().filter((method) => method === 'common.db.login')).toHaveLength(1);
  expect(asked.every(({ keys }) => keys.sort().join() === 'id,method,params')).toBe(true);
  const last = asked.at(-1);
  expect(last?.params.slice(-2)).toEqual([['number'], { company: 1, active_test: false }]);
  const session = last?.authorization?.replace('Session ', '') ?? '';
  expect(Buffer.from(session, 'base64').toString()).toMatch(/^user-\d+:2:session-key$/);
});

test('signs in again once when the session has ended, and not a second time', async () => {
  const one = client();
  await search(one);
  answer = ({ method }, count) =>
    method.includes('sale.sale') && count === 2 ? { status: 401, body: '' } : null;
  await expect(search(one)).resolves.toEqual([]);
  answer = ({ method }) => (method.includes('sale.sale') ? { status: 401, body: '' } : null);
  asked = [];
  await expect(search(one)).rejects.toMatchObject({ code: 'sessionLost', temporary: true });
  expect(methods().filter((method) => method === 'common.db.login')).toHaveLength(1);
});

test('a refused or locked sign-in is told as such, after one try', async () => {
  answer = ({ method }) => (method === 'common.db.login' ? { status: 401, body: '<html>' } : null);
  await expect(search()).rejects.toMatchObject({ code: 'signInRefused', temporary: false });
  expect(methods()).toEqual(['common.server.version', 'common.db.login']);
  answer = ({ method }) => (method === 'common.db.login' ? { status: 429, body: '' } : null);
  await expect(search()).rejects.toMatchObject({ code: 'signInLocked', temporary: true });
});

test('a series that is not known is refused before anything is sent to it', async () => {
  for (const other of ['7.0.1', '6.2.0', '5.8.3', '60.0.1']) {
    version = other;
    asked = [];
    await expect(search()).rejects.toMatchObject({
      code: 'unknownSeries',
      temporary: false,
      message: expect.stringContaining(other),
    });
    expect(methods()).toEqual(['common.server.version']);
  }
});

test('a busy database is tried again after a pause, other errors are not', async () => {
  answer = ({ method }, count) =>
    method.includes('sale.sale') && count < 3 ? error(['database is locked', 'Traceback']) : null;
  await expect(search()).resolves.toEqual([]);
  answer = ({ method }) => (method.includes('sale.sale') ? error(['UserError', ['No.', '', null]]) : null);
  asked = [];
  await expect(search()).rejects.toMatchObject({ code: 'trytonRefuses', message: 'Tryton refuses: No.' });
  expect(methods().filter((method) => method.includes('sale.sale'))).toHaveLength(1);
});

test('what is no answer of Tryton is trouble in words', async () => {
  const cases: [Answer, string, boolean][] = [
    [{ body: '<html>Sign in</html>' }, 'notJson', true],
    [{ body: '{"id":1,"result":[{"number"' }, 'notJson', true],
    [{ body: '7' }, 'notTryton', false],
    [result('text'), 'notTryton', false],
    [{ status: 403, body: '' }, 'notOffered', false],
    [{ status: 404, body: '' }, 'notFound', false],
    [{ status: 413, body: '' }, 'requestTooLarge', false],
    [{ status: 429, body: '' }, 'tooManyCalls', true],
    [{ status: 500, body: '<html>' }, 'serverError', true],
    ['reset', 'connectionLost', true],
  ];
  for (const [given, code, temporary] of cases) {
    answer = ({ method }) => (method.includes('sale.sale') ? given : null);
    await expect(search(), code).rejects.toMatchObject({ code, temporary });
  }
  answer = ({ method }) => (method === 'common.db.login' ? result(null) : null);
  await expect(search()).rejects.toMatchObject({ code: 'notTryton' });
});
