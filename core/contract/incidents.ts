import { z } from 'zod';
import { byId, instant, page, reads, writes } from './base.ts';
import { changedTour } from './changed-tour.ts';
import { ownerFilter } from './owner-filter.ts';

const integer = z.number().int();
const ids = z.object({ ids: z.array(integer).min(1).max(1000) });

/** What can be wrong. Of a shipment, the gravest names its incident: earlier is graver. */
export const INCIDENT_KINDS = [
  'lost',
  'damaged',
  'customs',
  'exception',
  'attemptFailed',
  'wrongFacility',
  'late',
  'noScan',
  'willBeLate',
  'shortPick',
  'promiseAtRisk',
  'waveLate',
  'stockOut',
  'stockDiscrepancy',
  'overCapacity',
  'feedDown',
  'carrierOutage',
  'hubOutage',
  'facilityOutage',
  'laneTrouble',
  'areaTrouble',
] as const;
export const incidentKind = z.enum(INCIDENT_KINDS);
export type IncidentKind = z.infer<typeof incidentKind>;

/** What many incidents have in common: their parent is about it. */
export const CAUSE_KINDS = ['hub', 'carrier', 'facility', 'lane', 'area'] as const;
export type CauseKind = (typeof CAUSE_KINDS)[number];

/** 1 is the gravest. */
export const SEVERITIES = [1, 2, 3, 4] as const;
export const severity = integer.min(1).max(4);

export const INCIDENT_STATES = ['open', 'snoozed', 'resolved', 'dismissed'] as const;
export const incidentState = z.enum(INCIDENT_STATES);
export type IncidentState = z.infer<typeof incidentState>;

/** Why it is over. */
export const RESOLUTIONS = ['causeGone', 'delivered', 'acted', 'byHand', 'merged', 'dismissed'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export const INCIDENT_ENTITIES = [
  'shipment',
  'order',
  'product',
  'position',
  'facility',
  'wave',
  'feed',
  'cause',
] as const;
export type IncidentEntity = (typeof INCIDENT_ENTITIES)[number];

/** Ways out, worked out for each incident. */
export const OPTION_KINDS = [
  'wait',
  'chaseCarrier',
  'upgradeService',
  'reship',
  'redirect',
  'rerouteTour',
  'split',
  'substitute',
  'backOrder',
  'refund',
  'returnToSender',
  'claim',
] as const;
export const optionKind = z.enum(OPTION_KINDS);
export type OptionKind = z.infer<typeof optionKind>;

const place = z.object({
  name: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});

export const incidentRow = z.object({
  id: integer,
  kind: incidentKind,
  severity,
  state: incidentState,
  entity: z.enum(INCIDENT_ENTITIES),
  /** What people call it: shipment or order number, SKU, code. */
  key: z.string(),
  detectedAt: instant,
  /** Until when somebody should have acted. */
  dueAt: instant,
  snoozedUntil: instant.nullable(),
  resolvedAt: instant.nullable(),
  resolution: z.enum(RESOLUTIONS).nullable(),
  parentId: integer.nullable(),
  /** Open incidents inside, of a shared cause. */
  children: integer,
  owner: z.string().nullable(),
  /** Name of the team that it was given to. */
  team: z.string().nullable(),
  watched: z.boolean(),
  order: z.string().nullable(),
  customer: z.string().nullable(),
  segment: z.string().nullable(),
  carrier: z.string().nullable(),
  facility: z.string().nullable(),
  /** Where it was last seen. */
  place: z.string().nullable(),
  promisedAt: instant.nullable(),
  expectedAt: instant.nullable(),
  orders: integer,
  customers: integer,
  moneyMinor: integer,
  currency: z.string(),
  /** Of a shared cause: `hub`, `carrier`... */
  cause: z.enum(CAUSE_KINDS).nullable(),
});
export type IncidentRow = z.infer<typeof incidentRow>;

export const incidentFilter = z.object({
  /** Words looked for in key, order, customer and place. */
  search: z.string().max(200).optional(),
  states: z.array(incidentState).optional(),
  kinds: z.array(incidentKind).optional(),
  severities: z.array(severity).optional(),
  owner: ownerFilter.optional(),
  watched: z.boolean().optional(),
  /** Somebody named me in a comment. */
  mentioned: z.boolean().optional(),
  carrier: z.string().optional(),
  facility: z.string().optional(),
  segment: z.string().optional(),
  /** `FR→DE`: from the facility's country to the customer's. */
  lane: z.string().max(20).optional(),
  sku: z.string().max(200).optional(),
  /** Found from (inclusive) to (exclusive). */
  detectedFrom: instant.optional(),
  detectedBefore: instant.optional(),
  /** Each on its own: those inside shared causes in their place. */
  each: z.boolean().optional(),
  /** Key of the shared cause that they are part of: `hub:Metz|FR`. */
  sharedCause: z.string().max(300).optional(),
  /** Those inside one shared cause; left out, those on the top level. */
  parentId: integer.optional(),
});
export type IncidentFilter = z.infer<typeof incidentFilter>;

export const INCIDENT_EVENT_KINDS = [
  'detected',
  'joined',
  'worse',
  'grouped',
  'commented',
  'assigned',
  'snoozed',
  'woken',
  'acted',
  'undone',
  'resolved',
  'dismissed',
  'reopened',
  'merged',
  'playbook',
  'settled',
] as const;
export const incidentEvent = z.object({
  id: integer,
  at: instant,
  actor: z.string(),
  kind: z.enum(INCIDENT_EVENT_KINDS),
  note: z.string().nullable(),
  /**
   * Kind of incident that joined, option that was chosen, owner, why it is over, what a playbook came to, or what a carrier paid (minor
   * units).
   */
  detail: z.string().nullable(),
});
export type IncidentEvent = z.infer<typeof incidentEvent>;

export const incidentAction = z.object({
  id: integer,
  option: optionKind,
  at: instant,
  actor: z.string(),
  costMinor: integer,
  currency: z.string(),
  /** Number of the order, shipment, return or message that it made. */
  made: z.string().nullable(),
  undoneAt: instant.nullable(),
  /** What was claimed from the carrier, and what it paid: null until it has answered. */
  claim: z.object({ claimedMinor: integer, paidMinor: integer.nullable() }).nullable(),
});
export type IncidentAction = z.infer<typeof incidentAction>;

/** A message as it would be sent; `feed` is null where no connection delivers it: it is then kept to be sent by hand. */
export const draftMessage = z.object({
  to: z.enum(['customer', 'carrier', 'facility']),
  kind: z.string(),
  feed: z.string().nullable(),
  recipient: z.string().nullable(),
  channel: z.enum(['email', 'sms', 'api']),
  language: z.enum(['en', 'fr']),
  subject: z.string(),
  body: z.string(),
});
export type DraftMessage = z.infer<typeof draftMessage>;

const reservation = z.object({ sku: z.string(), quantity: integer, facility: z.string() });

/** What an option takes from other orders: units that they wait for as well. */
const takesFrom = z.object({ sku: z.string(), waitingOrders: integer, leftAvailable: integer });

export const optionView = z.object({
  kind: optionKind,
  costMinor: integer,
  currency: z.string(),
  etaP50At: instant.nullable(),
  etaP90At: instant.nullable(),
  /** Of the order after this: value less goods, freight and this cost. */
  marginLeftMinor: integer.nullable(),
  keepsPromise: z.boolean().nullable(),
  /** From 0 (hardly notices) to 3 (loses the order). */
  customerEffect: integer.min(0).max(3),
  /** Cost with what lateness and an unhappy customer are worth: the least is best. */
  scoreMinor: integer,
  /** Code of the reason for its rank, with values. */
  reason: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  reservations: z.array(reservation),
  takes: z.array(takesFrom),
  undoable: z.boolean(),
});
export type OptionView = z.infer<typeof optionView>;

const scan = z.object({
  at: instant,
  milestone: z.string(),
  description: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});

const pastCase = z.object({
  id: integer,
  key: z.string(),
  resolvedAt: instant,
  resolution: z.string(),
  option: optionKind.nullable(),
  hours: z.number(),
});

export const incidentDetail = incidentRow.extend({
  events: z.array(incidentEvent),
  actions: z.array(incidentAction),
  /** Other signs of the same trouble. */
  signs: z.array(incidentKind),
  origin: place.nullable(),
  destination: place.nullable(),
  lastPlace: place.nullable(),
  scans: z.array(scan),
  /** Other orders that wait for the same stock. */
  waitingForSame: integer,
  /** Of a shared cause: share of its shipments in trouble and the share elsewhere. */
  share: z.number().nullable(),
  usualShare: z.number().nullable(),
  area: z.object({ latitude: z.number(), longitude: z.number(), radiusMetres: z.number() }).nullable(),
  childPlaces: z.array(z.object({ id: integer, latitude: z.number(), longitude: z.number(), severity })),
  segments: z.array(z.object({ segment: z.string(), count: integer })),
  similar: z.array(pastCase),
  watchers: z.array(z.string()),
});
export type IncidentDetail = z.infer<typeof incidentDetail>;

const counted = z.object({ changed: integer });
const applied = z.object({
  commandId: z.string(),
  applied: z.array(integer),
  messages: integer,
  refused: z.array(z.object({ id: integer, key: z.string(), code: z.string(), reason: z.string() })),
});

export const incidentsContract = {
  list: reads('orders:read')
    .input(z.object({ filter: incidentFilter.default({}), ...page }))
    .output(
      z.object({
        rows: z.array(incidentRow),
        total: integer,
        /** Of the open ones on the top level, by severity; and all open ones, those inside a cause included. */
        bySeverity: z.array(z.object({ severity, count: integer })),
        open: integer,
        /** Open ones in whose comments I am named. */
        mentions: integer,
      }),
    ),
  detail: reads('orders:read').input(byId).output(incidentDetail),
  /** The ways out of one incident, best first. Nothing is written. */
  options: reads('orders:read').input(byId).output(z.array(optionView)),
  /** Looks at everything now. */
  detect: writes('orders:write').output(
    z.object({ looked: integer, opened: integer, closed: integer, causes: integer, tookMs: z.number() }),
  ),
  assign: writes('orders:write')
    /** To a person, or to nobody; with `teamId` to a team (null: to none), left out the team stays. @throws NOT_FOUND */
    .input(
      ids.extend({
        owner: z.string().trim().min(1).max(120).nullable(),
        teamId: integer.nullable().optional(),
      }),
    )
    /** `before`: whose they were, to give them back. */
    .output(
      counted.extend({
        before: z.array(
          z.object({ owner: z.string().nullable(), teamId: integer.nullable(), ids: z.array(integer) }),
        ),
      }),
    ),
  snooze: writes('orders:write')
    .input(ids.extend({ until: instant }))
    .output(counted),
  /** Who owns incidents, has acted on some or is in a team: whom a comment can name. */
  people: reads('orders:read').output(z.array(z.string())),
  /** A comment; `@zoe` names somebody, who then finds it under "mentions". */
  comment: writes('orders:write')
    .input(byId.extend({ note: z.string().trim().min(1).max(4000) }))
    .output(z.object({})),
  watch: writes('orders:write')
    .input(ids.extend({ on: z.boolean() }))
    .output(counted),
  resolve: writes('orders:write')
    .input(
      ids.extend({
        as: z.enum(['resolved', 'dismissed']),
        note: z.string().trim().max(4000).nullable().default(null),
      }),
    )
    .output(counted),
  reopen: writes('orders:write').input(ids).output(counted),
  /** The others become part of the first: one thing with one owner. @throws CONFLICT `notOpen` */
  merge: writes('orders:write')
    .input(ids.extend({ into: integer }))
    .output(counted),
  /** Exactly what an option would do for each incident: messages as drafted, reservations, and who is left out and why. */
  preview: reads('orders:read')
    .input(ids.extend({ option: optionKind }))
    .output(
      z.object({
        incidents: integer,
        costMinor: integer,
        currency: z.string(),
        messages: z.array(draftMessage.extend({ incidentId: integer })),
        reservations: z.array(reservation),
        tours: z.array(changedTour),
        refused: applied.shape.refused,
        /** Until when, or why not, it can be taken back. */
        undo: z.string(),
      }),
    ),
  /** All in one transaction; what can no longer be done is left out and named. @param bodies reviewed texts to customers, by incident */
  apply: writes('orders:write')
    .input(ids.extend({ option: optionKind, bodies: z.record(z.string(), z.string().max(8000)).default({}) }))
    .output(applied),
  /** @throws CONFLICT `alreadySent`, `alreadyShipped`, `alreadyUndone` */
  undo: writes('orders:write')
    .input(z.object({ actionId: integer }))
    .output(z.object({})),
  /** What the carrier paid for a claim: 0 when it refused, null to take the note back. @throws CONFLICT `claimTakenBack`, `moreThanClaimed` */
  settleClaim: writes('orders:write')
    .input(z.object({ actionId: integer, paidMinor: integer.min(0).nullable() }))
    .output(z.object({})),
  /** A claim on the carrier as PDF with its evidence. Starts a job (kind `incidents.claim`); outcome as exports have it. */
  claimPdf: writes('orders:write')
    .input(byId.extend({ language: z.enum(['en', 'fr']) }))
    .output(z.object({ jobId: z.string() })),
  /** What the next shift should know, as text in the language asked for. */
  handover: reads('orders:read')
    .input(
      z.object({
        language: z.enum(['en', 'fr']),
        sinceHours: integer.min(1).max(48).default(8),
        /** Whose incidents it is about. */
        owner: ownerFilter.default('all'),
      }),
    )
    .output(z.object({ text: z.string() })),
};
