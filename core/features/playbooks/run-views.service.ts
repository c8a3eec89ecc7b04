import type { PlaybookDocument, PlaybookRun, RunStep } from '../../contract/playbooks.ts';
import type { AppContext } from '../context.ts';
import { isOver } from '../incidents/index.ts';
import { notFound } from '../procedures.ts';
import { factsOf } from './advance.service.ts';
import { fitsIncident } from './conditions.ts';
import { findDocuments, findPlaybooks, type StoredPlaybook } from './playbooks.queries.ts';
import { addShipped } from './playbooks.service.ts';
import { findIncidentOfRun, findSteps, listRuns, type RunFilter } from './runs.queries.ts';

type Listed = Awaited<ReturnType<typeof listRuns>>['rows'][number];
type StepRow = Awaited<ReturnType<typeof findSteps>>[number];

const MOST_PAST = 20;

/** Runs with their steps, newest first. */
export async function showRuns(
  ctx: AppContext,
  filter: RunFilter,
  page: { offset: number; limit: number },
): Promise<{ rows: PlaybookRun[]; total: number }> {
  const { read } = ctx.db;
  const { rows, total } = await listRuns(read, filter, page);
  const [documentOf, steps] = await Promise.all([
    findDocuments(read, rows),
    findSteps(
      read,
      rows.map(({ id }) => id),
    ),
  ]);
  const stepsOf = Map.groupBy(steps, ({ run_id }) => run_id);
  return {
    total,
    rows: rows.map((row) => toRun(row, documentOf(row)?.steps ?? [], stepsOf.get(row.id) ?? [])),
  };
}

/** The run of an incident, those before, and what could be started. @throws NOT_FOUND */
export async function showRunsOf(ctx: AppContext, incidentId: number) {
  await addShipped(ctx);
  const { read } = ctx.db;
  const incident = await findIncidentOfRun(read, incidentId);
  if (!incident) throw notFound('incident', String(incidentId));
  const [{ rows }, playbooks] = await Promise.all([
    showRuns(ctx, { incidentId }, { offset: 0, limit: MOST_PAST }),
    findPlaybooks(read, ['suggest', 'ask', 'itself']),
  ]);
  const run = rows.find(({ endedAt }) => endedAt === null) ?? null;
  const facts = factsOf(incident, ctx.clock());
  const had = new Set(rows.map(({ playbookId }) => playbookId));
  const fits = ({ id, document }: StoredPlaybook) =>
    !had.has(id) && fitsIncident(document.trigger, facts, null);
  const offers = run || isOver(incident) ? [] : playbooks.filter(fits);
  return {
    run,
    past: rows.filter(({ endedAt }) => endedAt !== null),
    offers: offers.map(({ id, name, shipped, document }) => {
      return { id, name, shipped, steps: document.steps.length };
    }),
  };
}

function toRun(row: Listed, steps: PlaybookDocument['steps'], told: readonly StepRow[]): PlaybookRun {
  const byPosition = new Map(told.map((step) => [step.position, step]));
  return {
    id: row.id,
    playbookId: row.playbook_id,
    playbook: row.name,
    shipped: row.shipped,
    version: row.version,
    incidentId: row.incident_id,
    key: row.key,
    kind: row.kind as PlaybookRun['kind'],
    state: row.state as PlaybookRun['state'],
    startedBy: row.started_by,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    reason: row.reason as PlaybookRun['reason'],
    wakesAt: row.wakes_at,
    costMinor: row.cost_minor,
    currency: row.currency,
    steps: steps.map((step, position): RunStep => {
      const known = byPosition.get(position);
      return {
        position,
        step,
        state: (known?.state ?? 'next') as RunStep['state'],
        at: known?.at ?? null,
        costMinor: known?.cost_minor ?? 0,
        reason: known?.reason ?? null,
      };
    }),
  };
}
