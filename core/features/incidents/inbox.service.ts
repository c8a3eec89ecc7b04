import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { findInside, setIncidents, setWatched } from './inbox.queries.ts';
import { isOver } from './incident-states.ts';
import {
  endIncidents,
  findIncidents,
  type IncidentTableRow,
  insertEvents,
  openAgain,
} from './incidents.queries.ts';
import { insertMentions } from './mentions.queries.ts';
import { namedIn } from './mentions.ts';
import { findTeams } from './teams.queries.ts';

/** Gives incidents to somebody, to nobody, or to a team. @returns whose they were before. @throws NOT_FOUND */
export async function assignIncidents(
  ctx: AppContext,
  ids: readonly number[],
  { owner, teamId }: { owner: string | null; teamId?: number | null | undefined },
) {
  const before = new Map<string, { owner: string | null; teamId: number | null; ids: number[] }>();
  const counted = await changeOpen(ctx, 'incidents.assign', ids, async (command, rows) => {
    for (const { id, owner: was, team_id } of rows) {
      const name = JSON.stringify([was, team_id]);
      const own = before.get(name) ?? { owner: was, teamId: team_id, ids: [] };
      before.set(name, own);
      own.ids.push(id);
    }
    const team = typeof teamId === 'number' ? await teamNamed(command, teamId) : null;
    const values = { owner, ...(teamId === undefined ? {} : { team_id: teamId }) };
    await setIncidents(command.trx, idsOf(rows), values, command.at);
    return { kind: 'assigned', detail: owner ?? team, after: { owner, ...(team ? { team } : {}) } };
  });
  return { ...counted, before: [...before.values()] };
}

async function teamNamed({ trx }: Command, id: number): Promise<string> {
  const team = (await findTeams(trx)).find((one) => one.id === id);
  if (!team) throw notFound('team', String(id));
  return team.name;
}

/** Puts incidents off: they come back by themselves, or when they become graver. Those inside go along. */
export function snoozeIncidents(ctx: AppContext, ids: readonly number[], until: number) {
  return changeOpen(ctx, 'incidents.snooze', ids, async (command, rows) => {
    const values = { state: 'snoozed', snoozed_until: until };
    const all = [...idsOf(rows), ...(await findInside(command.trx, idsOf(rows)))];
    await setIncidents(command.trx, all, values, command.at);
    return { kind: 'snoozed', detail: String(until), after: values };
  });
}

/** Closes incidents, and those inside. They open again only when it becomes worse. */
export function resolveIncidents(
  ctx: AppContext,
  ids: readonly number[],
  { as, note }: { as: 'resolved' | 'dismissed'; note: string | null },
) {
  return changeOpen(ctx, 'incidents.resolve', ids, async (command, rows) => {
    const resolution = as === 'dismissed' ? ('dismissed' as const) : ('byHand' as const);
    const all = [...idsOf(rows), ...(await findInside(command.trx, idsOf(rows)))];
    const ended = all.map((id) => ({ id, state: as, resolution, active: 1 as const }));
    await endIncidents(command.trx, command, ended, command.at);
    return { kind: as, detail: resolution, note, after: { state: as } };
  });
}

/** Opens closed or snoozed incidents again. @throws CONFLICT `replaced` when the same thing has a newer one */
export function reopenIncidents(ctx: AppContext, ids: readonly number[]): Promise<{ changed: number }> {
  return change(ctx, 'incidents.reopen', ids, async (command, found) => {
    const rows = found.filter(({ state }) => state !== 'open');
    const over = rows.find(({ active }) => active === null);
    if (over) {
      throw conflict(
        `What was wrong with ${over.entity_key} is over.`,
        'replaced',
        'If it happens again, a new incident opens.',
      );
    }
    await openAgain(command.trx, command, idsOf(rows), command.at);
    return { rows, kind: 'reopened', detail: null, after: { state: 'open' } };
  });
}

/** Adds a comment; whom it names with @ finds the incident among those that mention them. */
export async function commentIncident(ctx: AppContext, id: number, note: string): Promise<void> {
  await change(ctx, 'incidents.comment', [id], async (command, rows) => {
    await insertMentions(command.trx, id, namedIn(note));
    return { rows, kind: 'commented', detail: null, note, after: { note } };
  });
}

export async function watchIncidents(ctx: AppContext, ids: readonly number[], on: boolean) {
  await runCommand(ctx, 'incidents.watch', async ({ trx, publish }) => {
    await setWatched(trx, ids, ctx.actor, on);
    publish({ type: 'incidents.changed', ids: [...ids] });
  });
  return { changed: ids.length };
}

/** Makes incidents part of another one. @throws CONFLICT `notOpen` */
export function mergeIncidents(ctx: AppContext, ids: readonly number[], into: number) {
  return changeOpen(ctx, 'incidents.merge', ids, async (command, rows) => {
    const [target] = await findIncidents(command.trx, [into]);
    if (!target) throw notFound('incident', String(into));
    if (isOver(target)) {
      throw conflict(`${target.entity_key} is closed.`, 'notOpen', 'Open it again, or choose another.');
    }
    const others = idsOf(rows).filter((id) => id !== into);
    const inside = await findInside(command.trx, others);
    await setIncidents(command.trx, [...others, ...inside], { parent_id: into }, command.at);
    return { kind: 'merged', detail: target.entity_key, after: { parent: target.entity_key } };
  });
}

interface Told {
  kind: string;
  detail: string | null;
  note?: string | null;
  after: unknown;
}

/** A change of those that are open or snoozed; the others are left alone. */
function changeOpen(
  ctx: AppContext,
  procedure: string,
  ids: readonly number[],
  work: (command: Command, rows: readonly IncidentTableRow[]) => Promise<Told>,
): Promise<{ changed: number }> {
  return change(ctx, procedure, ids, async (command, found) => {
    const rows = found.filter((row) => !isOver(row));
    return { ...(await work(command, rows)), rows };
  });
}

async function change(
  ctx: AppContext,
  procedure: string,
  ids: readonly number[],
  work: (
    command: Command,
    rows: readonly IncidentTableRow[],
  ) => Promise<Told & { rows: readonly IncidentTableRow[] }>,
): Promise<{ changed: number }> {
  return runCommand(ctx, procedure, async (command) => {
    const found = await findIncidents(command.trx, [...new Set(ids)]);
    if (found.length === 0) throw notFound('incident', String(ids[0]));
    const { rows, kind, detail, note = null, after } = await work(command, found);
    const events = rows.map(({ id }) => ({ incidentId: id, kind, detail, note }));
    await insertEvents(command, events, { actor: ctx.actor, at: command.at });
    for (const { id, entity_key: key, state, owner } of rows) {
      command.record({ entity: 'incident', id, key, before: { state, owner }, after });
    }
    command.publish({ type: 'incidents.changed', ids: idsOf(rows) });
    return { changed: rows.length };
  });
}

function idsOf(rows: readonly IncidentTableRow[]): number[] {
  return rows.map(({ id }) => id);
}
