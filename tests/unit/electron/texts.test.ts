import { expect, test } from 'vitest';
import { fill } from '../../../electron/fill.ts';
import { pickLanguage, texts } from '../../../electron/texts.ts';

function leaves(value: object, path = ''): [key: string, text: string][] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string'
      ? [[`${path}${key}`, inner] as [string, string]]
      : leaves(inner, `${path}${key}.`),
  );
}

test('both languages say the same things, with the same values', () => {
  const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  const shape = (language: keyof typeof texts) =>
    leaves(texts[language]).map(([key, text]) => [key, values(text)]);
  expect(shape('fr')).toEqual(shape('en'));
});

test('French is typed as French is', () => {
  for (const [key, text] of leaves(texts.fr)) {
    expect(text, key).not.toMatch(/(?<![\u00a0\u202f])[:;!?»](?!\/\/)/);
    expect(text, key).not.toMatch(/'/);
  }
});

test('the chosen language wins over the system, which wins over English', () => {
  expect(pickLanguage('en', 'fr-FR')).toBe('en');
  expect(pickLanguage(null, 'fr-CA')).toBe('fr');
  expect(pickLanguage(null, 'de')).toBe('en');
});

test('values are put in, unknown names are left', () => {
  expect(fill('{{count}} of {{total}}', { count: 3 })).toBe('3 of {{total}}');
});
