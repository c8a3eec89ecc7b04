import { countryOf, countryOfLocode } from '../codes/countries.ts';
import { toGrams } from '../codes/units.ts';
import { edifactMoment, type Moment } from '../dates.ts';
import { code, idOf, type Segment, textOf, value, wholeText } from '../edi.ts';
import type { Draft, MessageContext, Party } from '../parse/context.ts';
import type { ProductId } from '../parse/products.ts';

const OF_A_PARTY = new Set(['CTA', 'COM', 'RFF', 'LOC', 'DTM', 'FTX', 'DOC', 'FII', 'TSR']);

/** The parties that NAD names, with what belongs to each. */
export function partiesOf(segments: readonly Segment[]): Party[] {
  const parties: Party[] = [];
  let party: Party | null = null;
  for (const [index, segment] of segments.entries()) {
    if (segment.tag === 'NAD') {
      party = newParty(segment, index);
      parties.push(party);
    } else if (!OF_A_PARTY.has(segment.tag)) party = null;
    else if (party && segment.tag === 'COM') {
      const kind = code(segment, 1, 2);
      if (kind === 'TE' || kind === 'AL') party.phone ??= textOf(segment, 1);
      if (kind === 'EM') party.email ??= textOf(segment, 1);
    }
  }
  return parties;
}

/** Name and address have elements of their own, or stand as up to five lines in one. */
function newParty(segment: Segment, index: number): Party {
  const lines = [1, 2, 3, 4, 5].map((at) => textOf(segment, 3, at)).filter((line) => line !== null);
  const name = wholeText(segment, 4);
  const streets = [1, 2, 3, 4].map((at) => textOf(segment, 5, at)).filter((line) => line !== null);
  const own = name !== null || streets.length > 0 || value(segment, 6) !== '';
  const [firstLine = null, ...otherLines] = lines;
  return {
    role: code(segment, 1),
    code: idOf(segment, 2),
    name: name ?? firstLine,
    street: own ? streets.join(', ') || null : otherLines.join(', ') || null,
    city: textOf(segment, 6),
    region: textOf(segment, 7) ?? textOf(segment, 7, 4),
    postalCode: textOf(segment, 8),
    country: countryOf(value(segment, 9)),
    phone: null,
    email: null,
    index,
  };
}

/** References by qualifier, the first of each. */
export function referencesOf(segments: readonly Segment[]): Map<string, string> {
  const references = new Map<string, string>();
  for (const segment of segments) {
    if (segment.tag !== 'RFF') continue;
    const qualifier = code(segment, 1);
    const number = idOf(segment, 1, 2);
    if (qualifier !== '' && number !== null && !references.has(qualifier)) references.set(qualifier, number);
  }
  return references;
}

/** Dates by qualifier, the first of each; those that cannot be read, or not as their format says, are reported. */
export function datesOf(context: MessageContext, segments: readonly Segment[]): Map<string, Moment> {
  const dates = new Map<string, Moment>();
  for (const segment of segments) {
    if (segment.tag !== 'DTM') continue;
    const qualifier = code(segment, 1);
    const moment = momentOf(context, segment);
    if (moment && qualifier !== '' && !dates.has(qualifier)) dates.set(qualifier, moment);
  }
  return dates;
}

const SPANS = /^80\d|^81\d/;

function momentOf(context: MessageContext, segment: Segment): Moment | null {
  const text = value(segment, 1, 2);
  const format = value(segment, 1, 3);
  if (text === '' || SPANS.test(format)) return null;
  const moment = edifactMoment(text, format, context.timeZone);
  if (!moment) {
    context.badDate(segment, 1, text, 2);
    return null;
  }
  if (!moment.fits) {
    const reason = `${text} is not written as format ${format || '(none)'} has it; it is read by its figures.`;
    context.once(`dateFormat ${format} ${text.length}`, () =>
      context.problems.warn('dateFormat', reason, { segment, element: 1, component: 3, value: format }),
    );
  }
  return moment;
}

/** Product numbers of a line: LIN's own, then those of PIA. */
export function productIds(segments: readonly Segment[]): ProductId[] {
  const ids: ProductId[] = [];
  for (const segment of segments) {
    if (segment.tag === 'LIN') {
      const number = idOf(segment, 3);
      if (number !== null) ids.push({ qualifier: code(segment, 3, 2), number });
    }
    if (segment.tag !== 'PIA' || code(segment, 1) === '4') continue;
    for (let element = 2; element <= 6; element++) {
      const number = idOf(segment, element);
      if (number !== null) ids.push({ qualifier: code(segment, element, 2), number });
    }
  }
  return ids;
}

/** What the line calls the product: IMD's free text, else its code's description. */
export function descriptionOf(segments: readonly Segment[]): string | null {
  for (const segment of segments) {
    if (segment.tag !== 'IMD') continue;
    const text = [textOf(segment, 3, 4), textOf(segment, 3, 5)].filter((part) => part !== null).join(' ');
    if (text !== '') return text;
  }
  return null;
}

/** Quantities by qualifier, summed up. */
export function quantitiesOf(context: MessageContext, segments: readonly Segment[]): Map<string, number> {
  const quantities = new Map<string, number>();
  for (const segment of segments) {
    if (segment.tag !== 'QTY') continue;
    const qualifier = code(segment, 1);
    const quantity = context.quantity(segment, 1, 2);
    if (quantity !== null) quantities.set(qualifier, (quantities.get(qualifier) ?? 0) + quantity);
  }
  return quantities;
}

const GROSS = ['G', 'X7E', 'AAD', 'AAB', 'AAE', 'ADZ', 'AAL', 'AAC', 'N', 'T'];

/** The weight that MEA or CNT names, gross before net; null when none does. */
export function weightOf(context: MessageContext, segments: readonly Segment[]): number | null {
  const found = new Map<string, number>();
  for (const segment of segments) {
    if (segment.tag === 'CNT' && code(segment, 1) === '7') {
      const amount = context.amount(segment, 1, 2);
      const grams = amount === null ? null : toGrams(amount, value(segment, 1, 3), 'KGM');
      if (grams !== null) return grams;
    }
    if (segment.tag !== 'MEA' || !['AAE', 'WT', 'AAI', 'PD', 'WX', 'CT'].includes(code(segment, 1))) continue;
    const what = code(segment, 2);
    if (!GROSS.includes(what) || value(segment, 3, 2) === '') continue;
    const amount = context.amount(segment, 3, 2);
    const grams = amount === null ? null : toGrams(amount, value(segment, 3), 'KGM');
    if (grams !== null && !found.has(what)) found.set(what, grams);
  }
  for (const what of GROSS) {
    const grams = found.get(what);
    if (grams !== undefined) return grams;
  }
  return null;
}

/** Who carries: TDT of the main leg before others, else the party in that role. */
export function carrierOf(segments: readonly Segment[], parties: readonly Party[]): string | null {
  const legs = segments.filter((segment) => segment.tag === 'TDT');
  const main = legs.find((segment) => code(segment, 1) === '20') ?? legs[0];
  const named = main ? (idOf(main, 5) ?? idOf(main, 5, 4)) : null;
  const party = parties.find(({ role }) => role === 'CA' || role === 'CPE' || role === 'FW' || role === 'FR');
  return named ?? party?.code ?? party?.name ?? null;
}

/** A place: its name and country, of a UN/LOCODE the country at least. */
export function placeOf(segment: Segment | undefined): Draft {
  if (!segment) return {};
  const placeCode = value(segment, 2);
  const name = textOf(segment, 2, 4);
  const related = textOf(segment, 3, 4) ?? textOf(segment, 3);
  const country = countryOfLocode(placeCode) ?? countryOf(related ?? '');
  const bare = name?.toUpperCase().startsWith(`${placeCode.toUpperCase()} `)
    ? name.slice(placeCode.length + 1)
    : name;
  const isName = countryOfLocode(placeCode) === null && /\p{L}{3}/u.test(placeCode);
  const relatedName = related !== null && related.length > 3 ? related : null;
  return { city: bare ?? (isName ? textOf(segment, 2) : relatedName), country };
}

/** Serial numbers of cartons and pallets (GIN with BJ and the like), each once. */
export function serialsOf(segments: readonly Segment[]): string[] {
  const serials = new Set<string>();
  for (const segment of segments) {
    if (segment.tag !== 'GIN' || !['BJ', 'AW', 'SS', 'BN', 'ML'].includes(code(segment, 1))) continue;
    for (let element = 2; element <= 6; element++) {
      for (const component of [1, 2]) {
        const serial = idOf(segment, element, component);
        if (serial !== null) serials.add(serial);
      }
    }
  }
  return [...serials];
}
