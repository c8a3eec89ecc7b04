import type { TFunction } from 'i18next';
import type {
  PromiseLevelQuote,
  PromiseOption,
  PromisePart,
  PromiseRunnerUp,
} from '../../../core/contract/promise.ts';
import type { Format } from '../../lib/format.ts';

type Words = TFunction<'promise'>;

/** A local date (`2026-12-24`) as people say it: Thu 24 Dec. */
export function dayWords(day: string, { locale }: Format): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, options).format(Date.parse(`${day}T12:00:00Z`));
}

function clock(minutes: number, { locale }: Format): string {
  const options = { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, options).format(minutes * 60_000);
}

/** When it is there: by the end of a day, or from an hour on. */
export function arrivalWords(option: PromiseOption, timeZone: string, t: Words, format: Format): string {
  const day = dayWords(option.arriveByDay, format);
  if (option.level !== null) return day;
  return t('card.from', { day, time: format.time(option.arriveByAt, timeZone) });
}

/** Why a part leaves and arrives when it does, a sentence each. */
export function whyWords(part: PromisePart, t: Words, format: Format): string[] {
  return [...goodsWords(part, t, format), ...leavingWords(part, t, format), ...travelWords(part, t, format)];
}

function goodsWords({ lines }: PromisePart, t: Words, format: Format): string[] {
  return lines.flatMap(({ sku, onHand, inbound }) => [
    ...(onHand > 0 ? [t('why.onHand', { units: format.integer(onHand), sku })] : []),
    ...inbound.map((use) =>
      t(use.overdue ? 'why.overdue' : 'why.inbound', {
        units: format.integer(use.quantity),
        sku,
        reference: use.reference,
        date: format.date(use.expectedAt),
      }),
    ),
  ]);
}

function leavingWords(part: PromisePart, t: Words, format: Format): string[] {
  const time = clock(part.cutOffMinutes, format);
  const whose = t(`why.cutOffOf.${part.cutOffOf}`, { time });
  const said = t(part.missedCutOff ? 'why.missedCutOff' : 'why.metCutOff', { whose });
  return [
    said,
    ...(part.leadDays > 0
      ? [t('why.lead', { count: part.leadDays, formatted: format.integer(part.leadDays) })]
      : []),
    ...(part.closedDays > 0
      ? [t('why.closed', { count: part.closedDays, formatted: format.integer(part.closedDays) })]
      : []),
  ];
}

function travelWords(part: PromisePart, t: Words, format: Format): string[] {
  if (part.shipDay === null) return [];
  const { transitDaysMin: min, transitDaysMax: max, service } = part;
  const days =
    min === max
      ? t('why.days', { count: max, formatted: format.integer(max) })
      : t('why.daysRange', { min: format.integer(min), max: format.integer(max) });
  const day = dayWords(part.shipDay, format);
  const way = service
    ? t('why.travel', { day, service: service.name, carrier: service.carrier, days })
    : t('why.noRate', { day, days });
  return part.kind === 'collectByTransfer' ? [way, t('why.thenCollected')] : [way];
}

/** Why nothing can be promised. */
export function noneWords({ none }: PromiseLevelQuote, t: Words, format: Format): string {
  if (!none) return '';
  const missing = none.missing
    .map(({ sku, quantity }) => t('none.missing', { units: format.integer(quantity), sku }))
    .join(', ');
  return t(`none.${none.code}`, { missing });
}

/** How another choice compares with the one that is promised. */
export function runnerUpWords(
  { laterDays, dearerMinor, cost, backOrder }: PromiseRunnerUp,
  t: Words,
  format: Format,
) {
  const amount = format.moneyMinor(Math.abs(dearerMinor), cost.currency);
  const parts = [
    ...(laterDays > 0 ? [t('other.later', { count: laterDays, formatted: format.integer(laterDays) })] : []),
    ...(dearerMinor > 0 ? [t('other.dearer', { amount })] : []),
    ...(dearerMinor < 0 ? [t('other.cheaper', { amount })] : []),
    ...(laterDays === 0 && dearerMinor === 0 ? [t('other.same')] : []),
    ...(backOrder ? [t('other.backOrder')] : []),
  ];
  return parts.join(', ');
}
