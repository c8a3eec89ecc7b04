import type { ImportField, ImportKind } from '../../../contract/import.ts';
import type { Field, KindDefinition } from './field.ts';
import { GOODS_FIELDS } from './goods.fields.ts';
import { KIND_DEFINITIONS } from './kind-definitions.ts';
import { ORDER_FIELDS } from './orders.fields.ts';
import { PLACE_FIELDS } from './places.fields.ts';
import { TRANSPORT_FIELDS } from './transport.fields.ts';

const FIELDS: ReadonlyMap<string, Field> = new Map(
  [...PLACE_FIELDS, ...GOODS_FIELDS, ...ORDER_FIELDS, ...TRANSPORT_FIELDS].map((field) => [field.key, field]),
);

const KINDS: ReadonlyMap<ImportKind, KindDefinition> = new Map(
  KIND_DEFINITIONS.map((kind) => [kind.kind, kind]),
);

export const ALL_KINDS = KIND_DEFINITIONS;

export function kindOf(kind: ImportKind): KindDefinition {
  const definition = KINDS.get(kind);
  if (!definition) throw new Error(`No kind is named ${kind}`);
  return definition;
}

export function fieldOf(key: string): Field | undefined {
  return FIELDS.get(key);
}

export const ALL_FIELDS: readonly Field[] = [...FIELDS.values()];

/** Keys that at least one of the kinds has, required ones of the first kind first. */
export function fieldKeysOf(kinds: readonly ImportKind[]): string[] {
  const keys = new Set<string>();
  for (const kind of kinds) for (const key of kindOf(kind).required) keys.add(key);
  for (const kind of kinds) for (const key of kindOf(kind).optional) keys.add(key);
  return [...keys];
}

/**
 * Fields without which a row is refused. Of a flat file's kinds, those that come along with the rows (a product, a
 * customer) require nothing: they are made where the row names them.
 */
export function requiredOf(kinds: readonly ImportKind[]): string[] {
  const [main] = kinds;
  if (!main) return [];
  const required = [...kindOf(main).required];
  if (main === 'orderLines' && kinds.includes('orders')) required.push('orderedAt');
  return required;
}

/** What a screen shows of the fields of some kinds. */
export function describeFields(kinds: readonly ImportKind[]): ImportField[] {
  const required = new Set(requiredOf(kinds));
  return fieldKeysOf(kinds).map((key) => {
    const field = FIELDS.get(key);
    if (!field) throw new Error(`No field is named ${key}`);
    return {
      key,
      type: field.type,
      required: required.has(key),
      label: field.label,
      help: field.help,
      ...(field.choices ? { choices: Object.keys(field.choices) } : {}),
    };
  });
}
