import type { Kysely } from 'kysely';
import type { PlaybookDocument, PlaybookHead, PlaybookMode } from '../../contract/playbooks.ts';
import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { Row, Tables } from '../../db/tables.ts';

type Read = Kysely<Tables>;

/** A playbook with the version in use. */
export interface StoredPlaybook {
  id: number;
  name: string;
  shipped: string | null;
  mode: PlaybookMode;
  version: number;
  updatedAt: number;
  document: PlaybookDocument;
}

/** Those that are not removed, by name. */
export async function findPlaybooks(read: Read, modes?: readonly PlaybookMode[]): Promise<StoredPlaybook[]> {
  let query = read
    .selectFrom('playbook as p')
    .innerJoin('playbook_version as v', (join) =>
      join.onRef('v.playbook_id', '=', 'p.id').onRef('v.version', '=', 'p.version'),
    )
    .select(['p.id', 'p.name', 'p.shipped', 'p.mode', 'p.version', 'p.updated_at as updatedAt'])
    .select('v.document_json')
    .where('p.removed_at', 'is', null);
  if (modes) query = query.where('p.mode', 'in', modes);
  const rows = await query.orderBy('p.name').orderBy('p.id').execute();
  return rows.map(({ document_json, mode, ...row }) => ({
    ...row,
    mode: mode as PlaybookMode,
    document: JSON.parse(document_json),
  }));
}

/** Tells what the runs go by: the document of a run's version. */
export async function findDocuments(
  read: Read,
  runs: readonly { playbook_id: number; version: number }[],
): Promise<(run: { playbook_id: number; version: number }) => PlaybookDocument | undefined> {
  const nameOf = (run: { playbook_id: number; version: number }) => `${run.playbook_id}:${run.version}`;
  const wanted = new Map(runs.map((run) => [nameOf(run), run]));
  const rows = await inPieces([...wanted.values()], (piece) =>
    read
      .selectFrom('playbook_version')
      .select(['playbook_id', 'version', 'document_json'])
      .where((eb) => eb.or(piece.map(({ playbook_id, version }) => eb.and({ playbook_id, version }))))
      .execute(),
  );
  const documents = new Map(
    rows.map((row): [string, PlaybookDocument] => [nameOf(row), JSON.parse(row.document_json)]),
  );
  return (run) => documents.get(nameOf(run));
}

export function findVersions(read: Read, playbookId: number) {
  return read
    .selectFrom('playbook_version')
    .select(['version', 'actor', 'created_at as at'])
    .where('playbook_id', '=', playbookId)
    .orderBy('version', 'desc')
    .execute();
}

type Activity = Pick<PlaybookHead, 'running' | 'asking' | 'runsToday' | 'costTodayMinor'>;

/** What playbooks do now and have done since an instant, by playbook. */
export async function findActivity(read: Read, since: number): Promise<Map<number, Activity>> {
  const [active, begun, costs] = await Promise.all([
    read
      .selectFrom('playbook_run')
      .select(['playbook_id as id', 'state'])
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('active', '=', 1)
      .groupBy(['playbook_id', 'state'])
      .execute(),
    read
      .selectFrom('playbook_run')
      .select('playbook_id as id')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('started_at', '>=', since)
      .groupBy('playbook_id')
      .execute(),
    findSpent(read, since),
  ]);
  const found = new Map<number, Activity>();
  const of = (id: number): Activity => {
    const known = found.get(id) ?? { running: 0, asking: 0, runsToday: 0, costTodayMinor: 0 };
    found.set(id, known);
    return known;
  };
  for (const { id, state, count } of active) {
    of(id).running += Number(count);
    if (state === 'asking') of(id).asking += Number(count);
  }
  for (const { id, count } of begun) of(id).runsToday = Number(count);
  for (const [id, cost] of costs) of(id).costTodayMinor = cost;
  return found;
}

/** What steps have cost since an instant, by playbook. */
export async function findSpent(
  read: Read,
  since: number,
  playbookId?: number,
): Promise<Map<number, number>> {
  let query = read
    .selectFrom('playbook_step as s')
    .innerJoin('playbook_run as r', 'r.id', 's.run_id')
    .select('r.playbook_id as id')
    .select((eb) => eb.fn.sum<number>('s.cost_minor').as('cost'))
    .where('s.at', '>=', since)
    .where('s.state', '=', 'done');
  if (playbookId !== undefined) query = query.where('r.playbook_id', '=', playbookId);
  const rows = await query.groupBy('r.playbook_id').execute();
  return new Map(rows.map(({ id, cost }) => [id, Number(cost)]));
}

/** In whatever case; compared here, for SQLite knows no case of accented letters. */
export async function isNameTaken(read: Read, name: string, except: number | null): Promise<boolean> {
  const rows = await read
    .selectFrom('playbook')
    .select(['id', 'name'])
    .where('removed_at', 'is', null)
    .execute();
  const wanted = name.toLowerCase();
  return rows.some((row) => row.id !== except && row.name.toLowerCase() === wanted);
}

export async function hasAny(read: Read): Promise<boolean> {
  return (await read.selectFrom('playbook').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export function findPlaybook(read: Read, id: number): Promise<Row<'playbook'> | undefined> {
  return read
    .selectFrom('playbook')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}

export async function insertPlaybook(
  trx: WriteTransaction,
  playbook: {
    name: string;
    shipped: string | null;
    mode: PlaybookMode;
    document: PlaybookDocument;
    actor: string;
  },
  at: number,
): Promise<number> {
  const { name, shipped, mode, document, actor } = playbook;
  const stamps = { created_at: at, updated_at: at, removed_at: null };
  const { id } = await trx
    .insertInto('playbook')
    .values({ name, shipped, mode, version: 1, ...stamps })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertVersion(trx, { playbookId: id, version: 1, document, actor }, at);
  return id;
}

export async function insertVersion(
  trx: WriteTransaction,
  version: { playbookId: number; version: number; document: PlaybookDocument; actor: string },
  at: number,
): Promise<void> {
  await trx
    .insertInto('playbook_version')
    .values({
      playbook_id: version.playbookId,
      version: version.version,
      document_json: JSON.stringify(version.document),
      actor: version.actor,
      created_at: at,
    })
    .execute();
}

export async function setPlaybook(
  trx: WriteTransaction,
  id: number,
  values: { name?: string; mode?: PlaybookMode; version?: number; removed_at?: number },
  at: number,
): Promise<void> {
  await trx
    .updateTable('playbook')
    .set({ ...values, updated_at: at })
    .where('id', '=', id)
    .execute();
}
