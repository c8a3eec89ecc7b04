import { z } from 'zod';
import { instant, reads, writes } from './base.ts';
import { incidentKind, optionKind } from './incidents.ts';

const integer = z.number().int();

/** What incidents are counted by, to see where they come from. */
export const PARETO_DIMENSIONS = ['carrier', 'lane', 'facility', 'product', 'kind', 'sharedCause'] as const;
export const paretoDimension = z.enum(PARETO_DIMENSIONS);
export type ParetoDimension = z.infer<typeof paretoDimension>;

const DAY_MS = 86_400_000;
const MOST_DAYS = 732;

/** Incidents found from `from` (inclusive) to `to` (exclusive); two years at most. */
export const learningPeriod = z
  .object({ from: instant, to: instant })
  .refine(({ from, to }) => to > from, { path: ['to'], error: 'The period must end after it begins.' })
  .refine(({ from, to }) => to - from <= MOST_DAYS * DAY_MS, {
    path: ['from'],
    error: 'Choose a period of two years at most.',
  });
export type LearningPeriod = z.infer<typeof learningPeriod>;

/** A share from its parts: `of` is 0 when nothing is known. */
const known = z.object({ yes: integer, of: integer });
export type Known = z.infer<typeof known>;

/** Half of the cases took so long or less, and nine of ten; null when no case is known. */
const times = z.object({ of: integer, medianMs: z.number().nullable(), p90Ms: z.number().nullable() });
export type Times = z.infer<typeof times>;

/** `key` filters the inbox; a product's incidents count for each of its products, their cost is shared between them. */
export const paretoRow = z.object({
  key: z.string(),
  name: z.string(),
  incidents: integer,
  costMinor: integer,
});
export type ParetoRow = z.infer<typeof paretoRow>;

export const pareto = z.object({
  dimension: paretoDimension,
  /** Those that matter most by number or by cost. */
  rows: z.array(paretoRow),
  /** Of everything, those beyond the rows included. */
  groups: integer,
  incidents: integer,
  costMinor: integer,
});
export type Pareto = z.infer<typeof pareto>;

export const kindFigures = z.object({
  kind: incidentKind,
  incidents: integer,
  open: integer,
  /** Closed as no trouble at all; counted nowhere else. */
  dismissed: integer,
  toDetect: times,
  toResolve: times,
  costMinor: integer,
});
export type KindFigures = z.infer<typeof kindFigures>;

/** How well something that was chosen worked. */
const worked = z.object({
  chosen: integer,
  takenBack: integer,
  promise: known,
  costMinor: integer,
  medianMs: z.number().nullable(),
});
export const optionFigures = worked.extend({ option: optionKind });
export type OptionFigures = z.infer<typeof optionFigures>;
export const playbookFigures = worked.extend({ playbook: z.string() });
export type PlaybookFigures = z.infer<typeof playbookFigures>;

export const carrierScore = z.object({
  /** Empty: shipments without a carrier. */
  carrier: z.string(),
  shipments: integer,
  incidents: integer,
  /** Null without shipments. */
  perThousand: z.number().nullable(),
  late: known,
  meanDaysLate: z.number().nullable(),
  lost: integer,
  damaged: integer,
  claims: integer,
  claimedMinor: integer,
  paidMinor: integer,
  costMinor: integer,
});
export type CarrierScore = z.infer<typeof carrierScore>;

export const learning = z.object({
  currency: z.string(),
  incidents: integer,
  dismissed: integer,
  /** Actions and claims in other currencies; their money is in no sum. */
  otherCurrency: integer,
  cost: z.object({
    actionsMinor: integer,
    refundsMinor: integer,
    claimedMinor: integer,
    /** What carriers have paid back. */
    paidMinor: integer,
    netMinor: integer,
  }),
  toDetect: times,
  toResolve: times,
  promise: z.object({
    /** Of everything delivered in the period, and in the one as long before it. */
    now: known,
    before: known,
    /** Of the incidents of which both is known: the promise still held when they were found, and was kept in the end. */
    heldWhenFound: known,
    kept: known,
  }),
  paretos: z.array(pareto),
  kinds: z.array(kindFigures),
  options: z.array(optionFigures),
  playbooks: z.array(playbookFigures),
  carriers: z.array(carrierScore),
});
export type Learning = z.infer<typeof learning>;

export const LEARNING_TABLES = ['carriers', 'kinds', 'options', ...PARETO_DIMENSIONS] as const;
export const learningTable = z.enum(LEARNING_TABLES);
export type LearningTable = z.infer<typeof learningTable>;

export const learningExport = z.object({
  period: learningPeriod,
  table: learningTable,
  format: z.enum(['csv', 'xlsx']),
  /** Column keys with the headings shown; `words` says how codes are shown. */
  columns: z
    .array(
      z.object({ key: z.string(), heading: z.string(), words: z.record(z.string(), z.string()).optional() }),
    )
    .min(1)
    .max(40),
  language: z.enum(['en', 'fr']).default('en'),
  timeZone: z.string().default('UTC'),
});
export type LearningExport = z.infer<typeof learningExport>;

export const incidentLearningContract = {
  /** Where incidents come from, what they cost, how soon they are found and solved, and what helps. */
  show: reads('orders:read').input(learningPeriod).output(learning),
  /** Starts a job (kind `incidents.learning`); outcome as exports have it. */
  export: writes('orders:read')
    .input(learningExport)
    .output(z.object({ jobId: z.string() })),
};
