import type { ImportKind, ImportRequest } from '../../contract/import.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { chunkQueue } from './chunk-queue.ts';
import { type ChunkSource, runImport } from './import.service.ts';
import { allMappings } from './mapping/mappings.queries.ts';
import type { Plan } from './plan.ts';
import type { ImportChunk } from './rows/chunks.ts';

export const IMPORT_JOB = 'import.run';
export const PROPOSE_JOB = 'import.propose';

/** Names the code of the import's jobs: files are read in a worker thread, this one only passes chunks to the database. */
export function defineImportJobs(ctx: AppContext): void {
  ctx.jobs.define<ImportRequest>(IMPORT_JOB, (request, tools) =>
    runImport({ ...ctx, actor: tools.actor }, request, {
      signal: tools.signal,
      onProgress: ({ fraction, file, rows }) =>
        tools.progress(fraction, { code: 'import.reading', values: { file, rows } }),
      plan: (plan) => tools.runTask<Plan>('import.plan', plan, { onProgress: () => {} }),
      source: workerSource(tools),
    }),
  );
  ctx.jobs.define<{ paths: string[]; kind?: ImportKind }>(PROPOSE_JOB, async ({ paths, kind }, tools) =>
    tools.runTask<Plan>('import.plan', {
      files: paths.map((path) => ({ path })),
      kind,
      remembered: await allMappings(ctx.db),
    }),
  );
}

function workerSource(tools: JobTools): ChunkSource {
  return (table, { progress }) => {
    const queue = chunkQueue<ImportChunk>();
    tools
      .runTask('import.read', table, {
        onChunk: (chunk) => queue.push(chunk as ImportChunk),
        onProgress: (share) => progress(share ?? 0),
      })
      .then(() => queue.end(), queue.fail);
    return queue.items();
  };
}
