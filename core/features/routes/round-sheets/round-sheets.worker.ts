import { join } from 'node:path';
import type { TaskTools } from '../../../jobs/tasks.ts';
import { openPaper } from '../../papers/index.ts';
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
  const { paper, written } = openPaper({ path, title: book.title, locale, resources, createdAt });
  let pages = 0;
  paper.on('pageAdded', () => pages++);
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
  await written;
  return { pages };
}
