import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createFeedHttp } from '../../../core/feeds/engine/feed-http.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`;
}

const http = (signal = new AbortController().signal, calls: number[] = []) =>
  createFeedHttp({
    signal,
    beforeCall: async () => void calls.push(1),
    redact: (text) => text.replaceAll('s3cret', '•••'),
  });

test('a JSON answer is read, and the call is counted', async () => {
  const url = await serve((_request, response) => response.end('{"ok":true}'));
  const calls: number[] = [];
  expect(await http(undefined, calls).json({ url })).toEqual({ ok: true });
  expect(calls).toHaveLength(1);
});

test.each([
  [401, 'signInRefused', false],
  [403, 'signInRefused', false],
  [429, 'tooManyCalls', true],
  [302, 'moved', false],
  [404, 'requestRefused', false],
  [500, 'serverError', true],
  [503, 'serverError', true],
])('an answer of %i is %s', async (status, code, temporary) => {
  const url = await serve((_request, response) => {
    response.writeHead(status, { location: 'http://elsewhere.test/' }).end('no, s3cret');
  });
  const fault = await http()
    .json({ url })
    .catch((error: unknown) => error);
  expect(fault).toMatchObject({ code, temporary });
  expect(String(fault)).not.toContain('s3cret');
});

test('half an answer is no answer', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"half":');
    setTimeout(() => response.destroy(), 20);
  });
  await expect(http().json({ url })).rejects.toMatchObject({ code: 'connectionLost', temporary: true });
});

test('what is no JSON is said to be none', async () => {
  const url = await serve((_request, response) => response.end('<html>Sign in</html>'));
  await expect(http().json({ url })).rejects.toMatchObject({ code: 'notJson' });
});

test('an answer without an end is cut off', async () => {
  const url = await serve((_request, response) => {
    const timer = setInterval(() => response.write('x'.repeat(65_536)), 1);
    response.on('close', () => clearInterval(timer));
  });
  await expect(http().request({ url, maxBytes: 1_000_000 })).rejects.toMatchObject({
    code: 'answerTooLarge',
  });
});

test('silence is a time-out', async () => {
  const url = await serve(() => {});
  await expect(http().request({ url, timeoutMs: 60 })).rejects.toMatchObject({ code: 'timeOut' });
});

test('nobody there is said in words', async () => {
  const url = await serve(() => {});
  await new Promise((resolve) => server?.close(resolve));
  const fault = await http()
    .request({ url })
    .catch((error: unknown) => error);
  expect(fault).toMatchObject({ code: 'unreachable' });
  expect(String((fault as Error).message)).toContain(new URL(url).host);
});

test('a cancelled run ends the call at once', async () => {
  const url = await serve(() => {});
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 30);
  await expect(http(abort.signal).request({ url })).rejects.toMatchObject({ name: 'AbortError' });
});
