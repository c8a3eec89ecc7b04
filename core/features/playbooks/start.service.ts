import { PLAYBOOK_ACTOR } from '../../contract/playbooks.ts';
import type { AppContext } from '../context.ts';
import { isOver, tellWithin } from '../incidents/index.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { advanceRun, factsOf } from './advance.service.ts';
import { fitsIncident } from './conditions.ts';
import { arePaused } from './playbook-settings.ts';
import { findPlaybooks, type StoredPlaybook } from './playbooks.queries.ts';
import {
  findCandidates,
  findIncidentOfRun,
  findNewestEvent,
  type IncidentOfRun,
  insertRun,
} from './runs.queries.ts';
import { inTurn } from './turns.ts';

/** So many incidents are looked at for a playbook, and so many runs begun, before others have their turn. */
const MOST_LOOKED_AT = 2_000;
const MOST_BEGUN = 50;

/** Begins the runs of playbooks that start by themselves. @returns how many */
export async function startFitting(ctx: AppContext): Promise<number> {
  let begun = 0;
  for (const playbook of await findPlaybooks(ctx.db.read, ['ask', 'itself'])) {
    const fitting = await findFitting(ctx, playbook, playbook.id);
    for (const incident of fitting.slice(0, MOST_BEGUN - begun)) {
      const actor = `${PLAYBOOK_ACTOR}${playbook.name}`;
      const id = await begin({ ...ctx, actor }, playbook, incident, false);
      if (id === null) continue;
      begun += 1;
      await advanceRun(ctx, id);
    }
    if (begun >= MOST_BEGUN) break;
  }
  return begun;
}

/** Open incidents that a playbook is for and that nobody has in hand, the gravest first. */
export async function findFitting(
  ctx: AppContext,
  { document }: Pick<StoredPlaybook, 'document'>,
  playbookId: number | null,
): Promise<IncidentOfRun[]> {
  const { trigger } = document;
  const given = { playbookId, limit: MOST_LOOKED_AT };
  const found = await findCandidates(ctx.db.read, trigger, given);
  const now = ctx.clock();
  return found.filter((incident) => fitsIncident(trigger, factsOf(incident, now), null));
}

/** @throws NOT_FOUND; CONFLICT `paused`, `off`, `notOpen`, `running` */
export function startPlaybook(
  ctx: AppContext,
  { playbookId, incidentId }: { playbookId: number; incidentId: number },
): Promise<{ runId: number }> {
  return inTurn(ctx, async () => {
    await refusePaused(ctx);
    const playbook = (await findPlaybooks(ctx.db.read)).find(({ id }) => id === playbookId);
    if (!playbook) throw notFound('playbook', String(playbookId));
    if (playbook.mode === 'off') {
      throw conflict(`${playbook.name} is off.`, 'off', 'Let it suggest itself first.');
    }
    const incident = await findIncidentOfRun(ctx.db.read, incidentId);
    if (!incident) throw notFound('incident', String(incidentId));
    if (isOver(incident)) {
      throw conflict(`${incident.entity_key} is closed.`, 'notOpen', 'Open it again first.');
    }
    const runId = await begin(ctx, playbook, incident, true);
    if (runId === null) {
      throw conflict(`A playbook is at work on ${incident.entity_key}.`, 'running', 'Take it over first.');
    }
    await advanceRun(ctx, runId);
    return { runId };
  });
}

/** @throws CONFLICT `paused` */
export async function refusePaused(ctx: AppContext): Promise<void> {
  if (!(await arePaused(ctx))) return;
  throw conflict('All playbooks are paused.', 'paused', 'Let them go on first.');
}

function begin(
  ctx: AppContext,
  playbook: StoredPlaybook,
  incident: IncidentOfRun,
  byHand: boolean,
): Promise<number | null> {
  return runCommand(ctx, 'playbooks.start', async (command) => {
    const id = await insertRun(
      command.trx,
      {
        playbookId: playbook.id,
        version: playbook.version,
        incidentId: incident.id,
        currency: incident.currency,
        startedBy: ctx.actor,
        byHand,
        afterEventId: await findNewestEvent(command.trx, incident.id),
      },
      command.at,
    );
    if (id !== null) await tellBegun(command, ctx.actor, { id, playbook, incident });
    return id;
  });
}

async function tellBegun(
  command: Command,
  actor: string,
  { id, playbook, incident }: { id: number; playbook: StoredPlaybook; incident: IncidentOfRun },
): Promise<void> {
  const about = { id: incident.id, key: incident.entity_key, actor };
  await tellWithin(command, about, { detail: 'started', note: playbook.name });
  command.record({
    entity: 'playbookRun',
    id,
    key: playbook.name,
    before: null,
    after: { incident: incident.entity_key, version: playbook.version },
  });
  command.publish({ type: 'playbooks.changed' });
}
