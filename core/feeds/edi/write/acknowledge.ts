import type { EdiGroup, EdiInterchange, EdiMessage, EdiOptions, EdiReading } from '../edi.ts';
import { type ReadMessage, readMessages } from '../parse/parse-message.ts';
import type { EdiProblem } from '../problems.ts';
import {
  composeEdifact,
  composeX12,
  type EdiEnvelope,
  type EdiOutgoing,
  type Written,
  type X12Set,
} from './compose.ts';

export interface AcknowledgeOptions extends EdiOptions {
  /** Of the first acknowledgement; further ones take the numbers that follow. */
  controlNumber: number;
  /** UTC ms. */
  at: number;
}

export type AcknowledgedAs = 'accepted' | 'acceptedWithErrors' | 'rejected';

/** An acknowledgement ready to be sent, and what it says of which interchange. */
export interface EdiAcknowledgement extends EdiOutgoing {
  interchangeControlNumber: string;
  /** To whom it goes: the interchange's sender. */
  receiver: string;
  outcome: AcknowledgedAs;
}

interface Verdict {
  message: EdiMessage;
  outcome: AcknowledgedAs;
  problems: EdiProblem[];
}

/** Faults of form, which the sender must hear of even where all could be read. */
const OF_FORM = new Set([
  'wrongCount',
  'controlNumberMismatch',
  'missingTrailer',
  'unknownSegment',
  'badDate',
  'badQuantity',
  'badNumber',
  'shiftedElements',
]);
/** Acknowledgements are never acknowledged. */
const ANSWERS = new Set(['997', '999', 'TA1', 'CONTRL', 'APERAK']);
const MOST_FAULTS = 50;

/** A 997 for each X12 interchange that wants one; none for what cannot be answered. */
export function acknowledgeX12(reading: EdiReading, options: AcknowledgeOptions): EdiAcknowledgement[] {
  const answers: EdiAcknowledgement[] = [];
  for (const interchange of reading.interchanges) {
    const groups = interchange.groups.filter(answerable);
    if (interchange.standard !== 'x12' || interchange.sender.id === '' || groups.length === 0) continue;
    const judged = groups.map((group) => ({ group, verdicts: judge(group.messages, options) }));
    const sets = judged.map(
      ({ group, verdicts }): X12Set => ({ type: '997', segments: groupAnswer(group, verdicts) }),
    );
    const outgoing = composeX12(envelopeOf(interchange, options, answers.length), 'FA', sets);
    answers.push(
      answerOf(
        interchange,
        outgoing,
        judged.flatMap(({ verdicts }) => verdicts),
      ),
    );
  }
  return answers;
}

/** A CONTRL for each EDIFACT interchange that wants one. */
export function acknowledgeEdifact(reading: EdiReading, options: AcknowledgeOptions): EdiAcknowledgement[] {
  const answers: EdiAcknowledgement[] = [];
  for (const interchange of reading.interchanges) {
    const messages = interchange.groups.filter(answerable).flatMap((group) => group.messages);
    if (interchange.standard !== 'edifact' || interchange.sender.id === '' || messages.length === 0) continue;
    const verdicts = judge(messages, options);
    const outgoing = composeEdifact(envelopeOf(interchange, options, answers.length), {
      type: ['CONTRL', 'D', '3', 'UN'],
      segments: interchangeAnswer(interchange, verdicts),
    });
    answers.push(answerOf(interchange, outgoing, verdicts));
  }
  return answers;
}

function answerable(group: EdiGroup): boolean {
  return (
    group.messages.length > 0 && group.messages.every(({ type }) => !ANSWERS.has(type)) && group.type !== 'FA'
  );
}

function envelopeOf(interchange: EdiInterchange, options: AcknowledgeOptions, at: number): EdiEnvelope {
  return {
    sender: interchange.receiver,
    receiver: interchange.sender,
    controlNumber: options.controlNumber + at,
    at: options.at,
    test: interchange.test,
    timeZone: options.timeZone,
    ...(interchange.standard === 'x12' && {
      version: versionOf(interchange),
      groupSender: interchange.groups[0]?.receiver,
      groupReceiver: interchange.groups[0]?.sender,
    }),
  };
}

function versionOf(interchange: EdiInterchange): string {
  const version = interchange.groups[0]?.version.slice(0, 6) ?? '';
  return /^\d{6}$/.test(version) ? version : '004010';
}

function answerOf(
  interchange: EdiInterchange,
  outgoing: EdiOutgoing,
  verdicts: readonly Verdict[],
): EdiAcknowledgement {
  return {
    ...outgoing,
    interchangeControlNumber: interchange.controlNumber,
    receiver: interchange.sender.id,
    outcome: overall(verdicts),
  };
}

function overall(verdicts: readonly Verdict[]): AcknowledgedAs {
  if (verdicts.every(({ outcome }) => outcome === 'accepted')) return 'accepted';
  return verdicts.every(({ outcome }) => outcome === 'rejected') ? 'rejected' : 'acceptedWithErrors';
}

function judge(messages: readonly EdiMessage[], options: EdiOptions): Verdict[] {
  return messages.map((message) => {
    const [read] = readMessages(message.text, options).read;
    const problems = read?.problems ?? [];
    return { message, outcome: outcomeOf(read), problems: problems.filter(isFault) };
  });
}

function isFault(problem: EdiProblem): boolean {
  return problem.severity === 'error' || OF_FORM.has(problem.code);
}

function outcomeOf(read: ReadMessage | undefined): AcknowledgedAs {
  if (!read) return 'rejected';
  const faults = read.problems.filter(isFault);
  if (faults.length === 0) return 'accepted';
  const hasErrors = faults.some(({ severity }) => severity === 'error');
  return hasErrors && read.records.length === 0 ? 'rejected' : 'acceptedWithErrors';
}

const LETTER: Record<AcknowledgedAs, string> = { accepted: 'A', acceptedWithErrors: 'E', rejected: 'R' };

/** AK1 to AK9 of one group. */
function groupAnswer(group: EdiGroup, verdicts: readonly Verdict[]): Written[] {
  const segments: Written[] = [['AK1', group.type, group.controlNumber]];
  for (const { message, outcome, problems } of verdicts) {
    segments.push(['AK2', message.type, message.controlNumber]);
    for (const fault of segmentFaults(problems)) segments.push(...ak3(fault));
    segments.push(['AK5', LETTER[outcome], ...setFaults(problems)]);
  }
  const accepted = verdicts.filter(({ outcome }) => outcome !== 'rejected').length;
  const whole = overall(verdicts);
  const letter = whole === 'acceptedWithErrors' && accepted < verdicts.length ? 'P' : LETTER[whole];
  segments.push(['AK9', letter, verdicts.length, verdicts.length, accepted]);
  return segments;
}

const SET_FAULTS: Readonly<Record<string, string>> = {
  unsupportedType: '1',
  missingTrailer: '2',
  controlNumberMismatch: '3',
  wrongCount: '4',
};

/** AK5's error codes; 5: one or more segments are wrong. */
function setFaults(problems: readonly EdiProblem[]): string[] {
  const codes = new Set(problems.map(({ code }) => SET_FAULTS[code] ?? '5'));
  return [...codes].sort().slice(0, 5);
}

interface SegmentFault {
  tag: string;
  position: number;
  problems: EdiProblem[];
}

/** Faults by segment, those of the message as a whole left out. */
function segmentFaults(problems: readonly EdiProblem[]): SegmentFault[] {
  const faults = new Map<number, SegmentFault>();
  for (const problem of problems.slice(0, MOST_FAULTS)) {
    if (!problem.segment || problem.code in SET_FAULTS) continue;
    const { tag, position } = problem.segment;
    const fault = faults.get(position) ?? { tag, position, problems: [] };
    fault.problems.push(problem);
    faults.set(position, fault);
  }
  return [...faults.values()].sort((a, b) => a.position - b.position);
}

function ak3({ tag, position, problems }: SegmentFault): Written[] {
  const code = problems.some((problem) => problem.code === 'unknownSegment')
    ? '1'
    : problems.some((problem) => problem.code === 'missingSegment')
      ? '3'
      : '8';
  const elements = problems.filter((problem) => problem.segment?.element);
  return [
    ['AK3', tag.slice(0, 3), position, null, code],
    ...elements.map(
      (problem): Written => [
        'AK4',
        problem.segment?.element,
        null,
        elementFault(problem),
        problem.value?.slice(0, 35),
      ],
    ),
  ];
}

function elementFault({ code }: EdiProblem): string {
  if (code.startsWith('missing')) return '1';
  if (code === 'badDate') return '8';
  return code === 'badQuantity' || code === 'badNumber' ? '6' : '7';
}

/** UCI, then UCM, UCS and UCD for each message. */
function interchangeAnswer(interchange: EdiInterchange, verdicts: readonly Verdict[]): Written[] {
  const { sender, receiver, controlNumber } = interchange;
  const action = overall(verdicts) === 'rejected' ? '4' : '7';
  const segments: Written[] = [
    ['UCI', controlNumber, [sender.id, sender.qualifier], [receiver.id, receiver.qualifier], action],
  ];
  for (const { message, outcome, problems } of verdicts) {
    const own = problems.map(({ code }) => MESSAGE_FAULTS[code]).find((code) => code !== undefined);
    const done = outcome === 'accepted' ? '1' : outcome === 'rejected' ? '4' : '2';
    segments.push(['UCM', message.controlNumber, identifierOf(message), done, own]);
    for (const fault of segmentFaults(problems)) segments.push(...ucs(fault));
  }
  return segments;
}

const MESSAGE_FAULTS: Readonly<Record<string, string>> = {
  unsupportedType: '17',
  missingTrailer: '13',
  controlNumberMismatch: '28',
  wrongCount: '29',
};

/** `ORDERS:D:96A:UN:EAN008` again. */
function identifierOf(message: EdiMessage): string[] {
  const [directory = '', association = ''] = message.version.split(' ', 2);
  const [version = '', release = ''] = directory.split('.', 2);
  return [message.type, version, release, 'UN', association];
}

function ucs({ position, problems }: SegmentFault): Written[] {
  const whole = problems.find((problem) => !problem.segment?.element);
  const elements = problems.filter((problem) => problem.segment?.element);
  return [
    ['UCS', position, whole ? dataFault(whole) : null],
    ...elements.map((problem): Written => {
      const { element = null, component = null } = problem.segment ?? {};
      return ['UCD', dataFault(problem), [(element ?? 0) + 1, component]];
    }),
  ];
}

/** Element 0085; UCD counts the tag as the first position of its segment. */
function dataFault({ code }: EdiProblem): string {
  if (code.startsWith('missing') || code === 'noLines') return '13';
  if (code === 'unknownSegment') return '15';
  return code === 'badQuantity' || code === 'badNumber' ? '37' : '12';
}
