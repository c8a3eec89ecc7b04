import type { LiveRoutes } from '../../contract/routes.ts';

type Best = Extract<LiveRoutes, { type: 'best' }>;
type Problem = Extract<LiveRoutes, { type: 'problem' }>;

const TOLD_EVERY_MS = 1000;

/** A search that runs: what it tells, and how to end it with what it has found. */
export class LiveRun {
  private readonly stopping = new AbortController();
  private problem: Problem | null = null;
  private best: Best | null = null;
  private ended = false;
  private wake: (() => void)[] = [];

  /** Aborted when somebody wants the best so far. */
  get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  stop(): void {
    this.stopping.abort();
  }

  /** Says what is to be solved, once that is known. */
  describe(problem: Problem): void {
    this.problem = problem;
    this.wakeAll();
  }

  tell(best: Best): void {
    this.best = best;
    this.wakeAll();
  }

  end(): void {
    this.ended = true;
    this.wakeAll();
  }

  /** The stops, then the best plan about once a second as long as it gets better, then the end. */
  async *watch(signal: AbortSignal | undefined): AsyncGenerator<LiveRoutes> {
    while (!this.problem && !this.ended && !signal?.aborted) await this.nextChange(signal);
    if (this.problem) yield this.problem;
    let told: Best | null = null;
    while (!signal?.aborted) {
      const { best } = this;
      if (best && best !== told) {
        told = best;
        yield best;
        if (!this.ended) await this.nextChange(signal, TOLD_EVERY_MS);
      } else if (this.ended) {
        yield { type: 'ended' };
        return;
      } else await this.nextChange(signal);
    }
  }

  /** The next news, but not before `least` milliseconds unless the search ends. */
  private async nextChange(signal: AbortSignal | undefined, least = 0): Promise<void> {
    const until = performance.now() + least;
    do {
      await new Promise<void>((resolve) => {
        const timer = least > 0 ? setTimeout(() => go(), Math.max(1, until - performance.now())) : undefined;
        const go = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', go);
          resolve();
        };
        this.wake.push(go);
        signal?.addEventListener('abort', go);
      });
    } while (!this.ended && !signal?.aborted && performance.now() < until);
  }

  private wakeAll(): void {
    const waiting = this.wake;
    this.wake = [];
    for (const go of waiting) go();
  }
}

const running = new Map<string, LiveRun>();

/** The search of a job, while it runs. */
export function liveRun(jobId: string): LiveRun | undefined {
  return running.get(jobId);
}

/** Runs a job's search, so that others can watch and stop it from the first moment on. */
export async function withLiveRun<T>(jobId: string, work: (live: LiveRun) => Promise<T>): Promise<T> {
  const run = new LiveRun();
  running.set(jobId, run);
  try {
    return await work(run);
  } finally {
    run.end();
    running.delete(jobId);
  }
}
