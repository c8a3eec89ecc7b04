/** Probability of `hits` or more out of `tries`, each with this chance. Exact, in logarithms. */
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
