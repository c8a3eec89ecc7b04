import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  fieldGroups,
  type OptionField,
  optionFields,
} from '../../../../renderer/features/feeds/wizard/option-schema.ts';
import {
  type FormValues,
  formValues,
  isShown,
  readForm,
} from '../../../../renderer/features/feeds/wizard/option-values.ts';

const options = z.object({
  url: z.url().meta({ title: 'Address', 'x-group': 'server' }),
  note: z.string().default('').meta({ 'x-widget': 'textarea' }),
  port: z.number().int().min(1).max(65_535).default(22).meta({ 'x-group': 'server' }),
  share: z.number().min(0).max(1).nullable().default(null),
  active: z.boolean().default(true),
  type: z.enum(['local', 'sftp']).default('local'),
  kinds: z
    .array(z.enum(['stock', 'orders']))
    .min(1)
    .default(['stock']),
  names: z.array(z.string()).max(2).default([]),
  auth: z.object({ user: z.string().min(2), realm: z.string().optional() }),
  rules: z
    .array(z.object({ from: z.string() }))
    .default([])
    .meta({ 'x-widget': 'mapping' }),
  host: z
    .string()
    .default('')
    .meta({ 'x-when': { type: 'sftp' } }),
});
const fields = optionFields(z.toJSONSchema(options, { io: 'input' }) as Record<string, unknown>);
const field = (path: string) => fields.find((one) => one.path === path) as OptionField;

const filled: FormValues = { ...formValues(fields), url: 'https://erp.example.com/', 'auth.user': 'vigie' };

describe('the form of a schema', () => {
  test('has a control for each option, of the kind that fits', () => {
    expect(Object.fromEntries(fields.map(({ path, kind }) => [path, kind]))).toEqual({
      url: 'text',
      note: 'textarea',
      port: 'integer',
      share: 'number',
      active: 'boolean',
      type: 'choice',
      kinds: 'choices',
      names: 'list',
      'auth.user': 'text',
      'auth.realm': 'text',
      rules: 'mapping',
      host: 'text',
    });
  });

  test('demands what has no default and may not be null', () => {
    expect(fields.filter(({ required }) => required).map(({ path }) => path)).toEqual(['url', 'auth.user']);
  });

  test('groups by what the schema says, parts of an object under its name, what is wanted first', () => {
    expect(fieldGroups(fields).map(({ group, fields }) => [group, fields.map(({ path }) => path)])).toEqual([
      ['server', ['url', 'port']],
      ['auth', ['auth.user', 'auth.realm']],
      [null, ['note', 'share', 'active', 'type', 'kinds', 'names', 'rules', 'host']],
    ]);
  });

  test('bounds come from the schema; the largest safe integer is no bound', () => {
    expect(field('port')).toMatchObject({ min: 1, max: 65_535 });
    const [free] = optionFields(
      z.toJSONSchema(z.object({ n: z.number().int() }), { io: 'input' }) as Record<string, unknown>,
    );
    expect(free).toMatchObject({ min: null, max: null });
  });
});

describe('what a filled form means', () => {
  test('reads back as the options that the connector accepts', () => {
    const { options: read, problems } = readForm(fields, filled);
    expect(problems).toEqual({});
    expect(options.parse(read)).toMatchObject({
      url: 'https://erp.example.com/',
      port: 22,
      share: null,
      active: true,
      type: 'local',
      kinds: ['stock'],
      names: [],
      auth: { user: 'vigie' },
      rules: [],
    });
  });

  test('shows again what was saved', () => {
    const saved = {
      url: 'https://a.example/',
      port: 2222,
      share: 0.5,
      active: false,
      type: 'sftp',
      kinds: ['orders'],
      names: ['a', 'b'],
      auth: { user: 'me', realm: 'r' },
      rules: [{ from: 'x' }],
      host: 'h',
      note: 'n',
    };
    expect(readForm(fields, formValues(fields, saved))).toEqual({ options: saved, problems: {} });
  });

  test('numbers may have a comma and spaces', () => {
    expect(readForm(fields, { ...filled, share: '0,25', port: '2 222' }).options).toMatchObject({
      share: 0.25,
      port: 2222,
    });
  });

  test.each([
    ['url', '', { code: 'required' }],
    ['url', 'erp.example.com', { code: 'url' }],
    ['port', 'x', { code: 'number' }],
    ['port', '1.5', { code: 'integer' }],
    ['port', '0', { code: 'min', bound: 1 }],
    ['port', '70000', { code: 'max', bound: 65_535 }],
    ['auth.user', 'v', { code: 'minLength', bound: 2 }],
    ['names', 'a\nb\nc', { code: 'maxItems', bound: 2 }],
    ['rules', '[{', { code: 'json' }],
  ])('says what is wrong with %s = %j', (path, value, problem) => {
    expect(readForm(fields, { ...filled, [path]: value }).problems).toEqual({ [path]: problem });
  });

  test('nothing chosen of a list that wants one is a problem', () => {
    expect(readForm(fields, { ...filled, kinds: [] }).problems).toEqual({
      kinds: { code: 'minItems', bound: 1 },
    });
  });

  test('an option is shown and read only while another has the value that it waits for', () => {
    expect(isShown(field('host'), { ...filled, type: 'local' })).toBe(false);
    expect(isShown(field('host'), { ...filled, type: 'sftp' })).toBe(true);
    expect(readForm(fields, { ...filled, type: 'local', host: 'h' }).options).not.toHaveProperty('host');
  });
});
