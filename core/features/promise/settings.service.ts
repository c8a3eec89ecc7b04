import type { PromiseSettings, WorkCalendarView } from '../../contract/promise.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { notFound } from '../procedures.ts';
import { writeSetting } from '../workspace/index.ts';
import { PROMISE_SETTING, readPromiseSettings } from './network.queries.ts';
import { deleteCalendar, findOwner, findStoredCalendars, writeCalendar } from './settings.queries.ts';

/** Changes how promises are reckoned. */
export async function savePromiseSettings(ctx: AppContext, after: PromiseSettings): Promise<PromiseSettings> {
  const before = await readPromiseSettings(ctx.db);
  await runCommand(ctx, 'promise.saveSettings', async (command) => {
    await writeSetting(command.trx, PROMISE_SETTING, after);
    command.record({ entity: 'settings', id: null, key: PROMISE_SETTING, before, after });
    command.publish({ type: 'settings.changed' });
  });
  return after;
}

/** The working days that differ from the usual ones. */
export async function workCalendars(ctx: AppContext): Promise<WorkCalendarView[]> {
  const rows = await findStoredCalendars(ctx.db);
  return rows.map((row) => ({
    owner: row.owner as WorkCalendarView['owner'],
    code: row.facility ?? row.carrier ?? '',
    workingDays: [1, 2, 3, 4, 5, 6, 7].filter((weekday) => (row.working_days >> (weekday - 1)) & 1),
    closedDays: JSON.parse(row.closed_days_json) as string[],
  }));
}

/** Says on which days a facility or a carrier works; no days at all gives it the usual ones again. @throws NOT_FOUND */
export async function saveCalendar(ctx: AppContext, calendar: WorkCalendarView): Promise<WorkCalendarView[]> {
  const { owner, code, workingDays, closedDays } = calendar;
  await runCommand(ctx, 'promise.saveCalendar', async (command) => {
    const id = await findOwner(command.trx, owner, code);
    if (id === null) throw notFound(owner, code);
    if (workingDays.length === 0 && closedDays.length === 0) await deleteCalendar(command.trx, owner, id);
    else {
      await writeCalendar(command.trx, {
        owner,
        owner_id: id,
        working_days: workingDays.reduce((bits, weekday) => bits | (1 << (weekday - 1)), 0),
        closed_days_json: JSON.stringify([...new Set(closedDays)].sort()),
        updated_at: command.at,
      });
    }
    command.record({ entity: owner, id, key: code, before: null, after: { workingDays, closedDays } });
    command.publish({ type: 'network.changed' });
  });
  return workCalendars(ctx);
}
