import { sql } from 'kysely';
import { openDatabase } from '../../core/db/database.ts';

/** What a workspace holds, row for row, told without its own ids and the moments at which it learned of it. */
const FACTS: Record<string, string> = {
  facility:
    'select code, name, kind, street, city, postal_code, country, latitude, longitude, active from facility order by code',
  product:
    'select sku, name, category, weight_grams, price_minor, cost_minor, currency, stocked, active from product order by sku',
  customer: 'select code, name, segment, street, city, postal_code, country from customer order by code',
  order: `select o.number, o.channel, o.status, o.promised_at, o.ship_to_name, o.city, o.postal_code, o.country, o.currency, o.total_minor,
    o.payment_state, c.code as customer from sales_order o left join customer c on c.id = o.customer_id order by o.number`,
  orderLine: `select o.number, l.line_number, p.sku, l.quantity, l.unit_price_minor, l.quantity_allocated, l.quantity_shipped, l.quantity_cancelled
    from order_line l join sales_order o on o.id = l.order_id join product p on p.id = l.product_id order by o.number, l.line_number`,
  stock: `select p.sku, f.code, s.on_hand, s.reserved_external, s.reserved_allocated, s.safety_stock from stock_position s
    join product p on p.id = s.product_id join facility f on f.id = s.facility_id order by p.sku, f.code`,
  shipment: `select s.number, o.number as order_number, f.code as facility, s.tracking_number, s.status, s.assigned_at is not null as assigned,
    s.shipped_at, s.delivered_at, s.city, s.country, s.currency from shipment s left join sales_order o on o.id = s.order_id
    left join facility f on f.id = s.facility_id order by s.number`,
  shipmentLine: `select s.number, l.line_number, p.sku, x.quantity from shipment_line x join shipment s on s.id = x.shipment_id
    join order_line l on l.id = x.order_line_id join product p on p.id = x.product_id order by s.number, l.line_number`,
  tracking: `select s.number, t.occurred_at, t.milestone, t.description, t.city, t.country, t.source from tracking_event t
    join shipment s on s.id = t.shipment_id order by s.number, t.occurred_at, t.milestone`,
  quarantine: `select kind, body, state, code from feed_inbox where state in ('quarantined', 'waiting', 'received') order by kind, body`,
  messages: 'select kind, subject, state from outbox order by subject, kind',
};

export type Dump = Record<string, string[]>;

export async function dump(file: string): Promise<Dump> {
  const db = await openDatabase({ file });
  const result: Dump = {};
  for (const [name, query] of Object.entries(FACTS)) {
    const { rows } = await sql.raw<Record<string, unknown>>(query).execute(db.read);
    result[name] = rows.map((row) => JSON.stringify(row));
  }
  await db.close();
  return result;
}

/** The rows in which two dumps differ, a few of each table. */
export function differences(a: Dump, b: Dump): string[] {
  return Object.keys(a).flatMap((name) => {
    const [left, right] = [new Set(a[name]), new Set(b[name])];
    const only = (rows: readonly string[] | undefined, other: Set<string>, side: string) =>
      (rows ?? [])
        .filter((row) => !other.has(row))
        .slice(0, 5)
        .map((row) => `${name} only ${side}: ${row}`);
    const counts =
      a[name]?.length === b[name]?.length ? [] : [`${name}: ${a[name]?.length} and ${b[name]?.length} rows`];
    return [
      ...counts,
      ...only(a[name], right, 'after the kills'),
      ...only(b[name], left, 'in the clean run'),
    ];
  });
}
