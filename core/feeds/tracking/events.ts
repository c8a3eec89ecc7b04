import type { RecordProblem } from '../../contract/feed-records.ts';
import { type FeedRecord, type ParsedItem, record } from '../record.ts';
import type { PlaceFields } from './place.ts';
import type { CarrierStatus } from './status.ts';

/** A scan, read. */
export interface CarrierEvent extends PlaceFields, CarrierStatus {
  at: number;
  /** The carrier's own. */
  words: string | null;
}

/** One parcel as a carrier tells of it. */
export interface TrackedParcel {
  trackingNumber: string;
  /** Other names under which we may know it. */
  shipmentNumber?: string | null;
  reference?: string | null;
  orderNumber?: string | null;
  /** The source's own name of it. */
  upstream: string;
  version: number | null;
  etaAt: number | null;
  events: CarrierEvent[];
}

/** Of a parcel with more events than this the latest are kept. */
export const MOST_EVENTS = 500;
const LONGEST_WORDS = 500;

/**
 * A parcel's events as records, the oldest first, each instant and milestone once. The newest one carries the carrier's
 * estimate of the arrival.
 */
export function trackingRecords(parcel: TrackedParcel): FeedRecord[] {
  const events = mergeSame(parcel.events.toSorted((a, b) => a.at - b.at)).slice(-MOST_EVENTS);
  return events.map((event, index) =>
    record(
      'tracking',
      {
        trackingNumber: parcel.trackingNumber,
        shipmentNumber: parcel.shipmentNumber ?? null,
        reference: parcel.reference ?? null,
        orderNumber: parcel.orderNumber ?? null,
        occurredAt: event.at,
        milestone: event.milestone,
        exceptionKind: event.exceptionKind,
        eventDescription: event.words,
        city: event.city,
        country: event.country,
        latitude: event.latitude,
        longitude: event.longitude,
        etaAt: index === events.length - 1 && event.milestone !== 'delivered' ? parcel.etaAt : null,
      },
      { upstream: parcel.upstream, version: parcel.version },
    ),
  );
}

/** Two scans of one minute that mean the same are one event with both their words. */
function mergeSame(events: readonly CarrierEvent[]): CarrierEvent[] {
  const merged = new Map<string, CarrierEvent>();
  for (const event of events) {
    const key = `${event.at}|${event.milestone}`;
    const known = merged.get(key);
    merged.set(key, known ? { ...event, ...known, words: joinWords(known.words, event.words) } : event);
  }
  return [...merged.values()];
}

function joinWords(first: string | null, second: string | null): string | null {
  if (first === null || second === null || first.includes(second)) return first ?? second;
  return `${first}; ${second}`.slice(0, LONGEST_WORDS);
}

/** Text of a carrier, shortened to what is kept; null when there is none. */
export function carrierWords(...values: unknown[]): string | null {
  for (const value of values) {
    const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
    if (text !== '') return text.slice(0, LONGEST_WORDS);
  }
  return null;
}

/** A code that names something: text or a figure, without blanks around it; null when there is none. */
export function codeOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text.slice(0, 100);
}

/** What is wrong with a raw item so that it cannot be read at all. */
export function unreadable(code: string, reason: string, place: string | null, value: unknown): ParsedItem {
  return { records: [], problems: [problem('error', code, reason, place, value)] };
}

export function problem(
  severity: RecordProblem['severity'],
  code: string,
  reason: string,
  place: string | null,
  value: unknown,
): RecordProblem {
  const shown = value === undefined || value === null ? null : String(JSON.stringify(value)).slice(0, 200);
  return { severity, code, reason, place, value: shown };
}

/** A JSON object, or why it is none. */
export function readObject(body: string): Record<string, unknown> | ParsedItem {
  try {
    const value = JSON.parse(body) as unknown;
    if (isObject(value)) return value;
    return unreadable('notAnObject', 'A tracking is a JSON object; this is something else.', '$', value);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return unreadable('notJson', `This is not JSON: ${detail.slice(0, 200)}`, '$', null);
  }
}

export function isParsed(value: Record<string, unknown> | ParsedItem): value is ParsedItem {
  return Array.isArray(value.problems) && Array.isArray(value.records);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
