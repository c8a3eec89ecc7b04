import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { RawItem } from '../../../connector.ts';
import {
  acknowledgeEdifact,
  acknowledgeX12,
  type EdiInterchange,
  type EdiMessage,
  type EdiReading,
  parseEdiMessage,
  readEdi,
} from '../../../edi/index.ts';
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
  if (reading.messages.length === 0 && !reading.problems.some(({ severity }) => severity === 'error')) {
    const reason = 'The envelope holds no message: it was cut off, or the partner sent nothing.';
    yield { type: 'problem', problem: fileError('noMessage', reason) };
  }
  for (const kind of new Set(reading.messages.map((message) => message.kind))) yield { type: 'kind', kind };
  if (file.acknowledge) yield* acknowledgements(file, reading);
  for (let from = 0; from < reading.messages.length; from += PIECE_ITEMS) {
    const items = reading.messages.slice(from, from + PIECE_ITEMS).map((message) => itemOf(file, message));
    yield { type: 'items', items, entries: items.length, progress: from / reading.messages.length };
  }
}

/** The answers that the senders are due. Numbers and names follow from what was sent, so that the same gets the same answer. */
function* acknowledgements(file: FileToRead, reading: EdiReading): Generator<ReaderPiece> {
  for (const interchange of reading.interchanges) {
    const messages = interchange.groups.flatMap((group) => group.messages);
    const mark = markOf(interchange, messages);
    const options = {
      ...ediOptions(file.options),
      controlNumber: (Number.parseInt(mark.slice(0, 7), 16) % 899_999_999) + 1,
      at: file.version ?? 0,
    };
    const only = { ...reading, interchanges: [interchange], messages };
    const [answer] =
      interchange.standard === 'x12' ? acknowledgeX12(only, options) : acknowledgeEdifact(only, options);
    if (!answer) continue;
    const type = interchange.standard === 'x12' ? '997' : 'CONTRL';
    const about = `${answer.receiver}-${answer.interchangeControlNumber}`
      .replace(/[^\w.-]+/g, '_')
      .slice(0, 80);
    const acknowledgement = { name: `${type}-${about}-${mark.slice(0, 12)}`, content: answer.text };
    yield { type: 'acknowledgement', acknowledgement };
  }
}

function markOf(interchange: EdiInterchange, messages: readonly EdiMessage[]): string {
  const hash = createHash('sha256').update(`${interchange.sender.id}|${interchange.controlNumber}`);
  for (const { text } of messages) hash.update(text);
  return hash.digest('hex');
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
