import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../core/db/database.ts';
import type { AppContext } from '../../core/features/context.ts';
import type { FeedRecord, FieldValue } from '../../core/feeds/record.ts';
import { feedRow, record, say } from '../helpers/feeds.ts';
import { NOW, networkBuilder } from '../helpers/network.ts';
import { rounds } from '../helpers/rounds.ts';
import { describeCores } from '../helpers/runtime.ts';
import { brokenPositions } from '../helpers/sourcing.ts';

const HOUR = 3_600_000;
const SKUS = 2;
const ORDERS = 3;
const MILESTONES = ['booked', 'pickedUp', 'atHub', 'exception', 'outForDelivery', 'delivered'] as const;

/** One version of everything that a source tells, in its own words. `step` is the source's time. */
interface Story {
  stock: number[];
  orders: ('open' | 'released' | 'cancelled')[];
  shipments: ('planned' | 'packed' | 'inTransit' | 'delivered')[];
  scans: { shipment: number; milestone: (typeof MILESTONES)[number]; hour: number }[];
}

const story: fc.Arbitrary<Story> = fc.record({
  stock: fc.array(fc.integer({ min: 20, max: 60 }), { minLength: 1, maxLength: 4 }),
  orders: fc.array(fc.constantFrom('open', 'released', 'cancelled'), { minLength: 1, maxLength: 3 }),
  shipments: fc.array(fc.constantFrom('planned', 'packed', 'inTransit', 'delivered'), {
    minLength: 1,
    maxLength: 4,
  }),
  scans: fc.array(
    fc.record({
      shipment: fc.nat(ORDERS - 1),
      milestone: fc.constantFrom(...MILESTONES),
      hour: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 6 },
  ),
});

/** Everything that the source ever says, in the order in which it happened there. */
function told(name: string, { stock, orders, shipments, scans }: Story): FeedRecord[] {
  const records: FeedRecord[] = [];
  for (let p = 0; p < SKUS; p++) {
    const sku = `${name}-P${p}`;
    stock.forEach((onHand, version) => {
      const fields = { sku, facilityCode: `${name}-F`, onHand: onHand + p, reserved: version };
      records.push(record('stock', fields, { version }));
    });
  }
  for (let o = 0; o < ORDERS; o++) {
    const orderNumber = `${name}-O${o}`;
    const lines = [
      { sku: `${name}-P0`, quantity: 4, unitPrice: 5, lineNumber: 1 },
      { sku: `${name}-P1`, quantity: 2, unitPrice: 7, lineNumber: 2 },
    ];
    orders.forEach((orderStatus, version) => {
      const own = version % 2 === 0 ? lines : lines.slice(0, 1);
      const fields = { orderNumber, orderedAt: NOW, orderStatus, city: `Town ${version}`, country: 'FR' };
      records.push(record('orders', fields, { version, lines: version === orders.length - 1 ? lines : own }));
    });
    shipments.forEach((shipmentStatus, version) => {
      const left = shipmentStatus === 'inTransit' || shipmentStatus === 'delivered';
      const fields: Record<string, FieldValue> = {
        shipmentNumber: `${name}-S${o}`,
        orderNumber,
        facilityCode: `${name}-F`,
        shipmentStatus,
        trackingNumber: `${name}-T${o}`,
        shippedAt: left ? NOW + version : null,
        deliveredAt: shipmentStatus === 'delivered' ? NOW + version + HOUR : null,
      };
      records.push(
        record('shipments', fields, {
          version,
          lines: [{ sku: `${name}-P0`, quantity: 2 + o, lineNumber: 1 }],
        }),
      );
    });
  }
  for (const { shipment, milestone, hour } of scans) {
    const fields = { trackingNumber: `${name}-T${shipment}`, milestone, occurredAt: NOW + hour * HOUR };
    records.push(
      record('tracking', { ...fields, etaAt: NOW + (hour + 9) * HOUR, eventDescription: `Hour ${hour}` }),
    );
  }
  return records;
}

/** Says records in batches of the given sizes; what has to wait is said again at the end, as the engine does. */
async function sayAll(
  ctx: AppContext,
  feed: { id: number; code: string },
  records: readonly FeedRecord[],
  sizes: readonly number[],
): Promise<void> {
  let waiting: FeedRecord[] = [];
  let from = 0;
  for (let i = 0; from < records.length; i++) {
    const batch = records.slice(from, from + (sizes[i % sizes.length] ?? 1));
    from += batch.length;
    const { items } = await say(ctx, feed, batch);
    waiting.push(
      ...batch.filter((_, item) => items[item]?.problems.some(({ severity }) => severity === 'waiting')),
    );
  }
  for (let round = 0; waiting.length > 0 && round < 4; round++) {
    const { items } = await say(ctx, feed, waiting);
    waiting = waiting.filter((_, item) =>
      items[item]?.problems.some(({ severity }) => severity === 'waiting'),
    );
  }
  expect(waiting).toEqual([]);
}

/** Everything that was made, by names instead of ids, and without when it was written. */
async function picture(db: Database, name: string): Promise<string> {
  const like = `${name}-%`;
  const stock = await db.read
    .selectFrom('stock_position as s')
    .innerJoin('product as p', 'p.id', 's.product_id')
    .select(['p.sku', 's.on_hand', 's.reserved_external', 's.reserved_allocated'])
    .where('p.sku', 'like', like)
    .orderBy('p.sku')
    .execute();
  const orders = await db.read
    .selectFrom('sales_order as o')
    .leftJoin('order_line as l', 'l.order_id', 'o.id')
    .select([
      'o.number',
      'o.status',
      'o.said_status',
      'o.city',
      'o.total_minor',
      'l.line_number',
      'l.quantity',
    ])
    .select(['l.quantity_allocated', 'l.quantity_shipped', 'l.quantity_cancelled', 'l.unit_price_minor'])
    .where('o.number', 'like', like)
    .orderBy('o.number')
    .orderBy('l.line_number')
    .execute();
  const shipments = await db.read
    .selectFrom('shipment as s')
    .leftJoin('shipment_line as l', 'l.shipment_id', 's.id')
    .select([
      's.number',
      's.status',
      's.shipped_at',
      's.delivered_at',
      's.carrier_eta_at',
      's.tracking_number',
    ])
    .select(['s.said_status', 's.said_shipped_at', 's.said_delivered_at', 'l.quantity'])
    .where('s.number', 'like', like)
    .orderBy('s.number')
    .execute();
  const scans = await db.read
    .selectFrom('tracking_event as e')
    .innerJoin('shipment as s', 's.id', 'e.shipment_id')
    .select(['s.number', 'e.occurred_at', 'e.milestone', 'e.description', 'e.eta_at', 'e.source'])
    .where('s.number', 'like', like)
    .orderBy('s.number')
    .orderBy('e.occurred_at')
    .orderBy('e.milestone')
    .execute();
  const said = await db.read
    .selectFrom('feed_record')
    .select(['kind', 'key', 'version', 'said_json'])
    .where('key', 'like', like)
    .orderBy('kind')
    .orderBy('key')
    .execute();
  return JSON.stringify({ stock, orders, shipments, scans, said }, null, 1).replaceAll(name, 'X');
}

describeCores('order of arrival', (cores) => {
  let ctx: AppContext;
  let db: Database;
  let feed: { id: number; code: string };
  let run = 0;
  beforeAll(async () => {
    ctx = await cores.open();
    db = ctx.db;
    feed = await feedRow(db, 'erp');
  });

  async function network(name: string): Promise<void> {
    const build = networkBuilder(db);
    await build.facility(`${name}-F`);
    for (let p = 0; p < SKUS; p++) await build.product(`${name}-P${p}`);
  }

  it('does not matter: disorder and repetition give the same as in order and once', async () => {
    await fc.assert(
      fc.asyncProperty(
        story,
        fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
        fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        async (tale, keys, again, sizes) => {
          run++;
          const clean = `a${run}`;
          const mixed = `b${run}`;
          await network(clean);
          await network(mixed);
          await sayAll(ctx, feed, told(clean, tale), [1000]);
          const records = told(mixed, tale);
          const repeated = [...records, ...records.filter((_, i) => again[i % again.length])];
          const shuffled = repeated
            .map((one, i) => ({ one, key: keys[(i * 7) % keys.length] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one);
          await sayAll(ctx, feed, shuffled, sizes);
          expect(await picture(db, mixed)).toBe(await picture(db, clean));
        },
      ),
      { numRuns: rounds(3), endOnFailure: true },
    );
  });

  it('reservations hold against stock whatever feeds tell', async () => {
    await fc.assert(
      fc.asyncProperty(
        story,
        fc.array(
          fc.record({ order: fc.nat(ORDERS - 1), line: fc.nat(1), units: fc.integer({ min: 1, max: 4 }) }),
          {
            maxLength: 6,
          },
        ),
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        async (tale, wishes, keys) => {
          run++;
          const name = `c${run}`;
          await network(name);
          const records = told(name, tale);
          await sayAll(
            ctx,
            feed,
            records.filter(({ version }) => version === 0),
            [1000],
          );
          for (const wish of wishes) await tryToReserve(db, name, wish);
          const rest = records
            .map((one, i) => ({ one, key: keys[i % keys.length] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one);
          await sayAll(ctx, feed, rest, [5]);
          expect(await brokenPositions(db)).toEqual([]);
        },
      ),
      { numRuns: rounds(3), endOnFailure: true },
    );
  });
});

/** Reserves units of an order line as sourcing does, where the database lets it. */
async function tryToReserve(
  db: Database,
  name: string,
  { order, line, units }: { order: number; line: number; units: number },
): Promise<void> {
  const found = await db.read
    .selectFrom('order_line as l')
    .innerJoin('sales_order as o', 'o.id', 'l.order_id')
    .select(['l.id', 'l.order_id', 'l.product_id'])
    .where('o.number', '=', `${name}-O${order}`)
    .where('l.line_number', '=', line + 1)
    .executeTakeFirst();
  const facility = await db.read
    .selectFrom('facility')
    .select('id')
    .where('code', '=', `${name}-F`)
    .executeTakeFirstOrThrow();
  if (!found) return;
  const build = networkBuilder(db);
  await build.allocate(found.order_id, found.id, found.product_id, facility.id, units).catch(() => {});
}
