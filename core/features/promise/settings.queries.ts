import type { Database, WriteTransaction } from '../../db/database.ts';
import type { NewRow } from '../../db/tables.ts';

export function findStoredCalendars(db: Database) {
  return db.read
    .selectFrom('work_calendar as w')
    .leftJoin('facility as f', (join) => join.onRef('f.id', '=', 'w.owner_id').on('w.owner', '=', 'facility'))
    .leftJoin('carrier as c', (join) => join.onRef('c.id', '=', 'w.owner_id').on('w.owner', '=', 'carrier'))
    .select(['w.owner', 'w.working_days', 'w.closed_days_json', 'f.code as facility', 'c.code as carrier'])
    .orderBy('w.owner')
    .orderBy('w.owner_id')
    .execute();
}

export async function findOwner(
  trx: WriteTransaction,
  owner: 'facility' | 'carrier',
  code: string,
): Promise<number | null> {
  const row = await trx.selectFrom(owner).select('id').where('code', '=', code).executeTakeFirst();
  return row?.id ?? null;
}

export async function writeCalendar(trx: WriteTransaction, row: NewRow<'work_calendar'>): Promise<void> {
  const { working_days, closed_days_json, updated_at } = row;
  await trx
    .insertInto('work_calendar')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['owner', 'owner_id']).doUpdateSet({ working_days, closed_days_json, updated_at }),
    )
    .execute();
}

export async function deleteCalendar(trx: WriteTransaction, owner: string, ownerId: number): Promise<void> {
  await trx.deleteFrom('work_calendar').where('owner', '=', owner).where('owner_id', '=', ownerId).execute();
}
