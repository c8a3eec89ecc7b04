import { z } from 'zod';
import { channel, facilityKind, instant, page, range, reads, writes } from './base.ts';

/** Slowest to fastest, as orders ask for them. */
export const SERVICE_LEVELS = ['economy', 'standard', 'express', 'sameDay'] as const;

/** Which orders a rule is about; what is left out does not matter. An order has to fit all of it. */
export const orderCondition = z.object({
  channels: z.array(channel).optional(),
  countries: z.array(z.string()).optional(),
  regions: z.array(z.string()).optional(),
  segments: z.array(z.string()).optional(),
  /** Any line of one of these categories. */
  categories: z.array(z.string()).optional(),
  /** True: something hazardous is in it; false: nothing is. */
  hazardous: z.boolean().optional(),
  /** Of the units that wait; the minimum fits, the maximum does not. */
  weightGrams: range.optional(),
  /** The order's total in minor units; the minimum fits, the maximum does not. */
  valueMinor: range.optional(),
  serviceLevels: z.array(z.enum(SERVICE_LEVELS)).optional(),
  /** Ordered within these instants (a campaign); the end does not fit. */
  orderedAt: range.optional(),
});
export type OrderCondition = z.infer<typeof orderCondition>;

/** Which facilities a rule is about; what is left out does not matter. */
export const facilityCondition = z.object({
  kinds: z.array(facilityKind).optional(),
  countries: z.array(z.string()).optional(),
  regions: z.array(z.string()).optional(),
  codes: z.array(z.string()).optional(),
});
export type FacilityCondition = z.infer<typeof facilityCondition>;

const common = {
  id: z.string().min(1),
  /** What people call it: a decision names it when it excludes a facility. */
  name: z.string().min(1).max(120),
  enabled: z.boolean().default(true),
};
const minor = z.number().int().min(0);
const percent = z.number().min(0).max(100);

/** What a rejection says of the goods; what each does to the stock is told in contract/rejections. */
export const REJECTION_REASONS = ['notInStock', 'mismatch', 'damaged', 'noTime'] as const;

export const rule = z.discriminatedUnion('kind', [
  /** `never`: these facilities do not serve the orders; `only`: no others do. */
  z.object({
    ...common,
    kind: z.literal('eligibility'),
    when: orderCondition,
    may: z.enum(['never', 'only']),
    facilities: facilityCondition,
    /** `hard` keeps it always; `price` charges each shipment that breaks it; `lastResort` drops it for what could not be sourced else. */
    strength: z.enum(['hard', 'price', 'lastResort']),
    priceMinor: minor,
  }),
  /** Facilities in the order in which they are preferred; each place costs so much more a shipment, the last are those not named. */
  z.object({
    ...common,
    kind: z.literal('preference'),
    when: orderCondition,
    ranking: z.array(facilityCondition),
    stepMinor: minor,
  }),
  /** Most shipments of an order; the first rule that fits counts. */
  z.object({
    ...common,
    kind: z.literal('split'),
    when: orderCondition,
    maxShipments: z.number().int().min(1).max(10),
  }),
  /** Stock that only some orders may take; with nobody named, it is left alone by all. */
  z.object({
    ...common,
    kind: z.literal('keepBack'),
    facilities: facilityCondition,
    categories: z.array(z.string()).optional(),
    units: z.number().int().min(0),
    /** Of what is on hand, rounded up; the greater of both counts. */
    percent,
    channels: z.array(channel).optional(),
    segments: z.array(z.string()).optional(),
  }),
  /** What a facility can ship a day; null leaves it as the facility says. The first rule that fits a facility counts. */
  z.object({
    ...common,
    kind: z.literal('capacity'),
    facilities: facilityCondition,
    ordersADay: z.number().int().min(0).nullable(),
    unitsADay: z.number().int().min(0).nullable(),
  }),
  /** Least margin after cost of goods, shipping and handling, in per cent of the price. The first rule that fits counts. */
  z.object({ ...common, kind: z.literal('margin'), when: orderCondition, percent }),
  /** When a facility ships; all rules that fit add up, the earliest cut-off counts. */
  z.object({
    ...common,
    kind: z.literal('calendar'),
    facilities: facilityCondition,
    /** 1 Monday to 7 Sunday. */
    closedWeekdays: z.array(z.number().int().min(1).max(7)),
    /** Local days as YYYY-MM-DD. */
    closedDays: z.array(z.iso.date()),
    cutOffMinutes: z.number().int().min(0).max(1440).nullable(),
  }),
  /** How long a facility is avoided after it has rejected something; the first rule that fits the reason counts. */
  z.object({
    ...common,
    kind: z.literal('avoid'),
    reasons: z.array(z.enum(REJECTION_REASONS)),
    hours: z
      .number()
      .int()
      .min(0)
      .max(24 * 90),
    /** `order`: by the order that it rejected; `product`: by every order, for that product. */
    scope: z.enum(['order', 'product']),
    strength: z.enum(['hard', 'lastResort']),
  }),
  /** How scarce stock is shared when all want more than there is; segments that are not named share the rest. */
  z.object({
    ...common,
    kind: z.literal('fairShare'),
    categories: z.array(z.string()).optional(),
    shares: z.array(z.object({ segment: z.string(), percent })),
  }),
  /** Who gets scarce stock; the first rule that fits counts. */
  z.object({
    ...common,
    kind: z.literal('priority'),
    when: orderCondition,
    /** 1 is served first, 9 last. */
    priority: z.number().int().min(1).max(9),
    /** Where priority goes by weight: how often such an order is served for one of weight 1. */
    weight: z.number().min(0.1).max(100),
  }),
]);
export type Rule = z.infer<typeof rule>;
export type RuleKind = Rule['kind'];
export type RuleOf<K extends RuleKind> = Extract<Rule, { kind: K }>;

/** How customers become members of a segment: by what they ordered in the last months, at least so often or for so much. */
export const segmentDefinition = z.object({
  id: z.string().min(1),
  segment: z.string().min(1).max(60),
  enabled: z.boolean().default(true),
  months: z.number().int().min(1).max(120),
  leastOrders: z.number().int().min(0).nullable(),
  /** Minor units of the workspace's currency. */
  leastValueMinor: minor.nullable(),
  /** A single order of at least so much, in the same months. */
  leastOrderMinor: minor.nullable(),
  countries: z.array(z.string()).optional(),
  /** A campaign: members only while it lasts. */
  during: range.optional(),
});
export type SegmentDefinition = z.infer<typeof segmentDefinition>;

/** Everything that one version of a rule set says. The order of the rules counts. */
export const ruleDocument = z.object({
  rules: z.array(rule).max(500),
  /** How scarce stock goes to the more urgent: all of it first, or by weight. */
  priorityMode: z.enum(['strict', 'weight']).default('strict'),
  /** The first that fits counts. */
  segments: z.array(segmentDefinition).max(100).default([]),
  /** What becomes of customers that no definition fits; null = they stay as they are. */
  otherwiseSegment: z.string().nullable().default(null),
});
export type RuleDocument = z.infer<typeof ruleDocument>;

export const VERSION_STATUSES = ['draft', 'active', 'retired'] as const;
export const ruleVersionHead = z.object({
  id: z.number().int(),
  setId: z.number().int(),
  setName: z.string(),
  version: z.number().int(),
  status: z.enum(VERSION_STATUSES),
  validFrom: instant.nullable(),
  /** The first instant at which it no longer counts. */
  validTo: instant.nullable(),
  rules: z.number().int(),
  actor: z.string(),
  updatedAt: instant,
  activatedAt: instant.nullable(),
  retiredAt: instant.nullable(),
  /** The one that sourcing uses now. */
  inForce: z.boolean(),
});
export type RuleVersionHead = z.infer<typeof ruleVersionHead>;
export const ruleVersionView = ruleVersionHead.extend({ document: ruleDocument });
export type RuleVersionView = z.infer<typeof ruleVersionView>;

const namedFacility = z.object({ code: z.string(), name: z.string() });

/** What a rule does to the orders that wait now. */
export const rulePreview = z.object({
  ruleId: z.string(),
  /** Orders that it is about. */
  orders: z.number().int(),
  /** Facilities that it excludes, prices, closes or keeps stock back in, for at least one of them. */
  facilities: z.array(namedFacility),
  /** Orders that no facility may serve any more because of this rule together with those before it. */
  ordersWithoutFacility: z.number().int(),
  /** Some of the orders, to look at. */
  examples: z.array(z.string()),
});
export type RulePreview = z.infer<typeof rulePreview>;

export const documentPreview = z.object({
  /** Orders that wait to be sourced. */
  openOrders: z.number().int(),
  rules: z.array(rulePreview),
  tookMs: z.number(),
});
export type DocumentPreview = z.infer<typeof documentPreview>;

/** What changes when a version comes into force instead of the one that is. */
export const activationConsequences = z.object({
  /** The version of the same set that it replaces. */
  replaces: ruleVersionHead.nullable(),
  /** Whether it would be the one in force from now. */
  inForceNow: z.boolean(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.string()),
  openOrders: z.number().int(),
  /** Open orders whose facilities, prices, split, priority or margin would be others than now. */
  ordersAffected: z.number().int(),
  /** Open orders that no facility may serve any more, and did until now. */
  ordersShutOut: z.number().int(),
});
export type ActivationConsequences = z.infer<typeof activationConsequences>;

/** Why a customer is in a segment: which definition fits, with the figures that it was decided by. */
export const segmentReason = z.object({
  definitionId: z.string().nullable(),
  months: z.number().int().nullable(),
  orders: z.number().int(),
  valueMinor: z.number().int(),
  largestMinor: z.number().int(),
  currency: z.string(),
});
export type SegmentReason = z.infer<typeof segmentReason>;

export const segmentCount = z.object({
  segment: z.string(),
  /** Members now, and by the definitions. */
  members: z.number().int(),
  after: z.number().int(),
  joins: z.number().int(),
  leaves: z.number().int(),
});
export type SegmentCount = z.infer<typeof segmentCount>;

export const segmentMember = z.object({
  code: z.string(),
  name: z.string(),
  segment: z.string(),
  reason: segmentReason.nullable(),
  computedAt: instant.nullable(),
});
export type SegmentMember = z.infer<typeof segmentMember>;

const byVersion = z.object({ versionId: z.number().int() });

export const rulesContract = {
  /** Newest version of each set first; an empty set called Default comes into being with the first question. */
  versions: reads('orders:read').input(z.object({})).output(z.array(ruleVersionHead)),
  version: reads('orders:read').input(byVersion).output(ruleVersionView),
  /** A new set with a draft: empty, or a copy of another version. */
  create: writes('rules:manage')
    .input(z.object({ name: z.string().trim().min(1).max(80), copyOf: z.number().int().optional() }))
    .output(byVersion),
  /** Changes a draft; a version that is or was active stays as it is and a new draft comes after it. */
  save: writes('rules:manage')
    .input(byVersion.extend(ruleVersionView.pick({ document: true, validFrom: true, validTo: true }).shape))
    .output(byVersion),
  consequences: reads('orders:read').input(byVersion).output(activationConsequences),
  /** Puts a draft into force; the active version of the same set retires. */
  activate: writes('rules:manage').input(byVersion).output(ruleVersionHead),
  /** Ends an active version, or drops a draft. */
  retire: writes('rules:manage').input(byVersion).output(ruleVersionHead),
  /** What each rule of a document would do now; nothing is stored. */
  preview: reads('orders:read')
    .input(z.object({ document: ruleDocument }))
    .output(documentPreview),
  /** Values that conditions can name, as they occur in this workspace. */
  choices: reads('orders:read')
    .input(z.object({}))
    .output(
      z.object({
        countries: z.array(z.string()),
        orderRegions: z.array(z.string()),
        facilityRegions: z.array(z.string()),
        segments: z.array(z.string()),
        categories: z.array(z.string()),
        facilities: z.array(namedFacility.extend({ kind: facilityKind })),
      }),
    ),
  /** Members of each segment now and by these definitions. */
  previewSegments: reads('orders:read')
    .input(z.object({ document: ruleDocument }))
    .output(z.object({ counts: z.array(segmentCount), customers: z.number().int(), tookMs: z.number() })),
  /** Starts a job (kind `rules.segments`) by the definitions of the version in force; outcome `{customers, changed}`. */
  recomputeSegments: writes('rules:manage')
    .input(z.object({}))
    .output(z.object({ jobId: z.string() })),
  members: reads('orders:read')
    .input(z.object({ segment: z.string(), ...page }))
    .output(z.object({ rows: z.array(segmentMember), total: z.number().int() })),
};

/** Type of each part of a rule's sentence that can be edited; the builder draws itself from it. */
export type SlotType =
  | 'when'
  | 'facilities'
  | 'ranking'
  | 'channels'
  | 'segments'
  | 'categories'
  | 'reasons'
  | 'weekdays'
  | 'days'
  | 'shares'
  | 'money'
  | 'percent'
  | 'count'
  | 'countOrNone'
  | 'weight'
  | 'clockOrNone'
  | { choices: readonly string[] };

/** The parts of each kind of rule, and what a new one says. Sentences are in the catalogues as `rules:sentence.*`. */
export const RULE_SCHEMA = {
  eligibility: {
    slots: {
      when: 'when',
      may: { choices: ['never', 'only'] },
      facilities: 'facilities',
      strength: { choices: ['hard', 'price', 'lastResort'] },
      priceMinor: 'money',
    },
    initial: { when: {}, may: 'never', facilities: {}, strength: 'hard', priceMinor: 500 },
  },
  preference: {
    slots: { when: 'when', ranking: 'ranking', stepMinor: 'money' },
    initial: { when: {}, ranking: [{ kinds: ['warehouse'] }, { kinds: ['store'] }], stepMinor: 200 },
  },
  split: { slots: { when: 'when', maxShipments: 'count' }, initial: { when: {}, maxShipments: 2 } },
  keepBack: {
    slots: {
      facilities: 'facilities',
      categories: 'categories',
      units: 'count',
      percent: 'percent',
      channels: 'channels',
      segments: 'segments',
    },
    initial: { facilities: { kinds: ['store'] }, units: 2, percent: 0, channels: ['pos'] },
  },
  capacity: {
    slots: { facilities: 'facilities', ordersADay: 'countOrNone', unitsADay: 'countOrNone' },
    initial: { facilities: {}, ordersADay: 500, unitsADay: null },
  },
  margin: { slots: { when: 'when', percent: 'percent' }, initial: { when: {}, percent: 10 } },
  calendar: {
    slots: {
      facilities: 'facilities',
      closedWeekdays: 'weekdays',
      closedDays: 'days',
      cutOffMinutes: 'clockOrNone',
    },
    initial: { facilities: {}, closedWeekdays: [7], closedDays: [], cutOffMinutes: null },
  },
  avoid: {
    slots: {
      reasons: 'reasons',
      hours: 'count',
      scope: { choices: ['order', 'product'] },
      strength: { choices: ['lastResort', 'hard'] },
    },
    initial: { reasons: [], hours: 24, scope: 'order', strength: 'lastResort' },
  },
  fairShare: { slots: { categories: 'categories', shares: 'shares' }, initial: { shares: [] } },
  priority: {
    slots: { when: 'when', priority: 'count', weight: 'weight' },
    initial: { when: {}, priority: 5, weight: 1 },
  },
} as const satisfies {
  [K in RuleKind]: {
    slots: Partial<Record<keyof RuleOf<K>, SlotType>>;
    initial: object;
  };
};

export const RULE_KINDS = Object.keys(RULE_SCHEMA) as RuleKind[];
