/** Messages between a SQLite thread and its owner. Rows travel as arrays; the owner knows the columns. */
export interface ThreadOptions {
  file: string;
  readonly: boolean;
  /** Path of better-sqlite3's addon when the packaged one does not fit the runtime. */
  nativeBinding?: string;
}

export type ThreadRequest =
  | { id: number; op: 'query'; sql: string; params: readonly unknown[] }
  | { id: number; op: 'bulk'; sql: string; rows: readonly (readonly unknown[])[] }
  | { id: number; op: 'open'; sql: string; params: readonly unknown[] }
  | { id: number; op: 'fetch'; count: number }
  | { id: number; op: 'end' }
  | { id: number; op: 'close' };

export interface ThreadRows {
  columns: string[];
  rows: unknown[][];
  changes: number;
  lastInsertId: number;
  /** Time spent inside SQLite. */
  tookMs: number;
}

export type ThreadReply =
  | { id: number; ok: ThreadRows }
  | { id: number; error: { message: string; code: string } };
