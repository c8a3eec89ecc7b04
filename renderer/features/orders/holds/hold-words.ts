import type { TFunction } from 'i18next';
import type { HoldView } from '../../../../core/contract/validation.ts';
import type { Format } from '../../../lib/format.ts';

/** What the words of a hold are written with. */
export interface HoldWords {
  t: TFunction<'validation'>;
  format: Format;
  country: (code: string | null) => string;
}

type Values = HoldView['values'];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const count = (value: unknown, format: Format) => ({
  count: Number(value),
  formatted: format.integer(Number(value)),
});

/** A hold in a sentence, with the figures that it was decided by. */
export function holdSentence({ code, values, reason }: HoldView, { t, format, country }: HoldWords): string {
  const amount = (minor: unknown) => format.moneyMinor(Number(minor), text(values.currency) || 'EUR');
  switch (code) {
    case 'noPrice':
      return t('words.noPrice', count(values.lines, format));
    case 'postalCodeForm':
      return t('words.postalCodeForm', {
        postalCode: text(values.postalCode),
        country: country(text(values.country)),
      });
    case 'placeNotFound':
      return t('words.placeNotFound', { place: placeOf(values, country) });
    case 'poBox':
      return t(values.hazardous === true ? 'words.poBoxHazardous' : 'words.poBoxFreight', {
        street: text(values.street),
      });
    case 'creditLimit':
      return t('words.creditLimit', {
        open: amount(values.openMinor),
        order: amount(values.orderMinor),
        limit: amount(values.limitMinor),
      });
    case 'overdue':
      return t('words.overdue', { amount: amount(values.overdueMinor) });
    default:
      return t(`words.${code}`, { ...values, reason });
  }
}

function placeOf({ postalCode, city, country: code }: Values, country: HoldWords['country']): string {
  const town = [postalCode, city].filter(Boolean).join(' ');
  return [town, country(text(code))].filter(Boolean).join(', ');
}

/** The signs of fraud that a hold names, each with its points. */
export function fraudSigns(
  { values }: Pick<HoldView, 'values'>,
  { t, format, country }: HoldWords,
): { key: string; sign: string; points: string }[] {
  if (!Array.isArray(values.signals)) return [];
  const hours = format.integer(Number(values.windowHours ?? 0));
  return (values.signals as { signal: string; points: number; values: Values }[]).map((found) => ({
    key: found.signal,
    sign: t(`found.${found.signal}`, {
      ...count(found.values.orders ?? found.values.units ?? 0, format),
      hours,
      value: format.moneyMinor(Number(found.values.valueMinor ?? 0), text(found.values.currency) || 'EUR'),
      billing: country(text(found.values.billing)),
      shipTo: country(text(found.values.shipTo)),
      domain: text(found.values.domain),
    }),
    points: t('found.points', { count: found.points }),
  }));
}
