import type { Places } from '../../places/index.ts';
import { findByNumber, markCustomersUnseen, validateArrived } from '../../validation/index.ts';
import type { ImportChunk } from '../rows/chunks.ts';
import { type ApplyContext, textOf } from './apply-context.ts';

const CREDIT_FIELDS = ['creditLimit', 'creditStop', 'overdue'];

/** Looks at the orders of a chunk by the rules of reception, in the transaction that brought them. */
export async function validateChunk(
  places: Places,
  chunk: Exclude<ImportChunk, { type: 'tally' }>,
  { trx, tools, at, dryRun }: ApplyContext,
): Promise<void> {
  if (dryRun) return;
  const numbers = numbersOf(chunk);
  if (numbers.length > 0) {
    const orders = await findByNumber(trx, numbers);
    await validateArrived(
      { places },
      { trx, tools, at },
      orders.map(({ id }) => id),
    );
  }
  if (chunk.type !== 'records' || chunk.kind !== 'customers') return;
  const told = chunk.rows.filter(({ record }) => CREDIT_FIELDS.some((field) => record[field] != null));
  await markCustomersUnseen(
    trx,
    told.flatMap(({ record }) => textOf(record, 'customerCode') ?? []),
  );
}

function numbersOf(chunk: Exclude<ImportChunk, { type: 'tally' }>): string[] {
  if (chunk.type === 'orders') return chunk.groups.map(({ number }) => number);
  return chunk.kind === 'orders'
    ? chunk.rows.flatMap(({ record }) => textOf(record, 'orderNumber') ?? [])
    : [];
}
