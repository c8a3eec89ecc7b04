import { composeX12, type EdiEnvelope, type EdiOutgoing, utcStamp, type Written } from './compose.ts';
import { type EdiAddress, type EdiDocument, weightIn } from './document.ts';

/** Transaction sets that can be written, with the group that each stands in. */
const GROUPS = { '204': 'SM', '856': 'SH', '940': 'OW', '990': 'GF' } as const;
export type X12Written = keyof typeof GROUPS;

/** An interchange with one message of that type. */
export function writeX12(type: X12Written, document: EdiDocument, envelope: EdiEnvelope): EdiOutgoing {
  return composeX12(envelope, GROUPS[type], [{ type, segments: WRITERS[type](document) }]);
}

const WRITERS: Record<X12Written, (document: EdiDocument) => Written[]> = {
  '204': loadTender,
  '856': shipNotice,
  '940': warehouseOrder,
  '990': tenderResponse,
};

function party(role: string, address: EdiAddress | null | undefined): Written[] {
  if (!address) return [];
  const { code, name, street, city, region, postalCode, country, phone } = address;
  const segments: Written[] = [['N1', role, name ?? code, code ? '92' : null, code]];
  if (street) segments.push(['N3', street.slice(0, 55), street.slice(55, 110)]);
  if (city || postalCode || country) segments.push(['N4', city, region, postalCode, country]);
  if (phone) segments.push(['G61', 'IC', name ?? code, 'TE', phone]);
  return segments;
}

function date(qualifier: string, at: number | null | undefined, timeQualifier: string): Written[] {
  if (at === null || at === undefined) return [];
  const stamp = utcStamp(at);
  return [['G62', qualifier, stamp.date, timeQualifier, stamp.time, 'UT']];
}

function warehouseOrder(document: EdiDocument): Written[] {
  const {
    number,
    reference,
    cancelled,
    shipTo,
    shipFrom,
    customer,
    shipAt,
    deliverBy,
    carrierCode,
    remarks,
  } = document;
  const segments: Written[] = [
    ['W05', cancelled ? 'F' : 'N', number, reference],
    ...party('BY', customer),
    ...party('ST', shipTo),
    ...party('WH', shipFrom),
    ...date('04', document.issuedAt, 'W'),
    ...date('10', shipAt, 'U'),
    ...date('02', deliverBy, 'L'),
  ];
  if (remarks) segments.push(['NTE', 'WHI', remarks]);
  if (carrierCode) segments.push(['W66', 'PP', 'M', null, null, null, null, null, null, null, carrierCode]);
  const lines = document.lines ?? [];
  for (const [at, line] of lines.entries()) {
    segments.push(['LX', at + 1], ['W01', line.quantity, 'EA', null, 'VN', line.sku]);
    if (line.description) segments.push(['G69', line.description]);
    segments.push(['N9', 'LI', line.lineNumber]);
  }
  segments.push(['W76', lines.reduce((sum, { quantity }) => sum + quantity, 0)]);
  return segments;
}

function shipNotice(document: EdiDocument): Written[] {
  const {
    number,
    cancelled,
    issuedAt,
    shipAt,
    deliverBy,
    carrierCode,
    trackingNumber,
    reference,
    weightGrams,
  } = document;
  const issued = utcStamp(issuedAt);
  const segments: Written[] = [
    ['BSN', cancelled ? '01' : '00', number, issued.date, issued.time],
    ['HL', 1, null, 'S'],
  ];
  const packages = document.packages ?? document.serials?.length ?? null;
  if (weightGrams || packages) {
    segments.push([
      'TD1',
      'CTN',
      packages,
      null,
      null,
      null,
      'G',
      weightGrams ? weightIn(weightGrams, 'lb') : null,
      weightGrams ? 'LB' : null,
    ]);
  }
  if (carrierCode) segments.push(['TD5', 'B', '2', carrierCode]);
  if (reference) segments.push(['REF', 'BM', reference]);
  if (trackingNumber) segments.push(['REF', 'CN', trackingNumber]);
  for (const [qualifier, at] of [
    ['011', shipAt],
    ['017', deliverBy],
  ] as const) {
    if (at === null || at === undefined) continue;
    const stamp = utcStamp(at);
    segments.push(['DTM', qualifier, stamp.date, stamp.time, 'UT']);
  }
  segments.push(
    ...party('ST', document.shipTo),
    ...party('SF', document.shipFrom),
    ['HL', 2, 1, 'O'],
    ['PRF', document.orderNumber],
  );
  const { segments: levels, last } = lowerLevels(document);
  segments.push(...levels, ['CTT', last]);
  return segments;
}

/** Packages and lines below the order's level, which is the second. */
function lowerLevels(document: EdiDocument): { segments: Written[]; last: number } {
  const segments: Written[] = [];
  let last = 2;
  for (const serial of document.serials ?? []) segments.push(['HL', ++last, 2, 'P'], ['MAN', 'GM', serial]);
  for (const line of document.lines ?? []) {
    segments.push(['HL', ++last, 2, 'I'], ['LIN', line.lineNumber, 'VN', line.sku]);
    segments.push(['SN1', line.lineNumber, line.quantity, 'EA']);
    if (line.description) segments.push(['PID', 'F', null, null, null, line.description]);
  }
  return { segments, last };
}

function loadTender(document: EdiDocument): Written[] {
  const {
    number,
    cancelled,
    carrierCode,
    orderNumber,
    reference,
    shipAt,
    deliverBy,
    shipFrom,
    shipTo,
    weightGrams,
  } = document;
  const segments: Written[] = [
    ['B2', null, carrierCode, null, number, null, 'PP'],
    ['B2A', cancelled ? '01' : '00', 'LT'],
  ];
  if (reference) segments.push(['L11', reference, 'BM']);
  if (document.remarks) segments.push(['NTE', null, document.remarks]);
  const weight: Written[] = weightGrams
    ? [['AT8', 'G', 'K', weightIn(weightGrams, 'kg'), document.packages]]
    : [];
  segments.push(['S5', 1, 'CL'], ...date('37', shipAt, 'I'), ...weight, ...party('SF', shipFrom), [
    'S5',
    2,
    'CU',
  ]);
  if (orderNumber) segments.push(['L11', orderNumber, 'PO']);
  segments.push(...date('54', deliverBy, 'L'), ...weight, ...party('ST', shipTo));
  if (weightGrams) {
    const kilograms = weightIn(weightGrams, 'kg');
    segments.push([
      'L3',
      kilograms,
      'G',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      document.packages,
      'K',
    ]);
  }
  return segments;
}

function tenderResponse(document: EdiDocument): Written[] {
  const accepted = document.answer !== 'declined';
  const { date: answered } = utcStamp(document.issuedAt);
  const segments: Written[] = [['B1', document.carrierCode, document.number, answered, accepted ? 'A' : 'D']];
  if (document.trackingNumber) segments.push(['N9', 'CN', document.trackingNumber]);
  if (document.remarks) segments.push(['K1', document.remarks.slice(0, 30), document.remarks.slice(30, 60)]);
  return segments;
}
