import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base, instant, page, reads, writes } from './base.ts';
import {
  brokenLimit,
  day,
  PLAN_STATUSES,
  planFigures,
  plannedRouteView,
  plannedStopView,
  routeParameters,
  routePlanDetail,
  routePlanView,
  STOP_KINDS,
} from './route-plans.ts';

export * from './route-plans.ts';

const integer = z.number().int();

/** A change by hand. Routes and stops are named by their numbers in the plan. */
export const planChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('move'),
    stops: z.array(integer).min(1).max(1000),
    /** Null takes them off; a route that there is not yet needs its vehicle. */
    route: integer.nullable(),
    vehicle: z.string().optional(),
    /** From 0, counted without the moved stops; left out = where it costs least. */
    position: integer.min(0).optional(),
  }),
  z.object({ kind: z.literal('lockStops'), stops: z.array(integer).min(1).max(20_000), locked: z.boolean() }),
  z.object({ kind: z.literal('lockRoute'), route: integer, locked: z.boolean() }),
  z.object({ kind: z.literal('vehicle'), route: integer, vehicle: z.string() }),
  z.object({ kind: z.literal('driver'), route: integer, driver: z.string().nullable() }),
]);
export type PlanChange = z.infer<typeof planChange>;

export const editEffect = z.object({
  before: planFigures,
  after: planFigures,
  /** The routes that change, as they would be; a route that ends has no stops. */
  routes: z.array(plannedRouteView),
  stops: z.array(plannedStopView),
  /** Limits that were kept before, or are broken further. */
  newlyBroken: z.array(brokenLimit.extend({ route: integer })),
  computedInMs: z.number(),
});
export type EditEffect = z.infer<typeof editEffect>;

/** How a stop fares in one plan and in another. */
export const stopChange = z.object({
  kind: z.enum([
    'added',
    'dropped',
    'nowServed',
    'nowLeftOut',
    'otherVehicle',
    'resequenced',
    'earlier',
    'later',
  ]),
  stopKind: z.enum(STOP_KINDS),
  reference: z.string(),
  name: z.string(),
  before: z
    .object({ route: integer.nullable(), position: integer.nullable(), etaAt: instant.nullable() })
    .nullable(),
  after: z
    .object({ route: integer.nullable(), position: integer.nullable(), etaAt: instant.nullable() })
    .nullable(),
});
export type StopChange = z.infer<typeof stopChange>;

/** What a running search tells: its stops once, then its best plan about once a second, then that it has ended. */
export const liveRoutes = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('problem'),
    depots: z.array(z.object({ code: z.string(), latitude: z.number(), longitude: z.number() })),
    vehicles: z.array(z.object({ key: z.string(), name: z.string(), depot: z.string() })),
    stops: z.array(
      z.object({ number: integer, name: z.string(), latitude: z.number(), longitude: z.number() }),
    ),
  }),
  z.object({
    type: z.literal('best'),
    seconds: z.number(),
    costMinor: z.number(),
    vehicles: integer,
    leftOut: integer,
    routes: z.array(z.object({ vehicle: z.string(), stops: z.array(integer) })),
  }),
  z.object({ type: z.literal('ended') }),
]);
export type LiveRoutes = z.infer<typeof liveRoutes>;

export const routeRisk = z.object({
  runs: integer,
  onTime: z.number().nullable(),
  stops: z.array(
    z.object({ number: integer, route: integer, onTime: z.number(), p50At: instant, p90At: instant }),
  ),
  /** Those that break first come first. */
  routes: z.array(
    z.object({
      number: integer,
      /** Share of the days on which no stop is late and the shift is kept. */
      kept: z.number(),
      overtime: z.number(),
      p90ReturnsAt: instant,
      /** The stop that is late most often. */
      weakest: integer.nullable(),
    }),
  ),
});
export type RouteRisk = z.infer<typeof routeRisk>;

const planId = z.object({ planId: integer });
const started = z.object({ jobId: z.string() });

export const routesContract = {
  /**
   * Starts a job (kind `routes.propose`): gathers the day's stops, looks for tours on worker threads and keeps the best as a
   * draft; outcome `{planId}`. Cancelling the job keeps nothing; `stop` keeps what was found.
   * The job fails with CONFLICT `unknownFacility`, `unknownVehicleType`, `noVehicles`, `noStops`, `depotWithoutPlace`.
   */
  propose: writes('routes:plan').input(routeParameters).output(started),
  /**
   * Starts a job (kind `routes.finish`): the solver plans the rest around locked stops and routes, beginning with the plan as
   * it is; the result is the next version; outcome `{planId}`.
   */
  finish: writes('routes:plan')
    .input(
      planId.extend({
        searchSeconds: z.number().min(0.2).max(3600).default(5),
        threads: integer.min(1).max(32).optional(),
      }),
    )
    .output(started),
  /** Ends the search of a job and keeps the best so far. Idempotent. */
  stop: writes('routes:plan')
    .input(z.object({ jobId: z.string() }))
    .output(z.object({})),
  /** The running search of a job, for a map to draw; ends at once for a job that does not run. */
  live: base
    .meta({ permission: 'orders:read', idempotent: true })
    .input(z.object({ jobId: z.string() }))
    .output(eventIterator(liveRoutes)),
  plans: reads('orders:read')
    .input(
      z.object({
        day: day.optional(),
        series: z.string().optional(),
        statuses: z.array(z.enum(PLAN_STATUSES)).optional(),
        ...page,
      }),
    )
    .output(z.object({ rows: z.array(routePlanView), total: integer })),
  plan: reads('orders:read').input(planId).output(routePlanDetail),
  rename: writes('routes:plan')
    .input(planId.extend({ name: z.string().trim().min(1).max(120) }))
    .output(z.object({})),
  /** Keeps a plan as it is as the next version, a draft. */
  copy: writes('routes:plan').input(planId).output(planId),
  /** @throws CONFLICT for a plan that is published or done */
  remove: writes('routes:plan').input(planId).output(z.object({})),
  /** Up to four plans side by side; the stop-by-stop changes are from the first to each other one. */
  compare: reads('orders:read')
    .input(z.object({ planIds: z.array(integer).min(1).max(4) }))
    .output(z.object({ plans: z.array(routePlanView), changes: z.array(z.array(stopChange)) })),
  /** What changes by hand would do; nothing is kept. Takes milliseconds a stop. */
  preview: reads('orders:read')
    .input(planId.extend({ changes: z.array(planChange).min(1).max(100) }))
    .output(editEffect),
  /** @throws CONFLICT `changedMeanwhile` when the plan has another revision, `notDraft`, `unknownStop`, `unknownRoute`, `unknownVehicle`, `unknownDriver` */
  edit: writes('routes:plan')
    .input(planId.extend({ revision: integer, changes: z.array(planChange).min(1).max(100) }))
    .output(editEffect.extend({ revision: integer })),
  /** Takes the last change by hand back. @throws CONFLICT `nothingToUndo` */
  undoEdit: writes('routes:plan')
    .input(planId)
    .output(z.object({ revision: integer })),
  /**
   * Stops get their ETA, shipments their tour. An earlier published version is replaced. Feeds that own the shipments or orders and
   * take `routePlan.publish` are told, one message each.
   * @throws CONFLICT `notDraft`, `madeUpStops`, `goodsElsewhere`, `brokenLimits` (unless `evenIfBroken`), `onAnotherTour` (its stops are), `changedMeanwhile`
   */
  publish: writes('routes:plan')
    .input(planId.extend({ evenIfBroken: z.boolean().default(false) }))
    .output(z.object({ stops: integer, shipments: integer })),
  /**
   * Takes a publication back: a draft again, the ETAs as before, and the version that it had replaced published again.
   * @throws CONFLICT `notPublished`, `onAnotherTour` (what the version before serves is), `changedMeanwhile`
   */
  unpublish: writes('routes:plan')
    .input(planId)
    .output(z.object({ shipments: integer })),
  /** The published tour of a shipment. */
  tourOf: reads('orders:read')
    .input(z.object({ shipment: z.string() }))
    .output(
      z
        .object({
          planId: integer,
          planName: z.string(),
          route: integer,
          position: integer,
          etaAt: instant,
          driver: z.string().nullable(),
        })
        .nullable(),
    ),
  /** The tours as a file; texts that a spreadsheet would run are neutralised. */
  export: reads('orders:read')
    .input(
      planId.extend({
        format: z.enum(['csv', 'gpx', 'geojson']),
        language: z.enum(['en', 'fr']).default('en'),
      }),
    )
    .output(z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() })),
  /**
   * Starts a job (kind `routes.roundSheets`): a PDF with each route's map, stops and barcodes (Code 128), one route a page or more;
   * times as clocks at the depot show them. Outcome `{fileId, fileName, pages, bytes}`, fetched like an exported list.
   * The job fails with CONFLICT `noRoutes`.
   */
  roundSheets: writes('orders:read')
    .input(
      planId.extend({
        /** Numbers of routes; left out = all that have stops. */
        routes: z.array(integer).min(1).max(10_000).optional(),
        language: z.enum(['en', 'fr']).default('en'),
      }),
    )
    .output(started),
  /**
   * Reads an exported CSV back with what happened (columns `outcome` = served or failed, `actual`, `remark`) and closes the plan;
   * shipments that were served are delivered.
   * @throws CONFLICT `notPublished`, `unreadable` (the file lacks its columns, or no row has an outcome); rows that cannot be used are answered with the reason
   */
  importDone: writes('routes:plan')
    .input(planId.extend({ text: z.string().max(20_000_000) }))
    .output(
      z.object({
        served: integer,
        failed: integer,
        unsaid: integer,
        refused: z.array(z.object({ row: integer, code: z.string(), reason: z.string() })),
      }),
    ),
  /** Drives a plan many times with uncertain travel and service times: how likely each stop is on time, which tours break first. */
  risk: reads('orders:read')
    .input(
      planId.extend({
        runs: integer.min(10).max(5000).default(500),
        seed: integer.default(1),
        /** Spread of travel and of service times: standard deviation as a share of the mean. */
        travelSpread: z.number().min(0).max(2).default(0.2),
        serviceSpread: z.number().min(0).max(2).default(0.35),
      }),
    )
    .output(routeRisk),
};
