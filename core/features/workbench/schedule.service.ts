import { type ResourcingSchedule, resourcingSchedule } from '../../contract/workbench.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { readSetting, writeSetting } from '../workspace/index.ts';
import { nextRunAt, type ScheduleState } from './schedule.ts';

const SCHEDULE = 'workbench.resourcing';
const LAST_RUN = 'workbench.resourcing.lastRunAt';

type Stored = { schedule: unknown; savedAt: number };

export async function readSchedule(ctx: AppContext): Promise<ScheduleState> {
  const [stored, lastRunAt] = await Promise.all([
    readSetting(ctx.db.read, SCHEDULE) as Promise<Stored | undefined>,
    readSetting(ctx.db.read, LAST_RUN) as Promise<number | undefined>,
  ]);
  const never = { everyMinutes: null, applyFromMinor: null };
  return {
    schedule: resourcingSchedule.parse(stored?.schedule ?? never),
    savedAt: stored?.savedAt ?? 0,
    lastRunAt: lastRunAt ?? null,
  };
}

export async function showSchedule(ctx: AppContext) {
  const state = await readSchedule(ctx);
  return { ...state.schedule, lastRunAt: state.lastRunAt, nextRunAt: nextRunAt(state) };
}

export function saveSchedule(ctx: AppContext, schedule: ResourcingSchedule): Promise<ResourcingSchedule> {
  return runCommand(ctx, 'workbench.saveSchedule', async (command) => {
    const before = await readSchedule(ctx);
    await writeSetting(command.trx, SCHEDULE, { schedule, savedAt: command.at });
    command.record({
      entity: 'settings',
      id: null,
      key: 'resourcing',
      before: before.schedule,
      after: schedule,
    });
    command.publish({ type: 'settings.changed' });
    return schedule;
  });
}

/** Remembers that re-sourcing has worked: no person did, so no journal. */
export async function markRun(ctx: AppContext, at: number): Promise<void> {
  await ctx.db.write((trx) => writeSetting(trx, LAST_RUN, at));
}
