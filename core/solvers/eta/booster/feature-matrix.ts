/** Features by column, in single precision; NaN is a value that is missing. */
export interface FeatureMatrix {
  names: readonly string[];
  rows: number;
  columns: readonly Float32Array[];
}

/** Features cut into at most 64 bins each. Bin 0 holds what is missing. */
export interface BinnedMatrix {
  rows: number;
  bins: readonly Uint8Array[];
  /** The upper edge of each bin from bin 1 on, but the last. */
  edges: readonly Float32Array[];
}

const MOST_BINS = 62;
const SAMPLE_ROWS = 6000;

/** Cuts the chosen rows of each feature into bins that hold about as many rows each. */
export function binRows(matrix: FeatureMatrix, chosen: Int32Array): BinnedMatrix {
  const step = Math.max(1, Math.floor(chosen.length / SAMPLE_ROWS));
  const bins: Uint8Array[] = [];
  const edges: Float32Array[] = [];
  for (const column of matrix.columns) {
    const cuts = cutsOf(column, chosen, step);
    const binned = new Uint8Array(chosen.length);
    for (let i = 0; i < chosen.length; i++) binned[i] = binOf(cuts, column[chosen[i] ?? 0] ?? Number.NaN);
    bins.push(binned);
    edges.push(cuts);
  }
  return { rows: chosen.length, bins, edges };
}

function cutsOf(column: Float32Array, chosen: Int32Array, step: number): Float32Array {
  const sample: number[] = [];
  for (let i = 0; i < chosen.length; i += step) {
    const value = column[chosen[i] ?? 0] ?? Number.NaN;
    if (!Number.isNaN(value)) sample.push(value);
  }
  const sorted = Float32Array.from(sample).sort();
  const cuts: number[] = [];
  for (let bin = 1; bin < MOST_BINS; bin++) {
    const cut = sorted[Math.floor((bin * sorted.length) / MOST_BINS)];
    const highest = sorted[sorted.length - 1];
    if (cut === undefined || highest === undefined || cut >= highest) break;
    if (cuts.length === 0 || cut > (cuts[cuts.length - 1] ?? 0)) cuts.push(cut);
  }
  return Float32Array.from(cuts);
}

function binOf(cuts: Float32Array, value: number): number {
  if (Number.isNaN(value)) return 0;
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > (cuts[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
