import type { AppContext } from '../context.ts';
import { type ManifestPaperRequest, writeManifest } from './manifest-paper.service.ts';

/** Job kind `manifests.file`, whose outcome the contract tells. */
export function defineManifestJobs(ctx: AppContext): void {
  ctx.jobs.define<ManifestPaperRequest>('manifests.file', (input, tools) => writeManifest(ctx, input, tools));
}
