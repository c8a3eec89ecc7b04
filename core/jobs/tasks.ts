/** What a task's code in a worker thread may do besides compute. */
export interface TaskTools {
  /** Aborted when the job is cancelled; a task that never looks at it is terminated after a grace period. */
  readonly signal: AbortSignal;
  /** 0 to 1 (null: unknown), with a message code for the language files. */
  progress(fraction: number | null, message?: TaskMessage): void;
  /** Hands a chunk (or a question) to the core's thread; resolves with its answer once it has been dealt with. */
  emit(chunk: unknown): Promise<unknown>;
}

export interface TaskMessage {
  code: string;
  values?: Record<string, string | number>;
}

/** A function that runs in a worker thread: structured-clonable input and output. */
export type Task = (input: never, tools: TaskTools) => Promise<unknown> | unknown;

export type ToTask =
  | { type: 'start'; task: string; input: unknown }
  | { type: 'taken'; answer: unknown }
  | { type: 'abort' };

export type FromTask =
  | { type: 'ready' }
  | { type: 'progress'; fraction: number | null; message?: TaskMessage }
  | { type: 'chunk'; chunk: unknown }
  | { type: 'done'; outcome: unknown }
  | { type: 'failed'; error: { name: string; message: string; stack?: string } };
