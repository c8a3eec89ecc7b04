import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import type { TaskTools } from '../../../jobs/tasks.ts';
import { readBaseLayers } from './base-layers.ts';
import { drawSheet } from './draw-sheet.ts';
import type { RoundSheetsInput } from './round-sheets-task.ts';
import { sheetWords } from './sheet-words.ts';
import { roundSheets } from './sheets.ts';

/** Task `routes.round-sheets`: writes the sheets as a PDF file. */
export async function writeRoundSheetsTask(
  { plan, choice, path, resources, createdAt }: RoundSheetsInput,
  tools: TaskTools,
): Promise<{ pages: number }> {
  const book = roundSheets(plan, choice);
  const layers = await readBaseLayers(join(resources, 'basemap'));
  const { locale } = sheetWords(book.language);
  const paper = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    // None of its own: a font that is opened twice under two names is opened again for each text.
    font: '',
    lang: locale,
    displayTitle: true,
    info: { Title: book.title, Creator: 'Vigie', Producer: 'Vigie', CreationDate: new Date(createdAt) },
  });
  paper.registerFont('regular', join(resources, 'fonts', 'inter-regular.ttf'));
  paper.registerFont('bold', join(resources, 'fonts', 'inter-semi-bold.ttf'));
  let pages = 0;
  paper.on('pageAdded', () => pages++);
  const file = createWriteStream(path);
  paper.pipe(file);
  for (const [i, sheet] of book.sheets.entries()) {
    tools.signal.throwIfAborted();
    drawSheet(paper, sheet, book, layers);
    tools.progress((i + 1) / book.sheets.length, {
      code: 'routes.sheets',
      values: { done: i + 1, routes: book.sheets.length },
    });
    await new Promise(setImmediate);
  }
  paper.end();
  await finished(file);
  return { pages };
}
