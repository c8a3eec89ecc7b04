import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const LOCALES = join(import.meta.dirname, '../../../resources/locales');
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Tree = { [key: string]: string | Tree };

function load(language: string, file: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (tree: Tree, path: string) => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === 'string') texts.set(`${path}${key}`, value);
      else walk(value, `${path}${key}.`);
    }
  };
  walk(JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8')) as Tree, '');
  return texts;
}

const keys = (texts: Map<string, string>) =>
  [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')))].sort();
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort();

const files = readdirSync(join(LOCALES, 'en'));

test('both languages have the same catalogues', () => {
  expect(readdirSync(join(LOCALES, 'fr')).sort()).toEqual(files.sort());
});

describe.each(files)('%s', (file) => {
  const en = load('en', file);
  const fr = load('fr', file);

  test('says everything in both languages', () => {
    expect(keys(fr)).toEqual(keys(en));
  });

  test('fills in the same values', () => {
    const differing = [...en].filter(([key, text]) => {
      const french = fr.get(key);
      return french !== undefined && String(placeholders(french)) !== String(placeholders(text));
    });
    expect(differing).toEqual([]);
  });

  test('French is typed as French is: no breaking space before high punctuation, curly apostrophes, guillemets', () => {
    const wrong = [...fr].filter(([, text]) => {
      const bare = text.replaceAll(/\{\{.*?\}\}/g, 'x').replaceAll(/https?:\S+/g, '');
      return (
        / [;:!?»%]/.test(bare) || /« /.test(bare) || /\w'\w/.test(bare) || /[\p{L}\d][!?;](\s|$)/u.test(bare)
      );
    });
    expect(wrong).toEqual([]);
  });
});
