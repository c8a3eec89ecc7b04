import type { SegmentMember } from '../../contract/rules.ts';
import { bulkUpdate } from '../../db/bulk-update.ts';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import type { CustomerFacts, Purchases } from './segments.ts';

export type CustomerRow = CustomerFacts & { code: string; reasonJson: string | null };

export function findCustomers(db: Database): Promise<CustomerRow[]> {
  return db.read
    .selectFrom('customer')
    .select(['id', 'code', 'segment', 'country', 'segment_reason_json as reasonJson'])
    .orderBy('id')
    .execute();
}

/** What each customer has ordered since an instant, in one currency; cancelled orders do not count. */
export async function findPurchases(
  db: Database,
  since: number,
  currency: string,
): Promise<Map<number, Purchases>> {
  const rows = await db.read
    .selectFrom('sales_order')
    .select('customer_id')
    .select((eb) => [
      eb.fn.countAll<number>().as('orders'),
      eb.fn.sum<number>('total_minor').as('value'),
      eb.fn.max('total_minor').as('largest'),
    ])
    .where('customer_id', 'is not', null)
    .where('ordered_at', '>=', since)
    .where('currency', '=', currency)
    .where('status', '<>', 'cancelled')
    .groupBy('customer_id')
    .execute();
  return new Map(
    rows.map(({ customer_id, orders, value, largest }) => [
      customer_id as number,
      { orders: Number(orders), valueMinor: Number(value), largestMinor: Number(largest) },
    ]),
  );
}

/** Rows are id, segment, reason, instant. */
export function writeSegments(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = {
    segment: 'text',
    segment_reason_json: 'text',
    segment_computed_at: 'bigint',
    updated_at: 'bigint',
  } as const;
  return bulkUpdate(trx, tools, { table: 'customer', columns }, rows);
}

export async function listMembers(
  db: Database,
  { segment, offset, limit }: { segment: string; offset: number; limit: number },
): Promise<{ rows: SegmentMember[]; total: number }> {
  const members = db.read.selectFrom('customer').where('segment', '=', segment);
  const [rows, { total }] = await Promise.all([
    members
      .select(['code', 'name', 'segment', 'segment_reason_json', 'segment_computed_at'])
      .orderBy('code')
      .offset(offset)
      .limit(limit)
      .execute(),
    members.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return {
    rows: rows.map((row) => ({
      code: row.code,
      name: row.name,
      segment: row.segment,
      reason: row.segment_reason_json ? JSON.parse(row.segment_reason_json) : null,
      computedAt: row.segment_computed_at,
    })),
    total: Number(total),
  };
}
