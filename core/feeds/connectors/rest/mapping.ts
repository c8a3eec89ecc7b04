import { createHash } from 'node:crypto';
import type { RawItem } from '../../connector.ts';
import { type FeedRecord, type ParsedItem, type RecordFields, record } from '../../record.ts';
import { cleanText, isObject, readJson } from './json.ts';
import type { ItemRules, RecordRule, ValueRule } from './mapping-rules.ts';
import { elementsOf, itemScope, MOST_NODES, type Scope, valueAt } from './paths.ts';
import { fieldValue, holds, problem, type Reading, readInstant } from './values.ts';

const LONGEST_KEY = 200;

/** The items of an answer. @returns null when there is no list (and no single object) where the rules say. */
export function itemsOf(answer: unknown, at: string): unknown[] | null {
  const found = at === '' ? answer : valueAt(at, itemScope(answer));
  if (Array.isArray(found)) return found;
  if (isObject(found)) return [found];
  return found === null && at !== '' ? [] : null;
}

/** A raw item: its body as the source gave it. An item without a key is stored under its hash, so that it is not lost. */
export function rawItem(rules: ItemRules, item: unknown): RawItem {
  const body = JSON.stringify(item) ?? 'null';
  const scope = itemScope(item);
  const version = rules.version ? readInstant(valueAt(rules.version.path, scope), rules.version) : null;
  return { kind: rules.name, key: keyOf(rules, scope) ?? `#${digest(body)}`, version, body };
}

function keyOf(rules: ItemRules, scope: Scope): string | null {
  const parts = (Array.isArray(rules.key) ? rules.key : [rules.key]).map((path) => valueAt(path, scope));
  if (parts.some((part) => part === null || part === undefined || part === '' || typeof part === 'object'))
    return null;
  const key = cleanText(parts.join('|')).replace(/[\r\n\t]+/g, ' ');
  if (key === '') return null;
  return key.length <= LONGEST_KEY ? key : `${key.slice(0, LONGEST_KEY - 24)}#${digest(key).slice(0, 22)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Makes records of a raw item by its resource's rules. Never throws; what cannot be understood is a problem with its place. */
export function parseItem(
  item: Pick<RawItem, 'kind' | 'key' | 'version' | 'body' | 'deleted'>,
  resources: readonly ItemRules[],
): ParsedItem {
  const rules = resources.find(({ name }) => name === item.kind);
  if (!rules) {
    const reason = `The feed’s mapping has no resource “${item.kind}”.`;
    return { records: [], problems: [problem('noSuchResource', reason, null)] };
  }
  const read = readJson(item.body);
  if (!read.ok) return { records: [], problems: [problem(read.code, read.reason, null, item.body)] };
  if (!isObject(read.value)) {
    const reason = 'An object with fields is expected here.';
    return { records: [], problems: [problem('wrongType', reason, '$', read.value)] };
  }
  const reading: Reading = { falseIsEmpty: rules.falseIsEmpty, problems: [] };
  const scope = itemScope(read.value);
  if (keyOf(rules, scope) === null) {
    const places = Array.isArray(rules.key) ? rules.key.join(', ') : rules.key;
    reading.problems.push(problem('missingKey', 'What identifies this record is missing.', places));
    return { records: [], problems: reading.problems };
  }
  const records = rules.records.flatMap((rule) => recordsOf(rule, scope, item.version, reading));
  return { records, problems: reading.problems };
}

function recordsOf(rule: RecordRule, item: Scope, version: number | null, reading: Reading): FeedRecord[] {
  const scopes = rule.each ? elementsOf(rule.each, item) : [item];
  if (scopes.length >= MOST_NODES) {
    reading.problems.push(
      problem('tooMany', `More than ${MOST_NODES} elements are not read.`, rule.each ?? '$'),
    );
  }
  return scopes
    .filter((scope) => holds(rule.when, scope, reading))
    .map((scope) => {
      const lines = linesOf(rule, scope, reading);
      const upstream = rule.upstream ? fieldValue('upstream', rule.upstream, scope, reading) : null;
      return record(rule.kind, fieldsOf(rule.fields, scope, reading), {
        upstream: upstream === null ? null : String(upstream),
        version,
        ...(rule.deletedWhen && holds(rule.deletedWhen, scope, reading) ? { deleted: true } : {}),
        ...(lines ? { lines } : {}),
      });
    });
}

function fieldsOf(rules: Record<string, ValueRule>, scope: Scope, reading: Reading): RecordFields {
  const fields: RecordFields = {};
  for (const [field, rule] of Object.entries(rules)) {
    const value = fieldValue(field, rule, scope, reading);
    if (value !== null) fields[field] = value;
  }
  return fields;
}

function linesOf(rule: RecordRule, scope: Scope, reading: Reading): RecordFields[] | null {
  const { lines } = rule;
  if (!lines) return null;
  const list = valueAt(lines.path.replace(/\[\*\]$/, '') || '@', scope);
  if (list !== undefined && list !== null && !Array.isArray(list)) {
    reading.problems.push(problem('wrongType', 'A list of lines is expected here.', lines.path, list));
    return null;
  }
  return elementsOf(lines.path, scope)
    .filter((element) => holds(lines.when, element, reading))
    .map((element) => fieldsOf(lines.fields, element, reading));
}
