import type { TFunction } from 'i18next';
import type { Range } from '../../../core/contract/base.ts';
import {
  type FacilityCondition,
  type OrderCondition,
  RULE_SCHEMA,
  type Rule,
  type RuleDocument,
  type SegmentDefinition,
  type SegmentReason,
  type SlotType,
} from '../../../core/contract/rules.ts';
import { currencyDigits, type Format } from '../../lib/format.ts';
import { weekdayName } from '../../lib/weekdays.ts';

/** What it takes to say a rule: language, numbers, and the names of things. */
export interface Words {
  t: TFunction<['rules', 'orders', 'stock']>;
  format: Format;
  currency: string;
  country: (code: string) => string;
  segment: (code: string) => string;
  facility: (code: string) => string;
}

export type OrderAttribute = keyof OrderCondition;
export type FacilityAttribute = keyof FacilityCondition;
export const ORDER_ATTRIBUTES: readonly OrderAttribute[] = [
  'channels',
  'segments',
  'countries',
  'regions',
  'categories',
  'hazardous',
  'valueMinor',
  'weightGrams',
  'serviceLevels',
  'orderedAt',
];
export const FACILITY_ATTRIBUTES: readonly FacilityAttribute[] = ['kinds', 'countries', 'regions', 'codes'];

/** A sentence taken apart: words, and the slots that can be edited. */
export type SentencePart = { text: string } | { slot: string };

const MARK = '\u0001';
const MONDAY = Date.UTC(2024, 0, 1);

export function joined(values: readonly string[], format: Format): string {
  return new Intl.ListFormat(format.locale, { type: 'disjunction' }).format(values);
}

/** The catalogue's sentence with its slots left open. */
export function sentenceParts(t: Words['t'], key: string, slots: readonly string[]): SentencePart[] {
  const marked = Object.fromEntries(slots.map((slot) => [slot, `${MARK}${slot}${MARK}`]));
  return t(`sentence.${key}`, marked)
    .split(MARK)
    .map((part, i): SentencePart => (i % 2 === 1 ? { slot: part } : { text: part }))
    .filter((part) => 'slot' in part || part.text !== '');
}

/** Which of a kind's sentences fits what the rule says. */
export function sentenceKey(rule: Rule, mode: RuleDocument['priorityMode']): string {
  if (rule.kind === 'eligibility' && rule.strength === 'price') return 'eligibility_price';
  if (rule.kind === 'priority' && mode === 'weight') return 'priority_weight';
  const nobody = rule.kind === 'keepBack' && !rule.channels?.length && !rule.segments?.length;
  return nobody ? 'keepBack_nobody' : rule.kind;
}

export function ruleParts(rule: Rule, mode: RuleDocument['priorityMode'], t: Words['t']): SentencePart[] {
  return sentenceParts(t, sentenceKey(rule, mode), Object.keys(RULE_SCHEMA[rule.kind].slots));
}

/** A whole rule in plain words. */
export function ruleSentence(rule: Rule, mode: RuleDocument['priorityMode'], words: Words): string {
  const slots = RULE_SCHEMA[rule.kind].slots as Record<string, SlotType>;
  const says = rule as unknown as Record<string, unknown>;
  return ruleParts(rule, mode, words.t)
    .map((part) =>
      'text' in part ? part.text : slotWords(part.slot, slots[part.slot], says[part.slot], words),
    )
    .join('');
}

/** What stands in a slot, in words. */
export function slotWords(slot: string, type: SlotType | undefined, value: unknown, words: Words): string {
  const { t, format } = words;
  if (type === 'when') return whenWords(value as OrderCondition, words);
  if (type === 'facilities') return facilityWords(value as FacilityCondition, words);
  if (type === 'ranking') return rankingWords(value as FacilityCondition[], words);
  if (typeof type === 'object') return t(`choice.${slot}.${value}`);
  if (type === 'shares') return shareWords(value as { segment: string; percent: number }[], words);
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) {
    return t(`nothing.${slot}`);
  }
  if (Array.isArray(value))
    return joined(
      (value as (string | number)[]).map((one) => itemWords(type, one, words)),
      format,
    );
  return numberWords(slot, type, value as number, words);
}

function rankingWords(ranking: readonly FacilityCondition[], words: Words): string {
  const places = ranking.map((place, i) =>
    words.t('value.place', { position: i + 1, facilities: facilityWords(place, words) }),
  );
  return places.length > 0 ? places.join(', ') : words.t('nothing.facilities');
}

function shareWords(shares: readonly { segment: string; percent: number }[], words: Words): string {
  if (shares.length === 0) return words.t('nothing.shares');
  return shares
    .map(({ segment, percent }) => {
      const share = words.format.percent(percent / 100, 0);
      return words.t('value.share', { segment: words.segment(segment), percent: share });
    })
    .join(', ');
}

/** One of several values of a list, in words. */
export function itemWords(
  type: SlotType | undefined,
  value: string | number,
  { t, format, ...names }: Words,
): string {
  switch (type) {
    case 'channels':
      return t(`orders:channel.${value}`);
    case 'segments':
      return names.segment(String(value));
    case 'reasons':
      return t(`reason.${value}`);
    case 'weekdays':
      return weekdayName(Number(value), format.locale);
    case 'days':
      return format.date(Date.parse(String(value)), 'UTC');
    default:
      return String(value);
  }
}

const COUNTED = new Set([
  'maxShipments',
  'units',
  'ordersADay',
  'unitsADay',
  'hours',
  'leastOrders',
  'months',
]);

export function numberWords(slot: string, type: SlotType | undefined, value: number, words: Words): string {
  const { t, format, currency } = words;
  if (type === 'money') return format.moneyMinor(value, currency);
  if (type === 'percent') return format.percent(value / 100, 1);
  if (type === 'clockOrNone') return clock(value, format);
  if (COUNTED.has(slot)) return t(`value.${slot}`, { count: value, formatted: format.integer(value) });
  return format.decimal(value, 1);
}

function clock(minutes: number, format: Format): string {
  return format.time(MONDAY + minutes * 60_000, 'UTC');
}

/** Which orders: "All orders", or what they have to be. */
export function whenWords(condition: OrderCondition, words: Words): string {
  const set = ORDER_ATTRIBUTES.filter((attribute) => condition[attribute] !== undefined);
  if (set.length === 0) return words.t('when.all');
  const says = set.map((attribute) => orderAttributeWords(attribute, condition, words));
  return `${words.t('when.some')} (${says.join(', ')})`;
}

export function facilityWords(condition: FacilityCondition, words: Words): string {
  const set = FACILITY_ATTRIBUTES.filter((attribute) => condition[attribute] !== undefined);
  if (set.length === 0) return words.t('nothing.facilities');
  return set.map((attribute) => facilityAttributeWords(attribute, condition, words)).join(', ');
}

/** One thing that an order has to be: "by Web or EDI". */
export function orderAttributeWords(
  attribute: OrderAttribute,
  condition: OrderCondition,
  words: Words,
): string {
  const { t } = words;
  if (attribute === 'hazardous') return t(condition.hazardous ? 'hazardous.yes' : 'hazardous.no');
  return `${t(`says.${attribute}`)} ${orderValueWords(attribute, condition, words)}`;
}

function orderValueWords(attribute: OrderAttribute, condition: OrderCondition, words: Words): string {
  const { t, format, currency } = words;
  switch (attribute) {
    case 'valueMinor':
      return rangeWords(condition.valueMinor, (minor) => format.moneyMinor(minor, currency), t);
    case 'weightGrams':
      return rangeWords(condition.weightGrams, format.weight, t);
    case 'orderedAt':
      return rangeWords(condition.orderedAt, (at) => format.date(at), t, 'day');
    case 'hazardous':
      return '';
    default: {
      const values = (condition[attribute] ?? []) as readonly string[];
      return joined(
        values.map((value) => orderItemWords(attribute, value, words)),
        format,
      );
    }
  }
}

export function orderItemWords(attribute: OrderAttribute, value: string, words: Words): string {
  if (attribute === 'countries') return words.country(value);
  if (attribute === 'serviceLevels') return words.t(`orders:service.${value}`, { defaultValue: value });
  if (attribute === 'channels' || attribute === 'segments') return itemWords(attribute, value, words);
  return value;
}

function facilityAttributeWords(
  attribute: FacilityAttribute,
  condition: FacilityCondition,
  words: Words,
): string {
  const values = (condition[attribute] ?? []) as readonly string[];
  return joined(
    values.map((value) => facilityItemWords(attribute, value, words)),
    words.format,
  );
}

export function facilityItemWords(attribute: FacilityAttribute, value: string, words: Words): string {
  if (attribute === 'countries') return words.country(value);
  if (attribute === 'kinds') return words.t(`stock:kind.${value}`);
  return attribute === 'codes' ? words.facility(value) : value;
}

/** A range in words; the minimum fits, the maximum does not. */
export function rangeWords(
  range: Range | undefined,
  write: (bound: number) => string,
  t: Words['t'],
  kind: 'value' | 'day' = 'value',
): string {
  const { min, max } = range ?? {};
  if (min !== undefined && max !== undefined) {
    return t(`${kind}.between`, { min: write(min), max: write(max) });
  }
  if (min !== undefined) return t(`${kind}.atLeast`, { value: write(min) });
  return max === undefined ? '' : t(`${kind}.below`, { value: write(max) });
}

/** Type of each slot of a segment's sentence. */
export const SEGMENT_SLOTS = {
  countries: 'categories',
  segment: 'segments',
  leastOrders: 'countOrNone',
  leastValueMinor: 'money',
  leastOrderMinor: 'money',
  months: 'count',
  during: 'days',
} as const satisfies Partial<Record<keyof SegmentDefinition, SlotType>>;

/** Why a customer is in a segment: "12,400 € in 12 months, 8 orders". */
export function segmentReasonWords(reason: SegmentReason | null, { t, format }: Words): string {
  if (!reason) return t('segments.fromSource');
  if (reason.months === null) return t('segments.otherwiseReason');
  return t('segments.because', {
    value: format.moneyMinor(reason.valueMinor, reason.currency),
    months: t('value.months', { count: reason.months, formatted: format.integer(reason.months) }),
    orders: t('value.leastOrders', { count: reason.orders, formatted: format.integer(reason.orders) }),
  });
}

/** Minor units in a major one of the currency. */
export function minorScale(currency: string): number {
  return 10 ** currencyDigits(currency);
}
