import type { ImportMapping } from '../../../../contract/import.ts';
import type { Cell, RowBatch, TableSource } from '../../../../features/import/index.ts';

/** An object as rows of a table: its own fields under dotted names, once a line when it has a list of lines. */
export interface FlatObject {
  columns: string[];
  rows: Cell[][];
}

const MOST_COLUMNS = 500;
const MOST_LINES = 10_000;
const MOST_DEPTH = 8;

/** Lays an object flat; null when it is none. */
export function flatten(value: unknown): FlatObject | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const own = new Map<string, Cell>();
  const lists: [name: string, list: object[]][] = [];
  collect(value, '', 0, own, lists);
  const [lines] = lists;
  if (!lines) return { columns: [...own.keys()], rows: [[...own.values()]] };
  const [name, list] = lines;
  const flat = list.slice(0, MOST_LINES).map((line) => {
    const cells = new Map<string, Cell>();
    collect(line, `${name}.`, 0, cells, []);
    return cells;
  });
  const lineColumns = [...new Set(flat.flatMap((cells) => [...cells.keys()]))].slice(0, MOST_COLUMNS);
  return {
    columns: [...own.keys(), ...lineColumns],
    rows: flat.map((cells) => [...own.values(), ...lineColumns.map((column) => cells.get(column) ?? '')]),
  };
}

function collect(
  value: object,
  prefix: string,
  depth: number,
  into: Map<string, Cell>,
  lists: [string, object[]][],
): void {
  for (const [name, inner] of Object.entries(value)) {
    if (into.size >= MOST_COLUMNS) return;
    const path = `${prefix}${name}`;
    if (inner === null || inner === undefined) into.set(path, '');
    else if (typeof inner === 'string' || typeof inner === 'number') into.set(path, inner);
    else if (typeof inner === 'boolean') into.set(path, String(inner));
    else if (Array.isArray(inner)) {
      const objects = inner.filter(
        (one): one is object => typeof one === 'object' && one !== null && !Array.isArray(one),
      );
      if (objects.length > 0) lists.push([path, objects]);
      else into.set(path, inner.map((one) => (typeof one === 'object' ? '' : String(one))).join(', '));
    } else if (typeof inner === 'object' && depth < MOST_DEPTH)
      collect(inner, `${path}.`, depth + 1, into, lists);
  }
}

/** Names that say something only together with the name of what they belong to. */
const BARE = /^(?:name|id|code|number|no|type|status|date|key|value|title|reference|ref|at|time)$/i;

/** The last part of a dotted name where that is clear by itself and among the others: what people call the field. */
function shortNames(columns: readonly string[]): string[] {
  const last = columns.map((column) => column.slice(column.lastIndexOf('.') + 1));
  const counts = new Map<string, number>();
  for (const name of last) counts.set(name, (counts.get(name) ?? 0) + 1);
  return columns.map((column, i) => {
    const short = last[i] ?? column;
    return counts.get(short) === 1 && !BARE.test(short) ? short : column.replaceAll('.', ' ');
  });
}

/** The first objects as a table, so that a mapping can be proposed. Its columns have short names. */
export function asTable(
  name: string,
  objects: readonly FlatObject[],
): { source: TableSource; columns: string[] } {
  const columns = [...new Set(objects.flatMap((object) => object.columns))].slice(0, MOST_COLUMNS * 2);
  const cells = objects.flatMap(({ columns: own, rows }) => {
    const index = columns.map((column) => own.indexOf(column));
    return rows.map((row) => index.map((at) => (at < 0 ? '' : (row[at] ?? ''))));
  });
  async function* batches(): AsyncGenerator<RowBatch> {
    yield { cells, rowNumbers: cells.map((_, i) => i + 1) };
  }
  const source: TableSource = {
    path: name,
    file: name,
    format: { format: 'csv', headerRow: 1 },
    columns: shortNames(columns),
    notes: new Set(),
    batches,
  };
  return { source, columns };
}

/** A mapping made for short names, said with the dotted ones. */
export function withDottedNames(
  mapping: ImportMapping,
  short: readonly string[],
  dotted: readonly string[],
): ImportMapping {
  const full = (name: string) => dotted[short.indexOf(name)] ?? name;
  const columns = Object.fromEntries(
    Object.entries(mapping.columns).map(([field, binding]) => [
      field,
      {
        ...binding,
        ...(binding.column === undefined ? {} : { column: full(binding.column) }),
        ...(binding.columns ? { columns: binding.columns.map(full) } : {}),
      },
    ]),
  );
  return { ...mapping, columns };
}
