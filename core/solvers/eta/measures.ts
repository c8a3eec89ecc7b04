/** How good forecasts of arrivals were. Days. */
export interface ErrorMeasures {
  rows: number;
  meanAbsoluteDays: number;
  medianAbsoluteDays: number;
  /** Mean of delivery minus forecast: above 0 when deliveries come later than said. */
  biasDays: number;
  coverageP50: number;
  /** Null where no P90 is given. */
  coverageP90: number | null;
  pinballP50: number;
  pinballP90: number | null;
}

/** How good forecasts of "will be late" were. */
export interface LateMeasures {
  rows: number;
  lateShare: number;
  auc: number;
  brier: number;
  calibration: CalibrationBin[];
}

export interface CalibrationBin {
  from: number;
  to: number;
  rows: number;
  forecast: number;
  observed: number;
}

/** Forecasts by row, as instants; NaN where there is none. */
export interface Forecasts {
  p50At: Float64Array;
  p90At: Float64Array | null;
  lateChance: Float64Array;
}

const DAY_MS = 86_400_000;
const BINS = 10;

/** Over these rows, each with a P50. */
export function errorMeasures(
  forecasts: Pick<Forecasts, 'p50At' | 'p90At'>,
  deliveredAt: Float64Array,
  rows: Int32Array,
): ErrorMeasures {
  const p50 = Float64Array.from(
    rows,
    (row) => ((deliveredAt[row] ?? 0) - (forecasts.p50At[row] ?? 0)) / DAY_MS,
  );
  const { p90At } = forecasts;
  const p90 =
    p90At && Float64Array.from(rows, (row) => ((deliveredAt[row] ?? 0) - (p90At[row] ?? 0)) / DAY_MS);
  const absolute = p50.map(Math.abs).sort();
  const mean = (values: Float64Array, of: (value: number) => number) =>
    values.reduce((sum, value) => sum + of(value), 0) / Math.max(1, values.length);
  const pinball = (level: number) => (error: number) => (error > 0 ? level * error : (level - 1) * error);
  const inTime = (error: number) => (error <= 0 ? 1 : 0);
  return {
    rows: rows.length,
    meanAbsoluteDays: mean(p50, Math.abs),
    medianAbsoluteDays: absolute[absolute.length >> 1] ?? 0,
    biasDays: mean(p50, (error) => error),
    coverageP50: mean(p50, inTime),
    coverageP90: p90 && mean(p90, inTime),
    pinballP50: mean(p50, pinball(0.5)),
    pinballP90: p90 && mean(p90, pinball(0.9)),
  };
}

/** Over the rows that have a promise and a chance; null without both late and punctual ones. */
export function lateMeasures(
  chances: Float64Array,
  deliveredAt: Float64Array,
  promisedAt: Float64Array,
  rows: Int32Array,
): LateMeasures | null {
  const judged = rows.filter((row) => !Number.isNaN(chances[row]) && !Number.isNaN(promisedAt[row]));
  const outcomes = Float64Array.from(judged, (row) =>
    (deliveredAt[row] ?? 0) > (promisedAt[row] ?? 0) ? 1 : 0,
  );
  const forecasts = Float64Array.from(judged, (row) => chances[row] ?? 0);
  const late = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  if (late === 0 || late === outcomes.length) return null;
  const brier =
    forecasts.reduce((sum, chance, i) => sum + (chance - (outcomes[i] ?? 0)) ** 2, 0) / outcomes.length;
  return {
    rows: outcomes.length,
    lateShare: late / outcomes.length,
    auc: areaUnderCurve(forecasts, outcomes),
    brier,
    calibration: calibrationOf(forecasts, outcomes),
  };
}

/** The chance that a late one was given a higher chance than a punctual one; equal ones count half. */
export function areaUnderCurve(scores: Float64Array, outcomes: Float64Array): number {
  const order = Int32Array.from(scores.keys()).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let ranks = 0;
  let ones = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let onesHere = 0;
    while (end < order.length && scores[order[end] ?? 0] === scores[order[start] ?? 0]) {
      onesHere += outcomes[order[end] ?? 0] ?? 0;
      end++;
    }
    ranks += onesHere * ((start + 1 + end) / 2);
    ones += onesHere;
    start = end;
  }
  const zeros = order.length - ones;
  return ones === 0 || zeros === 0 ? 0.5 : (ranks - (ones * (ones + 1)) / 2) / (ones * zeros);
}

function calibrationOf(forecasts: Float64Array, outcomes: Float64Array): CalibrationBin[] {
  const bins = Array.from({ length: BINS }, (_, bin) => ({
    from: bin / BINS,
    to: (bin + 1) / BINS,
    rows: 0,
    forecast: 0,
    observed: 0,
  }));
  for (let i = 0; i < forecasts.length; i++) {
    const bin = bins[Math.min(BINS - 1, Math.floor((forecasts[i] ?? 0) * BINS))];
    if (!bin) continue;
    bin.rows++;
    bin.forecast += forecasts[i] ?? 0;
    bin.observed += outcomes[i] ?? 0;
  }
  return bins
    .filter(({ rows }) => rows > 0)
    .map((bin) => ({ ...bin, forecast: bin.forecast / bin.rows, observed: bin.observed / bin.rows }));
}
