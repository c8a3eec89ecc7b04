/** A map from positive integers to row numbers, eight bytes an entry at a load of one half: a Map takes five times that. */
export class IntMap {
  #keys = new Int32Array(64);
  #values = new Int32Array(64);
  #shift = 32 - 6;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The value of a key, or -1. */
  get(key: number): number {
    const slot = this.#slot(key);
    return this.#keys[slot] === key ? (this.#values[slot] as number) : -1;
  }

  /** Keys are integers from 1 to 2^31 - 1. */
  set(key: number, value: number): void {
    if (!(key > 0 && key <= 0x7fffffff)) throw new RangeError(`id out of range: ${key}`);
    const slot = this.#slot(key);
    if (this.#keys[slot] !== key) {
      this.#keys[slot] = key;
      this.#size++;
    }
    this.#values[slot] = value;
    if (this.#size * 2 > this.#keys.length) this.#grow();
  }

  #slot(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = Math.imul(key, 0x9e3779b1) >>> this.#shift;
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#shift--;
    this.#keys = new Int32Array(keys.length * 2);
    this.#values = new Int32Array(keys.length * 2);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as number;
      if (key === 0) continue;
      const slot = this.#slot(key);
      this.#keys[slot] = key;
      this.#values[slot] = values[index] as number;
    }
  }
}
