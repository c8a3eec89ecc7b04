import { ROUTING_TASK, solveRoutingTask } from '../features/routing/routing-solve.worker.ts';
import { serveTasks } from '../jobs/task-thread.ts';
import type { Task } from '../jobs/tasks.ts';

/** A task whose code is read when it is first asked for: a thread that solves does not wait for what writes PDF files. */
function later(load: () => Promise<Task>): Task {
  return async (input, tools) => (await load())(input, tools);
}

serveTasks({
  'demo.generate': later(async () => (await import('../features/demo/index.ts')).generateDemoTask),
  'import.plan': later(async () => (await import('../features/import/import.tasks.ts')).planImportTask),
  'import.read': later(async () => (await import('../features/import/import.tasks.ts')).readTableTask),
  'sourcing.solve': later(
    async () => (await import('../features/sourcing/sourcing.worker.ts')).solveSourcingTask,
  ),
  [ROUTING_TASK]: solveRoutingTask,
  'routes.round-sheets': later(
    async () => (await import('../features/routes/round-sheets/round-sheets.worker.ts')).writeRoundSheetsTask,
  ),
  'waves.propose': later(async () => (await import('../features/waves/propose.worker.ts')).proposeDayTask),
  'incidents.claim': later(
    async () => (await import('../features/incidents/claim/claim.worker.ts')).writeClaimTask,
  ),
  'eta.learn': later(async () => (await import('../features/eta/train.worker.ts')).learnTask),
  'picking.plan': later(async () => (await import('../features/picking/picking.worker.ts')).planListsTask),
  'packing.papers': later(
    async () => (await import('../features/packing/papers.worker.ts')).writePackingPapersTask,
  ),
  'picking.papers': later(
    async () => (await import('../features/picking/papers.worker.ts')).writePickPapersTask,
  ),
  'manifests.paper': later(
    async () => (await import('../features/manifests/manifest-paper.worker.ts')).writeManifestTask,
  ),
  'feeds.read-file': later(async () => (await import('../feeds/connectors/folder/reading.ts')).readFileTask),
  'export.write': later(async () => (await import('../features/exports/index.ts')).writeExportTask),
});
