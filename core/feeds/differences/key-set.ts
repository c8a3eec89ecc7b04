import { randomInt } from 'node:crypto';

const FIRST_SLOTS = 1 << 12;
const FULLEST = 0.6;
const WORD = 2 ** 32;

/** 64 bits of a text as two whole numbers below 2^32; the same text and seed give the same. Not against people who try. */
function digest(text: string, seed: number): readonly [high: number, low: number] {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [b >>> 0, a >>> 0];
}

/**
 * A set of texts that keeps 8 bytes of each: a million keys in some 20 MB. Digests are seeded by chance, so that two keys that
 * once look the same do not do so again.
 */
export class KeySet {
  readonly #seed = randomInt(WORD);
  #high = new Uint32Array(FIRST_SLOTS);
  #low = new Uint32Array(FIRST_SLOTS);
  size = 0;

  /** Returns whether it was new. */
  add(text: string): boolean {
    if (this.size > this.#high.length * FULLEST) this.#grow();
    const [high, low] = this.#digest(text);
    const slot = this.#find(high, low);
    if (this.#taken(slot)) return false;
    this.#put(slot, high, low);
    return true;
  }

  has(text: string): boolean {
    const [high, low] = this.#digest(text);
    return this.#taken(this.#find(high, low));
  }

  #taken(slot: number): boolean {
    return this.#high[slot] !== 0 || this.#low[slot] !== 0;
  }

  /** Two numbers that are not both 0: that stands for an empty slot. */
  #digest(text: string): readonly [high: number, low: number] {
    const [high, low] = digest(text, this.#seed);
    return [high, high === 0 && low === 0 ? 1 : low];
  }

  /** The slot that holds it, else the empty one that would. */
  #find(high: number, low: number): number {
    const mask = this.#high.length - 1;
    let slot = low & mask;
    while (this.#taken(slot) && (this.#high[slot] !== high || this.#low[slot] !== low))
      slot = (slot + 1) & mask;
    return slot;
  }

  #put(slot: number, high: number, low: number): void {
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.size++;
  }

  #grow(): void {
    const [highs, lows] = [this.#high, this.#low];
    this.#high = new Uint32Array(highs.length * 2);
    this.#low = new Uint32Array(lows.length * 2);
    this.size = 0;
    for (const [index, high] of highs.entries()) {
      const low = lows[index] ?? 0;
      if (high !== 0 || low !== 0) this.#put(this.#find(high, low), high, low);
    }
  }
}

/** A sum over key and hash of many things: the same things in any order have the same one. */
export class Checksum {
  #high = 0;
  #low = 0;

  add(key: string, hash: string): void {
    const [high, low] = digest(`${key}\u0000${hash}`, 0);
    this.#high = (this.#high + high) % WORD;
    this.#low = (this.#low + low) % WORD;
  }

  /** 16 hexadecimal digits. */
  toString(): string {
    return [this.#high, this.#low].map((part) => part.toString(16).padStart(8, '0')).join('');
  }
}
