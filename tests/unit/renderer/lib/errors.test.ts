import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import i18next, { type TFunction } from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { describeError } from '../../../../renderer/lib/errors.ts';

const common = (language: string) =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../../resources/locales', language, 'common.json'), 'utf8'),
  );
const speak = i18next.createInstance();

beforeAll(async () => {
  await speak.init({
    resources: { en: { common: common('en') }, fr: { common: common('fr') } },
    interpolation: { escapeValue: false },
  });
});

const titleIn = (language: string, error: unknown) =>
  describeError(error, speak.getFixedT(language, ['orders', 'common']) as unknown as TFunction).title;
const missing = (entity: string, key: string) =>
  new ORPCError('NOT_FOUND', { message: `There is no ${entity} ${key}.`, data: { entity, key } });

test('what does not exist is told in the language of the screen', () => {
  expect(titleIn('en', missing('order', 'SO-1'))).toBe('There is no order SO-1');
  expect(titleIn('fr', missing('order', 'SO-1'))).toBe('La commande SO-1 n’existe pas');
  expect(titleIn('fr', missing('pick list', 'PL-7'))).toBe('La liste de prélèvement PL-7 n’existe pas');
});

test('what has no words of its own is told in general ones', () => {
  expect(titleIn('fr', missing('order in run 3', 'SO-1'))).toBe('Cet élément n’existe plus');
});
