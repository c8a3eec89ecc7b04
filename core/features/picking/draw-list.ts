import type { PickListDetail, PickTaskView } from '../../contract/picking.ts';
import { A4, drawBarcode, drawRule, INK, type Paper, QUIET, writeLine } from '../papers/index.ts';
import type { PaperWords } from './paper-words.ts';

const LEFT = A4.margin;
const WIDTH = A4.width - 2 * A4.margin;
const BOTTOM = A4.height - A4.margin - 16;
const HEAD_HEIGHT = 88;
const COLUMN_HEADS_HEIGHT = 17;
const LEAST_STOP_HEIGHT = 48;
const BARCODE_HEIGHT = 15;
const ORDER_HEIGHT = 9;
/** Orders named at a stop; the others, of which a page has no room, are counted. */
const MOST_NAMED = 60;

/** Columns of the stops: where each begins and how wide it is. */
const COLUMNS = {
  position: [LEFT, 22],
  place: [LEFT + 26, 96],
  product: [LEFT + 128, 196],
  quantity: [LEFT + 328, 40],
  goesTo: [LEFT + 380, 112],
  done: [LEFT + WIDTH - 30, 30],
} as const;

/** A list's pages: what it is with its barcode, then its stops in walking order with room to tick them off. */
export function drawPickList(paper: Paper, list: PickListDetail, words: PaperWords): void {
  const pages = stopsByPage(list.walk);
  pages.forEach((stops, i) => {
    paper.addPage();
    let y = drawHead(paper, list, words);
    y = drawColumnHeads(paper, words, y);
    for (const stop of stops) y = drawStop(paper, stop, words, y);
    drawFoot(paper, list, words, [i + 1, pages.length]);
  });
}

/** As many stops a page as fit; a list without any still has its page. */
export function stopsByPage(walk: readonly PickTaskView[]): PickTaskView[][] {
  const room = BOTTOM - A4.margin - HEAD_HEIGHT - COLUMN_HEADS_HEIGHT;
  const pages: PickTaskView[][] = [[]];
  let left = room;
  for (const task of walk) {
    if (stopHeight(task) > left) {
      pages.push([]);
      left = room;
    }
    pages.at(-1)?.push(task);
    left -= stopHeight(task);
  }
  return pages;
}

function stopHeight({ parts }: PickTaskView): number {
  return Math.max(LEAST_STOP_HEIGHT, Math.min(parts.length, MOST_NAMED) * ORDER_HEIGHT + 8);
}

function drawHead(paper: Paper, list: PickListDetail, words: PaperWords): number {
  const y = A4.margin;
  writeLine(paper, `${words.list} ${list.number}`, [LEFT, y], 330, { size: 16, bold: true });
  const heading = `${list.facilityName} (${list.facility}) · ${words.wave} ${list.wave}`;
  writeLine(paper, heading, [LEFT, y + 23], 330, { size: 9, colour: QUIET });
  const box = { x: LEFT + 340, y, width: WIDTH - 340, height: 26 };
  drawBarcode(paper, list.number, box);
  writeLine(paper, list.number, [box.x, y + 29], box.width - 6, { size: 7, colour: QUIET, align: 'right' });
  const clock = new Intl.DateTimeFormat(words.locale, {
    timeZone: list.timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const facts = [
    [words.howPicked, words.method[list.method]],
    [words.cutOff, clock.format(list.cutOffAt)],
    [words.orders, String(list.orders)],
    [words.stops, String(list.tasks)],
    [words.units, String(list.units)],
    [words.picker, list.picker ?? '…………………'],
  ] as const;
  const width = WIDTH / facts.length;
  facts.forEach(([label, value], i) => {
    writeLine(paper, label, [LEFT + i * width, y + 46], width - 6, { size: 7, colour: QUIET });
    writeLine(paper, value, [LEFT + i * width, y + 56], width - 6, { size: 10, bold: true });
  });
  return y + HEAD_HEIGHT;
}

function drawColumnHeads(paper: Paper, words: PaperWords, y: number): number {
  for (const column of ['position', 'place', 'product', 'quantity', 'goesTo', 'done'] as const) {
    const [x, width] = COLUMNS[column];
    const align = column === 'quantity' ? 'right' : column === 'done' ? 'center' : 'left';
    writeLine(paper, words[column], [x, y], width, { size: 7, colour: QUIET, align });
  }
  drawRule(paper, [LEFT, y + 12], WIDTH);
  return y + COLUMN_HEADS_HEIGHT;
}

function drawStop(paper: Paper, task: PickTaskView, words: PaperWords, y: number): number {
  const at = (column: keyof typeof COLUMNS, down: number): [number, number] => [COLUMNS[column][0], y + down];
  const wide = (column: keyof typeof COLUMNS) => COLUMNS[column][1];
  writeLine(paper, String(task.position), at('position', 3), wide('position'), { size: 9, colour: QUIET });
  writeLine(paper, task.bin ?? task.zone, at('place', 1), wide('place'), { size: 13, bold: true });
  const place = task.bin === null ? words.noBin : `${words.zone} ${task.zone}`;
  writeLine(paper, place, at('place', 18), wide('place'), { size: 7, colour: QUIET });
  writeLine(paper, task.name, at('product', 2), wide('product'), { size: 9 });
  writeLine(paper, task.sku, at('product', 14), wide('product'), { size: 7, colour: QUIET });
  const [x, top] = at('product', 25);
  const box = { x, y: top, width: wide('product'), height: BARCODE_HEIGHT };
  drawBarcode(paper, task.sku, box, { align: 'left' });
  const quantity = String(task.quantity);
  writeLine(paper, quantity, at('quantity', 2), wide('quantity'), { size: 15, bold: true, align: 'right' });
  goesTo(task, words).forEach((line, i) => {
    writeLine(paper, line, at('goesTo', 2 + i * ORDER_HEIGHT), wide('goesTo'), { size: 7 });
  });
  const [boxX, boxY] = at('done', 6);
  paper
    .rect(boxX + 7, boxY, 16, 16)
    .lineWidth(0.8)
    .stroke(INK);
  const height = stopHeight(task);
  drawRule(paper, [LEFT, y + height - 4], WIDTH);
  return y + height;
}

/** Where the units of a stop go: compartment or order, with how many. */
function goesTo({ parts }: PickTaskView, words: PaperWords): string[] {
  const lines = parts.map(({ compartment, order, quantity }) =>
    compartment === null ? `${quantity} × ${order}` : `${quantity} × [${compartment}] ${order}`,
  );
  if (lines.length <= MOST_NAMED) return lines;
  const named = lines.slice(0, MOST_NAMED - 1);
  return [...named, words.moreOrders(lines.length - named.length)];
}

function drawFoot(
  paper: Paper,
  list: PickListDetail,
  words: PaperWords,
  [page, pages]: [number, number],
): void {
  const y = A4.height - A4.margin - 8;
  writeLine(paper, `${words.times} ${list.timeZone}`, [LEFT, y], WIDTH / 2, { size: 7, colour: QUIET });
  const text = `${list.number} · ${words.page} ${page} ${words.of} ${pages}`;
  writeLine(paper, text, [LEFT + WIDTH / 2, y], WIDTH / 2, { size: 7, colour: QUIET, align: 'right' });
}
