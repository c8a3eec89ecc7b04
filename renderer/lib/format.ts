import { useLanguage } from './i18n.ts';
import { shownTimeZone, usePreferences } from './preferences.ts';

/** What the contract calls money: integer minor units and a currency. */
export interface MoneyLike {
  amountMinor: number;
  currency: string;
}

const NO_VALUE = '–';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function memo<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  kind: string,
  locale: string,
  options: object,
  make: () => T,
): T {
  const key = `${kind}|${locale}|${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known as T;
  const made = make();
  cache.set(key, made);
  return made;
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return memo('number', locale, options, () => new Intl.NumberFormat(locale, options));
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return memo('date', locale, options, () => new Intl.DateTimeFormat(locale, options));
}

const digitsOf = new Map<string, number>();

/** Minor units in one major unit of the currency: 2 digits for EUR, 0 for JPY. */
export function currencyDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  const options = numberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const digits = options.maximumFractionDigits ?? 2;
  digitsOf.set(currency, digits);
  return digits;
}

type Absent = null | undefined;

/** Everything a screen writes that is not words, in one language and one time zone. */
export interface Format {
  locale: string;
  timeZone: string;
  /** 12,345 */
  integer(value: number | Absent): string;
  /** At most `digits` decimals (1 when left out). */
  decimal(value: number | Absent, digits?: number): string;
  /** Exactly `digits` decimals: figures below each other line up. */
  fixed(value: number | Absent, digits: number): string;
  /** 12.3K: for tiles and axes. */
  compact(value: number | Absent): string;
  /** A share from 0 to 1 as 97.4 %. */
  percent(share: number | Absent, digits?: number): string;
  money(value: MoneyLike | Absent): string;
  /** `money` from parts. */
  moneyMinor(amountMinor: number | Absent, currency: string): string;
  /** €12.3K: for tiles and totals. */
  moneyCompact(value: MoneyLike | Absent): string;
  /** 24 Nov 2026 */
  date(at: number | Absent, zone?: string): string;
  /** 24 Nov */
  dateShort(at: number | Absent, zone?: string): string;
  /** 24 Nov, 14:05 */
  dateTime(at: number | Absent, zone?: string): string;
  /** Tuesday 24 November 2026 at 14:05:09 CET: for titles of cells. */
  instant(at: number | Absent, zone?: string): string;
  /** 14:05 */
  time(at: number | Absent, zone?: string): string;
  /** "3 hours ago", "in 2 days"; `now` for tests. */
  relative(at: number | Absent, now?: number): string;
  /** "2 sec ago", "in 20 sec": to the second, for what is watched live. */
  age(at: number | Absent, now?: number): string;
  /** 2h 5m from seconds. */
  duration(seconds: number | Absent): string;
  bytes(value: number | Absent): string;
  /** Kilometres from metres. */
  distance(metres: number | Absent): string;
  /** Grams below a kilogram, kilograms above. */
  weight(grams: number | Absent): string;
}

function relativeTime(locale: string, at: number, now: number): string {
  const formatter = memo(
    'relative',
    locale,
    {},
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  );
  const delta = at - now;
  const size = Math.abs(delta);
  if (size < MINUTE_MS) return formatter.format(0, 'minute');
  if (size < HOUR_MS) return formatter.format(Math.trunc(delta / MINUTE_MS), 'minute');
  if (size < DAY_MS) return formatter.format(Math.trunc(delta / HOUR_MS), 'hour');
  if (size < 60 * DAY_MS) return formatter.format(Math.trunc(delta / DAY_MS), 'day');
  return formatter.format(Math.trunc(delta / (30.44 * DAY_MS)), 'month');
}

/** In the largest unit that fits, seconds included. */
function ageText(locale: string, at: number, now: number): string {
  const formatter = memo(
    'age',
    locale,
    {},
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
  );
  const delta = at - now;
  const size = Math.abs(delta);
  if (size < MINUTE_MS) return formatter.format(Math.trunc(delta / 1000), 'second');
  if (size < HOUR_MS) return formatter.format(Math.trunc(delta / MINUTE_MS), 'minute');
  if (size < 2 * DAY_MS) return formatter.format(Math.trunc(delta / HOUR_MS), 'hour');
  return formatter.format(Math.trunc(delta / DAY_MS), 'day');
}

function byteText(locale: string, value: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const power = Math.min(units.length - 1, value > 0 ? Math.floor(Math.log(value) / Math.log(1000)) : 0);
  const unit = units[power] ?? 'byte';
  return numberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(value / 1000 ** power);
}

function durationText(locale: string, seconds: number): string {
  const unit = (name: string, value: number) =>
    numberFormat(locale, {
      style: 'unit',
      unit: name,
      // French sets a space before every unit.
      unitDisplay: locale.startsWith('fr') ? 'short' : 'narrow',
      maximumFractionDigits: 1,
    }).format(value);
  if (seconds < 60) return unit('second', seconds);
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return unit('minute', minutes);
  const rest = minutes % 60;
  if (minutes < 48 * 60) {
    return rest === 0
      ? unit('hour', minutes / 60)
      : `${unit('hour', Math.floor(minutes / 60))} ${unit('minute', rest)}`;
  }
  return unit('day', minutes / 60 / 24);
}

function orNone<T>(value: T | Absent, write: (value: T) => string): string {
  return value === null || value === undefined || Number.isNaN(value) ? NO_VALUE : write(value);
}

/** Formatters for a locale (`en`, `fr`) and an IANA zone. Cheap: `Intl` objects are made once. */
export function createFormat(language: string, timeZone: string): Format {
  const locale = language === 'en' ? 'en-GB' : language;
  const number = (options: Intl.NumberFormatOptions) => numberFormat(locale, options);
  const date = (options: Intl.DateTimeFormatOptions, zone = timeZone) =>
    dateFormat(locale, { ...options, timeZone: zone });
  const major = ({ amountMinor, currency }: MoneyLike) => amountMinor / 10 ** currencyDigits(currency);
  const money = (value: MoneyLike) =>
    number({ style: 'currency', currency: value.currency }).format(major(value));

  return {
    locale,
    timeZone,
    integer: (value) => orNone(value, (v) => number({ maximumFractionDigits: 0 }).format(v)),
    decimal: (value, digits = 1) => orNone(value, (v) => number({ maximumFractionDigits: digits }).format(v)),
    fixed: (value, digits) =>
      orNone(value, (v) =>
        number({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(v),
      ),
    compact: (value) =>
      orNone(value, (v) => number({ notation: 'compact', maximumFractionDigits: 1 }).format(v)),
    percent: (share, digits = 1) =>
      orNone(share, (v) => number({ style: 'percent', maximumFractionDigits: digits }).format(v)),
    money: (value) => orNone(value, money),
    moneyMinor: (amountMinor, currency) => orNone(amountMinor, (v) => money({ amountMinor: v, currency })),
    moneyCompact: (value) =>
      orNone(value, (v) =>
        number({
          style: 'currency',
          currency: v.currency,
          notation: 'compact',
          maximumFractionDigits: 1,
        }).format(major(v)),
      ),
    date: (at, zone) => orNone(at, (v) => date({ dateStyle: 'medium' }, zone).format(v)),
    dateShort: (at, zone) => orNone(at, (v) => date({ day: 'numeric', month: 'short' }, zone).format(v)),
    dateTime: (at, zone) =>
      orNone(at, (v) =>
        date({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }, zone).format(v),
      ),
    instant: (at, zone) => orNone(at, (v) => date({ dateStyle: 'full', timeStyle: 'long' }, zone).format(v)),
    time: (at, zone) => orNone(at, (v) => date({ hour: '2-digit', minute: '2-digit' }, zone).format(v)),
    relative: (at, now = Date.now()) => orNone(at, (v) => relativeTime(locale, v, now)),
    age: (at, now = Date.now()) => orNone(at, (v) => ageText(locale, v, now)),
    duration: (seconds) => orNone(seconds, (v) => durationText(locale, v)),
    bytes: (value) => orNone(value, (v) => byteText(locale, v)),
    distance: (metres) =>
      orNone(metres, (v) =>
        number({ style: 'unit', unit: 'kilometer', maximumFractionDigits: v < 10_000 ? 1 : 0 }).format(
          v / 1000,
        ),
      ),
    weight: (grams) =>
      orNone(grams, (v) =>
        v < 1000
          ? number({ style: 'unit', unit: 'gram', maximumFractionDigits: 0 }).format(v)
          : number({ style: 'unit', unit: 'kilogram', maximumFractionDigits: 1 }).format(v / 1000),
      ),
  };
}

const formats = new Map<string, Format>();

/** The formatters for the language and zone in use: one object each, however many cells ask. */
export function useFormat(): Format {
  const language = useLanguage();
  const zone = shownTimeZone(usePreferences());
  const key = `${language} ${zone}`;
  const known = formats.get(key) ?? createFormat(language, zone);
  formats.set(key, known);
  return known;
}
