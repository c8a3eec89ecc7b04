import type { TaskTools } from '../../jobs/tasks.ts';
import { generateDemo } from './demo.generator.ts';
import type { DemoPlan } from './demo-options.ts';

/** Task `demo.generate`: emits the network's rows chunk by chunk. */
export async function generateDemoTask(plan: DemoPlan, tools: TaskTools): Promise<void> {
  for (const chunk of generateDemo(plan)) {
    tools.signal.throwIfAborted();
    await tools.emit(chunk);
  }
}
