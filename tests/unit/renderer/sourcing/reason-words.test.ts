import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import type { DecisionReason } from '../../../../core/contract/sourcing.ts';
import {
  type Alternative,
  flipSentence,
  type ReasonContext,
  reasonSentences,
  rejectionSentence,
} from '../../../../renderer/features/sourcing/reason-words.ts';
import { createFormat } from '../../../../renderer/lib/format.ts';

const LOCALES = join(import.meta.dirname, '../../../../resources/locales');
const catalogue = (language: string) =>
  JSON.parse(readFileSync(join(LOCALES, language, 'sourcing.json'), 'utf8'));
const cost = (totalMinor: number) => ({
  shippingMinor: totalMinor,
  handlingMinor: 0,
  splitMinor: 0,
  lateMinor: 0,
  totalMinor,
});

const lyon: Alternative = {
  facilities: ['LYO'],
  rejection: 'dearer',
  cost: cost(820),
  unitsAvailable: 2,
  unitsDemanded: 2,
  daysLate: 0,
  distanceMetres: 412_000,
  flip: { cheaperByMinor: 136 },
};
const reason: DecisionReason = {
  code: 'cheapest',
  cost: cost(685),
  arrivesAt: 0,
  daysLate: 0,
  unitsDemanded: 2,
  unitsSourced: 2,
  alternatives: [lyon],
};

beforeAll(async () => {
  await i18next.init({
    resources: { en: { sourcing: catalogue('en') }, fr: { sourcing: catalogue('fr') } },
    interpolation: { escapeValue: false },
  });
});

function context(language: 'en' | 'fr', chosen: string[]): ReasonContext {
  return {
    t: i18next.getFixedT(language, 'sourcing'),
    format: createFormat(language, 'UTC'),
    currency: 'EUR',
    chosen,
    nameOf: (code) => ({ LYO: 'Lyon', GEN: 'Gent' })[code] ?? code,
  };
}

describe('a choice by price', () => {
  test('names the runner-up and the difference', () => {
    expect(reasonSentences(reason, context('en', ['Orléans']))).toEqual([
      'Orléans is the cheapest at €6.85: €1.35 less than Lyon.',
    ]);
    expect(reasonSentences(reason, context('fr', ['Orléans']))).toEqual([
      'Orléans est le moins cher, à 6,85\u00a0€\u00a0: 1,35\u00a0€ de moins que Lyon.',
    ]);
  });

  test('at the same cost says that distance decided', () => {
    const same = { ...reason, alternatives: [{ ...lyon, cost: cost(685) }] };
    expect(reasonSentences(same, context('en', ['Orléans']))[0]).toBe(
      'Orléans costs €6.85, no more than Lyon, and is closer.',
    );
  });

  test('adds that it arrives late', () => {
    const late = { ...reason, daysLate: 2 };
    expect(reasonSentences(late, context('en', ['Orléans']))[1]).toContain('2 days after the promise');
  });
});

test('a part counts its units in the right number', () => {
  const part: DecisionReason = {
    ...reason,
    code: 'partialStock',
    unitsDemanded: 3,
    unitsSourced: 1,
    alternatives: [],
  };
  expect(reasonSentences(part, context('fr', ['Lyon']))[0]).toMatch(/^1 unité sur 3 peut partir, de Lyon/);
  expect(reasonSentences({ ...part, unitsSourced: 2 }, context('fr', ['Lyon']))[0]).toMatch(
    /^2 unités sur 3 peuvent/,
  );
});

test('every reason and every rejection has words in both languages', () => {
  const codes = [
    'onlyChoice',
    'cheapest',
    'cheapestSplit',
    'splitNeeded',
    'partialStock',
    'noStock',
    'noRate',
    'shipComplete',
    'noAddress',
    'late',
  ] as const;
  const rejections = [
    'noStock',
    'partialStock',
    'noRate',
    'late',
    'dearer',
    'overCapacity',
    'tooManySplits',
    'tooFar',
    'inactive',
  ] as const;
  for (const language of ['en', 'fr'] as const) {
    const words = context(language, ['Lyon', 'Gent']);
    const told = [
      ...codes.map((code) => reasonSentences({ ...reason, code, alternatives: [] }, words)[0]),
      ...rejections.map((rejection) => rejectionSentence({ ...lyon, rejection }, { ...words, cost: 685 })),
    ];
    for (const sentence of told) expect(sentence).toMatch(/^[A-ZÀ-Ý€\d].*[^}]\.$/);
  }
});

test('what would flip it is said in one sentence', () => {
  expect(flipSentence(lyon, context('en', []))).toBe('It would be chosen with a cost lower by €1.36.');
  expect(flipSentence({ ...lyon, flip: { moreUnits: 1, daysFaster: 2 } }, context('fr', []))).toBe(
    'Il serait choisi avec 1 unité de plus en stock et un service plus rapide de 2 jours.',
  );
  expect(flipSentence({ ...lyon, flip: {} }, context('en', []))).toBeNull();
});
