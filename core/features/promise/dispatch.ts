import type { LocalTime } from './local-time.ts';
import { addWorkingDays, firstWorkingDay, type WorkCalendar, worksOn } from './work-calendar.ts';

/** When goods that are ready at some local time leave, and what kept them. */
export interface Dispatch {
  day: number;
  missedCutOff: boolean;
  closedDays: number;
}

/**
 * The day on which goods leave: today until the cut-off, else the next day on which both the facility and the carrier work;
 * a facility that needs time first counts it in its own working days. Null when they never work.
 */
export function dispatchOn(
  ready: LocalTime,
  cutOffMinutes: number,
  leadDays: number,
  facility: WorkCalendar,
  carrier: WorkCalendar,
): Dispatch | null {
  const openToday = worksOn(facility, ready.day);
  const missedCutOff = openToday && ready.minutes > cutOffMinutes;
  const first = missedCutOff ? ready.day + 1 : ready.day;
  const started = firstWorkingDay(first, facility);
  if (started === null) return null;
  const done = addWorkingDays(facility, started, leadDays);
  if (done === null) return null;
  const day = firstWorkingDay(done, facility, carrier);
  return day === null ? null : { day, missedCutOff, closedDays: day - first - leadDays };
}
