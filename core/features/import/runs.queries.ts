import type { ImportAccount, ImportMapping } from '../../contract/import.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';

export type RunStatus = 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';

/** A file of a run as it is stored: with its mapping, for rows to be mended by. */
export interface RunFile {
  path: string;
  file: string;
  columns: string[];
  mapping: ImportMapping;
}

export async function insertRun(
  trx: WriteTransaction,
  actor: string,
  files: readonly RunFile[],
  at: number,
): Promise<number> {
  await trx
    .updateTable('import_run')
    .set({ status: 'interrupted', finished_at: at })
    .where('status', '=', 'running')
    .execute();
  const row = await trx
    .insertInto('import_run')
    .values({ actor, status: 'running', files_json: JSON.stringify(files), started_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return Number(row.id);
}

export async function finishRun(
  trx: WriteTransaction,
  id: number,
  status: RunStatus,
  account: ImportAccount | null,
  at: number,
): Promise<void> {
  await trx
    .updateTable('import_run')
    .set({ status, account_json: account ? JSON.stringify(account) : null, finished_at: at })
    .where('id', '=', id)
    .execute();
}

export async function runFiles(db: Database, id: number): Promise<RunFile[]> {
  const row = await db.read
    .selectFrom('import_run')
    .select('files_json')
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? (JSON.parse(row.files_json) as RunFile[]) : [];
}

export function listRuns(
  db: Database,
  { id, offset, limit }: { id?: number | undefined; offset: number; limit: number },
) {
  return db.read
    .selectFrom('import_run')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('id', '=', id as number))
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countRuns(db: Database): Promise<number> {
  const row = await db.read
    .selectFrom('import_run')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(row.total);
}
