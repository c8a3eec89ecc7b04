import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { IncidentKind } from '../../contract/incidents.ts';
import type { TeamDraft } from '../../contract/teams.ts';
import type { WriteTransaction } from '../../db/database.ts';
import type { Tables } from '../../db/tables.ts';

type Read = Kysely<Tables>;

export interface Team {
  id: number;
  name: string;
  members: string[];
  kinds: IncidentKind[];
}

/** All teams by name. */
export async function findTeams(read: Read): Promise<Team[]> {
  const [teams, members] = await Promise.all([
    read.selectFrom('team').selectAll().orderBy('name').execute(),
    read.selectFrom('team_member').selectAll().orderBy('person').execute(),
  ]);
  const inside = Map.groupBy(members, ({ team_id }) => team_id);
  return teams.map(({ id, name, kinds_json }) => ({
    id,
    name,
    members: (inside.get(id) ?? []).map(({ person }) => person),
    kinds: JSON.parse(kinds_json),
  }));
}

/** How many open incidents each team has been given. */
export async function countGiven(read: Read): Promise<Map<number, number>> {
  const rows = await read
    .selectFrom('incident')
    .select('team_id as id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('team_id', 'is not', null)
    .where('state', '=', 'open')
    .groupBy('team_id')
    .execute();
  return new Map(rows.flatMap(({ id, count }) => (id === null ? [] : [[id, Number(count)] as const])));
}

/** The id of the team of this name, whatever the case. */
export async function findTeamNamed(read: Read, name: string): Promise<number | null> {
  const teams = await read.selectFrom('team').select(['id', 'name']).execute();
  const wanted = name.toLocaleLowerCase();
  return teams.find((team) => team.name.toLocaleLowerCase() === wanted)?.id ?? null;
}

/** Writes a team. @returns its id; null when there is none by the id that was given */
export async function writeTeam(
  trx: WriteTransaction,
  { id, name, members, kinds }: TeamDraft,
): Promise<number | null> {
  const values = { name, kinds_json: JSON.stringify(kinds) };
  const row =
    id === null
      ? await trx.insertInto('team').values(values).returning('id').executeTakeFirst()
      : await trx.updateTable('team').set(values).where('id', '=', id).returning('id').executeTakeFirst();
  if (!row) return null;
  await trx.deleteFrom('team_member').where('team_id', '=', row.id).execute();
  const people = [...new Set(members)].map((person) => ({ team_id: row.id, person }));
  if (people.length > 0) await trx.insertInto('team_member').values(people).execute();
  return row.id;
}

export async function deleteTeam(trx: WriteTransaction, id: number): Promise<void> {
  await trx.updateTable('incident').set({ team_id: null }).where('team_id', '=', id).execute();
  await trx.deleteFrom('team_member').where('team_id', '=', id).execute();
  await trx.deleteFrom('team').where('id', '=', id).execute();
}

/**
 * What belongs to somebody's teams: given to one of them, owned by one of their members, or owned by nobody, given to no team and of a kind
 * that one of them looks after.
 */
export function ofMyTeams(eb: ExpressionBuilder<Tables, 'incident'>, teams: readonly Team[], actor: string) {
  const mine = teams.filter(({ members }) => members.includes(actor));
  if (mine.length === 0) return sql<boolean>`1 = 0`;
  const people = [...new Set(mine.flatMap(({ members }) => members))];
  const kinds = mine.some((team) => team.kinds.length === 0) ? null : mine.flatMap((team) => team.kinds);
  return eb.or([
    eb(
      'team_id',
      'in',
      mine.map(({ id }) => id),
    ),
    eb('owner', 'in', people),
    eb.and([
      eb('owner', 'is', null),
      eb('team_id', 'is', null),
      ...(kinds === null ? [] : [eb('kind', 'in', kinds)]),
    ]),
  ]);
}
