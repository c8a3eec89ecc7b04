import type { RecordKind } from '../../contract/feed-records.ts';
import type { FieldValue, RecordFields } from '../record.ts';

/** Kinds whose facts are compared. Carriers, rates and scans are told by one source and said anew at each change. */
export const COMPARED_KINDS = [
  'facilities',
  'products',
  'customers',
  'stock',
  'inbound',
  'orders',
  'shipments',
  'returns',
] as const;
export type ComparedKind = (typeof COMPARED_KINDS)[number];

export function isCompared(kind: string): kind is ComparedKind {
  return (COMPARED_KINDS as readonly string[]).includes(kind);
}

const ADDRESS = ['street', 'city', 'postalCode', 'region', 'country'];
const POINT = ['latitude', 'longitude'];

/** The fields that are compared, by the import's keys; `lines` stands for all lines of a thing. */
export const COMPARED_FIELDS: Record<ComparedKind, readonly string[]> = {
  facilities: [
    'facilityName',
    'facilityKind',
    ...ADDRESS,
    ...POINT,
    'timeZone',
    'handlingCost',
    'dailyCapacity',
    'cutOff',
    'active',
  ],
  products: ['productName', 'category', 'weight', 'volume', 'price', 'cost', 'stocked', 'active'],
  customers: ['customerName', 'segment', 'email', 'phone', ...ADDRESS],
  stock: ['onHand', 'reserved', 'safetyStock'],
  inbound: ['quantity', 'expectedAt', 'inboundKind', 'inboundStatus', 'origin'],
  orders: [
    'channel',
    'customerCode',
    'priority',
    'orderStatus',
    'orderedAt',
    'promisedAt',
    'shipToName',
    ...ADDRESS,
    'orderTotal',
    'paymentState',
    'serviceLevel',
    'shipComplete',
    'lines',
  ],
  shipments: [
    'orderNumber',
    'facilityCode',
    'carrierCode',
    'serviceCode',
    'trackingNumber',
    'shipmentStatus',
    'shippedAt',
    'promisedAt',
    'deliveredAt',
    'city',
    'postalCode',
    'country',
    'weight',
    'cost',
    'lines',
  ],
  returns: ['orderNumber', 'customerCode', 'channel', 'returnStatus', 'returnedAt', 'lines'],
};

/**
 * Fields that sources may say and that are not compared, because they move all the time or follow from others. A precedence
 * may be set for them all the same. `currency` is compared with the amount that it belongs to.
 */
export const VOLATILE_FIELDS: Record<ComparedKind, readonly string[]> = {
  facilities: ['currency'],
  products: ['currency'],
  /** What is owed changes with every invoice. */
  customers: [...POINT, 'creditLimit', 'creditStop', 'overdue', 'currency'],
  /** An average that each system reckons over its own stretch of time. */
  stock: ['dailyDemand'],
  inbound: [],
  /** A hold is one system's own business; coordinates follow from the address. */
  orders: ['currency', 'holdReason', 'customerName', 'email', 'phone', ...POINT],
  /** The carrier changes its estimate with every scan; when stock was taken is known only to the system that took it. */
  shipments: ['currency', 'etaAt', 'assignedAt', 'reference', ...POINT],
  returns: ['currency', 'facilityCode'],
};

/** Whether a precedence may be set for it. */
export function isKnownField(kind: RecordKind, field: string): boolean {
  if (field === '*') return true;
  return isCompared(kind) && [...COMPARED_FIELDS[kind], ...VOLATILE_FIELDS[kind]].includes(field);
}

const AMOUNTS = new Set(['price', 'cost', 'handlingCost', 'orderTotal']);
const INSTANTS = new Set(['orderedAt', 'promisedAt', 'expectedAt', 'shippedAt', 'deliveredAt', 'returnedAt']);
const FLAGS = new Set(['active', 'stocked', 'shipComplete']);

const MINUTE_MS = 60_000;
/** Some sources only know the day, each in its own time zone. */
const DAY_APART_MS = 36 * 3_600_000;
const APART_MS: Readonly<Record<string, number>> = {
  shippedAt: DAY_APART_MS,
  deliveredAt: DAY_APART_MS,
  returnedAt: DAY_APART_MS,
  orderedAt: DAY_APART_MS,
};
const COORDINATE_APART = 0.01;
const AMOUNT_APART = 0.005;
const NUMBER_APART = 1e-6;

/**
 * Statuses that say the same as far as sources can be held to it. Where an order stands follows from its shipments, so of its
 * status only whether it is cancelled is compared; trouble on the way is a state of being on the way; picked is packed.
 */
const SAME_STATUS: Readonly<Record<string, (status: string) => string>> = {
  orderStatus: (status) => (status === 'cancelled' ? status : 'live'),
  shipmentStatus: (status) => ({ exception: 'inTransit', picked: 'packed' })[status] ?? status,
};

/** Whether values of a field, none of them null, say the same: the same text but for case and spaces, the same figure. */
export function agree(field: string, values: readonly FieldValue[]): boolean {
  if (values.length < 2) return true;
  if (AMOUNTS.has(field)) return sameAmounts(values);
  if (FLAGS.has(field)) return allSame(values.map(flagOf));
  const numbers = values.map(numberOf);
  if (numbers.every((number) => number !== null)) {
    return Math.max(...numbers) - Math.min(...numbers) <= tolerance(field);
  }
  const same = SAME_STATUS[field];
  return allSame(values.map((value) => (same ? same(String(value)) : plain(String(value)))));
}

function tolerance(field: string): number {
  if (INSTANTS.has(field)) return APART_MS[field] ?? MINUTE_MS;
  return POINT.includes(field) ? COORDINATE_APART : NUMBER_APART;
}

function numberOf(value: FieldValue): number | null {
  return typeof value === 'number' ? value : null;
}

function flagOf(value: FieldValue): string {
  return String(value === true || value === 1 || value === 'true' || value === '1');
}

function plain(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

function allSame(texts: readonly string[]): boolean {
  return texts.every((text) => text === texts[0]);
}

/** `12.5 EUR`; an amount without a currency is like every currency. */
function sameAmounts(values: readonly FieldValue[]): boolean {
  const parts = values.map((value) => String(value).split(' '));
  const amounts = parts.map(([amount]) => Number(amount));
  const currencies = parts.map((part) => part[1]).filter((currency) => currency !== undefined);
  return Math.max(...amounts) - Math.min(...amounts) <= AMOUNT_APART && allSame(currencies);
}

/** Lines as one value: `1 x SKU-1, 2 x SKU-2`, sorted, the quantities of a product added up; null when there are none. */
export function linesText(
  lines: readonly RecordFields[] | undefined,
  left: ReadonlySet<string>,
): string | null {
  const quantities = new Map<string, { sku: string; quantity: number }>();
  for (const { sku, quantity } of lines ?? []) {
    const code = String(sku ?? '');
    const folded = code.toUpperCase();
    if (code === '' || left.has(folded)) continue;
    const known = quantities.get(folded);
    quantities.set(folded, {
      sku: known?.sku ?? code,
      quantity: (known?.quantity ?? 0) + Number(quantity ?? 0),
    });
  }
  if (quantities.size === 0) return null;
  return [...quantities]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { sku, quantity }]) => `${quantity} x ${sku}`)
    .join(', ');
}

/** The value of a field as it is compared and shown; null when nothing is said of it. */
export function comparedValue(fields: RecordFields, field: string): FieldValue {
  const value = fields[field];
  if (value === undefined || value === null || value === '') return null;
  if (!AMOUNTS.has(field)) return value;
  return typeof fields.currency === 'string' ? `${value} ${fields.currency}` : value;
}

const TOGETHER: readonly (readonly string[])[] = [
  ['city', 'postalCode', 'country'],
  POINT,
  ['carrierCode', 'serviceCode'],
  ['shipmentStatus', 'shippedAt', 'deliveredAt'],
];

/** The fields without which a field means little: an amount's currency, the rest of a place, a service's carrier, a status's dates. */
export function withCompanions(field: string): readonly string[] {
  if (AMOUNTS.has(field)) return [field, 'currency'];
  return TOGETHER.find((fields) => fields.includes(field)) ?? [field];
}
