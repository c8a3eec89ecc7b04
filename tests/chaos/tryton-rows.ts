import { type Micros, toDateTime, toMicros } from '../../core/feeds/connectors/tryton/rpc/values.ts';

/** A record; others that it refers to are the records themselves. */
export type Row = Record<string, unknown>;

let last: Micros = 0;

/** The date of a change: now, and never the same twice. */
export function stamp(): unknown {
  last = Math.max(last + 1, Date.now() * 1000);
  return toDateTime(last);
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('__class__' in value);

/** All values that a dotted path leads to, through lists as well. */
export function read(row: Row, path: string): unknown[] {
  let values: unknown[] = [row];
  for (const step of path.split('.')) {
    values = values.flatMap((value) => {
      const next = isRow(value) ? value[step] : null;
      return Array.isArray(next) ? (next as unknown[]) : [next ?? null];
    });
  }
  return values.map(plain);
}

/** What a value is compared by: records by their id, instants by their microseconds. */
function plain(value: unknown): unknown {
  if (isRow(value)) return value.id;
  return toMicros(value) ?? value;
}

type Compare = (value: unknown, wanted: unknown) => boolean;

const COMPARE: Record<string, Compare> = {
  '=': (value, wanted) => value === wanted,
  '!=': (value, wanted) => value !== wanted,
  in: (value, wanted) => (wanted as unknown[]).includes(value),
  'not in': (value, wanted) => !(wanted as unknown[]).includes(value),
  '>': (value, wanted) => value !== null && Number(value) > Number(wanted),
  '>=': (value, wanted) => value !== null && Number(value) >= Number(wanted),
  '<': (value, wanted) => value !== null && Number(value) < Number(wanted),
  '<=': (value, wanted) => value !== null && Number(value) <= Number(wanted),
};

/** Whether a record fits a domain of Tryton: conditions, all of which or (after OR) one of which must hold. */
export function fits(row: Row, domain: unknown[]): boolean {
  const [first, ...rest] = domain;
  if (first === 'OR') return rest.some((part) => fits(row, asDomain(part)));
  if (first === 'AND') return rest.every((part) => fits(row, asDomain(part)));
  if (typeof first === 'string') {
    const [operator, wanted] = rest as [string, unknown];
    const compare = COMPARE[operator];
    if (!compare) throw new Error(`Operator ${operator} is not known here`);
    const target = Array.isArray(wanted) ? wanted.map(plain) : plain(wanted);
    return read(row, first).some((value) => compare(value, target));
  }
  return domain.every((part) => fits(row, asDomain(part)));
}

const asDomain = (part: unknown) => part as unknown[];

/** A record as search_read answers it: fields as asked, `a.b` nested under `a.`. */
export function fieldsOf(row: Row, fields: readonly string[]): Row {
  const result: Row = { id: row.id };
  const nested = new Map<string, string[]>();
  for (const field of fields) {
    const dot = field.indexOf('.');
    if (dot < 0) result[field] = named(row, field);
    else {
      const name = field.slice(0, dot);
      nested.set(name, [...(nested.get(name) ?? []), field.slice(dot + 1)]);
    }
  }
  for (const [name, inner] of nested) {
    const value = row[name];
    if (Array.isArray(value)) result[`${name}.`] = (value as Row[]).map((part) => fieldsOf(part, inner));
    else result[`${name}.`] = isRow(value) ? fieldsOf(value, inner) : null;
  }
  return result;
}

function named(row: Row, name: string): unknown {
  if (name === '_timestamp') return String(toMicros(row.write_date ?? row.create_date) ?? 0);
  const value = row[name] ?? null;
  if (Array.isArray(value)) return (value as unknown[]).map((part) => (isRow(part) ? part.id : part));
  return isRow(value) ? value.id : value;
}
