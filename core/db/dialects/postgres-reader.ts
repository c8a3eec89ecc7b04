import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import pg from 'pg';
import type { Reader } from '../reader.ts';
import type { Tables } from '../tables.ts';

/** Reads a PostgreSQL database over one connection of its own. 64-bit integers and numerics come as numbers. */
export function openPostgresReader(url: string): Reader {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(pg.types.builtins.NUMERIC, Number);
  const pool = new pg.Pool({ connectionString: url, max: 1, types });
  pool.on('error', () => {});
  return {
    queries: new Kysely<Tables>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (kysely) => new PostgresIntrospector(kysely),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    }),
    async rows<T extends readonly unknown[]>(query: Compilable): Promise<T[]> {
      const { sql, parameters } = query.compile();
      const result = await pool.query<unknown[]>({ text: sql, values: [...parameters], rowMode: 'array' });
      return result.rows as unknown as T[];
    },
    trim: () => {},
    close: () => pool.end(),
  };
}
