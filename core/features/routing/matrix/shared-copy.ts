import { sharedNumbers } from '../../../solvers/routing/matrix/shared-numbers.ts';
import { breather } from './breather.ts';

/** Numbers between two looks at who else waits for the thread. */
const PIECE = 500_000;

/** A copy of a matrix for all threads, each number as `change` makes it; others may use this thread meanwhile. */
export async function sharedCopy(
  matrix: Float64Array,
  change?: (value: number) => number,
): Promise<Float64Array> {
  const copy = sharedNumbers(matrix.length);
  const breathe = breather();
  for (let from = 0; from < matrix.length; from += PIECE) {
    await breathe();
    const to = Math.min(matrix.length, from + PIECE);
    if (change) for (let at = from; at < to; at++) copy[at] = change(matrix[at] as number);
    else copy.set(matrix.subarray(from, to), from);
  }
  return copy;
}
