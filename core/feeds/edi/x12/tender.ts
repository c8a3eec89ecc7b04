import { toGrams } from '../codes/units.ts';
import { code, idOf, type Segment, textOf, value } from '../edi.ts';
import {
  addressOf,
  before,
  type Draft,
  deadlineOf,
  firstOf,
  groupsOf,
  type MessageContext,
  partyOf,
} from '../parse/context.ts';
import { addStatus } from '../parse/statuses.ts';
import { checkedMoment, datesOf, partiesOf, referencesOf } from './x12.ts';

const UNLOADS = ['CU', 'UL', 'PU', 'DU', 'CD', 'DR', 'TL'];

/** 204: a load offered to a carrier: a planned shipment for each stop at which something is unloaded. */
export function readLoadTender(context: MessageContext): void {
  const b2 = context.first('B2');
  const load = b2 ? idOf(b2, 4) : null;
  if (!b2 || load === null) {
    const reason = 'B2, which holds the number of the load, is missing or empty: this 204 cannot be used.';
    context.problems.error('missingNumber', reason, { segment: b2 ?? context.head, element: 4 });
    return;
  }
  const header = before(context.segments, 'S5');
  const stops = groupsOf(context.segments, 'S5');
  const unloads = stops.filter(([s5]) => s5 && UNLOADS.includes(code(s5, 2)));
  const b2a = context.first('B2A');
  const common: Draft = {
    carrierCode: idOf(b2, 2) ?? carrierOf(header),
    shipmentStatus: b2a && code(b2a, 1) === '01' ? 'cancelled' : 'planned',
    facilityCode: originOf(context, header, stops),
    stops: stops.length > 0 ? stops.length : null,
  };
  if (unloads.length === 0) {
    const reason =
      'The load names no stop at which something is unloaded: it is read without a destination of its own.';
    context.problems.warn('noStops', reason, { segment: b2 });
    context.add('shipments', { shipmentNumber: load, ...common, ...headerPart(context, header) });
    return;
  }
  for (const stop of unloads) {
    const [s5] = stop;
    const single = unloads.length === 1;
    context.add('shipments', {
      shipmentNumber: single || !s5 ? load : `${load}-${value(s5, 1) || stop.length}`,
      ...common,
      ...headerPart(context, header),
      ...stopPart(context, stop, single),
      ...(!single && { reference: load }),
    });
  }
}

function carrierOf(header: readonly Segment[]): string | null {
  const ms3 = header.find((segment) => segment.tag === 'MS3');
  return ms3 ? idOf(ms3, 1) : null;
}

/** The facility at which the load begins. */
function originOf(
  context: MessageContext,
  header: readonly Segment[],
  stops: readonly Segment[][],
): string | undefined {
  const first = stops.find(([s5]) => s5 && !UNLOADS.includes(code(s5, 2)));
  const party =
    partyOf(partiesOf(first ?? header), ['SF', 'SH', 'WH', 'PW']) ??
    partyOf(partiesOf(header), ['SF', 'SH', 'WH']);
  return party?.code ?? party?.name ?? context.options.facilityCode;
}

function headerPart(context: MessageContext, header: readonly Segment[]): Draft {
  const references = referencesOf(header);
  const { city, postalCode, country } = addressOf(partyOf(partiesOf(header), ['ST', 'CN']));
  return {
    reference: firstOf(references, ['BM', 'MB', 'SI', 'CR']),
    orderNumber: firstOf(references, ['PO', 'OQ', 'CO']),
    promisedAt: deadlineOf(datesOf(context, header), ['54', '70', '02', '17']),
    weight: totalWeight(context) ?? stopWeight(context, header),
    city,
    postalCode,
    country,
  };
}

/** L3 has the weight of the whole load. */
function totalWeight(context: MessageContext): number | null {
  const l3 = context.first('L3');
  const amount = l3 ? context.amount(l3, 1) : null;
  return l3 && amount !== null && amount > 0 ? toGrams(amount, value(l3, 12), 'L') : null;
}

function stopPart(context: MessageContext, stop: readonly Segment[], single: boolean): Draft {
  const references = referencesOf(stop);
  const parties = partiesOf(stop);
  const oid = stop.find((segment) => segment.tag === 'OID');
  const { city, postalCode, country } = addressOf(
    partyOf(parties, ['ST', 'CN', 'UC', 'DT']) ?? parties[0] ?? null,
  );
  const order = firstOf(references, ['PO', 'OQ', 'CO']) ?? (oid ? (idOf(oid, 2) ?? idOf(oid, 1)) : null);
  const promisedAt = deadlineOf(datesOf(context, stop), ['54', '70', '02', '17', '53']);
  const weight = stopWeight(context, stop);
  return {
    ...(firstOf(references, ['BM', 'SI']) !== null && { reference: firstOf(references, ['BM', 'SI']) }),
    ...(order !== null && { orderNumber: order }),
    ...(promisedAt !== null && { promisedAt }),
    ...(city && { city, postalCode, country }),
    ...(weight !== null ? { weight } : single ? {} : { weight: null }),
  };
}

function stopWeight(context: MessageContext, stop: readonly Segment[]): number | null {
  const at8 = stop.find((segment) => segment.tag === 'AT8' && value(segment, 3) !== '');
  if (at8) {
    const amount = context.amount(at8, 3);
    return amount === null ? null : toGrams(amount, value(at8, 2), 'L');
  }
  const s5 = stop[0]?.tag === 'S5' ? stop[0] : undefined;
  const amount = s5 ? context.amount(s5, 3) : null;
  return s5 && amount !== null ? toGrams(amount, value(s5, 4), 'L') : null;
}

const ANSWERS: Readonly<Record<string, { words: string; refused?: 'declined' | 'cancelled' }>> = {
  A: { words: 'Reservation accepted' },
  B: { words: 'Conditional acceptance' },
  C: { words: 'Counter proposal made' },
  D: { words: 'Reservation cancelled or declined', refused: 'declined' },
  E: { words: 'Reservation declined', refused: 'declined' },
  N: { words: 'New reservation' },
  R: { words: 'Reservation deleted', refused: 'cancelled' },
  S: { words: 'Split booking' },
  U: { words: 'Reservation changed' },
  V: { words: 'Change in vessel' },
};

/** The answer where it belongs, in B1A, or in the date's place where the date was left out. */
function answerOf(context: MessageContext, b1: Segment): string {
  const own = code(b1, 4);
  const b1a = context.first('B1A');
  if (/^[A-Z]$/.test(own) || (!b1a && !/^[A-Z]$/.test(code(b1, 3)))) return own;
  const reason = 'The answer does not stand in B1, element 4; it is read from where it stands.';
  context.problems.warn('shiftedElements', reason, { segment: b1, element: 4 });
  return b1a ? code(b1a, 1) : code(b1, 3);
}

/** 990: a carrier takes or declines a load. */
export function readTenderResponse(context: MessageContext): void {
  const b1 = context.first('B1');
  if (!b1) {
    const reason = 'B1, which holds the load’s number and the answer, is missing: this 990 cannot be used.';
    context.problems.error('missingSegment', reason, { segment: context.head });
    return;
  }
  const references = referencesOf(context.segments);
  const action = answerOf(context, b1);
  const answer = ANSWERS[action];
  if (!answer) {
    const reason = `The carrier's answer ${action || '(none)'} is not a known one: neither accepted nor declined can be told.`;
    context.problems.error('unknownAnswer', reason, { segment: b1, element: 4, value: action });
    return;
  }
  if (action === 'C') {
    const reason = 'The carrier makes a counter proposal: look at it before relying on the booking.';
    context.problems.warn('counterProposal', reason, { segment: b1, element: 4 });
  }
  const moment = /\d/.test(value(b1, 3)) ? checkedMoment(context, b1, 3, value(b1, 3), '', '') : null;
  const k1 = context.first('K1');
  const v9 = context.first('V9');
  const shown = [answer.words, v9 ? (textOf(v9, 2) ?? textOf(v9, 1)) : null, k1 ? textOf(k1, 1) : null];
  addStatus(context, {
    segment: b1,
    code: action,
    meaning: answer.refused
      ? { milestone: 'exception', exceptionKind: answer.refused, words: answer.words }
      : { milestone: 'booked', words: answer.words },
    reasons: [],
    remarks: shown.filter((text) => text !== null).join(', '),
    at: answeredAt(moment?.at ?? null, moment?.dayOnly ?? true, context.message.sentAt),
    references: {
      shipmentNumber: idOf(b1, 2) ?? firstOf(references, ['SI', 'MB']),
      trackingNumber: firstOf(references, ['CN', '2I']),
      reference: firstOf(references, ['BM', 'CR', 'CO']),
      orderNumber: firstOf(references, ['PO']),
      carrierCode: idOf(b1, 1),
    },
    place: {},
  });
}

/** A day without a time of the day on which it was sent: the time of sending is closer. */
function answeredAt(at: number | null, dayOnly: boolean, sentAt: number | null): number | null {
  if (at === null || !dayOnly || sentAt === null) return at ?? sentAt;
  return sentAt >= at && sentAt < at + 86_400_000 ? sentAt : at;
}
