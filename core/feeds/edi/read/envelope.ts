import {
  bareNumber,
  type EdiGroup,
  type EdiInterchange,
  type EdiMessage,
  type Segment,
  type Separators,
  value,
} from '../edi.ts';
import { ProblemList, plainProblem, type TextLines } from '../problems.ts';
import {
  type Dialect,
  type GroupHead,
  type InterchangeHead,
  type MessageHead,
  NO_GROUP,
  NO_INTERCHANGE,
} from './dialects.ts';
import { type RawSegment, segmentAt, splitSegment } from './segments.ts';
import { hidesInterchange } from './separators.ts';

/** A message with where it lies in the text. */
export interface FoundMessage {
  message: EdiMessage;
  separators: Separators;
  begin: number;
  end: number;
}

export interface ReadInterchange {
  interchange: EdiInterchange;
  found: FoundMessage[];
  /** Where the next interchange may begin. */
  end: number;
}

interface OpenGroup {
  group: EdiGroup;
  head: GroupHead;
  /** Its own segment; empty when it has none. */
  text: string;
}

interface OpenMessage {
  head: MessageHead;
  begin: number;
  segment: Segment;
  segments: number;
  problems: ProblemList;
}

/** What all interchanges of a text have in common. */
export interface EnvelopeOptions {
  timeZone: string;
  lines: TextLines;
  /** Keys given so far, with how often. */
  usedKeys: Map<string, number>;
}

/** Reads one interchange from its head on, whatever is missing of it. Keys already used get a number behind them. */
export class EnvelopeReader {
  readonly #text: string;
  readonly #dialect: Dialect;
  readonly #separators: Separators;
  readonly #timeZone: string;
  readonly #lines: TextLines;
  readonly #problems: ProblemList;
  readonly #usedKeys: Map<string, number>;
  readonly #found: FoundMessage[] = [];
  readonly #groups: EdiGroup[] = [];
  #head: InterchangeHead = NO_INTERCHANGE;
  #headText = '';
  #group: OpenGroup | null = null;
  #message: OpenMessage | null = null;
  #strays = 0;

  constructor(text: string, dialect: Dialect, separators: Separators, options: EnvelopeOptions) {
    this.#text = text;
    this.#dialect = dialect;
    this.#separators = separators;
    this.#timeZone = options.timeZone;
    this.#usedKeys = options.usedKeys;
    this.#lines = options.lines;
    this.#problems = new ProblemList(options.lines);
  }

  /** `head` is the interchange's own segment (null where it is missing), `from` where what follows it begins. */
  read(head: Segment | null, headText: string, from: number, oddity: string | null): ReadInterchange {
    const { open } = this.#dialect;
    if (head) {
      this.#head = this.#dialect.interchange(head, this.#timeZone);
      this.#headText = headText;
      if (oddity)
        this.#problems.warn('oddEnvelope', `${oddity}; it is read all the same.`, { segment: head });
      if (this.#head.sentAt === null) {
        this.#problems.warn('badDate', `${open} names no date on which the interchange was prepared.`, {
          segment: head,
        });
      }
    } else {
      const reason = `The head ${open} is missing; the messages are read without it, and who sent them is not known.`;
      this.#problems.warn('missingHead', reason, { offset: from });
    }
    const end = this.#segments(from);
    return { interchange: this.#interchange(), found: this.#found, end };
  }

  #segments(from: number): number {
    let at = from;
    for (;;) {
      const raw = segmentAt(this.#text, at, this.#separators);
      if (!raw) break;
      if (raw.tag === this.#dialect.open || raw.tag === 'UNA') {
        this.#closeAll(raw.offset, true);
        return raw.offset;
      }
      const hidden = this.#hidden(raw);
      if (hidden >= 0) {
        this.#step({ ...raw, end: hidden, next: hidden });
        this.#closeAll(hidden, true);
        return hidden;
      }
      if (raw.tag === this.#dialect.close) {
        this.#closeAll(raw.offset, false);
        this.#checkClose(this.#split(raw, 1));
        return raw.next;
      }
      this.#step(raw);
      at = raw.next;
    }
    this.#closeAll(this.#text.length, true);
    return this.#text.length;
  }

  #hidden(raw: RawSegment): number {
    if (raw.end - raw.offset < 20) return -1;
    const at = hidesInterchange(this.#text.slice(raw.offset, raw.end), this.#dialect.standard);
    return at < 0 ? -1 : raw.offset + at;
  }

  #step(raw: RawSegment): void {
    const { group, message, messageEnd, groupEnd } = this.#dialect;
    if (raw.tag === message) this.#openMessage(raw);
    else if (raw.tag === messageEnd) this.#endMessage(raw);
    else if (raw.tag === group && (!this.#message || this.#dialect.standard === 'x12')) this.#openGroup(raw);
    else if (raw.tag === groupEnd) this.#endGroup(raw);
    else if (this.#message) this.#message.segments++;
    else if (raw.tag === 'TA1') this.#interchangeAcknowledgement(raw);
    else this.#stray(raw);
  }

  #split(raw: RawSegment, position: number): Segment {
    return splitSegment(this.#text, raw, this.#separators, this.#dialect.standard, position);
  }

  #stray(raw: RawSegment): void {
    if (++this.#strays > 1) return;
    const reason = `${raw.tag || 'Something'} stands outside of any message and is left out, with what may follow it.`;
    this.#problems.warn('straySegment', reason, { offset: raw.offset });
  }

  #openGroup(raw: RawSegment): void {
    if (this.#message) this.#closeMessage(raw.offset, null);
    const head = this.#dialect.groupHead(this.#split(raw, 1), this.#timeZone);
    this.#startGroup(head, this.#text.slice(raw.offset, raw.end).trimEnd());
  }

  #startGroup(head: GroupHead, text: string): OpenGroup {
    const group: EdiGroup = {
      type: head.type,
      controlNumber: head.controlNumber,
      sender: head.sender,
      receiver: head.receiver,
      version: head.version,
      messages: [],
    };
    this.#groups.push(group);
    this.#group = { group, head, text };
    return this.#group;
  }

  #openMessage(raw: RawSegment): void {
    if (this.#message) this.#closeMessage(raw.offset, null);
    const { standard, group, message } = this.#dialect;
    if (!this.#group) {
      if (standard === 'x12') {
        this.#problems.warn('missingHead', `${message} stands outside of any group: ${group} is missing.`, {
          offset: raw.offset,
        });
      }
      this.#startGroup(NO_GROUP, '');
    }
    const segment = this.#split(raw, 1);
    this.#message = {
      head: this.#dialect.messageHead(segment, this.#group?.head ?? NO_GROUP),
      begin: raw.offset,
      segment,
      segments: 1,
      problems: new ProblemList(this.#lines),
    };
  }

  #endMessage(raw: RawSegment): void {
    const open = this.#message;
    if (!open) {
      this.#stray(raw);
      return;
    }
    open.segments++;
    const trailer = this.#split(raw, open.segments);
    const count = value(trailer, 1);
    if (Number(count) !== open.segments) {
      const reason = `${raw.tag} says ${count || 'nothing of'} segments and there are ${open.segments}: one may have got lost on the way.`;
      open.problems.warn('wrongCount', reason, { segment: trailer, element: 1, value: count });
    }
    this.#compareControl(open.problems, trailer, open.head.controlNumber);
    this.#closeMessage(raw.next, trailer);
  }

  #compareControl(problems: ProblemList, trailer: Segment, expected: string): void {
    const given = value(trailer, 2);
    if (bareNumber(given) === bareNumber(expected)) return;
    const reason = `The control number ${given || '(none)'} of ${trailer.tag} is not that of its head, ${expected || '(none)'}.`;
    problems.warn('controlNumberMismatch', reason, { segment: trailer, element: 2, value: given });
  }

  #closeMessage(end: number, trailer: Segment | null): void {
    const open = this.#message;
    this.#message = null;
    if (!open) return;
    const { messageEnd } = this.#dialect;
    if (!trailer) {
      const reason = `The trailer ${messageEnd} is missing: the message may be cut off. What is there was read.`;
      open.problems.warn('missingTrailer', reason, { segment: open.segment });
    }
    if (open.head.type === '') {
      open.problems.error('missingType', `${open.segment.tag} does not say what kind of message it is.`, {
        segment: open.segment,
      });
    }
    const group = this.#group ?? this.#startGroup(NO_GROUP, '');
    const message = this.#describe(open.head, open.begin, end, group);
    message.problems = open.problems.all().map(plainProblem);
    group.group.messages.push(message);
    this.#found.push({ message, separators: this.#separators, begin: open.begin, end });
  }

  #describe(head: MessageHead, begin: number, end: number, group: OpenGroup): EdiMessage {
    const { standard } = this.#dialect;
    const { terminator } = this.#separators;
    const join = terminator === '\n' || terminator === '\r' ? terminator : `${terminator}\n`;
    const heads = [this.#headText, group.text].filter((text) => text !== '').map((text) => text + join);
    const body = this.#text.slice(begin, end).trimEnd();
    const type = /^[A-Z0-9]{1,8}$/.test(head.type) ? head.type : 'unknown';
    const sender = this.#head.sender.id || group.head.sender;
    return {
      standard,
      type,
      kind: `${standard}.${type}`,
      key: this.#key(sender, head, group, body),
      controlNumber: head.controlNumber,
      groupControlNumber: group.head.controlNumber,
      interchangeControlNumber: this.#head.controlNumber,
      sender,
      receiver: this.#head.receiver.id || group.head.receiver,
      version: head.version,
      sentAt: this.#head.sentAt ?? group.head.sentAt,
      text: heads.join('') + body,
      problems: [],
    };
  }

  /** Without any control number the text itself is the only name that a message has. */
  #key(sender: string, head: MessageHead, group: OpenGroup, body: string): string {
    const numbers = [this.#head.controlNumber, group.head.controlNumber, head.controlNumber].map((number) =>
      bareNumber(number.slice(0, 40)),
    );
    const named = numbers.some((number) => number !== '');
    const parts = [sender.slice(0, 40), this.#head.stamp.slice(0, 14), ...numbers];
    if (!named || this.#head.controlNumber === '') parts.push(fingerprint(body));
    const key = parts.filter((part) => part !== '').join('|');
    const used = (this.#usedKeys.get(key) ?? 0) + 1;
    this.#usedKeys.set(key, used);
    return used === 1 ? key : `${key}#${used}`;
  }

  #interchangeAcknowledgement(raw: RawSegment): void {
    const segment = this.#split(raw, 1);
    const head: MessageHead = { type: 'TA1', controlNumber: value(segment, 1), version: this.#head.version };
    const group = this.#startGroup(NO_GROUP, '');
    const message = this.#describe(head, raw.offset, raw.next, group);
    group.group.messages.push(message);
    this.#found.push({ message, separators: this.#separators, begin: raw.offset, end: raw.next });
    this.#group = null;
  }

  #endGroup(raw: RawSegment): void {
    if (this.#message) this.#closeMessage(raw.offset, null);
    const open = this.#group;
    this.#group = null;
    if (!open) {
      this.#stray(raw);
      return;
    }
    if (open.text === '') return;
    const trailer = this.#split(raw, 1);
    this.#checkCount(trailer, open.group.messages.length, 'messages');
    this.#compareControl(this.#problems, trailer, open.head.controlNumber);
  }

  #checkCount(trailer: Segment, there: number, what: string): void {
    const count = value(trailer, 1);
    if (Number(count) === there) return;
    const reason = `${trailer.tag} says ${count || 'nothing of'} ${what} and there are ${there}: ask the sender whether all of them arrived.`;
    this.#problems.warn('wrongCount', reason, { segment: trailer, element: 1, value: count });
  }

  #checkClose(trailer: Segment): void {
    const { standard } = this.#dialect;
    const groups = this.#groups.filter(({ messages }) => messages[0]?.type !== 'TA1');
    const isGrouped = standard === 'x12' || groups.some(({ controlNumber }) => controlNumber !== '');
    this.#checkCount(
      trailer,
      isGrouped ? groups.length : this.#found.length,
      isGrouped ? 'groups' : 'messages',
    );
    if (this.#headText !== '') this.#compareControl(this.#problems, trailer, this.#head.controlNumber);
  }

  #closeAll(end: number, cutOff: boolean): void {
    if (this.#message) this.#closeMessage(end, null);
    const { close, groupEnd } = this.#dialect;
    if (this.#group && this.#group.text !== '') {
      const reason = `The trailer ${groupEnd} of group ${this.#group.group.controlNumber} is missing.`;
      this.#problems.warn('missingTrailer', reason, { offset: end });
    }
    this.#group = null;
    if (!cutOff || this.#headText === '') return;
    const reason = `The trailer ${close} is missing: the interchange may be cut off, ask the sender whether more was in it.`;
    this.#problems.warn('missingTrailer', reason, { offset: Math.max(0, end - 1) });
  }

  #interchange(): EdiInterchange {
    const { controlNumber, sender, receiver, version, sentAt, test } = this.#head;
    return {
      standard: this.#dialect.standard,
      controlNumber,
      sender,
      receiver,
      version,
      sentAt,
      test,
      separators: this.#separators,
      groups: this.#groups,
      problems: this.#problems.all().map(plainProblem),
    };
  }
}

/** FNV-1a, in 8 hexadecimal figures. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
