import type { TaskTools } from '../../jobs/tasks.ts';
import { type Plan, type PlanRequest, planFiles } from './plan.ts';
import { readTableAt, type TableToRead } from './read-table.ts';

/** In a worker thread: looks at files and proposes how to understand them. */
export function planImportTask(request: PlanRequest, tools: TaskTools): Promise<Plan> {
  return planFiles(request, tools.signal);
}

/** In a worker thread: reads a table and hands its chunks on. */
export async function readTableTask(table: TableToRead, tools: TaskTools): Promise<void> {
  const progress = (share: number) => tools.progress(share);
  for await (const chunk of readTableAt(table, { signal: tools.signal, progress })) {
    tools.signal.throwIfAborted();
    await tools.emit(chunk);
  }
}
