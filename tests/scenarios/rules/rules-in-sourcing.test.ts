import { expect, it } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { putInForce, rule } from '../../helpers/rules.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { decisionsOf, type Parameters, proposeRun } from '../../helpers/sourcing.ts';

const PARIS = { city: 'Paris', latitude: 48.87, longitude: 2.33 };
const NO_PROMISE = { promised_at: null };

/** A warehouse, another one abroad, a store next to the customer, and a customer of each segment. */
async function network(ctx: AppContext) {
  const build = networkBuilder(ctx.db);
  const lyon = await build.facility('LYON');
  const berlin = await build.facility('BERLIN', { country: 'DE', latitude: 52.52, longitude: 13.4 });
  const nantes = await build.facility('NANTES', { latitude: 47.22, longitude: -1.55 });
  const store = await build.facility('STORE', { kind: 'store', ...PARIS });
  const customers = new Map<string, number>();
  for (const segment of ['Gold', 'Silver', 'standard']) {
    const { id } = await ctx.db.write((trx) =>
      trx
        .insertInto('customer')
        .values({
          code: segment,
          name: segment,
          segment,
          email: null,
          phone: null,
          street: null,
          updated_at: 0,
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    customers.set(segment, id);
  }
  return {
    build,
    lyon,
    berlin,
    nantes,
    store,
    customerOf: (segment: string) => customers.get(segment) ?? null,
  };
}

async function decide(ctx: AppContext, numbers: string[], parameters: Parameters = {}) {
  const decisions = await decisionsOf(ctx, await proposeRun(ctx, { numbers }, parameters));
  return decisions.map((decision) => ({
    ...decision,
    from: decision.allocations.map(({ facility, quantity }) => `${quantity} ${facility}`).sort(),
  }));
}

describeCores('rules in sourcing', (cores) => {
  let shared: Promise<{ ctx: AppContext } & Awaited<ReturnType<typeof network>>> | undefined;
  const open = () => {
    shared ??= (async () => {
      const ctx = await cores.open();
      return { ctx, ...(await network(ctx)) };
    })();
    return shared;
  };

  it('a hard rule keeps hazardous goods out of stores, and the decision says which rule', async () => {
    const { ctx, build, lyon, store } = await open();
    const candle = await build.product('CANDLE', { hazardous: 1 });
    await build.stock(candle, lyon, 5);
    await build.stock(candle, store, 5);
    await build.order('H-1', [[candle, 2]], NO_PROMISE);
    await putInForce(ctx, []);
    const [free] = await decide(ctx, ['H-1']);
    expect(free?.from).toEqual(['2 STORE']);
    await putInForce(ctx, [
      rule('eligibility', 'No hazardous goods in stores', {
        when: { hazardous: true },
        may: 'never',
        facilities: { kinds: ['store'] },
        strength: 'hard',
        priceMinor: 0,
      }),
    ]);
    const [ruled] = await decide(ctx, ['H-1']);
    expect(ruled?.from).toEqual(['2 LYON']);
    expect(ruled?.reason.alternatives).toContainEqual(
      expect.objectContaining({
        facilities: ['STORE'],
        rejection: 'rule',
        rule: 'No hazardous goods in stores',
      }),
    );
    const [without] = await decide(ctx, ['H-1'], { ruleVersionId: null });
    expect(without?.from).toEqual(['2 STORE']);
  });

  it('a last-resort rule is dropped only for what no other facility could source', async () => {
    const { ctx, build, lyon, store } = await open();
    const [both, onlyStore] = [await build.product('BOTH'), await build.product('ONLY-STORE')];
    await build.stock(both, lyon, 5);
    await build.stock(both, store, 5);
    await build.stock(onlyStore, store, 5);
    await build.order('L-1', [[both, 1]], { ...NO_PROMISE, channel: 'marketplace' });
    await build.order('L-2', [[onlyStore, 1]], { ...NO_PROMISE, channel: 'marketplace' });
    await putInForce(ctx, [
      rule('eligibility', 'Marketplaces from warehouses', {
        when: { channels: ['marketplace'] },
        may: 'only',
        facilities: { kinds: ['warehouse'] },
        strength: 'lastResort',
        priceMinor: 0,
      }),
    ]);
    const decisions = await decide(ctx, ['L-1', 'L-2']);
    expect(decisions.map(({ from }) => from)).toEqual([['1 LYON'], ['1 STORE']]);
    expect(decisions[0]?.reason.alternatives).toContainEqual(
      expect.objectContaining({ rejection: 'rule', rule: 'Marketplaces from warehouses' }),
    );
  });

  it('a price and a preferred order move the choice, and show in its cost', async () => {
    const { ctx, build, lyon, store } = await open();
    const lamp = await build.product('PRICED');
    await build.stock(lamp, lyon, 5);
    await build.stock(lamp, store, 5);
    await build.order('P-1', [[lamp, 1]], NO_PROMISE);
    const price = (priceMinor: number) =>
      rule('eligibility', 'Spare the stores', {
        when: {},
        may: 'never',
        facilities: { kinds: ['store'] },
        strength: 'price',
        priceMinor,
      });
    await putInForce(ctx, [price(1)]);
    const [cheap] = await decide(ctx, ['P-1']);
    expect(cheap?.from).toEqual(['1 STORE']);
    expect(cheap?.reason.cost.ruleMinor).toBe(1);
    await putInForce(ctx, [price(5000)]);
    expect((await decide(ctx, ['P-1']))[0]?.from).toEqual(['1 LYON']);
    await putInForce(ctx, [
      rule('preference', 'Warehouses first', {
        when: {},
        ranking: [{ kinds: ['warehouse'] }, { kinds: ['store'] }],
        stepMinor: 5000,
      }),
    ]);
    expect((await decide(ctx, ['P-1']))[0]?.from).toEqual(['1 LYON']);
  });

  it('Silver orders over 1,000 may be split in four, smaller ones in two', async () => {
    const { ctx, build, lyon, berlin, nantes, store, customerOf } = await open();
    const places = [lyon, berlin, nantes, store];
    const lines: [number, number][] = [];
    for (const [i, place] of places.entries()) {
      const part = await build.product(`PART-${i}`);
      await build.stock(part, place, 20);
      lines.push([part, 1]);
    }
    const silver = { ...NO_PROMISE, customer_id: customerOf('Silver') };
    await build.order('S-OVER', lines, { ...silver, total_minor: 100_000 });
    await build.order('S-SMALL', lines, { ...silver, total_minor: 99_999 });
    await build.order('S-OTHER', lines, { ...NO_PROMISE, total_minor: 500_000 });
    await putInForce(ctx, [
      rule('split', 'Silver from 1,000', {
        when: { segments: ['Silver'], valueMinor: { min: 100_000 } },
        maxShipments: 4,
      }),
      rule('split', 'Silver below', { when: { segments: ['Silver'] }, maxShipments: 2 }),
    ]);
    const found = await decide(ctx, ['S-OVER', 'S-SMALL', 'S-OTHER'], { maxSplits: 3 });
    expect(found.map(({ number, splitCount, outcome }) => [number, splitCount, outcome])).toEqual([
      ['S-OTHER', 3, 'partial'],
      ['S-OVER', 4, 'sourced'],
      ['S-SMALL', 2, 'partial'],
    ]);
  });

  it('a ring-fence keeps a store’s stock for its own customers', async () => {
    const { ctx, build, store } = await open();
    const vase = await build.product('VASE');
    await build.stock(vase, store, 5);
    await build.order('R-WEB', [[vase, 5]], { ...NO_PROMISE, priority: 1 });
    await build.order('R-POS', [[vase, 3]], { ...NO_PROMISE, channel: 'pos' });
    await putInForce(ctx, [
      rule('keepBack', 'Stores keep 3, or half, for their customers', {
        facilities: { kinds: ['store'] },
        units: 2,
        percent: 50,
        channels: ['pos'],
      }),
    ]);
    const [pos, web] = await decide(ctx, ['R-WEB', 'R-POS']);
    expect(web?.from).toEqual(['2 STORE']);
    expect(pos?.from).toEqual(['3 STORE']);
    await build.order('R-WHOLE', [[vase, 5]], { ...NO_PROMISE, ship_complete: 1 });
    const [whole] = await decide(ctx, ['R-WHOLE']);
    expect(whole).toMatchObject({ outcome: 'unsourced', reason: { code: 'keptBack' } });
  });

  it('capacity in orders and in units holds', async () => {
    const { ctx, build, lyon, store } = await open();
    const chair = await build.product('CHAIR');
    await build.stock(chair, lyon, 50);
    await build.stock(chair, store, 50);
    for (const i of [1, 2, 3]) await build.order(`C-${i}`, [[chair, 4]], NO_PROMISE);
    await putInForce(ctx, [
      rule('capacity', 'The store picks 8 units', {
        facilities: { codes: ['STORE'] },
        ordersADay: null,
        unitsADay: 8,
      }),
      rule('capacity', 'Lyon ships nothing', {
        facilities: { codes: ['LYON'] },
        ordersADay: 0,
        unitsADay: null,
      }),
    ]);
    const found = await decide(ctx, ['C-1', 'C-2', 'C-3']);
    expect(found.map(({ from }) => from)).toEqual([['4 STORE'], ['4 STORE'], []]);
    expect(found[2]?.reason.alternatives.map(({ rejection }) => rejection)).toContain('overCapacity');
  });

  it('an order that would earn less than the least margin waits', async () => {
    const { ctx, build, lyon } = await open();
    const cheap = await build.product('CHEAP', { cost_minor: 2400 });
    const dear = await build.product('DEAR', { cost_minor: 100 });
    await build.stock(cheap, lyon, 5);
    await build.stock(dear, lyon, 5);
    await build.order('M-LOSS', [[cheap, 1]], NO_PROMISE);
    await build.order('M-GAIN', [[dear, 1]], NO_PROMISE);
    await putInForce(ctx, [rule('margin', 'Never at a loss', { when: {}, percent: 0 })]);
    const [gain, loss] = await decide(ctx, ['M-LOSS', 'M-GAIN']);
    expect(gain?.outcome).toBe('sourced');
    expect(loss).toMatchObject({ outcome: 'unsourced', reason: { code: 'belowMargin' } });
  });

  it('closed days put off what a facility ships', async () => {
    const { ctx, build, lyon } = await open();
    const book = await build.product('BOOK');
    await build.stock(book, lyon, 5);
    await build.order('D-1', [[book, 1]], NO_PROMISE);
    await putInForce(ctx, []);
    const [before] = await decide(ctx, ['D-1']);
    const day = (after: number) => new Date(ctx.clock() + after * 86_400_000).toISOString().slice(0, 10);
    await putInForce(ctx, [
      rule('calendar', 'Stocktaking', {
        facilities: { codes: ['LYON'] },
        closedWeekdays: [],
        closedDays: [-1, 0, 1, 2, 3].map(day),
        cutOffMinutes: null,
      }),
    ]);
    const [after] = await decide(ctx, ['D-1']);
    const days = ((after?.reason.arrivesAt ?? 0) - (before?.reason.arrivesAt ?? 0)) / 86_400_000;
    expect(days).toBeGreaterThanOrEqual(3);
    expect(days).toBeLessThanOrEqual(4);
  });

  it('scarce stock is shared fairly between segments, and what one leaves goes to the other', async () => {
    const { ctx, build, lyon, customerOf } = await open();
    const [toy, game] = [await build.product('TOY'), await build.product('GAME')];
    await build.stock(toy, lyon, 10);
    await build.stock(game, lyon, 10);
    const numbers: string[] = [];
    for (const [segment, priority] of [
      ['Gold', 1],
      ['standard', 9],
    ] as const) {
      for (let i = 0; i < 6; i++) {
        numbers.push(`F-${segment}-${i}`);
        const given = { ...NO_PROMISE, priority, customer_id: customerOf(segment) };
        const lines: [number, number][] =
          segment === 'Gold' && i > 0
            ? [[toy, 2]]
            : [
                [toy, 2],
                [game, 2],
              ];
        await build.order(`F-${segment}-${i}`, lines, given);
      }
    }
    await putInForce(ctx, [
      rule('fairShare', 'Half for Gold', { shares: [{ segment: 'Gold', percent: 50 }] }),
    ]);
    const units = new Map<string, number>();
    for (const { number, allocations } of await decide(ctx, numbers)) {
      for (const { sku, quantity } of allocations) {
        const key = `${number.split('-')[1]} ${sku}`;
        units.set(key, (units.get(key) ?? 0) + quantity);
      }
    }
    expect(Object.fromEntries(units)).toEqual({
      'Gold TOY': 5,
      'standard TOY': 5,
      'Gold GAME': 2,
      'standard GAME': 8,
    });
  });

  it('priority decides who gets scarce stock: strictly, or by weight so that nobody starves', async () => {
    const { ctx, build, lyon, customerOf } = await open();
    const rare = await build.product('RARE');
    await build.stock(rare, lyon, 6);
    const numbers: string[] = [];
    for (const segment of ['Gold', 'standard']) {
      for (let i = 0; i < 8; i++) {
        numbers.push(`W-${segment}-${i}`);
        await build.order(`W-${segment}-${i}`, [[rare, 1]], {
          ...NO_PROMISE,
          customer_id: customerOf(segment),
        });
      }
    }
    const gold = rule('priority', 'Gold first', { when: { segments: ['Gold'] }, priority: 1, weight: 2 });
    const served = async () => {
      const sourced = (await decide(ctx, numbers)).filter(({ outcome }) => outcome === 'sourced');
      return sourced.filter(({ number }) => number.includes('Gold')).length;
    };
    await putInForce(ctx, [gold], { priorityMode: 'strict' });
    expect(await served()).toBe(6);
    await putInForce(ctx, [gold], { priorityMode: 'weight' });
    expect(await served()).toBe(4);
  });
});
