import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { RULE_KINDS, RULE_SCHEMA, rule as ruleSchema } from '../../../../core/contract/rules.ts';
import { moved, newRule } from '../../../../renderer/features/rules/document-edits.ts';
import {
  ruleParts,
  ruleSentence,
  segmentReasonWords,
  type Words,
} from '../../../../renderer/features/rules/rule-words.ts';
import { createFormat } from '../../../../renderer/lib/format.ts';
import { rule } from '../../../helpers/rules.ts';

const LOCALES = join(import.meta.dirname, '../../../../resources/locales');
const catalogues = (language: string) =>
  Object.fromEntries(
    ['rules', 'orders', 'stock'].map((name) => [
      name,
      JSON.parse(readFileSync(join(LOCALES, language, `${name}.json`), 'utf8')),
    ]),
  );

beforeAll(async () => {
  await i18next.init({
    resources: { en: catalogues('en'), fr: catalogues('fr') },
    interpolation: { escapeValue: false },
  });
});

function wordsIn(language: 'en' | 'fr'): Words {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  return {
    t: i18next.getFixedT(language, ['rules', 'orders', 'stock']) as TFunction<['rules', 'orders', 'stock']>,
    format: createFormat(locale, 'UTC'),
    currency: 'EUR',
    country: (code) => countries.of(code) ?? code,
    segment: (code) => code,
    facility: (code) => `Store ${code}`,
  };
}

const silver = rule('split', 'Silver', {
  when: { segments: ['Silver'], valueMinor: { min: 100_000 }, orderedAt: { max: Date.UTC(2026, 11, 25) } },
  maxShipments: 4,
});
const ringFence = rule('keepBack', 'Ring-fence', {
  facilities: { codes: ['S1'] },
  units: 1,
  percent: 10,
  channels: ['pos'],
});

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('rules in words', () => {
  test('a sentence says which orders, what of them, and how much', () => {
    expect(ruleSentence(silver, 'strict', wordsIn('en'))).toBe(
      'Orders (of segment Silver, worth at least €1,000.00, ordered before 25 Dec 2026) are split into 4 shipments at most.',
    );
    expect(plain(ruleSentence(silver, 'strict', wordsIn('fr')))).toBe(
      'Les commandes (du segment Silver, valant au moins 1 000,00 €, passées avant le 25 déc. 2026) sont scindées en 4 envois au plus.',
    );
  });

  test('the sentence follows what the rule says', () => {
    expect(ruleSentence(ringFence, 'strict', wordsIn('en'))).toContain(
      'is kept for Point of sale and any segment',
    );
    const safety = { ...ringFence, channels: [] } as typeof ringFence;
    expect(ruleSentence(safety, 'strict', wordsIn('en'))).toContain('is left alone by every order');
    const vip = rule('priority', 'VIP', { when: {}, priority: 1, weight: 2.5 });
    expect(ruleSentence(vip, 'strict', wordsIn('en'))).toBe('All orders have priority 1.');
    expect(plain(ruleSentence(vip, 'weight', wordsIn('fr')))).toBe(
      'Toutes les commandes ont la priorité 1 et le poids 2,5.',
    );
  });

  test.each(RULE_KINDS)(
    'a new rule of the kind %s is sound, and each of its parts can be edited in both languages',
    (kind) => {
      const made = newRule(kind, 'New');
      expect(ruleSchema.safeParse(made).success).toBe(true);
      for (const language of ['en', 'fr'] as const) {
        const words = wordsIn(language);
        const sentence = ruleSentence(made, 'weight', words);
        expect(sentence).not.toMatch(/\{\{|undefined|sentence\.|nothing\.|value\./);
        const slots = ruleParts(made, 'weight', words.t).flatMap((part) =>
          'slot' in part ? [part.slot] : [],
        );
        const hidden = made.kind === 'eligibility' ? ['priceMinor'] : [];
        expect([...slots, ...hidden].sort()).toEqual(Object.keys(RULE_SCHEMA[kind].slots).sort());
      }
    },
  );

  test('membership is explained by its figures', () => {
    const reason = {
      definitionId: 'gold',
      months: 12,
      orders: 8,
      valueMinor: 1_240_000,
      largestMinor: 0,
      currency: 'EUR',
    };
    expect(plain(segmentReasonWords(reason, wordsIn('fr')))).toBe('12 400,00 € en 12 mois, 8 commandes');
    expect(segmentReasonWords(null, wordsIn('en'))).toBe('as its source says');
  });

  test('moving past either end changes nothing', () => {
    const list = [{ id: 'a' }, { id: 'b' }];
    expect(moved(list, 'b', -1)).toEqual([{ id: 'b' }, { id: 'a' }]);
    expect(moved(list, 'a', -1)).toEqual(list);
    expect(moved(list, 'b', 1)).toEqual(list);
  });
});
