import type { Cell } from '../readers/table-source.ts';
import { Issue, shown } from './issue.ts';
import { monthNumber } from './month-names.ts';
import { wallTimeToInstant } from './time-zones.ts';

/** Which of a date's figures comes first where it cannot be seen: `03/04/2024`. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

export interface DateOptions {
  order?: DateOrder | undefined;
  /** IANA name of the zone for times that bring none. */
  timeZone: string;
  /** A date without a time means the end of that day (promises), not its begin. */
  endOfDay?: boolean;
}

interface WallTime {
  year: number;
  month: number;
  day: number;
  seconds: number;
  hasTime: boolean;
  /** Minutes east of UTC when the text says so. */
  offset: number | null;
}

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(.+))?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T\s]?(\d{2})(\d{2})(\d{2})?)?$/;
const FIGURES = /^(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})(?:[T,\s]+(.+))?$/;
const DAY_MONTH_NAME =
  /^(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s./-]*(?:de\s+)?(\p{L}{3,12}\.?)[\s./,-]*(?:de\s+)?(\d{4}|\d{2})(?:[T,\s]+(.+))?$/u;
const MONTH_NAME_DAY =
  /^(\p{L}{3,12}\.?)[\s./-]*(\d{1,2})(?:st|nd|rd|th)?[\s,./-]+(\d{4}|\d{2})(?:[T,\s]+(.+))?$/u;
const WEEKDAY = /^\p{L}{2,10}[.,]?\s+(?=\d|\p{L}{3,12}\.?\s+\d)/u;
const CLOCK =
  /^(?:(?:à|at|um|kl\.?)\s*)?(\d{1,2})(?:[:h.](\d{2}))?(?:[:m.](\d{2})(?:[.,](\d{1,9}))?)?\s*h?(?:uhr)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|CET|CEST|(?:UTC|GMT)?\s*[+-]\d{1,2}:?(?:\d{2})?)?(?:\s*[[(][^\])]*[\])])?$/i;

const ZONE_WORDS: Record<string, number> = { Z: 0, UTC: 0, GMT: 0, CET: 60, CEST: 120 };
const DAY_SECONDS = 86_400;
const EXCEL_EPOCH_DAY = 25_569;

/**
 * An instant (UTC epoch milliseconds) from a date with or without a time, as people and programs write it: ISO, figures
 * in any order, month names in seven languages, Excel serial numbers, epoch seconds and milliseconds, time zones.
 */
export function parseInstant(cell: Cell, options: DateOptions): number | Issue {
  const text = typeof cell === 'number' ? String(cell) : cell.trim();
  if (text === '') return new Issue('missingDate', 'A date is expected here and the cell is empty.');
  const figure = /^\d+(?:[.,]\d+)?$/.test(text) ? instantOfFigure(text, options) : null;
  if (figure !== null) return figure;
  const wall = readWallTime(text, options.order);
  if (wall instanceof Issue) return wall;
  if (!isRealDay(wall)) return new Issue('noSuchDate', `“${shown(cell)}” is a day that does not exist.`);
  return instantOf(wall, options);
}

function instantOf(wall: WallTime, options: DateOptions): number {
  const seconds = !wall.hasTime && options.endOfDay ? DAY_SECONDS - 60 : wall.seconds;
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day) + Math.round(seconds * 1000);
  return wall.offset === null ? wallTimeToInstant(asUtc, options.timeZone) : asUtc - wall.offset * 60_000;
}

/** Excel serials (1930 to 2119), epoch seconds and milliseconds (1990 to 2100). */
function instantOfFigure(text: string, options: DateOptions): number | null {
  const value = Number(text.replace(',', '.'));
  if (value >= 11_000 && value < 80_500) {
    const asUtc = Math.round((value - EXCEL_EPOCH_DAY) * DAY_SECONDS) * 1000;
    const end = Number.isInteger(value) && options.endOfDay ? (DAY_SECONDS - 60) * 1000 : 0;
    return wallTimeToInstant(asUtc + end, options.timeZone);
  }
  if (value >= 631_152_000 && value < 4_102_444_800) return Math.round(value * 1000);
  if (value >= 631_152_000_000 && value < 4_102_444_800_000) return Math.round(value);
  return null;
}

function readWallTime(text: string, order: DateOrder | undefined): WallTime | Issue {
  const iso = ISO.exec(text) ?? COMPACT.exec(text);
  if (iso) return withClock(text, Number(iso[1]), Number(iso[2]), Number(iso[3]), clockOfIso(iso));
  const withoutWeekday = text.replace(WEEKDAY, '');
  const read = readFiguresOrNames(text, text, order);
  if (read || withoutWeekday === text) return read ?? unreadable(text);
  return readFiguresOrNames(text, withoutWeekday, order) ?? unreadable(text);
}

function unreadable(text: string): Issue {
  return new Issue('notADate', `“${shown(text)}” is not a date that can be read.`);
}

function readFiguresOrNames(
  text: string,
  bare: string,
  order: DateOrder | undefined,
): WallTime | Issue | null {
  const figures = FIGURES.exec(bare);
  if (figures) return fromFigures(text, figures, order);
  const named = DAY_MONTH_NAME.exec(bare);
  if (named && monthNumber(named[2] ?? '') > 0) return fromName(text, named[2], named[1], named[3], named[4]);
  const american = MONTH_NAME_DAY.exec(bare);
  if (american && monthNumber(american[1] ?? '') > 0) {
    return fromName(text, american[1], american[2], american[3], american[4]);
  }
  return null;
}

function clockOfIso(match: RegExpExecArray): string | undefined {
  if (match.length === 5) return match[4];
  return match[4] ? `${match[4]}:${match[5]}${match[6] ? `:${match[6]}` : ''}` : undefined;
}

function fromFigures(text: string, match: RegExpExecArray, order: DateOrder | undefined): WallTime | Issue {
  const [, a = '', b = '', c = ''] = match;
  const clock = match[4];
  if (order === 'ymd' && c.length === 2) return withClock(text, fullYear(a), Number(b), Number(c), clock);
  const dayFirst = order ? order !== 'mdy' : Number(a) > 12 || Number(b) <= 12;
  const [day, month] = dayFirst ? [Number(a), Number(b)] : [Number(b), Number(a)];
  if (order && month > 12) {
    const wanted = order === 'mdy' ? 'month/day/year' : 'day/month/year';
    return new Issue('wrongDateOrder', `“${shown(text)}” does not fit the order of this column, ${wanted}.`);
  }
  return withClock(text, fullYear(c), month, day, clock);
}

function fromName(text: string, name = '', day = '', year = '', clock?: string): WallTime | Issue {
  return withClock(text, fullYear(year), monthNumber(name), Number(day), clock);
}

function fullYear(year: string): number {
  const value = Number(year);
  if (year.length > 2) return value;
  return value < 70 ? 2000 + value : 1900 + value;
}

function withClock(text: string, year: number, month: number, day: number, clock?: string): WallTime | Issue {
  if (!clock?.trim()) return { year, month, day, seconds: 0, hasTime: false, offset: null };
  const time = parseClock(clock);
  if (!time) return new Issue('notATime', `“${shown(text)}” ends in a time that cannot be read.`);
  return { year, month, day, seconds: time.seconds, hasTime: true, offset: time.offset };
}

/** Seconds after midnight and, when the text names one, the zone's offset in minutes; null when it is no time of day. */
export function parseClock(text: string): { seconds: number; offset: number | null } | null {
  const match = CLOCK.exec(text.trim());
  if (!match) return null;
  const [, hourText = '', minute = '0', second = '0', fraction = '', half, zone] = match;
  let hour = Number(hourText);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
  }
  if (hour > 24 || Number(minute) > 59 || Number(second) > 60) return null;
  const seconds = hour * 3600 + Number(minute) * 60 + Number(second) + Number(`0.${fraction || '0'}`);
  return { seconds, offset: zone ? offsetMinutes(zone) : null };
}

function offsetMinutes(zone: string): number {
  const word = ZONE_WORDS[zone.trim().toUpperCase()];
  if (word !== undefined) return word;
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone.trim());
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

function isRealDay(wall: WallTime): boolean {
  if (wall.year < 1900 || wall.year > 2200 || wall.month < 1 || wall.month > 12 || wall.day < 1) return false;
  return wall.day <= new Date(Date.UTC(wall.year, wall.month, 0)).getUTCDate();
}

/** What one value says about its column: an order that it proves, `either` when it fits both, null when it is no such date. */
export function dateOrderEvidence(cell: Cell): DateOrder | 'either' | null {
  if (typeof cell === 'number') return null;
  const match = FIGURES.exec(cell.trim().replace(WEEKDAY, ''));
  if (!match) return null;
  const [a, b, c] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const clockFine = !match[4] || parseClock(match[4]) !== null;
  if (!clockFine) return null;
  if ((match[3]?.length ?? 0) === 2 && a > 31) return 'ymd';
  if (a > 31 || b > 31 || (c === 0 && match[3]?.length === 4)) return null;
  if (a > 12 && b <= 12) return 'dmy';
  if (b > 12 && a <= 12) return 'mdy';
  return a <= 12 && b <= 12 ? 'either' : null;
}
