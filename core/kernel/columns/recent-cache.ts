/** Keeps the most recently used results of one version of the data; a new version forgets them all. */
export class RecentCache<Value> {
  #capacity: number;
  #version: string | number | null = null;
  #entries = new Map<string, Value>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  find(version: string | number, key: string): Value | undefined {
    this.#turnTo(version);
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  keep(version: string | number, key: string, value: Value): Value {
    this.#turnTo(version);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#capacity)
      this.#entries.delete(this.#entries.keys().next().value as string);
    return value;
  }

  #turnTo(version: string | number): void {
    if (version === this.#version) return;
    this.#entries.clear();
    this.#version = version;
  }
}
