import { americanCountry, countryOf } from '../codes/countries.ts';
import { edifactMoment, type Moment, x12Moment } from '../dates.ts';
import { code, idOf, type Segment, textOf, value } from '../edi.ts';
import type { MessageContext, Party } from '../parse/context.ts';
import type { ProductId } from '../parse/products.ts';

const OF_A_PARTY = new Set([
  'N2',
  'N3',
  'N4',
  'PER',
  'G61',
  'REF',
  'N9',
  'NX1',
  'NX2',
  'L11',
  'PCT',
  'SI',
  'FOB',
  'TD1',
  'TD5',
]);

/** The parties that N1 loops name. */
export function partiesOf(segments: readonly Segment[]): Party[] {
  const parties: Party[] = [];
  let party: Party | null = null;
  for (const [index, segment] of segments.entries()) {
    if (segment.tag === 'N1') {
      party = newParty(segment, index);
      parties.push(party);
    } else if (!OF_A_PARTY.has(segment.tag)) party = null;
    else if (party) fillParty(party, segment);
  }
  return parties;
}

function newParty(segment: Segment, index: number): Party {
  return {
    role: code(segment, 1),
    name: textOf(segment, 2),
    code: idOf(segment, 4),
    street: null,
    city: null,
    region: null,
    postalCode: null,
    country: null,
    phone: null,
    email: null,
    index,
  };
}

function fillParty(party: Party, segment: Segment): void {
  if (segment.tag === 'N2') party.name ??= textOf(segment, 1);
  else if (segment.tag === 'N3') {
    const lines = [party.street, textOf(segment, 1), textOf(segment, 2)].filter((line) => line !== null);
    party.street = lines.length > 0 ? lines.join(', ') : null;
  } else if (segment.tag === 'N4') {
    party.city = textOf(segment, 1);
    party.region = textOf(segment, 2);
    party.postalCode = textOf(segment, 3);
    party.country = countryOf(value(segment, 4)) ?? americanCountry(value(segment, 2), value(segment, 3));
  } else if (segment.tag === 'PER' || segment.tag === 'G61') {
    for (const at of [3, 5, 7]) {
      const kind = code(segment, at);
      if (kind === 'TE' || kind === 'CP') party.phone ??= textOf(segment, at + 1);
      if (kind === 'EM') party.email ??= textOf(segment, at + 1);
    }
  }
}

/** References by qualifier, the first of each: REF and N9 put the qualifier first, L11 second. */
export function referencesOf(segments: readonly Segment[]): Map<string, string> {
  const references = new Map<string, string>();
  for (const segment of segments) {
    const turned = segment.tag === 'L11';
    if (!turned && segment.tag !== 'REF' && segment.tag !== 'N9') continue;
    const qualifier = code(segment, turned ? 2 : 1);
    const number = idOf(segment, turned ? 1 : 2) ?? (turned ? null : idOf(segment, 3));
    if (qualifier !== '' && number !== null && !references.has(qualifier)) references.set(qualifier, number);
  }
  return references;
}

/** Dates by qualifier, the first of each, from DTM and G62; those that cannot be read are reported. */
export function datesOf(context: MessageContext, segments: readonly Segment[]): Map<string, Moment> {
  const dates = new Map<string, Moment>();
  for (const segment of segments) {
    if (segment.tag !== 'DTM' && segment.tag !== 'G62') continue;
    const moment = segment.tag === 'DTM' ? dtmMoment(context, segment) : g62Moment(context, segment);
    const qualifier = code(segment, 1);
    if (moment && qualifier !== '' && !dates.has(qualifier)) dates.set(qualifier, moment);
  }
  return dates;
}

/** DTM before release 4010 brings the century in its fifth element, and any release may write a period in its seventh. */
function dtmMoment(context: MessageContext, segment: Segment): Moment | null {
  const century = /^\d\d$/.test(value(segment, 5)) && value(segment, 2).length === 6 ? value(segment, 5) : '';
  const text = century + value(segment, 2);
  if (text !== '') return checkedMoment(context, segment, 2, text, value(segment, 3), value(segment, 4));
  const period = value(segment, 7);
  if (period === '') return null;
  const formats: Record<string, string> = {
    D6: '101',
    D8: '102',
    RD8: '718',
    RD6: '717',
    DT: '203',
    DTS: '719',
  };
  const format = formats[code(segment, 6)] ?? '102';
  const moment = edifactMoment(period, format, context.timeZone);
  if (!moment) context.badDate(segment, 7, period);
  return moment;
}

function g62Moment(context: MessageContext, segment: Segment): Moment | null {
  const text = value(segment, 2);
  return text === '' ? null : checkedMoment(context, segment, 2, text, value(segment, 4), value(segment, 5));
}

/** A date with its time; reported when the date, or the time beside it, cannot be read. */
export function checkedMoment(
  context: MessageContext,
  segment: Segment,
  element: number,
  date: string,
  time: string,
  zoneCode: string,
): Moment | null {
  const moment = x12Moment(date, time, zoneCode, context.timeZone);
  if (!moment) context.badDate(segment, element, date);
  else if (time !== '' && moment.dayOnly && !/^0+$/.test(time)) context.badDate(segment, element + 1, time);
  return moment;
}

/** Product numbers in pairs of qualifier and number from an element on. */
export function productIds(segment: Segment, from: number): ProductId[] {
  const ids: ProductId[] = [];
  for (let at = from; at < segment.elements.length && at < from + 40; at += 2) {
    const number = idOf(segment, at + 1);
    if (number !== null) ids.push({ qualifier: code(segment, at), number });
  }
  return ids;
}

/** Whether an element holds a qualifier of two letters or figures, as stands before a product number. */
export function looksLikeQualifier(segment: Segment, element: number): boolean {
  return /^[A-Z][A-Z0-9]$/.test(code(segment, element)) && value(segment, element + 1) !== '';
}
