import type { RawBatch } from '../connector.ts';

/**
 * The same batches, each asked for while the one before is dealt with: the source answers while the database writes. A
 * source that waits to hear how a batch settled is not asked before it has heard.
 */
export async function* oneAhead(batches: AsyncIterable<RawBatch>): AsyncGenerator<RawBatch> {
  const source = batches[Symbol.asyncIterator]();
  try {
    for (let next = source.next(); ; ) {
      const { done, value: batch } = await next;
      if (done) return;
      if (!batch.settled) {
        next = source.next();
        // Told when it is its turn.
        next.catch(() => {});
      }
      yield batch;
      if (batch.settled) next = source.next();
    }
  } finally {
    await source.return?.();
  }
}
