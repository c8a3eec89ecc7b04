import type { Command } from '../journal/index.ts';
import { setIncidents } from './inbox.queries.ts';
import { insertEvents, type NewEvent } from './incidents.queries.ts';

interface About {
  id: number;
  key: string;
  actor: string;
}

/** Gives an incident to somebody as part of a command that does more. */
export async function assignWithin(command: Command, about: About, owner: string): Promise<void> {
  await setIncidents(command.trx, [about.id], { owner }, command.at);
  await tell(command, about, { kind: 'assigned', detail: owner });
  record(command, about, { owner });
}

/** Comments an incident as part of a command that does more. */
export async function commentWithin(command: Command, about: About, note: string): Promise<void> {
  await tell(command, about, { kind: 'commented', note });
  record(command, about, { note });
}

/** Tells in an incident's events what a playbook came to. */
export async function tellWithin(
  command: Command,
  about: About,
  told: { detail: string; note?: string | null },
): Promise<void> {
  await tell(command, about, { kind: 'playbook', ...told });
}

async function tell(
  command: Command,
  { id, actor }: About,
  event: Omit<NewEvent, 'incidentId'>,
): Promise<void> {
  await insertEvents(command, [{ incidentId: id, ...event }], { actor, at: command.at });
  command.publish({ type: 'incidents.changed', ids: [id] });
}

function record(command: Command, { id, key }: About, after: unknown): void {
  command.record({ entity: 'incident', id, key, before: null, after });
}
