import type { OwnerFilter } from '../../contract/owner-filter.ts';
import type { AppContext } from '../context.ts';
import { handoverText } from './handover.ts';
import { countOpenOf, countSince, listIncidents } from './list.queries.ts';
import { findTeams, type Team } from './teams.queries.ts';

const HOUR_MS = 3_600_000;
const MOST_NAMED = 15;

export async function writeHandover(
  ctx: AppContext,
  { language, sinceHours, owner }: { language: 'en' | 'fr'; sinceHours: number; owner: OwnerFilter },
): Promise<{ text: string }> {
  const { read } = ctx.db;
  const now = ctx.clock();
  const since = now - sinceHours * HOUR_MS;
  const teams = await findTeams(read);
  const asking = { actor: ctx.actor, teams };
  const [{ rows }, openTotal, counts] = await Promise.all([
    listIncidents(read, { owner }, ctx.actor, { offset: 0, limit: MOST_NAMED }),
    countOpenOf(read, owner, asking),
    countSince(read, { since, owner }, asking),
  ]);
  const facts = { now, since, owner, teams: namesOf(teams, ctx.actor), open: rows, openTotal, ...counts };
  return { text: handoverText(facts, language) };
}

function namesOf(teams: readonly Team[], person: string): string[] {
  return teams.filter(({ members }) => members.includes(person)).map(({ name }) => name);
}
