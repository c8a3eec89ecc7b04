import { bareNumber, code, type Segment, value } from '../edi.ts';
import { groupsOf, type MessageContext } from '../parse/context.ts';

const ACTIONS: Readonly<Record<string, string>> = {
  '1': 'accepted',
  '2': 'acceptedWithErrors',
  '3': 'acceptedWithErrors',
  '4': 'rejected',
  '5': 'accepted',
  '6': 'rejected',
  '7': 'accepted',
  '8': 'accepted',
};

/** Element 0085: what is wrong. */
const FAULTS: Readonly<Record<string, string>> = {
  '2': 'syntax version or level not supported',
  '7': 'interchange recipient not the actual recipient',
  '12': 'invalid value',
  '13': 'missing',
  '14': 'value not supported in this position',
  '15': 'not supported in this position',
  '16': 'too many constituents',
  '17': 'no agreement',
  '18': 'unspecified error',
  '19': 'invalid decimal notation',
  '20': 'character invalid as service character',
  '21': 'invalid character',
  '22': 'invalid service character',
  '23': 'unknown interchange sender',
  '24': 'too old',
  '25': 'test indicator not supported',
  '26': 'duplicate detected',
  '28': 'references do not match',
  '29': 'control count does not match the number of instances',
  '30': 'groups and messages mixed',
  '32': 'lower level empty',
  '33': 'invalid occurrence outside message or group',
  '35': 'too many repetitions',
  '37': 'invalid type of character',
  '39': 'data element too long',
  '40': 'data element too short',
};
const MOST_DETAILS = 20;

/** CONTRL: what the partner made of an interchange that we sent. */
export function readControl(context: MessageContext): void {
  const uci = context.first('UCI');
  const controlNumber = uci ? value(uci, 1) : '';
  const outcome = uci ? ACTIONS[code(uci, 4)] : undefined;
  if (!uci || controlNumber === '' || outcome === undefined) {
    const reason = 'UCI, which says what became of which interchange, is missing or incomplete.';
    context.problems.error('unknownAnswer', reason, { segment: uci ?? context.head });
    return;
  }
  const parts = groupsOf(context.segments, 'UCM', 'UCF');
  const answers = parts.map(([part]) => (part ? ACTIONS[code(part, part.tag === 'UCM' ? 3 : 4)] : undefined));
  const isPartlyRefused =
    outcome === 'accepted' && answers.some((answer) => answer !== undefined && answer !== 'accepted');
  const details = [faultOf(uci, 5), ...parts.map(describePart)].filter((detail) => detail !== null);
  context.add('acknowledgements', {
    controlNumber: bareNumber(controlNumber),
    outcome: isPartlyRefused ? 'acceptedWithErrors' : outcome,
    messageType: 'CONTRL',
    detail: details.slice(0, MOST_DETAILS).join('; '),
  });
}

function faultOf(segment: Segment, element: number): string | null {
  const fault = code(segment, element);
  return fault === '' ? null : `${fault} ${FAULTS[fault] ?? ''}`.trim();
}

/** What is said of one message; null when it was accepted. */
function describePart(part: readonly Segment[]): string | null {
  const [first] = part;
  if (!first) return null;
  const isMessage = first.tag === 'UCM';
  const outcome = ACTIONS[code(first, isMessage ? 3 : 4)] ?? 'unknown';
  const faults: string[] = [];
  let position = '';
  for (const segment of part) {
    if (segment.tag === 'UCS') {
      position = value(segment, 1);
      const fault = faultOf(segment, 2);
      if (fault !== null) faults.push(`segment ${position}: ${fault}`);
    }
    if (segment.tag === 'UCD') {
      faults.push(`segment ${position}, element ${value(segment, 2)}: ${faultOf(segment, 1) ?? ''}`);
    }
  }
  const own = faultOf(first, isMessage ? 4 : 5);
  if (outcome === 'accepted' && faults.length === 0 && own === null) return null;
  const name = isMessage ? `${value(first, 2)} ${value(first, 1)}` : `group ${value(first, 1)}`;
  return [`${name} ${outcome}`, own, ...faults.slice(0, 5)].filter((text) => text !== null).join(', ');
}
