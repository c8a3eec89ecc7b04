/** The part of JSON Schema in which connectors describe their options. */
interface Schema {
  type?: string | string[];
  title?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
  'x-widget'?: string;
  'x-group'?: string;
  /** Shown only while another option has one of these values. */
  'x-when'?: Record<string, unknown>;
}

export type FieldKind =
  | 'text'
  | 'textarea'
  | 'folder'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'list'
  | 'choices'
  | 'json'
  | 'mapping';

/** One control of the form. */
export interface OptionField {
  /** The way to the value: `url`, or `auth.user` within an object. */
  path: string;
  /** The last step of the path: names it in the language files. */
  name: string;
  kind: FieldKind;
  title: string | null;
  description: string | null;
  required: boolean;
  /** May be left empty and is then null. */
  nullable: boolean;
  default: unknown;
  choices: string[];
  group: string | null;
  when: Record<string, unknown> | null;
  format: string | null;
  pattern: string | null;
  min: number | null;
  max: number | null;
  minLength: number | null;
  maxLength: number | null;
}

function resolve(schema: Schema, root: Schema): Schema {
  const name = schema.$ref?.replace('#/$defs/', '');
  const target = name === undefined ? undefined : root.$defs?.[name];
  return target ? { ...target, ...schema, $ref: undefined } : schema;
}

const isNull = (schema: Schema) => schema.type === 'null';

/** The schema without its "or nothing", and whether it had one. */
function unwrap(given: Schema, root: Schema): { schema: Schema; nullable: boolean } {
  const schema = resolve(given, root);
  const ways = schema.anyOf ?? schema.oneOf;
  if (ways?.some(isNull)) {
    const rest = ways.filter((way) => !isNull(way));
    const [only] = rest;
    const { anyOf: _any, oneOf: _one, ...outer } = schema;
    if (rest.length === 1 && only) return { schema: { ...resolve(only, root), ...outer }, nullable: true };
    return { schema: { ...outer, anyOf: rest }, nullable: true };
  }
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== 'null');
    const [only] = types;
    return {
      schema: { ...schema, type: types.length === 1 && only ? only : types },
      nullable: types.length < schema.type.length,
    };
  }
  return { schema, nullable: false };
}

function choicesOf(schema: Schema): string[] {
  if (schema.enum) return schema.enum.map(String);
  const ways = schema.anyOf ?? schema.oneOf ?? [];
  return ways.length > 0 && ways.every((way) => typeof way.const === 'string')
    ? ways.map((way) => String(way.const))
    : [];
}

const WIDGETS: Record<string, FieldKind> = {
  folder: 'folder',
  textarea: 'textarea',
  mapping: 'mapping',
  json: 'json',
};

function kindOf(schema: Schema, root: Schema): FieldKind {
  const widget = WIDGETS[schema['x-widget'] ?? ''];
  if (widget) return widget;
  if (choicesOf(schema).length > 0) return 'choice';
  if (schema.type === 'array') {
    const items = resolve(schema.items ?? {}, root);
    if (choicesOf(items).length > 0) return 'choices';
    return items.type === 'string' ? 'list' : 'json';
  }
  if (schema.type === 'string') return 'text';
  if (schema.type === 'integer' || schema.type === 'number' || schema.type === 'boolean') return schema.type;
  return 'json';
}

/** What holds at the edge of whole numbers: JSON Schema states the largest safe integer where nothing was said. */
function bound(inclusive: number | undefined, exclusive: number | undefined, step: number): number | null {
  const value = inclusive ?? (exclusive === undefined ? undefined : exclusive + step);
  return value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? null : value;
}

interface Place {
  root: Schema;
  prefix: string;
  group: string | null;
  when: Record<string, unknown> | null;
}

function fieldOf(name: string, given: Schema, required: boolean, at: Place): OptionField {
  const { schema, nullable } = unwrap(given, at.root);
  const items = schema.type === 'array' ? resolve(schema.items ?? {}, at.root) : null;
  return {
    path: at.prefix + name,
    name,
    kind: kindOf(schema, at.root),
    title: schema.title ?? null,
    description: schema.description ?? null,
    required: required && schema.default === undefined && !nullable,
    nullable,
    default: schema.default,
    choices: choicesOf(items ?? schema),
    group: schema['x-group'] ?? at.group,
    when: schema['x-when'] ?? at.when,
    format: schema.format ?? null,
    pattern: schema.pattern ?? null,
    min: items ? (schema.minItems ?? null) : bound(schema.minimum, schema.exclusiveMinimum, 1),
    max: items ? (schema.maxItems ?? null) : bound(schema.maximum, schema.exclusiveMaximum, -1),
    minLength: schema.minLength ?? null,
    maxLength: schema.maxLength ?? null,
  };
}

/** Objects are opened: their parts are fields of their own, under the object's name as a group. */
function fieldsOf(schema: Schema, at: Place): OptionField[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([name, given]) => {
    const { schema: inner, nullable } = unwrap(given, at.root);
    const plain = inner.type === 'object' && inner.properties && inner['x-widget'] === undefined;
    if (!plain || nullable || at.prefix !== '') return [fieldOf(name, given, required.has(name), at)];
    return fieldsOf(inner, {
      root: at.root,
      prefix: `${name}.`,
      group: inner['x-group'] ?? name,
      when: inner['x-when'] ?? at.when,
    });
  });
}

/** The form that a connector's options want. */
export function optionFields(options: Record<string, unknown>): OptionField[] {
  const root = options as Schema;
  return fieldsOf(root, { root, prefix: '', group: null, when: null });
}

export interface FieldGroup {
  group: string | null;
  fields: OptionField[];
}

/** Where to begin, and what is seldom touched; groups of other names stand between, those that want something first. */
const FIRST = ['folder', 'connection', 'server', 'signIn'];
const LAST = ['reading', 'mapping', 'edi'];

function rank({ group, fields }: FieldGroup): number {
  const first = FIRST.indexOf(group ?? '');
  if (first >= 0) return first;
  const last = LAST.indexOf(group ?? '');
  if (last >= 0) return FIRST.length + 2 + last;
  return fields.some(({ required }) => required) ? FIRST.length : FIRST.length + 1;
}

/** Fields by group, the groups from what is always wanted to what seldom is. */
export function fieldGroups(fields: readonly OptionField[]): FieldGroup[] {
  const groups = new Map<string | null, OptionField[]>();
  for (const field of fields) groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  return [...groups].map(([group, list]) => ({ group, fields: list })).sort((a, b) => rank(a) - rank(b));
}
