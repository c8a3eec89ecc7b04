import { type Kysely, type RawBuilder, sql } from 'kysely';
import {
  type IncidentCondition,
  PLAYBOOK_ACTOR,
  type RunReason,
  type RunState,
} from '../../contract/playbooks.ts';
import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { Row, Tables } from '../../db/tables.ts';
import { DETECTOR, NOT_OVER, TOP_LEVEL } from '../incidents/index.ts';

type Read = Kysely<Tables>;

/** What people do to an incident that takes it out of a playbook's hands. */
const BY_HAND = ['acted', 'undone', 'assigned', 'snoozed', 'resolved', 'dismissed', 'reopened', 'merged'];

/** Of events `e`: those of people, not of the program and not of playbooks. */
const BY_PEOPLE: RawBuilder<boolean> = sql`e.kind in (${sql.join(BY_HAND)}) and e.actor <> ${DETECTOR} and e.actor not like ${`${PLAYBOOK_ACTOR}%`}`;

export type IncidentOfRun = Pick<
  Row<'incident'>,
  | 'id'
  | 'kind'
  | 'severity'
  | 'state'
  | 'entity'
  | 'entity_key'
  | 'segment'
  | 'carrier'
  | 'facility'
  | 'promised_at'
  | 'expected_at'
  | 'detected_at'
  | 'money_minor'
  | 'orders'
  | 'currency'
>;

const INCIDENT = [
  'i.id',
  'i.kind',
  'i.severity',
  'i.state',
  'i.entity',
  'i.entity_key',
  'i.segment',
  'i.carrier',
  'i.facility',
  'i.promised_at',
  'i.expected_at',
  'i.detected_at',
  'i.money_minor',
  'i.orders',
  'i.currency',
] as const;

export async function findIncidentOfRun(read: Read, id: number): Promise<IncidentOfRun | undefined> {
  return read.selectFrom('incident as i').select(INCIDENT).where('i.id', '=', id).executeTakeFirst();
}

/** Whether somebody (not the program, not a playbook) has done something about the incident after an event. */
export async function isTakenOver(
  read: Read,
  { incidentId, afterEventId }: { incidentId: number; afterEventId: number },
): Promise<boolean> {
  const row = await read
    .selectFrom('incident_event as e')
    .select('e.id')
    .where('e.incident_id', '=', incidentId)
    .where('e.id', '>', afterEventId)
    .where(BY_PEOPLE)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function findNewestEvent(read: Read, incidentId: number): Promise<number> {
  const row = await read
    .selectFrom('incident_event')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('incident_id', '=', incidentId)
    .executeTakeFirst();
  return Number(row?.id ?? 0);
}

/**
 * Open incidents on the top level that nobody has taken care of and no playbook is about, as far as a condition can say in SQL; the
 * gravest and most pressing first. `playbookId`: those that it had leave it alone.
 */
export function findCandidates(
  read: Read,
  trigger: IncidentCondition,
  given: { playbookId: number | null; limit: number },
): Promise<IncidentOfRun[]> {
  const { kinds, severities, segments, carriers, facilities } = trigger;
  let query = read
    .selectFrom('incident as i')
    .select(INCIDENT)
    .where('i.state', '=', 'open')
    .where('i.owner', 'is', null)
    .where(TOP_LEVEL)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('playbook_run as r')
            .select('r.id')
            .whereRef('r.incident_id', '=', 'i.id')
            .where((or) =>
              or.or([
                or('r.active', '=', 1),
                or('r.reason', '=', 'takenOver'),
                ...(given.playbookId === null ? [] : [or('r.playbook_id', '=', given.playbookId)]),
              ]),
            ),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('incident_event as e')
            .select('e.id')
            .whereRef('e.incident_id', '=', 'i.id')
            .where(BY_PEOPLE),
        ),
      ),
    );
  if (kinds) query = query.where('i.kind', 'in', kinds);
  if (severities) query = query.where('i.severity', 'in', severities);
  if (segments) query = query.where('i.segment', 'in', segments);
  if (carriers) query = query.where('i.carrier', 'in', carriers);
  if (facilities) query = query.where('i.facility', 'in', facilities);
  return query.orderBy('i.severity').orderBy('i.due_at').orderBy('i.id').limit(given.limit).execute();
}

/** Runs with something to be done: their time has come, their incident is over or was taken in hand, their playbook is off. */
export async function findDueRuns(read: Read, now: number): Promise<number[]> {
  const rows = await read
    .selectFrom('playbook_run as r')
    .innerJoin('incident as i', 'i.id', 'r.incident_id')
    .innerJoin('playbook as p', 'p.id', 'r.playbook_id')
    .select('r.id')
    .where('r.active', '=', 1)
    .where((eb) =>
      eb.or([
        eb('r.state', '=', 'running'),
        eb('r.wakes_at', '<=', now),
        eb('r.watches', '=', 1),
        eb('i.state', 'not in', NOT_OVER),
        eb('p.mode', '=', 'off'),
        eb.exists(
          eb
            .selectFrom('incident_event as e')
            .select('e.id')
            .whereRef('e.incident_id', '=', 'r.incident_id')
            .whereRef('e.id', '>', 'r.after_event_id')
            .where(BY_PEOPLE),
        ),
      ]),
    )
    .orderBy('r.id')
    .execute();
  return rows.map(({ id }) => id);
}

export function findRun(read: Read, id: number): Promise<Row<'playbook_run'> | undefined> {
  return read.selectFrom('playbook_run').selectAll().where('id', '=', id).executeTakeFirst();
}

/** @returns its id; null when another playbook has begun meanwhile */
export async function insertRun(
  trx: WriteTransaction,
  run: {
    playbookId: number;
    version: number;
    incidentId: number;
    currency: string;
    startedBy: string;
    byHand: boolean;
    afterEventId: number;
  },
  at: number,
): Promise<number | null> {
  const row = await trx
    .insertInto('playbook_run')
    .values({
      playbook_id: run.playbookId,
      version: run.version,
      incident_id: run.incidentId,
      state: 'running',
      active: 1,
      wakes_at: null,
      allowed_position: null,
      by_hand: run.byHand ? 1 : 0,
      currency: run.currency,
      started_by: run.startedBy,
      started_at: at,
      after_event_id: run.afterEventId,
      ended_at: null,
      reason: null,
    })
    .onConflict((on) => on.columns(['incident_id', 'active']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export interface RunChange {
  state: RunState;
  position: number;
  wakes_at: number | null;
  watches?: number;
  allowed_position: number | null;
  cost_minor: number;
  ended_at?: number;
  reason?: RunReason;
}

/** Moves a run on from where it was. @returns false when somebody else has moved it meanwhile */
export async function moveRun(
  trx: WriteTransaction,
  { id, position, state }: Pick<Row<'playbook_run'>, 'id' | 'position' | 'state'>,
  change: RunChange,
): Promise<boolean> {
  const over = change.ended_at !== undefined;
  const { numUpdatedRows } = await trx
    .updateTable('playbook_run')
    .set({ watches: 0, ...change, ...(over ? { active: null } : {}) })
    .where('id', '=', id)
    .where('position', '=', position)
    .where('state', '=', state)
    .where('active', '=', 1)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

export async function writeStep(
  trx: WriteTransaction,
  step: {
    runId: number;
    position: number;
    state: string;
    costMinor: number;
    currency: string;
    reason: string | null;
  },
  at: number,
): Promise<void> {
  const told = { state: step.state, at, cost_minor: step.costMinor, reason: step.reason };
  await trx
    .insertInto('playbook_step')
    .values({ run_id: step.runId, position: step.position, currency: step.currency, ...told })
    .onConflict((on) => on.columns(['run_id', 'position']).doUpdateSet(told))
    .execute();
}

export function findSteps(read: Read, runIds: readonly number[]): Promise<Row<'playbook_step'>[]> {
  return inPieces(runIds, (piece) =>
    read.selectFrom('playbook_step').selectAll().where('run_id', 'in', piece).orderBy('position').execute(),
  );
}

export interface RunFilter {
  playbookId?: number | undefined;
  incidentId?: number | undefined;
  states?: readonly RunState[] | undefined;
}

/** Runs with what they are about, the newest first. */
export async function listRuns(
  read: Read,
  filter: RunFilter,
  { offset, limit }: { offset: number; limit: number },
) {
  let query = read
    .selectFrom('playbook_run as r')
    .innerJoin('playbook as p', 'p.id', 'r.playbook_id')
    .innerJoin('incident as i', 'i.id', 'r.incident_id');
  if (filter.playbookId !== undefined) query = query.where('r.playbook_id', '=', filter.playbookId);
  if (filter.incidentId !== undefined) query = query.where('r.incident_id', '=', filter.incidentId);
  if (filter.states?.length) query = query.where('r.state', 'in', filter.states);
  const [rows, count] = await Promise.all([
    query
      .selectAll('r')
      .select(['p.name', 'p.shipped', 'i.entity_key as key', 'i.kind'])
      .orderBy('r.id', 'desc')
      .offset(offset)
      .limit(limit)
      .execute(),
    query.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  ]);
  return { rows, total: Number(count.total) };
}
