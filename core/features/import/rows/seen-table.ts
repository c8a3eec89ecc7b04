/** 32-bit hash of a text (FNV-1a with a final mix); not for keeping. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return hash >>> 0;
}

const SECOND_SEED = 0x9747b28c;
const WORDS = 4;
const SMALLEST = 1 << 14;
const FULLEST = 0.8;
const GROWTH = 1.6;

/**
 * Remembers the keys of millions of rows in 16 bytes each: a 64-bit fingerprint of the key, one of the row's content and
 * the row's number. Two different keys share a fingerprint once in some million files.
 */
export class SeenTable {
  private slots: Uint32Array;
  private capacity: number;
  private size = 0;

  constructor(expectedRows = 0) {
    this.capacity = Math.max(SMALLEST, Math.ceil(expectedRows / FULLEST));
    this.slots = new Uint32Array(this.capacity * WORDS);
  }

  /** The row that had this key before, and whether it said the same; null for a new key, which is then remembered. */
  check(key: string, content: string, row: number): { row: number; same: boolean } | null {
    if (this.size >= this.capacity * FULLEST) this.grow();
    const a = hashText(key) || 1;
    const b = hashText(key, SECOND_SEED);
    const c = hashText(content);
    const slot = this.find(a, b);
    if (this.slots[slot] !== 0) return { row: this.slots[slot + 3] ?? 0, same: this.slots[slot + 2] === c };
    this.put(slot, a, b, c, row);
    this.size++;
    return null;
  }

  private find(a: number, b: number): number {
    let index = Math.floor((a / 0x100000000) * this.capacity);
    for (;;) {
      const slot = index * WORDS;
      const found = this.slots[slot];
      if (found === 0 || (found === a && this.slots[slot + 1] === b)) return slot;
      index = index + 1 === this.capacity ? 0 : index + 1;
    }
  }

  private put(slot: number, a: number, b: number, c: number, row: number): void {
    this.slots[slot] = a;
    this.slots[slot + 1] = b;
    this.slots[slot + 2] = c;
    this.slots[slot + 3] = row;
  }

  private grow(): void {
    const old = this.slots;
    this.capacity = Math.ceil(this.capacity * GROWTH);
    this.slots = new Uint32Array(this.capacity * WORDS);
    for (let i = 0; i < old.length; i += WORDS) {
      const a = old[i] ?? 0;
      if (a !== 0)
        this.put(this.find(a, old[i + 1] ?? 0), a, old[i + 1] ?? 0, old[i + 2] ?? 0, old[i + 3] ?? 0);
    }
  }
}
