/** ISO weekdays: 1 = Monday. */
export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** 2024-01-01 was a Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** A weekday's name in a language. */
export function weekdayName(weekday: number, locale: string, style: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(
    MONDAY + (weekday - 1) * DAY_MS,
  );
}
