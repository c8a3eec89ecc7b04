import { createHash } from 'node:crypto';
import { toWords } from '../fields/words.ts';

/** What tells tables with the same headers from others: a hash of the headers' words, whatever their order. */
export function headerSignature(columns: readonly string[]): string {
  const words = columns.map(toWords).sort();
  return createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 32);
}
