import type { Kysely } from 'kysely';
import type { AreaDraft, AreaView } from '../../contract/incident-areas.ts';
import type { WriteTransaction } from '../../db/database.ts';
import type { Tables } from '../../db/tables.ts';

/** Areas in force at an instant. */
export async function findAreas(read: Kysely<Tables>, now: number): Promise<AreaView[]> {
  const rows = await read
    .selectFrom('incident_area')
    .selectAll()
    .where('removed_at', 'is', null)
    .where('until', '>', now)
    .orderBy('id')
    .execute();
  return rows.map(({ radius_metres, drawn_by, drawn_at, removed_at: _, ...row }) => {
    return { ...row, radiusMetres: radius_metres, drawnBy: drawn_by, drawnAt: drawn_at };
  });
}

export async function insertArea(
  trx: WriteTransaction,
  { radiusMetres, ...area }: AreaDraft,
  { actor, at }: { actor: string; at: number },
): Promise<number> {
  const { id } = await trx
    .insertInto('incident_area')
    .values({ ...area, radius_metres: radiusMetres, drawn_by: actor, drawn_at: at, removed_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** @returns its name; null when it is not there, or removed already */
export async function endArea(trx: WriteTransaction, id: number, at: number): Promise<string | null> {
  const row = await trx
    .updateTable('incident_area')
    .set({ removed_at: at })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning('name')
    .executeTakeFirst();
  return row?.name ?? null;
}
