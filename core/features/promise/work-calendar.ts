/** On which days somebody works. Days are counted since 1970-01-01 on their own clocks. */
export interface WorkCalendar {
  /** Bits, Monday first. */
  readonly workingDays: number;
  readonly closedDays: ReadonlySet<number>;
}

const NEVER_CLOSED: ReadonlySet<number> = new Set();
export const MONDAY_TO_FRIDAY: WorkCalendar = { workingDays: 0b001_1111, closedDays: NEVER_CLOSED };
export const MONDAY_TO_SATURDAY: WorkCalendar = { workingDays: 0b011_1111, closedDays: NEVER_CLOSED };

/** Nobody is asked to wait for longer than this for a day on which somebody works. */
const MOST_CLOSED_DAYS = 60;
/** 1970-01-01 was a Thursday. */
const WEEKDAY_OF_DAY_0 = 3;

export function worksOn(calendar: WorkCalendar, day: number): boolean {
  const weekday = (((day + WEEKDAY_OF_DAY_0) % 7) + 7) % 7;
  return ((calendar.workingDays >> weekday) & 1) === 1 && !calendar.closedDays.has(day);
}

/** The first day from `day` on which all of them work; null when there is none for two months. */
export function firstWorkingDay(day: number, ...calendars: readonly WorkCalendar[]): number | null {
  for (let next = day; next <= day + MOST_CLOSED_DAYS; next++) {
    if (calendars.every((calendar) => worksOn(calendar, next))) return next;
  }
  return null;
}

/** The day that lies so many working days after `day`. */
export function addWorkingDays(calendar: WorkCalendar, day: number, count: number): number | null {
  let current: number | null = day;
  for (let i = 0; i < count && current !== null; i++) current = firstWorkingDay(current + 1, calendar);
  return current;
}
