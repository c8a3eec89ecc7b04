import type { ManifestDetail, ManifestParcelView } from '../../contract/manifests.ts';
import { toMajor } from '../../kernel/money.ts';
import { A4, drawBarcode, drawRule, INK, type Paper, QUIET, writeLine } from '../papers/index.ts';
import type { ManifestWords } from './manifest-words.ts';

const LEFT = A4.margin;
const WIDTH = A4.width - 2 * A4.margin;
const BOTTOM = A4.height - A4.margin - 18;
const ROW_HEIGHT = 31;
const TITLE_HEIGHT = 22;
const SIGN_HEIGHT = 62;
const HEAD_HEIGHT = 54;
const FACTS_HEIGHT = 62;
const COLUMN_HEADS_HEIGHT = 17;

const FACT_WIDTHS = [80, 80, 95, 110, WIDTH - 365];

/** Columns: where each begins and how wide it is. */
const COLUMNS = {
  position: [LEFT, 26],
  parcel: [LEFT + 34, 150],
  shipment: [LEFT + 192, 122],
  destination: [LEFT + 320, 140],
  weight: [LEFT + 464, WIDTH - 464],
} as const;

type Line =
  | { kind: 'parcel'; parcel: ManifestParcelView; position: string }
  | { kind: 'title'; text: string }
  | { kind: 'sign' };
const HEIGHTS: Record<Line['kind'], number> = { parcel: ROW_HEIGHT, title: TITLE_HEIGHT, sign: SIGN_HEIGHT };

/** A manifest's pages: its totals, the loading list with barcodes, and room to sign. */
export function drawManifest(paper: Paper, manifest: ManifestDetail, words: ManifestWords): void {
  const format = formats(manifest, words);
  const pages = paginate(linesOf(manifest, words));
  pages.forEach((lines, i) => {
    paper.addPage();
    let y = drawHead(paper, manifest, words, format);
    if (i === 0) y = drawFacts(paper, manifest, words, format, y);
    y = drawColumnHeads(paper, words, y);
    for (const line of lines) y = drawLine(paper, line, words, format, y);
    const foot = [A4.margin, A4.height - A4.margin - 8] as [number, number];
    const style = { size: 7, colour: QUIET } as const;
    writeLine(paper, `${words.zone} ${manifest.timeZone}`, foot, 300, style);
    const page = `${words.page} ${i + 1} ${words.of} ${pages.length}`;
    writeLine(paper, page, [LEFT + WIDTH - 120, foot[1]], 120, { ...style, align: 'right' });
  });
}

function linesOf({ parcelRows, missingRows }: ManifestDetail, words: ManifestWords): Line[] {
  const stayed = missingRows.map((parcel): Line => ({ kind: 'parcel', parcel, position: '–' }));
  return [
    ...parcelRows.map((parcel, i): Line => ({ kind: 'parcel', parcel, position: String(i + 1) })),
    { kind: 'sign' },
    ...(stayed.length > 0 ? [{ kind: 'title' as const, text: words.stayed }, ...stayed] : []),
  ];
}

/** Lines page by page: the first page has less room. */
function paginate(lines: readonly Line[]): Line[][] {
  const room = BOTTOM - A4.margin - HEAD_HEIGHT - COLUMN_HEADS_HEIGHT;
  let left = room - FACTS_HEIGHT;
  const pages: Line[][] = [[]];
  for (const line of lines) {
    const height = HEIGHTS[line.kind];
    if (height > left) {
      pages.push([]);
      left = room;
    }
    pages.at(-1)?.push(line);
    left -= height;
  }
  return pages;
}

type Formats = ReturnType<typeof formats>;

function formats({ timeZone }: ManifestDetail, { locale }: ManifestWords) {
  const moment = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const kilograms = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  return {
    moment: (at: number) => moment.format(at),
    weight: (grams: number) => `${kilograms.format(grams / 1000)}\u00A0kg`,
    money: (minor: number, currency: string) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency }).format(toMajor(minor, currency)),
  };
}

function drawHead(paper: Paper, manifest: ManifestDetail, words: ManifestWords, format: Formats): number {
  const y = A4.margin;
  writeLine(paper, `${words.title} · ${manifest.carrierName}`, [LEFT, y], 330, { size: 16, bold: true });
  const facility = `${manifest.facilityName} (${manifest.facility}) · ${format.moment(manifest.cutOffAt)}`;
  writeLine(paper, facility, [LEFT, y + 22], 330, { size: 9, colour: QUIET });
  if (manifest.status === 'open') {
    writeLine(paper, words.draft, [LEFT, y + 35], 330, { size: 8, bold: true, colour: '#a4262c' });
  }
  const box = { x: LEFT + 340, y, width: WIDTH - 340, height: 26 };
  drawBarcode(paper, manifest.number, box);
  writeLine(paper, manifest.number, [box.x, y + 29], box.width - 6, { size: 8, align: 'right' });
  return y + HEAD_HEIGHT;
}

function drawFacts(
  paper: Paper,
  manifest: ManifestDetail,
  words: ManifestWords,
  format: Formats,
  top: number,
): number {
  const costs = manifest.costs.map(({ amountMinor, currency }) => format.money(amountMinor, currency));
  const facts = [
    [words.shipments, String(manifest.shipments)],
    [words.parcels, String(manifest.parcels)],
    [words.weight, format.weight(manifest.weightGrams)],
    [words.freight, costs.join(' + ') || '–'],
    [words.leaves, manifest.closedAt === null ? '–' : format.moment(manifest.closedAt)],
  ] as const;
  let x: number = LEFT;
  facts.forEach(([label, value], i) => {
    const width = FACT_WIDTHS[i] ?? 0;
    writeLine(paper, label, [x, top + 2], width - 8, { size: 7, colour: QUIET });
    writeLine(paper, value, [x, top + 12], width - 8, { size: 11, bold: true });
    x += width;
  });
  writeLine(paper, words.loadingList, [LEFT, top + 40], WIDTH, { size: 11, bold: true });
  return top + FACTS_HEIGHT;
}

function drawColumnHeads(paper: Paper, words: ManifestWords, y: number): number {
  for (const [key, [x, width]] of Object.entries(COLUMNS)) {
    const align = key === 'position' || key === 'weight' ? 'right' : 'left';
    writeLine(paper, words[key as keyof typeof COLUMNS], [x, y], width, { size: 7, colour: QUIET, align });
  }
  drawRule(paper, [LEFT, y + 11], WIDTH, { colour: INK });
  return y + COLUMN_HEADS_HEIGHT;
}

function drawLine(paper: Paper, line: Line, words: ManifestWords, format: Formats, y: number): number {
  if (line.kind === 'title') {
    writeLine(paper, line.text, [LEFT, y + 4], WIDTH, { size: 10, bold: true });
    return y + TITLE_HEIGHT;
  }
  if (line.kind === 'sign') return drawSigns(paper, words, y);
  const { parcel } = line;
  const { position, parcel: code, shipment, destination, weight } = COLUMNS;
  writeLine(paper, line.position, [position[0], y], position[1], { size: 9, bold: true, align: 'right' });
  drawBarcode(paper, parcel.code, { x: code[0], y, width: code[1], height: 14 });
  writeLine(paper, parcel.code, [code[0], y + 16], code[1], { size: 7, colour: QUIET, align: 'right' });
  writeLine(paper, parcel.shipment, [shipment[0], y], shipment[1], { size: 9, bold: true });
  const about = [parcel.order, parcel.trackingNumber].filter((text) => text !== null).join(' · ');
  writeLine(paper, about, [shipment[0], y + 13], shipment[1], { size: 7.5, colour: QUIET });
  const place = [parcel.country, parcel.postalCode, parcel.city].filter((text) => text !== null).join(' ');
  writeLine(paper, place, [destination[0], y], destination[1], { size: 9 });
  writeLine(paper, parcel.service ?? '', [destination[0], y + 13], destination[1], {
    size: 7.5,
    colour: QUIET,
  });
  writeLine(paper, format.weight(parcel.weightGrams), [weight[0], y], weight[1], { align: 'right' });
  drawRule(paper, [LEFT, y + ROW_HEIGHT - 5], WIDTH);
  return y + ROW_HEIGHT;
}

function drawSigns(paper: Paper, words: ManifestWords, y: number): number {
  const width = WIDTH / 2 - 12;
  [words.dock, words.driver].forEach((label, i) => {
    const x = LEFT + i * (width + 24);
    paper
      .moveTo(x, y + 42)
      .lineTo(x + width, y + 42)
      .lineWidth(0.5)
      .stroke(INK);
    writeLine(paper, label, [x, y + 46], width, { size: 7, colour: QUIET });
  });
  return y + SIGN_HEIGHT;
}
