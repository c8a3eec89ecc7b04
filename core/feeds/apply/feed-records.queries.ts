import type { RecordKind } from '../../contract/feed-records.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { FeedRecord, RecordFields } from '../record.ts';

/** What a feed said of a thing until now: the fields, with the lines of orders, shipments and returns under `lines`. */
export interface Said {
  version: number | null;
  fields: SaidFields;
  deleted: boolean;
  itemKind: string;
  itemKey: string;
}
export type SaidFields = RecordFields & { lines?: RecordFields[] };

/** What a feed now has said of a thing. */
export interface Remembered {
  key: string;
  version: number | null;
  saidJson: string;
  upstream: string | null;
  itemKind: string;
  itemKey: string;
  /** It was remembered before, from the same raw item. */
  sameItem: boolean;
  deleted: boolean;
}

/** What one feed said of some things of a kind, by key. */
export async function findSaid(
  trx: WriteTransaction,
  feedId: number,
  kind: RecordKind,
  keys: readonly string[],
): Promise<Map<string, Said>> {
  const rows = await inPieces(keys, (piece) =>
    trx
      .selectFrom('feed_record')
      .select(['key', 'version', 'said_json', 'deleted_at', 'item_kind', 'item_key'])
      .where('feed_id', '=', feedId)
      .where('kind', '=', kind)
      .where('key', 'in', piece)
      .execute(),
  );
  return new Map(
    rows.map((row) => [
      row.key,
      {
        version: row.version,
        fields: JSON.parse(row.said_json) as SaidFields,
        deleted: row.deleted_at !== null,
        itemKind: row.item_kind,
        itemKey: row.item_key,
      },
    ]),
  );
}

/** What other feeds said of some things of a kind, deleted ones left out. */
export async function findSaidByOthers(
  trx: WriteTransaction,
  feedId: number,
  kind: RecordKind,
  keys: readonly string[],
): Promise<{ key: string; feedId: number; fields: SaidFields }[]> {
  const rows = await inPieces(keys, (piece) =>
    trx
      .selectFrom('feed_record')
      .select(['key', 'feed_id as feedId', 'said_json'])
      .where('kind', '=', kind)
      .where('key', 'in', piece)
      .where('feed_id', '!=', feedId)
      .where('deleted_at', 'is', null)
      .execute(),
  );
  return rows.map((row) => ({
    key: row.key,
    feedId: row.feedId,
    fields: JSON.parse(row.said_json) as SaidFields,
  }));
}

const COLUMNS = [
  'feed_id',
  'kind',
  'key',
  'version',
  'said_json',
  'said_at',
  'upstream',
  'item_kind',
  'item_key',
  'deleted_at',
] as const;
const KEYS = ['feed_id', 'kind', 'key'] as const;

/** Remembers what a feed said. What comes from the same raw items as before leaves their index alone. */
export async function remember(
  { tools, at }: { tools: WriteTools; at: number },
  feedId: number,
  kind: RecordKind,
  records: readonly Remembered[],
): Promise<void> {
  if (records.length === 0) return;
  const sameItems = records.every(({ sameItem }) => sameItem);
  await tools.bulkUpsert(
    'feed_record',
    COLUMNS,
    records.map((record) => [
      feedId,
      kind,
      record.key,
      record.version,
      record.saidJson,
      at,
      record.upstream,
      record.itemKind,
      record.itemKey,
      record.deleted ? at : null,
    ]),
    {
      keys: KEYS,
      replace: ['said_json', 'said_at', 'deleted_at', ...(sameItems ? [] : ['item_kind', 'item_key'])],
      keepWhenNull: ['version', 'upstream'],
    },
  );
}

/** Which feeds win for a field of a kind, the first one first; `*` is every field. */
export async function findPrecedence(
  trx: WriteTransaction,
  kinds: readonly RecordKind[],
): Promise<{ kind: string; field: string; feedIds: number[] }[]> {
  const rows = await trx.selectFrom('precedence').selectAll().where('kind', 'in', kinds).execute();
  return rows.map(({ kind, field, feed_ids_json }) => ({
    kind,
    field,
    feedIds: JSON.parse(feed_ids_json) as number[],
  }));
}

/**
 * The records that some raw items of a feed once made, as deletions: for items that the source no longer has and that cannot
 * be read any more. Keyed by the item's kind and key with a NUL between them.
 */
export async function recordsOfItems(
  trx: WriteTransaction,
  feedId: number,
  items: readonly { kind: string; key: string }[],
): Promise<Map<string, FeedRecord[]>> {
  const found = new Map<string, FeedRecord[]>();
  for (const [itemKind, group] of Map.groupBy(items, (item) => item.kind)) {
    const rows = await inPieces(
      group.map(({ key }) => key),
      (piece) =>
        trx
          .selectFrom('feed_record')
          .select(['kind', 'key', 'upstream', 'said_json', 'item_key'])
          .where('feed_id', '=', feedId)
          .where('item_kind', '=', itemKind)
          .where('item_key', 'in', piece)
          .where('deleted_at', 'is', null)
          .execute(),
    );
    for (const row of rows) {
      const { lines: _lines, ...fields } = JSON.parse(row.said_json) as SaidFields;
      const record = {
        kind: row.kind as RecordKind,
        key: row.key,
        upstream: row.upstream,
        version: null,
        deleted: true,
        fields: fields as RecordFields,
      };
      const name = `${itemKind}\u0000${row.item_key}`;
      found.set(name, [...(found.get(name) ?? []), record]);
    }
  }
  return found;
}
