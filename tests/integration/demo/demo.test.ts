import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../core/db/database.ts';
import { createDemo, WorkspaceNotEmptyError } from '../../../core/features/demo/index.ts';
import { describeDatabases } from '../../helpers/databases.ts';
import { count } from './count.ts';

const NOW = Date.UTC(2026, 10, 23);
const SMALL = { seed: 1, orders: 3_000, facilities: 60, products: 900, now: NOW };

/** Each asks for rows that contradict each other; all must find none. */
const CONTRADICTIONS: Record<string, string> = {
  'over-reserved positions':
    'select count(*) from stock_position where reserved_allocated > 0 and on_hand - reserved_external - reserved_allocated - safety_stock < 0',
  'reservations that are not the sum of their allocations': `select count(*) from stock_position s where reserved_allocated <> coalesce((select sum(quantity) from allocation a
     where a.product_id = s.product_id and a.facility_id = s.facility_id and a.status in ('reserved','released')), 0)`,
  'lines whose shipped quantity is not what shipments carried': `select count(*) from order_line l where quantity_shipped <> coalesce((select sum(sl.quantity) from shipment_line sl
     join shipment s on s.id = sl.shipment_id where sl.order_line_id = l.id and s.status in ('inTransit','exception','delivered','returned')), 0)`,
  'lines shipped without a shipped allocation': `select count(*) from order_line l where quantity_shipped <> coalesce((select sum(quantity) from allocation a
     where a.order_line_id = l.id and a.status = 'shipped'), 0)`,
  'allocations of another product than their line': `select count(*) from allocation a join order_line l on l.id = a.order_line_id
     where l.product_id <> a.product_id or l.order_id <> a.order_id`,
  'orders whose total is not that of their lines': `select count(*) from sales_order o where total_minor <> (select sum(quantity * unit_price_minor) from order_line l where l.order_id = o.id)`,
  'unsourced orders with allocations': `select count(*) from allocation a join sales_order o on o.id = a.order_id where o.status in ('received','open','cancelled')`,
  'sourced orders with lines left': `select count(*) from order_line l join sales_order o on o.id = l.order_id
     where o.status in ('sourced','released','picking','packed') and l.quantity_allocated < l.quantity`,
  'partially sourced orders with nothing or everything sourced': `select count(*) from sales_order o where status = 'partiallySourced' and (
     select sum(quantity_allocated) from order_line l where l.order_id = o.id) in (0, (select sum(quantity) from order_line l where l.order_id = o.id))`,
  'partially shipped orders with nothing or everything shipped': `select count(*) from sales_order o where status = 'partiallyShipped' and (
     select sum(quantity_shipped) from order_line l where l.order_id = o.id) in (0, (select sum(quantity) from order_line l where l.order_id = o.id))`,
  'finished orders with lines left': `select count(*) from order_line l join sales_order o on o.id = l.order_id
     where o.status in ('shipped','delivered','returned','cancelled') and l.quantity_shipped + l.quantity_cancelled <> l.quantity`,
  'delivered orders with a shipment that is not': `select count(*) from sales_order o join shipment s on s.order_id = o.id where o.status = 'delivered' and s.status <> 'delivered'`,
  'shipped orders without a shipment under way': `select count(*) from sales_order o where o.status = 'shipped' and not exists (
     select 1 from shipment s where s.order_id = o.id and s.status in ('inTransit','exception'))`,
  'returned orders without a return':
    "select count(*) from sales_order o where o.status = 'returned' and not exists (select 1 from order_return r where r.order_id = o.id)",
  'held orders that have left':
    "select count(*) from sales_order where hold_reason is not null and status in ('picking','packed','partiallyShipped','shipped','delivered','returned','cancelled')",
  'paid orders without a capture':
    "select count(*) from sales_order o where payment_state = 'paid' and not exists (select 1 from payment p where p.order_id = o.id and p.kind = 'capture' and p.state = 'done')",
  'refunded orders without a refund':
    "select count(*) from sales_order o where payment_state = 'refunded' and not exists (select 1 from payment p where p.order_id = o.id and p.kind = 'refund')",
  'shipments under way without both ends or an expectation': `select count(*) from shipment s join facility f on f.id = s.facility_id where s.status = 'inTransit'
     and (s.latitude is null or f.latitude is null or s.eta_p50_at is null or s.eta_p90_at < s.eta_p50_at or s.shipped_at is null)`,
  'things that happen in the future': `select (select count(*) from sales_order where ordered_at >= ${NOW}) + (select count(*) from shipment where shipped_at > ${NOW} or delivered_at > ${NOW})
     + (select count(*) from tracking_event where occurred_at > ${NOW}) + (select count(*) from payment where occurred_at > ${NOW}) + (select count(*) from allocation where created_at > ${NOW})`,
  'things in the wrong order': `select count(*) from shipment s join sales_order o on o.id = s.order_id
     where s.shipped_at < o.ordered_at or s.delivered_at < s.shipped_at or o.promised_at < o.ordered_at`,
};

describeDatabases('demo network', (databases) => {
  let db: Database;

  beforeAll(async () => {
    db = await databases.open();
    await createDemo(db, SMALL);
  });

  it.each(Object.entries(CONTRADICTIONS))('has no %s', async (_, query) => {
    expect(await count(db, query)).toBe(0);
  });

  it('has orders in every state and channel, held ones, and every milestone', async () => {
    expect(await count(db, 'select count(distinct status) from sales_order')).toBe(12);
    expect(await count(db, 'select count(distinct channel) from sales_order')).toBe(6);
    expect(await count(db, 'select count(distinct hold_reason) from sales_order')).toBeGreaterThan(2);
    expect(await count(db, 'select count(distinct milestone) from tracking_event')).toBe(10);
    expect(await count(db, 'select count(distinct kind) from inbound')).toBe(3);
  });

  it('lets automatic ids go on behind its own', async () => {
    await db.write(async (trx) => {
      await trx.insertInto('carrier').values({ code: 'NEW', name: 'New' }).execute();
    });
    expect(await count(db, "select id from carrier where code = 'NEW'")).toBe(6);
  });

  it('refuses a workspace that holds data', async () => {
    await expect(createDemo(db, SMALL)).rejects.toBeInstanceOf(WorkspaceNotEmptyError);
  });

  it('leaves nothing behind when cancelled, and can then be made', async () => {
    const other = await databases.open();
    const abort = new AbortController();
    const cancelled = createDemo(
      other,
      SMALL,
      ({ table }) => {
        if (table === 'sales_order') abort.abort(new Error('enough'));
      },
      abort.signal,
    );
    await expect(cancelled).rejects.toThrow('enough');
    expect(await count(other, 'select count(*) from facility')).toBe(0);
    await createDemo(other, { ...SMALL, orders: 100 });
    expect(await count(other, 'select count(*) from sales_order')).toBe(100);
  });
});
