import { createRandom } from '../../../kernel/random.ts';
import type { BinnedMatrix, FeatureMatrix } from './feature-matrix.ts';
import { type Tree, TreeGrower, treeValue } from './grow-tree.ts';
import type { Loss } from './losses.ts';

/** Trees whose steps add up to a forecast. */
export interface Ensemble {
  start: number;
  rate: number;
  trees: Tree[];
}

export interface BoostOptions {
  rounds: number;
  rate: number;
  depth: number;
  leastRows: number;
  seed: number;
  /** Share of the rows, and of the features, that a tree sees. */
  rowShare: number;
  featureShare: number;
  /** Called between trees: true ends it there. */
  shouldStop?: () => boolean;
}

/** Rows of the matrix with what they should come to. */
export interface Examples {
  rows: Int32Array;
  targets: Float64Array;
}

const RIDGE = 1;

/** Gradient boosting on histograms of the examples' rows, binned: each tree goes downhill from where the trees before it ended. */
export function boost(
  binned: BinnedMatrix,
  targets: Float64Array,
  loss: Loss,
  options: BoostOptions,
): Ensemble {
  const count = targets.length;
  const random = createRandom(options.seed);
  const start = loss.start(targets);
  const ensemble: Ensemble = { start, rate: options.rate, trees: [] };
  const informative = binned.edges.flatMap((edges, feature) => (edges.length > 0 ? [feature] : []));
  const grower = new TreeGrower(binned);
  const scores = new Float64Array(count).fill(start);
  const gradients = new Float32Array(count);
  const weights = new Float32Array(count);
  const most = Math.max(1, Math.ceil(informative.length * options.featureShare));
  for (let round = 0; round < options.rounds && !options.shouldStop?.(); round++) {
    loss.slopes(targets, scores, gradients, weights);
    const features = random.shuffle(informative).slice(0, most);
    const sample = sampleOf(count, options.rowShare, random.next);
    const grow = { depth: options.depth, leastRows: options.leastRows, ridge: RIDGE, features };
    const tree = grower.grow(sample, gradients, loss.weighted ? weights : null, grow, (leaf) =>
      loss.step(leaf, targets, scores),
    );
    ensemble.trees.push(tree);
    addTree(tree, binned.bins, binned.edges, scores, options.rate);
  }
  return ensemble;
}

function sampleOf(count: number, share: number, draw: () => number): Int32Array {
  const sample = new Int32Array(count);
  let chosen = 0;
  for (let row = 0; row < count; row++) if (share >= 1 || draw() < share) sample[chosen++] = row;
  return sample.subarray(0, chosen);
}

/** Adds the tree's steps to the scores of binned rows. */
function addTree(
  tree: Tree,
  bins: readonly Uint8Array[],
  edges: readonly Float32Array[],
  scores: Float64Array,
  rate: number,
): void {
  const binThreshold = tree.feature.map((feature, node) => {
    if (feature < 0) return 0;
    const threshold = tree.threshold[node] as number;
    return threshold === -Number.MAX_VALUE ? 0 : (edges[feature] as Float32Array).indexOf(threshold) + 1;
  });
  for (let row = 0; row < scores.length; row++) {
    let node = 0;
    for (let feature = tree.feature[0] as number; feature >= 0; feature = tree.feature[node] as number) {
      const right = ((bins[feature] as Uint8Array)[row] as number) > (binThreshold[node] as number);
      node = (right ? tree.right[node] : tree.left[node]) as number;
    }
    scores[row] = (scores[row] as number) + rate * (tree.value[node] as number);
  }
}

/** The ensemble's forecast for a row. */
export function forecastOf(
  { start, rate, trees }: Ensemble,
  columns: readonly Float32Array[],
  row: number,
): number {
  let score = start;
  for (const tree of trees) score += rate * treeValue(tree, columns, row);
  return score;
}

/** After how many trees the loss on other rows was least. */
export function bestRounds(
  ensemble: Ensemble,
  matrix: FeatureMatrix,
  { rows, targets }: Examples,
  loss: Loss,
): number {
  const scores = new Float64Array(rows.length).fill(ensemble.start);
  let best = 0;
  let least = loss.mean(targets, scores);
  for (const [round, tree] of ensemble.trees.entries()) {
    for (let i = 0; i < rows.length; i++) {
      scores[i] = (scores[i] as number) + ensemble.rate * treeValue(tree, matrix.columns, rows[i] as number);
    }
    const mean = loss.mean(targets, scores);
    if (mean < least) {
      least = mean;
      best = round + 1;
    }
  }
  return best;
}
