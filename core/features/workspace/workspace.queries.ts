import type { Kysely } from 'kysely';
import { type Settings, settings as settingsSchema, type WorkspaceInfo } from '../../contract/workspace.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import type { Tables } from '../../db/tables.ts';

const COUNTED = {
  facilities: 'facility',
  products: 'product',
  positions: 'stock_position',
  customers: 'customer',
  orders: 'sales_order',
  shipments: 'shipment',
} as const satisfies Record<string, keyof Tables>;

export async function countThings(db: Database): Promise<WorkspaceInfo['counts']> {
  const counted = await Promise.all(
    Object.entries(COUNTED).map(async ([key, table]) => [key, await countRows(db, table)] as const),
  );
  const quarantined = await db.read
    .selectFrom('quarantine')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow();
  return {
    ...Object.fromEntries(counted),
    quarantined: Number(quarantined.count),
  } as WorkspaceInfo['counts'];
}

async function countRows(db: Database, table: keyof Tables): Promise<number> {
  const row = await db.read
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** When something was last told: by a command, an import or a feed that had everything. */
export async function lastFactAt(db: Database): Promise<number | null> {
  const [journal, imported, fed] = await Promise.all([
    db.read.selectFrom('journal').select('at').orderBy('id', 'desc').limit(1).executeTakeFirst(),
    db.read
      .selectFrom('import_run')
      .select('finished_at')
      .where('finished_at', 'is not', null)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst(),
    db.read
      .selectFrom('feed')
      .select((eb) => eb.fn.max('last_success_at').as('at'))
      .where('removed_at', 'is', null)
      .executeTakeFirst(),
  ]);
  const instants = [journal?.at, imported?.finished_at, fed?.at].filter(
    (at) => at !== undefined && at !== null,
  );
  return instants.length > 0 ? Math.max(...instants) : null;
}

/** A setting's value, or undefined when it was never set; of what is committed, or as a transaction sees it. */
export async function readSetting(db: Kysely<Tables>, key: string): Promise<unknown> {
  const row = await db.selectFrom('setting').select('value_json').where('key', '=', key).executeTakeFirst();
  return row ? JSON.parse(row.value_json) : undefined;
}

export async function writeSetting(trx: WriteTransaction, key: string, value: unknown): Promise<void> {
  const value_json = JSON.stringify(value);
  await trx
    .insertInto('setting')
    .values({ key, value_json })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value_json }))
    .execute();
}

const PREFERENCES = 'preferences';

export async function readPreferences(db: Kysely<Tables>): Promise<Settings> {
  return settingsSchema.parse((await readSetting(db, PREFERENCES)) ?? {});
}

export async function writePreferences(trx: WriteTransaction, value: Settings): Promise<void> {
  await writeSetting(trx, PREFERENCES, value);
}
