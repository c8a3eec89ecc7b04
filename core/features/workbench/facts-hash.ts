import { createHash, type Hash } from 'node:crypto';
import type { Gathered } from '../sourcing/index.ts';

/** The same facts have the same hash, whenever they were read; column by column, for there are many rows. Pure. */
export function hashOfFacts(gathered: Gathered): string {
  const hash = createHash('sha256');
  const { orders, lines, facilities, services, rates, stock, rules, parameters } = gathered;
  for (const rows of [orders, lines, facilities, services, rates]) addRows(hash, rows);
  hash.update(JSON.stringify({ rules, parameters }));
  hash.update(JSON.stringify([[...gathered.ordersByFacility], [...gathered.unitsByFacility]]));
  for (const column of [stock.productId, stock.facilityId, stock.available, stock.onHand]) {
    hash.update(Int32Array.from(column));
  }
  return hash.digest('base64url');
}

function addRows(hash: Hash, rows: readonly object[]): void {
  const first = rows[0] ?? {};
  for (const column of Object.keys(first) as never[]) {
    const values: unknown[] = rows.map((row) => row[column]);
    const numbers = values.every((value) => typeof value === 'number');
    hash.update(numbers ? Float64Array.from(values as number[]) : JSON.stringify(values));
  }
}
