import { DateTime } from 'luxon';
import type { RecordProblem } from '../../../../contract/feed-records.ts';
import type { RecordFields } from '../../../record.ts';
import type { TrytonOptions } from '../options.ts';

export type Doc = Record<string, unknown>;

/** What parsers of documents work with: the options, and where to put what is wrong. */
export interface ParseContext {
  options: TrytonOptions;
  /** `sale.sale,12`. */
  upstream: string;
  version: number | null;
  problems: RecordProblem[];
}

/** A text that says something; null for everything else. */
export function text(doc: Doc, key: string): string | null {
  const value = doc[key];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A figure, also one that travels as text. */
export function figure(doc: Doc, key: string): number | null {
  const value = doc[key];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Yes and no are 1 and 0 where Tryton runs on SQLite. */
export function flag(doc: Doc, key: string): boolean | null {
  const value = doc[key];
  if (value === 1 || value === true) return true;
  return value === 0 || value === false ? false : null;
}

/** The record under a path (`address`), empty when there is none. */
export function child(doc: Doc, key: string): Doc {
  const value = doc[`${key}.`];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Doc) : {};
}

export function children(doc: Doc, key: string): Doc[] {
  const value = doc[key] ?? doc[`${key}.`];
  if (!Array.isArray(value)) return [];
  return value.filter(
    (entry): entry is Doc => typeof entry === 'object' && entry !== null && !Array.isArray(entry),
  );
}

/** A number of Tryton's own sequences counts from 1 for every kind of document: it gets the kind's letters before it. */
export function lettered(letters: string, number: string | null): string | null {
  if (number === null) return null;
  return /^\d/.test(number) ? `${letters}-${number}` : number;
}

export function skuOf(product: Doc): string | null {
  return text(product, 'code') ?? lettered('PRODUCT', text(product, 'id'));
}

export function facilityOf(place: Doc): string | null {
  return text(place, 'code') ?? lettered('WH', text(place, 'id'));
}

export function partyCode(party: Doc): string | null {
  return text(party, 'code') ?? lettered('PARTY', text(party, 'id'));
}

export function supplierCode(party: Doc): string | null {
  return lettered('SUP', partyCode(party));
}

/** Parts of an address, in the import's fields. */
export function addressFields(address: Doc): RecordFields {
  const lines = [text(address, 'name'), text(address, 'street')].filter((line) => line !== null).join(', ');
  return {
    street: lines.replace(/\s*\n\s*/g, ', ') || null,
    city: text(address, 'city'),
    postalCode: text(address, 'postal_code'),
    region: text(child(address, 'subdivision'), 'name'),
    country: text(child(address, 'country'), 'code'),
  };
}

/** The begin of a day (`2026-11-18`) in the feed's time zone. */
export function startOfDay(day: string | null, { timeZone }: TrytonOptions): number | null {
  return day === null ? null : millis(DateTime.fromISO(day, { zone: timeZone }).startOf('day'));
}

/** The last minute of a day: until then something is promised. */
export function endOfDay(day: string | null, { timeZone }: TrytonOptions): number | null {
  return day === null
    ? null
    : millis(DateTime.fromISO(day, { zone: timeZone }).endOf('day').startOf('minute'));
}

export function instant(iso: string | null): number | null {
  return iso === null ? null : millis(DateTime.fromISO(iso, { zone: 'utc' }));
}

/** The instant if it fell on that day, else the begin of the day: Tryton keeps days, changes have times. */
export function timeOnDay(iso: string | null, day: string | null, options: TrytonOptions): number | null {
  const start = startOfDay(day, options);
  const at = instant(iso);
  if (start === null || at === null) return start;
  const local = DateTime.fromMillis(at, { zone: options.timeZone }).toISODate();
  return local === day ? at : start;
}

function millis(time: DateTime): number | null {
  return time.isValid ? time.toMillis() : null;
}

/** Whole units. Where Tryton counts in parts of a unit it is rounded, and said. */
export function whole(context: ParseContext, value: number, rounding: 'down' | 'up', place: string): number {
  const near = Math.round(value);
  if (Math.abs(value - near) < 1e-6) return near;
  const rounded = rounding === 'down' ? Math.floor(value) : Math.ceil(value);
  context.problems.push({
    severity: 'warning',
    code: 'fractionalQuantity',
    reason: `${value} is no whole number of units: ${rounded} is used.`,
    place,
    value: String(value),
  });
  return rounded;
}

/** Says why a document was left out. */
export function problem(
  context: ParseContext,
  severity: RecordProblem['severity'],
  code: string,
  reason: string,
  place: string | null,
): void {
  context.problems.push({ severity, code, reason, place, value: null });
}
