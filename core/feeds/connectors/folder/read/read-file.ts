import { extname } from 'node:path';
import type { RecordProblem } from '../../../../contract/feed-records.ts';
import type { TaskTools } from '../../../../jobs/tasks.ts';
import type { RawItem } from '../../../connector.ts';
import { detectFormat } from './detect.ts';
import { readEdiFile } from './edi-items.ts';
import {
  type FileFormat,
  type FileOutcome,
  type FilePiece,
  type FileToRead,
  fileError,
  type ReaderPiece,
} from './file-reading.ts';
import { readJson } from './json-items.ts';
import { readTables } from './table-items.ts';
import { unpack } from './unpack.ts';

const MOST_PROBLEMS_KEPT = 10_000;
const EDI_NAME = /^\.(?:edi|x12|edifact|ansi|850|856|940|945|204|214|990|997)$/i;

/** In a worker thread: reads a file and hands its items on; returns what became of it. */
export async function readFileTask(file: FileToRead, tools: TaskTools): Promise<FileOutcome> {
  let outcome = emptyOutcome('unknown');
  for await (const piece of readFeedFile(file, tools.signal)) {
    if (piece.type === 'outcome') outcome = piece.outcome;
    else await tools.emit(piece);
  }
  return outcome;
}

/** Reads a file of any format that is known: its items in their order, then what became of it. Never throws for its content. */
export async function* readFeedFile(file: FileToRead, signal: AbortSignal): AsyncGenerator<FilePiece> {
  let outcome = emptyOutcome('unknown');
  let skip = file.skip ?? 0;
  for await (const piece of readPieces(file, (format) => (outcome = { ...outcome, format }))) {
    signal.throwIfAborted();
    if (piece.type === 'kind') outcome.kinds = [...new Set([...outcome.kinds, piece.kind])];
    else if (piece.type === 'acknowledgement') outcome.acknowledgements.push(piece.acknowledgement);
    else if (piece.type === 'problem') keep(outcome, [piece.problem], null);
    else {
      outcome.entries += piece.entries;
      for (const item of piece.items) count(outcome, item);
      const passed = Math.min(skip, piece.items.length);
      skip -= passed;
      if (passed < piece.items.length) {
        yield { type: 'items', items: piece.items.slice(passed), progress: piece.progress ?? null };
      }
    }
  }
  yield { type: 'outcome', outcome };
}

async function* readPieces(
  file: FileToRead,
  onFormat: (format: FileFormat) => void,
): AsyncGenerator<ReaderPiece> {
  try {
    const { path, problem } = await unpack(file.path, file.scratch);
    const found = await detectFormat(path);
    if (problem && (found.type === 'unknown' || problem.code === 'unsafeArchive')) {
      yield { type: 'problem', problem };
      return;
    }
    if (found.type === 'unknown') {
      yield { type: 'problem', problem: fileError(found.code, found.reason) };
      return;
    }
    const namedEdi = found.type === 'table' && EDI_NAME.test(extname(file.name.replace(/\.gz$/i, '')));
    onFormat(namedEdi ? 'unknown' : FORMATS[found.type]);
    if (found.type === 'json') yield* readJson(file, path, found.encoding, onFormat);
    else if (namedEdi || found.type === 'x12' || found.type === 'edifact') {
      yield* readEdiFile(file, path, onFormat);
    } else yield* readTables(file, path);
    if (problem) yield { type: 'problem', problem };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    const detail = error instanceof Error ? error.message : String(error);
    yield { type: 'problem', problem: fileError('unreadableFile', `The file cannot be read: ${detail}`) };
  }
}

const FORMATS = { workbook: 'xlsx', table: 'csv', json: 'json', x12: 'x12', edifact: 'edifact' } as const;

function emptyOutcome(format: FileFormat): FileOutcome {
  return {
    format,
    kinds: [],
    entries: 0,
    items: 0,
    usable: 0,
    records: 0,
    errors: 0,
    warnings: 0,
    problems: [],
    acknowledgements: [],
  };
}

function count(outcome: FileOutcome, item: RawItem): void {
  const { records, problems } = item.parsed ?? { records: [], problems: [] };
  outcome.items++;
  outcome.records += records.length;
  if (records.length > 0) outcome.usable++;
  if (problems.length > 0) keep(outcome, problems, item);
}

function keep(outcome: FileOutcome, problems: readonly RecordProblem[], item: RawItem | null): void {
  for (const problem of problems) {
    if (problem.severity === 'error') outcome.errors++;
    else outcome.warnings++;
    if (outcome.problems.length >= MOST_PROBLEMS_KEPT) continue;
    outcome.problems.push({ ...problem, kind: item?.kind ?? null, key: item?.key ?? null });
  }
}
