import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { makeExportFile } from '../exports/index.ts';
import type { PaperLanguage } from '../papers/index.ts';
import { notFound } from '../procedures.ts';
import { showLists } from './lists.service.ts';
import { PICK_PAPERS_TASK, type PickPapersInput } from './papers-task.ts';

export interface PapersRequest {
  ids: number[];
  format: 'csv' | 'pdf';
  language: PaperLanguage;
}

/** Writes lists into a file that can be fetched. @throws NOT_FOUND */
export async function writePickPapers(
  ctx: AppContext,
  { ids, format, language }: PapersRequest,
  tools: JobTools,
) {
  const lists = await showLists(ctx, ids);
  const [first] = lists;
  if (!first) throw notFound('pick list', ids.join(', '));
  const name = lists.length === 1 ? first.number : `${first.number}-${lists.length}`;
  return makeExportFile(ctx, `vigie-pick-lists-${name}.${format}`, (path) => {
    const input: PickPapersInput = {
      lists,
      format,
      language,
      path,
      resources: ctx.resources,
      createdAt: ctx.clock(),
    };
    return tools.runTask<{ pages: number }>(PICK_PAPERS_TASK, input);
  });
}
