import iconv from 'iconv-lite';

/** Character sets of EDIFACT's syntax identifiers; 8859-1 is read as its superset windows-1252. */
const SYNTAX_ENCODINGS: Record<string, string> = {
  UNOC: 'windows-1252',
  UNOD: 'iso-8859-2',
  UNOE: 'iso-8859-5',
  UNOF: 'iso-8859-7',
  UNOG: 'iso-8859-3',
  UNOH: 'iso-8859-4',
  UNOI: 'iso-8859-6',
  UNOJ: 'iso-8859-8',
  UNOK: 'iso-8859-9',
  UNOL: 'iso-8859-15',
  UNOW: 'utf-8',
  UNOY: 'utf-8',
};
const HEAD_BYTES = 4096;

export interface DecodedText {
  text: string;
  encoding: string;
  /** It began with a byte order mark, which is taken off. */
  marked: boolean;
}

/** Bytes as text: by byte order mark, by what is valid UTF-8, by the character set that UNB names, else windows-1252. */
export function decodeEdi(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  const text =
    encoding === 'utf-8'
      ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
      : iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding, {
          stripBOM: false,
        });
  return { ...withoutMark(text), encoding };
}

/** A text without the byte order mark before it, also where that was read as windows-1252. */
export function withoutMark(text: string): { text: string; marked: boolean } {
  if (text.startsWith('\ufeff')) return { text: text.slice(1), marked: true };
  if (text.startsWith('\u00ef\u00bb\u00bf')) return { text: text.slice(3), marked: true };
  return { text, marked: false };
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0 && second !== 0) return 'utf-16be';
  if (second === 0 && first !== 0 && first !== undefined) return 'utf-16le';
  if (isUtf8(bytes)) return 'utf-8';
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const syntax = /UNB[^A-Za-z0-9\s](UNO[A-Z])/i.exec(head)?.[1]?.toUpperCase();
  const named = syntax ? SYNTAX_ENCODINGS[syntax] : undefined;
  return named && named !== 'utf-8' ? named : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
