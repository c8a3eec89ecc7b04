import type { Cell, TableSource } from '../import/index.ts';
import { type DateEvidence, noEvidence, weighDate } from './date-column.ts';

/** What a column holds. */
export type ColumnKind = 'date' | 'number' | 'category' | 'label' | 'constant';

export interface ColumnSurvey {
  name: string;
  kind: ColumnKind;
  evidence: DateEvidence;
}

const WHOLE_ROWS = 10_000;
const THEN_EVERY = 10;
const MOST_DISTINCT = 5000;
const CLEARLY = 0.6;
/** Names of which hardly one comes twice tell nothing of the next shipment. */
const UNIQUE_SHARE = 0.8;

interface Tally {
  filled: number;
  numbers: number;
  distinct: Set<Cell>;
  repeated: number;
  evidence: DateEvidence;
}

/** Looks through the file once: what does each column hold, and how are its dates written? */
export async function surveyColumns(table: TableSource, signal?: AbortSignal): Promise<ColumnSurvey[]> {
  const tallies = table.columns.map(
    (): Tally => ({ filled: 0, numbers: 0, distinct: new Set(), repeated: 0, evidence: noEvidence() }),
  );
  let row = 0;
  for await (const { cells } of table.batches({ signal })) {
    for (const record of cells) {
      if (row++ < WHOLE_ROWS || row % THEN_EVERY === 0)
        for (const [i, tally] of tallies.entries()) count(tally, record[i] ?? '');
    }
  }
  return tallies.map((tally, i) => ({
    name: table.columns[i] ?? '',
    kind: kindOf(tally),
    evidence: tally.evidence,
  }));
}

function count(tally: Tally, cell: Cell): void {
  if (isMissing(cell)) return;
  tally.filled++;
  if (!Number.isNaN(numberOf(cell))) tally.numbers++;
  weighDate(tally.evidence, cell);
  if (tally.distinct.has(cell)) tally.repeated++;
  else if (tally.distinct.size < MOST_DISTINCT) tally.distinct.add(cell);
}

function kindOf({ filled, numbers, distinct, repeated, evidence }: Tally): ColumnKind {
  if (distinct.size <= 1) return 'constant';
  if (evidence.dates > 0.1 * filled && numbers < CLEARLY * filled) return 'date';
  if (numbers > CLEARLY * filled) return 'number';
  return repeated < (1 - UNIQUE_SHARE) * filled ? 'label' : 'category';
}

const MISSING = new Set(['', '-', '—', 'na', 'n/a', '#n/a', 'nan', 'null', 'none', 'unknown', 'tbd', '?']);

export function isMissing(cell: Cell): boolean {
  return typeof cell === 'string' && MISSING.has(cell.trim().toLowerCase());
}

const NUMBER = /^[-+]?(\d+|\d{1,3}(,\d{3})+)?([.]\d+)?(e[-+]?\d+)?\s*%?$/i;
const COMMA_NUMBER = /^[-+]?\d+,\d+$/;

/** A cell's number; NaN when it is none. Truth and falsehood count as 1 and 0. */
export function numberOf(cell: Cell): number {
  if (typeof cell === 'number') return cell;
  const text = cell.trim();
  if (text === '') return Number.NaN;
  const direct = Number(text);
  if (!Number.isNaN(direct)) return direct;
  if (COMMA_NUMBER.test(text) && !/,\d{3}$/.test(text)) return Number(text.replace(',', '.'));
  if (NUMBER.test(text)) return Number(text.replace(/[,%\s]/g, ''));
  const word = text.toLowerCase();
  return word === 'true' || word === 'yes' ? 1 : word === 'false' || word === 'no' ? 0 : Number.NaN;
}
