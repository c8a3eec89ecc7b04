import type { ImportMapping } from '../../../contract/import.ts';
import type { Database, WriteTransaction } from '../../../db/database.ts';

/** Remembered mappings as JSON by the signature of their headers. */
export async function allMappings(db: Database): Promise<Record<string, string>> {
  const rows = await db.read.selectFrom('saved_mapping').select(['signature', 'mapping_json']).execute();
  return Object.fromEntries(rows.map((row) => [row.signature, row.mapping_json]));
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
