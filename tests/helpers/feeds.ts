import type { RecordKind } from '../../core/contract/feed-records.ts';
import type { Database } from '../../core/db/database.ts';
import type { AppContext } from '../../core/features/context.ts';
import { publishChanges } from '../../core/features/journal/index.ts';
import { applyRecords, type ItemOutcome } from '../../core/feeds/apply/apply-records.ts';
import { type FeedRecord, record } from '../../core/feeds/record.ts';
import { NOW } from './network.ts';

export { record };

/** A feed to speak for, without a connector. */
export async function feedRow(
  db: Database,
  code: string,
  given: { kinds?: RecordKind[]; delivers?: string[] } = {},
): Promise<{ id: number; code: string }> {
  const { id } = await db.write((trx) =>
    trx
      .insertInto('feed')
      .values({
        code,
        name: code,
        connector: 'test',
        options_json: '{}',
        kinds_json: JSON.stringify(given.kinds ?? []),
        delivers_json: JSON.stringify(given.delivers ?? []),
        active: 1,
        interval_seconds: 0,
        budget_per_hour: null,
        created_at: NOW,
        updated_at: NOW,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return { id, code };
}

/** A shipment that a feed brought. */
export async function ownShipment(db: Database, feedId: number, key: string): Promise<void> {
  await db.write((trx) =>
    trx
      .insertInto('feed_record')
      .values({
        feed_id: feedId,
        kind: 'shipments',
        key,
        version: null,
        said_json: '{}',
        said_at: 0,
        upstream: `up-${key}`,
        item_kind: 'shipments',
        item_key: key,
        deleted_at: null,
      })
      .execute(),
  );
}

export interface Told {
  items: ItemOutcome[];
  changed: number;
  unchanged: number;
  stale: number;
  /** `severity code` of every problem, in the order of the records. */
  problems: string[];
}

/** Applies records as the engine does, each as an item of its own, and says what became of them. */
export async function say(
  ctx: AppContext,
  feed: { id: number; code: string },
  records: readonly FeedRecord[],
): Promise<Told> {
  const received = records.map((one, item) => ({ ...one, item, itemKind: one.kind, itemKey: one.key }));
  const outcome = await ctx.db.write((trx, tools) =>
    applyRecords(ctx, { trx, tools, at: ctx.clock() }, feed, received),
  );
  await publishChanges(ctx, outcome.events);
  const items = records.map(
    (_, item) => outcome.byItem.get(item) ?? { changed: 0, unchanged: 0, stale: 0, problems: [] },
  );
  const sum = (of: (item: ItemOutcome) => number) => items.reduce((total, item) => total + of(item), 0);
  return {
    items,
    changed: sum((item) => item.changed),
    unchanged: sum((item) => item.unchanged),
    stale: sum((item) => item.stale),
    problems: items.flatMap(({ problems }) => problems.map(({ severity, code }) => `${severity} ${code}`)),
  };
}

/** A shipment's state with its lines and scans, for comparing. */
export async function shipmentState(db: Database, number: string) {
  const row = await db.read
    .selectFrom('shipment')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const lines = await db.read
    .selectFrom('shipment_line')
    .innerJoin('order_line', 'order_line.id', 'shipment_line.order_line_id')
    .select(['order_line.line_number as line', 'shipment_line.quantity'])
    .where('shipment_id', '=', row.id)
    .orderBy('order_line.line_number')
    .execute();
  const scans = await db.read
    .selectFrom('tracking_event')
    .selectAll()
    .where('shipment_id', '=', row.id)
    .orderBy('occurred_at')
    .execute();
  return { row, lines, scans };
}

/** An order's status with its lines. */
export async function orderState(db: Database, number: string) {
  const order = await db.read
    .selectFrom('sales_order')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const lines = await db.read
    .selectFrom('order_line')
    .innerJoin('product', 'product.id', 'order_line.product_id')
    .select(['line_number as line', 'product.sku', 'quantity', 'quantity_allocated as allocated'])
    .select(['quantity_shipped as shipped', 'quantity_cancelled as cancelled', 'unit_price_minor as price'])
    .where('order_id', '=', order.id)
    .orderBy('line_number')
    .execute();
  return { order, status: order.status, lines };
}
