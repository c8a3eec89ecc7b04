import type { AppContext } from '../features/context.ts';
import { defineDemoJob } from '../features/demo/index.ts';
import { defineEtaJobs } from '../features/eta/index.ts';
import { defineExportJob } from '../features/exports/index.ts';
import { defineImportJobs } from '../features/import/index.ts';
import { defineLearningJobs } from '../features/incident-learning/index.ts';
import { defineIncidentJobs } from '../features/incidents/index.ts';
import { defineManifestJobs } from '../features/manifests/index.ts';
import { definePackingJobs } from '../features/packing/index.ts';
import { definePickingJobs } from '../features/picking/index.ts';
import { defineRejectionJobs } from '../features/rejections/index.ts';
import { defineRouteJobs } from '../features/routes/index.ts';
import { defineRulesJobs } from '../features/rules/index.ts';
import { defineSourcingJobs } from '../features/sourcing/index.ts';
import { defineWaveJobs } from '../features/waves/index.ts';
import { defineWorkbenchJobs } from '../features/workbench/index.ts';

/** Names the code of every kind of job. */
export function registerJobs(ctx: AppContext): void {
  defineDemoJob(ctx);
  defineImportJobs(ctx);
  defineSourcingJobs(ctx);
  defineWorkbenchJobs(ctx);
  defineRouteJobs(ctx);
  defineWaveJobs(ctx);
  defineIncidentJobs(ctx);
  defineEtaJobs(ctx);
  defineLearningJobs(ctx);
  defineManifestJobs(ctx);
  definePickingJobs(ctx);
  definePackingJobs(ctx);
  defineRulesJobs(ctx);
  defineRejectionJobs(ctx);
  defineExportJob(ctx);
}
