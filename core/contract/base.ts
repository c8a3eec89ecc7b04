import { oc } from '@orpc/contract';
import { z } from 'zod';

/** What an actor must be allowed to do to call a procedure. One local user holds them all. */
export const PERMISSIONS = [
  'network:read',
  'orders:read',
  'orders:write',
  'sourcing:run',
  'routes:plan',
  'rules:manage',
  'import:run',
  'feeds:read',
  'feeds:manage',
  'workspace:manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export interface ProcedureMeta {
  permission: Permission;
  /** True when calling it twice has the effect of calling it once: safe to retry after a lost connection. */
  idempotent?: boolean;
}

/**
 * Errors that every procedure may answer with. `message` is a sentence for people; `data.action` says what to do;
 * codes are stable.
 */
export const base = oc.$meta<ProcedureMeta>({ permission: 'workspace:manage' }).errors({
  BAD_REQUEST: { data: z.object({ field: z.string().optional(), action: z.string().optional() }).optional() },
  FORBIDDEN: { data: z.object({ permission: z.string() }) },
  NOT_FOUND: { data: z.object({ entity: z.string(), key: z.string() }) },
  CONFLICT: { data: z.object({ reason: z.string(), action: z.string().optional() }) },
  INSUFFICIENT_STOCK: { data: z.object({ sku: z.string(), facility: z.string(), available: z.number() }) },
  CANCELLED: {},
});

/** A procedure that reads; safe to retry. */
export const reads = (permission: Permission) => base.meta({ permission, idempotent: true });
/** A procedure that changes something. */
export const writes = (permission: Permission) => base.meta({ permission });

/** UTC epoch milliseconds. */
export const instant = z.number().int();
/** Money: integer minor units with an ISO 4217 currency. */
export const money = z.object({ amountMinor: z.number().int(), currency: z.string().length(3) });
export type MoneyValue = z.infer<typeof money>;

export const FACILITY_KINDS = ['warehouse', 'store', 'supplier', 'thirdParty'] as const;
export const facilityKind = z.enum(FACILITY_KINDS);
export type FacilityKind = z.infer<typeof facilityKind>;

export const CHANNELS = ['web', 'mobile', 'callCenter', 'pos', 'marketplace', 'edi'] as const;
export const channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof channel>;

export const address = z.object({
  street: z.string().nullable(),
  city: z.string().nullable(),
  postalCode: z.string().nullable(),
  region: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});
export type Address = z.infer<typeof address>;

export const sortKey = z.object({ column: z.string(), descending: z.boolean().default(false) });
export type SortKey = z.infer<typeof sortKey>;

/** A window of a list. */
export const page = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(100),
};

/** What a procedure about one thing asks for. */
export const byId = z.object({ id: z.number().int() });

/** Inclusive bounds; a missing bound is open. */
export const range = z.object({ min: z.number().optional(), max: z.number().optional() });
export type Range = z.infer<typeof range>;

/** How many rows each value of a category has under the current filter (its own dimension left out). */
export const facet = z.object({ value: z.string(), label: z.string(), count: z.number().int() });
export type Facet = z.infer<typeof facet>;
