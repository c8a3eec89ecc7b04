import { createRouterClient } from '@orpc/server';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OrderFilter } from '../../../core/contract/orders.ts';
import type { AppContext } from '../../../core/features/context.ts';
import { router } from '../../../core/host/router.ts';
import { describeCores } from '../../helpers/runtime.ts';

const DAY = 86_400_000;

/** What the lists must agree with: the orders as the database has them. */
async function ordersInSql(ctx: AppContext) {
  const [orders, lines, shipments] = await Promise.all([
    ctx.db.read
      .selectFrom('sales_order as o')
      .leftJoin('customer as c', 'c.id', 'o.customer_id')
      .selectAll('o')
      .select(['c.name as customer', 'c.segment'])
      .execute(),
    ctx.db.read
      .selectFrom('order_line as l')
      .innerJoin('product as p', 'p.id', 'l.product_id')
      .selectAll('l')
      .select(['p.sku', 'p.stocked'])
      .execute(),
    ctx.db.read.selectFrom('shipment').selectAll().execute(),
  ]);
  return orders.map((order) => {
    const own = lines.filter((line) => line.order_id === order.id);
    const expected = shipments
      .filter((shipment) => shipment.order_id === order.id)
      .map((shipment) => shipment.delivered_at ?? shipment.eta_p90_at ?? 0);
    return {
      ...order,
      lines: own,
      expectedAt: Math.max(0, ...expected) || null,
      unitsOpen: own
        .filter((line) => line.stocked === 1)
        .reduce(
          (sum, l) => sum + l.quantity - l.quantity_allocated - l.quantity_shipped - l.quantity_cancelled,
          0,
        ),
    };
  });
}

describeCores('the lists on a demo network', (cores) => {
  let ctx: AppContext;
  const client = () => createRouterClient(router, { context: ctx });
  const list = (filter: OrderFilter) => client().orders.list({ filter, limit: 1000 });

  beforeAll(async () => {
    ctx = await cores.open();
    await ctx.jobs.runToEnd('demo.create', { seed: 3, orders: 600 }, ctx.actor);
    await ctx.grids.loaded();
  });

  describe('of orders', () => {
    it('keeps exactly the rows that a naive filter keeps', async () => {
      const now = Date.now();
      const all = await ordersInSql(ctx);
      type Order = (typeof all)[number];
      const settled = ['delivered', 'returned', 'cancelled'];
      const isLate = (o: Order) =>
        o.promised_at !== null && o.promised_at < now && !settled.includes(o.status);
      const isAtRisk = (o: Order) =>
        o.promised_at !== null &&
        !isLate(o) &&
        !settled.includes(o.status) &&
        (o.expectedAt ?? now + DAY) > o.promised_at;
      const cases: [OrderFilter, (order: Order) => boolean][] = [
        [{}, () => true],
        [{ open: true }, (o) => !['shipped', ...settled].includes(o.status)],
        [
          { toSource: true },
          (o) => ['open', 'partiallySourced'].includes(o.status) && o.hold_reason === null,
        ],
        [{ held: true }, (o) => o.hold_reason !== null],
        [{ held: false }, (o) => o.hold_reason === null],
        [{ late: true }, isLate],
        [{ atRisk: true }, isAtRisk],
        [{ late: false, open: true }, (o) => !isLate(o) && !['shipped', ...settled].includes(o.status)],
        [
          { notFilled: true },
          (o) => o.ordered_at >= now - 30 * DAY && o.status !== 'cancelled' && o.unitsOpen > 0,
        ],
        [
          { statuses: ['sourced', 'delivered'], channels: ['web', 'edi'] },
          (o) => ['sourced', 'delivered'].includes(o.status) && ['web', 'edi'].includes(o.channel),
        ],
        [{ countries: ['FR'], priorities: [1, 2, 3] }, (o) => o.country === 'FR' && o.priority <= 3],
        [{ total: { min: 5000, max: 20000 } }, (o) => o.total_minor >= 5000 && o.total_minor <= 20000],
        [{ orderedAt: { min: now - 7 * DAY } }, (o) => o.ordered_at >= now - 7 * DAY],
        [
          { sku: all[0]?.lines[0]?.sku ?? '' },
          (o) => o.lines.some((line) => line.sku === all[0]?.lines[0]?.sku),
        ],
        [{ segments: ['vip'] }, (o) => o.segment === 'vip'],
      ];
      for (const [filter, fits] of cases) {
        const answer = await list(filter);
        const expected = all.filter(fits).map((o) => o.number);
        expect(answer.total, JSON.stringify(filter)).toBe(expected.length);
        expect(answer.rows.map((row) => row.number).sort(), JSON.stringify(filter)).toEqual(expected.sort());
      }
    });

    it('shows each order as its detail shows it', async () => {
      const { rows } = await list({});
      for (const row of rows.filter((_, index) => index % 60 === 0)) {
        const { order } = await client().orders.detail({ number: row.number });
        expect({ ...row, customer: order.customer }).toEqual(order);
      }
    });

    it('sorts, pages and sums over all matching rows, not over the page', async () => {
      const whole = await client().orders.list({
        sort: [{ column: 'total', descending: true }],
        limit: 1000,
      });
      const amounts = whole.rows.map((row) => row.total.amountMinor);
      expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
      const page = await client().orders.list({
        sort: [{ column: 'total', descending: true }],
        offset: 10,
        limit: 5,
      });
      expect(page.rows).toEqual(whole.rows.slice(10, 15));
      expect(page.totals).toEqual(whole.totals);
      expect(whole.totals.totalMinor).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
      await expect(client().orders.list({ sort: [{ column: 'nothing' }] })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    });

    it('counts facets without their own dimension, and groups that add up', async () => {
      const facets = await client().orders.facets({ filter: { statuses: ['delivered'], channels: ['web'] } });
      expect(facets.statuses.reduce((sum, one) => sum + one.count, 0)).toBe(
        (await list({ channels: ['web'] })).total,
      );
      expect(facets.channels.reduce((sum, one) => sum + one.count, 0)).toBe(
        (await list({ statuses: ['delivered'] })).total,
      );
      const { groups } = await client().orders.groups({ by: 'channel' });
      expect(groups.reduce((sum, group) => sum + group.orders, 0)).toBe(600);
    });
  });

  describe('of stock', () => {
    it('sums what the database holds, over all facilities and over some', async () => {
      const positions = await ctx.db.read
        .selectFrom('stock_position as s')
        .innerJoin('facility as f', 'f.id', 's.facility_id')
        .innerJoin('product as p', 'p.id', 's.product_id')
        .select(['f.kind', 's.on_hand', 's.reserved_external', 's.reserved_allocated', 's.safety_stock'])
        .where('p.stocked', '=', 1)
        .execute();
      for (const kinds of [undefined, ['store' as const]]) {
        const own = positions.filter((one) => !kinds || kinds.includes(one.kind as 'store'));
        const { totals } = await client().stock.list({ filter: { kinds } });
        const reserved = (one: (typeof own)[number]) => one.reserved_external + one.reserved_allocated;
        expect(totals.onHand).toBe(own.reduce((sum, one) => sum + one.on_hand, 0));
        expect(totals.reserved).toBe(own.reduce((sum, one) => sum + reserved(one), 0));
        expect(totals.available).toBe(
          own.reduce((sum, one) => sum + Math.max(0, one.on_hand - reserved(one) - one.safety_stock), 0),
        );
      }
    });

    it('agrees with the matrix, the groups and the pane of a product', async () => {
      const matrix = await client().stock.matrix({ limit: 20, facilityLimit: 200 });
      expect(matrix.facilityTotal).toBeGreaterThan(0);
      const [row] = matrix.rows;
      const product = await client().stock.product({ sku: row?.sku ?? '' });
      expect(product.totals.onHand).toBe(row?.onHand);
      expect(product.totals.available).toBe(row?.available);
      expect(product.totals.inbound).toBe(row?.inbound);
      const shown = matrix.facilities.map(
        (facility, column) => [facility.code, matrix.cells[0]?.[column]] as const,
      );
      for (const position of product.positions) {
        const cell = shown.find(([code]) => code === position.facility.code)?.[1];
        if (cell)
          expect(cell).toMatchObject({
            onHand: position.onHand,
            available: position.available,
            inbound: position.inbound,
          });
      }
      const { totals } = await client().stock.list({});
      for (const by of ['category', 'kind', 'facility', 'country'] as const) {
        const { groups } = await client().stock.groups({ by });
        expect(
          groups.reduce((sum, group) => sum + group.onHand, 0),
          by,
        ).toBe(totals.onHand);
        expect(
          groups.reduce((sum, group) => sum + group.stockValueMinor, 0),
          by,
        ).toBeCloseTo(totals.stockValueMinor, 0);
      }
    });

    it('finds words without accents and filters by sums', async () => {
      const { rows } = await client().stock.list({ limit: 1 });
      const found = await client().stock.list({ filter: { search: rows[0]?.sku.toLowerCase() ?? '' } });
      expect(found.rows.map((row) => row.sku)).toContain(rows[0]?.sku);
      const below = await client().stock.list({ filter: { belowSafety: true }, limit: 1000 });
      expect(below.rows.every((row) => row.belowSafetyCount > 0)).toBe(true);
      const none = await client().stock.list({ filter: { noStock: true }, limit: 1000 });
      expect(none.rows.every((row) => row.available === 0)).toBe(true);
      const over = await client().stock.list({ filter: { overStocked: true }, limit: 1000 });
      expect(over.rows.every((row) => (row.daysOfCover ?? 0) > 120)).toBe(true);
      const facets = await client().stock.facets({ filter: { kinds: ['warehouse'] } });
      expect(facets.kinds.map((facet) => facet.value).sort()).toContain('store');
    });
  });

  describe('and the tower', () => {
    it('counts exactly the rows of the list that each number opens', async () => {
      const { kpis, loading } = await client().tower.kpis();
      expect(loading).toBe(false);
      for (const { key, value, listed, target } of kpis) {
        const answer =
          target.screen === 'orders'
            ? await client().orders.list({ filter: target.filter })
            : await client().stock.list({ filter: target.filter });
        expect(answer.total, key).toBe(listed);
        if (key !== 'fillRate') expect(value, key).toBe(listed);
      }
    });

    it('places facilities and shipments, and opens a pane for each', async () => {
      const { facilities } = await client().tower.facilities();
      expect(facilities.length).toBeGreaterThan(100);
      const detail = await client().tower.facility({ code: facilities[0]?.code ?? '' });
      expect(detail.facility).toEqual(facilities[0]);
      const { shipments } = await client().tower.shipments();
      expect(shipments.ids.length).toBeGreaterThan(0);
      for (const column of Object.values(shipments)) expect(column).toHaveLength(shipments.ids.length);
      expect(shipments.fractions.every((fraction) => fraction >= 0 && fraction < 1)).toBe(true);
      const shipment = await client().tower.shipment({ id: shipments.ids[0] ?? 0 });
      expect(shipment.late).toBe(shipments.late[0] === 1);
      await expect(client().tower.facility({ code: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('finds orders, products and facilities for the palette', async () => {
      const { rows } = await list({});
      const found = await client().tower.search({ text: rows[5]?.number ?? '' });
      expect(found.orders[0]?.number).toBe(rows[5]?.number);
      expect(await client().tower.search({ text: '  ' })).toEqual({
        products: [],
        orders: [],
        facilities: [],
      });
    });
  });
});
