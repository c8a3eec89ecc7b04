import type { RecordProblem } from '../../contract/feed-records.ts';
import { type Directory, openDirectory } from '../../features/import/index.ts';
import {
  deriveFromScans,
  type ScanFacts,
  type ShipmentRow,
  settleLoaded,
} from '../../features/shipments/index.ts';
import type { RecordFields } from '../record.ts';
import type { Batch } from './apply-network.ts';
import { checkFields } from './check-fields.ts';
import { type ReceivedRecord, refusal } from './outcome.ts';
import { numberOf, textOf } from './prepare.ts';
import { findShipmentsByNumber, findShipmentsByOrder, findShipmentsByTracking } from './shipments.queries.ts';
import { findEvents, findWholeEvents, insertEvents, updateEvents } from './tracking.queries.ts';

interface Scan {
  record: ReceivedRecord;
  fields: RecordFields;
  shipment: ShipmentRow;
}

/** What is said of a scan beside which shipment, when and what: words, city, country, position, source, exception, ETA. */
type Details = readonly (string | number | null)[];
const ETA = 7;

/** A scan of a shipment that is stored, or will be. */
interface KnownScan extends ScanFacts {
  id: number | null;
  details: Details | null;
  items: Set<number>;
  changed: boolean;
}

/**
 * Brings carriers' scans into the workspace. They are a set: each counts once, late ones fill gaps. Where two tell of the same
 * scan the one that says more is kept, whichever came first. The shipments' states follow from all their scans.
 */
export async function applyTracking(batch: Batch, records: readonly ReceivedRecord[]): Promise<void> {
  const { trx, tools } = batch.command;
  const directory = await openDirectory(batch.ctx, trx, { skus: [], facilityCodes: [], services: false });
  const scans = await matchScans(batch, records);
  const shipments = new Map(scans.map(({ shipment }) => [shipment.id, shipment]));
  const stored = Map.groupBy(await findEvents(trx, [...shipments.keys()]), ({ shipmentId }) => shipmentId);
  const details = await detailsOfRepeated(batch, scans, stored);
  const inserted: unknown[][] = [];
  const updated: unknown[][] = [];
  const toSettle: Parameters<typeof settleLoaded>[1][number][] = [];
  for (const [id, group] of Map.groupBy(scans, ({ shipment }) => shipment.id)) {
    const before = (stored.get(id) ?? []) as ScanFacts[];
    const known = new Map<string, KnownScan>();
    for (const event of stored.get(id) ?? []) {
      known.set(scanKey(event.occurredAt, event.milestone), {
        ...event,
        details: details.get(event.id) ?? null,
        items: new Set(),
        changed: false,
      });
    }
    for (const scan of group) addScan(known, scan, directory, batch);
    let changed = false;
    for (const event of known.values()) {
      for (const item of event.items) batch.book.took(item, 'tracking', event.changed);
      if (!event.changed || !event.details) continue;
      changed = true;
      if (event.id === null) inserted.push([id, event.occurredAt, event.milestone, ...event.details]);
      else updated.push([event.id, ...event.details]);
    }
    if (!changed) continue;
    const shipment = shipments.get(id) as ShipmentRow;
    toSettle.push({ shipment, scans: [...known.values()], before: deriveFromScans(before) });
    batch.book.shipmentIds.add(id);
  }
  await insertEvents(tools, inserted);
  await updateEvents(trx, tools, updated);
  const settled = await settleLoaded(batch.command, toSettle);
  for (const orderId of settled.orderIds) batch.ordersToSettle.add(orderId);
}

function scanKey(occurredAt: number, milestone: string): string {
  return `${occurredAt} ${milestone}`;
}

function addScan(known: Map<string, KnownScan>, scan: Scan, directory: Directory, batch: Batch): void {
  const occurredAt = numberOf(scan.fields, 'occurredAt') ?? 0;
  const milestone = textOf(scan.fields, 'milestone') ?? '';
  const details = detailsOf(scan.fields, directory, batch.feed.code);
  const key = scanKey(occurredAt, milestone);
  const event = known.get(key);
  if (!event) {
    const etaAt = details[ETA] as number | null;
    const items = new Set([scan.record.item]);
    known.set(key, { id: null, occurredAt, milestone, etaAt, details, items, changed: true });
    return;
  }
  event.items.add(scan.record.item);
  if (event.details && !saysMore(details, event.details)) return;
  event.details = details;
  event.etaAt = details[ETA] as number | null;
  event.changed = true;
}

function detailsOf(fields: RecordFields, directory: Directory, source: string): Details {
  const latitude = numberOf(fields, 'latitude');
  const longitude = numberOf(fields, 'longitude');
  const given = latitude !== null && longitude !== null ? { latitude, longitude } : null;
  const point = given ?? townOf(fields, directory);
  return [
    textOf(fields, 'eventDescription'),
    textOf(fields, 'city'),
    textOf(fields, 'country'),
    point?.latitude ?? null,
    point?.longitude ?? null,
    source,
    fields.milestone === 'exception' ? (textOf(fields, 'exceptionKind') ?? 'other') : null,
    numberOf(fields, 'etaAt'),
  ];
}

/** Where a town lies. The middle of a country is no place where a parcel is. */
function townOf(fields: RecordFields, directory: Directory) {
  const city = textOf(fields, 'city');
  if (city === null) return null;
  const place = directory.locate(fields.country, null, city);
  return place && place.precision !== 'country' ? place : null;
}

/** Whether one account of a scan replaces another: more said, else the greater text. The same, whichever came first. */
function saysMore(one: Details, other: Details): boolean {
  const said = (details: Details) => details.reduce<number>((sum, value) => sum + Number(value !== null), 0);
  const more = said(one) - said(other);
  return more !== 0 ? more > 0 : JSON.stringify(one) > JSON.stringify(other);
}

/** What is stored of scans that are told again. */
async function detailsOfRepeated(
  batch: Batch,
  scans: readonly Scan[],
  stored: ReadonlyMap<number, readonly { id: number; occurredAt: number; milestone: string }[]>,
): Promise<Map<number, Details>> {
  const ids = new Set<number>();
  if (stored.size > 0) {
    const told = new Set(
      scans.map(({ shipment, fields }) => `${shipment.id} ${fields.occurredAt} ${fields.milestone}`),
    );
    for (const [shipmentId, events] of stored) {
      for (const event of events) {
        if (told.has(`${shipmentId} ${event.occurredAt} ${event.milestone}`)) ids.add(event.id);
      }
    }
  }
  const rows = await findWholeEvents(batch.command.trx, [...ids]);
  return new Map(
    rows.map((row) => [
      row.id,
      [
        row.description,
        row.city,
        row.country,
        row.latitude,
        row.longitude,
        row.source,
        row.exception_kind,
        row.eta_at,
      ],
    ]),
  );
}

/** Finds the shipment of each scan: by its number, its tracking number, a reference that is either, or its order's only one. */
async function matchScans(batch: Batch, records: readonly ReceivedRecord[]): Promise<Scan[]> {
  const { trx } = batch.command;
  const checked = records.flatMap((record) => {
    const problems: RecordProblem[] = [];
    const fields = checkFields('tracking', record.fields, problems);
    for (const problem of problems) batch.book.problem(record.item, problem);
    return problems.some(({ severity }) => severity === 'error') ? [] : [{ record, fields }];
  });
  const pick = (...names: string[]) => {
    const values = new Set<string>();
    for (const { fields } of checked) {
      for (const name of names) {
        const value = textOf(fields, name);
        if (value !== null) values.add(value);
      }
    }
    return [...values];
  };
  const byNumber = new Map<string, ShipmentRow>();
  for (const row of await findShipmentsByNumber(trx, pick('shipmentNumber', 'reference')))
    byNumber.set(row.number, row);
  const byTracking = new Map<string, ShipmentRow>();
  for (const row of await findShipmentsByTracking(trx, pick('trackingNumber', 'reference'))) {
    byTracking.set(row.tracking_number ?? '', row);
  }
  const byOrder = Map.groupBy(
    await findShipmentsByOrder(trx, pick('orderNumber')),
    (row) => row.order_number,
  );
  const scans: Scan[] = [];
  for (const { record, fields } of checked) {
    const reference = textOf(fields, 'reference') ?? '';
    const ofOrder = byOrder.get(textOf(fields, 'orderNumber') ?? '');
    const shipment =
      byNumber.get(textOf(fields, 'shipmentNumber') ?? '') ??
      byTracking.get(textOf(fields, 'trackingNumber') ?? '') ??
      byNumber.get(reference) ??
      byTracking.get(reference) ??
      (ofOrder?.length === 1 ? ofOrder[0] : undefined);
    if (shipment) scans.push({ record, fields, shipment });
    else batch.book.problem(record.item, unmatched(fields));
  }
  return scans;
}

function unmatched(fields: RecordFields): RecordProblem {
  for (const name of ['trackingNumber', 'shipmentNumber', 'reference', 'orderNumber']) {
    const value = textOf(fields, name);
    if (value === null) continue;
    const reason = `No shipment has the ${WORDS[name]} ${value} yet: the scan is used as soon as there is one.`;
    return refusal('unknownShipment', reason, name, value);
  }
  return refusal(
    'missingValue',
    'The scan names no shipment: it needs a tracking or shipment number.',
    null,
    null,
  );
}

const WORDS: Record<string, string> = {
  trackingNumber: 'tracking number',
  shipmentNumber: 'number',
  reference: 'number or tracking number',
  orderNumber: 'order',
};
