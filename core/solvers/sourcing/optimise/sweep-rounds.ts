import type { Random } from '../../../kernel/random.ts';
import { BLOCK, type PriceSweep } from './price-sweep.ts';
import type { Prices } from './prices.ts';
import type { SolverHelper } from './solver-helper.ts';

/** From so many orders on, blocks are shuffled instead of orders: neighbours in memory are quicker to visit. */
const MANY_ORDERS = 20_000;
/** How often in a sweep two threads put their prices together. */
const ROUNDS = 4;

/** A random sequence of all orders. */
export function shuffleOrders(sequence: Int32Array, random: Random): void {
  const together = sequence.length >= MANY_ORDERS ? BLOCK : 1;
  const starts = Array.from({ length: Math.ceil(sequence.length / together) }, (_, i) => i * together);
  let at = 0;
  for (const start of random.shuffle(starts)) {
    const end = Math.min(sequence.length, start + together);
    for (let order = start; order < end; order++) sequence[at++] = order;
  }
}

/**
 * One sweep over all orders; with a helper each thread takes half of a round from the same prices, and both moves count.
 * The same helper or none gives the same prices on every machine.
 */
export function* sweepOrders(
  sweep: PriceSweep,
  { values }: Prices,
  { sequence, size, helper }: { sequence: Int32Array; size: number; helper: SolverHelper | null },
): Generator<void> {
  if (!helper) return yield* sweep.pass(sequence, 0, sequence.length, size);
  const { before, after } = helper.memory;
  const step = Math.ceil(sequence.length / ROUNDS);
  for (let from = 0; from < sequence.length; from += step) {
    const to = Math.min(sequence.length, from + step);
    const middle = (from + to) >> 1;
    before.set(values);
    helper.startSweep(middle, to, size);
    try {
      yield* sweep.pass(sequence, from, middle, size);
    } finally {
      helper.finish();
    }
    for (let i = 0; i < values.length; i++) {
      values[i] = Math.max(0, (values[i] as number) + (after[i] as number) - (before[i] as number));
    }
  }
}
