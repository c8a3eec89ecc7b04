import { expect, test } from 'vitest';
import { resolveLanguage } from '../../../../renderer/lib/i18n.ts';
import { links, readFilter } from '../../../../renderer/lib/navigation.ts';
import { keyCaps } from '../../../../renderer/lib/shortcuts.ts';

test('keys are written as on the keyboard', () => {
  expect(keyCaps('g s')).toEqual([['G'], ['S']]);
  expect(keyCaps('$mod+k')).toEqual([['Ctrl', 'K']]);
  expect(keyCaps('Shift+ArrowDown')).toEqual([['Shift', '↓']]);
});

test('the language is the chosen one, else the first of the machine that we speak, else English', () => {
  expect(resolveLanguage('fr', ['en'])).toBe('fr');
  expect(resolveLanguage('system', ['de-DE', 'fr-CA', 'en'])).toBe('fr');
  expect(resolveLanguage('system', ['de'])).toBe('en');
});

test('a link with a filter opens exactly that list', () => {
  const link = links.orders({ late: true, statuses: ['open'] });
  const [path, query] = link.split('?');
  expect(path).toBe('/orders');
  expect(readFilter(new URLSearchParams(query))).toEqual({ late: true, statuses: ['open'] });
});

test('a broken filter in the address is no filter', () => {
  expect(readFilter(new URLSearchParams('filter=%7Bnope'))).toEqual({});
  expect(readFilter(new URLSearchParams('filter=3'))).toEqual({});
});

test('codes with slashes stay one step of the address', () => {
  expect(links.product('A/B 1')).toBe('/stock/A%2FB%201');
});
