import type { Compilable, Kysely, Transaction } from 'kysely';
import { openPostgres } from './dialects/postgres.ts';
import { openSqlite } from './dialects/sqlite.ts';
import { migrate } from './migrate.ts';
import type { QueryLog } from './query-log.ts';
import type { DialectName } from './schema.ts';
import type { Tables } from './tables.ts';

export type WriteTransaction = Transaction<Tables>;

export interface RawChunk {
  columns: string[];
  rows: unknown[][];
}

/** What only a dialect can do fast. */
export interface WriteTools {
  /** Inserts rows (values in the order of `columns`) into a table, temporary ones included; returns how many. */
  bulkInsert(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
  ): Promise<number>;
  /** The same, but rows whose key is there already take over their values; returns how many came in or changed. */
  bulkUpsert(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
    conflict: UpsertConflict,
  ): Promise<number>;
}

/** What happens to rows that are there already. */
export interface UpsertConflict {
  /** Columns of the table's unique key. */
  keys: readonly string[];
  /** Columns that take the new value. */
  replace: readonly string[];
  /** Columns that take the new value unless it is null. */
  keepWhenNull?: readonly string[];
}

/** The workspace's database: SQLite file or PostgreSQL. Everything but opening it is dialect-neutral. */
export interface Database {
  readonly dialect: DialectName;
  /** The file's path, or the database's name. */
  readonly location: string;
  /** Reads what is committed. */
  readonly read: Kysely<Tables>;
  /** For migrations and maintenance only. */
  readonly migrationDb: Kysely<Tables>;
  /**
   * Runs `work` in one transaction; only one runs at a time. What it throws rolls everything back and is thrown on.
   * Its promise resolves once the commit is on disk.
   */
  write<T>(work: (trx: WriteTransaction, tools: WriteTools) => Promise<T>): Promise<T>;
  /** A read's rows as arrays, in chunks, without ever holding them all. */
  stream(query: Compilable, chunkSize?: number): AsyncIterableIterator<RawChunk>;
  /** True when another program has committed to the file since the last call. */
  changedElsewhere(): Promise<boolean>;
  close(): Promise<void>;
}

export type DatabaseTarget = { file: string } | { url: string };

export interface OpenOptions {
  /** Entry of the SQLite threads; by default the source beside this file. */
  threadUrl?: URL;
  nativeBinding?: string;
  readers?: number;
  log?: QueryLog;
  /** False leaves the schema as it is (diagnosis). */
  migrate?: boolean;
}

/**
 * Opens a workspace and brings its schema up to date.
 * @throws DatabaseError `not_a_workspace` (another kind of file), `newer_version` (made by a newer Vigie), `busy`.
 */
export async function openDatabase(target: DatabaseTarget, options: OpenOptions = {}): Promise<Database> {
  const log = options.log ?? (() => {});
  const db =
    'file' in target
      ? await openSqlite({
          file: target.file,
          threadUrl: options.threadUrl ?? new URL('./dialects/sqlite-thread.ts', import.meta.url),
          ...(options.nativeBinding ? { nativeBinding: options.nativeBinding } : {}),
          readers: options.readers ?? 3,
          log,
        })
      : await openPostgres({ url: target.url, log });
  if (options.migrate === false) return db;
  try {
    await migrate(db);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}
