import { z } from 'zod';
import { channel, instant, reads, writes } from './base.ts';
import { messageKind } from './feed-records.ts';
import { day } from './route-plans.ts';

const integer = z.number().int();
const code = z.string().trim().min(1).max(60);
const limit = integer.min(1).nullable().default(null);
const minutes = integer.min(0).max(1440);
const seconds = z.number().min(0).max(3600);

/** A wave's life: put together, given to the floor, being picked, gone; or taken back before anything was picked. */
export const WAVE_STATUSES = ['planned', 'released', 'picking', 'done', 'cancelled'] as const;
export type WaveStatus = (typeof WAVE_STATUSES)[number];

/** Which orders of a facility are released when. A filter of null takes all. */
export const waveTemplateDraft = z.object({
  facility: code,
  name: z.string().trim().min(1).max(120),
  /** Minutes after local midnight: when the wave goes to the floor, and when its carriers leave. */
  releaseMinutes: minutes,
  cutOffMinutes: minutes,
  /** 0 = Monday. */
  weekdays: z.array(integer.min(0).max(6)).max(7).default([0, 1, 2, 3, 4]),
  /** Codes of carriers. */
  carriers: z.array(code).max(100).nullable().default(null),
  /** Services of carriers, as `CARRIER/SERVICE`. */
  services: z.array(z.string().trim().min(3).max(121)).max(500).nullable().default(null),
  /** Zones of the facility: an order is taken when all its lines lie in them. */
  zones: z.array(z.string().trim().min(1).max(120)).max(500).nullable().default(null),
  channels: z.array(channel).nullable().default(null),
  fulfilment: z.enum(['delivery', 'collect']).nullable().default(null),
  /** Orders as urgent as this, or more: 1 is the most urgent, 9 the least. */
  priorityUpTo: integer.min(1).max(9).nullable().default(null),
  mostOrders: limit,
  mostLines: limit,
  mostUnits: limit,
  active: z.boolean().default(true),
});
export type WaveTemplateDraft = z.infer<typeof waveTemplateDraft>;
export const waveTemplateView = waveTemplateDraft.extend({ id: integer });
export type WaveTemplateView = z.infer<typeof waveTemplateView>;

/** Who picks at a facility, and how long what takes. */
export const pickingLabour = z.object({
  pickers: integer.min(1).max(1000).default(4),
  fromMinutes: minutes.default(360),
  toMinutes: minutes.default(1200),
  secondsPerProduct: seconds.default(25),
  secondsPerZone: seconds.default(60),
  secondsPerUnit: seconds.default(6),
  secondsPerOrder: seconds.default(20),
  packingSecondsPerOrder: seconds.default(90),
  ordersPerBatch: integer.min(1).max(200).default(12),
  /** Parcels that the docks load in an hour; null: they are no limit. */
  dockParcelsPerHour: integer.min(1).max(100_000).nullable().default(null),
});
export type PickingLabourView = z.infer<typeof pickingLabour>;

/** What a wave comes to. Instants; effort in seconds. */
export const waveFigures = z.object({
  orders: integer,
  lines: integer,
  units: integer,
  /** As they are expected, by weight and volume in the largest box. */
  parcels: integer,
  batches: integer,
  pickSeconds: z.number(),
  /** When its last order is packed, and loaded where docks are a limit; null for a wave without orders. */
  readyAt: instant.nullable(),
  late: integer,
  atRisk: integer,
});
export type WaveFigures = z.infer<typeof waveFigures>;

export const waveOrderView = z.object({
  number: z.string(),
  customer: z.string().nullable(),
  channel,
  priority: integer,
  promisedAt: instant.nullable(),
  /** When it has to leave so that the promise holds. */
  leavesBy: instant.nullable(),
  carrier: z.string().nullable(),
  service: z.string().nullable(),
  lines: integer,
  units: integer,
  /** When it would be, or is to be, packed. */
  readyAt: instant.nullable(),
  state: z.enum(['inTime', 'atRisk', 'late']),
  /** Of its shipment, once released. */
  shipment: z.string().nullable(),
  shipmentStatus: z.string().nullable(),
});
export type WaveOrderView = z.infer<typeof waveOrderView>;

/** A batch of a wave on one picker's day. */
export const batchView = z.object({
  picker: integer,
  startsAt: instant,
  endsAt: instant,
  orders: integer,
  late: integer,
});
export type BatchView = z.infer<typeof batchView>;

export const proposedWaveView = z.object({
  templateId: integer,
  name: z.string(),
  releaseAt: instant,
  cutOffAt: instant,
  figures: waveFigures,
  orders: z.array(waveOrderView),
  batches: z.array(batchView),
});
export type ProposedWaveView = z.infer<typeof proposedWaveView>;

export const waveView = z.object({
  id: integer,
  number: z.string(),
  name: z.string(),
  facility: z.string(),
  facilityName: z.string(),
  timeZone: z.string(),
  status: z.enum(WAVE_STATUSES),
  releaseAt: instant,
  cutOffAt: instant,
  orders: integer,
  lines: integer,
  units: integer,
  /** Of its shipments, once released. */
  picked: integer,
  packed: integer,
  left: integer,
  actor: z.string(),
  createdAt: instant,
  releasedAt: instant.nullable(),
});
export type WaveView = z.infer<typeof waveView>;

const refused = z.object({ number: z.string(), code: z.string(), reason: z.string() });

/** What a day at a facility is tried with; nothing of it is kept. */
export const dayTrial = z.object({
  facility: code,
  day,
  /** Added to, or taken from, the pickers that the facility has. */
  extraPickers: integer.min(-500).max(500).default(0),
  /** Templates released at another time of the day, by their id. */
  releaseMinutes: z.record(z.string(), minutes).default({}),
});
export type DayTrial = z.infer<typeof dayTrial>;

/** No template takes it; no picker has time; the waves, the docks or its carrier have no room. */
export const LEFT_OVER_REASONS = [
  'noTemplate',
  'noTimeLeft',
  'wavesFull',
  'dockFull',
  'carrierFull',
] as const;
export type LeftOverReason = (typeof LEFT_OVER_REASONS)[number];

export const dayProposal = z.object({
  waves: z.array(proposedWaveView),
  leftOver: z.array(waveOrderView.extend({ reason: z.enum(LEFT_OVER_REASONS) })),
  timeZone: z.string(),
  pickers: integer,
  shiftFrom: instant,
  shiftTo: instant,
  /** The same orders picked as they came in. */
  firstCome: z.object({ pickSeconds: z.number(), late: integer, leftOver: integer }),
  computedInMs: z.number(),
});
export type DayProposal = z.infer<typeof dayProposal>;

const waveId = z.object({ waveId: integer });
const orderMove = z.object({
  numbers: z.array(z.string()).min(1).max(20_000),
  from: integer.nullable(),
  to: integer.nullable(),
});
export type OrderMove = z.infer<typeof orderMove>;

export const wavesContract = {
  templates: reads('network:read')
    .input(z.object({ facility: code.optional() }))
    .output(z.array(waveTemplateView)),
  /** @throws CONFLICT `unknownFacility`, `cutOffBeforeRelease`, `unknownCarrier`, `unknownService`, `serviceOfOtherCarrier` */
  saveTemplate: writes('orders:write')
    .input(waveTemplateDraft.extend({ id: integer.optional() }))
    .output(waveTemplateView),
  removeTemplate: writes('orders:write')
    .input(z.object({ id: integer }))
    .output(z.object({})),
  /** What a template of a facility can be limited to. @throws CONFLICT `unknownFacility` */
  templateChoices: reads('network:read')
    .input(z.object({ facility: code }))
    .output(
      z.object({
        carriers: z.array(z.object({ code: z.string(), name: z.string() })),
        services: z.array(z.object({ key: z.string(), name: z.string(), carrier: z.string() })),
        zones: z.array(z.string()),
      }),
    ),
  labour: reads('network:read')
    .input(z.object({ facility: code }))
    .output(pickingLabour),
  /** @throws CONFLICT `unknownFacility`, `shiftEndsBeforeItBegins` */
  saveLabour: writes('orders:write')
    .input(pickingLabour.extend({ facility: code }))
    .output(z.object({})),
  /** Facilities with sourced orders that no wave holds yet, the fullest first; with templates but without orders last. */
  facilities: reads('orders:read').output(
    z.array(z.object({ code: z.string(), name: z.string(), kind: z.string(), orders: integer })),
  ),
  /** Waves for a day from the facility's templates; nothing is kept. @throws CONFLICT `unknownFacility` */
  propose: reads('orders:read').input(dayTrial).output(dayProposal),
  /**
   * Keeps waves. An order is in one wave of a facility at a time: one that has meanwhile been put into another is left out and named.
   * @throws CONFLICT `unknownFacility`
   */
  plan: writes('orders:write')
    .input(
      z.object({
        facility: code,
        waves: z
          .array(
            z.object({
              templateId: integer.nullable().default(null),
              name: z.string().trim().min(1).max(120),
              releaseAt: instant,
              cutOffAt: instant,
              orders: z.array(z.string()).min(1).max(20_000),
            }),
          )
          .min(1)
          .max(100),
      }),
    )
    .output(z.object({ waveIds: z.array(integer), refused: z.array(refused) })),
  waves: reads('orders:read')
    .input(
      z.object({
        facility: code.optional(),
        statuses: z.array(z.enum(WAVE_STATUSES)).optional(),
        limit: integer.min(1).max(1000).default(200),
      }),
    )
    .output(z.array(waveView)),
  wave: reads('orders:read')
    .input(waveId)
    .output(waveView.extend({ figures: waveFigures, orderRows: z.array(waveOrderView) })),
  /**
   * Takes orders of a planned wave, or (`from` null) orders that no wave holds, to another planned wave of the facility, or to none.
   * @throws CONFLICT `notPlanned`, `otherFacility`
   */
  moveOrders: writes('orders:write')
    .input(orderMove)
    .output(z.object({ moved: integer })),
  /** What moving would make of both waves; null where no wave is. Changes nothing. @throws CONFLICT `notPlanned`, `otherFacility` */
  previewMove: reads('orders:read')
    .input(orderMove)
    .output(
      z.object({
        from: z.object({ before: waveFigures, after: waveFigures }).nullable(),
        to: z.object({ before: waveFigures, after: waveFigures }).nullable(),
      }),
    ),
  /** Kept waves that a day releases and the floor has not finished, with the work that is left in each. @throws CONFLICT `unknownFacility` */
  load: reads('orders:read')
    .input(z.object({ facility: code, day }))
    .output(
      z.array(
        z.object({
          id: integer,
          number: z.string(),
          name: z.string(),
          status: z.enum(WAVE_STATUSES),
          releaseAt: instant,
          cutOffAt: instant,
          figures: waveFigures,
        }),
      ),
    ),
  /** @throws CONFLICT `notPlanned` */
  remove: writes('orders:write').input(waveId).output(z.object({})),
  /** Exactly what releasing would do now: what is written and sent, and which orders cannot go. */
  preview: reads('orders:read')
    .input(z.object({ waveIds: z.array(integer).min(1).max(100) }))
    .output(
      z.object({
        orders: integer,
        lines: integer,
        units: integer,
        shipments: integer,
        messages: z.array(z.object({ feed: z.string(), kind: z.string(), count: integer })),
        refused: z.array(refused),
      }),
    ),
  /**
   * What releasing would send now, word for word as the feed would write it: the first of each feed's messages. Nothing is written
   * or sent. @throws CONFLICT `notPlanned`
   */
  messages: reads('orders:read')
    .input(
      z.object({
        waveIds: z.array(integer).min(1).max(100),
        ofEachFeed: integer.min(1).max(100).default(10),
      }),
    )
    .output(
      z.array(
        z.object({
          feed: z.string(),
          kind: messageKind,
          subject: z.string(),
          /** Name of the file that it becomes; null where it is sent in another way. */
          fileName: z.string().nullable(),
          text: z.string(),
        }),
      ),
    ),
  /**
   * Starts a job (kind `waves.release`): checks every order again and gives all waves to the floor in one transaction; outcome
   * `{waves, orders, shipments, messages, refused}`. Orders that can no longer go leave their wave and are named.
   * The job fails with CONFLICT `notPlanned` when one of the waves was released or removed meanwhile: then none is.
   */
  release: writes('orders:write')
    .input(z.object({ waveIds: z.array(integer).min(1).max(100) }))
    .output(z.object({ jobId: z.string() })),
  /**
   * Takes a released wave back: before anything is picked it is planned again; afterwards it is closed: what was picked stays, and the
   * remainder is sourced as before. @throws CONFLICT `notReleased`, `alreadySent` when another system has been told of its shipments
   */
  takeBack: writes('orders:write')
    .input(waveId)
    .output(z.object({ orders: integer, kept: integer })),
};
