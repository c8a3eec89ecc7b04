import { type Cell, type DateOrder, parseInstant } from '../import/index.ts';

const FIGURES = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?:\D|$)/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_LIKE = /^\d{1,4}[-/. ](\d{1,2}|\p{L}{3,})[-/. ]\d{1,4}|^\p{L}{3,}\.? \d{1,2},? \d{4}/u;
const MOST_REMEMBERED = 200_000;

/** What was seen of the dates of a column. */
export interface DateEvidence {
  seen: number;
  dates: number;
  dayFirst: number;
  monthFirst: number;
  either: number;
  iso: number;
  /** ISO dates that are as well month, day and year of two figures: `2003-01-10` for 3/1/10. */
  isoOfFigures: number;
  /** Dates of any form that bring a time of the day. */
  withTime: number;
}

export function noEvidence(): DateEvidence {
  return { seen: 0, dates: 0, dayFirst: 0, monthFirst: 0, either: 0, iso: 0, isoOfFigures: 0, withTime: 0 };
}

export function weighDate(evidence: DateEvidence, cell: Cell): void {
  const text = String(cell).trim();
  evidence.seen++;
  if (!DATE_LIKE.test(text)) return;
  evidence.dates++;
  if (text.includes(':')) evidence.withTime++;
  const figures = FIGURES.exec(text);
  if (figures) {
    if (Number(figures[1]) > 12) evidence.dayFirst++;
    else if (Number(figures[2]) > 12) evidence.monthFirst++;
    else evidence.either++;
  }
  const iso = ISO.exec(text);
  if (!iso) return;
  evidence.iso++;
  const month = Number(iso[1]) - 2000;
  if (month >= 1 && month <= 12 && Number(iso[3]) <= 30) evidence.isoOfFigures++;
}

/** How the dates of a column are to be read. */
export interface DateReading {
  order: DateOrder | undefined;
  /**
   * A spreadsheet has taken month/day/year for year-month-day wherever the day was no more than 12: the column then has
   * figures with days above 12 only, and ISO dates of the years 2001 to 2012 only.
   */
  isoIsFigures: boolean;
}

export function readingOf(evidence: DateEvidence): DateReading {
  const { dayFirst, monthFirst, either, iso, isoOfFigures } = evidence;
  return {
    order: monthFirst > dayFirst ? 'mdy' : dayFirst > 0 ? 'dmy' : undefined,
    isoIsFigures: monthFirst > 10 && either === 0 && dayFirst === 0 && iso > 0 && isoOfFigures === iso,
  };
}

/** A reader of one column's dates: an instant, null where words stand for a date that is missing, or why it is none. */
export function dateReader(reading: DateReading): (cell: Cell) => number | null | string {
  const known = new Map<Cell, number | null | string>();
  const options = { timeZone: 'UTC', ...(reading.order ? { order: reading.order } : {}) };
  const read = (cell: Cell): number | null | string => {
    const text = String(cell).trim();
    if (!/\d/.test(text)) return null;
    const iso = reading.isoIsFigures ? ISO.exec(text) : null;
    if (iso) return Date.UTC(2000 + Number(iso[3]), Number(iso[1]) - 2001, Number(iso[2]));
    const instant = parseInstant(cell, options);
    return typeof instant === 'number' ? instant : instant.reason;
  };
  return (cell) => {
    let value = known.get(cell);
    if (value !== undefined) return value;
    value = read(cell);
    if (known.size < MOST_REMEMBERED) known.set(cell, value);
    return value;
  };
}
