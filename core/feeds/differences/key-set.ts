import { createHash, randomBytes } from 'node:crypto';

const FIRST_SLOTS = 1 << 12;
const FULLEST = 0.6;

/**
 * A set of texts that keeps 8 bytes of each: a million keys in some 20 MB. Digests are salted, so that two keys that once
 * look the same do not do so again.
 */
export class KeySet {
  readonly #salt = randomBytes(8);
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
    const digest = createHash('sha1').update(this.#salt).update(text).digest();
    const high = digest.readUInt32LE(0);
    const low = digest.readUInt32LE(4);
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

const SUM_BITS = 64;

/** A sum over key and hash of many things: the same things in any order have the same one. */
export class Checksum {
  #sum = 0n;

  add(key: string, hash: string): void {
    const digest = createHash('sha1').update(key).update('\u0000').update(hash).digest();
    this.#sum = BigInt.asUintN(SUM_BITS, this.#sum + digest.readBigUInt64BE(0));
  }

  /** 16 hexadecimal digits. */
  toString(): string {
    return this.#sum.toString(16).padStart(SUM_BITS / 4, '0');
  }
}
