import type { Cell } from './table-source.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Splits text into records of cells, minding quotes; for looking at a sample only. */
export function splitSample(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === delimiter) {
      record.push(cell);
      cell = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[i + 1] === '\n') i++;
      record.push(cell);
      records.push(record);
      record = [];
      cell = '';
    } else cell += char;
  }
  if (cell !== '' || record.length > 0) records.push([...record, cell]);
  return records;
}

/**
 * The delimiter that cuts the sample into the most regular table, and that table's records. A first line `sep=;`, as
 * Excel writes it, decides.
 */
export function detectDelimiter(text: string): { delimiter: string; records: string[][] } {
  const told = /^\uFEFF?"?sep=(.)"?\r?\n/i.exec(text)?.[1];
  if (told) return { delimiter: told, records: splitSample(text, told) };
  let best = { delimiter: ',', records: splitSample(text, ','), score: -1 };
  for (const delimiter of DELIMITERS) {
    const records = splitSample(text, delimiter).slice(0, 400);
    const score = regularity(records);
    if (score > best.score) best = { delimiter, records, score };
  }
  return best;
}

function regularity(records: string[][]): number {
  const filled = records.filter((record) => record.some((cell) => cell.trim() !== ''));
  const width = modeOf(filled.map((record) => record.length));
  if (filled.length === 0 || width < 2) return 0;
  const share = filled.filter((record) => record.length === width).length / filled.length;
  return share * share * (1 + Math.log2(width));
}

function modeOf(values: number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let mode = 0;
  let most = 0;
  for (const [value, count] of counts) if (count > most) [mode, most] = [value, count];
  return mode;
}

const DATA_LIKE = /^[\s\p{Sc}()+-]*\d[\d\s.,'’:/\\TZ()+-]*[\s\p{Sc}%]*$/u;

function looksLikeData(cell: Cell): boolean {
  return typeof cell === 'number' || DATA_LIKE.test(cell);
}

const isFilled = (cell: Cell): boolean => typeof cell === 'number' || cell.trim() !== '';

/**
 * Which of the first records holds the headers: the first one as wide as the table whose cells are words, none of them
 * a figure or a date. Index into `records`; -1 when the table starts with data at once.
 */
export function findHeader(records: readonly (readonly Cell[])[]): number {
  const width = modeOf(records.map((record) => record.filter(isFilled).length).filter((count) => count > 0));
  for (let i = 0; i < Math.min(records.length, 25); i++) {
    const cells = (records[i] ?? []).filter(isFilled);
    if (cells.length < Math.max(1, Math.ceil(width * 0.6))) continue;
    if (cells.some(looksLikeData)) {
      if (cells.filter(looksLikeData).length / cells.length < 0.15 && cells.length > 6) return i;
      return -1;
    }
    return i;
  }
  return records.length > 0 ? 0 : -1;
}

const LONGEST_NAME = 200;

/** Header cells made usable: trimmed, not longer than people can read, never empty, never twice the same. */
export function columnNames(header: readonly Cell[] | undefined, width: number): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, index) => {
    const raw = String(header?.[index] ?? '')
      .replace(/^\uFEFF/, '')
      .slice(0, LONGEST_NAME * 2)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, LONGEST_NAME);
    const name = raw === '' ? `Column ${index + 1}` : raw;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
