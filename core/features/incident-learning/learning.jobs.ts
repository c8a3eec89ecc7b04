import type { LearningExport } from '../../contract/incident-learning.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { writeTableFile } from '../exports/index.ts';
import { learn } from './learning.service.ts';
import { cellsOf, learningRows } from './learning-export.ts';

/** Job kind `incidents.learning`: one table of what was learnt, as a file. */
export function defineLearningJobs(ctx: AppContext): void {
  ctx.jobs.define<LearningExport>('incidents.learning', (request, tools) => exportTable(ctx, request, tools));
}

async function exportTable(
  ctx: AppContext,
  { period, table, columns, ...style }: LearningExport,
  tools: JobTools,
) {
  const rows = learningRows(await learn(ctx, period), table).map((row) => cellsOf(row, columns));
  const name = `incidents-${table}`;
  return writeTableFile(ctx, { ...style, name, headings: columns.map(({ heading }) => heading) }, tools, {
    at: async (offset) => ({ rows: rows.slice(offset), total: rows.length }),
  });
}
