import { composeEdifact, type EdiEnvelope, type EdiOutgoing, type Written } from './compose.ts';
import { type EdiAddress, type EdiDocument, localStamp, weightIn } from './document.ts';

export type EdifactWritten = 'DESADV' | 'IFTMIN';

/** An interchange with one message of that type, in directory D.96A. */
export function writeEdifact(
  type: EdifactWritten,
  document: EdiDocument,
  envelope: EdiEnvelope,
): EdiOutgoing {
  const segments = type === 'IFTMIN' ? instruction(document, envelope) : despatchAdvice(document, envelope);
  return composeEdifact(envelope, { type: [type, 'D', '96A', 'UN'], segments });
}

/** Names and streets are divided among components of 35 characters. */
function pieces(text: string | null | undefined, most: number): string[] {
  const found: string[] = [];
  for (let at = 0; at < (text?.length ?? 0) && found.length < most; at += 35)
    found.push(text?.slice(at, at + 35) ?? '');
  return found;
}

function party(role: string, address: EdiAddress | null | undefined): Written[] {
  if (!address) return [];
  const { code, name, street, city, region, postalCode, country, phone } = address;
  const segments: Written[] = [
    [
      'NAD',
      role,
      code ? [code, '', '92'] : null,
      null,
      pieces(name ?? code, 5),
      pieces(street, 4),
      city,
      region,
      postalCode,
      country,
    ],
  ];
  if (phone) segments.push(['CTA', 'IC', ['', name]], ['COM', [phone, 'TE']]);
  return segments;
}

function date(qualifier: string, at: number | null | undefined, envelope: EdiEnvelope): Written[] {
  if (at === null || at === undefined) return [];
  return [['DTM', [qualifier, localStamp(at, envelope.timeZone), '203']]];
}

function reference(qualifier: string, number: string | null | undefined): Written[] {
  return number ? [['RFF', [qualifier, number]]] : [];
}

function instruction(document: EdiDocument, envelope: EdiEnvelope): Written[] {
  const { weightGrams, packages, carrierCode, remarks } = document;
  const lines = document.lines ?? [];
  const segments: Written[] = [
    ['BGM', '610', document.number, document.cancelled ? '1' : '9'],
    ...date('137', document.issuedAt, envelope),
    ...date('200', document.shipAt, envelope),
    ...date('2', document.deliverBy, envelope),
  ];
  if (remarks) segments.push(['FTX', 'AAI', null, null, pieces(remarks, 5)]);
  if (weightGrams) segments.push(['CNT', ['7', weightIn(weightGrams, 'kg'), 'KGM']]);
  if (packages) segments.push(['CNT', ['11', packages]]);
  segments.push(
    ...reference('ON', document.orderNumber),
    ...reference('DQ', document.reference),
    ...reference('CRN', document.trackingNumber),
  );
  if (carrierCode) segments.push(['TDT', '20', null, '30', null, [carrierCode, '172', '92']]);
  segments.push(...party('CZ', document.shipFrom), ...party('CN', document.shipTo));
  for (const [at, line] of lines.entries()) {
    segments.push(['GID', at + 1, [line.quantity, 'PK']]);
    if (line.description) segments.push(['FTX', 'AAA', null, null, pieces(line.description, 5)]);
    segments.push(['PIA', '5', [line.sku, 'SA']]);
  }
  return segments;
}

function despatchAdvice(document: EdiDocument, envelope: EdiEnvelope): Written[] {
  const { weightGrams, carrierCode, serials } = document;
  const segments: Written[] = [
    ['BGM', '351', document.number, document.cancelled ? '1' : '9'],
    ...date('137', document.issuedAt, envelope),
    ...date('11', document.shipAt, envelope),
    ...date('17', document.deliverBy, envelope),
  ];
  if (weightGrams) segments.push(['MEA', 'AAE', 'G', ['KGM', weightIn(weightGrams, 'kg')]]);
  segments.push(
    ...reference('ON', document.orderNumber),
    ...reference('DQ', document.reference),
    ...reference('CRN', document.trackingNumber),
    ...party('BY', document.customer),
    ...party('SF', document.shipFrom),
    ...party('DP', document.shipTo),
  );
  if (carrierCode) segments.push(['TDT', '20', null, '30', null, [carrierCode, '172', '92']]);
  segments.push(['CPS', '1']);
  const packages = document.packages ?? serials?.length;
  if (packages) segments.push(['PAC', packages, null, 'CT']);
  for (const serial of serials ?? []) segments.push(['PCI', '33E'], ['GIN', 'BJ', serial]);
  for (const line of document.lines ?? []) {
    segments.push(['LIN', line.lineNumber], ['PIA', '5', [line.sku, 'SA']]);
    if (line.description) segments.push(['IMD', 'F', null, ['', '', '', ...pieces(line.description, 2)]]);
    segments.push(['QTY', ['12', line.quantity, 'PCE']]);
  }
  return segments;
}
