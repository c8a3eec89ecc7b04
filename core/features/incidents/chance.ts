/**
 * Probability of `hits` or more out of `tries` where the chance is `chance` on average and itself differs between groups: `spread` is the
 * correlation of tries of the same group (0: none, a binomial). Exact, in logarithms.
 */
export function excessTail(tries: number, hits: number, chance: number, spread: number): number {
  if (hits <= 0) return 1;
  if (chance <= 0) return 0;
  if (chance >= 1) return 1;
  if (spread <= LEAST_SPREAD) return binomialTail(tries, hits, chance);
  const size = (1 - spread) / spread;
  const alpha = chance * size;
  const beta = (1 - chance) * size;
  const whole = logBeta(alpha, beta);
  let sum = 0;
  for (let count = hits; count <= tries; count++) {
    sum += Math.exp(logChoose(tries, count) + logBeta(count + alpha, tries - count + beta) - whole);
  }
  return Math.min(1, sum);
}

const LEAST_SPREAD = 1e-6;

/** Probability of `hits` or more out of `tries`, each with this chance. */
export function binomialTail(tries: number, hits: number, chance: number): number {
  if (hits <= 0) return 1;
  if (chance <= 0) return 0;
  if (chance >= 1) return 1;
  let term = Math.exp(
    logChoose(tries, hits) + hits * Math.log(chance) + (tries - hits) * Math.log1p(-chance),
  );
  let sum = term;
  const odds = chance / (1 - chance);
  for (let count = hits + 1; count <= tries; count++) {
    term *= ((tries - count + 1) / count) * odds;
    sum += term;
    if (term < sum * 1e-12 && count > tries * chance) break;
  }
  return Math.min(1, sum);
}

/** Counts of many groups, added up so that one of them can be left out again. */
export class GroupSpread {
  groups = 0;
  hits = 0;
  tries = 0;
  #squaredTries = 0;
  #squaredHits = 0;

  add(hits: number, tries: number, sign: 1 | -1 = 1): void {
    if (tries < SMALLEST_GROUP) return;
    this.groups += sign;
    this.hits += sign * hits;
    this.tries += sign * tries;
    this.#squaredTries += sign * tries * tries;
    this.#squaredHits += (sign * hits * hits) / tries;
  }

  /** Correlation within groups by the method of moments: how much more they differ than chance alone lets them. */
  spread(): number {
    const { groups, hits, tries } = this;
    if (groups < FEWEST_GROUPS || tries === 0) return 0;
    const share = hits / tries;
    const variance = share * (1 - share);
    if (variance <= 0) return 0;
    const between = this.#squaredHits - share * hits - variance * (groups - 1);
    const weight = tries - this.#squaredTries / tries - (groups - 1);
    return weight <= 0 ? 0 : Math.min(0.5, Math.max(0, between / (variance * weight)));
  }
}

/** Smaller ones tell nothing of how groups differ. */
const SMALLEST_GROUP = 5;
const FEWEST_GROUPS = 4;

/** How much better "more trouble inside than outside" explains the counts than "the same everywhere" (Kulldorff's scan statistic). */
export function likelihoodRatio(
  troubled: number,
  total: number,
  allTroubled: number,
  allTotal: number,
): number {
  const outside = logLikelihood(allTroubled - troubled, allTotal - total);
  return logLikelihood(troubled, total) + outside - logLikelihood(allTroubled, allTotal);
}

function logLikelihood(hits: number, tries: number): number {
  if (hits <= 0 || hits >= tries) return 0;
  const share = hits / tries;
  return hits * Math.log(share) + (tries - hits) * Math.log(1 - share);
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

const STIRLING = [1 / 12, -1 / 360, 1 / 1260];

/** Natural logarithm of the gamma function by Stirling's series, shifted up to where it is exact enough. */
function logGamma(x: number): number {
  let shift = 0;
  let value = x;
  while (value < 10) shift -= Math.log(value++);
  const inverse = 1 / value;
  const series = STIRLING.reduce((sum, factor, index) => sum + factor * inverse ** (2 * index + 1), 0);
  return shift + (value - 0.5) * Math.log(value) - value + 0.5 * Math.log(2 * Math.PI) + series;
}
