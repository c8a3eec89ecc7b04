import { compactInstant } from '../dates.ts';
import { type EdiParty, type EdiStandard, type Segment, value } from '../edi.ts';

export interface InterchangeHead {
  controlNumber: string;
  sender: EdiParty;
  receiver: EdiParty;
  version: string;
  sentAt: number | null;
  /** Date and time as they stand there, for the key. */
  stamp: string;
  test: boolean;
}

export interface GroupHead {
  type: string;
  controlNumber: string;
  sender: string;
  receiver: string;
  version: string;
  sentAt: number | null;
}

export interface MessageHead {
  type: string;
  controlNumber: string;
  version: string;
}

/** How a standard names and fills the segments of its envelope. Trailers hold a count and a control number in both. */
export interface Dialect {
  readonly standard: EdiStandard;
  readonly open: string;
  readonly group: string;
  readonly message: string;
  readonly messageEnd: string;
  readonly groupEnd: string;
  readonly close: string;
  interchange(head: Segment, timeZone: string): InterchangeHead;
  groupHead(head: Segment, timeZone: string): GroupHead;
  messageHead(head: Segment, group: GroupHead): MessageHead;
}

export const NO_INTERCHANGE: InterchangeHead = {
  controlNumber: '',
  sender: { id: '', qualifier: '' },
  receiver: { id: '', qualifier: '' },
  version: '',
  sentAt: null,
  stamp: '',
  test: false,
};

export const NO_GROUP: GroupHead = {
  type: '',
  controlNumber: '',
  sender: '',
  receiver: '',
  version: '',
  sentAt: null,
};

export const X12: Dialect = {
  standard: 'x12',
  open: 'ISA',
  group: 'GS',
  message: 'ST',
  messageEnd: 'SE',
  groupEnd: 'GE',
  close: 'IEA',
  interchange: (head, timeZone) => ({
    controlNumber: value(head, 13),
    sender: { qualifier: value(head, 5), id: value(head, 6) },
    receiver: { qualifier: value(head, 7), id: value(head, 8) },
    version: value(head, 12),
    sentAt: compactInstant(value(head, 9), value(head, 10), timeZone),
    stamp: `${value(head, 9)}${value(head, 10)}`,
    test: value(head, 15).toUpperCase() === 'T',
  }),
  groupHead: (head, timeZone) => ({
    type: value(head, 1).toUpperCase(),
    sender: value(head, 2),
    receiver: value(head, 3),
    sentAt: compactInstant(value(head, 4), value(head, 5), timeZone),
    controlNumber: value(head, 6),
    version: value(head, 8),
  }),
  messageHead: (head, group) => ({
    type: value(head, 1).toUpperCase(),
    controlNumber: value(head, 2),
    version: value(head, 3) || group.version,
  }),
};

export const EDIFACT: Dialect = {
  standard: 'edifact',
  open: 'UNB',
  group: 'UNG',
  message: 'UNH',
  messageEnd: 'UNT',
  groupEnd: 'UNE',
  close: 'UNZ',
  interchange: (head, timeZone) => ({
    version: `${value(head, 1).toUpperCase()}:${value(head, 1, 2)}`,
    sender: { id: value(head, 2), qualifier: value(head, 2, 2) },
    receiver: { id: value(head, 3), qualifier: value(head, 3, 2) },
    sentAt: compactInstant(value(head, 4), value(head, 4, 2), timeZone),
    stamp: `${value(head, 4)}${value(head, 4, 2)}`,
    controlNumber: value(head, 5),
    test: value(head, 11) === '1',
  }),
  groupHead: (head, timeZone) => ({
    type: value(head, 1).toUpperCase(),
    sender: value(head, 2),
    receiver: value(head, 3),
    sentAt: compactInstant(value(head, 4), value(head, 4, 2), timeZone),
    controlNumber: value(head, 5),
    version: [value(head, 7), value(head, 7, 2)].filter((part) => part !== '').join('.'),
  }),
  messageHead: (head) => {
    const directory = [value(head, 2, 2), value(head, 2, 3)].filter((part) => part !== '').join('.');
    const association = value(head, 2, 5);
    return {
      type: value(head, 2).toUpperCase(),
      controlNumber: value(head, 1),
      version: `${directory} ${association}`.trim(),
    };
  },
};
