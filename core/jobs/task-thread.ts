import { parentPort } from 'node:worker_threads';
import type { FromTask, Task, TaskTools, ToTask } from './tasks.ts';

/** Makes this worker thread answer for `tasks`: one at a time, progress and chunks as they come. */
export function serveTasks(tasks: Record<string, Task>): void {
  const port = parentPort;
  if (!port) throw new Error('serveTasks runs only in a worker thread');
  const send = (message: FromTask) => port.postMessage(message);
  let abort = new AbortController();
  let taken: ((answer: unknown) => void) | null = null;

  const tools = (): TaskTools => ({
    signal: abort.signal,
    progress: (fraction, message) =>
      send(message ? { type: 'progress', fraction, message } : { type: 'progress', fraction }),
    emit: (chunk) =>
      new Promise((resolve) => {
        taken = resolve;
        send({ type: 'chunk', chunk });
      }),
  });

  const start = async (name: string, input: unknown): Promise<void> => {
    abort = new AbortController();
    try {
      const task = tasks[name];
      if (!task) throw new Error(`No task is named ${name}`);
      send({ type: 'done', outcome: await task(input as never, tools()) });
    } catch (error) {
      const { name: kind, message, stack } = error instanceof Error ? error : new Error(String(error));
      send({ type: 'failed', error: { name: kind, message, ...(stack ? { stack } : {}) } });
    }
  };

  port.on('message', (message: ToTask) => {
    if (message.type === 'start') void start(message.task, message.input);
    else if (message.type === 'abort') abort.abort();
    else taken?.(message.answer);
  });
  send({ type: 'ready' });
}
