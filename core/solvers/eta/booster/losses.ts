/** What boosting needs to know of a loss. `score` is the raw forecast. */
export interface Loss {
  /** The best constant forecast. */
  start(targets: Float64Array): number;
  /** Fills in the downhill direction of each row, and its weight where the loss has one. */
  slopes(targets: Float64Array, scores: Float64Array, gradients: Float32Array, weights: Float32Array): void;
  weighted: boolean;
  /** The best step for the rows of a leaf. */
  step(rows: Int32Array, targets: Float64Array, scores: Float64Array): number;
  mean(targets: Float64Array, scores: Float64Array): number;
}

/** The pinball loss: its best forecast is the quantile. */
export function quantileLoss(level: number): Loss {
  return {
    weighted: false,
    start: (targets) => quantileOf(Float64Array.from(targets), level),
    slopes(targets, scores, gradients) {
      for (let i = 0; i < targets.length; i++) {
        const error = (targets[i] as number) - (scores[i] as number);
        gradients[i] = error > 0 ? level : error < 0 ? level - 1 : 0;
      }
    },
    step(rows, targets, scores) {
      const errors = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        errors[i] = (targets[row] as number) - (scores[row] as number);
      }
      return quantileOf(errors, level);
    },
    mean: (targets, scores) => pinballOf(targets, scores, level),
  };
}

/** Logistic loss: targets are 0 or 1, scores are log-odds. */
export const logisticLoss: Loss = {
  weighted: true,
  start(targets) {
    const ones = targets.reduce((sum, target) => sum + target, 0);
    return Math.log((ones + 0.5) / (targets.length - ones + 0.5));
  },
  slopes(targets, scores, gradients, weights) {
    for (let i = 0; i < targets.length; i++) {
      const chance = chanceOf(scores[i] as number);
      gradients[i] = (targets[i] as number) - chance;
      weights[i] = Math.max(1e-6, chance * (1 - chance));
    }
  },
  step(rows, targets, scores) {
    let gradient = 0;
    let weight = 1;
    for (const row of rows) {
      const chance = chanceOf(scores[row] as number);
      gradient += (targets[row] as number) - chance;
      weight += chance * (1 - chance);
    }
    return gradient / weight;
  },
  mean(targets, scores) {
    let sum = 0;
    for (let i = 0; i < targets.length; i++) {
      const chance = Math.min(1 - 1e-9, Math.max(1e-9, chanceOf(scores[i] as number)));
      sum -= targets[i] === 1 ? Math.log(chance) : Math.log(1 - chance);
    }
    return sum / Math.max(1, targets.length);
  },
};

/** From log-odds to a chance. */
export function chanceOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Mean pinball loss of forecasts of a quantile. */
export function pinballOf(targets: Float64Array, forecasts: Float64Array, level: number): number {
  let sum = 0;
  for (let i = 0; i < targets.length; i++) {
    const error = (targets[i] as number) - (forecasts[i] as number);
    sum += error > 0 ? level * error : (level - 1) * error;
  }
  return sum / Math.max(1, targets.length);
}

/** The quantile of the values, which it puts in order: the middle two are averaged, nothing else is. */
export function quantileOf(values: Float64Array, level: number): number {
  if (values.length === 0) return 0;
  values.sort();
  const place = level * values.length;
  const below = values[Math.max(0, Math.ceil(place) - 1)] ?? 0;
  const above = values[Math.min(values.length - 1, Math.floor(place))] ?? 0;
  return (below + above) / 2;
}
