import {
  EXCEPTION_KINDS,
  type ExceptionKind,
  MILESTONES,
  type Milestone,
} from '../../../contract/tracking.ts';
import type { ReasonMeaning, StatusMeaning } from '../codes/x12-status.ts';
import type { Segment } from '../edi.ts';
import type { Draft, MessageContext } from './context.ts';

/** A status a carrier reports, with what it refers to. */
export interface ReportedStatus {
  segment: Segment;
  /** The carrier's own code. */
  code: string;
  meaning: StatusMeaning | null;
  /** The reasons given. */
  reasons: readonly { code: string; meaning: ReasonMeaning | null }[];
  /** The carrier's own words, where it uses any. */
  remarks: string | null;
  /** Of the status; of an estimate the time that is estimated. */
  at: number | null;
  /** Shipment, tracking number, reference, order. */
  references: Draft;
  place: Draft;
}

/** Fields by which a shipment is found again. */
const IDENTIFYING = ['shipmentNumber', 'trackingNumber', 'reference', 'orderNumber'];
const LONGEST_DESCRIPTION = 300;

/** Reasons leave these milestones as they are: the thing has happened all the same. */
const SETTLED: readonly Milestone[] = [
  'delivered',
  'returned',
  'pickedUp',
  'availableForPickup',
  'booked',
  'customs',
];

/** Adds a tracking record; says why where there is none to add. */
export function addStatus(context: MessageContext, status: ReportedStatus): void {
  const { segment } = status;
  if (!IDENTIFYING.some((field) => status.references[field])) {
    const reason =
      'The status names neither shipment nor tracking number, reference or order: nobody can tell what it is about.';
    context.problems.error('missingReference', reason, { segment });
    return;
  }
  const known = partnersOwn(context, status.code) ?? status.meaning;
  const meaning = known ?? unknown(context, status);
  const sentAt = context.message.sentAt;
  const isDue = meaning.estimate === true;
  let occurredAt = isDue ? (sentAt ?? status.at) : status.at;
  if (occurredAt === null) {
    if (sentAt === null) {
      context.problems.error(
        'missingDate',
        'The status has no date that can be read, nor has its envelope.',
        { segment },
      );
      return;
    }
    context.problems.warn(
      'missingDate',
      'The status has no date that can be read: the time it was sent is taken.',
      { segment },
    );
    occurredAt = sentAt;
  }
  const { milestone, exceptionKind } = withReason(meaning, known ? weightiest(status) : null);
  context.add(
    'tracking',
    {
      ...status.references,
      occurredAt,
      milestone,
      exceptionKind: exceptionKind ?? null,
      eventDescription: description(status, meaning),
      ...(isDue && status.at !== null && { etaAt: status.at }),
      ...status.place,
    },
    undefined,
    occurredAt,
  );
}

function unknown(context: MessageContext, status: ReportedStatus): StatusMeaning {
  const reason = `Status ${status.code || '(none)'} is not in the standard's list: it is kept as in transit. What it means can be set in the feed's options.`;
  context.once(`unknownStatus ${status.code}`, () =>
    context.problems.warn('unknownStatus', reason, { segment: status.segment, value: status.code }),
  );
  return { milestone: 'inTransit', words: '' };
}

/** What the options say of a carrier's own code: `delivered`, `exception:damaged`. */
function partnersOwn(context: MessageContext, code: string): StatusMeaning | null {
  const set = context.options.statusCodes?.[code];
  if (!set) return null;
  const [milestone, kind] = set.split(':', 2);
  if (!MILESTONES.includes(milestone as Milestone)) return null;
  const known = EXCEPTION_KINDS.find((candidate) => candidate === kind);
  return { milestone: milestone as Milestone, words: '', ...(known && { exceptionKind: known }) };
}

/** A reason turns a shipment on its way into an exception, and tells of which kind an exception is. */
function withReason(
  meaning: StatusMeaning,
  reason: ReasonMeaning | null,
): { milestone: Milestone; exceptionKind?: ExceptionKind } {
  const { milestone, exceptionKind } = meaning;
  if (!reason?.kind) return exceptionKind ? { milestone, exceptionKind } : { milestone };
  if (milestone === 'exception') {
    const vague = exceptionKind === undefined || exceptionKind === 'delayed' || exceptionKind === 'other';
    return { milestone, exceptionKind: vague ? reason.kind : exceptionKind };
  }
  if (milestone === 'attemptFailed') return { milestone, exceptionKind: reason.kind };
  if (SETTLED.includes(milestone)) return { milestone };
  return { milestone: 'exception', exceptionKind: reason.kind };
}

function weightiest({ reasons }: ReportedStatus): ReasonMeaning | null {
  return reasons.find(({ meaning }) => meaning?.kind)?.meaning ?? reasons[0]?.meaning ?? null;
}

/** The code with what it means or what the carrier wrote, and the reasons. */
function description(status: ReportedStatus, meaning: StatusMeaning): string {
  const own = status.remarks ?? meaning.words;
  const why = status.reasons
    .filter(({ code }) => code !== 'NS' && code !== 'NA')
    .map((reason) => `${reason.code}${reason.meaning ? ` ${reason.meaning.words}` : ''}`);
  return [`${status.code}${own ? ` ${own}` : ''}`.trim(), why.join(', ')]
    .filter((part) => part !== '')
    .join(' – ')
    .slice(0, LONGEST_DESCRIPTION);
}
