import { DateTime } from 'luxon';
import type { DayWindow } from './tour-plan.ts';

/** The clocks of a place on one day: times of day as instants, and as seconds since its midnight. */
export type DayClock = {
  timeZone: string;
  startsAt: number;
  endsAt: number;
  /** 0 = Monday. */
  weekday: number;
  /** Minutes after midnight as clocks show them, the next day's included. */
  window(fromMinutes: number, toMinutes: number): DayWindow;
};

/** A zone that is not known counts as UTC. */
export function dayClock(day: string, timeZone: string): DayClock {
  const zoned = DateTime.fromISO(day, { zone: timeZone });
  const start = (zoned.isValid ? zoned : DateTime.fromISO(day, { zone: 'utc' })).startOf('day');
  const startsAt = start.toMillis();
  const seconds = (minutes: number) => {
    const shown = start
      .plus({ days: Math.floor(minutes / 1440) })
      .set({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 });
    return (shown.toMillis() - startsAt) / 1000;
  };
  return {
    timeZone: start.zoneName ?? 'UTC',
    startsAt,
    endsAt: start.plus({ days: 1 }).toMillis(),
    weekday: start.weekday - 1,
    window: (fromMinutes, toMinutes) => ({ from: seconds(fromMinutes), to: seconds(toMinutes) }),
  };
}
