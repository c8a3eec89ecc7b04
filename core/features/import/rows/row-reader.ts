import type { ColumnBinding, ImportMapping } from '../../../contract/import.ts';
import { fieldKeysOf, fieldOf, requiredOf } from '../fields/kinds.ts';
import { squeezed, toWords } from '../fields/words.ts';
import type { Cell } from '../readers/table-source.ts';
import { Issue, shown } from '../values/issue.ts';
import { type CellParser, cellParser, isNothing, type Value } from './cell-parsers.ts';

/** What keeps a row out: where, what stands there, and why in words. */
export interface RowIssue {
  field: string | null;
  column: string | null;
  value: string | null;
  code: string;
  reason: string;
}

/** A row's values by field key; fields without a column are absent. */
export type RowRecord = Record<string, Value>;

export interface RowReader {
  /** Field keys that rows can have. */
  readonly fields: readonly string[];
  has(field: string): boolean;
  columnOf(field: string): string | null;
  /** The row's values, or the first thing wrong with it. */
  read(cells: readonly Cell[]): RowRecord | RowIssue;
  /** Every value and everything wrong, for looking at a mapping. */
  inspect(cells: readonly Cell[]): { record: RowRecord; issues: RowIssue[] };
}

export function isRowIssue(row: RowRecord | RowIssue): row is RowIssue {
  return typeof row.code === 'string' && 'reason' in row;
}

interface MappingProblem {
  code: string;
  field: string | null;
  message: string;
}

/** What keeps a mapping from being used on a table with these columns. */
export function mappingProblems(mapping: ImportMapping, columns: readonly string[]): MappingProblem[] {
  const problems: MappingProblem[] = [];
  const known = new Set(fieldKeysOf(mapping.kinds));
  for (const [field, binding] of Object.entries(mapping.columns)) {
    if (!known.has(field)) {
      problems.push({
        code: 'unknownField',
        field,
        message: `${mapping.kinds.join(', ')} have no field ${field}.`,
      });
    }
    for (const column of boundColumns(binding)) {
      if (columnIndex(columns, column) < 0) {
        problems.push({
          code: 'noSuchColumn',
          field,
          message: `The file has no column “${column}” for ${field}; it has ${columns.join(', ')}.`,
        });
      }
    }
  }
  for (const field of requiredOf(mapping.kinds)) {
    if (!mapping.columns[field]) {
      const label = fieldOf(field)?.label ?? field;
      problems.push({
        code: 'missingField',
        field,
        message: `No column is bound to ${field} (${label}), and nothing goes without it.`,
      });
    }
  }
  return problems;
}

function boundColumns(binding: ColumnBinding): string[] {
  if (binding.columns) return binding.columns;
  return binding.column === undefined ? [] : [binding.column];
}

function columnIndex(columns: readonly string[], name: string): number {
  const exact = columns.indexOf(name);
  if (exact >= 0) return exact;
  const wanted = squeezed(toWords(name));
  return columns.findIndex((column) => squeezed(toWords(column)) === wanted);
}

interface BoundField {
  key: string;
  label: string;
  required: boolean;
  indexes: number[];
  constant: string | undefined;
  column: string | null;
  parse: CellParser;
}

/** Makes the reader of a table's rows under a mapping; the mapping must have no problems. */
export function createRowReader(mapping: ImportMapping, columns: readonly string[]): RowReader {
  const required = new Set(requiredOf(mapping.kinds));
  const bound: BoundField[] = [];
  for (const [key, binding] of Object.entries(mapping.columns)) {
    const field = fieldOf(key);
    if (!field) continue;
    const names = boundColumns(binding);
    bound.push({
      key,
      label: field.label,
      required: required.has(key),
      indexes: names.map((name) => columnIndex(columns, name)),
      constant: binding.constant,
      column: names[0] ?? null,
      parse: cellParser(field, binding, mapping.options),
    });
  }
  const byKey = new Map(bound.map((field) => [field.key, field]));
  const width = columns.length;
  return {
    fields: bound.map((field) => field.key),
    has: (field) => byKey.has(field),
    columnOf: (field) => byKey.get(field)?.column ?? null,
    read(cells) {
      const ragged = tooWide(cells, width);
      if (ragged) return ragged;
      const record: RowRecord = {};
      for (const field of bound) {
        const value = readField(field, cells);
        if (value instanceof Issue) return issueOf(field, cells, value);
        record[field.key] = value;
      }
      return record;
    },
    inspect(cells) {
      const record: RowRecord = {};
      const issues: RowIssue[] = [];
      const ragged = tooWide(cells, width);
      if (ragged) issues.push(ragged);
      for (const field of bound) {
        const value = readField(field, cells);
        if (value instanceof Issue) issues.push(issueOf(field, cells, value));
        else record[field.key] = value;
      }
      return { record, issues };
    },
  };
}

function readField(field: BoundField, cells: readonly Cell[]): Value | Issue {
  const value = field.parse(cellOf(field, cells));
  if (value === null && field.required)
    return new Issue('missingValue', `${field.label} is empty, and nothing goes without it.`);
  return value;
}

function cellOf(field: BoundField, cells: readonly Cell[]): Cell {
  const { indexes } = field;
  if (indexes.length === 0) return field.constant ?? '';
  const cell = indexes.length === 1 ? (cells[indexes[0] as number] ?? '') : joined(indexes, cells);
  return field.constant !== undefined && isNothing(cell) ? field.constant : cell;
}

function joined(indexes: readonly number[], cells: readonly Cell[]): string {
  return indexes
    .map((index) => cells[index] ?? '')
    .filter((cell) => !isNothing(cell))
    .join(' ');
}

function issueOf(field: BoundField, cells: readonly Cell[], issue: Issue): RowIssue {
  return {
    field: field.key,
    column: field.column,
    value: shown(cellOf(field, cells)),
    code: issue.code,
    reason: issue.reason,
  };
}

/** A row with more filled cells than there are columns has a delimiter inside a value or a broken quote. */
function tooWide(cells: readonly Cell[], width: number): RowIssue | null {
  if (cells.length <= width) {
    const only = cells.length === 1 && width > 2 ? String(cells[0]) : '';
    if (!only.includes('"')) return null;
    return {
      field: null,
      column: null,
      value: shown(only),
      code: 'brokenQuotes',
      reason: 'A quote is opened on this line and never closed.',
    };
  }
  const extra = cells.slice(width).find((cell) => !isNothing(cell));
  if (extra === undefined) return null;
  return {
    field: null,
    column: null,
    value: shown(extra),
    code: 'tooManyCells',
    reason: `The row has ${cells.length} cells and the table ${width} columns: a separator stands inside a value.`,
  };
}
