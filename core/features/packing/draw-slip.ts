import { A4, drawBarcode, drawRule, type Paper, QUIET, writeLine } from '../papers/index.ts';
import { addressLines } from './draw-label.ts';
import type { PackingWords } from './paper-words.ts';
import type { ShipmentPapers } from './papers-task.ts';

const LEFT = A4.margin + 8;
const WIDTH = A4.width - 2 * LEFT;
const TABLE_TOP = 250;
const ROW_HEIGHT = 20;
const BOTTOM = A4.height - 70;
const COLUMNS = {
  line: [LEFT, 34],
  sku: [LEFT + 38, 110],
  product: [LEFT + 152, 236],
  inParcel: [LEFT + 392, 66],
  quantity: [LEFT + WIDTH - 50, 50],
} as const;

interface SlipRow {
  lineNumber: number;
  sku: string;
  name: string;
  inParcel: string;
  quantity: number;
}

/** What a slip lists: a row for each line, with the parcels that its units are in. Pure. */
export function slipRows({ parcels }: Pick<ShipmentPapers, 'parcels'>): SlipRow[] {
  const rows = new Map<number, SlipRow & { parcels: number[] }>();
  for (const parcel of parcels) {
    for (const { lineNumber, sku, name, quantity } of parcel.lines) {
      const row = rows.get(lineNumber) ?? { lineNumber, sku, name, quantity: 0, inParcel: '', parcels: [] };
      row.quantity += quantity;
      row.parcels.push(parcel.number);
      row.inParcel = row.parcels.join(', ');
      rows.set(lineNumber, row);
    }
  }
  return [...rows.values()].sort((a, b) => a.lineNumber - b.lineNumber).map(({ parcels: _, ...row }) => row);
}

/** The packing slip of a shipment: who gets what, in which parcels, and what comes otherwise. */
export function drawSlip(paper: Paper, shipment: ShipmentPapers, words: PackingWords): void {
  const rows = slipRows(shipment);
  const perPage = Math.floor((BOTTOM - TABLE_TOP - ROW_HEIGHT) / ROW_HEIGHT);
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  for (let page = 0; page < pages; page++) {
    paper.addPage({ size: 'A4', margin: 0 });
    drawHead(paper, shipment, words);
    let y = drawColumnHeads(paper, words);
    for (const row of rows.slice(page * perPage, (page + 1) * perPage)) y = drawRow(paper, row, y);
    if (page === pages - 1) drawEnd(paper, shipment, words, y);
    const foot = `${shipment.shipment} · ${words.page} ${page + 1} ${words.of} ${pages}`;
    writeLine(paper, words.thanks, [LEFT, A4.height - 44], WIDTH - 160, { size: 8, colour: QUIET });
    writeLine(paper, foot, [LEFT + WIDTH - 220, A4.height - 44], 220, {
      size: 8,
      colour: QUIET,
      align: 'right',
    });
  }
}

function drawHead(paper: Paper, shipment: ShipmentPapers, words: PackingWords): void {
  writeLine(paper, words.slip, [LEFT, 40], 300, { size: 20, bold: true });
  writeLine(paper, shipment.from.name, [LEFT, 68], 300, { size: 10, bold: true });
  addressLines(shipment.from, words).forEach((line, i) => {
    writeLine(paper, line, [LEFT, 82 + i * 12], 300, { size: 9, colour: QUIET });
  });
  const box = { x: LEFT + 300, y: 40, width: WIDTH - 300, height: 34 };
  drawBarcode(paper, shipment.shipment, box);
  writeLine(paper, shipment.shipment, [box.x, 78], box.width, { size: 8, colour: QUIET, align: 'right' });
  const label = shipment.collect ? words.collectAt : words.shipTo;
  const to = shipment.collect ? shipment.from : shipment.to;
  writeLine(paper, label, [LEFT, 130], 240, { size: 8, colour: QUIET });
  writeLine(paper, to.name, [LEFT, 142], 240, { size: 11, bold: true });
  addressLines(to, words).forEach((line, i) => {
    writeLine(paper, line, [LEFT, 158 + i * 13], 240, { size: 10 });
  });
  if (shipment.collect) {
    writeLine(paper, shipment.to.name, [LEFT, 186], 240, { size: 10, bold: true });
  }
  drawFacts(paper, shipment, words);
}

function drawFacts(paper: Paper, shipment: ShipmentPapers, words: PackingWords): void {
  const days = new Intl.DateTimeFormat(words.locale, { timeZone: shipment.timeZone, dateStyle: 'long' });
  const facts = [
    [words.order, shipment.order],
    [words.orderedOn, shipment.orderedAt === null ? null : days.format(shipment.orderedAt)],
    [words.packedOn, days.format(shipment.packedAt)],
    [words.carrier, [shipment.carrier, shipment.service].filter((part) => part !== null).join(' · ') || null],
    [words.tracking, shipment.trackingNumber],
    [words.parcel, words.parcels(shipment.parcels.length)],
  ].filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== undefined);
  facts.forEach(([label, value], i) => {
    writeLine(paper, label, [LEFT + 250, 130 + i * 15], 84, { size: 8, colour: QUIET });
    writeLine(paper, value, [LEFT + 336, 129 + i * 15], WIDTH - 336, { size: 9, bold: i === 0 });
  });
}

function drawColumnHeads(paper: Paper, words: PackingWords): number {
  for (const column of ['line', 'sku', 'product', 'inParcel', 'quantity'] as const) {
    const [x, width] = COLUMNS[column];
    const align = column === 'quantity' ? 'right' : 'left';
    writeLine(paper, words[column], [x, TABLE_TOP], width, { size: 8, colour: QUIET, align });
  }
  drawRule(paper, [LEFT, TABLE_TOP + 13], WIDTH);
  return TABLE_TOP + ROW_HEIGHT;
}

function drawRow(paper: Paper, row: SlipRow, y: number): number {
  const cell = (column: keyof typeof COLUMNS, text: string, bold = false) => {
    const [x, width] = COLUMNS[column];
    writeLine(paper, text, [x, y], width, {
      size: 9.5,
      bold,
      align: column === 'quantity' ? 'right' : 'left',
    });
  };
  cell('line', String(row.lineNumber));
  cell('sku', row.sku);
  cell('product', row.name);
  cell('inParcel', row.inParcel);
  cell('quantity', String(row.quantity), true);
  drawRule(paper, [LEFT, y + 14], WIDTH);
  return y + ROW_HEIGHT;
}

/** Room for the sum and what comes otherwise, as far as the page has it. */
function drawEnd(paper: Paper, shipment: ShipmentPapers, words: PackingWords, from: number): void {
  const units = shipment.parcels.reduce(
    (sum, { lines }) => sum + lines.reduce((own, { quantity }) => own + quantity, 0),
    0,
  );
  writeLine(paper, words.units(units), [LEFT, from], WIDTH, { size: 10, bold: true, align: 'right' });
  if (shipment.elsewhere.length === 0) return;
  let y = from + 24;
  writeLine(paper, words.elsewhere, [LEFT, y], WIDTH, { size: 10, bold: true });
  writeLine(paper, words.elsewhereWhy, [LEFT, y + 14], WIDTH, { size: 8, colour: QUIET });
  y += 30;
  for (const { lineNumber, sku, name, quantity } of shipment.elsewhere) {
    if (y > BOTTOM) return;
    y = drawRow(paper, { lineNumber, sku, name, quantity, inParcel: '' }, y);
  }
}
