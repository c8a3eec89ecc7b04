import { type EdiOptions, parseEdiMessage, readEdi } from '../../../../core/feeds/edi/index.ts';
import type { FeedRecord, ParsedItem } from '../../../../core/feeds/record.ts';

const GROUPS: Record<string, string> = {
  '204': 'SM',
  '214': 'QM',
  '850': 'PO',
  '856': 'SH',
  '940': 'OW',
  '945': 'SW',
  '990': 'GF',
  '997': 'FA',
};

export interface X12Options {
  version?: string;
  element?: string;
  terminator?: string;
  component?: string;
  control?: number;
}

/** ST to SE around the segments given, each a line with `*` between its elements. */
export function x12Set(type: string, lines: readonly string[], control = '0001'): string[] {
  return [`ST*${type}*${control}`, ...lines, `SE*${lines.length + 2}*${control}`];
}

/** An interchange of one group with the sets given. */
export function x12Interchange(type: string, sets: readonly string[][], options: X12Options = {}): string {
  const { version = '004010', element = '*', terminator = '~\n', component = '>', control = 7 } = options;
  const number = String(control).padStart(9, '0');
  const segments = [
    `ISA*00*          *00*          *ZZ*PARTNER        *ZZ*VIGIE          *261103*0830*U*${version.slice(0, 5)}*${number}*0*P*${component}`,
    `GS*${GROUPS[type] ?? 'ZZ'}*PARTNER*VIGIE*20261103*0830*${control}*X*${version}`,
    ...sets.flat(),
    `GE*${sets.length}*${control}`,
    `IEA*1*${number}`,
  ];
  return segments.map((segment) => segment.replaceAll('*', element) + terminator).join('');
}

/** One message by itself. */
export function x12(type: string, lines: readonly string[], options: X12Options = {}): string {
  return x12Interchange(type, [x12Set(type, lines)], options);
}

/** An EDIFACT interchange of one message. */
export function edifact(type: string, lines: readonly string[], version = 'D:96A:UN'): string {
  const segments = [
    'UNB+UNOC:3+4012345000009:14+VIGIE:ZZ+261103:0830+77',
    `UNH+1+${type}:${version}`,
    ...lines,
    `UNT+${lines.length + 2}+1`,
    'UNZ+1+77',
  ];
  return `${segments.join("'\n")}'\n`;
}

/** Records and problems of all the messages in a text, each read by itself as the inbox does. */
export function parsed(text: string | Uint8Array, options: EdiOptions = {}): ParsedItem {
  const items = readEdi(text, options).messages.map((message) => parseEdiMessage(message.text, options));
  return {
    records: items.flatMap(({ records }) => records),
    problems: items.flatMap(({ problems }) => problems),
  };
}

/** The one record of a text, and that nothing was wrong with it. */
export function only(text: string, options: EdiOptions = {}): FeedRecord {
  const { records, problems } = parsed(text, options);
  const [record] = records;
  if (records.length !== 1 || !record || problems.length > 0) {
    throw new Error(
      `Expected one record and no problem, got ${JSON.stringify({ records, problems }, null, 1)}`,
    );
  }
  return record;
}

export const codesOf = (item: { problems: readonly { code: string }[] }): string[] =>
  item.problems.map(({ code }) => code);

export const utc = (...parts: [number, number, number, number?, number?, number?]): number => {
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};
