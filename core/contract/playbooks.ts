import { z } from 'zod';
import { byId, instant, page, range, reads, writes } from './base.ts';
import { incidentKind, optionKind, severity } from './incidents.ts';

const integer = z.number().int();
const minor = integer.min(0);

/** Which incidents are meant; what is left out does not matter. An incident has to fit all of it. */
export const incidentCondition = z.object({
  kinds: z.array(incidentKind).optional(),
  severities: z.array(severity).optional(),
  segments: z.array(z.string()).optional(),
  carriers: z.array(z.string()).optional(),
  facilities: z.array(z.string()).optional(),
  /** Hours beyond the promise, by what is expected now; the minimum fits, the maximum does not. */
  hoursLate: range.optional(),
  /** Hours since it was detected. */
  hoursOpen: range.optional(),
  /** At stake, in minor units. */
  moneyMinor: range.optional(),
  /** Orders that it hits. */
  orders: range.optional(),
  /** Of the step's way out: what it costs, and what is left of the order after it. Other steps have none and do not fit. */
  optionCostMinor: range.optional(),
  optionMarginMinor: range.optional(),
  /** Of the step's way out: whether the promise is kept. */
  keepsPromise: z.boolean().optional(),
});
export type IncidentCondition = z.infer<typeof incidentCondition>;
export type IncidentAttribute = keyof IncidentCondition;

const common = {
  id: z.string().min(1).max(60),
  /** Only then; else the step is left out. */
  when: incidentCondition.default({}),
};

export const playbookStep = z.discriminatedUnion('kind', [
  /** Chooses a way out; left out where it is none for the incident. */
  z.object({ ...common, kind: z.literal('option'), option: optionKind }),
  /** Gives it to somebody. */
  z.object({ ...common, kind: z.literal('assign'), owner: z.string().trim().min(1).max(120) }),
  /** A note; who is named with @ is told. */
  z.object({ ...common, kind: z.literal('comment'), note: z.string().trim().min(1).max(2000) }),
  /** So long, or until the incident fits a condition. */
  z.object({
    ...common,
    kind: z.literal('wait'),
    minutes: integer.min(1).max(43_200),
    until: incidentCondition.nullable().default(null),
  }),
  /** Ends it here. */
  z.object({ ...common, kind: z.literal('stop') }),
]);
export type PlaybookStep = z.infer<typeof playbookStep>;
export type PlaybookStepKind = PlaybookStep['kind'];
export const STEP_KINDS = ['option', 'assign', 'comment', 'wait', 'stop'] as const;

/** What one version of a playbook says. */
export const playbookDocument = z.object({
  /** For which incidents. */
  trigger: incidentCondition,
  steps: z.array(playbookStep).min(1).max(30),
  /** By itself it spends no more on one incident, and in 24 hours on all; null = no limit. Above, it asks. */
  perRunMinor: minor.nullable(),
  perDayMinor: minor.nullable(),
});
export type PlaybookDocument = z.infer<typeof playbookDocument>;

/**
 * `off`: nothing; `suggest`: the incident offers it, somebody starts it; `ask`: it starts by itself and asks before each way out;
 * `itself`: ways out within the limits need no yes.
 */
export const PLAYBOOK_MODES = ['off', 'suggest', 'ask', 'itself'] as const;
export const playbookMode = z.enum(PLAYBOOK_MODES);
export type PlaybookMode = z.infer<typeof playbookMode>;

export const RUN_STATES = ['running', 'waiting', 'asking', 'done', 'stopped'] as const;
export const runState = z.enum(RUN_STATES);
export type RunState = z.infer<typeof runState>;

/** How playbooks sign what they do: this, then their name. */
export const PLAYBOOK_ACTOR = 'playbook ';

/** The name of the playbook that signs so; null for people and the program. */
export function playbookOf(actor: string): string | null {
  return actor.startsWith(PLAYBOOK_ACTOR) ? actor.slice(PLAYBOOK_ACTOR.length) : null;
}

/** Why a run is over. */
export const RUN_REASONS = ['finished', 'stopped', 'incidentOver', 'takenOver'] as const;
export type RunReason = (typeof RUN_REASONS)[number];
/** Why a step is asked: as its mode says, beyond the limits, or in another currency than they are. */
export const ASK_REASONS = ['mode', 'perRun', 'perDay', 'currency'] as const;
export type AskReason = (typeof ASK_REASONS)[number];
/** Why a step was left out: its condition, no such way out, or it could not be done any more. */
export const SKIP_REASONS = ['condition', 'noWayOut', 'failed', 'refused'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Playbooks that come with the program, by code; their names until somebody gives them others. */
export const SHIPPED_NAMES = {
  lostParcel: 'Lost parcel: claim, ship again',
  lateVip: 'Late VIP: the fastest way',
  shortPick: 'Short pick: substitute, split or wait',
  failedAttempt: 'Failed attempt: our tour or a store',
  silentParcel: 'No scan: chase, then claim',
  carrierOutage: 'Outage: tell customers, chase',
} as const;
export type ShippedPlaybook = keyof typeof SHIPPED_NAMES;

export const playbookHead = z.object({
  id: integer,
  name: z.string(),
  /** Of one that comes with the program: which. */
  shipped: z.string().nullable(),
  mode: playbookMode,
  version: integer,
  updatedAt: instant,
  steps: integer,
  /** Runs now, and those that ask. */
  running: integer,
  asking: integer,
  /** In the last 24 hours. */
  runsToday: integer,
  costTodayMinor: integer,
});
export type PlaybookHead = z.infer<typeof playbookHead>;

export const playbookView = playbookHead.extend({
  document: playbookDocument,
  versions: z.array(z.object({ version: integer, actor: z.string(), at: instant })),
});
export type PlaybookView = z.infer<typeof playbookView>;

export const STEP_STATES = ['done', 'skipped', 'waiting', 'asking', 'next'] as const;
export const runStep = z.object({
  position: integer,
  step: playbookStep,
  state: z.enum(STEP_STATES),
  at: instant.nullable(),
  costMinor: integer,
  /** Why it is asked or was left out. */
  reason: z.string().nullable(),
});
export type RunStep = z.infer<typeof runStep>;

export const playbookRun = z.object({
  id: integer,
  playbookId: integer,
  playbook: z.string(),
  /** Of one that comes with the program: which. */
  shipped: z.string().nullable(),
  version: integer,
  incidentId: integer,
  key: z.string(),
  kind: incidentKind,
  state: runState,
  startedBy: z.string(),
  startedAt: instant,
  endedAt: instant.nullable(),
  reason: z.enum(RUN_REASONS).nullable(),
  wakesAt: instant.nullable(),
  costMinor: integer,
  currency: z.string(),
  steps: z.array(runStep),
});
export type PlaybookRun = z.infer<typeof playbookRun>;

/** What a playbook would do about the incidents that are open now. */
export const playbookTrial = z.object({
  /** Open incidents that it is for, and how many of them were worked out. */
  incidents: integer,
  worked: integer,
  /** Of those worked out, by themselves and with a yes; scaled to all. */
  costMinor: integer,
  currency: z.string(),
  byItself: integer,
  asks: integer,
  /** How often each step would be done. */
  steps: z.array(z.object({ id: z.string(), done: integer, skipped: integer, asked: integer })),
  examples: z.array(
    z.object({
      incidentId: integer,
      key: z.string(),
      kind: incidentKind,
      costMinor: integer,
      /** Ways out that it would choose, in their order. */
      options: z.array(optionKind),
      asks: z.enum(ASK_REASONS).nullable(),
    }),
  ),
  tookMs: z.number(),
});
export type PlaybookTrial = z.infer<typeof playbookTrial>;

const byRun = z.object({ runId: integer });
const named = z.object({ name: z.string().trim().min(1).max(80), document: playbookDocument });

export const playbooksContract = {
  /** All playbooks by name; those that come with the program come into being with the first question. */
  list: reads('orders:read').output(z.object({ rows: z.array(playbookHead), paused: z.boolean() })),
  get: reads('orders:read').input(byId).output(playbookView),
  /** Off, with a first version. @throws CONFLICT `nameTaken` */
  create: writes('rules:manage').input(named).output(byId),
  /** A new version; runs under way go on with theirs. @throws CONFLICT `nameTaken` */
  save: writes('rules:manage')
    .input(named.extend({ id: integer }))
    .output(z.object({ version: integer })),
  setMode: writes('rules:manage')
    .input(byId.extend({ mode: playbookMode }))
    .output(z.object({})),
  /** It starts no more; what it did stays in the journal. Its runs under way stop. */
  remove: writes('rules:manage').input(byId).output(z.object({})),
  /** While paused nothing starts and no step is done; timers that run out meanwhile count afterwards. */
  pause: writes('rules:manage')
    .input(z.object({ on: z.boolean() }))
    .output(z.object({ paused: z.boolean() })),
  /** What a document would have done about the incidents open now. Nothing is written. */
  try: reads('orders:read')
    .input(z.object({ document: playbookDocument, mode: playbookMode }))
    .output(playbookTrial),
  /** Runs, newest first. */
  runs: reads('orders:read')
    .input(z.object({ playbookId: integer.optional(), states: z.array(runState).optional(), ...page }))
    .output(z.object({ rows: z.array(playbookRun), total: integer })),
  /** Its run, those before, and the playbooks that fit it and could be started. */
  ofIncident: reads('orders:read')
    .input(z.object({ incidentId: integer }))
    .output(
      z.object({
        run: playbookRun.nullable(),
        past: z.array(playbookRun),
        offers: z.array(playbookHead.pick({ id: true, name: true, shipped: true, steps: true })),
      }),
    ),
  /** By hand: its ways out need no yes within the limits. @throws CONFLICT `running`, `notOpen`, `off`, `paused` */
  start: writes('orders:write')
    .input(z.object({ playbookId: integer, incidentId: integer }))
    .output(byRun),
  /** Yes does the step that it asks for, no leaves it out. @throws CONFLICT `notAsking`, `paused` */
  answer: writes('orders:write')
    .input(byRun.extend({ yes: z.boolean() }))
    .output(z.object({})),
  /** The incident is a person's from now on: the run ends. @throws CONFLICT `over` */
  takeOver: writes('orders:write').input(byRun).output(z.object({})),
};
