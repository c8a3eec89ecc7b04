import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import { NOT_OVER } from './incident-states.ts';

/** Sets columns of incidents. */
export async function setIncidents(
  trx: WriteTransaction,
  ids: readonly number[],
  values: {
    owner?: string | null;
    team_id?: number | null;
    state?: string;
    snoozed_until?: number | null;
    parent_id?: number | null;
  },
  at: number,
): Promise<void> {
  await inPieces(ids, async (piece) => {
    await trx
      .updateTable('incident')
      .set({ ...values, updated_at: at })
      .where('id', 'in', piece)
      .execute();
    return [];
  });
}

/** Those inside these incidents that are not over. */
export async function findInside(trx: WriteTransaction, ids: readonly number[]): Promise<number[]> {
  const rows = await inPieces(ids, (piece) =>
    trx
      .selectFrom('incident')
      .select('id')
      .where('parent_id', 'in', piece)
      .where('state', 'in', NOT_OVER)
      .execute(),
  );
  return rows.map(({ id }) => id);
}

export async function setWatched(
  trx: WriteTransaction,
  ids: readonly number[],
  actor: string,
  on: boolean,
): Promise<void> {
  await inPieces(ids, async (piece) => {
    await trx
      .deleteFrom('incident_watch')
      .where('incident_id', 'in', piece)
      .where('actor', '=', actor)
      .execute();
    if (on) {
      const rows = piece.map((id) => ({ incident_id: id, actor }));
      await trx.insertInto('incident_watch').values(rows).execute();
    }
    return [];
  });
}
