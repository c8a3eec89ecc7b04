import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { PAGE_HEADERS } from '../core/contract/page-policy.ts';
import { parseByteRange } from '../core/kernel/byte-range.ts';

const MAGIC = 'PMTiles';
const refused = (status: number): Response => new Response(null, { status, headers: PAGE_HEADERS });

/** The part of the user's street map that the map asks for; refuses every file that is no PMTiles archive. */
export async function serveStreetTiles(path: string, range: string | null): Promise<Response> {
  if (extname(path) !== '.pmtiles') return refused(404);
  const file = await open(path).catch(() => null);
  if (!file) return refused(404);
  try {
    const magic = await file.read({ buffer: Buffer.alloc(MAGIC.length), position: 0 });
    if (magic.buffer.toString('latin1') !== MAGIC) return refused(404);
    const { size } = await file.stat();
    const part = parseByteRange(range, size);
    if (!part) return refused(416);
    const length = part.end - part.start + 1;
    const { buffer } = await file.read({ buffer: Buffer.alloc(length), position: part.start });
    const headers = { ...PAGE_HEADERS, 'content-range': `bytes ${part.start}-${part.end}/${size}` };
    return new Response(new Uint8Array(buffer), { status: 206, headers });
  } catch {
    return refused(416);
  } finally {
    await file.close();
  }
}
