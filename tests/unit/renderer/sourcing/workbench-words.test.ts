import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CandidateView, PlanFigures } from '../../../../core/contract/workbench.ts';
import { daysBetween } from '../../../../renderer/features/sourcing/compare/changes-table.tsx';
import { facilityRows } from '../../../../renderer/features/sourcing/compare/facility-loads.tsx';
import { figureRows, signed, verdictOf } from '../../../../renderer/features/sourcing/compare/figure-rows.ts';
import { inOrder, planName, serviceShare } from '../../../../renderer/features/sourcing/compare/plans.ts';
import { toldFlows } from '../../../../renderer/features/sourcing/flows/told-flows.ts';
import {
  type ChangeWords,
  changeParts,
  changeSentence,
  isComplete,
  newChange,
  suggestedName,
} from '../../../../renderer/features/sourcing/what-if/change-words.ts';
import { headline } from '../../../../renderer/features/sourcing/what-if/headline.ts';
import { codeOf } from '../../../../renderer/features/sourcing/what-if/site-code.ts';
import {
  asAlternative,
  counterfactual,
  inReadingOrder,
} from '../../../../renderer/features/sourcing/why/candidate-words.ts';
import { createFormat } from '../../../../renderer/lib/format.ts';

const LOCALES = join(import.meta.dirname, '../../../../resources/locales');
const read = (language: string, file: string) =>
  JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8'));
const words: Record<string, TFunction<'workbench'>> = {};
const english = createFormat('en', 'UTC');
const french = createFormat('fr', 'UTC');
const say = (language: string) => words[language] as TFunction<'workbench'>;

beforeAll(async () => {
  for (const language of ['en', 'fr']) {
    const instance = i18next.createInstance();
    await instance.init({
      lng: language,
      interpolation: { escapeValue: false },
      resources: {
        [language]: {
          workbench: read(language, 'workbench.json'),
          sourcing: read(language, 'sourcing.json'),
        },
      },
    });
    words[language] = instance.getFixedT(language, 'workbench');
  }
});

const cost = (totalMinor: number) => ({
  shippingMinor: totalMinor,
  handlingMinor: 0,
  splitMinor: 0,
  lateMinor: 0,
  totalMinor,
});

const plan = (patch: Partial<PlanFigures> = {}): PlanFigures => ({
  reference: { type: 'run', runId: 7 },
  name: '',
  method: 'optimise',
  scenarioId: null,
  currency: 'EUR',
  orders: 100,
  sourced: 90,
  partial: 6,
  unsourced: 4,
  profitMinor: 500_000,
  cost: cost(80_000),
  splitOrders: 5,
  shipments: 96,
  lateOrders: 9,
  meanDays: 2,
  unitsShort: 12,
  co2Grams: 40_000,
  boundMinor: 501_000,
  gap: 0.002,
  byFacility: [],
  ...patch,
});

const candidate = (patch: Partial<CandidateView>): CandidateView => ({
  facility: 'LYO',
  name: 'Lyon',
  kind: 'warehouse',
  chosen: false,
  rejection: 'dearer',
  rule: null,
  cost: cost(820),
  co2Grams: 300,
  unitsHeld: 2,
  unitsWanted: 2,
  distanceMetres: 412_000,
  service: 'Standard',
  arrivesAt: 0,
  daysLate: 0,
  capacityLeft: 10,
  takenFrom: [],
  flip: {},
  ...patch,
});

describe('plans side by side', () => {
  const row = (key: string) => {
    const found = figureRows(say('en'), english, [plan()]).find((one) => one.key === key);
    if (!found) throw new Error(`no row ${key}`);
    return found;
  };

  test('the run stands second, behind the plan that all are measured against', () => {
    const run = { type: 'run', runId: 7 } as const;
    const now = { type: 'current', ofRunId: 7 } as const;
    const other = { type: 'run', runId: 3 } as const;
    expect(inOrder([], run)).toEqual([run]);
    expect(inOrder([now, other], run)).toEqual([now, run, other]);
  });

  test('more profit is better, more cost worse, the same is the same', () => {
    const first = plan();
    expect(verdictOf(row('profit'), plan({ profitMinor: 500_001 }), first)).toBe('better');
    expect(verdictOf(row('cost'), plan({ cost: cost(80_001) }), first)).toBe('worse');
    expect(verdictOf(row('lateOrders'), plan({ lateOrders: 8 }), first)).toBe('better');
    expect(verdictOf(row('co2'), first, first)).toBe('same');
    expect(verdictOf(row('meanDays'), plan({ meanDays: null }), first)).toBeNull();
  });

  test('a difference that is written as nothing is none', () => {
    const first = plan({ meanDays: 3.6 });
    expect(verdictOf(row('meanDays'), plan({ meanDays: 3.63 }), first)).toBe('same');
    expect(verdictOf(row('meanDays'), plan({ meanDays: 3.7 }), first)).toBe('worse');
  });

  test('parts of the cost that no plan has are left out', () => {
    const keys = figureRows(say('en'), english, [plan()]).map(({ key }) => key);
    expect(keys).toContain('shippingMinor');
    expect(keys).not.toContain('splitMinor');
  });

  test('differences carry a sign', () => {
    expect(signed('12', 12)).toBe('+12');
    expect(signed('12', -12)).toBe('−12');
  });

  test('service counts orders that are whole and in time', () => {
    expect(serviceShare(plan())).toBeCloseTo(0.81);
    expect(serviceShare(plan({ orders: 0, sourced: 0, lateOrders: 0 }))).toBe(1);
  });

  test('plans are called by their name, by their number, or as what is reserved now', () => {
    expect(planName(plan({ name: 'Lyon closes' }), say('en'))).toBe('Lyon closes');
    expect(planName(plan(), say('en'))).toBe('Run 7');
    expect(planName(plan({ reference: { type: 'current', ofRunId: 7 } }), say('en'))).toBe('Reserved now');
  });

  test('every facility of any plan is listed once, the busiest first, with nothing where it ships nothing', () => {
    const facility = (code: string, shipments: number) => ({
      code,
      name: code,
      shipments,
      units: shipments,
      costMinor: 0,
      capacityOrders: 50,
    });
    const rows = facilityRows([
      plan({ byFacility: [facility('A', 3), facility('B', 9)] }),
      plan({ byFacility: [facility('C', 20), facility('A', 4)] }),
    ]);
    expect(rows.map(({ code, loads }) => [code, ...loads])).toEqual([
      ['C', 0, 20],
      ['B', 9, 0],
      ['A', 3, 4],
    ]);
  });

  test('days between arrivals are whole, and unknown when one does not arrive', () => {
    expect(daysBetween(0, 2 * 86_400_000)).toBe(2);
    expect(daysBetween(null, 0)).toBeNull();
  });
});

describe('flows', () => {
  const flow = (facility: string, region: string) => ({
    facility,
    region,
    from: { latitude: 0, longitude: 0 },
    to: { latitude: 1, longitude: 1 },
    shipments: 1,
    units: 1,
  });

  test('tell what is new, what stayed and what is gone', () => {
    const told = toldFlows(
      [flow('A', 'FR 69'), flow('B', 'FR 75')],
      [flow('C', 'FR 13')],
      new Set(['A FR 69']),
    );
    expect(told.map(({ key, state }) => [key, state])).toEqual([
      ['A FR 69', 'kept'],
      ['B FR 75', 'added'],
      ['gone C FR 13', 'gone'],
    ]);
  });
});

describe('why a facility does not win', () => {
  test('all of what would turn it, in one sentence of each language', () => {
    const lyon = candidate({ flip: { cheaperByMinor: 40, moreUnits: 2 } });
    expect(counterfactual(lyon, 'EUR', say('en'), english)).toBe(
      'Lyon wins if its cost falls by €0.40 and it holds 2 more units.',
    );
    expect(counterfactual(lyon, 'EUR', say('fr'), french)).toBe(
      'Lyon l’emporte si son coût baisse de 0,40\u00a0€ et son stock augmente de 2 unités.',
    );
  });

  test('nothing is said when nothing short would turn it', () => {
    expect(counterfactual(candidate({}), 'EUR', say('en'), english)).toBeNull();
  });

  test('winners come first, then losers from the cheapest, then those without a price', () => {
    const sorted = inReadingOrder([
      candidate({ facility: 'none', cost: null, rejection: 'noStock' }),
      candidate({ facility: 'dear', cost: cost(900) }),
      candidate({ facility: 'won', chosen: true, cost: cost(950) }),
      candidate({ facility: 'near', cost: cost(700) }),
    ]);
    expect(sorted.map(({ facility }) => facility)).toEqual(['won', 'near', 'dear', 'none']);
  });

  test('a winner has no rejection', () => {
    expect(asAlternative(candidate({ chosen: true, rejection: null }))).toBeNull();
    expect(asAlternative(candidate({ rejection: 'rule', rule: 'No stores' }))?.rule).toBe('No stores');
  });
});

describe('what-ifs', () => {
  const context = (language: 'en' | 'fr'): ChangeWords => ({
    t: say(language),
    format: language === 'en' ? english : french,
    currency: 'EUR',
    facility: (code) => (code === 'LYO' ? 'Lyon' : code),
    country: (code) => code,
    versions: [],
  });

  test('changes read as sentences', () => {
    const cases = [
      [{ kind: 'closeFacility', facility: 'LYO' }, 'Lyon closes.'],
      [
        { kind: 'stock', facility: 'LYO', percent: 50 },
        'Stock of every product at Lyon: 50% of what there is.',
      ],
      [{ kind: 'stock', facility: 'LYO', sku: 'A-1', units: -3 }, 'Stock of A-1 at Lyon: 3 units fewer.'],
      [{ kind: 'capacity', facility: 'LYO', ordersADay: null }, 'Capacity of Lyon: no limit.'],
      [{ kind: 'rates', percent: 110 }, 'Rates of every carrier at 110% of today’s.'],
      [{ kind: 'demand', percent: 150, country: 'FR' }, 'Demand FR at 150% of today’s.'],
      [{ kind: 'rules', ruleVersionId: null }, 'Rules: Without rules.'],
    ] as const;
    for (const [change, sentence] of cases) expect(changeSentence(change, context('en'))).toBe(sentence);
  });

  test('a sentence is cut where its parts can be edited, in the order of the language', () => {
    const slots = changeParts(say('fr'), 'stock').flatMap((part) => ('slot' in part ? [part.slot] : []));
    expect(slots).toEqual(['sku', 'facility', 'amount']);
  });

  test('what has just been added is not complete before a facility is chosen', () => {
    expect(isComplete(newChange('closeFacility'))).toBe(false);
    expect(isComplete(newChange('closeFacility', 'LYO'))).toBe(true);
    expect(isComplete(newChange('addFacility'))).toBe(false);
    expect(isComplete(newChange('demand'))).toBe(true);
  });

  test('a name is proposed from the first change', () => {
    expect(suggestedName([newChange('closeFacility', 'LYO')], context('fr'), [])).toBe('Lyon ferme');
    expect(suggestedName([newChange('closeFacility', 'LYO')], context('fr'), ['Lyon ferme'])).toBe(
      'Lyon ferme (2)',
    );
    expect(suggestedName([newChange('closeFacility')], context('en'), [])).toBe('');
  });

  test('the result is told in money, days and orders', () => {
    const text = headline(
      plan(),
      plan({ profitMinor: 490_000, meanDays: 2.4, lateOrders: 12, unitsShort: 10 }),
      say('en'),
      english,
    );
    expect(text).toBe(
      'Profit falls by €100.00. Goods take 0.4 days longer on average. 3 more orders are late. 2 fewer units stay unfilled.',
    );
  });

  test('a new site has a code made of its name', () => {
    expect(codeOf('Entrepôt Île-de-France 2')).toBe('ENTREPOT-ILE-DE-FRANCE-2');
    expect(codeOf('…')).toBe('NEW');
  });
});
