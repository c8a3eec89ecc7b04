/**
 * Memory that filters and sorts work in, kept from call to call: half a million rows would otherwise leave megabytes of
 * garbage behind at each. What a function takes is its own until it returns; it never hands it out.
 */
export class Scratch {
  #words = new Uint32Array(0);
  #doubles = new Float64Array(0);

  words(length: number): Uint32Array {
    if (this.#words.length < length) this.#words = new Uint32Array(roomFor(length));
    return this.#words.subarray(0, length);
  }

  doubles(length: number): Float64Array {
    if (this.#doubles.length < length) this.#doubles = new Float64Array(roomFor(length));
    return this.#doubles.subarray(0, length);
  }
}

function roomFor(length: number): number {
  return Math.ceil(length * 1.1);
}
