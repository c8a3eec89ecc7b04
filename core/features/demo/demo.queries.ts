import { sql } from 'kysely';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { identityResets } from '../../db/dialects/identities.ts';
import { DEMO_TABLES, type DemoTable } from './row-batch.ts';

/** Tables without an automatic id. */
const KEYED_OTHERWISE: ReadonlySet<DemoTable> = new Set([
  'product_substitute',
  'stock_position',
  'bin',
  'opening_hours',
  'fleet_vehicle',
  'picking_labour',
  'carrier_terms',
]);

/** True when the workspace holds no network and no orders. */
export async function isEmpty(trx: WriteTransaction): Promise<boolean> {
  for (const table of ['facility', 'product', 'customer', 'sales_order', 'carrier'] as const) {
    if (await trx.selectFrom(table).select('id').limit(1).executeTakeFirst()) return false;
  }
  return true;
}

/** Lets automatic ids go on after the ids that were given. */
export async function continueIds(trx: WriteTransaction, db: Database): Promise<void> {
  const tables = DEMO_TABLES.filter((table) => !KEYED_OTHERWISE.has(table));
  for (const statement of identityResets(db.dialect, tables)) await sql.raw(statement).execute(trx);
}

/** Marks the workspace as a demonstration. */
export async function markAsDemo(trx: WriteTransaction, description: Record<string, unknown>): Promise<void> {
  const value_json = JSON.stringify(description);
  await trx
    .insertInto('setting')
    .values({ key: 'demo', value_json })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value_json }))
    .execute();
}
