/** A row as Tryton sends it. */
export type Row = Record<string, unknown>;

interface Tagged {
  __class__: string;
  [part: string]: unknown;
}

/** An instant as Tryton stores it: microseconds since 1970, UTC. */
export type Micros = number;

function isTagged(value: unknown): value is Tagged {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { __class__?: unknown }).__class__ === 'string'
  );
}

function part(value: Tagged, name: string): number {
  return typeof value[name] === 'number' ? value[name] : 0;
}

const two = (figure: number) => String(figure).padStart(2, '0');

/** Microseconds of a date-time; null when it is none. */
export function toMicros(value: unknown): Micros | null {
  if (!isTagged(value) || value.__class__ !== 'datetime') return null;
  const seconds = Date.UTC(
    part(value, 'year'),
    part(value, 'month') - 1,
    part(value, 'day'),
    part(value, 'hour'),
    part(value, 'minute'),
    part(value, 'second'),
  );
  const micros = seconds * 1000 + part(value, 'microsecond');
  return Number.isFinite(micros) ? micros : null;
}

/** All keys are required: without microseconds Tryton fails. */
export function toDateTime(micros: Micros): Tagged {
  const at = new Date(Math.floor(micros / 1000));
  return {
    __class__: 'datetime',
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    microsecond: at.getUTCMilliseconds() * 1000 + (micros % 1000),
  };
}

/** Amounts travel as text: Tryton refuses numbers that binary cannot hold exactly. */
export function toDecimal(text: string): Tagged {
  return { __class__: 'Decimal', decimal: text };
}

/**
 * Tryton's tagged values as plain JSON: amounts as text, days as `2026-11-18`, instants as ISO, spans as seconds, bytes as
 * base64. Keys are sorted and lists of things ordered by id, since Tryton gives both in any order: the same thing is the
 * same text.
 */
export function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return inOrder(value.map(toPlain));
  if (isTagged(value)) return untag(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, toPlain(inner)]),
  );
}

function inOrder(list: unknown[]): unknown[] {
  const idOf = (entry: unknown) =>
    typeof entry === 'number' ? entry : Number((entry as { id?: unknown } | null)?.id ?? Number.NaN);
  return list.some((entry) => Number.isNaN(idOf(entry))) ? list : list.sort((a, b) => idOf(a) - idOf(b));
}

function untag(value: Tagged): unknown {
  switch (value.__class__) {
    case 'Decimal':
      return String(value.decimal ?? '');
    case 'date':
      return `${String(part(value, 'year')).padStart(4, '0')}-${two(part(value, 'month'))}-${two(part(value, 'day'))}`;
    case 'datetime':
      return new Date(Math.floor((toMicros(value) ?? 0) / 1000)).toISOString();
    case 'time':
      return [part(value, 'hour'), part(value, 'minute'), part(value, 'second')].map(two).join(':');
    case 'timedelta':
      return part(value, 'seconds');
    case 'bytes':
      return String(value.base64 ?? '').replace(/\s/g, '');
    default:
      return null;
  }
}
