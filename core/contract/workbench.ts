import { z } from 'zod';
import { instant, page, reads, writes } from './base.ts';
import {
  costBreakdown,
  plannedAllocation,
  planTotals,
  sourcingParameters,
  sourcingSelection,
} from './sourcing.ts';

/** A plan that can be set beside others: what is reserved now for a run's orders, or what a run proposes. */
export const planReference = z.union([
  z.object({ type: z.literal('current'), ofRunId: z.number().int() }),
  z.object({ type: z.literal('run'), runId: z.number().int() }),
]);
export type PlanReference = z.infer<typeof planReference>;

/** The figures of a plan and where they come from. */
export const planFigures = planTotals.extend({
  reference: planReference,
  /** What people called it; empty for a run without a name. */
  name: z.string(),
  method: z.enum(['optimise', 'greedy']).nullable(),
  scenarioId: z.number().int().nullable(),
});
export type PlanFigures = z.infer<typeof planFigures>;

/** Goods from a facility to a region, for the map. A region is the first two characters of the postal code in a country. */
export const planFlow = z.object({
  facility: z.string(),
  region: z.string(),
  from: z.object({ latitude: z.number(), longitude: z.number() }),
  to: z.object({ latitude: z.number(), longitude: z.number() }),
  shipments: z.number().int(),
  units: z.number().int(),
});
export type PlanFlow = z.infer<typeof planFlow>;

/** One order of a plan, as short as a table of changes needs it. */
export const plannedOrder = z.object({
  facilities: z.array(z.string()),
  outcome: z.enum(['sourced', 'partial', 'unsourced', 'conflict']),
  costMinor: z.number().int(),
  arrivesAt: instant.nullable(),
  daysLate: z.number().int(),
});
export const changedOrder = z.object({
  number: z.string(),
  customer: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  promisedAt: instant.nullable(),
  before: plannedOrder,
  after: plannedOrder,
});
export type ChangedOrder = z.infer<typeof changedOrder>;

/** A facility that could, or could not, ship an order whole. */
export const candidateView = z.object({
  facility: z.string(),
  name: z.string(),
  kind: z.string(),
  /** Chosen for (part of) the order. */
  chosen: z.boolean(),
  /** Null for the chosen; else why not: see REJECTIONS. */
  rejection: z.string().nullable(),
  /** Of the rule that excluded, priced or left it for the last resort. */
  rule: z.string().nullable(),
  cost: costBreakdown.nullable(),
  co2Grams: z.number().int().nullable(),
  unitsHeld: z.number().int(),
  unitsWanted: z.number().int(),
  distanceMetres: z.number().int().nullable(),
  service: z.string().nullable(),
  arrivesAt: instant.nullable(),
  daysLate: z.number().int().nullable(),
  capacityLeft: z.number().int().nullable(),
  /** Orders of the run that have the stock which it would have taken, the nearest to losing it first; at most five. */
  takenFrom: z.array(z.object({ number: z.string(), sku: z.string(), units: z.number().int() })),
  /** All of it together would make it win. */
  flip: z.object({
    cheaperByMinor: z.number().int().optional(),
    moreUnits: z.number().int().optional(),
    daysFaster: z.number().int().optional(),
    closerByMetres: z.number().int().optional(),
    moreOrdersADay: z.number().int().optional(),
    rateUpToMinor: z.number().int().optional(),
  }),
});
export type CandidateView = z.infer<typeof candidateView>;

export const OVERRIDE_REASONS = [
  'customerWish',
  'localKnowledge',
  'carrierTrouble',
  'keepTogether',
  'relieveFacility',
  'other',
] as const;

/** What a scenario changes of the network as it is; nothing of it touches the workspace. */
export const scenarioChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('closeFacility'), facility: z.string() }),
  /** `sku` left out: every product there. `units` is added, `percent` multiplies (100 = as it is). */
  z.object({
    kind: z.literal('stock'),
    facility: z.string(),
    sku: z.string().optional(),
    units: z.number().int().optional(),
    percent: z.number().min(0).max(1000).optional(),
  }),
  z.object({
    kind: z.literal('capacity'),
    facility: z.string(),
    ordersADay: z.number().int().min(0).nullable(),
  }),
  /** Prices of one carrier's rates, or of all. */
  z.object({
    kind: z.literal('rates'),
    carrier: z.string().optional(),
    percent: z.number().min(0).max(1000),
  }),
  /** Demand of the orders chosen: under 100 the latest are left out, above 100 the latest come again. */
  z.object({
    kind: z.literal('demand'),
    percent: z.number().min(1).max(500),
    country: z.string().optional(),
  }),
  z.object({ kind: z.literal('rules'), ruleVersionId: z.number().int().nullable() }),
  /** A new site with the stock of another, or a part of it. */
  z.object({
    kind: z.literal('addFacility'),
    code: z.string().min(1).max(40),
    name: z.string().min(1).max(120),
    country: z.string().length(2),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    handlingMinor: z.number().int().min(0),
    ordersADay: z.number().int().min(0).nullable(),
    stockLike: z.string(),
    percent: z.number().min(0).max(1000),
  }),
]);
export type ScenarioChange = z.infer<typeof scenarioChange>;

export const scenarioView = z.object({
  id: z.number().int(),
  name: z.string(),
  changes: z.array(scenarioChange),
  selection: sourcingSelection,
  parameters: sourcingParameters,
  actor: z.string(),
  createdAt: instant,
  updatedAt: instant,
  /** The last run of it, and the run of the network as it is that it is compared with; null = never run. */
  runId: z.number().int().nullable(),
  baselineRunId: z.number().int().nullable(),
});
export type ScenarioView = z.infer<typeof scenarioView>;

/** Re-sourcing by itself before picking: proposals wait for a person unless `apply`. */
export const resourcingSchedule = z.object({
  everyMinutes: z.number().int().min(15).max(10_080).nullable(),
  /** Applied by itself when it saves at least so much; null = never by itself. */
  applyFromMinor: z.number().int().min(0).nullable(),
  parameters: sourcingParameters.partial().default({}),
});
export type ResourcingSchedule = z.infer<typeof resourcingSchedule>;

export const workbenchContract = {
  /** Figures of several plans of the same orders, in the order asked. */
  compare: reads('orders:read')
    .input(z.object({ plans: z.array(planReference).min(1).max(6) }))
    .output(z.object({ plans: z.array(planFigures) })),
  /** What goes from where to where, and the flows of another plan that went. */
  flows: reads('orders:read')
    .input(z.object({ plan: planReference, against: planReference.optional() }))
    .output(z.object({ flows: z.array(planFlow), gone: z.array(planFlow) })),
  /** Orders that two plans serve differently. */
  changes: reads('orders:read')
    .input(
      z.object({
        before: planReference,
        after: planReference,
        search: z.string().optional(),
        sort: z.enum(['number', 'costChange', 'daysChange']).default('costChange'),
        ...page,
      }),
    )
    .output(z.object({ rows: z.array(changedOrder), total: z.number().int() })),
  /** Every facility for an order of a run as the run saw it: winners, losers and what would turn each. */
  why: reads('orders:read')
    .input(z.object({ runId: z.number().int(), number: z.string() }))
    .output(
      z.object({
        number: z.string(),
        currency: z.string(),
        /** The facts have changed since the run: stock and prices are those of now. */
        changedSince: z.boolean(),
        allocations: z.array(plannedAllocation),
        candidates: z.array(candidateView),
      }),
    ),
  /** What serving an order of a proposal from a facility by hand would cost against the proposal; changes nothing. */
  priceOverride: reads('orders:read')
    .input(z.object({ runId: z.number().int(), number: z.string(), facility: z.string() }))
    .output(
      z.object({
        possible: z.boolean(),
        /** Why not, where it is not possible; or which rule it breaks. */
        rejection: z.string().nullable(),
        rule: z.string().nullable(),
        before: costBreakdown,
        after: costBreakdown.nullable(),
        daysLateBefore: z.number().int(),
        daysLateAfter: z.number().int().nullable(),
      }),
    ),
  /** Changes the decision of a proposal by hand; journaled with the reason. @throws CONFLICT when it is not possible */
  override: writes('sourcing:run')
    .input(
      z.object({
        runId: z.number().int(),
        number: z.string(),
        facility: z.string(),
        reason: z.enum(OVERRIDE_REASONS),
        note: z.string().max(500).default(''),
      }),
    )
    .output(z.object({})),
  /**
   * Starts a job (kind `workbench.resource`): the best plan of all orders that are reserved and not released, as if what they
   * have reserved were free; promises that are kept now stay kept. Outcome `{runId, changed, savedMinor}`: applied or discarded like any proposal.
   */
  resource: writes('sourcing:run')
    .input(z.object({ parameters: sourcingParameters.partial().default({}) }))
    .output(z.object({ jobId: z.string() })),
  schedule: reads('orders:read').output(
    resourcingSchedule.extend({ lastRunAt: instant.nullable(), nextRunAt: instant.nullable() }),
  ),
  saveSchedule: writes('sourcing:run').input(resourcingSchedule).output(resourcingSchedule),

  scenarios: reads('orders:read').output(z.array(scenarioView)),
  saveScenario: writes('sourcing:run')
    .input(
      scenarioView
        .pick({ name: true, changes: true, selection: true })
        .extend({ id: z.number().int().optional(), parameters: sourcingParameters.partial().default({}) }),
    )
    .output(scenarioView),
  removeScenario: writes('sourcing:run')
    .input(z.object({ id: z.number().int() }))
    .output(z.object({})),
  /**
   * Starts a job (kind `workbench.prepare`): works out the network as it is for these orders while a what-if of them is still being
   * described, so that its answer comes sooner; `id` = the scenario, where there is one. Writes nothing.
   */
  prepare: writes('sourcing:run')
    .input(
      scenarioView
        .pick({ selection: true })
        .extend({ id: z.number().int().optional(), parameters: sourcingParameters.partial().default({}) }),
    )
    .output(z.object({ jobId: z.string() })),
  /** Starts a job (kind `workbench.simulate`): the scenario and its baseline; outcome `{runId, baselineRunId}`. Reserves nothing. */
  simulate: writes('sourcing:run')
    .input(z.object({ id: z.number().int() }))
    .output(z.object({ jobId: z.string() })),
};
