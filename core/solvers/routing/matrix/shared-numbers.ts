/** So many zeros that all threads can look at: a matrix of thousands of places is too large for a copy each. */
export function sharedNumbers(count: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
}
