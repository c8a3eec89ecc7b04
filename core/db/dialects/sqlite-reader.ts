import SqliteDatabase from 'better-sqlite3';
import {
  type Compilable,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Reader } from '../reader.ts';
import type { Tables } from '../tables.ts';

/** Reads the file in the calling thread, without a thread of its own. */
export function openSqliteReader(file: string, nativeBinding?: string): Reader {
  const db = new SqliteDatabase(file, {
    readonly: true,
    timeout: 15_000,
    ...(nativeBinding ? { nativeBinding } : {}),
  });
  db.pragma('cache_size = -16000');
  const statements = new Map<string, SqliteDatabase.Statement>();
  const prepare = (sql: string): SqliteDatabase.Statement => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = db.prepare(sql).raw();
      if (statements.size < 100) statements.set(sql, statement);
    }
    return statement;
  };
  return {
    queries: new Kysely<Tables>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (kysely) => new SqliteIntrospector(kysely),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    }),
    async rows<T extends readonly unknown[]>(query: Compilable): Promise<T[]> {
      const { sql, parameters } = query.compile();
      return prepare(sql).all(...parameters) as unknown as T[];
    },
    trim: () => void db.pragma('shrink_memory'),
    close: async () => void db.close(),
  };
}
