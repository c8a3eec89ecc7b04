import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { detectEncoding } from '../../../../features/import/index.ts';

const HEAD_BYTES = 64 * 1024;

/** What a file is by its first bytes, whatever its name says. */
export type Detected =
  | { type: 'workbook' | 'table' | 'x12' | 'edifact' | 'json'; encoding: string }
  | { type: 'unknown'; code: string; reason: string };

const SIGNATURES: readonly [bytes: string, what: string][] = [
  ['%PDF', 'a PDF document'],
  ['\u0089PNG', 'a picture'],
  ['\u00ff\u00d8\u00ff', 'a picture'],
  ['GIF8', 'a picture'],
  ['\u007fELF', 'a program'],
  ['MZ', 'a program'],
  ['7z\u00bc\u00af', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['BZh', 'a bzip2 archive'],
  ['SQLite format 3', 'a database'],
];

/** Finds out what a file is from its beginning. */
export async function detectFormat(path: string): Promise<Detected> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return judge(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function judge(head: Buffer): Detected {
  if (head.length === 0) return unknown('emptyFile', 'The file is empty.');
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03)
    return { type: 'workbook', encoding: 'utf-8' };
  if (head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11)
    return { type: 'workbook', encoding: 'utf-8' };
  const start = head.subarray(0, 16).toString('latin1');
  const known = SIGNATURES.find(([bytes]) => start.startsWith(bytes));
  if (known && !isText(head)) {
    return unknown(
      'unsupportedFormat',
      `The file is ${known[1]}. CSV, XLSX, JSON, X12 and EDIFACT are read.`,
    );
  }
  const encoding = detectEncoding(head);
  const text = iconv.decode(head, encoding).replace(/^[\uFEFF\s\0]+/, '');
  if (text === '') return unknown('emptyFile', 'The file holds nothing but blanks.');
  if (/^(?:ISA|GS|ST)[^A-Za-z0-9\s]/.test(text)) return { type: 'x12', encoding };
  if (/^(?:UNA.{6}|UNB[^A-Za-z0-9\s]|UNG[^A-Za-z0-9\s]|UNH[^A-Za-z0-9\s])/s.test(text))
    return { type: 'edifact', encoding };
  const inside = /(?:^|\n)(?:(ISA)[^A-Za-z0-9\s]|UNA[^A-Za-z0-9]{6}\s*UNB|UNB[^A-Za-z0-9\s]UNO)/.exec(text);
  if (inside) return { type: inside[1] ? 'x12' : 'edifact', encoding };
  if (/^[[{]/.test(text)) return { type: 'json', encoding };
  if (/^<(?:\?xml|!DOCTYPE|[A-Za-z])/i.test(text)) {
    return unknown(
      'unsupportedFormat',
      'The file is XML or a web page. CSV, XLSX, JSON, X12 and EDIFACT are read.',
    );
  }
  if (!isText(head) && !encoding.startsWith('utf-16')) {
    return unknown('unsupportedFormat', 'The file is no text. CSV, XLSX, JSON, X12 and EDIFACT are read.');
  }
  return { type: 'table', encoding };
}

function unknown(code: string, reason: string): Detected {
  return { type: 'unknown', code, reason };
}

/** Text has few control characters, and hardly a zero byte outside UTF-16. */
function isText(head: Buffer): boolean {
  let odd = 0;
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) odd++;
  return odd <= head.length * 0.1 || /^utf-16/.test(detectEncoding(head));
}
