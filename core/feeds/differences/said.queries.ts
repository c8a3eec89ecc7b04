import type { RecordKind } from '../../contract/feed-records.ts';
import { inPieces } from '../../db/in-pieces.ts';
import { deriveFromScans, type ScanFacts } from '../../features/shipments/index.ts';
import type { RecordFields } from '../record.ts';
import type { Said } from './compare.ts';
import type { Reader } from './current-facts.queries.ts';
import { type ComparedKind, linesText } from './fields.ts';

/** What a feed said, with what is needed to apply it again. */
export interface SaidRecord extends Said {
  lines: RecordFields[] | undefined;
  version: number | null;
  upstream: string | null;
  itemKind: string;
  itemKey: string;
}

/** What each feed that was not removed last said of things, by their keys; the carriers' word on shipments from their scans. */
export async function loadSaid(
  db: Reader,
  kind: ComparedKind,
  keys: readonly string[],
): Promise<Map<string, SaidRecord[]>> {
  const rows = await inPieces(keys, (piece) =>
    db
      .selectFrom('feed_record')
      .innerJoin('feed', 'feed.id', 'feed_record.feed_id')
      .selectAll('feed_record')
      .select('feed.name')
      .where('feed_record.kind', '=', kind)
      .where('feed_record.key', 'in', piece)
      .where('feed.removed_at', 'is', null)
      .orderBy('feed_record.feed_id')
      .execute(),
  );
  const parsed = rows.map((row) => ({ row, ...fromJson(row.said_json) }));
  const charges = await chargeSkus(db, parsed);
  const said = new Map<string, SaidRecord[]>();
  for (const { row, fields, lines } of parsed) {
    add(said, row.key, {
      feedId: row.feed_id,
      name: row.name,
      at: row.deleted_at ?? row.said_at,
      deleted: row.deleted_at !== null,
      fields: { ...fields, lines: linesText(lines, charges) },
      lines,
      version: row.version,
      upstream: row.upstream,
      itemKind: row.item_kind,
      itemKey: row.item_key,
      derived: false,
    });
  }
  if (kind === 'shipments') await addCarriersWord(db, keys, said);
  return said;
}

function add(said: Map<string, SaidRecord[]>, key: string, record: SaidRecord): void {
  const known = said.get(key);
  if (known) known.push(record);
  else said.set(key, [record]);
}

/** Fields and lines of a stored word. */
export function fromJson(saidJson: string): { fields: RecordFields; lines: RecordFields[] | undefined } {
  const { lines, ...fields } = JSON.parse(saidJson) as RecordFields & { lines?: unknown };
  return { fields, lines: Array.isArray(lines) ? (lines as RecordFields[]) : undefined };
}

/** Postage and fees among the lines, in capitals: they are never shipped and not compared. */
async function chargeSkus(
  db: Reader,
  said: readonly { lines: RecordFields[] | undefined }[],
): Promise<Set<string>> {
  const skus = new Set<string>();
  for (const { lines } of said) for (const { sku } of lines ?? []) skus.add(String(sku ?? ''));
  const rows = await inPieces([...skus], (piece) =>
    db.selectFrom('product').select('sku').where('sku', 'in', piece).where('stocked', '=', 0).execute(),
  );
  return new Set(rows.map(({ sku }) => sku.toUpperCase()));
}

interface Scan extends ScanFacts {
  number: string;
  feedId: number;
  name: string;
}

/** The state that a carrier's scans amount to is its feed's word on the shipment. */
async function addCarriersWord(
  db: Reader,
  numbers: readonly string[],
  said: Map<string, SaidRecord[]>,
): Promise<void> {
  const feeds = await db
    .selectFrom('feed')
    .select(['id', 'code', 'name'])
    .where('removed_at', 'is', null)
    .where('kinds_json', 'like', '%"tracking"%')
    .execute();
  if (feeds.length === 0) return;
  const scans = await scansOf(db, numbers, feeds);
  for (const [, group] of Map.groupBy(scans, ({ number, feedId }) => `${feedId}|${number}`)) {
    const [{ number, feedId, name }] = group as [Scan, ...Scan[]];
    const own = said.get(number)?.find((record) => record.feedId === feedId);
    const { status, deliveredAt } = deriveFromScans(group);
    if (status === null || (own && own.fields.shipmentStatus !== undefined)) continue;
    const at = Math.max(...group.map(({ occurredAt }) => occurredAt));
    const fields = { shipmentNumber: number, shipmentStatus: status, deliveredAt };
    if (own) Object.assign(own.fields, fields);
    else add(said, number, { feedId, name, at, deleted: false, fields, ...NO_RECORD });
  }
}

const NO_RECORD = {
  lines: undefined,
  version: null,
  upstream: null,
  itemKind: '',
  itemKey: '',
  derived: true,
} as const;

async function scansOf(
  db: Reader,
  numbers: readonly string[],
  feeds: readonly { id: number; code: string; name: string }[],
): Promise<Scan[]> {
  const byCode = new Map(feeds.map((feed) => [feed.code, feed]));
  const rows = await inPieces(numbers, (piece) =>
    db
      .selectFrom('shipment')
      .innerJoin('tracking_event as e', 'e.shipment_id', 'shipment.id')
      .select(['shipment.number', 'e.source', 'e.occurred_at', 'e.milestone'])
      .where('shipment.number', 'in', piece)
      .execute(),
  );
  return rows.flatMap((row) => {
    const feed = byCode.get(row.source);
    if (!feed) return [];
    const { number, milestone } = row;
    return [
      { number, milestone, occurredAt: row.occurred_at, etaAt: null, feedId: feed.id, name: feed.name },
    ];
  });
}

export interface BringingFeed {
  id: number;
  name: string;
  kinds: RecordKind[];
  delivers: string[];
  active: boolean;
  census: string | null;
}

/** Feeds that were not removed, with what they bring. */
export async function bringingFeeds(db: Reader): Promise<BringingFeed[]> {
  const rows = await db
    .selectFrom('feed')
    .select(['id', 'name', 'kinds_json', 'delivers_json', 'active', 'census_json'])
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kinds: JSON.parse(row.kinds_json) as RecordKind[],
    delivers: JSON.parse(row.delivers_json) as string[],
    active: row.active === 1,
    census: row.census_json,
  }));
}

/** Numbers of the shipments that scans are about. */
export async function shipmentsOfScans(db: Reader, scans: readonly RecordFields[]): Promise<string[]> {
  const named = (field: string) =>
    [
      ...new Set(
        scans.map((fields) => fields[field]).filter((value) => typeof value === 'string' && value !== ''),
      ),
    ] as string[];
  const byTracking = await inPieces(named('trackingNumber'), (piece) =>
    db.selectFrom('shipment').select('number').where('tracking_number', 'in', piece).execute(),
  );
  const byOrder = await inPieces(named('orderNumber'), (piece) =>
    db
      .selectFrom('shipment')
      .innerJoin('sales_order', 'sales_order.id', 'shipment.order_id')
      .select('shipment.number')
      .where('sales_order.number', 'in', piece)
      .execute(),
  );
  const numbers = [...byTracking, ...byOrder].map(({ number }) => number);
  return [...new Set([...numbers, ...named('shipmentNumber'), ...named('reference')])];
}

/** Keys of a kind that feeds speak of, in order, after one. */
export async function saidKeys(
  db: Reader,
  kind: ComparedKind,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('feed_record')
    .select('key')
    .distinct()
    .where('kind', '=', kind)
    .where('key', '>', after)
    .orderBy('key')
    .limit(limit)
    .execute();
  return rows.map(({ key }) => key);
}

/** Shipments that feeds scanned, in order, after one. */
export async function scannedKeys(db: Reader, after: string, limit: number): Promise<string[]> {
  const codes = db.selectFrom('feed').select('code').where('removed_at', 'is', null);
  const rows = await db
    .selectFrom('shipment')
    .select('number')
    .where('number', '>', after)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('tracking_event')
          .select('tracking_event.id')
          .whereRef('tracking_event.shipment_id', '=', 'shipment.id')
          .where('tracking_event.source', 'in', codes),
      ),
    )
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map(({ number }) => number);
}

/** Keys of a kind of which two feeds or more speak, in order, after one. */
export async function sharedKeys(
  db: Reader,
  kind: ComparedKind,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('feed_record')
    .select('key')
    .where('kind', '=', kind)
    .where('key', '>', after)
    .where('deleted_at', 'is', null)
    .groupBy('key')
    .having((eb) => eb.fn.countAll(), '>', 1)
    .orderBy('key')
    .limit(limit)
    .execute();
  return rows.map(({ key }) => key);
}
