import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { LearningPeriod } from '../../../../core/contract/incident-learning.ts';
import { shownTimeZone, usePreferences } from '../../../lib/preferences.ts';

/** Lengths to choose from, in days up to now. */
export const SPANS = [7, 30, 90, 365] as const;
export type Span = (typeof SPANS)[number];

const USUAL: Span = 30;
const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** When a day begins in a time zone. */
export function startOfDay(day: string, timeZone: string): number {
  const guess = Date.parse(`${day}T00:00:00Z`);
  return guess - offsetAt(guess - offsetAt(guess, timeZone), timeZone);
}

function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour') % 24,
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(at / 1000) * 1000;
}

/** `2026-11-24`, as it is in a time zone. */
export function dayOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

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
      ? { from: startOfDay(first, timeZone), to: startOfDay(dayAfter(last), timeZone) }
      : { from: now - span * DAY_MS, to: now };
  return {
    span,
    period,
    firstDay: dayOf(period.from, timeZone),
    lastDay: dayOf(period.to - 1, timeZone),
    chooseSpan: (next) => setParams({ days: String(next) }, { replace: true }),
    chooseDays: (from, to) => setParams(from <= to ? { from, to } : { from, to: from }, { replace: true }),
    renew: () => setNow(Date.now()),
  };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
