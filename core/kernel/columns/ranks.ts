import { collationKey } from './fold-text.ts';

const BLOCK = 8192;

type Entry = { index: number; key: string; text: string };

function compare(a: Entry, b: Entry): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.text === b.text) return 0;
  return a.text < b.text ? -1 : 1;
}

function merge(left: Entry[], right: Entry[]): Entry[] {
  if (compare(left[left.length - 1] as Entry, right[0] as Entry) <= 0) return left.concat(right);
  const merged: Entry[] = [];
  let next = 0;
  for (const entry of right) {
    while (next < left.length && compare(left[next] as Entry, entry) <= 0) merged.push(left[next++] as Entry);
    merged.push(entry);
  }
  while (next < left.length) merged.push(left[next++] as Entry);
  return merged;
}

/**
 * The order of texts as numbers (see `collationKey`), so that sorting by text costs what sorting by number costs.
 * Equal texts share a rank and empty texts have rank 0, which means "no value". The first use sorts all texts;
 * later uses merge only what changed.
 */
export class Ranks {
  #textOf: (index: number) => string;
  #order: Uint32Array = new Uint32Array(0);
  #ranks: Uint32Array = new Uint32Array(0);
  #changed = new Set<number>();

  constructor(textOf: (index: number) => string) {
    this.#textOf = textOf;
  }

  /** Says that the text at an index has changed (new indices are noticed by themselves). */
  touch(index: number): void {
    if (index < this.#ranks.length) this.#changed.add(index);
  }

  /** Ranks of the texts 0..length-1; the array is replaced, never rewritten, when something changed. */
  of(length: number): Uint32Array {
    const work = this.prepare(length);
    while (!work.next().done);
    return this.#ranks;
  }

  /** The work of `of` in steps of a few milliseconds, for a thread that has other callers. Nothing may change meanwhile. */
  *prepare(length: number): Generator<void, void> {
    if (length === this.#ranks.length && this.#changed.size === 0) return;
    const fresh = yield* this.#sorted([...this.#changed, ...this.#unranked(length)]);
    const kept = this.#order.filter((index) => !this.#changed.has(index));
    this.#order = this.#merged(kept, fresh);
    yield;
    this.#ranks = this.#number(length);
    this.#changed.clear();
  }

  *#unranked(length: number): Generator<number> {
    for (let index = this.#ranks.length; index < length; index++) yield index;
  }

  *#sorted(indices: number[]): Generator<void, Entry[]> {
    let runs: Entry[][] = [];
    for (let start = 0; start < indices.length; start += BLOCK) {
      const block = indices.slice(start, start + BLOCK).map((index) => this.#entry(index));
      runs.push(block.sort(compare));
      yield;
    }
    while (runs.length > 1) {
      const merged: Entry[][] = [];
      for (let index = 0; index < runs.length; index += 2) {
        const right = runs[index + 1];
        merged.push(right === undefined ? (runs[index] as Entry[]) : merge(runs[index] as Entry[], right));
        yield;
      }
      runs = merged;
    }
    return runs[0] ?? [];
  }

  #entry(index: number): Entry {
    const text = this.#textOf(index);
    return { index, key: collationKey(text), text };
  }

  #merged(kept: Uint32Array, fresh: Entry[]): Uint32Array {
    if (kept.length === 0) return Uint32Array.from(fresh, (entry) => entry.index);
    const merged = new Uint32Array(kept.length + fresh.length);
    let taken = 0;
    fresh.forEach((entry, position) => {
      const end = this.#placeOf(entry, kept, taken);
      merged.set(kept.subarray(taken, end), taken + position);
      merged[end + position] = entry.index;
      taken = end;
    });
    merged.set(kept.subarray(taken), taken + fresh.length);
    return merged;
  }

  #placeOf(entry: Entry, order: Uint32Array, from: number): number {
    let low = from;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(this.#entry(order[middle] as number), entry) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Numbers the texts in their order; neighbours that had ranks before are compared by those, others by their text. */
  #number(length: number): Uint32Array {
    const ranks = new Uint32Array(length);
    const before = this.#ranks;
    let rank = 0;
    let previous = -1;
    for (const index of this.#order) {
      const same =
        previous !== -1 && this.#unchanged(index) && this.#unchanged(previous)
          ? before[index] === before[previous]
          : this.#textOf(index) === (previous === -1 ? '' : this.#textOf(previous));
      if (!same) rank++;
      ranks[index] = rank;
      previous = index;
    }
    return ranks;
  }

  #unchanged(index: number): boolean {
    return index < this.#ranks.length && (this.#changed.size === 0 || !this.#changed.has(index));
  }
}
