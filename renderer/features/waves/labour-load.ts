const STEP_MS = 1_800_000;

/** A wave as work: what has to be done between its release and its carriers' departure. */
export interface WaveWork {
  releaseAt: number;
  cutOffAt: number;
  pickSeconds: number;
  orders: number;
}

export interface Shift {
  shiftFrom: number;
  shiftTo: number;
  pickers: number;
  packingSecondsPerOrder: number;
}

/** People needed, and there, in half an hour that begins at `at`. */
export interface LoadStep {
  at: number;
  picking: number;
  packing: number;
  there: number;
}

/**
 * How many people a day needs half an hour by half an hour, each wave's work spread evenly from when it can begin until its carriers
 * leave. Pure.
 */
export function labourLoad(waves: readonly WaveWork[], from: number, to: number, shift: Shift): LoadStep[] {
  const first = Math.floor(from / STEP_MS) * STEP_MS;
  const steps: LoadStep[] = [];
  for (let at = first; at < to; at += STEP_MS) {
    const shareOf = (wave: WaveWork) => {
      const begins = Math.max(wave.releaseAt, shift.shiftFrom);
      const span = Math.max(STEP_MS, wave.cutOffAt - begins);
      const overlap = Math.min(at + STEP_MS, begins + span) - Math.max(at, begins);
      return Math.max(0, overlap) / span;
    };
    const people = (seconds: (wave: WaveWork) => number) =>
      waves.reduce((sum, wave) => sum + seconds(wave) * shareOf(wave), 0) / (STEP_MS / 1000);
    steps.push({
      at,
      picking: people(({ pickSeconds }) => pickSeconds),
      packing: people(({ orders }) => orders * shift.packingSecondsPerOrder),
      there: at + STEP_MS > shift.shiftFrom && at < shift.shiftTo ? shift.pickers : 0,
    });
  }
  return steps;
}
