import { type Box, drawBarcode, drawRule, INK, type Paper, QUIET, writeLine } from '../papers/index.ts';
import { countryName, type PackingWords } from './paper-words.ts';
import type { PaperAddress, PaperParcel, ShipmentPapers } from './papers-task.ts';
import { ssccBarcode } from './sscc.ts';

/** 10 x 15 cm, in points. */
export const LABEL = { width: 283.46, height: 425.2, margin: 14 } as const;

const LEFT = LABEL.margin;
const WIDTH = LABEL.width - 2 * LABEL.margin;
/** GS1: half a millimetre a bar on labels of logistic units. */
const GS1_BAR = 1.42;
/** Start, function sign, ten pairs, check and stop, with the quiet zones. */
const GS1_WIDTH = 176 * GS1_BAR;
const PLACES = { to: 66, carrier: 180, facts: 226, tracking: 268, sscc: 312 } as const;

/** The label of one parcel. */
export function drawLabel(
  paper: Paper,
  shipment: ShipmentPapers,
  parcel: PaperParcel,
  words: PackingWords,
): void {
  paper.addPage({ size: [LABEL.width, LABEL.height], margin: 0 });
  drawFrom(paper, shipment.from, words);
  drawTo(paper, shipment.to, words);
  drawCarrier(paper, shipment, words);
  drawFacts(paper, shipment, parcel, words);
  if (shipment.trackingNumber !== null) drawTracking(paper, shipment.trackingNumber, words);
  drawSscc(paper, parcel.sscc);
}

function drawFrom(paper: Paper, from: PaperAddress, words: PackingWords): void {
  writeLine(paper, words.from, [LEFT, 12], WIDTH, { size: 6.5, colour: QUIET });
  writeLine(paper, from.name, [LEFT, 21], WIDTH, { size: 8, bold: true });
  addressLines(from, words).forEach((line, i) => {
    writeLine(paper, line, [LEFT, 32 + i * 9], WIDTH, { size: 7.5 });
  });
  drawRule(paper, [LEFT, PLACES.to - 5], WIDTH, { thickness: 0.6 });
}

function drawTo(paper: Paper, to: PaperAddress, words: PackingWords): void {
  writeLine(paper, words.to, [LEFT, PLACES.to], WIDTH, { size: 6.5, colour: QUIET });
  writeLine(paper, to.name, [LEFT, PLACES.to + 10], WIDTH, { size: 13, bold: true });
  const [street, town, country] = [to.street, townOf(to), countryName(to.country, words.locale)];
  const lines = [street, to.region].filter((line) => line !== null);
  lines.forEach((line, i) => {
    writeLine(paper, line, [LEFT, PLACES.to + 28 + i * 14], WIDTH, { size: 11 });
  });
  writeLine(paper, town, [LEFT, PLACES.to + 62], WIDTH, { size: 15, bold: true });
  if (country !== null) writeLine(paper, country, [LEFT, PLACES.to + 84], WIDTH, { size: 13, bold: true });
  drawRule(paper, [LEFT, PLACES.carrier - 7], WIDTH, { thickness: 0.6 });
}

function drawCarrier(paper: Paper, { carrier, service, collect }: ShipmentPapers, words: PackingWords): void {
  const y = PLACES.carrier;
  const title = collect ? words.collect : (carrier ?? words.noService);
  paper.rect(LEFT, y, WIDTH, 32).fill(INK);
  writeLine(paper, title, [LEFT + 8, y + 5], WIDTH - 16, { size: 12, bold: true, colour: '#ffffff' });
  if (service !== null && !collect) {
    writeLine(paper, service, [LEFT + 8, y + 20], WIDTH - 16, { size: 8, colour: '#ffffff' });
  }
}

function drawFacts(paper: Paper, shipment: ShipmentPapers, parcel: PaperParcel, words: PackingWords): void {
  const kilograms = new Intl.NumberFormat(words.locale, {
    style: 'unit',
    unit: 'kilogram',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const facts = [
    [words.order, shipment.order ?? '', 84],
    [words.shipment, shipment.shipment, 84],
    [words.parcel, `${parcel.number} ${words.of} ${shipment.parcels.length}`, 44],
    [words.weight, kilograms.format(parcel.weightGrams / 1000), 43],
  ] as const;
  let x = LEFT;
  for (const [label, value, width] of facts) {
    writeLine(paper, label, [x, PLACES.facts], width - 4, { size: 6.5, colour: QUIET });
    writeLine(paper, value, [x, PLACES.facts + 9], width - 4, { size: 8.5, bold: true });
    x += width;
  }
  drawRule(paper, [LEFT, PLACES.tracking - 14], WIDTH, { thickness: 0.6 });
}

function drawTracking(paper: Paper, trackingNumber: string, words: PackingWords): void {
  const y = PLACES.tracking - 8;
  writeLine(paper, words.tracking, [LEFT, y], 90, { size: 6.5, colour: QUIET });
  writeLine(paper, trackingNumber, [LEFT, y + 9], 90, { size: 8 });
  drawBarcode(paper, trackingNumber, { x: LEFT + 92, y, width: WIDTH - 92, height: 30 });
  drawRule(paper, [LEFT, PLACES.sscc - 12], WIDTH, { thickness: 0.6 });
}

function drawSscc(paper: Paper, sscc: string): void {
  const box: Box = { x: (LABEL.width - GS1_WIDTH) / 2, y: PLACES.sscc, width: GS1_WIDTH, height: 78 };
  drawBarcode(paper, ssccBarcode(sscc), box, { gs1: true, widestBar: GS1_BAR });
  const text = `(00) ${sscc}`;
  writeLine(paper, text, [LEFT, PLACES.sscc + 84], WIDTH, { size: 11, bold: true, align: 'center' });
}

/** Street and place, a line each. */
export function addressLines(address: PaperAddress, { locale }: PackingWords): string[] {
  const country = countryName(address.country, locale);
  const place = [townOf(address), country].filter((part) => part !== null && part !== '').join(', ');
  return [address.street, place].filter((line) => line !== null && line !== '') as string[];
}

function townOf({ postalCode, city }: PaperAddress): string {
  return [postalCode, city].filter((part) => part !== null).join(' ');
}
