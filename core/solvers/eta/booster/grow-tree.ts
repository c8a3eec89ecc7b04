import type { BinnedMatrix } from './feature-matrix.ts';

/** A regression tree by column. A node without a feature (-1) is a leaf; what is missing goes to the left. */
export interface Tree {
  feature: number[];
  threshold: number[];
  left: number[];
  right: number[];
  value: number[];
}

export interface GrowOptions {
  depth: number;
  leastRows: number;
  /** Added to a node's weight: small nodes gain less. */
  ridge: number;
  /** Indexes of the features that this tree may use. */
  features: readonly number[];
}

const BINS = 64;

interface Split {
  feature: number;
  bin: number;
}

/** Sums by bin of each feature; without weights a row's weight is 1 and `weight` is `count` itself. */
interface Histogram {
  gradient: Float64Array;
  weight: Float64Array;
  count: Float64Array;
}

interface Fit {
  gradients: Float32Array;
  weights: Float32Array | null;
  options: GrowOptions;
  leafValue: (rows: Int32Array) => number;
  tree: Tree;
}

/** Grows trees on one binned matrix; its working memory is shared by all of them. */
export class TreeGrower {
  private readonly matrix: BinnedMatrix;
  private readonly scratch: Int32Array;

  constructor(matrix: BinnedMatrix) {
    this.matrix = matrix;
    this.scratch = new Int32Array(matrix.rows);
  }

  /** Fits the gradients (Newton's step with the weights); puts `rows` in the order of the leaves. */
  grow(
    rows: Int32Array,
    gradients: Float32Array,
    weights: Float32Array | null,
    options: GrowOptions,
    leafValue: (rows: Int32Array) => number,
  ): Tree {
    const tree: Tree = { feature: [], threshold: [], left: [], right: [], value: [] };
    const fit = { gradients, weights, options, leafValue, tree };
    this.node(rows, this.histogram(rows, fit), options.depth, fit);
    return tree;
  }

  private node(rows: Int32Array, histogram: Histogram | null, depth: number, fit: Fit): number {
    const { tree, options } = fit;
    const index = tree.feature.push(-1) - 1;
    for (const part of [tree.threshold, tree.value]) part.push(0);
    for (const part of [tree.left, tree.right]) part.push(-1);
    const split = histogram && bestSplit(histogram, options);
    if (!split) {
      tree.value[index] = fit.leafValue(rows);
      return index;
    }
    const cut = this.partition(rows, split);
    const left = rows.subarray(0, cut);
    const right = rows.subarray(cut);
    const fertile = Math.max(left.length, right.length) >= 2 * options.leastRows;
    const histograms = depth > 1 && fertile ? this.children(histogram, left, right, fit) : null;
    tree.feature[index] = split.feature;
    tree.threshold[index] = this.threshold(split);
    tree.left[index] = this.node(left, histograms?.left ?? null, depth - 1, fit);
    tree.right[index] = this.node(right, histograms?.right ?? null, depth - 1, fit);
    return index;
  }

  /** Counts the smaller child and takes it from its parent: the larger one needs no counting. */
  private children(parent: Histogram, left: Int32Array, right: Int32Array, fit: Fit) {
    const leftSmaller = left.length <= right.length;
    const counted = this.histogram(leftSmaller ? left : right, fit);
    subtract(parent.gradient, counted.gradient);
    subtract(parent.count, counted.count);
    if (parent.weight !== parent.count) subtract(parent.weight, counted.weight);
    return leftSmaller ? { left: counted, right: parent } : { left: parent, right: counted };
  }

  private histogram(rows: Int32Array, { gradients, weights, options }: Fit): Histogram {
    const cells = options.features.length * BINS;
    const gradient = new Float64Array(cells);
    const count = new Float64Array(cells);
    const weight = weights ? new Float64Array(cells) : count;
    for (let f = 0; f < options.features.length; f++) {
      const bins = this.matrix.bins[options.features[f] ?? 0] as Uint8Array;
      const base = f * BINS;
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        const cell = base + (bins[row] as number);
        gradient[cell] = (gradient[cell] as number) + (gradients[row] as number);
        count[cell] = (count[cell] as number) + 1;
        if (weights) weight[cell] = (weight[cell] as number) + (weights[row] as number);
      }
    }
    return { gradient, weight, count };
  }

  private partition(rows: Int32Array, { feature, bin }: Split): number {
    const bins = this.matrix.bins[feature] as Uint8Array;
    let left = 0;
    let right = 0;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      if ((bins[row] as number) <= bin) rows[left++] = row;
      else this.scratch[right++] = row;
    }
    rows.set(this.scratch.subarray(0, right), left);
    return left;
  }

  /** What is missing alone to the left: below every number. */
  private threshold({ feature, bin }: Split): number {
    return bin === 0 ? -Number.MAX_VALUE : (this.matrix.edges[feature]?.[bin - 1] ?? 0);
  }
}

function subtract(whole: Float64Array, part: Float64Array): void {
  for (let i = 0; i < whole.length; i++) whole[i] = (whole[i] as number) - (part[i] as number);
}

function bestSplit(histogram: Histogram, { features, leastRows, ridge }: GrowOptions): Split | null {
  const { gradient, weight, count } = histogram;
  const whole = { gradient: 0, weight: 0, count: 0 };
  for (let bin = 0; bin < BINS; bin++) {
    whole.gradient += gradient[bin] as number;
    whole.weight += weight[bin] as number;
    whole.count += count[bin] as number;
  }
  if (whole.count < 2 * leastRows) return null;
  let best: Split | null = null;
  let bestScore = (whole.gradient * whole.gradient) / (whole.weight + ridge) + 1e-9;
  for (let f = 0; f < features.length; f++) {
    let g = 0;
    let w = 0;
    let n = 0;
    for (let bin = 0; bin < BINS - 1; bin++) {
      const cell = f * BINS + bin;
      if (count[cell] === 0) continue;
      g += gradient[cell] as number;
      w += weight[cell] as number;
      n += count[cell] as number;
      if (n < leastRows) continue;
      if (whole.count - n < leastRows) break;
      const rest = whole.gradient - g;
      const score = (g * g) / (w + ridge) + (rest * rest) / (whole.weight - w + ridge);
      if (score > bestScore) {
        bestScore = score;
        best = { feature: features[f] ?? 0, bin };
      }
    }
  }
  return best;
}

/** What the tree gives a row of the columns. */
export function treeValue(tree: Tree, columns: readonly Float32Array[], row: number): number {
  let node = 0;
  for (;;) {
    const feature = tree.feature[node] as number;
    if (feature < 0) return tree.value[node] as number;
    const value = (columns[feature] as Float32Array)[row] as number;
    node = (value > (tree.threshold[node] as number) ? tree.right[node] : tree.left[node]) as number;
  }
}
