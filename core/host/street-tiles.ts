import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PAGE_HEADERS } from '../contract/page-policy.ts';
import { parseByteRange } from '../kernel/byte-range.ts';

const MAGIC = 'PMTiles';

/** Size of a PMTiles archive; null for any other file, so that this address opens nothing else. */
async function archiveSize(path: string): Promise<number | null> {
  if (extname(path) !== '.pmtiles') return null;
  const file = await open(path).catch(() => null);
  if (!file) return null;
  try {
    const { buffer } = await file.read({ buffer: Buffer.alloc(MAGIC.length), position: 0 });
    return buffer.toString('latin1') === MAGIC ? (await file.stat()).size : null;
  } finally {
    await file.close();
  }
}

/** The part of the user's street map that the map asks for. */
export async function serveStreetTiles(
  path: string,
  range: string | undefined,
  response: ServerResponse,
): Promise<void> {
  const size = await archiveSize(path);
  if (size === null) {
    response.writeHead(404, PAGE_HEADERS).end();
    return;
  }
  let part: { start: number; end: number } | null;
  try {
    part = parseByteRange(range, size);
  } catch {
    response.writeHead(416, { ...PAGE_HEADERS, 'content-range': `bytes */${size}` }).end();
    return;
  }
  const { start, end } = part ?? { start: 0, end: size - 1 };
  response.writeHead(part ? 206 : 200, {
    ...PAGE_HEADERS,
    'content-type': 'application/octet-stream',
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    ...(part ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
  });
  await pipeline(createReadStream(path, { start, end }), response);
}
