import { collationKey } from './fold-text.ts';
import { radixSort } from './radix-sort.ts';

const BLOCK = 8192;
/** When more than one in so many texts is new, everything is sorted anew. */
const MANY = 8;

/** Four characters from `start` as a number that sorts like them; those beyond Latin-1 count as its last one. */
function prefixOf(key: string, start: number): number {
  let prefix = 0;
  for (let index = start; index < start + 4; index++) {
    const code = index < key.length ? Math.min(0xff, key.charCodeAt(index)) : 0;
    prefix = prefix * 0x100 + code;
  }
  return prefix;
}

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/**
 * The order of texts as numbers (see `collationKey`), so that sorting by text costs what sorting by number costs.
 * Texts that differ by case or accents alone share a rank; empty texts have rank 0, which means "no value". The first
 * use sorts all texts; later uses merge only what changed.
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
    const changes = this.#changed.size + length - this.#ranks.length;
    if (changes === 0) return;
    if (changes * MANY > length) yield* this.#rebuild(length);
    else this.#update(length);
    this.#changed.clear();
  }

  /** Sorts by the first eight characters in one go, then by the rest those few that share them. */
  *#rebuild(length: number): Generator<void, void> {
    const high = new Uint32Array(length);
    const low = new Uint32Array(length);
    for (let index = 0; index < length; index++) {
      const key = this.#keyOf(index);
      high[index] = prefixOf(key, 0);
      low[index] = prefixOf(key, 4);
      if (index % BLOCK === 0) yield;
    }
    const rows = Uint32Array.from({ length }, (_, index) => index);
    const order = radixSort({ rows, high: high.slice(), low: low.slice() }).slice();
    yield;
    const ranks = new Uint32Array(length);
    let rank = 0;
    let worked = 0;
    for (let start = 0; start < length; ) {
      const first = order[start] as number;
      let end = start + 1;
      while (
        end < length &&
        high[order[end] as number] === high[first] &&
        low[order[end] as number] === low[first]
      ) {
        end++;
      }
      rank = this.#rankGroup(order.subarray(start, end), ranks, rank);
      worked += end - start;
      if (worked > BLOCK) {
        worked = 0;
        yield;
      }
      start = end;
    }
    this.#ranks = ranks;
    this.#order = order;
  }

  /** Sorts indices whose keys begin alike and gives them the ranks after `rank`; returns the last rank given. */
  #rankGroup(group: Uint32Array, ranks: Uint32Array, rank: number): number {
    const entries = Array.from(group, (index) => ({ index, key: this.#keyOf(index) }));
    if (entries.length > 1) entries.sort(byKey);
    let previous = rank === 0 ? '' : null;
    let last = rank;
    for (const [position, { index, key }] of entries.entries()) {
      if (key !== previous) last++;
      previous = key;
      group[position] = index;
      ranks[index] = last;
    }
    return last;
  }

  /** Merges what changed into the order of the rest. */
  #update(length: number): void {
    const fresh = [...this.#changed];
    for (let index = this.#ranks.length; index < length; index++) fresh.push(index);
    const entries = fresh.map((index) => ({ index, key: this.#keyOf(index) }));
    entries.sort(byKey);
    const kept = this.#order.filter((index) => !this.#changed.has(index));
    const merged = new Uint32Array(length);
    let taken = 0;
    for (const [position, { index, key }] of entries.entries()) {
      const end = this.#placeOf(key, kept, taken);
      merged.set(kept.subarray(taken, end), taken + position);
      merged[end + position] = index;
      taken = end;
    }
    merged.set(kept.subarray(taken), taken + entries.length);
    this.#ranks = this.#numbered(merged);
    this.#order = merged;
  }

  #placeOf(key: string, order: Uint32Array, from: number): number {
    let low = from;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#keyOf(order[middle] as number) <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Ranks of indices in order; neighbours that had ranks before are compared by those, others by their keys. */
  #numbered(order: Uint32Array): Uint32Array {
    const ranks = new Uint32Array(order.length);
    const before = this.#ranks;
    let rank = 0;
    let previous = -1;
    for (const index of order) {
      const known = previous !== -1 && this.#unchanged(index) && this.#unchanged(previous);
      const same = known
        ? before[index] === before[previous]
        : this.#keyOf(index) === (previous === -1 ? '' : this.#keyOf(previous));
      if (!same) rank++;
      ranks[index] = rank;
      previous = index;
    }
    return ranks;
  }

  #unchanged(index: number): boolean {
    return index < this.#ranks.length && !this.#changed.has(index);
  }

  #keyOf(index: number): string {
    return collationKey(this.#textOf(index));
  }
}
