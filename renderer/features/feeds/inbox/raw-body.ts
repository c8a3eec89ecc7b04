import type { RecordProblem } from '../../../../core/contract/feed-records.ts';

/** A raw body set out for people: one segment, field or row a line. */
export interface ShownBody {
  format: 'cells' | 'json' | 'x12' | 'edifact' | 'text';
  lines: string[];
  /** Of JSON: the line on which the value at a path starts (`lines.0.sku`). Of rows: that of a column. */
  paths: ReadonlyMap<string, number>;
}

const LONGEST = 2_000_000;

function jsonLines(root: unknown): Pick<ShownBody, 'lines' | 'paths'> {
  const lines: string[] = [];
  const paths = new Map<string, number>();
  const write = (value: unknown, path: string, indent: string, label: string, end: string): void => {
    paths.set(path, lines.length);
    if (value === null || typeof value !== 'object') {
      lines.push(`${indent}${label}${JSON.stringify(value)}${end}`);
      return;
    }
    const list = Array.isArray(value);
    const entries = Object.entries(value);
    if (entries.length === 0) {
      lines.push(`${indent}${label}${list ? '[]' : '{}'}${end}`);
      return;
    }
    lines.push(`${indent}${label}${list ? '[' : '{'}`);
    entries.forEach(([key, one], index) => {
      const name = list ? '' : `${JSON.stringify(key)}: `;
      const step = path === '' ? key : `${path}.${key}`;
      write(one, step, `${indent}  `, name, index < entries.length - 1 ? ',' : '');
    });
    lines.push(`${indent}${list ? ']' : '}'}${end}`);
  };
  write(root, '', '', '', '');
  return { lines, paths };
}

interface EdiSyntax {
  format: 'x12' | 'edifact';
  terminator: string;
  /** Makes the character after it an ordinary one. */
  release: string | null;
}

const X12_HEADER = 106;

/** Segments end as the text's own head says. */
function ediSyntax(text: string): EdiSyntax | null {
  if (text.startsWith('ISA') && text.length >= X12_HEADER) {
    return { format: 'x12', terminator: text.charAt(X12_HEADER - 1), release: null };
  }
  if (/^(GS|ST)[*|^]/.test(text) && text.includes('~'))
    return { format: 'x12', terminator: '~', release: null };
  if (text.startsWith('UNA')) {
    return { format: 'edifact', terminator: text.charAt(8), release: text.charAt(6).trim() || null };
  }
  return /^UN[BGH]\+/.test(text) ? { format: 'edifact', terminator: "'", release: '?' } : null;
}

function segments(text: string, { terminator, release }: EdiSyntax): string[] {
  if (terminator === '\n' || terminator === '\r') return text.split(/\r?\n/);
  const found: string[] = [];
  let start = 0;
  // The service string of EDIFACT names its own characters: it is a segment of nine.
  const from = text.startsWith('UNA') ? 8 : 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === release && at > from) at += 1;
    else if (char === terminator) {
      found.push(text.slice(start, at + 1).trim());
      start = at + 1;
    }
  }
  const rest = text.slice(start).trim();
  return rest === '' ? found : [...found, rest];
}

function parsedJson(text: string): { value: unknown } | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

const NO_PATHS: ReadonlyMap<string, number> = new Map();
const ROW_BREAK = '—';

/** A row of a table as feeds of files keep it; several rows where an order has several lines. */
interface TableRows {
  columns: string[];
  cells?: string[];
  rows?: string[][];
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.every((one) => one === null || ['string', 'number', 'boolean'].includes(typeof one));

function asTableRows(value: unknown): TableRows | null {
  const body = value as Partial<TableRows> | null;
  if (body === null || typeof body !== 'object' || !isTexts(body.columns)) return null;
  if (isTexts(body.cells) || (Array.isArray(body.rows) && body.rows.every(isTexts))) return body as TableRows;
  return null;
}

const rowsOf = ({ cells, rows }: TableRows): string[][] => rows ?? (cells ? [cells] : []);

function cellLines(body: TableRows): Pick<ShownBody, 'lines' | 'paths'> {
  const paths = new Map<string, number>();
  const lines: string[] = [];
  for (const [index, row] of rowsOf(body).entries()) {
    if (index > 0) lines.push(ROW_BREAK);
    for (const [at, column] of body.columns.entries()) {
      if (!paths.has(column)) paths.set(column, lines.length);
      lines.push(`${column}: ${row[at] ?? ''}`);
    }
  }
  return { lines, paths };
}

/** The rows with the cells that the lines hold now; columns that were taken out of the lines keep their cells. */
function withCells(body: TableRows, lines: readonly string[]): TableRows {
  const groups: string[][] = [[]];
  for (const line of lines) {
    if (line === ROW_BREAK) groups.push([]);
    else groups.at(-1)?.push(line);
  }
  const rows = rowsOf(body).map((row, index) => {
    const next = [...row];
    for (const line of groups[index] ?? []) {
      const at = body.columns.findIndex((column) => line === `${column}:` || line.startsWith(`${column}: `));
      if (at >= 0) next[at] = line.slice((body.columns[at]?.length ?? 0) + 1).trim();
    }
    return next;
  });
  return body.rows ? { ...body, rows } : { ...body, cells: rows[0] ?? [] };
}

/** A body as it came, set out by what it is. Too long a one is left as it is. */
export function showBody(body: string): ShownBody {
  if (body.length <= LONGEST) {
    const json = parsedJson(body);
    const rows = json && asTableRows(json.value);
    if (rows) return { format: 'cells', ...cellLines(rows) };
    if (json) return { format: 'json', ...jsonLines(json.value) };
    const text = body.replace(/^\uFEFF/, '').trimStart();
    const syntax = ediSyntax(text);
    if (syntax) return { format: syntax.format, lines: segments(text, syntax), paths: NO_PATHS };
  }
  return { format: 'text', lines: body.split(/\r?\n/), paths: NO_PATHS };
}

/** What the editor shows becomes a body again: breaks that were added between segments are taken out. */
export function editedBody(original: string, edited: string): string {
  const { format } = showBody(original);
  if (format === 'cells') {
    return JSON.stringify(withCells(JSON.parse(original) as TableRows, edited.split(/\r?\n/)));
  }
  if (format === 'json' || format === 'text' || /[\r\n]/.test(original.trim())) return edited;
  return edited.replaceAll(/\r?\n/g, '');
}

const asPath = (place: string) =>
  place
    .replace(/^\$\.?/, '')
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .replace(/^\./, '');

function namedLine(body: ShownBody, place: string): number | null {
  const exact = body.paths.get(asPath(place));
  if (exact !== undefined) return exact;
  const column = /column “(.+)”/.exec(place)?.[1] ?? place;
  for (const [path, line] of body.paths) if (path.split('.').at(-1) === column) return line;
  return null;
}

function segmentLine(body: ShownBody, place: string): number | null {
  const [, position, tag] = /segment (\d+) \((\w+)\)/.exec(place) ?? [];
  if (!position || !tag) return null;
  const line = Number(position) - 1;
  if (body.lines[line]?.startsWith(tag)) return line;
  const first = body.lines.findIndex((text) => text.startsWith(tag));
  return first === -1 ? null : first;
}

/** The line at which a problem stands; null when it cannot be told. */
export function problemLine(
  body: ShownBody,
  { place, value }: Pick<RecordProblem, 'place' | 'value'>,
): number | null {
  if (place !== null) {
    const line = body.paths.size > 0 ? namedLine(body, place) : segmentLine(body, place);
    if (line !== null) return line;
  }
  if (value === null || value.trim() === '') return null;
  const line = body.lines.findIndex((text) => text.includes(value));
  return line === -1 ? null : line;
}

/** The cells in the first characters of a row's body, a line each; null when it is no row or its cells are cut. */
export function excerptCells(excerpt: string): string[] | null {
  const [, columns, cells] = /^\{"columns":(\[.*?\]),"cells":(\[.*?\])[,}]/.exec(excerpt) ?? [];
  if (!columns || !cells) return null;
  try {
    return cellLines({ columns: JSON.parse(columns) as string[], cells: JSON.parse(cells) as string[] })
      .lines;
  } catch {
    return null;
  }
}
