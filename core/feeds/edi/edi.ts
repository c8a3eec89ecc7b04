import type { RecordProblem } from '../../contract/feed-records.ts';

export type EdiStandard = 'x12' | 'edifact';

/** Who sends or receives an interchange. */
export interface EdiParty {
  id: string;
  qualifier: string;
}

/** The characters that separate, as the interchange itself uses them; an empty one is not in use. */
export interface Separators {
  element: string;
  component: string;
  terminator: string;
  release: string;
  repetition: string;
  decimal: string;
}

/** One message (a transaction set of X12), ready to be stored and read later by itself. */
export interface EdiMessage {
  standard: EdiStandard;
  /** `850`, `ORDERS`. */
  type: string;
  /** Its name as a raw record: `x12.850`, `edifact.orders`. */
  kind: string;
  /** The same for the same message sent again: sender, interchange, group and message numbers. */
  key: string;
  controlNumber: string;
  groupControlNumber: string;
  interchangeControlNumber: string;
  sender: string;
  receiver: string;
  /** `004010`, `D.96A EAN008`. */
  version: string;
  /** When the interchange was prepared, UTC ms. */
  sentAt: number | null;
  /** Its own segments under the envelope's heads: all that `parseEdiMessage` needs. */
  text: string;
  problems: RecordProblem[];
}

/** Messages of one kind within an interchange; of EDIFACT often the only one, and unnamed. */
export interface EdiGroup {
  /** `PO`, `SH`; of EDIFACT the message type, or empty. */
  type: string;
  controlNumber: string;
  sender: string;
  receiver: string;
  version: string;
  messages: EdiMessage[];
}

export interface EdiInterchange {
  standard: EdiStandard;
  controlNumber: string;
  sender: EdiParty;
  receiver: EdiParty;
  /** `00401` of X12; `UNOC:3` of EDIFACT. */
  version: string;
  sentAt: number | null;
  /** The sender says that it is only a test. */
  test: boolean;
  separators: Separators;
  groups: EdiGroup[];
  problems: RecordProblem[];
}

/** What a file or a transmission holds. */
export interface EdiReading {
  /** Of its first interchange; null when it holds none. */
  standard: EdiStandard | null;
  encoding: string;
  interchanges: EdiInterchange[];
  messages: EdiMessage[];
  /** Of the envelope and of what lies between; those of a message stand with it. */
  problems: RecordProblem[];
}

export interface EdiOptions {
  /** IANA name of the zone of times that bring none; UTC when left out. */
  timeZone?: string | undefined;
  /** Whether ship notices (856, DESADV) tell of our shipments or of goods on their way to us. */
  shipNotices?: 'shipments' | 'inbound' | undefined;
  /** The facility meant where a message names none. */
  facilityCode?: string | undefined;
  /** Qualifiers of product numbers that are our SKU, the first one first: `['VN', 'UP']`. */
  productIds?: readonly string[] | undefined;
  /** A carrier's own status codes: a milestone, or an exception with its kind (`exception:damaged`). */
  statusCodes?: Readonly<Record<string, string>> | undefined;
}

/** One of a segment's elements: its text, or its components where it has several. */
export type EdiElement = string | readonly string[];

export interface Segment {
  /** Upper case. */
  readonly tag: string;
  readonly elements: readonly EdiElement[];
  /** Within the message, its head being 1. */
  readonly position: number;
  /** In the text read. */
  readonly offset: number;
}

/** What stands in an element (1 is the first after the tag) and component, without blanks around it; empty when absent. */
export function value(segment: Segment, element: number, component = 1): string {
  const found = segment.elements[element - 1];
  if (found === undefined) return '';
  if (typeof found === 'string') return component === 1 ? found.trim() : '';
  return (found[component - 1] ?? '').trim();
}

/** The same as a code: upper case. */
export function code(segment: Segment, element: number, component = 1): string {
  return value(segment, element, component).toUpperCase();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: such characters are what is taken out
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f]+/g;
const LONGEST_TEXT = 500;

/** Text for people: unprintable characters taken out, cut when it is beyond all measure; null when nothing is left. */
export function words(text: string): string | null {
  const clean = text.slice(0, LONGEST_TEXT).replace(UNPRINTABLE, ' ').replace(/ {2,}/g, ' ').trim();
  return clean === '' ? null : clean;
}

/** An element as text for people. */
export function textOf(segment: Segment, element: number, component = 1): string | null {
  return words(value(segment, element, component));
}

/** All components of an element as text for people. */
export function wholeText(segment: Segment, element: number): string | null {
  const found = segment.elements[element - 1];
  if (found === undefined) return null;
  return words(typeof found === 'string' ? found : found.filter((part) => part.trim() !== '').join(' '));
}

const LONGEST_CODE = 80;

/** An element as a number or code that identifies something; null when it is empty or too long to be one. */
export function idOf(segment: Segment, element: number, component = 1): string | null {
  const text = value(segment, element, component);
  return text.length > LONGEST_CODE ? null : words(text);
}

/** A control number without the zeros before it, so that `000000055` and `55` are one. */
export function bareNumber(controlNumber: string): string {
  const bare = controlNumber.trim();
  return /^0+\d/.test(bare) ? bare.replace(/^0+(?=\d)/, '') : bare;
}
