import { API_SCOPES, type ApiKeyView } from '../../contract/api-keys.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import type { NewRow, Row } from '../../db/tables.ts';

export function toApiKeyView(row: Row<'api_key'>): ApiKeyView {
  const scopes = JSON.parse(row.scopes_json) as string[];
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: API_SCOPES.filter((scope) => scopes.includes(scope)),
    requestsPerMinute: row.requests_per_minute,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}

export async function allApiKeys(db: Database): Promise<ApiKeyView[]> {
  return (await db.read.selectFrom('api_key').selectAll().orderBy('id').execute()).map(toApiKeyView);
}

export async function apiKeyByHash(db: Database, hash: string): Promise<ApiKeyView | null> {
  const row = await db.read.selectFrom('api_key').selectAll().where('hash', '=', hash).executeTakeFirst();
  return row ? toApiKeyView(row) : null;
}

export async function insertApiKey(trx: WriteTransaction, row: NewRow<'api_key'>): Promise<ApiKeyView> {
  return toApiKeyView(await trx.insertInto('api_key').values(row).returningAll().executeTakeFirstOrThrow());
}

export async function markRevoked(trx: WriteTransaction, id: number, at: number): Promise<ApiKeyView | null> {
  await trx
    .updateTable('api_key')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
  const row = await trx.selectFrom('api_key').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toApiKeyView(row) : null;
}

export async function markUsed(trx: WriteTransaction, id: number, at: number): Promise<void> {
  await trx.updateTable('api_key').set({ last_used_at: at }).where('id', '=', id).execute();
}
