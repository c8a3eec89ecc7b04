import type { Database } from '../../db/database.ts';

/** Connections that deliver messages of each kind. */
export async function findMessengers(
  read: Database['read'],
): Promise<Map<string, { id: number; name: string }>> {
  const rows = await read
    .selectFrom('feed')
    .select(['id', 'name', 'delivers_json'])
    .where('active', '=', 1)
    .where('removed_at', 'is', null)
    .orderBy('id', 'desc')
    .execute();
  return new Map(
    rows.flatMap(({ id, name, delivers_json }) =>
      (JSON.parse(delivers_json) as string[]).map((kind) => [kind, { id, name }] as const),
    ),
  );
}
