import { DateTime, IANAZone } from 'luxon';

/** A point in time as a message tells it. */
export interface Moment {
  at: number;
  /** It names a day and no time of day. */
  dayOnly: boolean;
}

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const MINUTE_MS = 60_000;
/** A day without a time, as a promise, lasts until its last minute. */
const END_OF_DAY_MS = (24 * 60 - 1) * MINUTE_MS;

/** Fixed offsets, in minutes, of the letters that stand for a zone. */
const OFFSETS: Record<string, number> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  GM: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  MEZ: 60,
  CEST: 120,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  AST: -240,
  ADT: -180,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  JST: 540,
  SGT: 480,
  HKT: 480,
  IST: 330,
  ES: -300,
  ED: -240,
  CS: -360,
  CD: -300,
  MS: -420,
  MD: -360,
  PS: -480,
  PD: -420,
  AS: -540,
  AD: -480,
  HS: -600,
  HD: -540,
  TS: -240,
  TD: -180,
  NS: -210,
  ND: -150,
};

/** X12's codes for a zone whose offset depends on the day. */
const ZONES: Record<string, string> = {
  ET: 'America/New_York',
  CT: 'America/Chicago',
  MT: 'America/Denver',
  PT: 'America/Los_Angeles',
  AT: 'America/Anchorage',
  HT: 'Pacific/Honolulu',
  TT: 'America/Halifax',
  NT: 'America/St_Johns',
};

let lastZone = { name: 'UTC', zone: 'UTC' };

/** A zone that can be relied on: the one named, or UTC. Looked up once as long as it stays the same: that is slow. */
export function safeZone(name: string | undefined): string {
  if (!name) return 'UTC';
  if (lastZone.name !== name) lastZone = { name, zone: IANAZone.isValidZone(name) ? name : 'UTC' };
  return lastZone.zone;
}

/** The offset that a time code names, or the zone whose rules hold; null for local time and what is not known. */
function zoneOfCode(code: string): { offset: number } | { zone: string } | null {
  const upper = code.trim().toUpperCase();
  if (upper === '' || upper === 'LT') return null;
  const named = ZONES[upper];
  if (named) return { zone: named };
  const fixed = OFFSETS[upper];
  if (fixed !== undefined) return { offset: fixed };
  const iso = /^(\d{2})$/.exec(upper);
  if (iso) return isoOffset(Number(upper));
  const signed =
    /^(?:UTC|GMT|Z)?([+\-PM])(\d{1,2}):?(\d{2})?$/.exec(upper) ??
    /^(?:UTC|GMT|Z)()(\d{2})(\d{2})?$/.exec(upper);
  if (!signed) return null;
  const minutes = Number(signed[2]) * 60 + Number(signed[3] ?? 0);
  return { offset: signed[1] === '-' || signed[1] === 'M' ? -minutes : minutes };
}

/** X12 01 to 12: hours ahead of UTC; 13 to 24: 12 to 1 hours behind it. */
function isoOffset(code: number): { offset: number } | null {
  if (code < 1 || code > 24) return null;
  return { offset: (code <= 12 ? code : code - 25) * 60 };
}

/** `CCYYMMDD` or `YYMMDD`; null when it is no day that exists. */
function readDay(text: string): Pick<Wall, 'year' | 'month' | 'day'> | null {
  const digits = /^\d{4}-\d{2}-\d{2}$/.test(text) ? text.replaceAll('-', '') : text;
  if (!/^\d{6}$|^\d{8}$/.test(digits)) return null;
  const year = digits.length === 8 ? Number(digits.slice(0, 4)) : fullYear(Number(digits.slice(0, 2)));
  const month = Number(digits.slice(-4, -2));
  const day = Number(digits.slice(-2));
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return null;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? { year, month, day } : null;
}

function fullYear(year: number): number {
  return year < 70 ? 2000 + year : 1900 + year;
}

/** `HH`, `HHMM`, `HHMMSS` and so on, `HH:MM` as well; null when it is no time of day. */
function readTime(text: string): Pick<Wall, 'hour' | 'minute' | 'second'> | null {
  const digits = text.replaceAll(':', '');
  if (!/^\d{2}(?:\d{2}){0,2}\d{0,2}$/.test(digits) && !/^\d{3}$/.test(digits)) return null;
  const full = digits.length === 3 ? `0${digits}` : digits;
  const hour = Number(full.slice(0, 2));
  const minute = Number(full.slice(2, 4) || 0);
  const second = Number(full.slice(4, 6) || 0);
  return hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute > 0)
    ? null
    : { hour, minute, second };
}

function toInstant(wall: Wall, zoneCode: string, timeZone: string): number {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  const coded = zoneOfCode(zoneCode);
  if (coded && 'offset' in coded) return asUtc - coded.offset * MINUTE_MS;
  const zone = coded?.zone ?? timeZone;
  if (zone === 'UTC') return asUtc;
  const utc = new Date(asUtc);
  const local = DateTime.fromObject(
    {
      year: utc.getUTCFullYear(),
      month: utc.getUTCMonth() + 1,
      day: utc.getUTCDate(),
      hour: utc.getUTCHours(),
      minute: utc.getUTCMinutes(),
      second: utc.getUTCSeconds(),
    },
    { zone },
  );
  return local.isValid ? local.toMillis() : asUtc;
}

/** A date with a time, of an envelope: null when the date cannot be read; a time that cannot counts as midnight. */
export function compactInstant(date: string, time: string, timeZone: string): number | null {
  return x12Moment(date, time, '', timeZone)?.at ?? null;
}

/** A date and a time as X12 gives them; null when the date cannot be read. */
export function x12Moment(date: string, time: string, zoneCode: string, timeZone: string): Moment | null {
  const day = readDay(date.trim());
  if (!day) return null;
  const clock = readTime(time.trim());
  const at = toInstant({ ...day, ...(clock ?? { hour: 0, minute: 0, second: 0 }) }, zoneCode, timeZone);
  return { at, dayOnly: clock === null || isMidnight(clock) };
}

/** Senders whose format wants a time write midnight when they mean the day. */
function isMidnight(clock: Pick<Wall, 'hour' | 'minute' | 'second'>): boolean {
  return clock.hour === 0 && clock.minute === 0 && clock.second === 0;
}

/** Formats in which day and month come first. */
const DAY_FIRST: Record<string, (text: string) => string> = {
  '2': (text) => `${text.slice(4, 6)}${text.slice(2, 4)}${text.slice(0, 2)}${text.slice(6)}`,
  '3': (text) => `${text.slice(4, 6)}${text.slice(0, 4)}${text.slice(6)}`,
  '4': (text) => `${text.slice(4, 8)}${text.slice(2, 4)}${text.slice(0, 2)}${text.slice(8)}`,
  '5': (text) => `${text.slice(4, 8)}${text.slice(2, 4)}${text.slice(0, 2)}${text.slice(8)}`,
};
/** Figures of a date at each beginning of a format's number. */
const DIGITS: Record<string, [date: number, time: number]> = {
  '2': [6, 0],
  '3': [6, 0],
  '4': [8, 0],
  '5': [8, 4],
  '101': [6, 0],
  '102': [8, 0],
  '201': [6, 4],
  '202': [6, 6],
  '203': [8, 4],
  '204': [8, 6],
  '205': [8, 4],
  '207': [8, 4],
  '208': [8, 6],
  '301': [6, 4],
  '302': [6, 6],
  '303': [8, 4],
  '304': [8, 6],
};
/** Formats of a period, with the format of each of its ends. */
const PERIODS: Record<string, string> = {
  '711': '204',
  '713': '201',
  '717': '101',
  '718': '102',
  '719': '203',
};

/** A date as DTM gives it, by its format where that fits and by its figures where it does not; of a period the end. */
export function edifactMoment(
  text: string,
  format: string,
  timeZone: string,
): (Moment & { fits: boolean }) | null {
  const period = PERIODS[format];
  if (period) return edifactMoment(endOfPeriod(text), period, timeZone);
  if (format === '610' && /^\d{6}$/.test(text)) return edifactMoment(lastDay(text), '102', timeZone);
  if (format === '616' || format === '716') return weekMoment(text.slice(-6), timeZone);
  const match = /^(\d{6,14})\s*([A-Za-z+-].*|)$/.exec(text);
  if (!match) {
    const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?$/.exec(text);
    const moment = iso ? x12Moment(iso[1] ?? '', iso[2] ?? '', '', timeZone) : null;
    return moment && { ...moment, fits: false };
  }
  const digits = DAY_FIRST[format]?.(match[1] ?? '') ?? match[1] ?? '';
  const wanted = DIGITS[format];
  const fits = wanted !== undefined && wanted[0] + wanted[1] === digits.length;
  const dateLength = fits ? wanted[0] : digits.length === 6 || digits.length === 10 ? 6 : 8;
  const moment = x12Moment(digits.slice(0, dateLength), digits.slice(dateLength), match[2] ?? '', timeZone);
  return moment && { ...moment, fits };
}

function endOfPeriod(text: string): string {
  const [, second] = text.split('-', 2);
  return second ?? text.slice(text.length / 2);
}

function lastDay(month: string): string {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(4)), 0)).getUTCDate();
  return `${month}${days}`;
}

/** The end of an ISO week. */
function weekMoment(text: string, timeZone: string): (Moment & { fits: boolean }) | null {
  if (!/^\d{6}$/.test(text)) return null;
  const week = DateTime.fromObject(
    { weekYear: Number(text.slice(0, 4)), weekNumber: Number(text.slice(4)), weekday: 7 },
    { zone: timeZone },
  );
  return week.isValid ? { at: week.toMillis(), dayOnly: true, fits: true } : null;
}

/** A moment as a deadline: a day without a time lasts until its last minute. */
export function deadline(moment: Moment | null): number | null {
  if (!moment) return null;
  return moment.dayOnly ? moment.at + END_OF_DAY_MS : moment.at;
}
