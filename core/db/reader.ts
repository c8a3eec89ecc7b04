import type { Compilable, Kysely } from 'kysely';
import type { DatabaseTarget } from './database.ts';
import type { Tables } from './tables.ts';

/** A read-only connection for a thread that loads much: rows come as arrays in select order. */
export interface Reader {
  /** Builds queries; run them with `rows`. */
  readonly queries: Kysely<Tables>;
  /** All rows of a query as committed now. On SQLite this blocks the calling thread. */
  rows<T extends readonly unknown[]>(query: Compilable): Promise<T[]>;
  /** Gives back the memory that much reading took. */
  trim(): void;
  close(): Promise<void>;
}

export interface ReaderOptions {
  nativeBinding?: string;
}

/** Opens a reader of a workspace whose schema is up to date. */
export async function openReader(target: DatabaseTarget, options: ReaderOptions = {}): Promise<Reader> {
  if ('file' in target) {
    const { openSqliteReader } = await import('./dialects/sqlite-reader.ts');
    return openSqliteReader(target.file, options.nativeBinding);
  }
  const { openPostgresReader } = await import('./dialects/postgres-reader.ts');
  return openPostgresReader(target.url);
}
