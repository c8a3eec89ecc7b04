import { type FeedRecord, type RecordFields, record } from '../../../record.ts';
import { carrierCode, serviceCode } from './masters.ts';
import {
  addressFields,
  child,
  children,
  type Doc,
  endOfDay,
  facilityOf,
  figure,
  instant,
  lettered,
  type ParseContext,
  skuOf,
  supplierCode,
  text,
  timeOnDay,
  whole,
} from './reader.ts';

const STATUS: Readonly<Record<string, string>> = {
  draft: 'planned',
  waiting: 'planned',
  assigned: 'planned',
  picked: 'picked',
  packed: 'packed',
  done: 'inTransit',
  cancelled: 'cancelled',
};

const GRAMS_A_KILOGRAM = 1000;

const outgoing = (move: Doc) => text(child(move, 'to_location'), 'type') === 'customer';

/** Goods that leave a warehouse for a customer. */
export function parseShipment(doc: Doc, context: ParseContext): FeedRecord[] {
  const { options, upstream, version } = context;
  const moves = children(doc, 'moves');
  const state = text(doc, 'state') ?? '';
  const carrier = child(doc, 'carrier');
  const weight = figure(doc, 'weight');
  const fields: RecordFields = {
    shipmentNumber: text(doc, 'number'),
    facilityCode: facilityOf(child(doc, 'warehouse')),
    carrierCode: doc.carrier == null ? null : carrierCode(carrier),
    serviceCode: doc.carrier == null ? null : serviceCode(carrier),
    trackingNumber: trackingNumber(doc),
    shipmentStatus: STATUS[state] ?? null,
    assignedAt: assignedAt(state, moves),
    ...departure(doc, state === 'done', context),
    promisedAt: endOfDay(text(doc, 'planned_date'), options),
    weight: weight === null ? null : Math.round(weight * GRAMS_A_KILOGRAM),
    cost: figure(doc, 'cost'),
    currency: text(doc, 'company_currency') ?? options.currency,
    reference: text(doc, 'reference'),
    ...destination(doc),
  };
  return [
    record('shipments', { ...fields, ...saleOf(doc) }, { upstream, version, lines: lines(doc, context) }),
  ];
}

/** A supplier ships straight to our customer: the supplier is a facility of that kind. */
export function parseDropShipment(doc: Doc, context: ParseContext): FeedRecord[] {
  const { options, upstream, version } = context;
  const state = text(doc, 'state') ?? '';
  const left = state === 'shipped' || state === 'done';
  const supplier = child(doc, 'supplier');
  const facility: RecordFields = {
    facilityCode: supplierCode(supplier),
    facilityName: text(supplier, 'name'),
    facilityKind: 'supplier',
    ...addressFields(child(doc, 'contact_address')),
  };
  const fields: RecordFields = {
    shipmentNumber: lettered('D', text(doc, 'number')),
    facilityCode: supplierCode(supplier),
    shipmentStatus: state === 'done' ? 'delivered' : left ? 'inTransit' : (STATUS[state] ?? null),
    ...departure(doc, left, context),
    promisedAt: endOfDay(text(doc, 'planned_date'), options),
    reference: text(doc, 'reference'),
    ...destination(doc),
    ...saleOf(doc),
  };
  if (state === 'done') fields.deliveredAt = fields.shippedAt ?? null;
  return [
    record('facilities', facility, { upstream: `party.party,${text(supplier, 'id') ?? ''}` }),
    record('shipments', fields, { upstream, version, lines: lines(doc, context) }),
  ];
}

function destination(doc: Doc): RecordFields {
  const { city, postalCode, country } = addressFields(child(doc, 'delivery_address'));
  return { city: city ?? null, postalCode: postalCode ?? null, country: country ?? null };
}

function trackingNumber(doc: Doc): string | null {
  const numbers = children(doc, 'packages').map((parcel) => text(parcel, 'shipping_reference'));
  return numbers.find((number) => number !== null) ?? null;
}

/** When the last of its stock was taken; Tryton keeps no other date of it. */
function assignedAt(state: string, moves: readonly Doc[]): number | null {
  if (state !== 'assigned') return null;
  const taken = moves
    .filter((move) => !outgoing(move) && text(move, 'state') === 'assigned')
    .map((move) => instant(text(move, 'write_date')) ?? 0);
  return taken.reduce((latest, at) => Math.max(latest, at), 0) || null;
}

function departure(doc: Doc, left: boolean, { options, version }: ParseContext): RecordFields {
  if (!left) return {};
  const done = children(doc, 'moves')
    .filter((move) => text(move, 'state') === 'done')
    .map((move) => text(move, 'write_date') ?? '');
  const last = done.sort().at(-1) || null;
  return { shippedAt: timeOnDay(last, text(doc, 'effective_date'), options) ?? instant(last) ?? version };
}

/** The order that it ships; when it ships several, the first one. */
function saleOf(doc: Doc): RecordFields {
  const places = children(doc, 'sale_lines');
  return {
    orderNumber: places.map((place) => text(place, 'sale')).find((number) => number !== null) ?? null,
  };
}

function lines(doc: Doc, context: ParseContext): RecordFields[] {
  const places = new Map(
    children(doc, 'sale_lines').map((place) => [`sale.line,${text(place, 'id')}`, place]),
  );
  const own = saleOf(doc).orderNumber;
  const moves = children(doc, 'moves').filter((move) => outgoing(move));
  const lines = new Map<string, RecordFields>();
  for (const move of moves) {
    if (text(move, 'state') === 'cancelled' && text(doc, 'state') !== 'cancelled') continue;
    const place = places.get(text(move, 'origin') ?? '');
    const sku = skuOf(child(move, 'product'));
    const lineNumber = place && text(place, 'sale') === own ? figure(place, 'line_number') : null;
    const key = `${lineNumber}|${sku}`;
    const quantity = whole(context, figure(move, 'internal_quantity') ?? 0, 'up', 'lines.quantity');
    const before = lines.get(key)?.quantity;
    lines.set(key, { sku, quantity: quantity + (typeof before === 'number' ? before : 0), lineNumber });
  }
  return [...lines.values()];
}
