import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import { validateAll } from '../validation/index.ts';
import { generateDemo } from './demo.generator.ts';
import { continueIds, isEmpty, markAsDemo } from './demo.queries.ts';
import { type DemoOptions, type DemoPlan, planDemo } from './demo-options.ts';
import { DEMO_COLUMNS, type DemoChunk, type DemoTable } from './row-batch.ts';

export interface DemoProgress {
  /** 0 to 1. */
  fraction: number;
  table: DemoTable;
  /** Rows written so far, all tables. */
  rows: number;
}

/** Rows written, by table. */
export type DemoCounts = Partial<Record<DemoTable, number>>;

export interface DemoSummary {
  plan: DemoPlan;
  rows: DemoCounts;
  tookMs: number;
}

/** Where the rows come from: hands each chunk to `take` and goes on when that resolves. */
export type ChunkSource = (take: (chunk: DemoChunk) => Promise<void>) => Promise<void>;

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
  const source: ChunkSource = async (take) => {
    for (const chunk of generateDemo(plan)) {
      signal?.throwIfAborted();
      await take(chunk);
    }
  };
  const rows = await db.write((trx, tools) => writeDemo(db, trx, tools, plan, source, onProgress));
  return { plan, rows, tookMs: performance.now() - started };
}

/** Writes the network within a transaction; one chunk is inserted while the next is made. @throws WorkspaceNotEmptyError */
export async function writeDemo(
  db: Database,
  trx: WriteTransaction,
  tools: WriteTools,
  plan: DemoPlan,
  source: ChunkSource,
  onProgress: (progress: DemoProgress) => void,
): Promise<DemoCounts> {
  if (!(await isEmpty(trx))) throw new WorkspaceNotEmptyError(db.location);
  const counts: DemoCounts = {};
  const expected = plan.positions + plan.orders * 16 + plan.customers + plan.products * 2;
  let rows = 0;
  let underWay: Promise<unknown> = Promise.resolve();
  await source(async (chunk) => {
    const previous = underWay;
    underWay = insert(tools, chunk);
    await previous;
    rows += chunk.rows.length;
    counts[chunk.table] = (counts[chunk.table] ?? 0) + chunk.rows.length;
    onProgress({ fraction: Math.min(0.99, rows / expected), table: chunk.table, rows });
  });
  await underWay;
  await continueIds(trx, db);
  await validateAll({ trx, tools, at: plan.now });
  await markAsDemo(trx, { seed: plan.seed, orders: plan.orders, now: plan.now });
  return counts;
}

/** A failure is seen by whoever awaits the promise later; until then it is not "unhandled". */
function insert(tools: WriteTools, chunk: DemoChunk): Promise<number> {
  const inserted = tools.bulkInsert(chunk.table, DEMO_COLUMNS[chunk.table], chunk.rows);
  inserted.catch(() => {});
  return inserted;
}
