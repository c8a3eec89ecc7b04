import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import type { ClaimInput, ClaimPaper } from './claim-task.ts';

const MARGIN = 56;
const WIDTH = 595 - 2 * MARGIN;
const BOTTOM = 842 - MARGIN;
const INK = '#111827';
const QUIET = '#5b6472';

type Paper = InstanceType<typeof PDFDocument>;

/** Task `incidents.claim`: writes a claim as a PDF file. */
export async function writeClaimTask({ paper, path, resources }: ClaimInput): Promise<{ pages: number }> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    autoFirstPage: false,
    // None of its own: a font that is opened twice under two names is opened again for each text.
    font: '',
    lang: paper.language,
    displayTitle: true,
    info: {
      Title: `${paper.title} ${paper.number}`,
      Creator: 'Vigie',
      CreationDate: new Date(paper.createdAt),
    },
  });
  pdf.registerFont('regular', join(resources, 'fonts', 'inter-regular.ttf'));
  pdf.registerFont('bold', join(resources, 'fonts', 'inter-semi-bold.ttf'));
  let pages = 0;
  pdf.on('pageAdded', () => pages++);
  const file = createWriteStream(path);
  pdf.pipe(file);
  pdf.addPage();
  drawClaim(pdf, paper);
  pdf.end();
  await finished(file);
  return { pages };
}

function drawClaim(pdf: Paper, paper: ClaimPaper): void {
  pdf.font('bold').fontSize(20).fillColor(INK).text(paper.title, MARGIN, MARGIN);
  pdf.font('regular').fontSize(11).fillColor(QUIET).text(paper.number);
  pdf.moveDown();
  for (const [name, value] of paper.rows) drawColumns(pdf, [name, value], [130, WIDTH - 130], QUIET);
  pdf.moveDown();
  pdf.font('bold').fontSize(16).fillColor(INK).text(paper.amount, MARGIN);
  pdf.moveDown(0.5).font('regular').fontSize(10).text(paper.statement, MARGIN, pdf.y, { width: WIDTH });
  drawTable(pdf, paper.goodsTitle, paper.goods, [WIDTH - 200, 80, 120]);
  drawTable(pdf, paper.evidenceTitle, paper.evidence, [130, WIDTH - 270, 140]);
}

function drawTable(
  pdf: Paper,
  title: string,
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): void {
  pdf.moveDown().font('bold').fontSize(12).fillColor(INK).text(title, MARGIN);
  pdf.moveDown(0.4);
  for (const row of rows) drawColumns(pdf, row, widths, INK);
}

function drawColumns(pdf: Paper, texts: readonly string[], widths: readonly number[], first: string): void {
  pdf.font('regular').fontSize(9.5);
  const heights = texts.map((text, index) =>
    pdf.heightOfString(text || ' ', { width: (widths[index] ?? 0) - 8 }),
  );
  const height = Math.max(...heights) + 4;
  if (pdf.y + height > BOTTOM) pdf.addPage();
  const top = pdf.y;
  let left = MARGIN;
  for (const [index, text] of texts.entries()) {
    const width = widths[index] ?? 0;
    pdf.fillColor(index === 0 ? first : INK).text(text, left, top, { width: width - 8 });
    left += width;
  }
  pdf.y = top + height;
  pdf.x = MARGIN;
}
