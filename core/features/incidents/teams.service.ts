import type { TeamDraft, TeamView } from '../../contract/teams.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { countGiven, deleteTeam, findTeamNamed, findTeams, writeTeam } from './teams.queries.ts';

export async function listTeams({ db: { read }, actor }: AppContext): Promise<TeamView[]> {
  const [teams, given] = await Promise.all([findTeams(read), countGiven(read)]);
  return teams.map((team) => ({
    ...team,
    mine: team.members.includes(actor),
    open: given.get(team.id) ?? 0,
  }));
}

/** Writes a team anew or changes it. @throws CONFLICT `nameTaken`, NOT_FOUND */
export function saveTeam(ctx: AppContext, draft: TeamDraft): Promise<{ id: number }> {
  return runCommand(ctx, 'teams.save', async (command) => {
    const named = await findTeamNamed(command.trx, draft.name);
    if (named !== null && named !== draft.id) {
      throw conflict(`There is a team named ${draft.name}.`, 'nameTaken', 'Give it another name.');
    }
    const before = (await findTeams(command.trx)).find(({ id }) => id === draft.id) ?? null;
    const id = await writeTeam(command.trx, draft);
    if (id === null) throw notFound('team', String(draft.id));
    command.record({ entity: 'team', id, key: draft.name, before, after: draft });
    command.publish({ type: 'incidents.changed' });
    return { id };
  });
}

/** What it had been given belongs to no team again. @throws NOT_FOUND */
export function removeTeam(ctx: AppContext, id: number): Promise<void> {
  return runCommand(ctx, 'teams.remove', async (command) => {
    const before = (await findTeams(command.trx)).find((team) => team.id === id);
    if (!before) throw notFound('team', String(id));
    await deleteTeam(command.trx, id);
    command.record({ entity: 'team', id, key: before.name, before, after: null });
    command.publish({ type: 'incidents.changed' });
  });
}
