import { Worker } from 'node:worker_threads';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { DatabaseError } from '../errors.ts';
import type { QueryLog } from '../query-log.ts';
import type { ThreadOptions, ThreadReply, ThreadRequest, ThreadRows } from './thread-protocol.ts';

type Body<T> = T extends { id: number } ? Omit<T, 'id'> : never;

/** Rows pass through and are gone: a small nursery keeps each thread small. */
const HEAP_LIMITS = { maxYoungGenerationSizeMb: 8 };

/** One SQLite connection in its own thread. Calls are answered in the order they were made. */
export class ThreadConnection implements DatabaseConnection {
  readonly #worker: Worker;
  readonly #log: QueryLog;
  readonly #waiting = new Map<
    number,
    { resolve: (rows: ThreadRows) => void; reject: (error: Error) => void }
  >();
  #nextId = 1;
  #failure: Error | null = null;

  constructor(threadUrl: URL, options: ThreadOptions, log: QueryLog) {
    this.#log = log;
    this.#worker = new Worker(threadUrl, { workerData: options, resourceLimits: HEAP_LIMITS });
    this.#worker.on('message', (reply: ThreadReply) => this.#settle(reply));
    this.#worker.on('error', (error) =>
      this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', () =>
      this.#fail(new DatabaseError('closed', 'The database connection is closed')),
    );
    this.#worker.unref();
  }

  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    const rows = await this.#timed(compiled.sql, {
      op: 'query',
      sql: compiled.sql,
      params: compiled.parameters.map(bindable),
    });
    return {
      rows: toObjects<R>(rows),
      numAffectedRows: BigInt(rows.changes),
      insertId: BigInt(rows.lastInsertId),
    };
  }

  async *streamQuery<R>(compiled: CompiledQuery, chunkSize = 1000): AsyncIterableIterator<QueryResult<R>> {
    for await (const chunk of this.streamRaw(compiled, chunkSize)) yield { rows: toObjects<R>(chunk) };
  }

  /** Rows as arrays in select order, chunk by chunk; nothing else may run on this connection meanwhile. */
  async *streamRaw(
    compiled: CompiledQuery,
    chunkSize: number,
  ): AsyncIterableIterator<{ columns: string[]; rows: unknown[][] }> {
    const { columns } = await this.#call({
      op: 'open',
      sql: compiled.sql,
      params: compiled.parameters.map(bindable),
    });
    try {
      let ahead = this.#call({ op: 'fetch', count: chunkSize });
      for (;;) {
        const { rows } = await ahead;
        if (rows.length === 0) return;
        ahead = this.#call({ op: 'fetch', count: chunkSize });
        yield { columns, rows };
      }
    } finally {
      await this.#call({ op: 'end' });
    }
  }

  /** Runs one statement for each row; returns how many rows it changed. Its time is that of the rows, not a slow statement's. */
  async bulk(sql: string, rows: readonly (readonly unknown[])[]): Promise<number> {
    return (await this.#call({ op: 'bulk', sql, rows })).changes;
  }

  async command(sql: string): Promise<ThreadRows> {
    return this.#call({ op: 'query', sql, params: [] });
  }

  async close(): Promise<void> {
    if (!this.#failure) await this.#call({ op: 'close' });
    await this.#worker.terminate();
  }

  async #timed(sql: string, body: Body<ThreadRequest>): Promise<ThreadRows> {
    const rows = await this.#call(body);
    this.#log(sql, rows.tookMs);
    return rows;
  }

  #call(body: Body<ThreadRequest>): Promise<ThreadRows> {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...body, id });
      this.#worker.ref();
    });
  }

  #settle(reply: ThreadReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (!waiting) return;
    if ('ok' in reply) waiting.resolve(reply.ok);
    else waiting.reject(DatabaseError.fromSqlite(reply.error));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#failure);
    this.#waiting.clear();
  }
}

function bindable(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === undefined ? null : value;
}

function toObjects<R>(result: { columns: string[]; rows: unknown[][] }): R[] {
  const { columns } = result;
  return result.rows.map((row) => {
    const object: Record<string, unknown> = {};
    for (let i = 0; i < columns.length; i++) object[columns[i] as string] = row[i];
    return object as R;
  });
}
