type Typed = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** A typed array that grows as values are added, and is cut to size at the end. */
export class Column<T extends Typed> {
  length = 0;
  private values: T;
  private readonly make: (length: number) => T;

  constructor(make: (length: number) => T, room = 1024) {
    this.make = make;
    this.values = make(room);
  }

  push(value: number): void {
    this.reserve(1);
    this.values[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.values[index] as number;
  }

  /** Makes room for `count` more values, written by the caller into what it gives; they start at the length before. */
  extend(count: number): T {
    this.reserve(count);
    this.length += count;
    return this.values;
  }

  /** The values, without the spare room. */
  finish(): T {
    return this.values.subarray(0, this.length) as T;
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.values.length) return;
    const grown = this.make(Math.max(needed, Math.ceil(this.values.length * 1.6)));
    grown.set(this.values.subarray(0, this.length));
    this.values = grown;
  }
}

export function intColumn(room?: number): Column<Int32Array<ArrayBuffer>> {
  return new Column((length) => new Int32Array(length), room);
}

export function floatColumn(room?: number): Column<Float64Array<ArrayBuffer>> {
  return new Column((length) => new Float64Array(length), room);
}

export function shortColumn(room?: number): Column<Uint16Array<ArrayBuffer>> {
  return new Column((length) => new Uint16Array(length), room);
}
