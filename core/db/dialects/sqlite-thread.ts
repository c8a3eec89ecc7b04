import { parentPort, workerData } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';
import type { ThreadOptions, ThreadReply, ThreadRequest, ThreadRows } from './thread-protocol.ts';

const port = parentPort;
if (!port) throw new Error('sqlite-thread runs only as a worker thread');
const options = workerData as ThreadOptions;

const STATEMENT_CACHE_SIZE = 300;

const db = new SqliteDatabase(options.file, {
  readonly: options.readonly,
  timeout: 15_000,
  ...(options.nativeBinding ? { nativeBinding: options.nativeBinding } : {}),
});
if (!options.readonly) {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // 64 MB of log before it moves into the file: a feed at full speed would otherwise stop for it at every commit.
  db.pragma('wal_autocheckpoint = 16000');
}
db.pragma('foreign_keys = ON');
db.pragma('temp_store = MEMORY');
// No memory map: each connection would map the file again, and what is mapped counts as the core's memory.
db.pragma(`cache_size = ${options.readonly ? -8_000 : -64_000}`);

const statements = new Map<string, SqliteDatabase.Statement>();
let cursor: { columns: string[]; rows: IterableIterator<unknown> } | null = null;

function prepare(sql: string): SqliteDatabase.Statement {
  const cached = statements.get(sql);
  if (cached) return cached;
  const statement = db.prepare(sql);
  if (statements.size >= STATEMENT_CACHE_SIZE) {
    const oldest = statements.keys().next().value;
    if (oldest !== undefined) statements.delete(oldest);
  }
  statements.set(sql, statement);
  return statement;
}

const NOTHING = { columns: [], rows: [], changes: 0, lastInsertId: 0 };

function query(sql: string, params: readonly unknown[]): Omit<ThreadRows, 'tookMs'> {
  const statement = prepare(sql);
  if (statement.reader) {
    const rows = statement.raw().all(...params) as unknown[][];
    return {
      ...NOTHING,
      columns: statement.columns().map((column) => column.name),
      rows,
      changes: rows.length,
    };
  }
  const result = statement.run(...params);
  return { ...NOTHING, changes: result.changes, lastInsertId: Number(result.lastInsertRowid) };
}

function bulk(sql: string, rows: readonly (readonly unknown[])[]): Omit<ThreadRows, 'tookMs'> {
  const statement = prepare(sql);
  let changes = 0;
  for (const row of rows) changes += statement.run(...row).changes;
  return { ...NOTHING, changes };
}

function open(sql: string, params: readonly unknown[]): Omit<ThreadRows, 'tookMs'> {
  const statement = db.prepare(sql).raw();
  cursor = { columns: statement.columns().map((column) => column.name), rows: statement.iterate(...params) };
  return { ...NOTHING, columns: cursor.columns };
}

function fetch(count: number): Omit<ThreadRows, 'tookMs'> {
  const rows: unknown[][] = [];
  while (cursor && rows.length < count) {
    const next = cursor.rows.next();
    if (next.done) cursor = null;
    else rows.push(next.value as unknown[]);
  }
  return { ...NOTHING, rows };
}

function end(): Omit<ThreadRows, 'tookMs'> {
  cursor?.rows.return?.();
  cursor = null;
  return NOTHING;
}

function answer(request: ThreadRequest): Omit<ThreadRows, 'tookMs'> {
  switch (request.op) {
    case 'query':
      return query(request.sql, request.params);
    case 'bulk':
      return bulk(request.sql, request.rows);
    case 'open':
      return open(request.sql, request.params);
    case 'fetch':
      return fetch(request.count);
    case 'end':
      return end();
    case 'close':
      db.close();
      return NOTHING;
  }
}

port.on('message', (request: ThreadRequest) => {
  const started = performance.now();
  let reply: ThreadReply;
  try {
    const rows = answer(request);
    reply = { id: request.id, ok: { ...rows, tookMs: performance.now() - started } };
  } catch (error) {
    const { message, code } = error as { message: string; code?: string };
    reply = { id: request.id, error: { message, code: code ?? 'SQLITE_ERROR' } };
  }
  port.postMessage(reply);
  if (request.op === 'close') port.close();
});
