import { americanCountry, countryOf } from '../codes/countries.ts';
import { X12_APPOINTMENTS, X12_REASONS, X12_STATUSES } from '../codes/x12-status.ts';
import type { Moment } from '../dates.ts';
import { code, idOf, type Segment, textOf, value } from '../edi.ts';
import { before, type Draft, firstOf, groupsOf, type MessageContext } from '../parse/context.ts';
import { addStatus } from '../parse/statuses.ts';
import { checkedMoment, referencesOf } from './x12.ts';

const TRACKING = ['2I', 'CN', 'TN', '08'];
const SHIPMENT = ['SI', 'DJ', 'LO', 'MB'];
const ORDER = ['PO', 'OQ', 'CO', 'SO'];

/** 214: what a carrier reports of a shipment; a record a status. */
export function readCarrierStatus(context: MessageContext): void {
  const b10 = context.first('B10');
  if (!b10) {
    const reason = 'B10, which holds the shipment’s numbers, is missing: they are looked for elsewhere.';
    context.problems.warn('missingSegment', reason, { segment: context.head });
  }
  const header = referencesOf(before(context.segments, 'LX', 'AT7', 'Q5'));
  const remarks = remarksOf(before(context.segments, 'LX', 'AT7', 'Q5'));
  const loops = groupsOf(context.segments, 'LX');
  const parts = loops.length > 0 ? loops : [[...context.segments]];
  let statuses = 0;
  for (const loop of parts) {
    const own = numbersOf(b10, header, loop);
    const shared = remarksOf(before(loop, 'AT7', 'Q5')) ?? remarks;
    for (const group of groupsOf(loop, 'AT7', 'Q5')) {
      statuses++;
      if (group[0]?.tag === 'Q5') readQ5(context, group[0], own, shared);
      else readAt7(context, group, own, shared);
    }
  }
  if (statuses === 0) {
    context.problems.error('noStatus', 'The message reports no status: AT7 is missing.', {
      segment: context.head,
    });
  }
}

/** Numbers of the shipment: of its own loop before those of the whole message. */
function numbersOf(
  b10: Segment | undefined,
  header: ReadonlyMap<string, string>,
  loop: readonly Segment[],
): Draft {
  const own = referencesOf(loop);
  const label = loop.find(
    (segment) => segment.tag === 'MAN' && ['CP', 'GM', 'SI', 'CA', 'L', 'R'].includes(code(segment, 1)),
  );
  const either = (qualifiers: readonly string[]) => firstOf(own, qualifiers) ?? firstOf(header, qualifiers);
  return {
    shipmentNumber: firstOf(own, SHIPMENT) ?? (b10 ? idOf(b10, 2) : null) ?? firstOf(header, SHIPMENT),
    trackingNumber:
      (label ? idOf(label, 2) : null) ??
      firstOf(own, TRACKING) ??
      (b10 ? idOf(b10, 1) : null) ??
      firstOf(header, TRACKING),
    reference: either(['BM', 'MB', 'CR', 'BN', 'DO', '2H']),
    orderNumber: either(ORDER),
    carrierCode: b10 ? idOf(b10, 3) : null,
  };
}

function remarksOf(segments: readonly Segment[]): string | null {
  const texts = segments.filter(({ tag }) => tag === 'K1' || tag === 'NTE' || tag === 'MSG');
  const found = texts.map((segment) => (segment.tag === 'NTE' ? textOf(segment, 2) : textOf(segment, 1)));
  return found.filter((text) => text !== null).join(' ') || null;
}

function readAt7(
  context: MessageContext,
  group: readonly Segment[],
  references: Draft,
  remarks: string | null,
): void {
  const [at7] = group;
  if (!at7) return;
  const appointment = code(at7, 1) === '' ? code(at7, 3) : '';
  const status = code(at7, 1) || appointment;
  const reason = code(at7, 1) === '' ? code(at7, 4) : code(at7, 2);
  addStatus(context, {
    segment: at7,
    code: status,
    meaning: (appointment === '' ? X12_STATUSES : X12_APPOINTMENTS)[status] ?? X12_STATUSES[status] ?? null,
    reasons: reason === '' ? [] : [{ code: reason, meaning: X12_REASONS[reason] ?? null }],
    remarks: remarksOf(group) ?? remarks,
    at: at7Moment(context, at7)?.at ?? null,
    references,
    place: placeOf(group.find((segment) => segment.tag === 'MS1')),
  });
}

/** Before release 4010 the century stands between date and time; some senders leave out one of the elements before. */
function at7Moment(context: MessageContext, at7: Segment): Moment | null {
  const isShifted = /^\d{8}$/.test(value(at7, 4)) && !/^\d{6,8}$/.test(value(at7, 5));
  const at = isShifted ? 4 : 5;
  if (isShifted) {
    const reason = 'The date stands one element too early; it is read from there.';
    context.problems.warn('shiftedElements', reason, { segment: at7, element: 4 });
  }
  const date = value(at7, at);
  if (date === '') return null;
  const isOld = date.length === 6 && /^\d\d$/.test(value(at7, 6)) && value(at7, 7).length >= 4;
  return isOld
    ? checkedMoment(context, at7, 5, value(at7, 6) + date, value(at7, 7), value(at7, 8))
    : checkedMoment(context, at7, at, date, value(at7, at + 1), value(at7, at + 2));
}

function readQ5(context: MessageContext, q5: Segment, references: Draft, remarks: string | null): void {
  const status = code(q5, 1);
  const moment =
    value(q5, 2) === '' ? null : checkedMoment(context, q5, 2, value(q5, 2), value(q5, 3), value(q5, 4));
  const state = value(q5, 7);
  addStatus(context, {
    segment: q5,
    code: status,
    meaning: X12_STATUSES[status] ?? null,
    reasons: [],
    remarks,
    at: moment?.at ?? null,
    references,
    place: { city: textOf(q5, 6), country: countryOf(value(q5, 8)) ?? americanCountry(state, '') },
  });
}

/** Where it happened: MS1's city, or its position. */
function placeOf(ms1: Segment | undefined): Draft {
  if (!ms1) return {};
  const longitude = degrees(value(ms1, 4), code(ms1, 6));
  const latitude = degrees(value(ms1, 5), code(ms1, 7));
  const known = longitude !== null && latitude !== null && Math.abs(latitude) <= 90;
  return {
    city: textOf(ms1, 1),
    country: countryOf(value(ms1, 3)) ?? americanCountry(value(ms1, 2), ''),
    ...(known && { latitude, longitude }),
  };
}

/** Degrees, minutes and seconds without separators (`0730515`), or decimal degrees; west and south below zero. */
function degrees(text: string, direction: string): number | null {
  const sexagesimal = /^(\d{2,3})(\d{2})(\d{2})$/.exec(text);
  const decimal = /^-?\d{1,3}\.\d+$/.test(text) ? Number(text) : null;
  const size = sexagesimal
    ? Number(sexagesimal[1]) + Number(sexagesimal[2]) / 60 + Number(sexagesimal[3]) / 3600
    : decimal;
  if (size === null || Math.abs(size) > 180) return null;
  const turned = (direction === 'W' || direction === 'S') && size > 0;
  return Math.round((turned ? -size : size) * 1e6) / 1e6;
}
