import type { RejectionReason } from '../../contract/rejections.ts';
import type { RuleDocument, RuleVersionHead, RuleVersionView } from '../../contract/rules.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import type { RejectionFacts } from './facts.ts';
import { EMPTY_DOCUMENT, type VersionStatus, versionInForce } from './rule-set.ts';

const HEAD_COLUMNS = [
  'v.id',
  'v.rule_set_id as setId',
  's.name as setName',
  'v.version',
  'v.status',
  'v.valid_from as validFrom',
  'v.valid_to as validTo',
  'v.rules',
  'v.actor',
  'v.updated_at as updatedAt',
  'v.activated_at as activatedAt',
  'v.retired_at as retiredAt',
] as const;

type Reads = Database['read'] | WriteTransaction;

function versions(reads: Reads) {
  return reads
    .selectFrom('rule_version as v')
    .innerJoin('rule_set as s', 's.id', 'v.rule_set_id')
    .select(HEAD_COLUMNS);
}

/** All versions, sets by name, the newest version first; the one in force at `now` is marked. */
export async function listVersions(db: Database, now: number): Promise<RuleVersionHead[]> {
  const rows = await versions(db.read).orderBy('s.name').orderBy('v.version', 'desc').execute();
  const inForce = versionInForce(rows, now);
  return rows.map((row) => ({
    ...row,
    status: row.status as VersionStatus,
    inForce: row.id === inForce?.id,
  }));
}

export async function findVersion(db: Database, id: number, now: number): Promise<RuleVersionView | null> {
  const [heads, row] = await Promise.all([
    listVersions(db, now),
    db.read.selectFrom('rule_version').select('document_json').where('id', '=', id).executeTakeFirst(),
  ]);
  const head = heads.find((one) => one.id === id);
  return head && row ? { ...head, document: JSON.parse(row.document_json) as RuleDocument } : null;
}

/** The version that counts at an instant; null when none does. */
export async function findInForce(db: Database, now: number): Promise<RuleVersionView | null> {
  const head = (await listVersions(db, now)).find(({ inForce }) => inForce);
  return head ? findVersion(db, head.id, now) : null;
}

export async function lockVersion(trx: WriteTransaction, id: number) {
  return trx
    .selectFrom('rule_version as v')
    .innerJoin('rule_set as s', 's.id', 'v.rule_set_id')
    .select(['v.id', 'v.rule_set_id', 'v.version', 'v.status', 'v.valid_from', 'v.valid_to'])
    .select(['v.document_json', 's.name'])
    .where('v.id', '=', id)
    .executeTakeFirst();
}

export async function findSetByName(reads: Reads, name: string): Promise<{ id: number } | undefined> {
  return reads.selectFrom('rule_set').select('id').where('name', '=', name).executeTakeFirst();
}

export async function insertSet(trx: WriteTransaction, name: string, at: number): Promise<number> {
  const { id } = await trx
    .insertInto('rule_set')
    .values({ name, created_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface NewVersion {
  setId: number;
  status: VersionStatus;
  document: RuleDocument;
  validFrom: number | null;
  validTo: number | null;
  actor: string;
}

/** Adds the next version of a set. */
export async function insertVersion(
  trx: WriteTransaction,
  version: NewVersion,
  at: number,
): Promise<{ id: number; version: number }> {
  const last = await trx
    .selectFrom('rule_version')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('rule_set_id', '=', version.setId)
    .executeTakeFirst();
  const number = Number(last?.version ?? 0) + 1;
  const { id } = await trx
    .insertInto('rule_version')
    .values({
      rule_set_id: version.setId,
      version: number,
      status: version.status,
      valid_from: version.validFrom,
      valid_to: version.validTo,
      document_json: JSON.stringify(version.document),
      rules: version.document.rules.length,
      actor: version.actor,
      created_at: at,
      updated_at: at,
      activated_at: version.status === 'active' ? at : null,
      retired_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, version: number };
}

export async function updateDraft(
  trx: WriteTransaction,
  id: number,
  draft: Pick<NewVersion, 'document' | 'validFrom' | 'validTo' | 'actor'>,
  at: number,
): Promise<void> {
  await trx
    .updateTable('rule_version')
    .set({
      document_json: JSON.stringify(draft.document),
      rules: draft.document.rules.length,
      valid_from: draft.validFrom,
      valid_to: draft.validTo,
      actor: draft.actor,
      updated_at: at,
    })
    .where('id', '=', id)
    .execute();
}

export async function findActive(trx: WriteTransaction, setId: number) {
  return trx
    .selectFrom('rule_version')
    .select(['id', 'version', 'status'])
    .where('rule_set_id', '=', setId)
    .where('status', '=', 'active')
    .executeTakeFirst();
}

export async function setVersionStatus(
  trx: WriteTransaction,
  id: number,
  status: Exclude<VersionStatus, 'draft'>,
  at: number,
): Promise<void> {
  const instant = status === 'active' ? { activated_at: at } : { retired_at: at };
  await trx
    .updateTable('rule_version')
    .set({ status, updated_at: at, ...instant })
    .where('id', '=', id)
    .execute();
}

/** What facilities rejected since an instant. */
export async function findRejectionsSince(db: Database, since: number): Promise<RejectionFacts[]> {
  const rows = await db.read
    .selectFrom('facility_rejection')
    .select(['order_id as orderId', 'product_id as productId', 'facility_id as facilityId'])
    .select(['reason', 'created_at as at'])
    .where('created_at', '>', since)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, reason: row.reason as RejectionReason }));
}

/** No rejection counts for longer. */
const LONGEST_AVOIDED_MS = 90 * 86_400_000;

/** The rules that one sourcing run goes by. */
export interface RulesOfRun {
  /** Null without a rule set. */
  versionId: number | null;
  document: RuleDocument;
  rejections: RejectionFacts[];
}

/**
 * What a run goes by: the version asked for, the one in force (undefined) or none (null), and what facilities have rejected.
 * Null when there is nothing to go by.
 */
export async function rulesForRun(
  db: Database,
  versionId: number | null | undefined,
  now: number,
): Promise<RulesOfRun | null> {
  const [version, rejections] = await Promise.all([
    versionId === undefined
      ? findInForce(db, now)
      : versionId === null
        ? null
        : findVersion(db, versionId, now),
    findRejectionsSince(db, now - LONGEST_AVOIDED_MS),
  ]);
  const document = version?.document ?? EMPTY_DOCUMENT;
  if (document.rules.length === 0 && rejections.length === 0) return null;
  return { versionId: version?.id ?? null, document, rejections };
}
