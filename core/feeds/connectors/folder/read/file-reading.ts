import type { RecordProblem } from '../../../../contract/feed-records.ts';
import type { RawItem } from '../../../connector.ts';
import type { ReadingOptions } from '../options.ts';

/** A local file to be read, under the name that it has where it came from. */
export interface FileToRead {
  path: string;
  name: string;
  /** SHA-256 of its bytes, in hex: what tells this content from any other. */
  hash: string;
  /** When it was last changed, UTC ms; null when that says nothing. */
  version: number | null;
  options: ReadingOptions;
  /** Folder for what is unpacked. */
  scratch: string;
  /** Items that were dealt with before: read, not handed on again. */
  skip?: number;
  /** Senders of EDI are to be answered. */
  acknowledge?: boolean;
}

export const FILE_FORMATS = ['xlsx', 'csv', 'json', 'ndjson', 'x12', 'edifact', 'unknown'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** Something wrong in a file, with the item that it stands in; `key` null: in the file as a whole. */
export interface FileProblem extends RecordProblem {
  kind: string | null;
  key: string | null;
}

/** An EDI acknowledgement that the sender of an interchange is due. */
export interface DueAcknowledgement {
  /** File name without extension that is the same whenever this interchange is read again. */
  name: string;
  content: string;
}

/** What became of a file's content. */
export interface FileOutcome {
  format: FileFormat;
  /** What the messages or rows are: `stock`, `x12.850`. */
  kinds: string[];
  /** Messages, objects or rows in the file, good or bad. */
  entries: number;
  items: number;
  /** Items that brought at least one record. */
  usable: number;
  records: number;
  errors: number;
  warnings: number;
  /** The first ones. */
  problems: FileProblem[];
  acknowledgements: DueAcknowledgement[];
}

/** Pieces of a file as it is read: items, in the end what became of it all. */
export type FilePiece =
  | { type: 'items'; items: RawItem[]; progress: number | null }
  | { type: 'outcome'; outcome: FileOutcome };

/** What a reader of one format yields. A problem belongs to the file, not to an item, when it comes alone. */
export type ReaderPiece =
  | { type: 'items'; items: RawItem[]; entries: number; progress?: number | null }
  | { type: 'problem'; problem: RecordProblem }
  | { type: 'kind'; kind: string }
  | { type: 'acknowledgement'; acknowledgement: DueAcknowledgement };

export const PIECE_ITEMS = 500;
/** Bodies above this size are refused: no row or message is that long. */
export const LONGEST_BODY = 1_000_000;

export function fileError(code: string, reason: string, place: string | null = null): RecordProblem {
  return { severity: 'error', code, reason, place, value: null };
}

export function fileWarning(code: string, reason: string, place: string | null = null): RecordProblem {
  return { severity: 'warning', code, reason, place, value: null };
}
