import type { RecordKind, RecordProblem } from '../contract/feed-records.ts';

/** Text, figure, yes/no, or nothing. Instants are UTC ms, weights grams, amounts in MAJOR units beside `currency`. */
export type FieldValue = string | number | boolean | null;

/** Values by the import's field keys (`sku`, `facilityCode`, `onHand`, `orderNumber`, `shippedAt`, …); a missing or null one says nothing. */
export type RecordFields = Record<string, FieldValue>;

/**
 * One thing that a source tells of, in our words. Pure data: what a connector's `parse` makes of a raw item.
 *
 * Fields by kind beyond those of the import (see `features/import/fields`):
 * - `orders`: the header's fields, with `lines` of `sku`, `quantity`, `unitPrice`, `lineNumber`, `productName`, `quantityShipped`, `quantityCancelled`
 * - `shipments`: also `assignedAt`, `etaAt` (the carrier's), `reference`; `lines` of `sku`, `quantity`, `lineNumber` (of the order)
 * - `tracking`: `shipmentNumber` | `trackingNumber` | `reference` | `orderNumber`, `occurredAt`, `milestone`, `exceptionKind`,
 *   `eventDescription` (the carrier's own words), `city`, `country`, `latitude`, `longitude`, `etaAt`
 * - `returns`: `returnNumber`, `orderNumber`, `customerCode`, `facilityCode`, `returnStatus`, `returnedAt`, `currency`; `lines` as orders, with `reason`
 * - `acknowledgements`: `controlNumber`, `outcome` (accepted, acceptedWithErrors, rejected), `detail`
 */
export interface FeedRecord {
  kind: RecordKind;
  /** Our own key of the thing: see `recordKey`. */
  key: string;
  /** The source's own name for it (`stock.shipment.out,12`), for messages to the source; null when it has none. */
  upstream: string | null;
  /** When the source last changed it, UTC ms; null when it does not say: then the order of arrival counts. */
  version: number | null;
  /** The source no longer has it. */
  deleted?: boolean;
  fields: RecordFields;
  lines?: RecordFields[];
}

/** What `parse` makes of one raw item. A problem of severity `error` keeps the item in quarantine; its good records are used all the same. */
export interface ParsedItem {
  records: FeedRecord[];
  problems: RecordProblem[];
}

const KEY_FIELDS: Record<RecordKind, readonly string[]> = {
  facilities: ['facilityCode'],
  products: ['sku'],
  customers: ['customerCode'],
  carriers: ['carrierCode', 'serviceCode'],
  rates: ['carrierCode', 'serviceCode', 'originCountry', 'destinationCountry', 'postalPrefix', 'upToWeight'],
  stock: ['sku', 'facilityCode'],
  inbound: ['inboundReference', 'sku', 'facilityCode'],
  orders: ['orderNumber'],
  shipments: ['shipmentNumber'],
  tracking: ['shipmentNumber', 'trackingNumber', 'occurredAt', 'milestone'],
  returns: ['returnNumber'],
  acknowledgements: ['controlNumber'],
};

/** The key under which a thing is known to every feed: its business fields joined by `|` (`SKU-1|LYS`). */
export function recordKey(kind: RecordKind, fields: RecordFields): string {
  return KEY_FIELDS[kind].map((field) => String(fields[field] ?? '')).join('|');
}

/** A record with its key made from its fields. */
export function record(
  kind: RecordKind,
  fields: RecordFields,
  more: Partial<Pick<FeedRecord, 'upstream' | 'version' | 'deleted' | 'lines'>> = {},
): FeedRecord {
  return { kind, key: recordKey(kind, fields), upstream: null, version: null, ...more, fields };
}
