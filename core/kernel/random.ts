/**
 * Seeded pseudo-random numbers: the same seed gives the same sequence on every machine.
 * xoshiro128** 1.1 (D. Blackman, S. Vigna, 2018), its state filled by SplitMix32. Not for secrets.
 */

export type Random = {
  /** A float in [0, 1). */
  next(): number;
  /** An integer in [min, max], both included. */
  integer(min: number, max: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items; throws for an empty list. */
  pick<T>(items: readonly T[]): T;
  /** An index, with the probability of its weight (weights >= 0, at least one above 0). */
  weightedIndex(weights: readonly number[]): number;
  /** Normal distribution (Marsaglia's polar method). */
  normal(mean: number, standardDeviation: number): number;
  /** A new list, in random order (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[];
  /** An independent generator, named: adding draws to one stream does not disturb another. */
  fork(name: string): Random;
};

/** @param seed any integer or text. */
export function createRandom(seed: number | string): Random {
  const seed32 = typeof seed === 'number' ? seed >>> 0 : hashText(seed);
  return fromDraw(xoshiro128(seed32), seed32);
}

/** FNV-1a, 32 bits: a stable hash of a text. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

function fromDraw(draw32: () => number, seed32: number): Random {
  const next = () => draw32() / 0x1_0000_0000;
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => pickFrom(items, integer(0, items.length - 1)),
    weightedIndex: (weights) => weightedIndex(weights, next()),
    normal: (mean, standardDeviation) => mean + standardDeviation * standardNormal(next),
    shuffle: (items) => shuffled(items, integer),
    fork: (name) => createRandom((seed32 ^ hashText(name)) >>> 0),
  };
}

function xoshiro128(seed32: number): () => number {
  const split = splitMix32(seed32);
  let [a, b, c, d] = [split(), split(), split(), split()];
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

function splitMix32(seed32: number): () => number {
  let state = seed32 | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function pickFrom<T>(items: readonly T[], index: number): T {
  if (items.length === 0) throw new RangeError('Nothing to pick from');
  return items[index] as T;
}

function weightedIndex(weights: readonly number[], draw: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new RangeError('Weights need a sum above 0');
  let rest = draw * total;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    if (weight <= 0) continue;
    last = i;
    rest -= weight;
    if (rest < 0) return i;
  }
  return last;
}

function standardNormal(next: () => number): number {
  for (;;) {
    const x = 2 * next() - 1;
    const y = 2 * next() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

function shuffled<T>(items: readonly T[], integer: (min: number, max: number) => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = integer(0, i);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
