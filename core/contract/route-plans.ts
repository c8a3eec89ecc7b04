import { z } from 'zod';
import { instant } from './base.ts';
import { vehicleTypeDraft } from './fleets.ts';

/** Local date: `2026-12-24`. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const integer = z.number().int();
const minutes = integer.min(0).max(1440);

export const PLAN_STATUSES = ['draft', 'published', 'replaced', 'done'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];
export const STOP_KINDS = ['delivery', 'collection', 'transfer'] as const;
export type StopKind = (typeof STOP_KINDS)[number];

/** Why a stop is on no route; words in `routes:leftOut.*`. `byHand`: someone took it off. */
export const LEFT_OUT_REASONS = [
  'cheaperLeftOut',
  'tooLargeForEveryVehicle',
  'noVehicleWithSkills',
  'unreachableInTime',
  'allVehiclesFull',
  'noTimeLeft',
  'alternativeVisited',
  'noPlace',
  'closedThatDay',
  'byHand',
] as const;
export type LeftOutCode = (typeof LEFT_OUT_REASONS)[number];

/** Limits that a route breaks; words in `routes:broken.*`. */
export const BROKEN_LIMITS = [
  'overloaded',
  'late',
  'shift',
  'break',
  'stops',
  'distance',
  'duration',
  'vehicleNotAllowed',
  'deliveryAfterCollection',
  'tooManyVehicles',
] as const;

/** Where distances and travel times come from; a server that fails is replaced by great circles, and a note says so. */
export const roadSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('greatCircle') }),
  z.object({ kind: z.literal('osrm'), url: z.url(), profile: z.string().optional() }),
  z.object({ kind: z.literal('valhalla'), url: z.url(), costing: z.string().optional() }),
]);

/**
 * What becomes a stop: shipments that have not left, what orders have released and no shipment holds yet, what they have merely
 * reserved, and so on.
 */
export const STOP_SOURCES = ['shipments', 'released', 'reserved', 'transfers', 'returns'] as const;

const percent = integer.min(0).max(1000);

const vehicleChanges = z.object({
  /** Drivers' shifts end so much later; below 0 earlier. */
  endsLaterMinutes: integer.min(-600).max(600),
  /** No route takes longer; null = as the fleet says. */
  mostMinutes: integer.min(30).max(1440).nullable(),
  /** So many of each vehicle type's vehicles run on electricity, where they do not already; null = as the fleet says. */
  electric: z
    .object({
      sharePercent: integer.min(0).max(100),
      rangeMetres: integer.min(1000).max(2_000_000),
      costPerKmPercent: percent,
      co2GramsPerKm: z.number().min(0).max(10_000),
    })
    .nullable(),
});

export const routeParameters = z.object({
  name: z.string().max(120).default(''),
  /** Codes of the facilities where tours begin and end. */
  depots: z.array(z.string()).min(1).max(50),
  /**
   * Facilities whose goods are delivered, from whichever depot is cheapest: supposes that they are moved there beforehand. Left
   * out = each depot delivers its own.
   */
  goodsOf: z.array(z.string()).min(1).max(50).optional(),
  day,
  sources: z.array(z.enum(STOP_SOURCES)).min(1).default(['shipments', 'released', 'transfers', 'returns']),
  /** Only these shipments; left out = all that are due by the end of the day. */
  shipments: z.array(z.string()).max(20_000).optional(),
  /** Promises up to so many days after the day are due as well. */
  horizonDays: integer.min(0).max(60).default(0),
  /** Stops farther from their depot as the crow flies are no stops of these tours; null = any distance. */
  radiusMetres: integer.min(1).nullable().default(null),
  /** Returns have no depot of their own: those farther from every depot of the plan are left to others; null = any distance. */
  returnRadiusMetres: integer.min(1).nullable().default(100_000),
  mostStops: integer.min(1).max(20_000).default(10_000),
  /** Above 100 stops are made up after real ones, below 100 some are left away. */
  demandPercent: integer.min(10).max(400).default(100),
  /** Vehicles by type and depot; left out = the fleet as it is kept. */
  fleet: z
    .array(z.object({ vehicleType: z.string(), depot: z.string(), count: integer.min(0).max(10_000) }))
    .max(1000)
    .optional(),
  /** How far vehicles differ from the fleet as it is kept. */
  vehicles: vehicleChanges.default({ endsLaterMinutes: 0, mostMinutes: null, electric: null }),
  /** Vehicles' prices as a share of the usual ones. */
  prices: z
    .object({ fixedPercent: percent, perKmPercent: percent, perHourPercent: percent })
    .default({ fixedPercent: 100, perKmPercent: 100, perHourPercent: 100 }),
  /** When customers receive, and facilities without opening hours. */
  deliveryHours: z
    .object({ fromMinutes: minutes, toMinutes: minutes })
    .default({ fromMinutes: 480, toMinutes: 1200 }),
  /** Every window is opened so much earlier and closed so much later; below 0 narrower. */
  widenWindowsMinutes: integer.min(-240).max(720).default(0),
  serviceSeconds: z
    .object({ customer: integer.min(0).max(14_400), facility: integer.min(0).max(28_800) })
    .default({ customer: 240, facility: 900 }),
  /** Travel times as a share of the usual ones. */
  trafficPercent: integer.min(20).max(500).default(100),
  /** On every route deliveries come before collections. */
  backhaulLast: z.boolean().default(false),
  objective: z.enum(['cost', 'distance', 'vehiclesFirst']).default('cost'),
  /** Added to the objective, not to the plan's cost. */
  co2MinorPerTonne: integer.min(0).default(0),
  /** What leaving a return uncollected costs; null = it must be collected. */
  returnPriceMinor: integer.min(0).nullable().default(null),
  roads: roadSource.default({ kind: 'greatCircle' }),
  searchSeconds: z.number().min(0.2).max(3600).default(10),
  /** Worker threads; left out = what the machine can spare. */
  threads: integer.min(1).max(32).optional(),
  seed: integer.default(1),
});
export type RouteParameters = z.infer<typeof routeParameters>;

/** The figures that plans are compared by. Money in minor units of the plan's currency. */
export const planFigures = z.object({
  costMinor: integer,
  distanceMetres: integer,
  durationSeconds: integer,
  drivingSeconds: integer,
  waitingSeconds: integer,
  serviceSeconds: integer,
  overtimeSeconds: integer,
  vehicles: integer,
  stops: integer,
  served: integer,
  leftOut: integer,
  co2Grams: integer,
  /** Mean over the routes of the fullest dimension at its peak, 0 to 1; null where no capacity is known. */
  load: z.number().nullable(),
  /** Share of the served stops whose service begins within their window and promise. */
  onTime: z.number().nullable(),
  stopsPerHour: z.number().nullable(),
  /** Limits broken by hand. */
  broken: integer,
});
export type PlanFigures = z.infer<typeof planFigures>;

export const brokenLimit = z.object({
  code: z.enum(BROKEN_LIMITS),
  /** Number of the stop, where it is one stop's. */
  stop: integer.nullable(),
  /** By how much: seconds, metres, stops, or a dimension's unit. */
  by: z.number(),
  dimension: z.enum(['weight', 'volume', 'pallets']).optional(),
});
export type BrokenLimit = z.infer<typeof brokenLimit>;

const load = z.object({ weightGrams: z.number(), volumeMillilitres: z.number(), pallets: z.number() });
export type PlanLoad = z.infer<typeof load>;

export const plannedStopView = z.object({
  /** Names it within its plan. */
  number: integer,
  kind: z.enum(STOP_KINDS),
  reference: z.string(),
  name: z.string(),
  address: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  load,
  serviceSeconds: integer,
  windows: z.array(z.object({ from: instant, to: instant })),
  promisedAt: instant.nullable(),
  depot: z.string().nullable(),
  locked: z.boolean(),
  /** There is no such order: it stands for more demand. */
  madeUp: z.boolean(),
  leftOut: z.enum(LEFT_OUT_REASONS).nullable(),
  route: integer.nullable(),
  position: integer.nullable(),
  arrivesAt: instant.nullable(),
  etaAt: instant.nullable(),
  departsAt: instant.nullable(),
  waitingSeconds: integer.nullable(),
  /** Since the route's beginning. */
  distanceMetres: integer.nullable(),
  /** On board when it leaves. */
  onBoard: load.nullable(),
  outcome: z.enum(['served', 'failed']).nullable(),
  actualAt: instant.nullable(),
  remark: z.string().nullable(),
});
export type PlannedStopView = z.infer<typeof plannedStopView>;

export const plannedRouteView = z.object({
  /** Names it within its plan. */
  number: integer,
  /** Names the vehicle within the plan: type and depot. */
  vehicle: z.string(),
  vehicleName: z.string(),
  depot: z.string(),
  driver: z.string().nullable(),
  locked: z.boolean(),
  stops: z.array(integer),
  leavesAt: instant,
  returnsAt: instant,
  costMinor: integer,
  distanceMetres: integer,
  durationSeconds: integer,
  drivingSeconds: integer,
  waitingSeconds: integer,
  serviceSeconds: integer,
  overtimeSeconds: integer,
  co2Grams: integer,
  peak: load,
  loadShare: z.number().nullable(),
  breaks: z.array(z.object({ startsAt: instant, seconds: integer })),
  broken: z.array(brokenLimit),
});
export type PlannedRouteView = z.infer<typeof plannedRouteView>;

export const routePlanView = z.object({
  id: integer,
  /** Shared by all versions of a plan. */
  series: z.string(),
  version: integer,
  name: z.string(),
  day,
  timeZone: z.string(),
  currency: z.string(),
  status: z.enum(PLAN_STATUSES),
  /** Counts changes by hand: an edit names the one that it was made on. */
  revision: integer,
  depots: z.array(
    z.object({ code: z.string(), name: z.string(), latitude: z.number(), longitude: z.number() }),
  ),
  parameters: routeParameters,
  figures: planFigures,
  /** What is to know about distances and times; words in `routes:note.*`. */
  notes: z.array(
    z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
  seconds: z.number(),
  actor: z.string(),
  createdAt: instant,
  updatedAt: instant,
  publishedAt: instant.nullable(),
  doneAt: instant.nullable(),
});
export type RoutePlanView = z.infer<typeof routePlanView>;

/** A vehicle type as a plan keeps it, at one of its depots. */
export const planVehicleView = vehicleTypeDraft
  .omit({ vehicles: true })
  .extend({ key: z.string(), depot: z.string(), count: integer });

export const routePlanDetail = routePlanView.extend({
  /** Changes by hand that can be taken back. */
  undoable: integer,
  vehicles: z.array(planVehicleView),
  routes: z.array(plannedRouteView),
  stops: z.array(plannedStopView),
});
export type RoutePlanDetail = z.infer<typeof routePlanDetail>;
