/** Keeps the most recently used results of a version of the data; a new version forgets them all. */
export class RecentCache<Value> {
  #capacity: number;
  #version = -1;
  #entries = new Map<string, Value>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(version: number, key: string, compute: () => Value): Value {
    if (version !== this.#version) {
      this.#entries.clear();
      this.#version = version;
    }
    let value = this.#entries.get(key);
    if (value === undefined) value = compute();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#capacity)
      this.#entries.delete(this.#entries.keys().next().value as string);
    return value;
  }
}
