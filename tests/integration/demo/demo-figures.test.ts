import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../core/db/database.ts';
import { createDemo } from '../../../core/features/demo/index.ts';
import { sqliteDatabases } from '../../helpers/databases.ts';
import { count } from './count.ts';

const NOW = Date.UTC(2026, 10, 23);
const DAY_MS = 86_400_000;

describe('the default demo network', () => {
  const databases = sqliteDatabases();
  let db: Database;

  beforeAll(async () => {
    db = await databases.open();
    await createDemo(db, { seed: 1, orders: 30_000, now: NOW });
  });

  const share = async (part: string, whole: string) => (await count(db, part)) / (await count(db, whole));
  const OPEN =
    "('received','open','partiallySourced','sourced','released','picking','packed','partiallyShipped')";

  it('is the default network', async () => {
    for (const [kind, wanted] of [
      ['warehouse', 8],
      ['store', 140],
      ['supplier', 12],
      ['thirdParty', 4],
    ] as const) {
      expect(await count(db, `select count(*) from facility where kind = '${kind}'`)).toBe(wanted);
    }
    expect(await count(db, 'select count(*) from product')).toBe(6_000);
    expect(await count(db, 'select count(*) from sales_order')).toBe(30_000);
    expect(await count(db, 'select count(distinct name) from product')).toBeGreaterThan(5_900);
  });

  it('leaves enough to source', async () => {
    const toSource = await count(
      db,
      "select count(*) from sales_order where status in ('open','partiallySourced') and hold_reason is null",
    );
    expect(toSource).toBeGreaterThan(1_350);
    expect(toSource).toBeLessThan(1_750);
  });

  it('fills nearly all orders of the last 30 days', async () => {
    const recent = `from sales_order o where ordered_at >= ${NOW - 30 * DAY_MS} and status <> 'cancelled'`;
    const filled = await share(
      `select count(*) ${recent} and not exists (select 1 from order_line l where l.order_id = o.id
         and l.quantity_allocated + l.quantity_shipped + l.quantity_cancelled < l.quantity)`,
      `select count(*) ${recent}`,
    );
    expect(filled).toBeGreaterThan(0.925);
    expect(filled).toBeLessThan(0.98);
  });

  it.each([0, 12, 23])('has 1 to 5 %% of late orders at %i o’clock', async (hour) => {
    const late = await share(
      `select count(*) from sales_order where promised_at < ${NOW + hour * 3_600_000} and status not in ('delivered','returned','cancelled')`,
      `select count(*) from sales_order where status in ${OPEN}`,
    );
    expect(late).toBeGreaterThan(0.01);
    expect(late).toBeLessThan(0.05);
  });

  it('has some 2,000 shipments under way, about 8 % of them late', async () => {
    const underWay = "from shipment where status in ('inTransit','exception')";
    expect(await count(db, `select count(*) ${underWay}`)).toBeGreaterThan(1_800);
    const late = await share(
      `select count(*) ${underWay} and (promised_at < ${NOW} or eta_p50_at > promised_at)`,
      `select count(*) ${underWay}`,
    );
    expect(late).toBeGreaterThan(0.06);
    expect(late).toBeLessThan(0.11);
  });

  it('keeps most products above safety stock, sells some out, overstocks some', async () => {
    const below = await share(
      'select count(distinct product_id) from stock_position where on_hand - reserved_external - reserved_allocated < safety_stock',
      'select count(*) from product',
    );
    expect(below).toBeGreaterThan(0.02);
    expect(below).toBeLessThan(0.08);
    const soldOut = await count(
      db,
      'select count(*) from (select product_id from stock_position group by 1 having sum(max(0, on_hand - reserved_external - reserved_allocated - safety_stock)) = 0)',
    );
    expect(soldOut).toBeGreaterThan(20);
    expect(soldOut).toBeLessThan(200);
    const overStocked = await count(
      db,
      'select count(*) from (select product_id from stock_position group by 1 having sum(on_hand) > 120 * sum(daily_demand))',
    );
    expect(overStocked / 6_000).toBeGreaterThan(0.03);
    expect(overStocked / 6_000).toBeLessThan(0.15);
  });

  it('holds open orders that nobody can fill and some that no single facility can', async () => {
    const open = "o.status = 'open' and o.hold_reason is null";
    const available = 'on_hand - reserved_external - reserved_allocated - safety_stock';
    const impossible = await count(
      db,
      `select count(distinct o.id) from sales_order o join order_line l on l.order_id = o.id where ${open}
         and (select sum(max(0, ${available})) from stock_position s where s.product_id = l.product_id) < l.quantity`,
    );
    expect(impossible).toBeGreaterThan(50);
    const fillable = await count(
      db,
      `select count(*) from sales_order o where ${open} and exists (select 1 from facility f where not exists (
         select 1 from order_line l where l.order_id = o.id and not exists (select 1 from stock_position s
           where s.product_id = l.product_id and s.facility_id = f.id and ${available} >= l.quantity)))`,
    );
    const openOrders = await count(db, `select count(*) from sales_order o where ${open}`);
    expect(openOrders - fillable - impossible).toBeGreaterThan(20);
  });

  it('expects inbound today and misses some', async () => {
    const expected = "from inbound where status = 'expected'";
    expect(
      await count(db, `select count(*) ${expected} and expected_at between ${NOW} and ${NOW + DAY_MS - 1}`),
    ).toBeGreaterThan(50);
    expect(await count(db, `select count(*) ${expected} and expected_at < ${NOW}`)).toBeGreaterThan(20);
  });

  it('delivers around one warehouse tomorrow with its own vehicles, collects returns and replenishes stores', async () => {
    const tomorrow = `between ${NOW + DAY_MS} and ${NOW + 2 * DAY_MS - 1}`;
    const due = `from shipment s join facility f on f.id = s.facility_id where f.code = 'WH-DUI-01'
      and s.status in ('planned','packed') and s.service_id is null and s.promised_at ${tomorrow}`;
    const deliveries = await count(db, `select count(*) ${due}`);
    expect(deliveries).toBeGreaterThan(300);
    expect(deliveries).toBeLessThan(450);
    expect(await count(db, `select count(*) ${due} and s.eta_p90_at > s.promised_at`)).toBe(0);
    const returns = await count(
      db,
      `select count(*) from order_return r join sales_order o on o.id = r.order_id where r.status = 'announced'
         and r.channel <> 'pos' and o.latitude between 50.7 and 52.1 and o.longitude between 5.8 and 7.8`,
    );
    expect(returns).toBeGreaterThan(15);
    expect(
      await count(
        db,
        `select count(distinct reference) from inbound where origin = 'Maison Vaubrac Logistics Duisburg'
           and kind = 'transfer' and status = 'expected' and expected_at ${tomorrow}`,
      ),
    ).toBeGreaterThan(3);
    expect(
      await count(
        db,
        "select count(*) from fleet_vehicle v join facility f on f.id = v.facility_id where f.kind = 'store'",
      ),
    ).toBe(1);
  });
});
