import { randomUUID } from 'node:crypto';
import type { JobView } from '../contract/jobs.ts';
import type { JobStore } from './job-store.ts';
import type { RunTaskOptions, TaskRunner } from './task-runner.ts';
import type { TaskMessage } from './tasks.ts';

/** What a job's code may use besides its input. */
export interface JobTools {
  readonly jobId: string;
  readonly actor: string;
  /** Aborted when someone cancels the job. */
  readonly signal: AbortSignal;
  progress(fraction: number | null, message?: TaskMessage): void;
  /** Runs a task in a worker thread under this job's signal; its progress becomes the job's unless `onProgress` is given. */
  runTask<Outcome>(task: string, input: unknown, options?: Omit<RunTaskOptions, 'signal'>): Promise<Outcome>;
}

/** Long work by kind: it runs off the RPC loop's way, reports progress, can be cancelled; its outcome is stored. */
export type JobRun = (input: never, tools: JobTools) => Promise<unknown>;

export interface Jobs {
  /** Names the code of a kind; once each, at start-up. */
  define<Input>(kind: string, run: (input: Input, tools: JobTools) => Promise<unknown>): void;
  /** Stores and starts it; resolves with its id once it is on record. */
  start(kind: string, input: unknown, actor: string): Promise<string>;
  /** Starts it and waits for its end. @throws its error. */
  runToEnd<Outcome>(
    kind: string,
    input: unknown,
    actor: string,
    onChange?: (job: JobView) => void,
    signal?: AbortSignal,
  ): Promise<Outcome>;
  /** Has a question answered by a task in a worker thread, without a job: nothing is stored, nobody but the asker waits. */
  ask<Outcome>(task: string, input: unknown, signal?: AbortSignal): Promise<Outcome>;
  cancel(id: string): void;
  get(id: string): Promise<JobView | null>;
  list(offset: number, limit: number): Promise<{ rows: JobView[]; total: number }>;
  close(): Promise<void>;
}

export interface JobsOptions {
  store: JobStore;
  tasks: TaskRunner;
  clock: () => number;
  publish: (job: JobView) => void;
  /** Turns what a job threw into a code and a sentence. */
  explain: (error: unknown) => { code: string; message: string };
}

const PUBLISH_EVERY_MS = 100;

interface RunningJob {
  view: JobView;
  abort: AbortController;
  ended: Promise<void>;
  publishedAt: number;
  timer?: NodeJS.Timeout | undefined;
}

export function createJobs(options: JobsOptions): Jobs {
  const kinds = new Map<string, JobRun>();
  const running = new Map<string, RunningJob>();
  const failures = new Map<string, unknown>();

  const publish = (job: RunningJob): void => {
    clearTimeout(job.timer);
    job.timer = undefined;
    job.publishedAt = options.clock();
    options.publish({ ...job.view });
  };
  const publishSoon = (job: RunningJob): void => {
    const wait = job.publishedAt + PUBLISH_EVERY_MS - options.clock();
    if (wait <= 0) publish(job);
    else job.timer ??= setTimeout(() => publish(job), wait);
  };

  const toolsFor = (job: RunningJob): JobTools => {
    const progress: JobTools['progress'] = (fraction, message) => {
      job.view.progress = fraction;
      if (message) job.view.message = message;
      publishSoon(job);
    };
    return {
      jobId: job.view.id,
      actor: job.view.actor,
      signal: job.abort.signal,
      progress,
      runTask: (task, input, more) =>
        options.tasks.run(task, input, { onProgress: progress, ...more, signal: job.abort.signal }),
    };
  };

  const perform = async (job: RunningJob, run: JobRun, input: unknown): Promise<void> => {
    try {
      job.view.outcome = (await run(input as never, toolsFor(job))) ?? null;
      job.view.status = 'done';
      job.view.progress = 1;
    } catch (error) {
      const cancelled = job.abort.signal.aborted;
      job.view.status = cancelled ? 'cancelled' : 'failed';
      job.view.error = cancelled ? null : options.explain(error);
      failures.set(job.view.id, error);
    }
    job.view.finishedAt = options.clock();
    await options.store.update(job.view).catch(() => {});
    publish(job);
    running.delete(job.view.id);
  };

  const begin = async (kind: string, input: unknown, actor: string): Promise<RunningJob> => {
    const run = kinds.get(kind);
    if (!run) throw new Error(`No job is of the kind ${kind}`);
    const now = options.clock();
    const view: JobView = {
      id: randomUUID(),
      kind,
      actor,
      status: 'running',
      progress: null,
      message: null,
      outcome: null,
      error: null,
      createdAt: now,
      startedAt: now,
      finishedAt: null,
    };
    await options.store.insert(view, input);
    const job: RunningJob = { view, abort: new AbortController(), ended: Promise.resolve(), publishedAt: 0 };
    running.set(view.id, job);
    publish(job);
    job.ended = perform(job, run, input);
    return job;
  };

  return {
    define: (kind, run) => void kinds.set(kind, run as JobRun),
    start: async (kind, input, actor) => (await begin(kind, input, actor)).view.id,
    async runToEnd<Outcome>(
      kind: string,
      input: unknown,
      actor: string,
      onChange?: (job: JobView) => void,
      signal?: AbortSignal,
    ) {
      const job = await begin(kind, input, actor);
      const abort = () => job.abort.abort();
      signal?.addEventListener('abort', abort);
      const ticker = onChange ? setInterval(() => onChange(job.view), PUBLISH_EVERY_MS) : undefined;
      await job.ended;
      clearInterval(ticker);
      signal?.removeEventListener('abort', abort);
      if (job.view.status !== 'done') throw failures.get(job.view.id);
      return job.view.outcome as Outcome;
    },
    ask: (task, input, signal) => options.tasks.run(task, input, signal ? { signal } : {}),
    cancel: (id) => running.get(id)?.abort.abort(),
    /** A copy: what it says must not change in the reader's hands. */
    async get(id) {
      const job = running.get(id);
      return job ? { ...job.view } : options.store.find(id);
    },
    list: async (offset, limit) => {
      const stored = await options.store.list(offset, limit);
      return { ...stored, rows: stored.rows.map((row) => running.get(row.id)?.view ?? row) };
    },
    async close() {
      for (const job of running.values()) job.abort.abort();
      await Promise.all([...running.values()].map((job) => job.ended));
      await options.tasks.close();
    },
  };
}
