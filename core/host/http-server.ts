import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { PAGE_HEADERS } from '../contract/page-policy.ts';
import { customJsonSerializers } from '../contract/wire.ts';
import type { AppContext } from '../features/context.ts';
import { findExportedFile } from '../features/exports/index.ts';
import { IntakeServer } from './intake-server.ts';
import { router } from './router.ts';
import { createSession, type Session } from './session.ts';
import { serveStreetTiles } from './street-tiles.ts';

export interface HttpServerOptions {
  /** 0 picks a free port. */
  port: number;
  /** Folder of the built page. */
  page: string;
  /** Names under which a proxy on this machine passes on the intake API and webhooks, besides our own address. */
  publicHosts?: readonly string[];
}

export interface HttpServer {
  /** With a one-time token; each call makes a fresh one. */
  signInUrl(): string;
  readonly origin: string;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.geojson': 'application/json',
  '.gz': 'application/gzip',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Serves the screens and the RPC on loopback to the one who holds the token. @throws when the port is taken. */
export async function startHttpServer(ctx: AppContext, options: HttpServerOptions): Promise<HttpServer> {
  const session = createSession();
  const intake = new IntakeServer(ctx, options.publicHosts);
  const server = createServer((request, response) => {
    void answer(ctx, { session, intake, page: options.page }, request, response).catch((error: unknown) => {
      if (isGone(error)) return;
      ctx.log(`http ${request.method} ${request.url?.split('?')[0]}: ${String(error)}`);
      if (!response.headersSent) plain(response, 500, 'Something went wrong in Vigie. Try again.');
      else response.destroy();
    });
  });
  const port = await listen(server, options.port);
  session.bind(port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 * 1024 });
  const handler = new RPCHandler<AppContext>(router, { customJsonSerializers });
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/rpc' || !session.admits(request) || !session.sameOrigin(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => void handler.upgrade(client, { context: ctx }));
  });
  return {
    origin: session.origin(),
    signInUrl: () => `${session.origin()}/?token=${session.newToken()}`,
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken ? new Error(`Port ${port} is in use. Choose another with --port, or leave it out.`) : error,
      );
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

interface Desks {
  session: Session;
  intake: IntakeServer;
  page: string;
}

async function answer(
  ctx: AppContext,
  { session, intake, page }: Desks,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (intake.takes(url.pathname)) return intake.answer(request, response, url, session.hostFits(request));
  if (!session.hostFits(request)) return plain(response, 421, 'Vigie answers only on its own address.');
  const token = url.searchParams.get('token');
  if (token !== null && url.pathname === '/') return signIn(session, token, request, response);
  if (!session.admits(request)) {
    return plain(
      response,
      401,
      'This page needs the link that Vigie printed when it started. Each link works once.',
    );
  }
  if (url.pathname === '/upload') return upload(ctx, session, url, request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(response, 405, 'Not allowed.');
  if (url.pathname.startsWith('/files/'))
    return download(ctx, url.pathname.slice('/files/'.length), response);
  if (url.pathname === '/basemap') {
    return serveStreetTiles(url.searchParams.get('path') ?? '', request.headers.range, response);
  }
  return serveFile(join(page, safePath(url.pathname)), response);
}

function signIn(session: Session, token: string, request: IncomingMessage, response: ServerResponse): void {
  const cookie = session.exchange(token);
  if (cookie) {
    response.writeHead(303, { location: '/', 'set-cookie': cookie, ...PAGE_HEADERS }).end();
  } else if (session.admits(request)) {
    response.writeHead(303, { location: '/', ...PAGE_HEADERS }).end();
  } else {
    plain(
      response,
      401,
      'This link has been used or is not from this start. Start Vigie again for a new one.',
    );
  }
}

/** Takes a file chosen in a browser into the scratch folder; answers its path for the import. */
async function upload(
  ctx: AppContext,
  session: Session,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST' || !session.sameOrigin(request)) return plain(response, 403, 'Not allowed.');
  const name = basename(normalize(url.searchParams.get('name') ?? 'file')).replace(
    /[^\p{L}\p{N}._ -]/gu,
    '_',
  );
  const folder = join(ctx.scratch, 'uploads', crypto.randomUUID());
  await mkdir(folder, { recursive: true });
  const path = join(folder, name.replace(/^\.+/, '_') || 'file');
  await pipeline(request, createWriteStream(path));
  response
    .writeHead(200, { 'content-type': 'application/json', ...PAGE_HEADERS })
    .end(JSON.stringify({ path }));
}

async function download(ctx: AppContext, fileId: string, response: ServerResponse): Promise<void> {
  const file = await findExportedFile(ctx, fileId);
  if (!file) return plain(response, 404, 'This file is no longer there. Export it again.');
  const { size } = await stat(file.path);
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': size,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    ...PAGE_HEADERS,
  });
  await pipeline(createReadStream(file.path), response);
}

function safePath(pathname: string): string {
  const path = normalize(decodeURIComponent(pathname)).replace(/^(\.\.[/\\])+/, '');
  return path === '/' || path === '\\' ? 'index.html' : path;
}

/** The other side went away before it had everything: a page that was left, say. */
function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ERR_STREAM_UNABLE_TO_PIPE';
}

async function serveFile(path: string, response: ServerResponse): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return plain(response, 404, 'Not found.');
  const hashed = /-[\w-]{8}\.\w+$/.test(path);
  response.writeHead(200, {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'content-length': found.size,
    'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...PAGE_HEADERS,
  });
  await pipeline(createReadStream(path), response);
}

function plain(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...PAGE_HEADERS })
    .end(`${text}\n`);
}
