import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type HttpServer, startHttpServer } from '../../../core/host/http-server.ts';
import type { Runtime } from '../../../core/host/runtime.ts';
import { sqliteDatabases } from '../../helpers/databases.ts';
import { testCores } from '../../helpers/runtime.ts';
import { signIn } from '../../helpers/transports.ts';

describe('loopback server', () => {
  const cores = testCores(sqliteDatabases());
  let runtime: Runtime;
  let server: HttpServer;
  let cookie: string;
  let port: number;

  beforeAll(async () => {
    const page = mkdtempSync(join(tmpdir(), 'vigie-page-'));
    writeFileSync(join(page, 'index.html'), '<!doctype html><title>Vigie</title>');
    mkdirSync(join(page, 'assets'));
    writeFileSync(join(page, '..', 'outside.txt'), 'secret');
    runtime = await cores.start();
    server = await startHttpServer(runtime.ctx, { port: 0, page });
    port = Number(new URL(server.origin).port);
    cookie = await signIn(server.signInUrl());
  });
  afterAll(() => server.close());

  const get = (path: string, headers: Record<string, string> = { cookie }) =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, path, headers }, (response) => {
        let body = '';
        response.on('data', (chunk) => (body += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      call.on('error', reject);
      call.end();
    });
  const upgrade = (headers: Record<string, string>) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers });
      socket.on('open', () => {
        socket.terminate();
        resolve('open');
      });
      socket.on('error', (error) => resolve(error.message));
    });

  test('the page needs the one-time link; the link works once', async () => {
    expect((await get('/', {})).status).toBe(401);
    const url = new URL(server.signInUrl());
    const first = await get(`/${url.search}`, {});
    expect(first.status).toBe(303);
    expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await get(`/${url.search}`, {})).status).toBe(401);
    expect((await get('/')).body).toContain('<title>Vigie</title>');
  });

  test('a wrong cookie or token is refused', async () => {
    expect((await get('/', { cookie: `vigie-${port}=guess` })).status).toBe(401);
    expect((await get('/?token=guess', {})).status).toBe(401);
  });

  test('another host name is refused, so a rebound name reaches nothing', async () => {
    expect((await get('/', { cookie, host: `evil.example:${port}` })).status).toBe(421);
  });

  test('the socket needs cookie and our own origin', async () => {
    expect(await upgrade({ cookie, origin: server.origin })).toBe('open');
    expect(await upgrade({ cookie, origin: 'http://evil.example' })).toContain('403');
    expect(await upgrade({ cookie })).toContain('403');
    expect(await upgrade({ origin: server.origin })).toContain('403');
  });

  test('nothing outside the page is served', async () => {
    for (const path of [
      '/../outside.txt',
      '/%2e%2e/outside.txt',
      '/..%2foutside.txt',
      '/assets',
      '/files/../../outside.txt',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
  });

  test('answers carry a strict policy', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('an upload needs our own origin and lands in the scratch folder whatever its name', async () => {
    const post = (headers: Record<string, string>) =>
      fetch(`${server.origin}/upload?name=${encodeURIComponent('../../../etc/cron.d/x.csv')}`, {
        method: 'POST',
        body: 'a;b\n1;2\n',
        headers: { cookie, ...headers },
      });
    expect((await post({ origin: 'http://evil.example' })).status).toBe(403);
    const { path } = (await (await post({ origin: server.origin })).json()) as { path: string };
    expect(path.startsWith(runtime.ctx.scratch)).toBe(true);
    expect(path.endsWith('x.csv')).toBe(true);
  });

  test('a taken port says what to do', async () => {
    await expect(startHttpServer(runtime.ctx, { port, page: '/' })).rejects.toThrow(`Port ${port} is in use`);
  });
});
