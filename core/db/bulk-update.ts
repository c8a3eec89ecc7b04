import { sql } from 'kysely';
import type { WriteTools, WriteTransaction } from './database.ts';
import type { Tables } from './tables.ts';

/** Which columns of a table are set, by its id. */
export interface BulkUpdate {
  table: keyof Tables;
  columns: Readonly<Record<string, 'text' | 'bigint' | 'double precision'>>;
}

/** Sets the columns of many rows in one statement. Rows are the id, then the values in the order of the columns. */
export async function bulkUpdate(
  trx: WriteTransaction,
  tools: WriteTools,
  { table, columns }: BulkUpdate,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const stage = `update_${table}_${names.join('_')}`.slice(0, 60);
  const definitions = Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  await sql`create temporary table if not exists ${sql.table(stage)} (id bigint, ${sql.join(definitions)})`.execute(
    trx,
  );
  await sql`delete from ${sql.table(stage)}`.execute(trx);
  await tools.bulkInsert(stage, ['id', ...names], rows);
  const sets = names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`s.${name}`)}`);
  await sql`update ${sql.table(table)} as t set ${sql.join(sets)} from ${sql.table(stage)} as s where t.id = s.id`.execute(
    trx,
  );
}
