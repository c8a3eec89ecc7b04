import { describe, expect, it } from 'vitest';
import type { OrderCondition } from '../../../../core/contract/rules.ts';
import { workingDayFrom, workingTime } from '../../../../core/features/rules/calendar.ts';
import { compileRules } from '../../../../core/features/rules/compile.ts';
import { fitsOrder } from '../../../../core/features/rules/conditions.ts';
import type { FacilityFacts, OrderFacts, RejectionFacts } from '../../../../core/features/rules/facts.ts';
import { segmentFor } from '../../../../core/features/rules/segments.ts';
import { turnsByWeight } from '../../../../core/features/rules/turns.ts';
import { documentOf, rule } from '../../../helpers/rules.ts';

const HOUR_MS = 3_600_000;
const NOW = 1_777_888_800_000;

function order(id: number, given: Partial<OrderFacts> = {}): OrderFacts {
  return {
    id,
    channel: 'web',
    country: 'FR',
    region: null,
    segment: null,
    serviceLevel: null,
    valueMinor: 5000,
    orderedAt: NOW - id,
    promisedAt: null,
    priority: 5,
    weightGrams: 500,
    categories: ['Lighting'],
    hazardous: false,
    ...given,
  };
}

const FACILITIES: FacilityFacts[] = [
  { id: 10, code: 'W1', name: 'Warehouse', kind: 'warehouse', country: 'FR', region: null },
  { id: 20, code: 'S1', name: 'Store', kind: 'store', country: 'FR', region: 'Rhône' },
  { id: 30, code: 'S2', name: 'Store abroad', kind: 'store', country: 'DE', region: null },
];
const [WAREHOUSE, STORE, ABROAD] = [10, 20, 30];

describe('conditions', () => {
  it.each<[string, OrderCondition, Partial<OrderFacts>, boolean]>([
    ['nothing said fits all', {}, {}, true],
    ['a channel', { channels: ['web', 'edi'] }, { channel: 'edi' }, true],
    ['another channel', { channels: ['pos'] }, {}, false],
    ['an unknown country fits no named one', { countries: ['FR'] }, { country: null }, false],
    ['any line of a category', { categories: ['Bath'] }, { categories: ['Lighting', 'Bath'] }, true],
    ['hazardous', { hazardous: true }, { hazardous: true }, true],
    ['not hazardous', { hazardous: false }, { hazardous: true }, false],
    ['the minimum of a range fits', { valueMinor: { min: 5000 } }, {}, true],
    ['its maximum does not', { valueMinor: { max: 5000 } }, {}, false],
    ['all of it has to fit', { channels: ['web'], segments: ['Gold'] }, { segment: 'Silver' }, false],
    ['a campaign', { orderedAt: { min: NOW - HOUR_MS, max: NOW } }, { orderedAt: NOW }, false],
  ])('%s', (_name, condition, given, fits) => {
    expect(fitsOrder(condition, order(1, given))).toBe(fits);
  });
});

describe('compiled rules', () => {
  it('say which rule excludes, prices or spares a facility, for the orders that it means', () => {
    const document = documentOf([
      rule('eligibility', 'not abroad', {
        when: { countries: ['FR'] },
        may: 'only',
        facilities: { countries: ['FR'] },
        strength: 'hard',
        priceMinor: 0,
      }),
      rule('eligibility', 'spare stores', {
        when: {},
        may: 'never',
        facilities: { kinds: ['store'] },
        strength: 'price',
        priceMinor: 150,
      }),
      rule('eligibility', 'regions last', {
        when: { channels: ['web'] },
        may: 'never',
        facilities: { regions: ['Rhône'] },
        strength: 'lastResort',
        priceMinor: 0,
      }),
      rule('preference', 'warehouses first', {
        when: {},
        ranking: [{ kinds: ['warehouse'] }, { codes: ['S1'] }],
        stepMinor: 100,
      }),
    ]);
    const rules = compileRules(
      document,
      [order(1), order(2, { country: 'DE', channel: 'edi' })],
      FACILITIES,
      NOW,
    );
    expect(FACILITIES.map(({ id }) => rules.excluded(1, id))).toEqual([null, null, 'not abroad']);
    expect(FACILITIES.map(({ id }) => rules.excluded(2, id))).toEqual([null, null, null]);
    expect(FACILITIES.map(({ id }) => rules.lastResort(1, id))).toEqual([null, 'regions last', null]);
    expect(FACILITIES.map(({ id }) => rules.softPriceMinor(1, id))).toEqual([0, 250, 350]);
  });

  it('share what they say of facilities between orders that the same rules mean, and leave out switched off ones', () => {
    const only = (name: string, enabled: boolean, when: OrderCondition) => ({
      ...rule('eligibility', name, {
        when,
        may: 'never',
        facilities: { kinds: ['store'] },
        strength: 'hard',
        priceMinor: 0,
      }),
      enabled,
    });
    const document = documentOf([only('on', true, { channels: ['web'] }), only('off', false, {})]);
    const orders = [order(1), order(2), order(3, { channel: 'pos' })];
    const rules = compileRules(document, orders, FACILITIES, NOW);
    expect(rules.sitings).toHaveLength(1);
    expect(orders.map(({ id }) => rules.excluded(id, STORE))).toEqual(['on', 'on', null]);
  });

  it('the first split, margin, priority and capacity that fits counts', () => {
    const document = documentOf(
      [
        rule('split', 'gold', { when: { segments: ['Gold'] }, maxShipments: 4 }),
        rule('split', 'all', { when: {}, maxShipments: 2 }),
        rule('margin', 'all', { when: { channels: ['web'] }, percent: 12 }),
        rule('priority', 'gold', { when: { segments: ['Gold'] }, priority: 1, weight: 3 }),
        rule('capacity', 'stores', { facilities: { kinds: ['store'] }, ordersADay: 20, unitsADay: null }),
        rule('capacity', 'all', { facilities: {}, ordersADay: 900, unitsADay: 5000 }),
      ],
      { priorityMode: 'weight' },
    );
    const rules = compileRules(document, [order(1, { segment: 'Gold' }), order(2)], FACILITIES, NOW);
    expect(rules.order(1)).toMatchObject({ maxShipments: 4, priority: 1, weight: 3, marginPercent: 12 });
    expect(rules.order(2)).toMatchObject({ maxShipments: 2, priority: 5, weight: 1 });
    expect(rules.capacity(STORE)).toMatchObject({ ordersADay: 20, unitsADay: null });
    expect(rules.capacity(WAREHOUSE)).toMatchObject({ ordersADay: 900, unitsADay: 5000 });
  });

  it('keep stock back from all but whom it is kept for', () => {
    const keep = (units: number, percent: number, channels: ['pos'] | undefined, categories?: string[]) =>
      rule('keepBack', `${units} ${percent}`, {
        facilities: { kinds: ['store'] },
        units,
        percent,
        ...(channels ? { channels } : {}),
        ...(categories ? { categories } : {}),
      });
    const document = documentOf([
      keep(2, 0, ['pos']),
      keep(0, 10, undefined),
      keep(9, 0, undefined, ['Bath']),
    ]);
    const orders = [order(1), order(2, { channel: 'pos' })];
    const rules = compileRules(document, orders, FACILITIES, NOW);
    const kept = (id: number, facilityId: number, category = 'Lighting') =>
      rules.keptBack(rules.order(id).stockClass ?? -1, { facilityId, category, onHand: 21 });
    expect([kept(1, STORE), kept(2, STORE), kept(1, WAREHOUSE)]).toEqual([5, 3, 0]);
    expect(kept(2, STORE, 'Bath')).toBe(12);
  });

  it('avoid a facility after a rejection for as long as the rule says, or a day as a last resort', () => {
    const rejection = (hoursAgo: number): RejectionFacts => ({
      orderId: 1,
      productId: 7,
      facilityId: STORE,
      reason: 'noTime',
      at: NOW - hoursAgo * HOUR_MS,
    });
    const of = (hoursAgo: number, rules: Parameters<typeof documentOf>[0] = []) =>
      compileRules(documentOf(rules), [order(1), order(2)], FACILITIES, NOW, [rejection(hoursAgo)]);
    expect(of(23).lastResort(1, STORE)).toBe('');
    expect(of(24).lastResort(1, STORE)).toBeNull();
    expect(of(1).lastResort(2, STORE)).toBeNull();
    const avoid = rule('avoid', 'two days', {
      reasons: ['noTime'],
      hours: 48,
      scope: 'product',
      strength: 'hard',
    });
    expect(of(47, [avoid]).excluded(1, STORE)).toBe('two days');
    expect(of(47, [avoid]).avoided(7, STORE)).toBe(true);
    expect(of(48, [avoid]).avoided(7, STORE)).toBe(false);
    expect(of(1, [avoid]).excluded(1, ABROAD)).toBeNull();
  });
});

describe('calendars and turns', () => {
  it('find the next day on which a facility works', () => {
    const calendar = rule('calendar', 'shop', {
      facilities: {},
      closedWeekdays: [6, 7],
      closedDays: ['2026-05-04'],
      cutOffMinutes: 600,
    });
    const time = workingTime([calendar as Extract<typeof calendar, { kind: 'calendar' }>]);
    const day = (date: string) => Date.parse(date) / 86_400_000;
    if (!time) throw new Error('There is a calendar');
    expect(workingDayFrom(time, day('2026-05-01'))).toBe(day('2026-05-01'));
    expect(workingDayFrom(time, day('2026-05-02'))).toBe(day('2026-05-05'));
    const never = { ...time, closedWeekdays: new Set([1, 2, 3, 4, 5, 6, 7]) };
    expect(workingDayFrom(never, day('2026-05-02'))).toBeNull();
  });

  it('by weight, three of the heavier are served for one of the lighter', () => {
    const ranked = [1, 2, 3, 4, 5, 6].map((id) => ({
      order: order(id),
      priority: 5,
      weight: id <= 2 ? 1 : 3,
    }));
    const turns = turnsByWeight(ranked);
    const served = [...turns].sort((a, b) => a[1] - b[1]).map(([id]) => (id <= 2 ? 'light' : 'heavy'));
    expect(served).toEqual(['heavy', 'heavy', 'heavy', 'light', 'heavy', 'light']);
  });
});

describe('segments', () => {
  const definition = {
    id: 'gold',
    segment: 'Gold',
    enabled: true,
    months: 12,
    leastOrders: 2,
    leastValueMinor: 1000,
    leastOrderMinor: null,
  };
  const customer = { id: 1, segment: 'standard', country: 'FR' };
  const context = { now: NOW, currency: 'EUR' };
  const bought = (orders: number, valueMinor: number) => () => ({
    orders,
    valueMinor,
    largestMinor: valueMinor,
  });

  it('need all that a definition asks for, within its campaign, and tell the figures', () => {
    const of = (
      given: Partial<typeof definition> & { during?: { min?: number; max?: number } },
      orders = 2,
    ) => segmentFor(customer, [{ ...definition, ...given }], null, bought(orders, 1000), context);
    expect(of({})).toEqual({
      segment: 'Gold',
      reason: {
        definitionId: 'gold',
        months: 12,
        orders: 2,
        valueMinor: 1000,
        largestMinor: 1000,
        currency: 'EUR',
      },
    });
    expect(of({}, 1)).toBeNull();
    expect(of({ enabled: false })).toBeNull();
    expect(of({ during: { max: NOW } })).toBeNull();
    expect(of({ during: { min: NOW } })?.segment).toBe('Gold');
  });
});
