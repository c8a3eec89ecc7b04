import type { IncidentKind } from '../../contract/incidents.ts';
import type { IncidentCondition } from '../../contract/playbooks.ts';
import { isOneOf, isWithin } from '../rules/index.ts';

/** What playbooks may ask of an incident. */
export interface PlaybookFacts {
  kind: IncidentKind;
  severity: number;
  segment: string | null;
  carrier: string | null;
  facility: string | null;
  hoursLate: number;
  hoursOpen: number;
  moneyMinor: number;
  orders: number;
}

/** A way out as far as playbooks ask. */
export interface OptionPrice {
  costMinor: number;
  currency: string;
  marginMinor: number | null;
  keepsPromise: boolean | null;
}

/** Whether an incident is one that the condition means; `option`: the way out that a step is about, null when it is about none. */
export function fitsIncident(
  condition: IncidentCondition,
  facts: PlaybookFacts,
  option: OptionPrice | null,
): boolean {
  const { kinds, severities, segments, carriers, facilities } = condition;
  return (
    isOneOf(kinds, facts.kind) &&
    (severities === undefined || severities.includes(facts.severity)) &&
    isOneOf(segments, facts.segment) &&
    isOneOf(carriers, facts.carrier) &&
    isOneOf(facilities, facts.facility) &&
    isWithin(condition.hoursLate, facts.hoursLate) &&
    isWithin(condition.hoursOpen, facts.hoursOpen) &&
    isWithin(condition.moneyMinor, facts.moneyMinor) &&
    isWithin(condition.orders, facts.orders) &&
    fitsOption(condition, option)
  );
}

function fitsOption(condition: IncidentCondition, option: OptionPrice | null): boolean {
  const { optionCostMinor, optionMarginMinor, keepsPromise } = condition;
  const asked = [optionCostMinor, optionMarginMinor, keepsPromise].some((value) => value !== undefined);
  if (!asked) return true;
  if (!option) return false;
  const margin = option.marginMinor;
  return (
    isWithin(optionCostMinor, option.costMinor) &&
    (optionMarginMinor === undefined || (margin !== null && isWithin(optionMarginMinor, margin))) &&
    (keepsPromise === undefined || option.keepsPromise === keepsPromise)
  );
}

const HOUR_MS = 3_600_000;

/** How late it will be, by what is expected now: what has not come is expected now at the earliest. */
export function hoursLate(
  { promisedAt, expectedAt }: { promisedAt: number | null; expectedAt: number | null },
  now: number,
): number {
  return promisedAt === null ? 0 : (Math.max(expectedAt ?? now, now) - promisedAt) / HOUR_MS;
}

export function hoursSince(at: number, now: number): number {
  return (now - at) / HOUR_MS;
}
