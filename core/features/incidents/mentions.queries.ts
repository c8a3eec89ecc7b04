import type { ExpressionBuilder, Kysely } from 'kysely';
import { playbookOf } from '../../contract/playbooks.ts';
import type { WriteTransaction } from '../../db/database.ts';
import type { Tables } from '../../db/tables.ts';
import { mentionName } from './mentions.ts';
import { DETECTOR } from './write-found.service.ts';

type Read = Kysely<Tables>;

/** Keeps who was named in a comment on an incident. */
export async function insertMentions(
  trx: WriteTransaction,
  incidentId: number,
  people: readonly string[],
): Promise<void> {
  if (people.length === 0) return;
  await trx
    .insertInto('incident_mention')
    .values(people.map((person) => ({ incident_id: incidentId, person })))
    .onConflict((conflict) => conflict.columns(['person', 'incident_id']).doNothing())
    .execute();
}

/** Incidents in whose comments this person is named. */
export function mentionedTo(eb: ExpressionBuilder<Tables, 'incident'>, actor: string) {
  return eb(
    'id',
    'in',
    eb.selectFrom('incident_mention as m').select('m.incident_id').where('m.person', '=', mentionName(actor)),
  );
}

/** Open ones in whose comments this person is named. */
export async function countMentions(read: Read, actor: string): Promise<number> {
  const row = await read
    .selectFrom('incident_mention as m')
    .innerJoin('incident as i', 'i.id', 'm.incident_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('m.person', '=', mentionName(actor))
    .where('i.state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The newest deeds that are looked through for who does them. */
const LOOKED_THROUGH = 5000;

/** Everybody who owns or watches incidents, is in a team, or has done something about one lately. */
export async function findPeople(read: Read): Promise<string[]> {
  const [owners, watchers, members, actors] = await Promise.all([
    read.selectFrom('incident').select('owner as name').distinct().where('owner', 'is not', null).execute(),
    read.selectFrom('incident_watch').select('actor as name').distinct().execute(),
    read.selectFrom('team_member').select('person as name').distinct().execute(),
    read
      .selectFrom((eb) =>
        eb.selectFrom('incident_event').select('actor').orderBy('id', 'desc').limit(LOOKED_THROUGH).as('e'),
      )
      .select('e.actor as name')
      .distinct()
      .execute(),
  ]);
  const names = [...owners, ...watchers, ...members, ...actors].flatMap(({ name }) => name ?? []);
  return [...new Set(names)].filter((name) => name !== DETECTOR && playbookOf(name) === null).sort();
}
