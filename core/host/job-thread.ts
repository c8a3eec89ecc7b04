import { generateDemoTask } from '../features/demo/index.ts';
import { writeExportTask } from '../features/exports/index.ts';
import { serveTasks } from '../jobs/task-thread.ts';

serveTasks({ 'demo.generate': generateDemoTask, 'export.write': writeExportTask });
