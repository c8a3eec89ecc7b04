/** Where numbers live: whole numbers that fit 32 bits, any number, or 0/1. `NaN` in a read means "no value". */
export type NumberStorage = 'int32' | 'float64' | 'flag';

type NumberArray = Int32Array | Float64Array | Uint8Array;

const NO_INT = -0x80000000;

function allocate(storage: NumberStorage, capacity: number): NumberArray {
  if (storage === 'int32') return new Int32Array(capacity);
  return storage === 'float64' ? new Float64Array(capacity) : new Uint8Array(capacity);
}

/** A growable column of numbers; null is kept (except in flags, where it is 0). */
export class NumberColumn {
  readonly kind = 'number';
  readonly storage: NumberStorage;
  #values: NumberArray;
  #length = 0;

  constructor(storage: NumberStorage = 'float64', capacity = 1024) {
    this.storage = storage;
    this.#values = allocate(storage, capacity);
  }

  /** A column over an array that the caller goes on owning. */
  static over(values: Float64Array | Int32Array): NumberColumn {
    const column = new NumberColumn(values instanceof Float64Array ? 'float64' : 'int32', 0);
    column.#values = values;
    column.#length = values.length;
    return column;
  }

  get length(): number {
    return this.#length;
  }

  /** The value, or NaN for none. */
  get(row: number): number {
    const value = this.#values[row] as number;
    return value === NO_INT && this.storage === 'int32' ? Number.NaN : value;
  }

  isNull(row: number): boolean {
    return Number.isNaN(this.get(row));
  }

  set(row: number, value: number | null): void {
    if (row >= this.#values.length) this.#grow(Math.max(row + 1, Math.ceil(this.#values.length * 1.5)));
    if (row >= this.#length) this.#length = row + 1;
    this.#values[row] = this.#stored(value);
  }

  /** Makes room before a load of known size. */
  reserve(rows: number): void {
    if (rows > this.#values.length) this.#grow(rows);
  }

  #stored(value: number | null): number {
    if (value !== null && !Number.isNaN(value)) return value;
    if (this.storage === 'flag') return 0;
    return this.storage === 'int32' ? NO_INT : Number.NaN;
  }

  #grow(capacity: number): void {
    const larger = allocate(this.storage, capacity);
    larger.set(this.#values);
    this.#values = larger;
  }
}
