import { writeFile } from 'node:fs/promises';
import type { TaskTools } from '../../jobs/tasks.ts';
import { csvLine, csvStyle } from '../exports/index.ts';
import { openPaper } from '../papers/index.ts';
import { drawPickList } from './draw-list.ts';
import { pickListRows } from './list-rows.ts';
import { paperWords } from './paper-words.ts';
import type { PickPapersInput } from './papers-task.ts';

/** Task `picking.papers`: writes lists as a CSV or PDF file. */
export async function writePickPapersTask(
  input: PickPapersInput,
  tools: TaskTools,
): Promise<{ pages: number }> {
  if (input.format === 'pdf') return writePdf(input, tools);
  const style = csvStyle(input.language, input.lists[0]?.timeZone ?? 'utc');
  const lines = pickListRows(input.lists, paperWords(input.language)).map((row) => csvLine(row, style));
  await writeFile(input.path, `\uFEFF${lines.join('')}`);
  return { pages: 0 };
}

async function writePdf(
  { lists, language, path, resources, createdAt }: PickPapersInput,
  tools: TaskTools,
): Promise<{ pages: number }> {
  const words = paperWords(language);
  const { paper, written } = openPaper({
    path,
    title: words.title,
    locale: words.locale,
    resources,
    createdAt,
  });
  let pages = 0;
  paper.on('pageAdded', () => pages++);
  for (const [i, list] of lists.entries()) {
    tools.signal.throwIfAborted();
    drawPickList(paper, list, words);
    const values = { done: i + 1, lists: lists.length };
    tools.progress((i + 1) / lists.length, { code: 'picking.drawing', values });
    await new Promise(setImmediate);
  }
  paper.end();
  await written;
  return { pages };
}
