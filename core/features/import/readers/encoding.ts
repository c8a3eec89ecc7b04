import { isAscii, isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import iconv from 'iconv-lite';

const NEWLINE = 0x0a;

/**
 * The encoding of a text file from its first bytes: a byte order mark, the zero bytes of UTF-16, valid UTF-8, else the
 * best guess of a single-byte encoding, Windows-1252 (a superset of Latin-1) when in doubt. Returned as an iconv name.
 */
export function detectEncoding(head: Uint8Array): string {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const utf16 = utf16ByZeros(head);
  if (utf16) return utf16;
  if (isUtf8(wholeCharacters(head)) || isMostlyUtf8(head)) return 'utf-8';
  return singleByteGuess(head);
}

function utf16ByZeros(head: Uint8Array): string | null {
  const length = Math.min(head.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (pairs > 0 && odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  if (pairs > 0 && even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}

/** Drops an unfinished UTF-8 sequence at the end, cut by the sample's size. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}

/** As many lines with accents are valid UTF-8 as are not: the others were pasted in, and are read line by line. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let valid = 0;
  let broken = 0;
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const line = bytes.subarray(start, newline < 0 ? bytes.length : newline);
    start += line.length + 1;
    if (isAscii(line)) continue;
    if (isUtf8(line)) valid++;
    else broken++;
  }
  return valid > 0 && valid >= broken;
}

const LATIN = new Set(['iso-8859-1', 'windows-1252', 'iso-8859-9', 'windows-1254', 'ascii', 'utf-8']);

function singleByteGuess(head: Uint8Array): string {
  const best = analyse(head)[0];
  const name = best?.name.toLowerCase() ?? '';
  if (!best || best.confidence < 60 || LATIN.has(name) || !iconv.encodingExists(name)) return 'windows-1252';
  return name;
}

/**
 * The text of a file, chunk by chunk. In a file taken for UTF-8, a line that is not valid UTF-8 is read as Windows-1252
 * instead of being damaged; `onFallback` hears of it.
 */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  encoding: string,
  onFallback: () => void,
): AsyncGenerator<string> {
  if (encoding === 'utf-8') {
    yield* decodeUtf8(chunks, onFallback);
    return;
  }
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of chunks) yield decoder.write(chunk);
  const rest = decoder.end();
  if (rest) yield rest;
}

const LONGEST_CARRY = 8 * 1024 * 1024;

async function* decodeUtf8(chunks: AsyncIterable<Buffer>, onFallback: () => void): AsyncGenerator<string> {
  let carry: Buffer[] = [];
  let carried = 0;
  for await (const chunk of chunks) {
    const cut = chunk.lastIndexOf(NEWLINE) + 1;
    carried += chunk.length;
    if (cut === 0 && carried < LONGEST_CARRY) {
      carry.push(chunk);
      continue;
    }
    const end = cut === 0 ? chunk.length : cut;
    yield decodeLines(Buffer.concat([...carry, chunk.subarray(0, end)]), onFallback);
    carry = end < chunk.length ? [chunk.subarray(end)] : [];
    carried = chunk.length - end;
  }
  if (carry.length > 0) yield decodeLines(Buffer.concat(carry), onFallback);
}

function decodeLines(bytes: Buffer, onFallback: () => void): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    const line = bytes.subarray(start, end);
    parts.push(isUtf8(line) ? line.toString('utf8') : iconv.decode(line, 'windows-1252'));
    start = end;
  }
  onFallback();
  return parts.join('');
}
