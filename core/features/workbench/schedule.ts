import type { ResourcingSchedule } from '../../contract/workbench.ts';

/** A schedule with when it was set and last worked. */
export interface ScheduleState {
  schedule: ResourcingSchedule;
  savedAt: number;
  lastRunAt: number | null;
}

/** When re-sourcing is due next; null = never. The first time is one interval after it was set. Pure. */
export function nextRunAt({ schedule, savedAt, lastRunAt }: ScheduleState): number | null {
  if (schedule.everyMinutes === null) return null;
  return Math.max(savedAt, lastRunAt ?? savedAt) + schedule.everyMinutes * 60_000;
}
