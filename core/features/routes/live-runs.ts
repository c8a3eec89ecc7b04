import type { LiveRoutes } from '../../contract/routes.ts';

type Best = Extract<LiveRoutes, { type: 'best' }>;
type Problem = Extract<LiveRoutes, { type: 'problem' }>;

const TOLD_EVERY_MS = 1000;

/** A search that runs: what it tells, and how to end it with what it has found. */
export class LiveRun {
  private readonly stopping = new AbortController();
  private readonly problem: Problem;
  private best: Best | null = null;
  private ended = false;
  private wake: (() => void)[] = [];

  constructor(problem: Problem) {
    this.problem = problem;
  }

  /** Aborted when somebody wants the best so far. */
  get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  stop(): void {
    this.stopping.abort();
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
    yield this.problem;
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
        const timer = least > 0 ? setTimeout(resolve, Math.max(1, until - performance.now())) : undefined;
        const go = () => {
          clearTimeout(timer);
          resolve();
        };
        this.wake.push(go);
        signal?.addEventListener('abort', go, { once: true });
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

export function beginRun(jobId: string, problem: Problem): LiveRun {
  const run = new LiveRun(problem);
  running.set(jobId, run);
  return run;
}

export function endRun(jobId: string): void {
  running.get(jobId)?.end();
  running.delete(jobId);
}
