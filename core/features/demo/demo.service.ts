import type { Database, WriteTools } from '../../db/database.ts';
import { generateDemo } from './demo.generator.ts';
import { continueIds, isEmpty, markAsDemo } from './demo.queries.ts';
import { type DemoOptions, type DemoPlan, planDemo } from './demo-options.ts';
import { DEMO_COLUMNS, type DemoChunk, type DemoTable } from './row-batch.ts';

export interface DemoProgress {
  /** 0 to 1. */
  fraction: number;
  table: DemoTable;
  rows: number;
}

export interface DemoSummary {
  plan: DemoPlan;
  /** Rows written, by table. */
  rows: Partial<Record<DemoTable, number>>;
  tookMs: number;
}

/** The workspace already holds data: the demo is never mixed with it. */
export class WorkspaceNotEmptyError extends Error {
  readonly code = 'workspace_not_empty';

  constructor(location: string) {
    super(`${location} already holds data. Choose a new file for the demo network.`);
    this.name = 'WorkspaceNotEmptyError';
  }
}

/**
 * Fills an empty workspace with the demo network, in one transaction: killed or cancelled, it leaves the workspace empty.
 * @throws WorkspaceNotEmptyError, RangeError for options out of bounds, the signal's reason when cancelled.
 */
export async function createDemo(
  db: Database,
  options: DemoOptions,
  onProgress: (progress: DemoProgress) => void = () => {},
  signal?: AbortSignal,
): Promise<DemoSummary> {
  const started = performance.now();
  const plan = planDemo(options);
  const rows = await db.write(async (trx, tools) => {
    if (!(await isEmpty(trx))) throw new WorkspaceNotEmptyError(db.location);
    const written = await writeAll(tools, plan, onProgress, signal);
    await continueIds(trx, db);
    await markAsDemo(trx, { seed: plan.seed, orders: plan.orders, now: plan.now });
    return written;
  });
  return { plan, rows, tookMs: performance.now() - started };
}

async function writeAll(
  tools: WriteTools,
  plan: DemoPlan,
  onProgress: (progress: DemoProgress) => void,
  signal: AbortSignal | undefined,
): Promise<DemoSummary['rows']> {
  const rows: Partial<Record<DemoTable, number>> = {};
  const expected = plan.positions + plan.orders * 16 + plan.customers + plan.products * 2;
  let total = 0;
  let underWay: Promise<unknown> = Promise.resolve();
  for (const chunk of generateDemo(plan)) {
    signal?.throwIfAborted();
    const previous = underWay;
    underWay = insert(tools, chunk);
    await previous;
    total += chunk.rows.length;
    rows[chunk.table] = (rows[chunk.table] ?? 0) + chunk.rows.length;
    onProgress({ fraction: Math.min(0.99, total / expected), table: chunk.table, rows: total });
  }
  await underWay;
  onProgress({ fraction: 1, table: 'sales_order', rows: total });
  return rows;
}

function insert(tools: WriteTools, chunk: DemoChunk): Promise<number> {
  const inserted = tools.bulkInsert(chunk.table, DEMO_COLUMNS[chunk.table], chunk.rows);
  inserted.catch(() => {});
  return inserted;
}
