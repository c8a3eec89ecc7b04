import { z } from 'zod';
import { instant, reads, writes } from './base.ts';

export const ETA_METHODS = ['ours', 'promise', 'laneMean', 'laneTransit', 'carrierEta'] as const;
export type EtaMethod = (typeof ETA_METHODS)[number];
export const ETA_GROUPINGS = ['lanes', 'carriers', 'services'] as const;
export type EtaGrouping = (typeof ETA_GROUPINGS)[number];

/** Which deliveries a shipment was compared with, from all of them to those of its lane and weekday. */
export const ETA_LEVELS = ['all', 'carrier', 'service', 'lane', 'season', 'weekday'] as const;
export type EtaLevel = (typeof ETA_LEVELS)[number];

/** Days; shares from 0 to 1. */
const errors = z.object({
  rows: z.number().int(),
  meanAbsoluteDays: z.number(),
  medianAbsoluteDays: z.number(),
  biasDays: z.number(),
  coverageP50: z.number(),
  coverageP90: z.number().nullable(),
});

const late = z.object({
  rows: z.number().int(),
  lateShare: z.number(),
  auc: z.number(),
  brier: z.number(),
  /** How often it was late where so much was said. */
  calibration: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      rows: z.number().int(),
      forecast: z.number(),
      observed: z.number(),
    }),
  ),
});

const methodMeasures = z.object({
  method: z.enum(ETA_METHODS),
  errors,
  oursOnSameRows: errors,
  late: late.nullable(),
});
export type EtaMethodMeasures = z.infer<typeof methodMeasures>;

const groupMeasures = z.object({
  group: z.string(),
  rows: z.number().int(),
  meanAbsoluteDays: z.number(),
  medianAbsoluteDays: z.number(),
  promiseMeanAbsoluteDays: z.number().nullable(),
  carrierMeanAbsoluteDays: z.number().nullable(),
  laneMeanAbsoluteDays: z.number().nullable(),
  coverageP90: z.number(),
  lateShare: z.number().nullable(),
  lateChance: z.number().nullable(),
});
export type EtaGroupMeasures = z.infer<typeof groupMeasures>;

/** The back-test: forecasts made at departure, from what had been delivered by then, beside what came. */
export const etaReport = z.object({
  deliveries: z.number().int(),
  tested: z.number().int(),
  testFrom: instant,
  testUntil: instant,
  methods: z.array(methodMeasures),
  lanes: z.array(groupMeasures),
  carriers: z.array(groupMeasures),
  services: z.array(groupMeasures),
});
export type EtaReport = z.infer<typeof etaReport>;

/** What was really said at departure, beside what came. */
const kept = z.object({
  rows: z.number().int(),
  meanAbsoluteDays: z.number(),
  coverageP90: z.number(),
  promiseMeanAbsoluteDays: z.number().nullable(),
  carrierMeanAbsoluteDays: z.number().nullable(),
});

export const etaOverview = z.object({
  /** Null before the first training. */
  model: z
    .object({
      trainedAt: instant,
      tookMs: z.number().int(),
      actor: z.string(),
      report: etaReport,
    })
    .nullable(),
  kept: kept.nullable(),
  /** The error of each training, the newest first. */
  trainings: z.array(
    z.object({
      trainedAt: instant,
      deliveries: z.number().int(),
      meanAbsoluteDays: z.number().nullable(),
      coverageP90: z.number().nullable(),
    }),
  ),
  /** A training that is under way. */
  jobId: z.string().nullable(),
});
export type EtaOverview = z.infer<typeof etaOverview>;

/** What a shipment's P50 and P90 are told from. */
export const shipmentEta = z.object({
  at: instant,
  lateChance: z.number().nullable(),
  /** `departure`, or the milestone of the scan that it is reckoned from. */
  since: z.string(),
  sinceAt: instant,
  level: z.enum(ETA_LEVELS),
  /** Deliveries of that level that are known. */
  known: z.number().int(),
  carrier: z.string(),
  service: z.string(),
  origin: z.string().nullable(),
  destination: z.string().nullable(),
  first: z.object({ at: instant, p50At: instant, p90At: instant, carrierEtaAt: instant.nullable() }),
});
export type ShipmentEta = z.infer<typeof shipmentEta>;

export const etaContract = {
  overview: reads('orders:read').output(etaOverview),
  /** Of these shipments, by id, those with a forecast of ours. */
  shipments: reads('orders:read')
    .input(z.object({ ids: z.array(z.number().int()).max(500) }))
    .output(z.array(shipmentEta.extend({ id: z.number().int() }))),
  /** Learns from what has been delivered. Starts a job (kind `eta.train`), or names the one that is under way. */
  train: writes('orders:write').output(z.object({ jobId: z.string() })),
  /** The back-test as a CSV file. Starts a job (kind `eta.file`); outcome as exports have it. */
  file: writes('orders:read')
    .input(z.object({ grouping: z.enum(ETA_GROUPINGS), language: z.enum(['en', 'fr']) }))
    .output(z.object({ jobId: z.string() })),
};
