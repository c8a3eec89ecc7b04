import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrokenLimit, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import type { EffectSummary } from './moves.ts';
import type { Carried } from './use-stop-move.ts';

/** A figure that changes: its words, and whether that is good, bad or neither. */
export interface FigureChange {
  key: 'cost' | 'distance' | 'duration' | 'late' | 'load' | 'vehicles' | 'overtime';
  text: string;
  verdict: 'better' | 'worse' | 'same';
}

function verdictOf(difference: number): FigureChange['verdict'] {
  if (difference === 0) return 'same';
  return difference < 0 ? 'better' : 'worse';
}

function lateText({ late }: EffectSummary, t: TFunction, format: Format): string {
  const stops = (count: number) =>
    count === 0 ? t('effect.lateNone') : t('effect.lateStops', { count, formatted: format.integer(count) });
  if (late.before === late.after && late.seconds === 0) return stops(late.after);
  const text =
    late.before === late.after
      ? stops(late.after)
      : t('effect.from', { before: format.integer(late.before), after: stops(late.after) });
  return late.seconds === 0
    ? text
    : `${text}, ${signed(format.duration(Math.abs(late.seconds)), late.seconds)}`;
}

function signed(text: string, difference: number): string {
  return `${difference > 0 ? '+' : '−'}${text}`;
}

/** What a change does, figure by figure; those that seldom change are left out while they do not. */
export function figureChanges(
  summary: EffectSummary,
  { t, format, currency }: { t: TFunction; format: Format; currency: string },
): FigureChange[] {
  const change = (key: FigureChange['key'], difference: number, write: (size: number) => string) => ({
    key,
    text: difference === 0 ? t('effect.same') : signed(write(Math.abs(difference)), difference),
    verdict: verdictOf(difference),
  });
  const { late, load } = summary;
  const minutes = Math.round(summary.durationSeconds / 60) * 60;
  return [
    change('cost', summary.costMinor, (size) => format.moneyMinor(size, currency)),
    change('distance', Math.round(summary.distanceMetres / 100) * 100, format.distance),
    change('duration', minutes, format.duration),
    { key: 'late', text: lateText(summary, t, format), verdict: verdictOf(late.seconds) },
    {
      key: 'load',
      text: load
        ? t('effect.from', { before: format.percent(load.before, 0), after: format.percent(load.after, 0) })
        : t('effect.unknown'),
      verdict: load && load.after > 1 && load.after > load.before ? 'worse' : 'same',
    },
    ...(summary.overtimeSeconds === 0 ? [] : [change('overtime', summary.overtimeSeconds, format.duration)]),
    ...(summary.vehicles === 0 ? [] : [change('vehicles', summary.vehicles, format.integer)]),
  ];
}

function brokenAmount({ code, by, dimension }: BrokenLimit, t: TFunction, format: Format): string | null {
  const counted = (word: 'stops' | 'pallets' | 'vehicles', text = format.integer(by)) =>
    t(`broken.${word}`, { count: by, formatted: text });
  switch (code) {
    case 'late':
    case 'shift':
    case 'break':
    case 'duration':
      return format.duration(by);
    case 'distance':
      return format.distance(by);
    case 'stops':
      return counted('stops');
    case 'tooManyVehicles':
      return counted('vehicles');
    case 'overloaded':
      if (dimension === 'weight') return format.weight(by);
      if (dimension === 'volume') return t('broken.litres', { formatted: format.integer(by / 1000) });
      return counted('pallets', format.decimal(by));
    default:
      return null;
  }
}

/** A broken limit in words, with by how much and, where asked for, at which stop. */
export function brokenText(
  limit: BrokenLimit,
  { t, format, stopName }: { t: TFunction; format: Format; stopName?: string | undefined },
): string {
  const words = t(`routes:broken.${limit.code}`);
  const amount = brokenAmount(limit, t, format);
  if (amount === null) return stopName ? `${words} (${stopName})` : words;
  return stopName
    ? t('broken.ofStop', { limit: words, stop: stopName, amount })
    : t('broken.of', { limit: words, amount });
}

/** Where carried stops would go, in words. */
export function targetText(
  { target, refusal, home }: Carried,
  { t, plan }: { t: TFunction; plan: RoutePlanDetail },
): string {
  if (refusal) return t(`effect.${refusal}`);
  if (!target) return t('effect.nowhere');
  if (home) return t('effect.home');
  if (target.route === null) return t('effect.toNowhere');
  if (target.vehicle !== undefined) {
    const vehicle = plan.vehicles.find(({ key }) => key === target.vehicle)?.name ?? target.vehicle;
    return t('effect.toNew', { vehicle });
  }
  return target.position === undefined
    ? t('effect.toBest', { route: target.route })
    : t('effect.toRoute', { route: target.route, place: target.position + 1 });
}

/** Words and formats for effects, in the plan's own zone and currency. */
export function useEffectWords(plan: RoutePlanDetail) {
  const { t } = useTranslation(['route-gantt', 'routes']);
  const format = useFormat();
  return useMemo(() => ({ t, format, currency: plan.currency }), [t, format, plan.currency]);
}
