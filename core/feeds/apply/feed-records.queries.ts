import type { RecordKind } from '../../contract/feeds.ts';
import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { FeedRecord, RecordFields } from '../record.ts';

/** What raw items brought, by `kind` and `key` of the item joined by a NUL: to retire it when the source deleted them. */
export async function recordsOfItems(
  trx: WriteTransaction,
  feedId: number,
  items: readonly { kind: string; key: string }[],
): Promise<Map<string, FeedRecord[]>> {
  const found = new Map<string, FeedRecord[]>();
  for (const itemKind of new Set(items.map(({ kind }) => kind))) {
    const keys = items.filter(({ kind }) => kind === itemKind).map(({ key }) => key);
    const rows = await inPieces(keys, (piece) =>
      trx
        .selectFrom('feed_record')
        .selectAll()
        .where('feed_id', '=', feedId)
        .where('item_kind', '=', itemKind)
        .where('item_key', 'in', piece)
        .execute(),
    );
    for (const row of rows) {
      const id = `${row.item_kind}\u0000${row.item_key}`;
      const { lines: _lines, ...fields } = JSON.parse(row.said_json) as RecordFields & { lines?: unknown };
      const record: FeedRecord = {
        kind: row.kind as RecordKind,
        key: row.key,
        upstream: row.upstream,
        version: null,
        deleted: true,
        fields,
      };
      found.set(id, [...(found.get(id) ?? []), record]);
    }
  }
  return found;
}
