import { AsyncLocalStorage } from 'node:async_hooks';

/** Told of every statement: its SQL and the milliseconds it took inside the database. */
export type QueryLog = (sql: string, tookMs: number) => void;

const procedure = new AsyncLocalStorage<string>();

/** Runs `work` so that slow statements within it are logged under `name`. */
export function underProcedure<T>(name: string, work: () => T): T {
  return procedure.run(name, work);
}

/** A log that reports statements slower than `slowMs` by the procedure that asked for them. */
export function slowQueryLog(report: (line: string) => void, slowMs = 40): QueryLog {
  return (sql, tookMs) => {
    if (tookMs < slowMs) return;
    const statement = sql.replace(/\s+/g, ' ').slice(0, 160);
    report(`slow query ${tookMs.toFixed(0)} ms in ${procedure.getStore() ?? 'background'}: ${statement}`);
  };
}
