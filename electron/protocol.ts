import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Session } from 'electron';
import { PAGE_HEADERS } from '../core/contract/page-policy.ts';
import { isOwnPage } from './origin.ts';
import { serveStreetTiles } from './street-tiles.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.geojson': 'application/json; charset=utf-8',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pbf': 'application/x-protobuf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** A file that the core made for the user: where it is and how it should be called. */
export interface MadeFile {
  path: string;
  fileName: string;
}
export type FindMadeFile = (fileId: string) => Promise<MadeFile | null>;

const refused = (status: number): Response => new Response(null, { status, headers: PAGE_HEADERS });

/** The file inside `folder` that a page address means; screens' addresses mean the page itself. */
export function fileFor(folder: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const file = normalize(join(folder, extname(decoded) in MEDIA_TYPES ? decoded : 'index.html'));
  return file.startsWith(folder + sep) ? file : null;
}

async function servePage(folder: string, pathname: string): Promise<Response> {
  const file = fileFor(folder, pathname);
  if (!file) return refused(400);
  try {
    const headers = {
      ...PAGE_HEADERS,
      'content-type': MEDIA_TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
    };
    return new Response(new Uint8Array(await readFile(file)), { headers });
  } catch {
    return refused(404);
  }
}

async function serveMadeFile(find: FindMadeFile, fileId: string): Promise<Response> {
  const made = /^[\w-]+$/.test(fileId) ? await find(fileId) : null;
  if (!made) return refused(404);
  try {
    const { size } = await stat(made.path);
    const headers = {
      ...PAGE_HEADERS,
      'content-type': 'application/octet-stream',
      'content-length': String(size),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(made.fileName)}`,
    };
    return new Response(Readable.toWeb(createReadStream(made.path)) as ReadableStream, { headers });
  } catch {
    return refused(404);
  }
}

/**
 * Answers every https request of the session: Vigie's own address from the built renderer, its `/files/ID` from what the
 * core made, its `/basemap` from the user's street map, and everything else with a refusal, so that the page reaches no network.
 */
export function servePages(session: Session, folder: string, find: FindMadeFile): void {
  session.protocol.handle('https', (request) => {
    if (!isOwnPage(request.url)) return refused(403);
    if (request.method !== 'GET') return refused(405);
    const { pathname, searchParams } = new URL(request.url);
    if (pathname.startsWith('/files/')) return serveMadeFile(find, pathname.slice('/files/'.length));
    if (pathname === '/basemap') {
      return serveStreetTiles(searchParams.get('path') ?? '', request.headers.get('range'));
    }
    return servePage(folder, pathname);
  });
  session.protocol.handle('http', () => refused(403));
}
