import { edifactReason, edifactStatus } from '../codes/edifact-status.ts';
import type { ReasonMeaning } from '../codes/x12-status.ts';
import { code, idOf, type Segment, textOf, value, wholeText } from '../edi.ts';
import { before, type Draft, firstOf, groupsOf, instantOf, type MessageContext } from '../parse/context.ts';
import { addStatus } from '../parse/statuses.ts';
import { carrierOf, datesOf, partiesOf, placeOf, referencesOf, serialsOf } from './edifact.ts';

const TRACKING = [
  'CRN',
  'TKN',
  'CN',
  'AAM',
  'AAS',
  'AWB',
  'HWB',
  'MWB',
  'AWE',
  'BM',
  'BH',
  'FF',
  'CW',
  'ZZZ',
];
const SHIPMENT = ['SRN', 'DQ', 'CU', 'AAK', 'SI', 'AAJ', 'AAU', 'ADE'];
const ORDER = ['ON', 'VN', 'CO'];
const OTHER = ['BN', 'AAO', 'ABO', 'ACE', 'ASI', 'AGB', 'ACD'];

/** When it happened, the surest word first: the status itself, then what it tells of, then the message's own date. */
const HAPPENED = [
  '334',
  '7',
  '35',
  '178',
  '186',
  '310',
  '200',
  '11',
  '133',
  '136',
  '78',
  '9',
  '50',
  '109',
  '197',
];
const EXPECTED = ['132', '17', '334', '191', '69', '2', '7', '133'];

/** IFTSTA: what a carrier reports of consignments; a record a status. */
export function readTransportStatus(context: MessageContext): void {
  const header = before(context.segments, 'CNI', 'STS');
  const consignments = groupsOf(context.segments, 'CNI');
  const parts = consignments.length > 0 ? consignments : [[...context.segments]];
  const headReferences = referencesOf(header);
  let statuses = 0;
  for (const part of parts) {
    const own = before(part, 'STS');
    for (const group of groupsOf(part, 'STS')) {
      statuses++;
      readStatus(context, group, { own, header, headReferences, isConsignment: part[0]?.tag === 'CNI' });
    }
  }
  if (statuses === 0) {
    context.problems.error('noStatus', 'The message reports no status: STS is missing.', {
      segment: context.head,
    });
  }
}

interface Around {
  own: readonly Segment[];
  header: readonly Segment[];
  headReferences: ReadonlyMap<string, string>;
  isConsignment: boolean;
}

/** Releases from D.97A on put the category first and the status second, as older ones do with type and event. */
function readStatus(context: MessageContext, group: readonly Segment[], around: Around): void {
  const [sts] = group;
  if (!sts) return;
  const event = eventOf(sts);
  const dates = datesOf(context, [...group, ...(around.isConsignment ? around.own : [])]);
  const meaning = edifactStatus(event, context.message.version);
  const late = instantOf(datesOf(context, around.header), [...HAPPENED, '137']);
  addStatus(context, {
    segment: sts,
    code: event,
    meaning,
    reasons: reasonsOf(sts),
    remarks: remarksOf(sts, group),
    at: instantOf(dates, meaning?.estimate ? EXPECTED : HAPPENED) ?? late,
    references: numbersOf(group, around),
    place: whereItHappened(group, around.own),
  });
}

/** The status; of some carriers the third component of the category, of the shortest messages the category itself. */
function eventOf(sts: Segment): string {
  const named = code(sts, 2);
  if (named !== '') return named;
  const third = code(sts, 1, 3);
  return third !== '' && code(sts, 1, 2) !== '' ? third : code(sts, 1);
}

function reasonsOf(sts: Segment): { code: string; meaning: ReasonMeaning | null }[] {
  return [3, 4, 5, 6, 7]
    .map((element) => code(sts, element))
    .filter((reason) => reason !== '')
    .map((reason) => ({ code: reason, meaning: edifactReason(reason) }));
}

/** What the carrier wrote: STS's own text, then FTX. */
function remarksOf(sts: Segment, group: readonly Segment[]): string | null {
  const named = [textOf(sts, 2, 4), textOf(sts, 3, 4)];
  const free = group.filter((segment) => segment.tag === 'FTX').map((segment) => wholeText(segment, 4));
  return [...named, ...free].filter((text) => text !== null).join(', ') || null;
}

function numbersOf(group: readonly Segment[], around: Around): Draft {
  const [cni] = around.own;
  const references = new Map([...around.headReferences, ...referencesOf(around.own), ...referencesOf(group)]);
  const consignment = around.isConsignment && cni ? (idOf(cni, 2) ?? idOf(cni, 2, 4)) : null;
  const serials = serialsOf(group);
  const all = [...around.header, ...around.own, ...group];
  return {
    shipmentNumber: firstOf(references, SHIPMENT),
    trackingNumber: firstOf(references, TRACKING) ?? (serials.length === 1 ? (serials[0] ?? null) : null),
    reference: consignment ?? firstOf(references, OTHER) ?? equipmentOf(all),
    orderNumber: firstOf(references, ORDER),
    carrierCode: carrierOf(all, partiesOf(all)),
  };
}

/** The container or trailer that is reported on, where nothing else names the shipment. */
function equipmentOf(segments: readonly Segment[]): string | null {
  const eqd = segments.find((segment) => segment.tag === 'EQD');
  return eqd ? idOf(eqd, 2) : null;
}

/** The place of the status; among several the one of the activity. */
function whereItHappened(group: readonly Segment[], own: readonly Segment[]): Draft {
  const places = group.filter((segment) => segment.tag === 'LOC');
  const candidates = places.length > 0 ? places : own.filter((segment) => segment.tag === 'LOC');
  for (const qualifier of ['175', '14', '60', '125', '13', '7', '8', '5', '9', '88']) {
    const found = candidates.find(
      (segment) => code(segment, 1) === qualifier && value(segment, 2) + value(segment, 2, 4) !== '',
    );
    if (found) return withCountry(placeOf(found), candidates);
  }
  return withCountry(placeOf(candidates[0]), candidates);
}

/** A place by name alone borrows the country that another place of the same status has. */
function withCountry(place: Draft, candidates: readonly Segment[]): Draft {
  if (place.country || candidates.length === 0) return place;
  const country = candidates.map((candidate) => placeOf(candidate).country).find((found) => found);
  return country ? { ...place, country } : place;
}
