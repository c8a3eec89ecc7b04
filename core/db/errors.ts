export type DatabaseErrorCode =
  | 'insufficient_stock'
  | 'constraint'
  | 'busy'
  | 'newer_version'
  | 'not_a_workspace'
  | 'full'
  | 'closed'
  | 'failed';

const RULES: [RegExp, DatabaseErrorCode][] = [
  [/insufficient_stock/, 'insufficient_stock'],
  [/SQLITE_CONSTRAINT|^23/, 'constraint'],
  [/SQLITE_BUSY|SQLITE_LOCKED|^40/, 'busy'],
  [/SQLITE_NOTADB|SQLITE_CANTOPEN|SQLITE_CORRUPT/, 'not_a_workspace'],
  [/SQLITE_FULL|^53100/, 'full'],
];

const SQL_STATE = /^[0-9A-Z]{5}$/;

/** What the database refused, with one code for both dialects. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseError';
    this.code = code;
  }

  static fromSqlite(error: { message: string; code: string }): DatabaseError {
    return new DatabaseError(classify(error.message, error.code), error.message);
  }

  /** Gives PostgreSQL's errors the same codes; leaves every other value as it is. */
  static fromPostgres(error: unknown): unknown {
    if (!(error instanceof Error) || error instanceof DatabaseError) return error;
    const state = String((error as { code?: unknown }).code);
    if (!SQL_STATE.test(state)) return error;
    return new DatabaseError(classify(error.message, state), error.message, { cause: error });
  }
}

function classify(message: string, code: string): DatabaseErrorCode {
  for (const [pattern, result] of RULES) {
    if (pattern.test(message) || pattern.test(code)) return result;
  }
  return 'failed';
}
