import { bareNumber, code, type Segment, value } from '../edi.ts';
import { groupsOf, type MessageContext } from '../parse/context.ts';

const OUTCOMES: Readonly<Record<string, string>> = {
  A: 'accepted',
  E: 'acceptedWithErrors',
  P: 'acceptedWithErrors',
  R: 'rejected',
  M: 'rejected',
  W: 'rejected',
  X: 'rejected',
};
const MOST_DETAILS = 20;

/** 997 and 999: what the partner made of a group that we sent; a record a group. */
export function readFunctionalAcknowledgement(context: MessageContext): void {
  const groups = groupsOf(context.segments, 'AK1');
  if (groups.length === 0) {
    const reason = 'AK1, which says what is acknowledged, is missing.';
    context.problems.error('missingSegment', reason, { segment: context.head });
  }
  for (const group of groups) readGroup(context, group);
}

function readGroup(context: MessageContext, group: readonly Segment[]): void {
  const [ak1] = group;
  if (!ak1) return;
  const controlNumber = value(ak1, 2);
  if (controlNumber === '') {
    const reason = 'The acknowledgement does not say which group it is about.';
    context.problems.error('missingNumber', reason, { segment: ak1, element: 2 });
    return;
  }
  const ak9 = group.find((segment) => segment.tag === 'AK9');
  const sets = groupsOf(group, 'AK2');
  const answers = sets
    .map((set) => set.find(({ tag }) => tag === 'AK5' || tag === 'IK5'))
    .filter((ak5) => ak5 !== undefined);
  const outcome = ak9 ? OUTCOMES[code(ak9, 1)] : worst(answers.map((ak5) => OUTCOMES[code(ak5, 1)] ?? ''));
  if (outcome === undefined || outcome === '') {
    const reason = 'The acknowledgement says neither accepted nor rejected.';
    context.problems.error('unknownAnswer', reason, { segment: ak9 ?? ak1, element: 1 });
    return;
  }
  const details = sets.map(describeSet).filter((detail) => detail !== null);
  context.add('acknowledgements', {
    controlNumber: bareNumber(controlNumber),
    outcome,
    messageType: code(ak1, 1),
    detail: details.slice(0, MOST_DETAILS).join('; '),
  });
}

function worst(outcomes: readonly string[]): string | undefined {
  return ['rejected', 'acceptedWithErrors', 'accepted'].find((outcome) => outcomes.includes(outcome));
}

/** What is said of one message: null when it was accepted. */
function describeSet(set: readonly Segment[]): string | null {
  const [ak2] = set;
  const ak5 = set.find(({ tag }) => tag === 'AK5' || tag === 'IK5');
  if (!ak2 || (ak5 && code(ak5, 1) === 'A')) return null;
  const faults = groupsOf(set, 'AK3', 'IK3').map((group) => {
    const [ak3] = group;
    const elements = group.filter(({ tag }) => tag === 'AK4' || tag === 'IK4');
    const named = elements.map(
      (ak4) => `element ${value(ak4, 1)}${value(ak4, 4) ? ` “${value(ak4, 4).slice(0, 40)}”` : ''}`,
    );
    return ak3
      ? `segment ${value(ak3, 2)} (${value(ak3, 1)})${named.length > 0 ? `, ${named.join(', ')}` : ''}`
      : '';
  });
  const outcome = ak5 && OUTCOMES[code(ak5, 1)] === 'rejected' ? 'rejected' : 'accepted with errors';
  const where = faults.slice(0, 5).join(', ');
  return `${value(ak2, 1)} ${value(ak2, 2)} ${outcome}${where ? `: ${where}` : ''}`;
}

const INTERCHANGE_NOTES: Readonly<Record<string, string>> = {
  '000': 'no error',
  '001': 'the control number of the trailer is another than that of the head',
  '002': 'the standard of the control segments is not supported',
  '003': 'the version of the control segments is not supported',
  '004': 'the segment terminator is invalid',
  '005': 'the sender’s qualifier is invalid',
  '006': 'the sender is not known',
  '007': 'the receiver’s qualifier is invalid',
  '008': 'the receiver is not known',
  '009': 'the receiver is not known',
  '016': 'the element separator is invalid',
  '017': 'the segment terminator is invalid',
  '021': 'the number of groups is wrong',
  '022': 'a control segment is wrong',
  '023': 'the transmission ended too early',
  '025': 'the control number was used before',
};

/** TA1: what the partner made of the envelope of an interchange. */
export function readInterchangeAcknowledgement(context: MessageContext): void {
  const { head } = context;
  const outcome = OUTCOMES[code(head, 4)];
  if (value(head, 1) === '' || outcome === undefined) {
    const reason = 'TA1 does not say which interchange it is about, or what became of it.';
    context.problems.error('unknownAnswer', reason, { segment: head });
    return;
  }
  const note = value(head, 5);
  context.add('acknowledgements', {
    controlNumber: bareNumber(value(head, 1)),
    outcome,
    messageType: 'TA1',
    detail: note === '' || note === '000' ? null : `${note} ${INTERCHANGE_NOTES[note] ?? ''}`.trim(),
  });
}
