import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type IncidentAttribute,
  type IncidentCondition,
  type PlaybookStep,
  SHIPPED_NAMES,
  type ShippedPlaybook,
} from '../../../core/contract/playbooks.ts';
import { useIncidentWords } from '../incidents/incident-words.ts';
import { joined, minorScale, rangeWords, type Words } from '../rules/rule-words.ts';
import { useWords } from '../rules/use-words.ts';

/** What triggers and timers may ask, and what only a step with a way out can. */
export const INCIDENT_ATTRIBUTES: readonly IncidentAttribute[] = [
  'kinds',
  'severities',
  'segments',
  'carriers',
  'facilities',
  'hoursLate',
  'hoursOpen',
  'moneyMinor',
  'orders',
];
export const OPTION_ATTRIBUTES: readonly IncidentAttribute[] = [
  'optionCostMinor',
  'optionMarginMinor',
  'keepsPromise',
  ...INCIDENT_ATTRIBUTES,
];

export const LISTS = ['kinds', 'severities', 'segments', 'carriers', 'facilities'] as const;
export type ListAttribute = (typeof LISTS)[number];
export const RANGES = [
  'hoursLate',
  'hoursOpen',
  'moneyMinor',
  'orders',
  'optionCostMinor',
  'optionMarginMinor',
] as const;
export type RangeAttribute = (typeof RANGES)[number];

export function isList(attribute: IncidentAttribute): attribute is ListAttribute {
  return (LISTS as readonly string[]).includes(attribute);
}

export function isRange(attribute: IncidentAttribute): attribute is RangeAttribute {
  return (RANGES as readonly string[]).includes(attribute);
}

export function isMoney(attribute: RangeAttribute): boolean {
  return attribute === 'moneyMinor' || attribute === 'optionCostMinor' || attribute === 'optionMarginMinor';
}

/** Minor units of a range in what people type it in. */
export function scaleOf(attribute: RangeAttribute, currency: string): number {
  return isMoney(attribute) ? minorScale(currency) : 1;
}

/** Everything needed to say playbooks in the user's language. */
export interface PlaybookWords {
  t: TFunction<'playbooks'>;
  rules: Words;
  kind: (kind: string) => string;
  severity: (severity: number) => string;
  option: (option: string) => string;
}

export function usePlaybookWords(): PlaybookWords {
  const { t } = useTranslation('playbooks');
  const rules = useWords();
  const { kind, severity, option } = useIncidentWords();
  return useMemo(() => ({ t, rules, kind, severity, option }), [t, rules, kind, severity, option]);
}

/** The name of one that comes with the program in the user's language, until somebody renames it. */
export function playbookName(
  { name, shipped }: { name: string; shipped: string | null },
  t: TFunction<'playbooks'>,
): string {
  const original = shipped === null ? undefined : SHIPPED_NAMES[shipped as ShippedPlaybook];
  return name === original ? t(`shipped.${shipped}`) : name;
}

export function itemWords(attribute: ListAttribute, value: string | number, words: PlaybookWords): string {
  if (attribute === 'kinds') return words.kind(String(value));
  if (attribute === 'severities') return words.severity(Number(value));
  if (attribute === 'segments') return words.rules.segment(String(value));
  return attribute === 'facilities' ? words.rules.facility(String(value)) : String(value);
}

/** One thing that an incident has to be: "customer: VIP". */
export function attributeWords(
  attribute: IncidentAttribute,
  condition: IncidentCondition,
  words: PlaybookWords,
): string {
  const { t, rules } = words;
  if (attribute === 'keepsPromise') return t(condition.keepsPromise ? 'says.keeps' : 'says.breaks');
  if (isRange(attribute)) {
    const write = (bound: number) =>
      isMoney(attribute)
        ? rules.format.moneyMinor(bound, rules.currency)
        : attribute === 'orders'
          ? rules.format.integer(bound)
          : t('hours', { formatted: rules.format.decimal(bound, 1) });
    return t(`says.${attribute}`, { value: rangeWords(condition[attribute], write, rules.t) });
  }
  const values = (condition[attribute] ?? []) as readonly (string | number)[];
  const named = values.map((value) => itemWords(attribute as ListAttribute, value, words));
  return t(`says.${attribute}`, { value: joined(named, rules.format) });
}

/** A whole condition: "customer: VIP, margin left: 0 € or more"; null where nothing is asked. */
export function conditionWords(condition: IncidentCondition, words: PlaybookWords): string | null {
  const set = OPTION_ATTRIBUTES.filter((attribute) => condition[attribute] !== undefined);
  if (set.length === 0) return null;
  return set.map((attribute) => attributeWords(attribute, condition, words)).join(', ');
}

/** What a step does, in words. */
export function stepWords(step: PlaybookStep, words: PlaybookWords): string {
  const { t, rules } = words;
  switch (step.kind) {
    case 'option':
      return words.option(step.option);
    case 'assign':
      return t('does.assign', { owner: step.owner });
    case 'comment':
      return t('does.comment', { note: step.note });
    case 'wait':
      return t('does.wait', { time: rules.format.duration(step.minutes * 60) });
    case 'stop':
      return t('does.stop');
  }
}
