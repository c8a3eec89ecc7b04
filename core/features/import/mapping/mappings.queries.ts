import type { ImportMapping } from '../../../contract/import.ts';
import type { Database, WriteTransaction } from '../../../db/database.ts';

export async function findMapping(db: Database, signature: string): Promise<string | null> {
  const row = await db.read
    .selectFrom('saved_mapping')
    .select('mapping_json')
    .where('signature', '=', signature)
    .executeTakeFirst();
  return row?.mapping_json ?? null;
}

export async function saveMapping(
  trx: WriteTransaction,
  name: string,
  signature: string,
  mapping: ImportMapping,
  at: number,
): Promise<void> {
  const mapping_json = JSON.stringify(mapping);
  await trx
    .insertInto('saved_mapping')
    .values({ name, signature, mapping_json, updated_at: at })
    .onConflict((conflict) =>
      conflict.column('signature').doUpdateSet({ name, mapping_json, updated_at: at }),
    )
    .execute();
}
