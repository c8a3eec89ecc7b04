import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database, RawChunk, WriteTools } from '../database.ts';
import { DatabaseError } from '../errors.ts';
import type { QueryLog } from '../query-log.ts';
import type { Tables } from '../tables.ts';
import { onConflict } from './on-conflict.ts';

export interface PostgresOptions {
  url: string;
  log: QueryLog;
}

const INT8 = 20;
const NUMERIC = 1700;
/** Held by each writing transaction: one writer at a time, as on SQLite. */
const WRITER_LOCK = 7_406_194;

/** Opens a PostgreSQL database through a pool. */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, Number);
  types.setTypeParser(NUMERIC, Number);
  const pool = new pg.Pool({ connectionString: options.url, max: 8, types });
  pool.on('error', () => {});
  const read = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => options.log(event.query.sql, event.queryDurationMillis),
  });
  return {
    dialect: 'postgres',
    location: new URL(options.url).pathname.slice(1),
    read,
    migrationDb: read,
    async write(work) {
      try {
        return await read.transaction().execute(async (trx) => {
          await sql`select pg_advisory_xact_lock(${sql.lit(WRITER_LOCK)})`.execute(trx);
          return work(
            trx,
            bulkTools((text, params) =>
              trx.executeQuery(CompiledQuery.raw(text, params)).then((r) => Number(r.numAffectedRows ?? 0)),
            ),
          );
        });
      } catch (error) {
        throw DatabaseError.fromPostgres(error);
      }
    },
    async *stream(query, chunkSize = 5000): AsyncIterableIterator<RawChunk> {
      const client = await pool.connect();
      try {
        yield* cursor(client, query.compile() as CompiledQuery, chunkSize);
      } finally {
        client.release();
      }
    },
    changedElsewhere: async () => false,
    close: () => read.destroy(),
  };
}

/** A server-side cursor in a read-only transaction, rows as arrays. */
async function* cursor(
  client: pg.PoolClient,
  query: CompiledQuery,
  chunkSize: number,
): AsyncIterableIterator<RawChunk> {
  await client.query('begin read only');
  try {
    await client.query(`declare vigie_stream no scroll cursor for ${query.sql}`, [...query.parameters]);
    for (;;) {
      const chunk = await client.query<unknown[]>({
        text: `fetch ${chunkSize} from vigie_stream`,
        rowMode: 'array',
      });
      if (chunk.rows.length === 0) return;
      yield { columns: chunk.fields.map((field) => field.name), rows: chunk.rows };
    }
  } finally {
    await client.query('rollback');
  }
}

type Values = readonly unknown[];

/** Inserts through one document: one statement and one plan for any number of rows. */
function bulkTools(run: (text: string, params: unknown[]) => Promise<number>): WriteTools {
  const insert = (table: string, columns: readonly string[], rows: readonly Values[], clause = '') => {
    if (rows.length === 0) return Promise.resolve(0);
    const names = columns.map((column) => `"${column}"`).join(', ');
    const document = JSON.stringify(
      rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]]))),
    );
    return run(
      `insert into "${table}" (${names}) select ${names} from json_populate_recordset(null::"${table}", $1::json) ${clause}`,
      [document],
    );
  };
  return {
    bulkInsert: (table, columns, rows) => insert(table, columns, rows),
    bulkUpsert: (table, columns, rows, conflict) => insert(table, columns, rows, onConflict(table, conflict)),
  };
}
