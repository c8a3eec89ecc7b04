import { convertNamedHolds, type KeptPromises, serveWaiting } from '../../promise/index.ts';
import type { ImportChunk } from '../rows/chunks.ts';
import { type ApplyContext, textOf } from './apply-context.ts';

const BRINGS_STOCK = new Set(['stock', 'inbound']);

/**
 * What was promised before comes first: stock that has come goes to the orders that wait for it, and orders that name a hold
 * take it over, in the transaction that brought them.
 */
export async function keepPromises(
  chunk: Exclude<ImportChunk, { type: 'tally' }>,
  context: ApplyContext,
): Promise<KeptPromises | null> {
  const command = { trx: context.trx, tools: context.tools, at: context.at };
  const headers =
    chunk.type === 'orders'
      ? chunk.groups.map(({ header }) => header)
      : chunk.kind === 'orders'
        ? chunk.rows.map(({ record }) => record)
        : [];
  const numbers = headers.flatMap((header) => {
    const number = textOf(header, 'orderNumber');
    return textOf(header, 'holdReference') && number ? [number] : [];
  });
  if (numbers.length > 0) return convertNamedHolds(command, numbers);
  if (chunk.type === 'orders' || !BRINGS_STOCK.has(chunk.kind)) return null;
  const products = new Set<number>();
  for (const { record } of chunk.rows) {
    const product = context.directory.product(textOf(record, 'sku') ?? '');
    if (product) products.add(product.id);
  }
  return serveWaiting(command, [...products]);
}
