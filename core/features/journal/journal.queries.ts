import type { JournalEntry } from '../../contract/orders.ts';
import type { Database } from '../../db/database.ts';
import type { Row } from '../../db/tables.ts';

/** Journal rows, newest first, of one entity or all. */
export async function listJournal(
  db: Database,
  filter: { entity?: string | undefined; key?: string | undefined; offset: number; limit: number },
): Promise<{ rows: JournalEntry[]; total: number }> {
  let query = db.read.selectFrom('journal');
  if (filter.entity) query = query.where('entity', '=', filter.entity);
  if (filter.key) query = query.where('entity_key', '=', filter.key);
  const [rows, count] = await Promise.all([
    query.selectAll().orderBy('id', 'desc').offset(filter.offset).limit(filter.limit).execute(),
    query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { rows: rows.map(toEntry), total: Number(count.total) };
}

/** Newest rows of one entity by its id. */
export async function entityJournal(
  db: Database,
  entity: string,
  id: number,
  limit = 200,
): Promise<JournalEntry[]> {
  const rows = await db.read
    .selectFrom('journal')
    .selectAll()
    .where('entity', '=', entity)
    .where('entity_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toEntry);
}

function toEntry(row: Row<'journal'>): JournalEntry {
  return {
    id: row.id,
    at: row.at,
    actor: row.actor,
    procedure: row.procedure,
    commandId: row.command_id,
    entity: row.entity,
    key: row.entity_key,
    before: row.before_json ? JSON.parse(row.before_json) : null,
    after: row.after_json ? JSON.parse(row.after_json) : null,
  };
}
