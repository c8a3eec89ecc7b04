import type { RecordKind } from '../../../contract/feed-records.ts';
import { type FeedRecord, type FieldValue, type RecordFields, record } from '../../record.ts';
import { figure } from '../codes/units.ts';
import { deadline, type Moment, safeZone } from '../dates.ts';
import { type EdiMessage, type EdiOptions, type Segment, value, words } from '../edi.ts';
import type { ProblemList } from '../problems.ts';

/** Fields before the empty ones are left out. */
export type Draft = Record<string, FieldValue | undefined>;

export const LARGEST_QUANTITY = 1_000_000_000;
const MOST_RECORDS = 200_000;

/** What the reading of one message works with and fills. */
export class MessageContext {
  readonly message: EdiMessage;
  /** Without head and trailer. */
  readonly segments: readonly Segment[];
  readonly head: Segment;
  readonly options: EdiOptions;
  readonly timeZone: string;
  readonly problems: ProblemList;
  readonly records: FeedRecord[] = [];
  readonly #said = new Set<string>();

  constructor(message: EdiMessage, segments: readonly Segment[], options: EdiOptions, problems: ProblemList) {
    const [head, ...rest] = segments;
    if (!head) throw new Error('A message has at least its head');
    this.message = message;
    this.head = head;
    this.segments = rest.filter(({ tag }) => tag !== 'SE' && tag !== 'UNT');
    this.options = options;
    this.timeZone = safeZone(options.timeZone);
    this.problems = problems;
  }

  /** Leaves empty fields out and gives the record the message's own time as its version. */
  add(kind: RecordKind, draft: Draft, lines?: Draft[], version = this.message.sentAt): void {
    if (this.records.length >= MOST_RECORDS) {
      this.once('tooManyRecords', () =>
        this.problems.error(
          'tooManyRecords',
          `More than ${MOST_RECORDS} things in one message: the rest is left out.`,
        ),
      );
      return;
    }
    const more = lines ? { lines: lines.map(filled), version } : { version };
    this.records.push(record(kind, filled(draft), more));
  }

  first(tag: string): Segment | undefined {
    return this.segments.find((segment) => segment.tag === tag);
  }

  /** Says something once, however often it is so. */
  once(key: string, say: () => void): void {
    if (this.#said.has(key)) return;
    this.#said.add(key);
    say();
  }

  /** A whole number of units; others are rounded with a warning, what is none at all is reported. Null when nothing is there. */
  quantity(segment: Segment, element: number, component = 1): number | null {
    const text = value(segment, element, component);
    if (text === '') return null;
    const amount = figure(text);
    const place = { segment, element, value: words(text), ...(component > 1 && { component }) };
    if (amount === null || Math.abs(amount) > LARGEST_QUANTITY) {
      this.problems.warn('badQuantity', `“${words(text) ?? ''}” is not a quantity.`, place);
      return null;
    }
    if (Number.isInteger(amount)) return amount;
    const rounded = Math.max(1, Math.round(amount));
    this.problems.warn(
      'fractionalQuantity',
      `${text} is not a whole number of units; ${rounded} is taken.`,
      place,
    );
    return rounded;
  }

  /** An amount or measure; null when nothing is there, or nothing that is a figure, which is reported. */
  amount(segment: Segment, element: number, component = 1): number | null {
    const text = value(segment, element, component);
    if (text === '') return null;
    const amount = figure(text);
    if (amount === null || Math.abs(amount) > 1e12) {
      this.problems.warn('badNumber', `“${words(text) ?? ''}” is not a number.`, {
        segment,
        element,
        value: words(text),
      });
      return null;
    }
    return amount;
  }

  badDate(segment: Segment, element: number, text: string, component?: number): void {
    const place = { segment, element, value: words(text), ...(component !== undefined && { component }) };
    this.problems.warn(
      'badDate',
      `“${words(text) ?? ''}” is not a date that can be read; it is left out.`,
      place,
    );
  }
}

function filled(draft: Draft): RecordFields {
  const fields: RecordFields = {};
  for (const [key, field] of Object.entries(draft)) {
    if (field !== null && field !== undefined && field !== '') fields[key] = field;
  }
  return fields;
}

/** The first of several that is there. */
export function firstOf<T>(found: ReadonlyMap<string, T>, keys: readonly string[]): T | null {
  for (const key of keys) {
    const item = found.get(key);
    if (item !== undefined) return item;
  }
  return null;
}

/** The first of several dates that is there, as an instant. */
export function instantOf(dates: ReadonlyMap<string, Moment>, qualifiers: readonly string[]): number | null {
  return firstOf(dates, qualifiers)?.at ?? null;
}

/** The same as a deadline. */
export function deadlineOf(dates: ReadonlyMap<string, Moment>, qualifiers: readonly string[]): number | null {
  return deadline(firstOf(dates, qualifiers));
}

/** A party with its address. */
export interface Party {
  role: string;
  code: string | null;
  name: string | null;
  street: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
  phone: string | null;
  email: string | null;
  /** Where it stands among the segments. */
  index: number;
}

/** The first party in one of some roles, roles in order of preference. */
export function partyOf(parties: readonly Party[], roles: readonly string[]): Party | null {
  for (const role of roles) {
    const found = parties.find((party) => party.role === role);
    if (found) return found;
  }
  return null;
}

/** A party's address as the fields of a record. */
export function addressOf(party: Party | null): Draft {
  if (!party) return {};
  const { street, city, region, postalCode, country } = party;
  return { street, city, region, postalCode, country };
}

/** Splits segments into groups, each beginning with one of `tags`; what stands before the first is left out. */
export function groupsOf(segments: readonly Segment[], ...tags: string[]): Segment[][] {
  const groups: Segment[][] = [];
  for (const segment of segments) {
    if (tags.includes(segment.tag)) groups.push([segment]);
    else groups.at(-1)?.push(segment);
  }
  return groups;
}

/** What stands before the first segment with one of `tags`. */
export function before(segments: readonly Segment[], ...tags: string[]): readonly Segment[] {
  const end = segments.findIndex((segment) => tags.includes(segment.tag));
  return end < 0 ? segments : segments.slice(0, end);
}

/** A line number where the text is one; else `otherwise`. */
export function lineNumberOf(text: string, otherwise: number): number {
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : otherwise;
}
