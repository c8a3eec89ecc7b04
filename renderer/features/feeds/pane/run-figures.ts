import type { FeedRun } from '../../../../core/contract/feeds.ts';

export const RUN_PARTS = ['applied', 'unchanged', 'setAside'] as const;
export type RunPart = (typeof RUN_PARTS)[number];

export type RunCounts = Pick<FeedRun, 'applied' | 'unchanged' | 'stale' | 'waiting' | 'quarantined'>;

/** A run's records in three heaps: used, nothing new, set aside for later or for people. */
export function runParts(run: RunCounts): Record<RunPart, number> {
  return {
    applied: run.applied,
    unchanged: run.unchanged + run.stale,
    setAside: run.waiting + run.quarantined,
  };
}

export interface RunBar {
  run: FeedRun;
  x: number;
  width: number;
  /** From the bottom up; parts without records are left out. */
  parts: { part: RunPart; y: number; height: number }[];
}

const GAP = 2;
const WIDEST = 14;
const LEAST = 2;

/** Bars of runs, oldest at the left, their heights to one scale; a part that is there is never too small to be seen. */
export function runBars(runs: readonly FeedRun[], width: number, height: number): RunBar[] {
  const oldestFirst = [...runs].sort((a, b) => a.startedAt - b.startedAt || a.id - b.id);
  const sums = oldestFirst.map((run) => RUN_PARTS.reduce((sum, part) => sum + runParts(run)[part], 0));
  const most = Math.max(1, ...sums);
  const step = Math.min(WIDEST + GAP, width / Math.max(1, oldestFirst.length));
  const bar = Math.max(1, step - GAP);
  return oldestFirst.map((run, index) => {
    const counts = runParts(run);
    let top = height;
    const parts = RUN_PARTS.filter((part) => counts[part] > 0).map((part) => {
      const tall = Math.max(LEAST, (counts[part] / most) * height);
      top -= tall;
      return { part, y: top, height: tall };
    });
    return { run, x: width - (oldestFirst.length - index) * step, width: bar, parts };
  });
}

/** Seconds that a run took; null while it runs. */
export function runSeconds(run: Pick<FeedRun, 'startedAt' | 'finishedAt'>): number | null {
  return run.finishedAt === null ? null : Math.max(0, run.finishedAt - run.startedAt) / 1000;
}
