import { Worker } from 'node:worker_threads';
import type { FromTask, TaskMessage, ToTask } from './tasks.ts';

export interface RunTaskOptions {
  signal?: AbortSignal;
  onProgress?: (fraction: number | null, message?: TaskMessage) => void;
  /** Called for each chunk that the task emits; the task goes on with what it resolves to. */
  onChunk?: (chunk: unknown) => unknown;
}

/** Runs named tasks in worker threads. */
export interface TaskRunner {
  /** @throws the task's error, or an AbortError when cancelled. */
  run<Outcome>(task: string, input: unknown, options?: RunTaskOptions): Promise<Outcome>;
  close(): Promise<void>;
}

const ABORT_GRACE_MS = 1500;
/** So much of what a task makes and drops is collected cheaply; with less, solvers spend a fifth of their time on it. */
const HEAP_LIMITS = { maxYoungGenerationSizeMb: 32 };

/** A runner that starts a worker a task and keeps up to `spare` idle ones warm. */
export function createTaskRunner(threadUrl: URL, spare = 1): TaskRunner {
  const idle: Worker[] = [];
  const all = new Set<Worker>();

  const hire = (): Worker => {
    const worker = idle.pop() ?? new Worker(threadUrl, { resourceLimits: HEAP_LIMITS });
    all.add(worker);
    worker.ref();
    return worker;
  };
  const dismiss = (worker: Worker, fit: boolean): void => {
    for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
    worker.unref();
    if (fit && idle.length < spare) idle.push(worker);
    else {
      all.delete(worker);
      void worker.terminate();
    }
  };

  return {
    run: (task, input, options = {}) => runOn(hire(), { type: 'start', task, input }, options, dismiss),
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function runOn<Outcome>(
  worker: Worker,
  start: ToTask,
  options: RunTaskOptions,
  dismiss: (worker: Worker, fit: boolean) => void,
): Promise<Outcome> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined;
    const end = (fit: boolean, settle: () => void) => {
      clearTimeout(grace);
      signal?.removeEventListener('abort', abort);
      dismiss(worker, fit);
      settle();
    };
    const abort = () => {
      worker.postMessage({ type: 'abort' } satisfies ToTask);
      grace = setTimeout(
        () => end(false, () => reject(new DOMException('Cancelled', 'AbortError'))),
        ABORT_GRACE_MS,
      );
    };
    worker.on('error', (error) => end(false, () => reject(error)));
    worker.on('exit', (code) =>
      end(false, () => reject(new Error(`The worker thread ended early (${code})`))),
    );
    worker.on('message', (message: FromTask) => {
      if (message.type === 'progress') options.onProgress?.(message.fraction, message.message);
      else if (message.type === 'chunk') {
        Promise.resolve(options.onChunk?.(message.chunk)).then(
          (answer: unknown) => worker.postMessage({ type: 'taken', answer } satisfies ToTask),
          (error: unknown) => end(false, () => reject(error)),
        );
      } else if (message.type === 'done') end(true, () => resolve(message.outcome as Outcome));
      else if (message.type === 'failed') end(true, () => reject(revive(message.error)));
    });
    if (signal?.aborted) return end(true, () => reject(new DOMException('Cancelled', 'AbortError')));
    signal?.addEventListener('abort', abort);
    worker.postMessage(start);
  });
}

function revive(error: { name: string; message: string; stack?: string }): Error {
  if (error.name === 'AbortError') return new DOMException('Cancelled', 'AbortError');
  const result = new Error(error.message);
  result.name = error.name;
  if (error.stack) result.stack = error.stack;
  return result;
}
