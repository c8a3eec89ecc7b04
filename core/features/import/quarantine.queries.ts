import type { Database, WriteTransaction } from '../../db/database.ts';

export const QUARANTINE_COLUMNS = [
  'import_id',
  'source',
  'kind',
  'row_number',
  'column_name',
  'value',
  'code',
  'reason',
  'raw_json',
  'mapping_json',
  'status',
  'created_at',
] as const;

export interface QuarantineFilter {
  status: 'open' | 'mended' | 'dismissed';
  /** This row alone, whatever its status. */
  id?: number | undefined;
  importId?: number | undefined;
  code?: string | undefined;
  file?: string | undefined;
}

/** Rows of a source that are or were in quarantine. */
export async function* quarantinedOf(
  db: Database,
  source: string,
): AsyncGenerator<{ id: number; row: number; raw: string; status: string }> {
  const query = db.read
    .selectFrom('quarantine')
    .select(['id', 'row_number', 'raw_json', 'status'])
    .where('source', '=', source);
  for await (const chunk of db.stream(query)) {
    for (const row of chunk.rows) {
      yield { id: Number(row[0]), row: Number(row[1]), raw: String(row[2]), status: String(row[3]) };
    }
  }
}

function filtered(db: Database, filter: QuarantineFilter) {
  const { id } = filter;
  if (id !== undefined) return db.read.selectFrom('quarantine').where('id', '=', id);
  let query = db.read.selectFrom('quarantine').where('status', '=', filter.status);
  if (filter.importId !== undefined) query = query.where('import_id', '=', filter.importId);
  if (filter.code) query = query.where('code', '=', filter.code);
  if (filter.file) query = query.where('source', '=', filter.file);
  return query;
}

export function listQuarantine(db: Database, filter: QuarantineFilter, offset: number, limit: number) {
  return filtered(db, filter).selectAll().orderBy('id').offset(offset).limit(limit).execute();
}

export async function countQuarantine(db: Database, filter: QuarantineFilter): Promise<number> {
  const row = await filtered(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(row.total);
}

export function countReasons(db: Database, filter: QuarantineFilter) {
  return filtered(db, filter)
    .select((eb) => ['code', eb.fn.countAll<number>().as('rows'), eb.fn.min('reason').as('reason')])
    .groupBy('code')
    .orderBy('rows', 'desc')
    .execute();
}

export function quarantineById(db: Database, id: number) {
  return db.read.selectFrom('quarantine').selectAll().where('id', '=', id).executeTakeFirst();
}

export function quarantineByIds(db: Database, ids: readonly number[]) {
  return ids.length === 0
    ? Promise.resolve([])
    : db.read.selectFrom('quarantine').selectAll().where('id', 'in', ids).orderBy('id').execute();
}

const MOST_PARAMETERS = 500;

export async function setQuarantineStatus(
  trx: WriteTransaction,
  ids: readonly number[],
  status: 'mended' | 'dismissed',
  at: number,
): Promise<number> {
  let changed = 0;
  for (let from = 0; from < ids.length; from += MOST_PARAMETERS) {
    const result = await trx
      .updateTable('quarantine')
      .set({ status, resolved_at: at })
      .where('id', 'in', ids.slice(from, from + MOST_PARAMETERS))
      .where('status', '=', 'open')
      .executeTakeFirst();
    changed += Number(result.numUpdatedRows);
  }
  return changed;
}

export async function updateQuarantineReason(
  trx: WriteTransaction,
  id: number,
  values: {
    column_name: string | null;
    value: string | null;
    code: string;
    reason: string;
    raw_json?: string;
  },
): Promise<void> {
  await trx.updateTable('quarantine').set(values).where('id', '=', id).execute();
}
