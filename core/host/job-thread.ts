import { generateDemoTask } from '../features/demo/index.ts';
import { writeExportTask } from '../features/exports/index.ts';
import { planImportTask, readTableTask } from '../features/import/import.tasks.ts';
import {
  ROUND_SHEETS_TASK,
  writeRoundSheetsTask,
} from '../features/routes/round-sheets/round-sheets.worker.ts';
import { ROUTING_TASK, solveRoutingTask } from '../features/routing/routing-solve.worker.ts';
import { solveSourcingTask } from '../features/sourcing/sourcing.worker.ts';
import { proposeDayTask } from '../features/waves/propose.worker.ts';
import { readFileTask } from '../feeds/connectors/folder/reading.ts';
import { serveTasks } from '../jobs/task-thread.ts';

serveTasks({
  'demo.generate': generateDemoTask,
  'import.plan': planImportTask,
  'import.read': readTableTask,
  'sourcing.solve': solveSourcingTask,
  [ROUTING_TASK]: solveRoutingTask,
  'waves.propose': proposeDayTask,
  [ROUND_SHEETS_TASK]: writeRoundSheetsTask,
  'feeds.read-file': readFileTask,
  'export.write': writeExportTask,
});
