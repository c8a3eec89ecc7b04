import { createHash, randomBytes } from 'node:crypto';
import type { ApiKeyView } from '../../contract/api-keys.ts';
import type { AppContext } from '../../features/context.ts';
import { runCommand } from '../../features/journal/index.ts';
import { notFound } from '../../features/procedures.ts';
import { allApiKeys, apiKeyByHash, insertApiKey, markRevoked, markUsed } from './api-keys.queries.ts';

const SHOWN_CHARACTERS = 10;
const USE_NOTED_EVERY_MS = 60_000;
const KEY = /^vk_[\w-]{32}$/;

const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url');

export function listApiKeys(ctx: AppContext): Promise<ApiKeyView[]> {
  return allApiKeys(ctx.db);
}

/** Makes a key for the intake API. It is returned this once; only its hash is kept. */
export async function createApiKey(
  ctx: AppContext,
  wanted: Pick<ApiKeyView, 'name' | 'scopes' | 'requestsPerMinute'>,
): Promise<{ key: string; view: ApiKeyView }> {
  const key = `vk_${randomBytes(24).toString('base64url')}`;
  const view = await runCommand(ctx, 'feeds.createApiKey', async (command) => {
    const made = await insertApiKey(command.trx, {
      name: wanted.name,
      prefix: key.slice(0, SHOWN_CHARACTERS),
      hash: hashOf(key),
      scopes_json: JSON.stringify([...new Set(wanted.scopes)]),
      requests_per_minute: wanted.requestsPerMinute,
      created_at: command.at,
      last_used_at: null,
      revoked_at: null,
    });
    const { name, prefix, scopes } = made;
    command.record({ entity: 'apiKey', id: made.id, key: name, before: null, after: { prefix, scopes } });
    command.publish({ type: 'feeds.changed' });
    return made;
  });
  return { key, view };
}

/** From now on the key opens nothing. */
export async function revokeApiKey(ctx: AppContext, id: number): Promise<ApiKeyView> {
  return runCommand(ctx, 'feeds.revokeApiKey', async (command) => {
    const revoked = await markRevoked(command.trx, id, command.at);
    if (!revoked) throw notFound('API key', String(id));
    const { name, revokedAt } = revoked;
    command.record({ entity: 'apiKey', id, key: name, before: null, after: { revokedAt } });
    command.publish({ type: 'feeds.changed' });
    return revoked;
  });
}

/** The key that an `Authorization: Bearer …` header names; null when it is none, unknown or revoked. */
export async function keyOfHeader(ctx: AppContext, header: string | undefined): Promise<ApiKeyView | null> {
  const key = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? '';
  if (!KEY.test(key)) return null;
  const found = await apiKeyByHash(ctx.db, hashOf(key));
  if (!found || found.revokedAt !== null) return null;
  const now = ctx.clock();
  if (found.lastUsedAt === null || now - found.lastUsedAt >= USE_NOTED_EVERY_MS) {
    await ctx.db.write((trx) => markUsed(trx, found.id, now));
  }
  return found;
}
