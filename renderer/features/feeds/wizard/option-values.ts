import type { OptionField } from './option-schema.ts';

/** What the form's controls hold, by path: text as typed, a tick, or several choices. */
export type FormValues = Record<string, string | boolean | string[]>;

export type OptionProblem =
  | { code: 'required' | 'number' | 'integer' | 'url' | 'pattern' | 'json' }
  | { code: 'min' | 'max' | 'minLength' | 'maxLength' | 'minItems' | 'maxItems'; bound: number };

type Options = Record<string, unknown>;

function at(options: Options, path: string): unknown {
  let node: unknown = options;
  for (const step of path.split('.')) node = (node as Options | undefined)?.[step];
  return node;
}

function put(options: Options, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop() ?? path;
  let node = options;
  for (const step of steps) {
    node[step] ??= {};
    node = node[step] as Options;
  }
  node[last] = value;
}

/** How a value stands in its control. */
function shown(field: OptionField, value: unknown): FormValues[string] {
  if (field.kind === 'boolean') return value === true;
  if (field.kind === 'choices') return Array.isArray(value) ? value.map(String) : [];
  if (value === undefined || value === null) return '';
  if (field.kind === 'list') return Array.isArray(value) ? value.join('\n') : '';
  if (field.kind === 'json' || field.kind === 'mapping') return JSON.stringify(value, null, 2);
  return String(value);
}

/** What the form starts with: the options as they are, else the defaults. */
export function formValues(fields: readonly OptionField[], options: Options = {}): FormValues {
  return Object.fromEntries(
    fields.map((field) => [field.path, shown(field, at(options, field.path) ?? field.default)]),
  );
}

/** Whether a field is to be seen, by what others hold. */
export function isShown(field: OptionField, values: FormValues): boolean {
  if (!field.when) return true;
  return Object.entries(field.when).every(([path, wanted]) => {
    const value = values[path];
    const allowed = Array.isArray(wanted) ? wanted : [wanted];
    return allowed.map(String).includes(String(value));
  });
}

interface Read {
  /** Undefined: says nothing. */
  value: unknown;
  problem: OptionProblem | null;
}

const fine = (value: unknown): Read => ({ value, problem: null });
const wrong = (problem: OptionProblem): Read => ({ value: undefined, problem });

function readNumber(field: OptionField, text: string): Read {
  const value = Number(text.replace(/\s/g, '').replace(',', '.'));
  if (!Number.isFinite(value)) return wrong({ code: 'number' });
  if (field.kind === 'integer' && !Number.isInteger(value)) return wrong({ code: 'integer' });
  if (field.min !== null && value < field.min) return wrong({ code: 'min', bound: field.min });
  if (field.max !== null && value > field.max) return wrong({ code: 'max', bound: field.max });
  return fine(value);
}

function isUrl(text: string): boolean {
  return URL.canParse(text) && /^[a-z][a-z0-9+.-]*:/i.test(text);
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

function readText(field: OptionField, text: string): Read {
  const { minLength, maxLength, format, pattern } = field;
  if (minLength !== null && text.length < minLength) return wrong({ code: 'minLength', bound: minLength });
  if (maxLength !== null && text.length > maxLength) return wrong({ code: 'maxLength', bound: maxLength });
  if ((format === 'uri' || format === 'url') && !isUrl(text)) return wrong({ code: 'url' });
  if (pattern !== null && !matches(pattern, text)) return wrong({ code: 'pattern' });
  return fine(text);
}

function readList(field: OptionField, items: string[]): Read {
  if (field.min !== null && items.length < field.min) return wrong({ code: 'minItems', bound: field.min });
  if (field.max !== null && items.length > field.max) return wrong({ code: 'maxItems', bound: field.max });
  return fine(items);
}

function readJson(text: string): Read {
  try {
    return fine(JSON.parse(text));
  } catch {
    return wrong({ code: 'json' });
  }
}

/** What a control's content means. */
export function readField(field: OptionField, held: FormValues[string] | undefined): Read {
  if (field.kind === 'boolean') return fine(held === true);
  if (Array.isArray(held)) return readList(field, held);
  const text = typeof held === 'string' ? held.trim() : '';
  if (text === '') {
    if (field.required) return wrong({ code: 'required' });
    if (field.nullable) return fine(null);
    if (field.kind === 'list') return readList(field, []);
    return fine(
      field.kind === 'text' && typeof field.default === 'string' && field.minLength === null ? '' : undefined,
    );
  }
  if (field.kind === 'integer' || field.kind === 'number') return readNumber(field, text);
  if (field.kind === 'json' || field.kind === 'mapping') return readJson(text);
  if (field.kind === 'list') {
    const items = text.split('\n').map((item) => item.trim());
    return readList(field, items.filter(Boolean));
  }
  return field.kind === 'choice' ? fine(text) : readText(field, text);
}

/** The options that a form means, and what is wrong with it by path. Hidden fields are left out. */
export function readForm(
  fields: readonly OptionField[],
  values: FormValues,
): { options: Options; problems: Record<string, OptionProblem> } {
  const options: Options = {};
  const problems: Record<string, OptionProblem> = {};
  for (const field of fields) {
    if (!isShown(field, values)) continue;
    const { value, problem } = readField(field, values[field.path]);
    if (problem) problems[field.path] = problem;
    else if (value !== undefined) put(options, field.path, value);
  }
  return { options, problems };
}
