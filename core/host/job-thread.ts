import { generateDemoTask } from '../features/demo/index.ts';
import { writeExportTask } from '../features/exports/index.ts';
import { solveSourcingTask } from '../features/sourcing/sourcing.worker.ts';
import { serveTasks } from '../jobs/task-thread.ts';

serveTasks({
  'demo.generate': generateDemoTask,
  'sourcing.solve': solveSourcingTask,
  'export.write': writeExportTask,
});
