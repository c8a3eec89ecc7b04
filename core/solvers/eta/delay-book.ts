import { quantileOf } from './booster/losses.ts';

/** Which rows share their experience, coarse to fine; `NO_GROUP` where a row does not belong to any group of the level. */
export type GroupPath = readonly (number | string)[];
export const NO_GROUP = -1;

/** A book as it is kept: per level and group how many are known, then bins with their counts. */
export interface SavedBook {
  edges: number[];
  middles: number[];
  levels: Record<string, number[]>[];
}

/** What a book tells of a row: quantiles in days, and how likely the threshold is passed. */
export interface DelayReading {
  p50: number;
  p90: number;
  passes: number;
}

const MOST_BINS = 40;
/** A finer group counts as much as its coarser one once it has this many recent shipments. */
const SHRINKAGE = 8;
const LIFE_DAYS = 365;

interface Level {
  slots: Map<number | string, number>;
  heardAt: number[];
  /** All that were ever taken in; `counts` forgets. */
  known: number[];
  counts: Float32Array;
}

/**
 * How long things took, in days, by group: a histogram each, older ones counting less. What is thin is filled up from
 * the coarser group, level by level.
 */
export class DelayBook {
  private readonly edges: Float64Array;
  /** What each bin stands for, in days. */
  readonly middles: Float64Array;
  private readonly levels: Level[];
  private readonly mix: Float64Array;

  constructor(edges: Float64Array, middles: Float64Array, levels: number) {
    this.edges = edges;
    this.middles = middles;
    this.mix = new Float64Array(middles.length);
    this.levels = Array.from({ length: levels }, () => ({
      slots: new Map(),
      heardAt: [],
      known: [],
      counts: new Float32Array(middles.length * 16),
    }));
  }

  /** A book whose bins suit the sample; more of them tell slow groups apart that are few. */
  static forSample(sample: Float64Array, levels: number, mostBins = MOST_BINS): DelayBook {
    const sorted = Float64Array.from(sample).sort();
    const edges: number[] = [];
    for (let bin = 1; bin < mostBins; bin++) {
      const edge = sorted[Math.floor((bin * sorted.length) / mostBins)];
      if (edge !== undefined && edge > (edges[edges.length - 1] ?? Number.NEGATIVE_INFINITY))
        edges.push(edge);
    }
    const members: number[][] = Array.from({ length: edges.length + 1 }, () => []);
    for (const value of sorted) members[binOf(edges, value)]?.push(value);
    const middles = members.map((values, bin) =>
      values.length > 0 ? quantileOf(Float64Array.from(values), 0.5) : (edges[bin] ?? edges[bin - 1] ?? 0),
    );
    return new DelayBook(Float64Array.from(edges), Float64Array.from(middles), levels);
  }

  absorb(path: GroupPath, days: number, at: number): void {
    const bin = binOf(this.edges, days);
    for (let depth = 0; depth < this.levels.length; depth++) {
      const key = path[depth] ?? NO_GROUP;
      if (key === NO_GROUP) continue;
      const level = this.levels[depth] as Level;
      const slot = this.slotOf(level, key);
      const base = slot * this.middles.length;
      const fade = fadeOf(at - (level.heardAt[slot] ?? at));
      if (fade < 1)
        for (let i = 0; i < this.middles.length; i++)
          level.counts[base + i] = (level.counts[base + i] as number) * fade;
      level.heardAt[slot] = Math.max(at, level.heardAt[slot] ?? at);
      level.counts[base + bin] = (level.counts[base + bin] as number) + 1;
      level.known[slot] = (level.known[slot] ?? 0) + 1;
    }
  }

  /** How many were taken in of each of the row's groups. */
  known(path: GroupPath): number[] {
    return this.levels.map(({ slots, known }, depth) => known[slots.get(path[depth] ?? NO_GROUP) ?? -1] ?? 0);
  }

  /** Days that half, and nine in ten, of such rows took; and the share that took longer than `threshold`. */
  read(path: GroupPath, threshold: number): DelayReading | null {
    const shares = this.shares(path);
    if (!shares) return null;
    const { middles } = this;
    return {
      p50: daysBy(shares, middles, 0.5),
      p90: daysBy(shares, middles, 0.9),
      passes: sharePast(shares, middles, threshold),
    };
  }

  /** The share of such rows in each bin; null where nothing is known. The next call uses the same array. */
  shares(path: GroupPath): Float64Array | null {
    const { mix } = this;
    let known = false;
    for (let depth = 0; depth < this.levels.length; depth++) {
      const level = this.levels[depth] as Level;
      const slot = level.slots.get(path[depth] ?? NO_GROUP);
      if (slot === undefined) continue;
      const base = slot * mix.length;
      let total = 0;
      for (let i = 0; i < mix.length; i++) total += level.counts[base + i] as number;
      const kept = known ? SHRINKAGE : 0;
      for (let i = 0; i < mix.length; i++) {
        mix[i] =
          ((level.counts[base + i] as number) + kept * (known ? (mix[i] as number) : 0)) / (total + kept);
      }
      known = true;
    }
    return known ? mix : null;
  }

  /** What it knows, to be restored and read again; of the finest two levels only groups of `least` or more. */
  saved(least: number): SavedBook {
    const width = this.middles.length;
    const levels = this.levels.map(({ slots, known, counts }, depth) => {
      const fine = depth >= this.levels.length - 2;
      const groups: Record<string, number[]> = {};
      for (const [key, slot] of slots) {
        if (fine && (known[slot] ?? 0) < least) continue;
        const packed = [known[slot] ?? 0];
        for (let bin = 0; bin < width; bin++) {
          const count = counts[slot * width + bin] as number;
          if (count > 0.005) packed.push(bin, Math.round(count * 100) / 100);
        }
        groups[key] = packed;
      }
      return groups;
    });
    return { edges: [...this.edges], middles: [...this.middles], levels };
  }

  /** A book for reading; its groups' keys are text. */
  static restored({ edges, middles, levels }: SavedBook): DelayBook {
    const book = new DelayBook(Float64Array.from(edges), Float64Array.from(middles), levels.length);
    for (const [depth, groups] of levels.entries()) {
      const level = book.levels[depth] as Level;
      for (const [key, [known = 0, ...packed]] of Object.entries(groups)) {
        const base = book.slotOf(level, key) * middles.length;
        level.known[level.slots.get(key) ?? 0] = known;
        for (let i = 0; i < packed.length; i += 2) level.counts[base + (packed[i] ?? 0)] = packed[i + 1] ?? 0;
      }
    }
    return book;
  }

  private slotOf(level: Level, key: number | string): number {
    const known = level.slots.get(key);
    if (known !== undefined) return known;
    const slot = level.slots.size;
    level.slots.set(key, slot);
    if ((slot + 1) * this.middles.length > level.counts.length) {
      const larger = new Float32Array(level.counts.length * 2);
      larger.set(level.counts);
      level.counts = larger;
    }
    return slot;
  }
}

/** Days after which the share given has arrived. */
export function daysBy(shares: ArrayLike<number>, middles: ArrayLike<number>, level: number): number {
  let whole = 0;
  for (let bin = 0; bin < shares.length; bin++) whole += shares[bin] as number;
  let sum = 0;
  for (let bin = 0; bin < shares.length; bin++) {
    sum += shares[bin] as number;
    if (sum >= level * whole - 1e-9) return middles[bin] as number;
  }
  return middles[middles.length - 1] ?? 0;
}

/** The share that takes longer than so many days. */
export function sharePast(shares: ArrayLike<number>, middles: ArrayLike<number>, days: number): number {
  let whole = 0;
  let past = 0;
  for (let bin = 0; bin < shares.length; bin++) {
    const share = shares[bin] as number;
    whole += share;
    if ((middles[bin] as number) > days) past += share;
  }
  return whole > 0 ? past / whole : 0;
}

function fadeOf(days: number): number {
  return days > 0 ? Math.exp(-days / LIFE_DAYS) : 1;
}

function binOf(edges: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= (edges[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}
