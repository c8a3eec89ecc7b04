import type { JobView } from '../contract/jobs.ts';
import type { Database } from '../db/database.ts';
import type { Row } from '../db/tables.ts';

/** The stored side of jobs: rows written when a job starts and when it ends. */
export interface JobStore {
  insert(job: JobView, input: unknown): Promise<void>;
  update(job: JobView): Promise<void>;
  find(id: string): Promise<JobView | null>;
  list(offset: number, limit: number): Promise<{ rows: JobView[]; total: number }>;
  /** Marks what a killed core left unfinished as interrupted. */
  interruptUnfinished(at: number): Promise<void>;
}

export function createJobStore(db: Database): JobStore {
  return {
    async insert(job, input) {
      await db.write((trx) =>
        trx
          .insertInto('job')
          .values({ ...toRow(job), id: job.id, input_json: JSON.stringify(input ?? null) })
          .execute(),
      );
    },
    async update(job) {
      await db.write((trx) => trx.updateTable('job').set(toRow(job)).where('id', '=', job.id).execute());
    },
    async find(id) {
      const row = await db.read.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toView(row) : null;
    },
    async list(offset, limit) {
      const rows = await db.read
        .selectFrom('job')
        .selectAll()
        .orderBy('created_at', 'desc')
        .offset(offset)
        .limit(limit)
        .execute();
      const count = await db.read
        .selectFrom('job')
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return { rows: rows.map(toView), total: Number(count.total) };
    },
    async interruptUnfinished(at) {
      await db.write((trx) =>
        trx
          .updateTable('job')
          .set({ status: 'interrupted', finished_at: at })
          .where('status', 'in', ['queued', 'running'])
          .execute(),
      );
    },
  };
}

function toRow(job: JobView) {
  return {
    kind: job.kind,
    actor: job.actor,
    status: job.status,
    progress: job.progress,
    message: job.message ? JSON.stringify(job.message) : null,
    outcome_json: job.outcome === null || job.outcome === undefined ? null : JSON.stringify(job.outcome),
    error_json: job.error ? JSON.stringify(job.error) : null,
    created_at: job.createdAt,
    started_at: job.startedAt,
    finished_at: job.finishedAt,
  };
}

function toView(row: Row<'job'>): JobView {
  return {
    id: row.id,
    kind: row.kind,
    actor: row.actor,
    status: row.status as JobView['status'],
    progress: row.progress,
    message: row.message ? JSON.parse(row.message) : null,
    outcome: row.outcome_json ? JSON.parse(row.outcome_json) : null,
    error: row.error_json ? JSON.parse(row.error_json) : null,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
