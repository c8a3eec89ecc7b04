import { DateTime, IANAZone } from 'luxon';
import type { RecordProblem } from '../../../contract/feed-records.ts';
import type { FieldValue } from '../../record.ts';
import { cleanText, shortValue } from './json.ts';
import {
  type Condition,
  type DetailedRule,
  type ValueRule,
  type ValueType,
  VOLUME_UNITS,
  WEIGHT_UNITS,
} from './mapping-rules.ts';
import { elementsOf, follow, type Scope, valueAt } from './paths.ts';

/** What a field is when its rule does not say. */
const TYPES: Readonly<Record<string, ValueType>> = {
  ...Object.fromEntries(
    [
      'quantity quantityShipped quantityCancelled lineNumber onHand reserved safetyStock dailyDemand price cost unitPrice',
      'lineTotal orderTotal latitude longitude priority handlingCost dailyCapacity transitDaysMin transitDaysMax',
    ]
      .join(' ')
      .split(' ')
      .map((field) => [field, 'number']),
  ),
  active: 'boolean',
  stocked: 'boolean',
  shipComplete: 'boolean',
  weight: 'weight',
  maxWeight: 'weight',
  upToWeight: 'weight',
  volume: 'volume',
};
/** A day without a time means its end: what is promised or expected. */
const DEADLINES = new Set(['promisedAt', 'expectedAt']);
const LONGEST_TEXT = 10_000;
const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);
const MINUTE_MS = 60_000;

export interface Reading {
  falseIsEmpty: boolean;
  problems: RecordProblem[];
}

export function problem(
  code: string,
  reason: string,
  place: string | null,
  value: unknown = null,
  severity: RecordProblem['severity'] = 'error',
): RecordProblem {
  return { severity, code, reason, place, value: value === null ? null : shortValue(value) };
}

const isEmpty = (value: unknown, reading: Reading) =>
  value === undefined || value === null || value === '' || (value === false && reading.falseIsEmpty);

export function holds(conditions: readonly Condition[] | undefined, scope: Scope, reading: Reading): boolean {
  return (conditions ?? []).every((condition) => {
    const value = valueAt(condition.path, scope);
    const word = String(value ?? '').toLowerCase();
    const among = (values: readonly unknown[]) =>
      values.some((one) => String(one ?? '').toLowerCase() === word);
    if (condition.exists !== undefined && condition.exists === isEmpty(value, reading)) return false;
    if (condition.in && !among(condition.in)) return false;
    return !(condition.notIn && among(condition.notIn));
  });
}

/** A field's value; null when the item says nothing of it, or nothing that can be understood (then with a problem). */
export function fieldValue(field: string, rule: ValueRule, scope: Scope, reading: Reading): FieldValue {
  for (const one of Array.isArray(rule) ? rule : [rule]) {
    const detailed = typeof one === 'string' ? { path: one } : one;
    if (!holds(detailed.when, scope, reading)) continue;
    const value = detailedValue(field, detailed, scope, reading);
    if (value !== null) return value;
  }
  return null;
}

function detailedValue(field: string, rule: DetailedRule, scope: Scope, reading: Reading): FieldValue {
  if (rule.constant !== undefined) return rule.constant;
  if (rule.sum) return sumOf(rule.sum, scope);
  const found = find(rule, scope, reading);
  if (found === null) return null;
  const { value, place } = found;
  if (typeof value === 'object' || value === undefined) {
    reading.problems.push(
      problem('wrongType', `“${field}” should be one value, here is a list or an object.`, place, value),
    );
    return null;
  }
  const cut = cutText(rule, value as FieldValue);
  if (cut === null || cut === '') return null;
  const mapped = lookUp(field, rule, cut, place, reading);
  return mapped === null ? null : convert(field, rule, mapped, place, scope, reading);
}

function find(rule: DetailedRule, scope: Scope, reading: Reading): { value: unknown; place: string } | null {
  const paths = typeof rule.path === 'string' ? [rule.path] : (rule.path ?? []);
  const place = paths.join(', ');
  if (rule.join !== undefined) {
    const parts = paths
      .flatMap((one) => follow(one, scope))
      .map(({ node }) => node)
      .filter((node) => !isEmpty(node, reading) && typeof node !== 'object')
      .map(String);
    return parts.length === 0 ? null : { value: parts.join(rule.join), place };
  }
  for (const one of paths) {
    const value = valueAt(one, scope);
    if (!isEmpty(value, reading)) return { value, place: one };
  }
  return null;
}

function sumOf(sum: NonNullable<DetailedRule['sum']>, scope: Scope): number {
  const ours = sum.ours === undefined ? undefined : valueAt(sum.ours, scope);
  let total = 0;
  for (const element of elementsOf(sum.of, scope)) {
    if (sum.theirs !== undefined && valueAt(sum.theirs, element) !== ours) continue;
    const value = Number(valueAt(sum.value, element) ?? 0);
    if (Number.isFinite(value)) total += value;
  }
  return Math.round(total * 1e6) / 1e6;
}

function cutText(rule: DetailedRule, value: FieldValue): FieldValue {
  let text = value;
  if (rule.split) text = partOf(String(text), rule.split);
  if (rule.strip && typeof text === 'string' && text.startsWith(rule.strip))
    text = text.slice(rule.strip.length);
  return rule.prefix && text !== null ? `${rule.prefix}${text}` : text;
}

function partOf(text: string, { by, part }: NonNullable<DetailedRule['split']>): string | null {
  const separators = typeof by === 'string' ? [by] : by;
  const separator = separators.find((one) => text.includes(one)) ?? separators[0] ?? '';
  return text.split(separator).at(part)?.trim() ?? null;
}

function lookUp(
  field: string,
  rule: DetailedRule,
  value: FieldValue,
  place: string,
  reading: Reading,
): FieldValue {
  if (!rule.values) return value;
  const word = String(value).trim().toLowerCase();
  for (const [theirs, ours] of Object.entries(rule.values)) if (theirs.toLowerCase() === word) return ours;
  if (rule.otherwise !== undefined) return rule.otherwise;
  const reason = `“${shortValue(value)}” has no meaning for “${field}” in the mapping; add it there.`;
  reading.problems.push(problem('unknownValue', reason, place, value, 'warning'));
  return null;
}

function convert(
  field: string,
  rule: DetailedRule,
  value: FieldValue,
  place: string,
  scope: Scope,
  reading: Reading,
): FieldValue {
  const type = rule.as ?? TYPES[field] ?? (/At$/.test(field) ? 'instant' : 'text');
  const complain = (code: string, reason: string) => {
    reading.problems.push(problem(code, reason, place, value));
    return null;
  };
  switch (type) {
    case 'text':
      return cleanText(String(value).slice(0, LONGEST_TEXT)) || null;
    case 'boolean':
      return readBoolean(value) ?? complain('notYesNo', `“${field}” should be true or false.`);
    case 'number':
      return readNumber(value, rule.decimal) ?? complain('notANumber', `“${field}” should be a number.`);
    case 'instant':
      return (
        readInstant(value, { ...rule, endOfDay: DEADLINES.has(field) }) ??
        complain(
          'notADate',
          `“${field}” should be a date or time${rule.format ? ` like ${rule.format}` : ''}.`,
        )
      );
    default: {
      const units = type === 'weight' ? WEIGHT_UNITS : VOLUME_UNITS;
      const named = rule.unitPath ? valueAt(rule.unitPath, scope) : undefined;
      const unit = String(named ?? rule.unit ?? (type === 'weight' ? 'g' : 'ml')).toLowerCase();
      const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
      if (factor === undefined)
        return complain('unknownUnit', `The unit ${shortValue(unit)} of “${field}” is not known.`);
      const figure = readNumber(value, rule.decimal);
      return figure === null
        ? complain('notANumber', `“${field}” should be a number.`)
        : Math.round(figure * factor);
    }
  }
}

function readBoolean(value: FieldValue): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = String(value).trim().toLowerCase();
  if (['true', '1', 'yes', 'y'].includes(word)) return true;
  return ['false', '0', 'no', 'n'].includes(word) ? false : null;
}

/** A figure, or text with the decimal mark that the rule names; groups of thousands may be set off by the other one. */
export function readNumber(value: unknown, decimal: '.' | ',' = '.'): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.length > 40) return null;
  const group = decimal === ',' ? /[.\s'’](?=\d{3}(?:\D|$))/g : /[,\s'’](?=\d{3}(?:\D|$))/g;
  const plain = value.trim().replace(group, '');
  const text = decimal === ',' ? plain.replace(',', '.') : plain;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/i.test(text) ? Number(text) : null;
}

/** UTC milliseconds of a date or time as the source writes it; null when it cannot be read so. */
export function readInstant(
  value: unknown,
  how: { format?: string | undefined; zone?: string | undefined; endOfDay?: boolean },
): number | null {
  const plausible = (at: number) => (at >= EARLIEST && at < LATEST ? Math.round(at) : null);
  if (how.format === 'seconds' || how.format === 'milliseconds') {
    const figure = readNumber(value);
    return figure === null ? null : plausible(how.format === 'seconds' ? figure * 1000 : figure);
  }
  if (typeof value !== 'string' || value.length > 60) return null;
  const zone = how.zone && IANAZone.isValidZone(how.zone) ? how.zone : 'UTC';
  const text = value.trim();
  const time =
    how.format && how.format !== 'iso'
      ? DateTime.fromFormat(text, how.format, { zone })
      : DateTime.fromISO(text.replace(/^(\d{4}-\d\d-\d\d) +(?=\d)/, '$1T'), { zone });
  if (!time.isValid) return null;
  const dayOnly = how.endOfDay && /^\d{4}-?\d\d-?\d\d$/.test(text);
  return plausible(dayOnly ? time.endOf('day').toMillis() + 1 - MINUTE_MS : time.toMillis());
}
