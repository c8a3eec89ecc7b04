import type { AppContext } from '../context.ts';
import { handoverText } from './handover.ts';
import { countOpen, countSince, listIncidents } from './list.queries.ts';

const HOUR_MS = 3_600_000;
const MOST_NAMED = 15;

export async function writeHandover(
  ctx: AppContext,
  { language, sinceHours }: { language: 'en' | 'fr'; sinceHours: number },
): Promise<{ text: string }> {
  const { read } = ctx.db;
  const now = ctx.clock();
  const since = now - sinceHours * HOUR_MS;
  const [{ rows }, { open }, counts] = await Promise.all([
    listIncidents(read, {}, ctx.actor, { offset: 0, limit: MOST_NAMED }),
    countOpen(read),
    countSince(read, since),
  ]);
  return { text: handoverText({ now, since, open: rows, openTotal: open, ...counts }, language) };
}
