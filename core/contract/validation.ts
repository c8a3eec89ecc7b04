import { z } from 'zod';
import { CHANNELS, instant, reads, writes } from './base.ts';

const integer = z.number().int();
const minor = integer.min(0);

/** What an order is looked at for at its reception, by family. */
export const VALIDATION_FAMILIES = {
  completeness: ['noLines', 'noPrice', 'noName', 'noShipTo', 'noPostalCode', 'noCountry', 'unknownService'],
  address: ['unknownCountry', 'postalCodeForm', 'placeNotFound', 'poBox'],
  credit: ['creditLimit', 'creditStop', 'overdue'],
  fraud: ['fraud'],
} as const;
export type ValidationFamily = keyof typeof VALIDATION_FAMILIES;
export const VALIDATION_CODES = [
  ...VALIDATION_FAMILIES.completeness,
  ...VALIDATION_FAMILIES.address,
  ...VALIDATION_FAMILIES.credit,
  ...VALIDATION_FAMILIES.fraud,
] as const;
export type ValidationCode = (typeof VALIDATION_CODES)[number];

/** All that may hold an order: a person, its source, or a rule of reception. */
export const HOLD_CODES = ['manual', 'source', ...VALIDATION_CODES] as const;
export const holdCode = z.enum(HOLD_CODES);
export type HoldCode = z.infer<typeof holdCode>;

/** What suspicion is made of: each sign that is found adds its points. */
export const FRAUD_SIGNALS = [
  'firstOrderHighValue',
  'highValue',
  'manyOrders',
  'sameAddress',
  'countryDiffers',
  'unusualQuantity',
  'disposableEmail',
] as const;
export type FraudSignal = (typeof FRAUD_SIGNALS)[number];

/** `hold` keeps the order at reception, `warn` only says so. */
export const RULE_MODES = ['off', 'warn', 'hold'] as const;
export const ruleMode = z.enum(RULE_MODES);
export type RuleMode = z.infer<typeof ruleMode>;

/** `threshold`: points for `fraud`, minor units for `overdue` and `creditLimit` (beyond the limit); else without meaning. */
const validationRule = z.object({ mode: ruleMode, threshold: minor.max(100_000_000) });
export type ValidationRule = z.infer<typeof validationRule>;
/** `threshold`: minor units for values, orders or units for counts; else without meaning. */
const fraudSignal = z.object({ points: integer.min(0).max(100), threshold: minor.max(100_000_000) });
export type FraudSignalRule = z.infer<typeof fraudSignal>;
const exception = z.partialRecord(z.enum(VALIDATION_CODES), validationRule.partial());

/** What is not named is as usual. A segment's word goes before its channel's, that before the rule's. */
export const validationSettings = z.object({
  rules: z.partialRecord(z.enum(VALIDATION_CODES), validationRule),
  signals: z.partialRecord(z.enum(FRAUD_SIGNALS), fraudSignal),
  /** Within so many hours orders of one customer or to one address count together. */
  windowHours: integer.min(1).max(168),
  channels: z.partialRecord(z.enum(CHANNELS), exception),
  segments: z.record(z.string().max(60), exception),
});
export type ValidationSettings = z.infer<typeof validationSettings>;

/** The rules as they count now, with all that nobody has said otherwise. */
const rulesInForce = z.object({
  settings: validationSettings,
  rules: z.record(z.enum(VALIDATION_CODES), validationRule),
  signals: z.record(z.enum(FRAUD_SIGNALS), fraudSignal),
  currency: z.string(),
});
export type ValidationRules = z.infer<typeof rulesInForce>;

/** A hold over an order or a warning about it, now or once. */
export const holdView = z.object({
  id: integer,
  code: holdCode,
  mode: z.enum(['hold', 'warn']),
  /** It lies over the order now. */
  active: z.boolean(),
  /** The figures that it was decided by, by name. */
  values: z.record(z.string(), z.unknown()),
  /** In English, for readers that know no codes. */
  reason: z.string(),
  since: instant,
  /** Who placed it; null for a rule. */
  by: z.string().nullable(),
  releasedAt: instant.nullable(),
  /** Null where its cause went away by itself. */
  releasedBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type HoldView = z.infer<typeof holdView>;

const validated = z.object({
  /** Orders that were looked at. */
  validated: integer,
  /** Orders with at least one hold that they did not have before. */
  held: z.array(z.string()),
  /** Orders whose last hold went away. */
  freed: z.array(z.string()),
  /** Orders that are past validation, or not there. */
  refused: z.array(z.object({ number: z.string(), code: z.string(), reason: z.string() })),
});
export type Validated = z.infer<typeof validated>;

export const customerCredit = z.object({
  code: z.string(),
  name: z.string(),
  /** What may be open at once, in minor units of the workspace's currency; null = no limit. */
  limitMinor: minor.nullable(),
  stop: z.boolean(),
  overdueMinor: minor,
});
export type CustomerCredit = z.infer<typeof customerCredit>;

export const validationContract = {
  settings: reads('orders:read').output(rulesInForce),
  /** Open orders are looked at again by the new rules, in the background. */
  saveSettings: writes('rules:manage').input(validationSettings).output(rulesInForce),
  /** How many open orders each rule would hold or warn about now. Nothing is written. */
  preview: reads('orders:read')
    .input(validationSettings)
    .output(
      z.object({
        /** Open orders that were looked at. */
        orders: integer,
        byRule: z.partialRecord(z.enum(VALIDATION_CODES), integer),
        /** Would be held, and those of them that are not now. */
        held: integer,
        newlyHeld: integer,
        tookMs: z.number(),
      }),
    ),
  /** Looks at orders again: new holds are placed, those without a cause go. */
  validate: writes('orders:write')
    .input(z.object({ numbers: z.array(z.string()).min(1).max(10_000) }))
    .output(validated),
  credit: reads('orders:read')
    .input(z.object({ customer: z.string() }))
    .output(customerCredit.extend({ openMinor: integer, currency: z.string() })),
  /** The customer's open orders are looked at again at once. */
  setCredit: writes('rules:manage')
    .input(
      customerCredit
        .pick({ code: true, limitMinor: true, stop: true, overdueMinor: true })
        .extend({ reason: z.string().trim().min(1).max(500) }),
    )
    .output(validated),
};
