import { sql } from 'kysely';
import type { Database } from '../../../core/db/database.ts';

/** The single number that a query (in SQL, without its semicolon) answers. */
export async function count(db: Database, query: string): Promise<number> {
  const { rows } = await sql.raw<{ n: number | string | null }>(`select (${query}) as n`).execute(db.read);
  return Number(rows[0]?.n ?? 0);
}
