import { os } from '../procedures.ts';
import { closeManifest, loadParcel, reopenManifest, unloadParcel } from './loading.service.ts';
import { openManifest, showDock, showManifest } from './manifests.service.ts';

export const manifestsProcedures = {
  list: os.manifests.list.handler(({ context, input }) => showDock(context, input)),
  manifest: os.manifests.manifest.handler(({ context, input }) => showManifest(context, input.id)),
  open: os.manifests.open.handler(({ context, input }) => openManifest(context, input)),
  load: os.manifests.load.handler(({ context, input }) => loadParcel(context, input)),
  unload: os.manifests.unload.handler(({ context, input }) => unloadParcel(context, input)),
  close: os.manifests.close.handler(({ context, input }) => closeManifest(context, input.id)),
  reopen: os.manifests.reopen.handler(({ context, input }) => reopenManifest(context, input.id)),
  file: os.manifests.file.handler(async ({ context, input }) => {
    return { jobId: await context.jobs.start('manifests.file', input, context.actor) };
  }),
};
