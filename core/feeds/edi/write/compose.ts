import type { EdiParty, Separators } from '../edi.ts';

/** A segment to be written: its tag, then its elements; an element of several components is a list. */
export type Written = readonly [
  tag: string,
  ...elements: (string | number | null | undefined | readonly (string | number | null | undefined)[])[],
];

/** Who sends to whom, under which number. */
export interface EdiEnvelope {
  sender: EdiParty;
  receiver: EdiParty;
  /** Of the interchange, and so of its group and first message: 1 to 999,999,999. */
  controlNumber: number;
  /** When it is prepared, UTC ms. */
  at: number;
  /** Only a test. */
  test?: boolean | undefined;
  /** Of X12: `004010` when left out. */
  version?: string | undefined;
  /** Of X12's group, where they are others than the interchange's. */
  groupSender?: string | undefined;
  groupReceiver?: string | undefined;
  /** Zone of the times written; UTC when left out. X12 says so beside each time, EDIFACT cannot. */
  timeZone?: string | undefined;
}

/** An interchange ready to be sent. */
export interface EdiOutgoing {
  text: string;
  /** As the partner's acknowledgement will name it. */
  controlNumber: string;
}

export const X12_SEPARATORS: Separators = {
  element: '*',
  component: '>',
  terminator: '~',
  release: '',
  repetition: '',
  decimal: '.',
};

export const EDIFACT_SEPARATORS: Separators = {
  element: '+',
  component: ':',
  terminator: "'",
  release: '?',
  repetition: '',
  decimal: '.',
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: such characters must not be sent
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f]+/g;

/** A value as it may stand in a segment: released where the standard can, else without the separators. */
function escaped(value: string | number | null | undefined, separators: Separators): string {
  const text = String(value ?? '').replace(UNPRINTABLE, ' ');
  const { element, component, terminator, release } = separators;
  let result = '';
  for (const char of text) {
    const isSpecial =
      char === element || char === component || char === terminator || (release !== '' && char === release);
    if (!isSpecial) result += char;
    else result += release === '' ? ' ' : release + char;
  }
  return result.trim();
}

/** One segment with its terminator; empty elements and components at the end are left out. */
export function compose(segment: Written, separators: Separators): string {
  const [tag, ...elements] = segment;
  const parts = elements.map((element) => {
    if (element === null || element === undefined || typeof element !== 'object')
      return escaped(element, separators);
    return withoutTail(element.map((part) => escaped(part, separators))).join(separators.component);
  });
  return [tag, ...withoutTail(parts)].join(separators.element) + separators.terminator;
}

function withoutTail(parts: string[]): string[] {
  let end = parts.length;
  while (end > 0 && parts[end - 1] === '') end--;
  return parts.slice(0, end);
}

/** One message of X12: number and segments between ST and SE. */
export interface X12Set {
  type: string;
  segments: readonly Written[];
}

const two = (figure: number): string => String(figure).padStart(2, '0');

/** `CCYYMMDD` and `HHMM` in UTC. */
export function utcStamp(at: number): { date: string; time: string } {
  const day = new Date(at);
  return {
    date: `${day.getUTCFullYear()}${two(day.getUTCMonth() + 1)}${two(day.getUTCDate())}`,
    time: `${two(day.getUTCHours())}${two(day.getUTCMinutes())}`,
  };
}

/** A whole interchange of one group. ISA has its fixed width. */
export function composeX12(envelope: EdiEnvelope, groupType: string, sets: readonly X12Set[]): EdiOutgoing {
  const { sender, receiver, test } = envelope;
  const version = envelope.version ?? '004010';
  const number = controlNumberOf(envelope);
  const { date, time } = utcStamp(envelope.at);
  const party = ({ id, qualifier }: EdiParty): [string, string] => [
    fixed(qualifier || 'ZZ', 2),
    fixed(escaped(id, X12_SEPARATORS), 15),
  ];
  const isa = [
    'ISA',
    '00',
    fixed('', 10),
    '00',
    fixed('', 10),
    ...party(sender),
    ...party(receiver),
    date.slice(2),
    time,
    'U',
    version.slice(0, 5),
    String(number).padStart(9, '0'),
    '0',
    test ? 'T' : 'P',
    '>',
  ].join('*');
  const lines = [
    `${isa}~`,
    compose(
      [
        'GS',
        groupType,
        envelope.groupSender || sender.id,
        envelope.groupReceiver || receiver.id,
        date,
        time,
        number,
        'X',
        version,
      ],
      X12_SEPARATORS,
    ),
  ];
  for (const [at, set] of sets.entries()) {
    const control = String(number + at).padStart(4, '0');
    lines.push(compose(['ST', set.type, control], X12_SEPARATORS));
    for (const segment of set.segments) lines.push(compose(segment, X12_SEPARATORS));
    lines.push(compose(['SE', set.segments.length + 2, control], X12_SEPARATORS));
  }
  lines.push(compose(['GE', sets.length, number], X12_SEPARATORS));
  lines.push(compose(['IEA', 1, String(number).padStart(9, '0')], X12_SEPARATORS));
  return { text: `${lines.join('\n')}\n`, controlNumber: String(number) };
}

function fixed(text: string, width: number): string {
  return text.slice(0, width).padEnd(width, ' ');
}

function controlNumberOf({ controlNumber }: EdiEnvelope): number {
  const whole = Math.abs(Math.trunc(controlNumber));
  return ((((whole - 1) % 999_999_999) + 999_999_999) % 999_999_999) + 1;
}

/** One message of EDIFACT: type with its directory, and segments between UNH and UNT. */
export interface EdifactSet {
  type: readonly [type: string, version: string, release: string, agency: string, association?: string];
  segments: readonly Written[];
}

/** A whole interchange. Texts beyond ASCII are declared as UTF-8. */
export function composeEdifact(envelope: EdiEnvelope, set: EdifactSet): EdiOutgoing {
  const number = String(controlNumberOf(envelope));
  const { date, time } = utcStamp(envelope.at);
  const party = ({ id, qualifier }: EdiParty): readonly string[] => [id, qualifier];
  const body: Written[] = [
    ['UNH', '1', set.type],
    ...set.segments,
    ['UNT', set.segments.length + 2, '1'],
    ['UNZ', 1, number],
  ];
  const lines = body.map((segment) => compose(segment, EDIFACT_SEPARATORS));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  const isAscii = /^[\u0000-\u007f]*$/.test(lines.join(''));
  const unb: Written = [
    'UNB',
    isAscii ? ['UNOC', '3'] : ['UNOY', '4'],
    party(envelope.sender),
    party(envelope.receiver),
    [isAscii ? date.slice(2) : date, time],
    number,
    null,
    null,
    null,
    null,
    null,
    envelope.test ? '1' : null,
  ];
  const text = ["UNA:+.? '", compose(unb, EDIFACT_SEPARATORS), ...lines].join('\n');
  return { text: `${text}\n`, controlNumber: number };
}
