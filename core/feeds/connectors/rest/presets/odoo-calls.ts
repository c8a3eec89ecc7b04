import type { z } from 'zod';
import type { LookupRule, resourceRule } from '../options.ts';

/** Odoo's own form of an instant in UTC. */
export const ODOO_TIME = 'yyyy-MM-dd HH:mm:ss';
const BEGINNING = '1970-01-01 00:00:00';
/** `write_date` is when the transaction began: one of five minutes must have ended before its records count as read. */
const OVERLAP_SECONDS = 300;

type Domain = unknown[];

export const call = (service: string, method: string, args: unknown[]) => ({
  method: 'POST' as const,
  url: 'jsonrpc',
  body: { jsonrpc: '2.0', method: 'call', id: 1, params: { service, method, args } },
});

export const read = (model: string, domain: Domain, fields: string[], more: Record<string, unknown> = {}) =>
  call('object', 'execute_kw', [
    '{{database}}',
    '{{session}}',
    '{{secret.password}}',
    model,
    'search_read',
    [domain],
    { fields, context: { active_test: false }, ...more },
  ]);

/** Changed records by ascending id: what changes while pages are read is not skipped, it comes again at the next sync. */
export const changed = (model: string, domain: Domain, fields: string[]) => ({
  request: read(
    model,
    ['&', ['id', '>', '{{after}}'], ...(domain.length > 0 ? domain : [['write_date', '>=', '{{since}}']])],
    fields,
    { limit: '{{size}}', order: 'id asc' },
  ),
  paging: { type: 'after' as const, path: 'id', first: 0 },
  since: { format: ODOO_TIME, overlapSeconds: OVERLAP_SECONDS, initial: BEGINNING },
  items: 'result',
  key: 'id',
  version: { path: 'write_date', format: ODOO_TIME },
  falseIsEmpty: true,
});

export type LookupDraft = z.input<typeof resourceRule>['lookups'] extends (infer One)[] | undefined
  ? One
  : never;

export const byId = (
  model: string,
  fields: string[],
  from: Partial<LookupRule> & { into: string },
): LookupDraft => ({
  request: read(model, [['id', 'in', '{{ids}}']], fields),
  items: 'result',
  key: 'id',
  ...from,
});

export const warehouseOf = (at: string, ids: string): LookupDraft[] => [
  byId('stock.location', ['warehouse_id'], { at, ids, into: 'location' }),
  byId('stock.warehouse', ['code'], { at, ids: 'location.warehouse_id[0]', into: 'warehouse' }),
];

export const ADDRESS_FIELDS = [
  'name',
  'ref',
  'street',
  'city',
  'zip',
  'state_id',
  'country_id',
  'email',
  'phone',
];
export const country = (at: string | undefined): LookupDraft =>
  byId('res.country', ['code'], { ...(at ? { at } : {}), ids: 'country_id[0]', into: 'country' });
export const address = (from: string) => ({
  street: `${from}street`,
  city: `${from}city`,
  postalCode: `${from}zip`,
  region: `${from}state_id[1]`,
  country: `${from}country.code`,
});
/** The internal reference; Odoo's id where there is none. */
export const sku = (from: string, id: string) => [`${from}default_code`, { path: id, prefix: 'odoo-' }];
