import type { RoutingStopRule } from '../routing-problem.ts';
import type { RoutingRun } from '../routing-run.ts';

/** Tells how much of the time or of the iterations is gone, asking the clock now and then only. */
export class Progress {
  iterations = 0;
  seconds = 0;
  /** 0 at the beginning, 1 at the end. */
  share = 0;
  private readonly stop: RoutingStopRule;
  private readonly run: RoutingRun;
  private readonly began: number;
  private nextLook = 0;
  private step = 16;

  constructor(stop: RoutingStopRule, run: RoutingRun) {
    this.stop = stop;
    this.run = run;
    this.began = run.clock?.() ?? 0;
    if (stop.seconds === undefined && stop.iterations === undefined)
      throw new Error('No rule says when to stop');
    if (stop.seconds !== undefined && !run.clock) throw new Error('A stop rule in seconds needs a clock');
  }

  /** Counts an iteration. @returns whether it is time to look up: at the clock, at who cancels, at who is told. */
  tick(): boolean {
    return ++this.iterations >= this.nextLook;
  }

  /** @returns whether to go on. */
  look(): boolean {
    const before = this.seconds;
    this.seconds = (this.run.clock?.() ?? 0) - this.began;
    const { seconds, iterations } = this.stop;
    const elapsed = seconds === undefined ? 0 : seconds > 0 ? this.seconds / seconds : 1;
    const done = iterations === undefined ? 0 : iterations > 0 ? this.iterations / iterations : 1;
    this.share = Math.min(1, Math.max(elapsed, done));
    if (this.run.clock) {
      if (this.seconds - before < 0.005) this.step = Math.min(4096, this.step * 2);
      else if (this.seconds - before > 0.02) this.step = Math.max(1, this.step >> 1);
    }
    this.nextLook = Math.min(this.iterations + this.step, iterations ?? Number.POSITIVE_INFINITY);
    return this.share < 1 && !this.run.isCancelled?.();
  }
}
