import { readFile, stat } from 'node:fs/promises';
import type { RawItem } from '../../../connector.ts';
import { type EdiMessage, parseEdiMessage, readEdi } from '../../../edi/index.ts';
import type { ParsedItem } from '../../../record.ts';
import type { ReadingOptions } from '../options.ts';
import { type FileToRead, fileError, PIECE_ITEMS, type ReaderPiece } from './file-reading.ts';

const LARGEST_EDI_BYTES = 64 * 1024 * 1024;

/** Items of a file of EDI interchanges: a message each. */
export async function* readEdiFile(
  file: FileToRead,
  path: string,
  onFormat: (format: 'x12' | 'edifact') => void,
): AsyncGenerator<ReaderPiece> {
  const { size } = await stat(path);
  if (size > LARGEST_EDI_BYTES) {
    yield {
      type: 'problem',
      problem: fileError('fileTooLarge', 'The EDI file is larger than 64 MB: send it in parts.'),
    };
    return;
  }
  const reading = readEdi(await readFile(path), ediOptions(file.options));
  if (reading.standard) onFormat(reading.standard);
  for (const problem of reading.problems) yield { type: 'problem', problem };
  for (const kind of new Set(reading.messages.map((message) => message.kind))) yield { type: 'kind', kind };
  for (let from = 0; from < reading.messages.length; from += PIECE_ITEMS) {
    const items = reading.messages.slice(from, from + PIECE_ITEMS).map((message) => itemOf(file, message));
    yield { type: 'items', items, entries: items.length, progress: from / reading.messages.length };
  }
}

function itemOf(file: FileToRead, { kind, key, text, sentAt }: EdiMessage): RawItem {
  return { kind, key, version: sentAt, body: text, parsed: parseEdiItem(kind, text, file.options) };
}

function ediOptions({ timeZone, shipNotices }: ReadingOptions) {
  return { timeZone, shipNotices };
}

/** What an EDI message in the inbox says. */
export function parseEdiItem(kind: string, body: string, options: ReadingOptions): ParsedItem {
  if (/^(?:x12|edifact)\./.test(kind)) return parseEdiMessage(body, ediOptions(options));
  return { records: [], problems: [fileError('unknownKind', `Nothing here reads ${kind}.`)] };
}
