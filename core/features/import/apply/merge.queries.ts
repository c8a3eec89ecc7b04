import { type RawBuilder, sql } from 'kysely';
import type { WriteTools, WriteTransaction } from '../../../db/database.ts';
import type { Tables } from '../../../db/tables.ts';

type ColumnType = 'text' | 'bigint' | 'double precision';

/** How rows of a file become rows of a table. */
export interface MergeSpec {
  table: keyof Tables;
  /** Columns that identify a row, unique in the table. */
  keys: Record<string, ColumnType>;
  /** Columns that a file may fill; `initial` is what a new row gets when the file says nothing. */
  values: Record<string, { type: ColumnType; initial: string | number | null }>;
  /** Whether the table has `updated_at`. */
  stamped: boolean;
  /** Column that, when set, keeps an import from changing the row. */
  untouchedUnless?: string;
}

export interface MergeCounts {
  inserted: number;
  updated: number;
  unchanged: number;
  /** Of the unchanged: rows that the file would change and that Vigie's users are working on. */
  kept: number;
}

export interface MergeOptions {
  dryRun: boolean;
  at: number;
  /** Hears the index of each row that is new or differs from what is there. */
  onChanged?: ((index: number) => void) | undefined;
}

/**
 * Brings rows into a table: new keys are inserted, differing values updated, all else left alone. A null value means that
 * the file says nothing and never erases what is there. Rows are arrays of the keys' values, then the values', in the
 * spec's order; no key may occur twice. With `dryRun` nothing is written and the counts are what would happen.
 */
export async function mergeRows(
  trx: WriteTransaction,
  tools: WriteTools,
  spec: MergeSpec,
  rows: readonly (readonly unknown[])[],
  options: MergeOptions,
): Promise<MergeCounts> {
  if (rows.length === 0) return { inserted: 0, updated: 0, unchanged: 0, kept: 0 };
  const stage = `import_stage_${spec.table}`;
  const keys = Object.keys(spec.keys);
  const values = Object.keys(spec.values);
  await prepareStage(trx, stage, spec);
  const { onChanged } = options;
  await tools.bulkInsert(
    stage,
    [...keys, ...values, ROW],
    rows.map((row, index) => [...row, onChanged ? index : null]),
  );
  const counts = onChanged
    ? await traceMerge(trx, spec, stage, rows.length, onChanged)
    : await countMerge(trx, spec, stage);
  if (options.dryRun) return counts;
  if (counts.updated > 0) await updateChanged(trx, spec, stage, options.at);
  if (counts.inserted > 0) await insertNew(trx, spec, stage, options.at, counts.inserted === rows.length);
  return counts;
}

/** Number of a row in its stage. */
const ROW = 'stage_row';

async function prepareStage(trx: WriteTransaction, stage: string, spec: MergeSpec): Promise<void> {
  const columns = [
    ...Object.entries(spec.keys),
    ...Object.entries(spec.values).map(([name, { type }]) => [name, type] as const),
  ].map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  await sql`create temporary table if not exists ${sql.table(stage)} (${sql.join(columns)}, ${sql.ref(ROW)} bigint)`.execute(
    trx,
  );
  await sql`delete from ${sql.table(stage)}`.execute(trx);
}

const column = (table: string, name: string) => sql.ref(`${table}.${name}`);

function sameKey(spec: MergeSpec): RawBuilder<unknown> {
  return sql.join(
    Object.keys(spec.keys).map((key) => sql`${column('t', key)} = ${column('s', key)}`),
    sql` and `,
  );
}

function differs(spec: MergeSpec): RawBuilder<unknown> {
  const names = Object.keys(spec.values);
  if (names.length === 0) return sql`1 = 0`;
  const parts = names.map(
    (name) =>
      sql`(${column('s', name)} is not null and ${column('s', name)} is distinct from ${column('t', name)})`,
  );
  return sql`(${sql.join(parts, sql` or `)})`;
}

function touchable(spec: MergeSpec): RawBuilder<unknown> {
  return spec.untouchedUnless ? sql`${column('t', spec.untouchedUnless)} is null` : sql`1 = 1`;
}

async function countMerge(trx: WriteTransaction, spec: MergeSpec, stage: string): Promise<MergeCounts> {
  const key = Object.keys(spec.keys)[0] as string;
  const { rows } = await sql<{
    total: number;
    existing: number;
    changed: number | null;
    kept: number | null;
  }>`
    select count(*) as total, count(${column('t', key)}) as existing,
      sum(case when ${column('t', key)} is not null and ${touchable(spec)} and ${differs(spec)} then 1 else 0 end) as changed,
      sum(case when ${column('t', key)} is not null and not (${touchable(spec)}) and ${differs(spec)} then 1 else 0 end) as kept
    from ${sql.table(stage)} as s left join ${sql.table(spec.table)} as t on ${sameKey(spec)}`.execute(trx);
  const total = Number(rows[0]?.total ?? 0);
  const existing = Number(rows[0]?.existing ?? 0);
  const updated = Number(rows[0]?.changed ?? 0);
  return {
    inserted: total - existing,
    updated,
    unchanged: existing - updated,
    kept: Number(rows[0]?.kept ?? 0),
  };
}

/** Counts as `countMerge` does and tells which rows change. */
async function traceMerge(
  trx: WriteTransaction,
  spec: MergeSpec,
  stage: string,
  total: number,
  onChanged: (index: number) => void,
): Promise<MergeCounts> {
  const key = column('t', Object.keys(spec.keys)[0] as string);
  const { rows } = await sql<{ row: number; fate: number }>`
    select ${column('s', ROW)} as "row", case when ${key} is null then 0 when ${touchable(spec)} then 1 else 2 end as fate
    from ${sql.table(stage)} as s left join ${sql.table(spec.table)} as t on ${sameKey(spec)}
    where ${key} is null or ${differs(spec)}`.execute(trx);
  const fates = [0, 0, 0] as [number, number, number];
  for (const { row, fate } of rows) {
    fates[fate as 0 | 1 | 2]++;
    if (fate < 2) onChanged(row);
  }
  const [inserted, updated, kept] = fates;
  return { inserted, updated, unchanged: total - inserted - updated, kept };
}

async function updateChanged(
  trx: WriteTransaction,
  spec: MergeSpec,
  stage: string,
  at: number,
): Promise<void> {
  const sets = Object.keys(spec.values).map(
    (name) => sql`${sql.ref(name)} = coalesce(${column('s', name)}, ${column('t', name)})`,
  );
  if (spec.stamped) sets.push(sql`updated_at = ${at}`);
  await sql`update ${sql.table(spec.table)} as t set ${sql.join(sets)} from ${sql.table(stage)} as s
    where ${sameKey(spec)} and ${touchable(spec)} and ${differs(spec)}`.execute(trx);
}

async function insertNew(
  trx: WriteTransaction,
  spec: MergeSpec,
  stage: string,
  at: number,
  allNew: boolean,
): Promise<void> {
  const keys = Object.keys(spec.keys);
  const values = Object.entries(spec.values);
  const names = [...keys, ...values.map(([name]) => name), ...(spec.stamped ? ['updated_at'] : [])];
  const selected = [
    ...keys.map((key) => column('s', key)),
    ...values.map(([name, { type, initial }]) =>
      initial === null
        ? column('s', name)
        : sql`coalesce(${column('s', name)}, cast(${initial} as ${sql.raw(type)}))`,
    ),
    ...(spec.stamped ? [sql`cast(${at} as bigint)`] : []),
  ];
  await sql`insert into ${sql.table(spec.table)} (${sql.join(names.map((name) => sql.ref(name)))})
    select ${sql.join(selected)} from ${sql.table(stage)} as s
    ${allNew ? sql`` : sql`where not exists (select 1 from ${sql.table(spec.table)} as t where ${sameKey(spec)})`}`.execute(
    trx,
  );
}
