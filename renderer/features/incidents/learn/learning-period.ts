import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { LearningPeriod } from '../../../../core/contract/incident-learning.ts';
import { shownTimeZone, usePreferences } from '../../../lib/preferences.ts';
import { clockInstant, localDay } from '../../../lib/zone-clock.ts';

/** Lengths to choose from, in days up to now. */
export const SPANS = [7, 30, 90, 365] as const;
export type Span = (typeof SPANS)[number];

const USUAL: Span = 30;
const DAY_MINUTES = 1440;
const DAY_MS = DAY_MINUTES * 60_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export interface ChosenPeriod {
  /** Null: from day to day. */
  span: Span | null;
  period: LearningPeriod;
  firstDay: string;
  lastDay: string;
  chooseSpan: (span: Span) => void;
  chooseDays: (first: string, last: string) => void;
  /** Up to now once more. */
  renew: () => void;
}

/** The period that is looked at; it lives in the address. */
export function useLearningPeriod(): ChosenPeriod {
  const timeZone = shownTimeZone(usePreferences());
  const [params, setParams] = useSearchParams();
  const [now, setNow] = useState(() => Date.now());
  const [first, last] = [params.get('from') ?? '', params.get('to') ?? ''];
  const asked = Number(params.get('days'));
  const days = DAY.test(first) && DAY.test(last) && first <= last;
  const span = days ? null : (SPANS.find((one) => one === asked) ?? USUAL);
  const period =
    span === null
      ? { from: clockInstant(first, timeZone, 0), to: clockInstant(last, timeZone, DAY_MINUTES) }
      : { from: now - span * DAY_MS, to: now };
  return {
    span,
    period,
    firstDay: localDay(period.from, timeZone),
    lastDay: localDay(period.to - 1, timeZone),
    chooseSpan: (next) => setParams({ days: String(next) }, { replace: true }),
    chooseDays: (from, to) => setParams(from <= to ? { from, to } : { from, to: from }, { replace: true }),
    renew: () => setNow(Date.now()),
  };
}
