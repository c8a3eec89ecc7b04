import { z } from 'zod';
import { instant, money, page, reads, writes } from './base.ts';
import { orderFilter } from './orders.ts';

/** Which orders to source. */
export const sourcingSelection = z.union([
  z.object({ numbers: z.array(z.string()).min(1).max(100_000) }),
  /** All orders to source within a filter of the Orders screen; `{}` = all open ones. */
  z.object({ filter: orderFilter, limit: z.number().int().min(1).optional() }),
]);
export type SourcingSelection = z.infer<typeof sourcingSelection>;

const weight = z.number().min(0).max(100);
export const sourcingWeights = z.object({ profit: weight, service: weight, co2: weight });
export type SourcingWeights = z.infer<typeof sourcingWeights>;

/** `optimise` weighs all orders against each other and proves a bound; `greedy` serves one after the other. */
export const SOURCING_METHODS = ['optimise', 'greedy'] as const;

export const sourcingParameters = z.object({
  method: z.enum(SOURCING_METHODS).default('optimise'),
  /** So long `optimise` looks for better plans; what it has found by then is the proposal. */
  searchSeconds: z.number().min(1).max(600).default(3),
  /** Most facilities that one order may be split over. */
  maxSplits: z.number().int().min(1).max(10).default(3),
  /** Added to the cost for each facility beyond the first: minor units of the workspace currency. */
  splitPenaltyMinor: z.number().int().min(0).default(300),
  /** Added for each day a promise would be missed. */
  latePenaltyPerDayMinor: z.number().int().min(0).default(500),
  /** When true a choice that misses the promise is refused instead of priced. */
  promiseIsHard: z.boolean().default(false),
  /** When true what is available is reserved and the rest waits; when false an order is sourced whole or not at all. */
  allowPartial: z.boolean().default(true),
  /** When true a facility's orders a day limit what a run gives it. */
  respectCapacity: z.boolean().default(false),
  /** Facilities farther from the customer are left out; null = no limit. */
  maxDistanceMetres: z.number().int().min(1).nullable().default(null),
  /** Version of a rule set; left out = the one in force, null = no rules. */
  ruleVersionId: z.number().int().nullable().optional(),
  /**
   * What counts how much, 0 to 100 each. As it stands money and service count alike and CO2 does not: late days have their price as
   * above. Twice the service for the same profit doubles it; CO2 is priced by the square of its weight (see `weightedPrices`).
   */
  weights: sourcingWeights.default({ profit: 50, service: 50, co2: 0 }),
  seed: z.number().int().default(1),
});
export type SourcingParameters = z.infer<typeof sourcingParameters>;

export const costBreakdown = z.object({
  shippingMinor: z.number().int(),
  handlingMinor: z.number().int(),
  splitMinor: z.number().int(),
  lateMinor: z.number().int(),
  /** Price that the rules put on the facilities; left out = 0. */
  ruleMinor: z.number().int().optional(),
  /** Price that the weights put on CO2; left out = 0. */
  co2Minor: z.number().int().optional(),
  totalMinor: z.number().int(),
});
export type CostBreakdown = z.infer<typeof costBreakdown>;

/** Why a facility (or set of facilities) was not chosen. */
export const REJECTIONS = [
  'noStock',
  'partialStock',
  'noRate',
  'late',
  'dearer',
  'overCapacity',
  'tooManySplits',
  'inactive',
  'tooFar',
  'rule',
] as const;

export const alternative = z.object({
  facilities: z.array(z.string()),
  rejection: z.enum(REJECTIONS),
  /** Name of the rule that excluded it, for the rejection `rule`. */
  rule: z.string().optional(),
  cost: costBreakdown.nullable(),
  /** Units it could give of the units demanded. */
  unitsAvailable: z.number().int(),
  unitsDemanded: z.number().int(),
  daysLate: z.number().int().nullable(),
  distanceMetres: z.number().int().nullable(),
  /** What would flip the decision: so much cheaper, so many more units, so many days faster. */
  flip: z.object({
    cheaperByMinor: z.number().int().optional(),
    moreUnits: z.number().int().optional(),
    daysFaster: z.number().int().optional(),
    closerByMetres: z.number().int().optional(),
    moreOrdersADay: z.number().int().optional(),
    /** There is no rate: one at this price or below would win. */
    rateUpToMinor: z.number().int().optional(),
  }),
});

/** The solver's structured reason; the words come from the language files (`sourcing:reason.*`). */
export const decisionReason = z.object({
  code: z.enum([
    'onlyChoice',
    'cheapest',
    'cheapestSplit',
    'splitNeeded',
    'partialStock',
    'noStock',
    'noRate',
    'shipComplete',
    'noAddress',
    'late',
    'rules',
    'keptBack',
    'belowMargin',
    'fairShare',
  ]),
  cost: costBreakdown,
  arrivesAt: instant.nullable(),
  daysLate: z.number().int(),
  unitsDemanded: z.number().int(),
  unitsSourced: z.number().int(),
  alternatives: z.array(alternative),
  co2Grams: z.number().int().optional(),
  /** Decided by hand, by whom and why. */
  override: z.object({ actor: z.string(), at: instant, reason: z.string(), note: z.string() }).optional(),
});
export type DecisionReason = z.infer<typeof decisionReason>;

export const plannedAllocation = z.object({
  orderLineId: z.number().int(),
  lineNumber: z.number().int(),
  sku: z.string(),
  facilityId: z.number().int(),
  facility: z.string(),
  facilityName: z.string(),
  quantity: z.number().int(),
  serviceId: z.number().int().nullable(),
  service: z.string().nullable(),
  costMinor: z.number().int(),
  distanceMetres: z.number().int().nullable(),
  transitDays: z.number().int().nullable(),
});
export type PlannedAllocation = z.infer<typeof plannedAllocation>;

export const DECISION_OUTCOMES = ['sourced', 'partial', 'unsourced', 'conflict'] as const;
export const decisionView = z.object({
  number: z.string(),
  customer: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  promisedAt: instant.nullable(),
  outcome: z.enum(DECISION_OUTCOMES),
  cost: money,
  splitCount: z.number().int(),
  allocations: z.array(plannedAllocation),
  reason: decisionReason,
});
export type DecisionView = z.infer<typeof decisionView>;

/** `resource`: a better plan for orders that are reserved already; `scenario`: a what-if, never applied. */
export const RUN_KINDS = ['source', 'resource', 'scenario'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/**
 * The figures of a plan, all money in minor units of its currency and at plain prices: late days as the parameters say whatever
 * their weight, CO2 without a price.
 */
export const planTotals = z.object({
  currency: z.string(),
  orders: z.number().int(),
  sourced: z.number().int(),
  partial: z.number().int(),
  unsourced: z.number().int(),
  /** Margin of what ships less its cost; the goods at their list price less their cost. */
  profitMinor: z.number().int(),
  cost: costBreakdown,
  splitOrders: z.number().int(),
  shipments: z.number().int(),
  lateOrders: z.number().int(),
  /** Mean days from now to arrival of what ships, by shipment; null when nothing does. */
  meanDays: z.number().nullable(),
  unitsShort: z.number().int(),
  co2Grams: z.number().int(),
  /** Highest profit (least cost) that any plan could reach, where the method proves one; and the distance to it. */
  boundMinor: z.number().nullable(),
  gap: z.number().nullable(),
  byFacility: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      shipments: z.number().int(),
      units: z.number().int(),
      costMinor: z.number().int(),
      /** Orders a day that it can ship; null = no limit known. */
      capacityOrders: z.number().int().nullable(),
    }),
  ),
});
export type PlanTotals = z.infer<typeof planTotals>;

export const sourcingRunView = z.object({
  id: z.number().int(),
  kind: z.enum(RUN_KINDS),
  /** What people called it; empty for a run without a name. */
  name: z.string(),
  scenarioId: z.number().int().nullable(),
  status: z.enum(['proposed', 'applied', 'undone', 'discarded']),
  actor: z.string(),
  createdAt: instant,
  appliedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  parameters: sourcingParameters,
  orders: z.number().int(),
  outcomes: z.object({
    sourced: z.number().int(),
    partial: z.number().int(),
    unsourced: z.number().int(),
    conflict: z.number().int(),
  }),
  splitOrders: z.number().int(),
  units: z.number().int(),
  unitsSourced: z.number().int(),
  cost: money,
  lateOrders: z.number().int(),
  /** Orders and units by facility. */
  byFacility: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      orders: z.number().int(),
      units: z.number().int(),
      costMinor: z.number().int(),
    }),
  ),
  tookMs: z.number(),
  /** Orders asked for by number that were left out: `notFound`, `notWaiting` (held, or its state), `nothingToSource`. */
  skipped: z.array(z.object({ number: z.string(), code: z.string() })),
  /** Orders whose plan is not proven the best for it: the search was cut short. */
  unproven: z.number().int(),
  /** Rates in other currencies than the run's, which were left out. */
  ratesLeftOut: z.number().int(),
  /** Null for runs of versions that did not keep them. */
  figures: planTotals.nullable(),
  /** Of a run of the kind `resource`: what its orders had reserved when it was made. */
  before: planTotals.nullable(),
});
export type SourcingRunView = z.infer<typeof sourcingRunView>;

export const sourcingContract = {
  /** Starts a job (kind `sourcing.propose`); its outcome is `{runId}`. Changes nothing. */
  propose: writes('sourcing:run')
    .input(z.object({ selection: sourcingSelection, parameters: sourcingParameters.partial().default({}) }))
    .output(z.object({ jobId: z.string() })),
  runs: reads('orders:read')
    .input(z.object({ ...page, kinds: z.array(z.enum(RUN_KINDS)).default(['source', 'resource']) }))
    .output(z.object({ rows: z.array(sourcingRunView), total: z.number().int() })),
  run: reads('orders:read')
    .input(z.object({ runId: z.number().int() }))
    .output(sourcingRunView),
  decisions: reads('orders:read')
    .input(
      z.object({
        runId: z.number().int(),
        search: z.string().optional(),
        outcomes: z.array(z.enum(DECISION_OUTCOMES)).optional(),
        split: z.boolean().optional(),
        facility: z.string().optional(),
        sort: z.enum(['number', 'costDescending', 'splitDescending']).default('number'),
        ...page,
      }),
    )
    .output(z.object({ rows: z.array(decisionView), total: z.number().int() })),
  /**
   * Starts a job (kind `sourcing.apply`) that reserves; outcome `{applied, conflicts, conflictOrders: {number, code}[]}`.
   * Codes: `stockTaken`, `notWaiting`, `changed` (its lines). With `numbers`, the other orders of the run are left out for good.
   * A run of the kind `resource` swaps what its orders have reserved; one of the kind `scenario` is refused.
   */
  apply: writes('sourcing:run')
    .input(z.object({ runId: z.number().int(), numbers: z.array(z.string()).optional() }))
    .output(z.object({ jobId: z.string() })),
  /**
   * Starts a job (kind `sourcing.resolveConflicts`): a new proposal for the orders of an applied run whose stock was taken, or that
   * changed, before it was applied; same parameters, today's facts; outcome `{runId}`.
   * @throws CONFLICT when the run has none
   */
  resolveConflicts: writes('sourcing:run')
    .input(z.object({ runId: z.number().int() }))
    .output(z.object({ jobId: z.string() })),
  /**
   * Starts a job (kind `sourcing.undo`) that releases what the run reserved and has not moved on; outcome
   * `{undone, kept, keptOrders: {number, status}[]}`.
   */
  undo: writes('sourcing:run')
    .input(z.object({ runId: z.number().int() }))
    .output(z.object({ jobId: z.string() })),
  /**
   * Starts a job (kind `sourcing.resource`): looks for the best plan of one order as if what it has reserved were free,
   * and swaps its reservations for it in one transaction; outcome `{runId, changed}`.
   */
  resource: writes('sourcing:run')
    .input(z.object({ number: z.string(), parameters: sourcingParameters.partial().default({}) }))
    .output(z.object({ jobId: z.string() })),
  discard: writes('sourcing:run')
    .input(z.object({ runId: z.number().int() }))
    .output(z.object({})),
};
