import { A4, drawBarcode, drawRule, INK, type Paper, QUIET, writeLine } from '../../papers/index.ts';
import type { BaseLayers } from './base-layers.ts';
import { drawMap } from './draw-map.ts';
import { sheetWords } from './sheet-words.ts';
import type { Sheet, SheetBook, SheetLine } from './sheets.ts';

const LEFT = A4.margin;
const WIDTH = A4.width - 2 * A4.margin;
const BOTTOM = A4.height - A4.margin - 16;
const MAP_HEIGHT = 232;
const STOP_HEIGHT = 43;
const NOTE_HEIGHT = 19;
const BARCODE_HEIGHT = 21;
const MOST_WINDOWS = 2;

/** Columns of the stops: where each begins and how wide it is. */
const COLUMNS = {
  number: [LEFT, 22],
  time: [LEFT + 24, 62],
  place: [LEFT + 90, 190],
  goods: [LEFT + 284, 92],
  done: [LEFT + 380, WIDTH - 380],
} as const;

/** A route's pages: facts, map, and its stops with room to tick them off. */
export function drawSheet(paper: Paper, sheet: Sheet, book: SheetBook, layers: BaseLayers): void {
  const words = sheetWords(book.language);
  const pages: SheetLine[][] = paginate(sheet.lines);
  pages.forEach((lines, i) => {
    paper.addPage();
    let y = drawHead(paper, sheet, book, i === 0);
    if (i === 0) {
      y = drawFacts(paper, sheet, y);
      drawMap(paper, sheet, layers, { x: LEFT, y, width: WIDTH, height: MAP_HEIGHT }, words.locale);
      y += MAP_HEIGHT + 10;
    }
    y = drawColumnHeads(paper, book, y);
    for (const line of lines) y = line.kind === 'stop' ? drawStop(paper, line, y) : drawNote(paper, line, y);
    drawFoot(paper, sheet, book, [i + 1, pages.length]);
  });
}

const HEAD_HEIGHT = 52;
const FACTS_HEIGHT = 58;
const COLUMN_HEADS_HEIGHT = 17;

/** Lines page by page: the first page has less room. */
export function paginate(lines: readonly SheetLine[]): SheetLine[][] {
  const room = BOTTOM - A4.margin - HEAD_HEIGHT - COLUMN_HEADS_HEIGHT;
  let left = room - FACTS_HEIGHT - MAP_HEIGHT - 10;
  const pages: SheetLine[][] = [[]];
  for (const line of lines) {
    const height = line.kind === 'stop' ? STOP_HEIGHT : NOTE_HEIGHT;
    if (height > left) {
      pages.push([]);
      left = room;
    }
    pages.at(-1)?.push(line);
    left -= height;
  }
  return pages;
}

function drawHead(paper: Paper, sheet: Sheet, book: SheetBook, isFirst: boolean): number {
  const y = A4.margin;
  writeLine(paper, `${sheet.number} · ${sheet.vehicle}`, [LEFT, y], 330, {
    size: isFirst ? 17 : 13,
    bold: true,
  });
  writeLine(paper, book.heading, [LEFT, y + 23], 330, { size: 9, colour: QUIET });
  if (book.warning)
    writeLine(paper, book.warning, [LEFT, y + 35], 330, { size: 8, bold: true, colour: '#a4262c' });
  const box = { x: LEFT + 340, y, width: WIDTH - 340, height: 26 };
  drawBarcode(paper, sheet.barcode, box);
  writeLine(paper, sheet.barcode, [box.x, y + 29], box.width - 6, { size: 7, colour: QUIET, align: 'right' });
  return y + HEAD_HEIGHT;
}

/** Driver and depot on one line, the figures on the next. */
function drawFacts(paper: Paper, { facts }: Sheet, top: number): number {
  const rows = [facts.slice(0, 2), facts.slice(2)];
  rows.forEach((row, r) => {
    const width = WIDTH / row.length;
    row.forEach(({ label, value }, i) => {
      const [x, y] = [LEFT + i * width, top + 2 + r * 27];
      writeLine(paper, label, [x, y], width - 8, { size: 7, colour: QUIET });
      writeLine(paper, value, [x, y + 9], width - 8, { size: 10, bold: true });
    });
  });
  return top + FACTS_HEIGHT;
}

function drawColumnHeads(paper: Paper, { language }: SheetBook, y: number): number {
  const words = sheetWords(language);
  for (const [key, [x, width]] of Object.entries(COLUMNS)) {
    const style = { size: 7, colour: QUIET, align: key === 'number' ? 'right' : 'left' } as const;
    writeLine(paper, words[key as keyof typeof COLUMNS], [x, y], key === 'number' ? width - 6 : width, style);
  }
  drawRule(paper, [LEFT, y + 12], WIDTH, { colour: INK });
  return y + COLUMN_HEADS_HEIGHT;
}

function drawStop(paper: Paper, stop: SheetLine & { kind: 'stop' }, y: number): number {
  const { number, time, place, goods, done } = COLUMNS;
  writeLine(paper, stop.position, [number[0], y], number[1] - 6, { size: 11, bold: true, align: 'right' });
  writeLine(paper, stop.time, [time[0], y], time[1], { size: 11, bold: true });
  stop.windows.slice(0, MOST_WINDOWS).forEach((window, i) => {
    writeLine(paper, window, [time[0], y + 15 + i * 9], time[1], { size: 7, colour: QUIET });
  });
  writeLine(paper, stop.name, [place[0], y], place[1], { size: 9.5, bold: true });
  writeLine(paper, stop.address, [place[0], y + 13], place[1], { size: 8 });
  writeLine(paper, stop.task, [place[0], y + 25], place[1], { size: 7.5, colour: QUIET });
  writeLine(paper, stop.goods, [goods[0], y], goods[1], { size: 8 });
  writeLine(paper, stop.reference, [goods[0], y + 13], goods[1], { size: 8 });
  paper
    .rect(done[0], y + 2, 11, 11)
    .lineWidth(0.8)
    .stroke(INK);
  drawBarcode(paper, stop.barcode, {
    x: done[0] + 16,
    y,
    width: done[1] - 16,
    height: BARCODE_HEIGHT,
  });
  paper
    .moveTo(done[0], y + 34)
    .lineTo(done[0] + done[1], y + 34)
    .lineWidth(0.4)
    .dash(1, { space: 2 })
    .stroke(QUIET)
    .undash();
  drawRule(paper, [LEFT, y + STOP_HEIGHT - 5], WIDTH);
  return y + STOP_HEIGHT;
}

function drawNote(paper: Paper, note: SheetLine & { kind: 'note' }, y: number): number {
  writeLine(paper, note.time, [COLUMNS.time[0], y], COLUMNS.time[1], { size: 9, colour: QUIET });
  writeLine(paper, note.text, [COLUMNS.place[0], y], WIDTH - 90, { size: 9, colour: QUIET });
  drawRule(paper, [LEFT, y + NOTE_HEIGHT - 5], WIDTH);
  return y + NOTE_HEIGHT;
}

function drawFoot(paper: Paper, sheet: Sheet, book: SheetBook, [page, pages]: [number, number]): void {
  const words = sheetWords(book.language);
  const y = A4.height - A4.margin - 8;
  const style = { size: 7, colour: QUIET } as const;
  writeLine(paper, `${book.zone} · ${words.map}`, [LEFT, y], WIDTH / 2, style);
  const told = `${sheet.number} · ${words.page} ${page} ${words.of} ${pages}`;
  writeLine(paper, told, [LEFT + WIDTH / 2, y], WIDTH / 2, { ...style, align: 'right' });
}
