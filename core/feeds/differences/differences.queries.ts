import { type Expression, type SqlBool, sql } from 'kysely';
import type { DifferenceRow, PrecedenceRule } from '../../contract/differences.ts';
import type { RecordKind } from '../../contract/feed-records.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { Row } from '../../db/tables.ts';
import type { DifferenceType, SaysEntry } from './compare.ts';
import type { Reader } from './current-facts.queries.ts';
import type { ComparedKind } from './fields.ts';
import type { PlannedChanges, StoredDifference } from './plan-changes.ts';

const INSERT_ROWS = 50;

export function toStored(row: Row<'difference'>): StoredDifference & { kind: ComparedKind } {
  return {
    id: row.id,
    type: row.type as DifferenceType,
    kind: row.kind as ComparedKind,
    key: row.key,
    field: row.field,
    says: JSON.parse(row.says_json) as SaysEntry[],
    status: row.status as DifferenceRow['status'],
    since: row.since,
  };
}

export async function storedDifferences(
  db: Reader,
  kind: ComparedKind,
  keys: readonly string[],
): Promise<Map<string, StoredDifference[]>> {
  const rows = await inPieces(keys, (piece) =>
    db.selectFrom('difference').selectAll().where('kind', '=', kind).where('key', 'in', piece).execute(),
  );
  return Map.groupBy(rows.map(toStored), ({ key }) => key);
}

export async function differencesById(trx: WriteTransaction, ids: readonly number[]) {
  const rows = await inPieces(ids, (piece) =>
    trx.selectFrom('difference').selectAll().where('id', 'in', piece).orderBy('id').execute(),
  );
  return rows.map(toStored);
}

/** Of these kinds, those of which something is open or accepted. */
export async function kindsWithDifferences(
  db: Reader,
  kinds: readonly ComparedKind[],
): Promise<Set<ComparedKind>> {
  const found = new Set<ComparedKind>();
  for (const kind of kinds) {
    const row = await db
      .selectFrom('difference')
      .select('id')
      .where('status', 'in', ['open', 'accepted'])
      .where('kind', '=', kind)
      .limit(1)
      .executeTakeFirst();
    if (row) found.add(kind);
  }
  return found;
}

/** Open and accepted differences of a kind, by id, after one. */
export async function standingDifferences(db: Reader, kind: ComparedKind, after: number, limit: number) {
  return db
    .selectFrom('difference')
    .select(['id', 'key'])
    .where('kind', '=', kind)
    .where('status', 'in', ['open', 'accepted'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Writes what was planned; returns whether that was anything. */
export async function writeChanges(
  trx: WriteTransaction,
  kind: ComparedKind,
  { inserts, updates }: PlannedChanges,
  at: number,
): Promise<boolean> {
  for (let from = 0; from < inserts.length; from += INSERT_ROWS) {
    const rows = inserts.slice(from, from + INSERT_ROWS).map(({ key, finding }) => ({
      type: finding.type,
      kind,
      key,
      field: finding.field,
      says_json: JSON.stringify(finding.says),
      status: 'open',
      since: at,
      updated_at: at,
    }));
    await trx.insertInto('difference').values(rows).execute();
  }
  for (const { id, says, status, since } of updates) {
    await trx
      .updateTable('difference')
      .set({ says_json: JSON.stringify(says), status, since, updated_at: at })
      .where('id', '=', id)
      .execute();
  }
  return inserts.length + updates.length > 0;
}

export async function setDifference(
  trx: WriteTransaction,
  id: number,
  status: DifferenceRow['status'],
  says: readonly SaysEntry[],
  at: number,
): Promise<void> {
  await trx
    .updateTable('difference')
    .set({ status, says_json: JSON.stringify(says), updated_at: at })
    .where('id', '=', id)
    .execute();
}

export interface DifferenceFilter {
  status: DifferenceRow['status'];
  kind?: RecordKind | undefined;
  type?: DifferenceType | undefined;
  feedId?: number | undefined;
  field?: string | undefined;
  search?: string | undefined;
}

function filtered(db: Database, filter: DifferenceFilter) {
  return db.read.selectFrom('difference').where((eb) => {
    const parts: Expression<SqlBool>[] = [eb('status', '=', filter.status)];
    if (filter.kind) parts.push(eb('kind', '=', filter.kind));
    if (filter.type) parts.push(eb('type', '=', filter.type));
    if (filter.field !== undefined) parts.push(eb('field', '=', filter.field));
    if (filter.feedId !== undefined) parts.push(eb('says_json', 'like', `%"feedId":${filter.feedId},%`));
    if (filter.search) {
      const like = `%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
      parts.push(sql<SqlBool>`lower(${sql.ref('key')}) like ${like} escape '\\'`);
    }
    return eb.and(parts);
  });
}

export async function listRows(db: Database, filter: DifferenceFilter, offset: number, limit: number) {
  const [rows, count, groups] = await Promise.all([
    filtered(db, filter)
      .selectAll()
      .orderBy('since', 'desc')
      .orderBy('id', 'desc')
      .offset(offset)
      .limit(limit)
      .execute(),
    filtered(db, filter)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
    filtered(db, { ...filter, kind: undefined, type: undefined, field: undefined })
      .select((eb) => ['kind', 'type', 'field', eb.fn.countAll<number>().as('rows')])
      .groupBy(['kind', 'type', 'field'])
      .orderBy('rows', 'desc')
      .orderBy('kind')
      .orderBy('type')
      .orderBy('field')
      .execute(),
  ]);
  return { rows: rows.map(toStored), total: Number(count.count), groups };
}

export async function readPrecedence(db: Reader): Promise<PrecedenceRule[]> {
  const rows = await db.selectFrom('precedence').selectAll().orderBy('kind').orderBy('field').execute();
  return rows.map(({ kind, field, feed_ids_json }) => ({
    kind: kind as RecordKind,
    field,
    feedIds: JSON.parse(feed_ids_json) as number[],
  }));
}

export async function replacePrecedence(
  trx: WriteTransaction,
  rules: readonly PrecedenceRule[],
): Promise<void> {
  await trx.deleteFrom('precedence').execute();
  if (rules.length === 0) return;
  const rows = rules.map(({ kind, field, feedIds }) => ({
    kind,
    field,
    feed_ids_json: JSON.stringify(feedIds),
  }));
  await trx.insertInto('precedence').values(rows).execute();
}

/** Names of feeds, removed ones included. */
export async function feedNames(db: Reader): Promise<Map<number, string>> {
  const rows = await db.selectFrom('feed').select(['id', 'name']).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
