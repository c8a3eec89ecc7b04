import { readFile, stat } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { z } from 'zod';
import type { RecordProblem } from '../../../../contract/feed-records.ts';
import { type ImportMapping, importMapping } from '../../../../contract/import.ts';
import { mappingProblems } from '../../../../features/import/index.ts';
import type { RawItem } from '../../../connector.ts';
import type { ParsedItem } from '../../../record.ts';
import type { ReadingOptions } from '../options.ts';
import {
  type FileToRead,
  fileError,
  fileWarning,
  LONGEST_BODY,
  PIECE_ITEMS,
  type ReaderPiece,
} from './file-reading.ts';
import { asTable, type FlatObject, flatten, withDottedNames } from './json-rows.ts';
import { type JsonPiece, recordsOfJson } from './json-text.ts';
import { type ChosenMapping, chooseMapping, givenMapping } from './mappings.ts';
import { parseBody, type RowBody, readingOf } from './row-items.ts';
import { parseTracking, trackingsIn } from './tracking-objects.ts';

const LARGEST_JSON_BYTES = 128 * 1024 * 1024;
const SAMPLE = 2000;

/** A JSON object as the inbox keeps it, with the mapping when the feed's options have none for it. */
const jsonBody = z.object({
  object: z.unknown(),
  mapping: importMapping.optional(),
  broken: z.string().optional(),
});

/** Items of a JSON file: an object each. */
export async function* readJson(
  file: FileToRead,
  path: string,
  encoding: string,
  onFormat: (format: 'json' | 'ndjson') => void,
): AsyncGenerator<ReaderPiece> {
  const { size } = await stat(path);
  if (size > LARGEST_JSON_BYTES) {
    yield {
      type: 'problem',
      problem: fileError('fileTooLarge', 'The JSON is larger than 128 MB: send it in parts.'),
    };
    return;
  }
  const bytes = await readFile(path);
  const text = iconv
    .decode(bytes, encoding)
    .replace(/^\uFEFF/, '')
    .replace(/\0+\s*$/, '');
  if (encoding === 'utf-8' && text.includes('\ufffd')) {
    yield {
      type: 'problem',
      problem: fileWarning(
        'mixedEncoding',
        'Some characters are not UTF-8 and were replaced. Have the file written in UTF-8.',
      ),
    };
  }
  const { pieces, format } = recordsOfJson(text);
  onFormat(format);
  const sample: JsonPiece[] = [];
  for (const piece of pieces) {
    sample.push(piece);
    if (sample.length >= SAMPLE) break;
  }
  if (sample.length === 0) {
    yield { type: 'problem', problem: fileWarning('noRows', 'The list is empty.') };
    return;
  }
  const chosen = await chooseForObjects(file, sample);
  if ('problems' in chosen) {
    yield* refuse(sample, chosen.problems);
    return;
  }
  if (chosen.chosen) yield { type: 'kind', kind: chosen.chosen.mapping.kinds[0] ?? 'json' };
  const again = recordsOfJson(text).pieces;
  let items: RawItem[] = [];
  let entries = 0;
  for (const piece of again) {
    entries++;
    items.push(...itemsOf(file, piece, chosen.chosen));
    if (items.length < PIECE_ITEMS) continue;
    yield { type: 'items', items, entries };
    items = [];
    entries = 0;
  }
  yield { type: 'items', items, entries };
}

async function* refuse(
  sample: readonly JsonPiece[],
  problems: readonly { code: string; message: string }[],
): AsyncGenerator<ReaderPiece> {
  yield { type: 'items', items: [], entries: sample.length };
  for (const piece of sample) {
    if (!piece.ok) yield { type: 'problem', problem: fileError(piece.code, piece.reason, piece.place) };
  }
  for (const { code, message } of problems) {
    yield {
      type: 'problem',
      problem: fileError(code, `${message} Give the feed a mapping for these objects.`),
    };
  }
}

async function chooseForObjects(
  file: FileToRead,
  sample: readonly JsonPiece[],
): Promise<{ chosen: ChosenMapping | null } | { problems: { code: string; message: string }[] }> {
  const values = sample.filter((piece) => piece.ok).map((piece) => piece.value);
  const plain = values.filter((value) => trackingsIn(value) === null);
  const flat = plain.map(flatten).filter((object): object is FlatObject => object !== null);
  if (flat.length === 0) return { chosen: null };
  const { source, columns } = asTable(file.name, flat);
  const given = givenMapping(columns, file.options);
  if (given) return { chosen: { mapping: given, carried: null } };
  const choice = await chooseMapping(source, file.options);
  if ('problems' in choice) return plain.length < values.length ? { chosen: null } : choice;
  const { mapping, carried } = choice.chosen;
  const dotted = (one: ImportMapping) => withDottedNames(one, source.columns, columns);
  return { chosen: { mapping: dotted(mapping), carried: dotted(carried ?? mapping) } };
}

function itemsOf(file: FileToRead, piece: JsonPiece, chosen: ChosenMapping | null): RawItem[] {
  if (!piece.ok) return [brokenItem(file, piece)];
  const trackings = trackingsIn(piece.value);
  if (!trackings) return [jsonItem(file, piece, chosen)];
  return trackings.map(({ kind, number, body }, i) => ({
    kind,
    key: number ?? `${file.hash.slice(0, 20)}/${piece.index}/${i}`,
    version: file.version,
    body,
    parsed: parseTracking(kind, body, file.options),
  }));
}

function jsonItem(
  file: FileToRead,
  piece: Extract<JsonPiece, { ok: true }>,
  chosen: ChosenMapping | null,
): RawItem {
  const mapping = chosen?.carried ? { mapping: chosen.carried } : {};
  const body = JSON.stringify({ object: piece.value, ...mapping });
  if (body.length > LONGEST_BODY) {
    return brokenItem(file, {
      ok: false,
      code: 'recordTooLarge',
      reason: 'The record is longer than 1,000,000 characters.',
      place: `element ${piece.index + 1}`,
      excerpt: body.slice(0, 80),
    });
  }
  const parsed = parseJson(body, file.version, file.options);
  const [only] = parsed.records;
  const named = only && parsed.problems.length === 0;
  const key = named ? `${only.kind}|${only.key}` : `${file.hash.slice(0, 20)}/${piece.index}`;
  return { kind: 'json', key, version: file.version, body, parsed };
}

function brokenItem(file: FileToRead, piece: Extract<JsonPiece, { ok: false }>): RawItem {
  const { code, reason, place, excerpt } = piece;
  const body = JSON.stringify({ object: null, broken: JSON.stringify({ code, reason, place, excerpt }) });
  const key = `${file.hash.slice(0, 20)}/${place}`;
  return {
    kind: 'json',
    key,
    version: file.version,
    body,
    parsed: parseJson(body, file.version, file.options),
  };
}

/** What a JSON object in the inbox says. */
export function parseJson(text: string, version: number | null, options: ReadingOptions): ParsedItem {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return failed(fileError('notJson', `It is no valid JSON: ${(error as Error).message}`));
  }
  const body = jsonBody.safeParse(document);
  if (!body.success)
    return failed(fileError('notARecord', body.error.issues[0]?.message ?? 'It is no record.'));
  if (body.data.broken !== undefined) return failed(brokenProblem(body.data.broken));
  const flat = flatten(body.data.object);
  if (!flat) return failed(fileError('notARecord', 'A record is an object with named fields.'));
  const mapping = givenMapping(flat.columns, options) ?? body.data.mapping;
  if (!mapping)
    return failed(fileError('noMapping', 'No mapping explains this object: add one to the feed.'));
  return parseFlat(flat, mapping, version);
}

function parseFlat(flat: FlatObject, mapping: ImportMapping, version: number | null): ParsedItem {
  const missing = mappingProblems(mapping, flat.columns).find(({ code }) => code === 'missingField');
  if (missing) return failed(fileError(missing.code, missing.message));
  const reading = readingOf(mapping, flat.columns);
  const { columns, rows } = flat;
  if (mapping.kinds[0] === 'orderLines') return parseBody({ columns, rows }, reading, version);
  const parsed: ParsedItem = { records: [], problems: [] };
  const several = rows.length > 1;
  rows.forEach((cells, i) => {
    const body: RowBody = { columns, cells, ...(several ? { row: i + 1 } : {}) };
    const one = parseBody(body, reading, version);
    parsed.records.push(...one.records);
    parsed.problems.push(...one.problems);
  });
  return parsed;
}

function brokenProblem(told: string): RecordProblem {
  try {
    const { code, reason, place, excerpt } = JSON.parse(told) as Record<string, string>;
    return {
      severity: 'error',
      code: code ?? 'notJson',
      reason: reason ?? '',
      place: place ?? null,
      value: excerpt ?? null,
    };
  } catch {
    return fileError('notJson', 'It is no valid JSON.');
  }
}

function failed(problem: RecordProblem): ParsedItem {
  return { records: [], problems: [problem] };
}
