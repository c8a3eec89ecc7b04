import { describe, expect, it } from 'vitest';
import { sourcingParameters } from '../../../../core/contract/sourcing.ts';
import type { ScenarioChange } from '../../../../core/contract/workbench.ts';
import type { Gathered } from '../../../../core/features/sourcing/index.ts';
import { applyChanges, facilitiesNamed } from '../../../../core/features/workbench/apply-changes.ts';

const facility = (id: number, code: string) => ({
  id,
  code,
  name: code,
  kind: 'warehouse',
  region: null,
  country: 'FR',
  latitude: 45,
  longitude: 4,
  time_zone: 'Europe/Paris',
  currency: 'EUR',
  handling_cost_minor: 100,
  daily_capacity_orders: 40,
  cut_off_minutes: 960,
});

function gathered(): Gathered {
  const order = (id: number, country: string) => ({ id, number: `A-${id}`, country, ordered_at: id });
  const line = (id: number, order_id: number) => ({ id, order_id, product_id: 7, sku: 'LAMP', quantity: 1 });
  return {
    orders: [order(1, 'FR'), order(2, 'FR'), order(3, 'DE'), order(4, 'FR')],
    lines: [line(11, 1), line(12, 2), line(13, 3), line(14, 4)],
    facilities: [facility(1, 'LYON'), facility(2, 'LILLE')],
    services: [],
    rates: [
      { id: 1, service_id: 5, price_minor: 500 },
      { id: 2, service_id: 6, price_minor: 333 },
    ],
    stock: { productId: [7], facilityId: [1], available: [9], onHand: [10] },
    ordersByFacility: new Map(),
    unitsByFacility: new Map(),
    rules: null,
    parameters: sourcingParameters.parse({}),
    currency: 'EUR',
    now: 0,
  } as unknown as Gathered;
}

const rules = { versionId: 3, document: {} as never, rejections: [] };
const facts = {
  rules: new Map([[3, rules]]),
  carrierOf: new Map([
    [5, 'POST'],
    [6, 'FAST'],
  ]),
};
const change = (...changes: ScenarioChange[]) => applyChanges(gathered(), changes, facts);
const stockOf = ({ stock }: Gathered) =>
  Array.from({ length: stock.productId.length }, (_, i) => {
    return `${stock.productId[i]}@${stock.facilityId[i]}: ${stock.available[i]}/${stock.onHand[i]}`;
  });

describe('changes of a what-if', () => {
  it('leave what was gathered as it was', () => {
    const given = gathered();
    const site = { code: 'X', name: 'X', country: 'FR', latitude: 1, longitude: 1, handlingMinor: 1 };
    applyChanges(
      given,
      [
        { kind: 'closeFacility', facility: 'LILLE' },
        { kind: 'stock', facility: 'LYON', percent: 50 },
        { kind: 'capacity', facility: 'LYON', ordersADay: 5 },
        { kind: 'rates', percent: 200 },
        { kind: 'demand', percent: 200 },
        { kind: 'rules', ruleVersionId: 3 },
        { kind: 'addFacility', ...site, ordersADay: 1, stockLike: 'LYON', percent: 100 },
      ],
      facts,
    );
    expect(given).toEqual(gathered());
  });

  it('close a facility', () => {
    expect(change({ kind: 'closeFacility', facility: 'LYON' }).facilities.map(({ code }) => code)).toEqual([
      'LILLE',
    ]);
  });

  it('cut stock by a share, add to it, and bring it where there was none', () => {
    expect(stockOf(change({ kind: 'stock', facility: 'LYON', percent: 50 }))).toEqual(['7@1: 4/5']);
    expect(stockOf(change({ kind: 'stock', facility: 'LYON', sku: 'LAMP', units: -20 }))).toEqual([
      '7@1: 0/0',
    ]);
    expect(stockOf(change({ kind: 'stock', facility: 'LYON', sku: 'RUG', units: 5 }))).toEqual(['7@1: 9/10']);
    expect(stockOf(change({ kind: 'stock', facility: 'LILLE', sku: 'LAMP', units: 5 }))).toEqual([
      '7@1: 9/10',
      '7@2: 5/5',
    ]);
  });

  it('set the capacity, whatever the run keeps to', () => {
    const changed = change({ kind: 'capacity', facility: 'LYON', ordersADay: 2 });
    expect([...(changed.capacities ?? [])]).toEqual([[1, 2]]);
  });

  it('change the rates of one carrier or of all', () => {
    const prices = (changed: Gathered) => changed.rates.map((rate) => rate.price_minor);
    expect(prices(change({ kind: 'rates', percent: 150 }))).toEqual([750, 500]);
    expect(prices(change({ kind: 'rates', carrier: 'FAST', percent: 200 }))).toEqual([500, 666]);
  });

  it('leave the latest orders out, or let them come again under their own ids', () => {
    const less = change({ kind: 'demand', percent: 67, country: 'FR' });
    expect(less.orders.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(less.lines.map((line) => line.order_id)).toEqual([1, 2, 3]);
    const more = change({ kind: 'demand', percent: 150 });
    expect(more.orders.map(({ number }) => number)).toEqual(['A-1', 'A-2', 'A-3', 'A-4', 'A-4+1', 'A-3+1']);
    const ids = [...more.orders, ...more.lines].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(more.lines.slice(4).map((line) => line.order_id)).toEqual(
      more.orders.slice(4).map(({ id }) => id),
    );
    expect(more.orders.slice(4).every(({ id }) => id < 0)).toBe(true);
  });

  it('go by another rule set, or none', () => {
    expect(change({ kind: 'rules', ruleVersionId: 3 })).toMatchObject({
      rules,
      parameters: { ruleVersionId: 3 },
    });
    expect(change({ kind: 'rules', ruleVersionId: null }).rules).toBeNull();
  });

  it('add sites with a part of the stock of another, which later changes can name', () => {
    const site = { name: 'N', country: 'FR', latitude: 48, longitude: 2, handlingMinor: 50, percent: 50 };
    const changes: ScenarioChange[] = [
      { kind: 'addFacility', ...site, code: 'PARIS', ordersADay: 3, stockLike: 'LYON' },
      { kind: 'addFacility', ...site, code: 'NICE', ordersADay: null, stockLike: 'PARIS' },
      { kind: 'stock', facility: 'NICE', units: 1 },
    ];
    const changed = change(...changes);
    expect(changed.facilities.map(({ id, code }) => `${code} ${id}`)).toEqual([
      'LYON 1',
      'LILLE 2',
      'PARIS -1',
      'NICE -2',
    ]);
    expect(stockOf(changed)).toEqual(['7@1: 9/10', '7@-1: 4/5', '7@-2: 3/3']);
    expect([...(changed.capacities ?? [])]).toEqual([[-1, 3]]);
    expect(facilitiesNamed(changes)).toEqual(['LYON']);
  });

  it('multiply the demand of a large run', () => {
    const few = gathered();
    const lines = Array.from({ length: 200_000 }, (_, i) => ({ ...few.lines[i % 4], id: 11 + i }));
    const many = { ...few, lines } as Gathered;
    const { orders } = applyChanges(many, [{ kind: 'demand', percent: 150 }], facts);
    expect(orders).toHaveLength(6);
  });
});
