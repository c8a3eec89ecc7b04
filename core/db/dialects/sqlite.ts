import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Database, RawChunk, WriteTools } from '../database.ts';
import type { QueryLog } from '../query-log.ts';
import type { Tables } from '../tables.ts';
import { onConflict } from './on-conflict.ts';
import { ThreadConnection } from './sqlite-connection.ts';

export interface SqliteOptions {
  file: string;
  /** The thread's entry file: source when run from source, bundle when bundled. */
  threadUrl: URL;
  nativeBinding?: string;
  readers: number;
  log: QueryLog;
}

/** Opens the file (creating it) with one writer thread and `readers` reader threads. */
export async function openSqlite(options: SqliteOptions): Promise<Database> {
  const shared = {
    file: options.file,
    ...(options.nativeBinding ? { nativeBinding: options.nativeBinding } : {}),
  };
  const writer = new ThreadConnection(options.threadUrl, { ...shared, readonly: false }, options.log);
  await writer.command('select 1');
  const writerPool = new ConnectionPool(1, () => writer);
  const readerPool = new ConnectionPool(
    options.readers,
    () => new ThreadConnection(options.threadUrl, { ...shared, readonly: true }, options.log),
  );
  const writeDb = new Kysely<Tables>({ dialect: new ThreadDialect(writerPool) });
  const read = new Kysely<Tables>({ dialect: new ThreadDialect(readerPool) });
  const tools: WriteTools = {
    bulkInsert: (table, columns, rows) => writer.bulk(insertSql(table, columns), rows),
    bulkUpsert: (table, columns, rows, conflict) =>
      writer.bulk(`${insertSql(table, columns)} ${onConflict(table, conflict)}`, rows),
  };
  let seenVersion = await dataVersion(writer);
  return {
    dialect: 'sqlite',
    location: options.file,
    read,
    migrationDb: writeDb,
    write: (work) => writeDb.transaction().execute((trx) => work(trx, tools)),
    async *stream(query, chunkSize = 5000): AsyncIterableIterator<RawChunk> {
      const connection = await readerPool.acquire();
      try {
        yield* connection.streamRaw(query.compile() as CompiledQuery, chunkSize);
      } finally {
        readerPool.release(connection);
      }
    },
    async changedElsewhere() {
      const version = await writerPool.use(dataVersion);
      const changed = version !== seenVersion;
      seenVersion = version;
      return changed;
    },
    /** The writer goes last: only then does SQLite move the log into the file and remove it. */
    async close() {
      await Promise.all(readerPool.all.map((reader) => reader.close()));
      await writer.close();
    },
  };
}

/** SQLite's counter of commits by OTHER connections than the writer: that is, by other programs. */
async function dataVersion(writer: ThreadConnection): Promise<number> {
  const { rows } = await writer.command('pragma data_version');
  return Number(rows[0]?.[0]);
}

function insertSql(table: string, columns: readonly string[]): string {
  const names = columns.map((column) => `"${column}"`).join(', ');
  return `insert into "${table}" (${names}) values (${columns.map(() => '?').join(', ')})`;
}

/** Hands each connection to one holder at a time, first come first served; opened when first needed. */
class ConnectionPool {
  readonly all: ThreadConnection[] = [];
  readonly #most: number;
  readonly #open: () => ThreadConnection;
  readonly #idle: ThreadConnection[] = [];
  readonly #queue: ((connection: ThreadConnection) => void)[] = [];

  constructor(most: number, open: () => ThreadConnection) {
    this.#most = most;
    this.#open = open;
  }

  acquire(): Promise<ThreadConnection> {
    const connection = this.#idle.pop() ?? this.#another();
    return connection ? Promise.resolve(connection) : new Promise((resolve) => this.#queue.push(resolve));
  }

  #another(): ThreadConnection | null {
    if (this.all.length >= this.#most) return null;
    const connection = this.#open();
    this.all.push(connection);
    return connection;
  }

  release(connection: ThreadConnection): void {
    const next = this.#queue.shift();
    if (next) next(connection);
    else this.#idle.push(connection);
  }

  async use<T>(work: (connection: ThreadConnection) => Promise<T>): Promise<T> {
    const connection = await this.acquire();
    try {
      return await work(connection);
    } finally {
      this.release(connection);
    }
  }
}

/** SQLite can roll back DDL; Kysely's own adapter leaves that unused. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ThreadDialect implements Dialect {
  readonly #pool: ConnectionPool;

  constructor(pool: ConnectionPool) {
    this.#pool = pool;
  }

  createDriver(): Driver {
    return new ThreadDriver(this.#pool);
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db);
  }
}

class ThreadDriver implements Driver {
  readonly #pool: ConnectionPool;

  constructor(pool: ConnectionPool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  acquireConnection(): Promise<DatabaseConnection> {
    return this.#pool.acquire();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as ThreadConnection).command('begin immediate');
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as ThreadConnection).command('commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as ThreadConnection).command('rollback');
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await (connection as ThreadConnection).command(`savepoint "${name}"`);
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await (connection as ThreadConnection).command(`rollback to "${name}"`);
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await (connection as ThreadConnection).command(`release "${name}"`);
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.#pool.release(connection as ThreadConnection);
  }

  async destroy(): Promise<void> {
    await Promise.all(this.#pool.all.map((connection) => connection.close()));
  }
}
