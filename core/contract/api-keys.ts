import { z } from 'zod';
import { byId, instant, reads, writes } from './base.ts';

export const API_SCOPES = ['orders', 'stock', 'products', 'shipments', 'tracking'] as const;
export const apiKeyView = z.object({
  id: z.number().int(),
  name: z.string(),
  /** Its first characters, to tell keys apart. */
  prefix: z.string(),
  scopes: z.array(z.enum(API_SCOPES)),
  requestsPerMinute: z.number().int(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type ApiKeyView = z.infer<typeof apiKeyView>;

/** Keys of other programs for the intake API. */
export const apiKeysContract = {
  apiKeys: reads('feeds:manage').output(z.array(apiKeyView)),
  /** The key itself is shown once. */
  createApiKey: writes('feeds:manage')
    .input(
      z.object({
        name: z.string().trim().min(1).max(80),
        scopes: z.array(z.enum(API_SCOPES)).min(1),
        requestsPerMinute: z.number().int().min(1).max(60_000).default(600),
      }),
    )
    .output(z.object({ key: z.string(), view: apiKeyView })),
  revokeApiKey: writes('feeds:manage').input(byId).output(apiKeyView),
};
