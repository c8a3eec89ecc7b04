/** What a spreadsheet or text file holds in one cell: text as written, or a number as the workbook stores it. */
export type Cell = string | number;

/** Consecutive rows of one table, with the row number that the user sees in the file for each. */
export interface RowBatch {
  readonly cells: Cell[][];
  readonly rowNumbers: number[];
}

/** How a table was read; the mapping keeps what cannot be seen again. */
export interface TableFormat {
  readonly format: 'csv' | 'xlsx';
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheet?: string;
  /** 1-based row of the headers; 0 when the file has none. */
  readonly headerRow: number;
}

export interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** Is told the share of the file that has been read, 0 to 1. */
  progress?: ((share: number) => void) | undefined;
}

/** One table of one file, ready to be read as often as needed. */
export interface TableSource {
  readonly path: string;
  /** The file's name without its folders; with the sheet's name when the workbook has several. */
  readonly file: string;
  readonly format: TableFormat;
  readonly columns: string[];
  /** Codes of what was noticed while reading: mixedEncoding, brokenQuotes. */
  readonly notes: Set<string>;
  /** Data rows in file order, blank ones left out. */
  batches(options?: ReadOptions): AsyncGenerator<RowBatch>;
}

export class UnreadableFileError extends Error {
  readonly code: string;
  readonly file: string;
  constructor(code: string, file: string, message: string) {
    super(message);
    this.name = 'UnreadableFileError';
    this.code = code;
    this.file = file;
  }
}

export const BATCH_ROWS = 2000;

export function isBlank(cells: readonly Cell[]): boolean {
  for (const cell of cells) if (typeof cell === 'number' || cell.trim() !== '') return false;
  return true;
}
