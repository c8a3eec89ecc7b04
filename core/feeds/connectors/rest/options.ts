import { z } from 'zod';
import { messageKind } from '../../../contract/feed-records.ts';
import { itemRules, path, valueRule } from './mapping-rules.ts';

const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** One call. `{{name}}` is filled in everywhere; an address may be relative to the feed's. */
export const requestRule = z.strictObject({
  method: method.default('GET'),
  url: z.string().default(''),
  /** A parameter whose value is one placeholder without a value is left out. */
  query: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  headers: z.record(z.string(), z.string()).default({}),
  /** JSON with placeholders; sent as a form when `form` is true. */
  body: z.unknown().optional(),
  form: z.boolean().default(false),
});
export type RequestRule = z.infer<typeof requestRule>;

/**
 * How the next page is asked for, with the placeholder that the request must hold:
 * `page` {{page}}; `offset` {{offset}}; `cursor` {{cursor}}; `after` {{after}} (the last item's value at `path`, in
 * ascending order: the only way in which nothing is missed while things change); `link`: the answer's own link.
 */
export const pagingRule = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('page'), first: z.number().int().default(1) }),
  z.strictObject({ type: z.literal('offset') }),
  z.strictObject({ type: z.literal('cursor'), path, more: path.optional() }),
  z.strictObject({
    type: z.literal('after'),
    path,
    first: z.union([z.string(), z.number()]).default(0),
  }),
  /** Without `path` the Link header with rel="next". */
  z.strictObject({ type: z.literal('link'), path: path.optional() }),
]);
export type PagingRule = z.infer<typeof pagingRule>;

/** Things that items refer to by id, fetched for a page of items at once and put into them. */
export const lookupRule = z.strictObject({
  /** With {{ids}}: a list (in a body) or joined by commas (in an address). Without ids it is called once a run. */
  request: requestRule,
  /** The parts of the item that refer to others: `lines[*]`; left out: the item. */
  at: path.optional(),
  /** Where the ids stand, from there. */
  ids: path.optional(),
  items: z.union([z.literal(''), path]).default(''),
  /** What names a fetched thing: its own id, or the id of what it belongs to. */
  key: path,
  /** The field that takes it. */
  into: z.string().min(1),
  /** All that fit, as a list; otherwise the one. */
  many: z.boolean().default(false),
  /** Ids asked for at once. */
  most: z.number().int().min(1).max(5_000).default(200),
});
export type LookupRule = z.infer<typeof lookupRule>;

export const resourceRule = itemRules.extend({
  request: requestRule.optional(),
  paging: pagingRule.default({ type: 'none' }),
  /** Only what changed: fills {{since}}. Without it everything is read every time. */
  since: z
    .strictObject({
      format: z.string().default('iso'),
      /** Read again before the last known change: for clocks that differ and transactions that end late. */
      overlapSeconds: z.number().int().min(0).max(604_800).default(120),
      /** Stands for {{since}} when everything is asked for; left out: none. */
      initial: z.union([z.string(), z.number()]).optional(),
    })
    .optional(),
  lookups: z.array(lookupRule).default([]),
});
export type ResourceRule = z.infer<typeof resourceRule>;

/** How a source says in an answer of status 200 that it refuses. */
export const failureRule = z.strictObject({
  path,
  message: z.array(path).default([]),
  /** Answers whose text at `path`… holds one of these words mean a refused sign-in. */
  signInWords: z.array(z.string()).default([]),
});
export type FailureRule = z.infer<typeof failureRule>;

/** A first call whose answer holds what every other call needs as {{session}}. */
export const signInRule = z.strictObject({ request: requestRule, path });
export type SignInRule = z.infer<typeof signInRule>;

/** How a message to the other system is put into words. */
export const deliveryRule = z.strictObject({
  kind: messageKind,
  request: requestRule,
  /** Header that carries the key under which a repetition is known; empty: none. */
  idempotencyHeader: z.string().default('Idempotency-Key'),
  /** Statuses that mean that it was done before. */
  doneStatuses: z.array(z.number().int()).default([]),
  /** What the answer tells us: `{ "trackingNumber": "shipment.tracking_code" }`. */
  answer: z.record(z.string(), valueRule).default({}),
  failure: failureRule.optional(),
});
export type DeliveryRule = z.infer<typeof deliveryRule>;

export const namesDiffer = (resources: readonly { name: string }[]) =>
  new Set(resources.map(({ name }) => name)).size === resources.length;

export const AUTH_TYPES = ['none', 'basic', 'bearer', 'header', 'query', 'oauth2'] as const;

const json = (title: string, description: string, group: string) => ({
  title,
  description,
  'x-widget': 'json',
  'x-group': group,
});

/** How a system is reached over HTTP: shared by everything that speaks to one. */
export const connectionFields = {
  url: z.url({ protocol: /^https?$/ }).meta({
    title: 'Address',
    description: 'Where the system’s API begins: https://erp.example.com',
    'x-group': 'connection',
  }),
  auth: z.enum(AUTH_TYPES).default('none').meta({
    title: 'Sign-in',
    description:
      'basic: user and password. bearer, header, query: the token. oauth2: client credentials with the client secret.',
    'x-group': 'signIn',
  }),
  authName: z
    .string()
    .max(100)
    .default('')
    .meta({
      title: 'Header or parameter',
      description: 'Name of the header or query parameter that carries the token: X-Api-Key.',
      'x-group': 'signIn',
      'x-when': { auth: ['header', 'query'] },
    }),
  user: z.string().max(200).default('').meta({ title: 'User', 'x-group': 'signIn' }),
  tokenUrl: z
    .string()
    .max(500)
    .default('')
    .meta({
      title: 'Token address',
      description: 'Of OAuth 2 client credentials.',
      'x-group': 'signIn',
      'x-when': { auth: ['oauth2'] },
    }),
  clientId: z
    .string()
    .max(200)
    .default('')
    .meta({ title: 'Client id', 'x-group': 'signIn', 'x-when': { auth: ['oauth2'] } }),
  scope: z
    .string()
    .max(500)
    .default('')
    .meta({ title: 'Scope', 'x-group': 'signIn', 'x-when': { auth: ['oauth2'] } }),
  headers: z
    .record(z.string(), z.string())
    .default({})
    .meta(json('Headers', 'Sent with every call.', 'connection')),
};
export const connectionOptions = z.object(connectionFields);
export type ConnectionOptions = z.infer<typeof connectionOptions>;

export const PRESETS = ['none', 'odoo', 'shopify'] as const;

/** Options of the REST connector. */
export const restOptions = z.object({
  preset: z.enum(PRESETS).default('none').meta({
    title: 'Ready mapping',
    description:
      'odoo: Odoo’s JSON-RPC. shopify: Shopify’s REST Admin locations, products and orders; the address ends in /admin/api/VERSION.',
    'x-group': 'connection',
  }),
  ...connectionFields,
  database: z
    .string()
    .max(100)
    .default('')
    .meta({
      title: 'Database',
      description: 'Of Odoo.',
      'x-group': 'connection',
      'x-when': { preset: ['odoo'] },
    }),
  pageSize: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(100)
    .meta({ title: 'Records a page', 'x-group': 'reading' }),
  maxPages: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(100_000)
    .meta({ title: 'Most pages a run', description: 'Guards against endless paging.', 'x-group': 'reading' }),
  resources: z
    .array(resourceRule)
    .max(50)
    .refine(namesDiffer, { error: 'Two resources have the same name.' })
    .default([])
    .meta(
      json('Resources', 'What is read and how it is mapped; empty: those of the ready mapping.', 'mapping'),
    ),
  deliveries: z
    .array(deliveryRule)
    .max(50)
    .default([])
    .meta(json('Messages', 'How messages are sent: one template a kind.', 'mapping')),
});
export type RestOptions = z.infer<typeof restOptions>;
