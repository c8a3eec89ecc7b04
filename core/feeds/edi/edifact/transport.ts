import { code, idOf, type Segment, value } from '../edi.ts';
import {
  addressOf,
  before,
  type Draft,
  deadlineOf,
  firstOf,
  groupsOf,
  type MessageContext,
  type Party,
  partyOf,
} from '../parse/context.ts';
import { carrierOf, datesOf, partiesOf, placeOf, referencesOf, serialsOf, weightOf } from './edifact.ts';
import { beginning, documentNumber } from './orders.ts';

const DELIVERY_DATES = ['2', '17', '69', '132', '358', '63', '64', '35'];
const CONSIGNEES = ['DP', 'CN', 'ST', 'UC', 'UD'];

/** IFTMIN: an instruction to carry, of one shipment. */
export function readTransportInstruction(context: MessageContext): void {
  const bgm = beginning(context);
  if (!bgm) return;
  const header = before(context.segments, 'GID', 'EQD');
  const references = referencesOf(header);
  const number = documentNumber(bgm) ?? firstOf(references, ['SRN', 'CU', 'DQ']);
  if (number === null) {
    const reason = 'The instruction has no number: nobody can tell which shipment is meant.';
    context.problems.error('missingNumber', reason, { segment: bgm, element: 2 });
    return;
  }
  const parties = partiesOf(header);
  const goods = groupsOf(context.segments, 'GID');
  context.add('shipments', {
    shipmentNumber: number,
    shipmentStatus: ['1', '3'].includes(code(bgm, 3)) ? 'cancelled' : 'planned',
    ...shipmentPart(context, header, parties),
    carrierCode: carrierOf(header, parties),
    facilityCode: originOf(parties) ?? context.options.facilityCode,
    weight: weightOf(context, header) ?? sumOfGoods(context, goods),
    packages: packagesOf(context, header, goods),
    sscc: serialsOf(context.segments).slice(0, 50).join(' '),
  });
}

function originOf(parties: readonly Party[]): string | null {
  const party = partyOf(parties, ['SF', 'PW', 'WH', 'CZ', 'SU', 'CO']);
  return party?.code ?? party?.name ?? null;
}

/** What header and consignment both may say. */
function shipmentPart(
  context: MessageContext,
  segments: readonly Segment[],
  parties: readonly Party[],
): Draft {
  const references = referencesOf(segments);
  const consignee = addressOf(partyOf(parties, CONSIGNEES));
  const place = placeOf(
    segments.find((segment) => segment.tag === 'LOC' && ['7', '8', '20', '11'].includes(code(segment, 1))),
  );
  return {
    orderNumber: firstOf(references, ['ON', 'VN', 'CO']),
    reference: firstOf(references, ['DQ', 'SRN', 'CU', 'FF', 'AAS', 'BM', 'BN']),
    trackingNumber: firstOf(references, ['CRN', 'CN', 'AAM', 'TKN']),
    promisedAt: deadlineOf(datesOf(context, segments), DELIVERY_DATES),
    city: consignee.city ?? place.city,
    postalCode: consignee.postalCode,
    country: consignee.country ?? place.country,
  };
}

function sumOfGoods(context: MessageContext, goods: readonly Segment[][]): number | null {
  let sum: number | null = null;
  for (const item of goods) {
    const grams = weightOf(context, item);
    if (grams !== null) sum = (sum ?? 0) + grams;
  }
  return sum;
}

function packagesOf(
  context: MessageContext,
  header: readonly Segment[],
  goods: readonly Segment[][],
): number | null {
  const cnt = header.find((segment) => segment.tag === 'CNT' && ['11', '8'].includes(code(segment, 1)));
  if (cnt) return context.quantity(cnt, 1, 2);
  let sum: number | null = null;
  for (const [gid] of goods) {
    const count = gid ? context.quantity(gid, 2) : null;
    if (count !== null) sum = (sum ?? 0) + count;
  }
  return sum;
}

/** IFCSUM: several consignments in one summary; a planned shipment for each. */
export function readConsolidation(context: MessageContext): void {
  const bgm = beginning(context);
  if (!bgm) return;
  const header = before(context.segments, 'CNI');
  const headParties = partiesOf(header);
  const shared: Draft = {
    shipmentStatus: ['1', '3'].includes(code(bgm, 3)) ? 'cancelled' : 'planned',
    carrierCode: carrierOf(header, headParties),
  };
  const consignments = groupsOf(context.segments, 'CNI');
  if (consignments.length === 0) {
    context.problems.error('noLines', 'The summary has no consignments (CNI).', { segment: bgm });
    return;
  }
  for (const consignment of consignments)
    readConsignment(context, consignment, shared, headParties, documentNumber(bgm));
}

function readConsignment(
  context: MessageContext,
  consignment: readonly Segment[],
  shared: Draft,
  headParties: readonly Party[],
  summary: string | null,
): void {
  const [cni] = consignment;
  if (!cni) return;
  const own = before(consignment.slice(1), 'GID');
  const references = referencesOf(own);
  const shipmentNumber = idOf(cni, 2) ?? firstOf(references, ['DQ', 'CU', 'SRN']);
  if (shipmentNumber === null) {
    const reason = `Consignment ${value(cni, 1)} has no number: nobody can tell which shipment is meant.`;
    context.problems.error('missingNumber', reason, { segment: cni, element: 2 });
    return;
  }
  const parties = partiesOf(own);
  const goods = groupsOf(consignment, 'GID');
  const part = shipmentPart(context, own, parties);
  context.add('shipments', {
    shipmentNumber,
    ...shared,
    ...part,
    reference: part.reference ?? summary,
    facilityCode: originOf(parties) ?? originOf(headParties) ?? context.options.facilityCode,
    weight: weightOf(context, own) ?? sumOfGoods(context, goods),
    packages: packagesOf(context, own, goods),
    sscc: serialsOf(consignment).slice(0, 50).join(' '),
  });
}
