import type { RuleOf } from '../../contract/rules.ts';

/** A facility's working days and the latest minute at which an order still leaves, as all calendar rules add up. */
export interface WorkingTime {
  /** 1 Monday to 7 Sunday. */
  closedWeekdays: ReadonlySet<number>;
  closedDays: ReadonlySet<number>;
  cutOffMinutes: number | null;
}

const DAY_MS = 86_400_000;
const DAYS_AHEAD = 400;

export function workingTime(rules: readonly RuleOf<'calendar'>[]): WorkingTime | null {
  if (rules.length === 0) return null;
  const cutOffs = rules.flatMap(({ cutOffMinutes }) => (cutOffMinutes === null ? [] : [cutOffMinutes]));
  return {
    closedWeekdays: new Set(rules.flatMap((rule) => rule.closedWeekdays)),
    closedDays: new Set(rules.flatMap((rule) => rule.closedDays.map((day) => Date.parse(day) / DAY_MS))),
    cutOffMinutes: cutOffs.length > 0 ? Math.min(...cutOffs) : null,
  };
}

/** The first day from `day` on (days since 1970-01-01) on which the facility works; null when there is none to come. */
export function workingDayFrom({ closedWeekdays, closedDays }: WorkingTime, day: number): number | null {
  for (let next = day; next < day + DAYS_AHEAD; next++) {
    if (!closedWeekdays.has(weekday(next)) && !closedDays.has(next)) return next;
  }
  return null;
}

/** 1970-01-01 was a Thursday. */
function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
