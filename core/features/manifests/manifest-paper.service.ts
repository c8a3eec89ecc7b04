import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { makeExportFile } from '../exports/index.ts';
import type { PaperLanguage } from '../papers/index.ts';
import { MANIFEST_PAPER_TASK, type ManifestPaperInput } from './manifest-paper-task.ts';
import { showManifest } from './manifests.service.ts';

export interface ManifestPaperRequest {
  id: number;
  format: 'csv' | 'pdf';
  language: PaperLanguage;
}

/** Writes a manifest into a file that can be fetched. @throws NOT_FOUND */
export async function writeManifest(ctx: AppContext, request: ManifestPaperRequest, tools: JobTools) {
  const { id, format, language } = request;
  const manifest = await showManifest(ctx, id);
  return makeExportFile(ctx, `vigie-manifest-${manifest.number}.${format}`, (path) => {
    const input: ManifestPaperInput = {
      manifest,
      format,
      language,
      path,
      resources: ctx.resources,
      createdAt: ctx.clock(),
    };
    return tools.runTask<{ pages: number }>(MANIFEST_PAPER_TASK, input);
  });
}
