import { z } from 'zod';
import { recordKind } from '../../../contract/feed-records.ts';
import { isPath } from './paths.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const path = z
  .string()
  .max(300)
  .refine(isPath, { error: 'This is not a path like customer.name, lines[*].sku or $.id.' });

/** All of them must hold. */
export const condition = z.strictObject({
  path,
  /** The value is one of these, compared as text without case. */
  in: z.array(scalar).optional(),
  notIn: z.array(scalar).optional(),
  /** There is a value (true) or none (false). */
  exists: z.boolean().optional(),
});
export type Condition = z.infer<typeof condition>;

export const WEIGHT_UNITS: Readonly<Record<string, number>> = {
  g: 1,
  kg: 1000,
  t: 1_000_000,
  lb: 453.592_37,
  oz: 28.349_523_125,
  mg: 0.001,
};
export const VOLUME_UNITS: Readonly<Record<string, number>> = {
  ml: 1,
  cm3: 1,
  l: 1000,
  dm3: 1000,
  m3: 1_000_000,
};

export const VALUE_TYPES = ['text', 'number', 'boolean', 'instant', 'weight', 'volume'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** Where a value comes from and what is done with it, in this order: found, cut, looked up in `values`, converted. */
export const detailedRule = z.strictObject({
  /** Of several paths the first that has a value. */
  path: z.union([path, z.array(path).min(1)]).optional(),
  /** The same for every record. */
  constant: scalar.optional(),
  /** Joins the values of all the paths by this text instead of taking the first. */
  join: z.string().optional(),
  /** The sum of `value` over the elements of `of`, those where `theirs` equals our `ours` if given. */
  sum: z.strictObject({ of: path, value: path, theirs: path.optional(), ours: path.optional() }).optional(),
  /** Counts only when these hold. */
  when: z.array(condition).optional(),
  /** A part of the text between separators (of several, the first that occurs): 0 is the first part, -1 the last. */
  split: z
    .strictObject({
      by: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
      part: z.number().int(),
    })
    .optional(),
  /** Taken off the begin of the text. */
  strip: z.string().min(1).optional(),
  /** Put before the text. */
  prefix: z.string().optional(),
  /** The source's words for ours, compared without case; a word that is not here gives `otherwise`, or a warning. */
  values: z.record(z.string(), scalar).optional(),
  otherwise: scalar.optional(),
  /** What it is; known for our fields. */
  as: z.enum(VALUE_TYPES).optional(),
  /** Decimal mark of figures that come as text. */
  decimal: z.enum(['.', ',']).optional(),
  /** Of an instant: `iso`, `seconds`, `milliseconds`, or a pattern like `dd/MM/yyyy HH:mm`. */
  format: z.string().min(1).max(60).optional(),
  /** IANA zone of times that bring none. */
  zone: z.string().optional(),
  /** Unit of weights (g, kg, t, lb, oz) and volumes (ml, l, m3); or the path at which it stands. */
  unit: z.string().optional(),
  unitPath: path.optional(),
});
export type DetailedRule = z.infer<typeof detailedRule>;

/** A path, a rule, or several of them of which the first that gives a value counts. */
export const valueRule = z.union([path, detailedRule, z.array(z.union([path, detailedRule])).min(1)]);
export type ValueRule = z.infer<typeof valueRule>;

const fields = z.record(z.string(), valueRule);

/** One kind of our records that an item tells of. */
export const recordRule = z.strictObject({
  kind: recordKind,
  /** A list in the item: one record for each element; its fields are read from the element (`$.` = item, `^.` = one up). */
  each: path.optional(),
  when: z.array(condition).optional(),
  fields,
  lines: z.strictObject({ path, when: z.array(condition).optional(), fields }).optional(),
  /** The source's own name of the thing, for messages to it. */
  upstream: valueRule.optional(),
  /** The source says that it is gone. */
  deletedWhen: z.array(condition).optional(),
});
export type RecordRule = z.infer<typeof recordRule>;

export const versionRule = z.strictObject({
  path,
  format: z.string().min(1).max(60).optional(),
  zone: z.string().optional(),
});
export type VersionRule = z.infer<typeof versionRule>;

/** How an item of a resource is named and understood. */
export const itemRules = z.strictObject({
  /** What this source calls such a thing: `sale.order`. */
  name: z.string().min(1).max(60),
  /** Where the items are in the answer: `data.orders`; empty when the answer is the list (or the one item) itself. */
  items: z.union([z.literal(''), path]).default(''),
  /** What identifies an item; several are joined. */
  key: z.union([path, z.array(path).min(1)]),
  /** When the source last changed it. */
  version: versionRule.optional(),
  /** This source writes `false` where there is no value (Odoo does). */
  falseIsEmpty: z.boolean().default(false),
  records: z.array(recordRule).default([]),
});
export type ItemRules = z.infer<typeof itemRules>;
