import type { Range } from '../../contract/base.ts';
import type { FacilityCondition, OrderCondition } from '../../contract/rules.ts';
import type { FacilityFacts, OrderFacts } from './facts.ts';

/** Whether an order is one that the condition means. */
export function fitsOrder(condition: OrderCondition, order: OrderFacts): boolean {
  const { channels, countries, regions, segments, categories, serviceLevels, hazardous } = condition;
  return (
    isOneOf(channels, order.channel) &&
    isOneOf(countries, order.country) &&
    isOneOf(regions, order.region) &&
    isOneOf(segments, order.segment) &&
    isOneOf(serviceLevels, order.serviceLevel) &&
    (categories === undefined || order.categories.some((category) => categories.includes(category))) &&
    (hazardous === undefined || hazardous === order.hazardous) &&
    isWithin(condition.weightGrams, order.weightGrams) &&
    isWithin(condition.valueMinor, order.valueMinor) &&
    isWithin(condition.orderedAt, order.orderedAt)
  );
}

/** Whether a facility is one that the condition means. */
export function fitsFacility(condition: FacilityCondition, facility: FacilityFacts): boolean {
  return (
    isOneOf(condition.kinds, facility.kind) &&
    isOneOf(condition.countries, facility.country) &&
    isOneOf(condition.regions, facility.region) &&
    isOneOf(condition.codes, facility.code)
  );
}

/** Nothing named means all. */
export function isOneOf(values: readonly string[] | undefined, value: string | null): boolean {
  return values === undefined || (value !== null && values.includes(value));
}

/** The minimum fits, the maximum does not: ranges that meet share no value. */
export function isWithin(range: Range | undefined, value: number): boolean {
  if (!range) return true;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = range;
  return value >= min && value < max;
}
