/** One record of a CSV text; `broken` when its quote is never closed (then it holds the whole line as one cell). */
export interface CsvRecord {
  cells: string[];
  broken: boolean;
}

const MOST_LINES_IN_A_RECORD = 500;
const LEAST_PATIENCE_LINES = 20;
const LONGEST_RECORD = 4 * 1024 * 1024;
const SHOWN_OF_TOO_LONG = 1000;
const QUOTE = '"';

/**
 * Cuts text into CSV records (RFC 4180, with any delimiter and any line ending), flat in memory. Unlike a strict parser
 * it loses nothing to a stray quote: when a quote is not closed within 500 lines or before the end of the text, only the
 * line that opens it is broken and the next one is read afresh. Quotes inside an unquoted cell are kept as they are.
 */
export class CsvSplitter {
  private readonly delimiter: string;
  private newline: string | null = null;
  private rest = '';
  private held: string[] = [];
  private heldLength = 0;
  /** Lines to wait for a closing quote: fewer in a file whose quotes were left open before. */
  private patience = MOST_LINES_IN_A_RECORD;
  /** Within a line that is too long to be a record: its beginning is handed on, the rest is passed over. */
  private skipping = false;

  constructor(delimiter: string) {
    this.delimiter = delimiter;
  }

  /** The records that `text` completes. Pass `last` with the final piece. */
  push(text: string, last = false): CsvRecord[] {
    const whole = this.rest + text;
    this.newline ??= lineEnding(whole, last);
    const records: CsvRecord[] = [];
    if (this.newline === null) {
      this.keepRest(whole, records);
      return records;
    }
    let start = 0;
    for (let end = whole.indexOf(this.newline); end >= 0; end = whole.indexOf(this.newline, start)) {
      if (this.skipping) this.skipping = false;
      else this.line(trimReturn(whole.slice(start, end)), records);
      start = end + this.newline.length;
    }
    this.keepRest(whole.slice(start), records);
    if (last) this.finish(records);
    return records;
  }

  private keepRest(rest: string, records: CsvRecord[]): void {
    this.rest = this.skipping ? '' : rest;
    if (this.rest.length <= LONGEST_RECORD) return;
    while (this.held.length > 0) this.giveUp(records);
    records.push({ cells: [this.rest.slice(0, SHOWN_OF_TOO_LONG)], broken: true });
    this.rest = '';
    this.skipping = true;
  }

  private finish(records: CsvRecord[]): void {
    if (this.rest !== '') this.line(trimReturn(this.rest), records);
    this.rest = '';
    while (this.held.length > 0) this.giveUp(records);
  }

  private line(line: string, records: CsvRecord[]): void {
    if (this.held.length === 0 && !line.includes(QUOTE)) {
      records.push({ cells: line.split(this.delimiter), broken: false });
      return;
    }
    this.held.push(line);
    this.heldLength += line.length;
    const tooLong = this.held.length > this.patience || this.heldLength > LONGEST_RECORD;
    if (this.held.length > 1 && !line.includes(QUOTE)) {
      if (tooLong) this.giveUp(records);
      return;
    }
    const cells = splitQuoted(this.held.length === 1 ? line : this.held.join('\n'), this.delimiter);
    if (cells) {
      this.held = [];
      this.heldLength = 0;
      records.push({ cells, broken: false });
    } else if (tooLong) this.giveUp(records);
  }

  private giveUp(records: CsvRecord[]): void {
    const [first, ...later] = this.held;
    this.patience = Math.max(LEAST_PATIENCE_LINES, Math.floor(this.patience / 2));
    this.held = [];
    this.heldLength = 0;
    records.push({ cells: [first ?? ''], broken: true });
    for (const line of later) this.line(line, records);
  }
}

function lineEnding(text: string, last: boolean): string | null {
  if (text.includes('\n')) return '\n';
  const bare = text.indexOf('\r');
  if (bare >= 0 && (bare < text.length - 1 || last)) return '\r';
  return last ? '\n' : null;
}

function trimReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** The cells of a record that has quotes; null when a quote is still open at its end. */
function splitQuoted(record: string, delimiter: string): string[] | null {
  const cells: string[] = [];
  let position = 0;
  for (;;) {
    let lead = position;
    while (record[lead] === ' ') lead++;
    if (record[lead] !== QUOTE) {
      const end = record.indexOf(delimiter, position);
      if (end < 0) return [...cells, record.slice(position)];
      cells.push(record.slice(position, end));
      position = end + delimiter.length;
      continue;
    }
    const quoted = readQuoted(record, lead + 1, delimiter);
    if (!quoted) return null;
    cells.push(quoted.text);
    if (quoted.end >= record.length) return cells;
    position = quoted.end + delimiter.length;
  }
}

/** Text of a quoted cell that begins after its opening quote, and where its delimiter (or the end) is. */
function readQuoted(record: string, begin: number, delimiter: string): { text: string; end: number } | null {
  let text = '';
  let from = begin;
  for (;;) {
    const quote = record.indexOf(QUOTE, from);
    if (quote < 0) return null;
    text += record.slice(from, quote);
    if (record[quote + 1] === QUOTE) {
      text += QUOTE;
      from = quote + 2;
      continue;
    }
    const after =
      record.slice(quote + 1).trimStart() === '' ? record.length : record.indexOf(delimiter, quote + 1);
    const end = after < 0 ? record.length : after;
    if (record.slice(quote + 1, end).trim() === '') return { text, end };
    text += QUOTE;
    from = quote + 1;
  }
}
