import { DateTime } from 'luxon';
import { isObject } from './json.ts';
import { itemScope, type Scope, valueAt } from './paths.ts';

const PLACEHOLDER = /\{\{\s*([^{}|]+?)\s*(?:\|\s*(\w+)\s*)?\}\}/g;
const WHOLE = /^\{\{\s*([^{}|]+?)\s*(?:\|\s*(\w+)\s*)?\}\}$/;

/** What `{{path | filter}}` can do to a value. */
const FILTERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  text: (value) => (value === null || value === undefined ? '' : String(value)),
  iso: (value) => (typeof value === 'number' ? new Date(value).toISOString() : value),
  date: (value) => (typeof value === 'number' ? new Date(value).toISOString().slice(0, 10) : value),
  seconds: (value) => (typeof value === 'number' ? Math.floor(value / 1000) : value),
  kg: (value) => (typeof value === 'number' ? value / 1000 : value),
  json: (value) => JSON.stringify(value ?? null),
};

/** Values for placeholders, by name: `{{since}}`, `{{payload.number}}`. */
export type Values = Readonly<Record<string, unknown>>;

function evaluate(name: string, filter: string | undefined, scope: Scope): unknown {
  const value = valueAt(name, scope) ?? null;
  const apply = filter !== undefined && Object.hasOwn(FILTERS, filter) ? FILTERS[filter] : undefined;
  return apply ? apply(value) : value;
}

/** Text with its placeholders filled; what has no value is left empty. Values are never read as templates themselves. */
export function fillText(
  template: string,
  values: Values,
  encode: (text: string) => string = String,
): string {
  return fillIn(template, itemScope(values), encode);
}

function fillIn(template: string, scope: Scope, encode: (text: string) => string): string {
  return template.replace(PLACEHOLDER, (_all, name: string, filter: string | undefined) => {
    const value = evaluate(name, filter, scope);
    return encode(value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));
  });
}

/**
 * A JSON template filled: a text that is one placeholder becomes the value as it is (number, list, null), so nothing that
 * a value holds can change the shape; `{"$each": "payload.lines", "$item": {…}}` becomes a list, its paths from each element.
 */
export function fillJson(template: unknown, values: Values): unknown {
  return fillNode(template, itemScope(values));
}

function fillNode(template: unknown, scope: Scope): unknown {
  if (typeof template === 'string') {
    const whole = WHOLE.exec(template);
    return whole ? evaluate(whole[1] ?? '', whole[2], scope) : fillIn(template, scope, String);
  }
  if (Array.isArray(template)) return template.map((part: unknown) => fillNode(part, scope));
  if (!isObject(template)) return template;
  if (typeof template.$each === 'string') {
    const list = valueAt(template.$each, scope);
    const above = [scope.node, ...scope.above];
    return Array.isArray(list)
      ? list.map((node: unknown) => fillNode(template.$item ?? null, { node, above }))
      : [];
  }
  return Object.fromEntries(Object.entries(template).map(([key, part]) => [key, fillNode(part, scope)]));
}

/** An instant in a form that sources take: `iso`, `seconds`, `milliseconds` or a pattern, in UTC. */
export function writeInstant(at: number, format: string): string | number {
  if (format === 'seconds') return Math.floor(at / 1000);
  if (format === 'milliseconds') return at;
  if (format === 'iso') return new Date(at).toISOString();
  return DateTime.fromMillis(at, { zone: 'UTC' }).toFormat(format);
}
