import { collationKey } from './fold-text.ts';

const BLOCK = 8192;
/** When more than one in so many texts is new, everything is sorted anew. */
const MANY = 8;

type Entry = { index: number; key: string; text: string };

function compare(a: Entry, b: Entry): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.text === b.text) return 0;
  return a.text < b.text ? -1 : 1;
}

function merge(left: Entry[], right: Entry[]): Entry[] {
  if (compare(left[left.length - 1] as Entry, right[0] as Entry) <= 0) return left.concat(right);
  if (compare(right[right.length - 1] as Entry, left[0] as Entry) <= 0) return right.concat(left);
  const merged: Entry[] = [];
  let next = 0;
  for (const entry of right) {
    while (next < left.length && compare(left[next] as Entry, entry) <= 0) merged.push(left[next++] as Entry);
    merged.push(entry);
  }
  while (next < left.length) merged.push(left[next++] as Entry);
  return merged;
}

/** The indices in the order of their ranks (a counting sort). */
function orderOf(ranks: Uint32Array, highest: number): Uint32Array {
  const places = new Uint32Array(highest + 1);
  for (const rank of ranks) places[rank + 1] = (places[rank + 1] as number) + 1;
  for (let rank = 1; rank < places.length; rank++) {
    places[rank] = (places[rank] as number) + (places[rank - 1] as number);
  }
  const order = new Uint32Array(ranks.length);
  for (let index = 0; index < ranks.length; index++) {
    const rank = ranks[index] as number;
    const place = places[rank] as number;
    places[rank] = place + 1;
    order[place] = index;
  }
  return order;
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
    const changes = this.#changed.size + length - this.#ranks.length;
    if (changes === 0) return;
    if (changes * MANY > length) yield* this.#rebuild(length);
    else yield* this.#update(length);
    this.#changed.clear();
  }

  /** From scratch: sorts the distinct texts only, then numbers every index by its text. */
  *#rebuild(length: number): Generator<void, void> {
    const entryOf = new Map<string, number>();
    const entries: Entry[] = [];
    const ranks = new Uint32Array(length);
    for (let index = 0; index < length; index++) {
      const text = this.#textOf(index);
      let entry = entryOf.get(text);
      if (entry === undefined) {
        entry = entries.push({ index: entries.length, key: collationKey(text), text }) - 1;
        entryOf.set(text, entry);
      }
      ranks[index] = entry;
      if (index % BLOCK === 0) yield;
    }
    const rankOf = new Uint32Array(entries.length);
    const first = entryOf.has('') ? 0 : 1;
    entryOf.clear();
    (yield* this.#sorted(entries)).forEach(({ index }, rank) => {
      rankOf[index] = rank + first;
    });
    yield;
    this.#ranks = ranks.map((entry) => rankOf[entry] as number);
    this.#order = orderOf(this.#ranks, entries.length + first);
  }

  /** Merges what changed into the order of the rest. */
  *#update(length: number): Generator<void, void> {
    const indices = [...this.#changed, ...this.#unranked(length)];
    const fresh = yield* this.#sorted(indices.map((index) => this.#entry(index)));
    const kept = this.#order.filter((index) => !this.#changed.has(index));
    this.#order = this.#merged(kept, fresh);
    yield;
    this.#ranks = this.#number(length);
  }

  *#unranked(length: number): Generator<number> {
    for (let index = this.#ranks.length; index < length; index++) yield index;
  }

  *#sorted(entries: Entry[]): Generator<void, Entry[]> {
    let runs: Entry[][] = [];
    for (let start = 0; start < entries.length; start += BLOCK) {
      runs.push(entries.slice(start, start + BLOCK).sort(compare));
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
