import { Scratch } from './scratch.ts';

const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
const MASK = BUCKETS - 1;

/** Rows with sort keys of up to 64 bits, one a row; `high` matters more than `low`. `high` null = keys of 32 bits. */
export type Keyed = { rows: Uint32Array; high: Uint32Array | null; low: Uint32Array };

/** One stable pass by one digit; false (and nothing done) when all keys share the digit. */
function pass(from: Keyed, to: Keyed, digits: Uint32Array, shift: number, length: number): boolean {
  const places = new Uint32Array(BUCKETS);
  for (let index = 0; index < length; index++) {
    const digit = ((digits[index] as number) >>> shift) & MASK;
    places[digit] = (places[digit] as number) + 1;
  }
  if (places[((digits[0] as number) >>> shift) & MASK] === length) return false;
  let sum = 0;
  for (let digit = 0; digit < BUCKETS; digit++) {
    const count = places[digit] as number;
    places[digit] = sum;
    sum += count;
  }
  move(from, to, digits, shift, places, length);
  return true;
}

function move(
  from: Keyed,
  to: Keyed,
  digits: Uint32Array,
  shift: number,
  places: Uint32Array,
  length: number,
): void {
  const wide = from.high !== null && to.high !== null;
  const fromHigh = from.high ?? from.low;
  const toHigh = to.high ?? to.low;
  for (let index = 0; index < length; index++) {
    const digit = ((digits[index] as number) >>> shift) & MASK;
    const place = places[digit] as number;
    places[digit] = place + 1;
    to.rows[place] = from.rows[index] as number;
    if (wide) toHigh[place] = fromHigh[index] as number;
    to.low[place] = from.low[index] as number;
  }
}

const spare = { rows: new Scratch(), high: new Scratch(), low: new Scratch() };

/**
 * Sorts rows by their keys, ascending and stable, in time linear in their number. The keys are spent, and the rows too:
 * the sorted ones lie in memory that the next sort takes back.
 */
export function radixSort(keyed: Keyed): Uint32Array {
  const length = keyed.rows.length;
  if (length < 2) return keyed.rows;
  let from = keyed;
  let to: Keyed = {
    rows: spare.rows.words(length),
    high: keyed.high && spare.high.words(length),
    low: spare.low.words(length),
  };
  for (const half of ['low', 'high'] as const) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      const digits = from[half];
      if (digits !== null && pass(from, to, digits, shift, length)) [from, to] = [to, from];
    }
  }
  return from.rows;
}
