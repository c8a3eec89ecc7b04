import type PDFDocument from 'pdfkit';
import { code128 } from './code128.ts';

export type Paper = InstanceType<typeof PDFDocument>;

/** What papers are written in. */
export type PaperLanguage = 'en' | 'fr';

/** A part of a page, in points from its upper left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const INK = '#16191d';
export const QUIET = '#5b6470';
export const HAIRLINE = '#c9ced6';
export const A4 = { width: 595.28, height: 841.89, margin: 34 } as const;

/** How a line of text looks. */
export interface TextStyle {
  size?: number;
  bold?: boolean;
  colour?: string;
  align?: 'left' | 'right' | 'center';
}

/** One line of text in a width; what does not fit ends in an ellipsis. */
export function writeLine(
  paper: Paper,
  text: string,
  [x, y]: [number, number],
  width: number,
  { size = 9, bold = false, colour = INK, align = 'left' }: TextStyle = {},
): void {
  paper
    .font(bold ? 'bold' : 'regular')
    .fontSize(size)
    .fillColor(colour);
  paper.text(fitted(paper, text, width), x, y, { width, align, lineBreak: false });
}

/** A line across a width. */
export function drawRule(
  paper: Paper,
  [x, y]: [number, number],
  width: number,
  { colour = HAIRLINE, thickness = 0.5 }: { colour?: string; thickness?: number } = {},
): void {
  paper
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(thickness)
    .stroke(colour);
}

function fitted(paper: Paper, text: string, width: number): string {
  if (paper.widthOfString(text) <= width) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (paper.widthOfString(`${text.slice(0, middle)}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low).trimEnd()}…`;
}

/** How a barcode is drawn. */
export interface BarcodeStyle {
  gs1?: boolean;
  widestBar?: number;
  align?: 'left' | 'right';
}

/** Narrower bars are read badly. */
const NARROWEST_BAR = 0.6;
const WIDEST_BAR = 1.1;
const QUIET_ZONE_BARS = 10;

/** A Code 128 barcode at the right of a box, or at its left where the paper beside it is blank; nothing when it does not fit or has signs that it cannot show. */
export function drawBarcode(
  paper: Paper,
  text: string,
  { x, y, width, height }: Box,
  { gs1 = false, widestBar = WIDEST_BAR, align = 'right' }: BarcodeStyle = {},
): void {
  const widths = code128(text, { gs1 });
  if (!widths) return;
  const bars = widths.reduce((sum, bar) => sum + bar, 0) + 2 * QUIET_ZONE_BARS;
  const bar = Math.min(widestBar, width / bars);
  if (bar < NARROWEST_BAR) return;
  let left = align === 'left' ? x : x + width - (bars - QUIET_ZONE_BARS) * bar;
  widths.forEach((times, i) => {
    if (i % 2 === 0) paper.rect(left, y, times * bar, height);
    left += times * bar;
  });
  paper.fill('#000000');
}
