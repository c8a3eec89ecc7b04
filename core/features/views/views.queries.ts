import type { SavedView } from '../../contract/workspace.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import type { Row } from '../../db/tables.ts';

/** The views that a user saved for a screen, by name. */
export async function listViews(
  db: Database,
  screen: SavedView['screen'],
  owner: string,
): Promise<SavedView[]> {
  const rows = await db.read
    .selectFrom('saved_view')
    .selectAll()
    .where('screen', '=', screen)
    .where('owner', '=', owner)
    .orderBy('name')
    .execute();
  return rows.map(toView);
}

/** Saves under a name, over a view of the same name. */
export async function saveView(
  trx: WriteTransaction,
  view: Pick<SavedView, 'screen' | 'name' | 'state'>,
  owner: string,
  at: number,
): Promise<SavedView> {
  const content = { state_json: JSON.stringify(view.state), updated_at: at };
  const row = await trx
    .insertInto('saved_view')
    .values({ screen: view.screen, name: view.name, owner, ...content })
    .onConflict((conflict) => conflict.columns(['screen', 'owner', 'name']).doUpdateSet(content))
    .returningAll()
    .executeTakeFirstOrThrow();
  return toView(row);
}

/** The view removed, or null when this user has none of that id. */
export async function removeView(
  trx: WriteTransaction,
  id: number,
  owner: string,
): Promise<SavedView | null> {
  const row = await trx
    .deleteFrom('saved_view')
    .where('id', '=', id)
    .where('owner', '=', owner)
    .returningAll()
    .executeTakeFirst();
  return row ? toView(row) : null;
}

function toView(row: Row<'saved_view'>): SavedView {
  return {
    id: row.id,
    screen: row.screen as SavedView['screen'],
    name: row.name,
    state: JSON.parse(row.state_json),
    updatedAt: row.updated_at,
  };
}
