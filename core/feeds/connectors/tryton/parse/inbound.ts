import { type FeedRecord, type RecordFields, record } from '../../../record.ts';
import {
  child,
  children,
  type Doc,
  endOfDay,
  facilityOf,
  figure,
  lettered,
  type ParseContext,
  skuOf,
  text,
  whole,
} from './reader.ts';

interface Bundle {
  quantity: number;
  /** The earliest day for which any of it is planned. */
  day: string | null;
}

/** Moves by product. */
function bundle(moves: readonly Doc[]): Map<string, Bundle> {
  const bundles = new Map<string, Bundle>();
  for (const move of moves) {
    const sku = skuOf(child(move, 'product'));
    if (sku === null) continue;
    const known = bundles.get(sku) ?? { quantity: 0, day: null };
    const day = text(move, 'planned_date');
    bundles.set(sku, {
      quantity: known.quantity + (figure(move, 'internal_quantity') ?? 0),
      day: known.day === null || (day !== null && day < known.day) ? day : known.day,
    });
  }
  return bundles;
}

interface Arrival {
  inboundReference: string | null;
  facilityCode: string | null;
  inboundKind: 'purchase' | 'transfer';
  inboundStatus: 'expected' | 'received' | 'cancelled';
  origin: string | null;
  day: string | null;
  /** Where its moves have no day either. */
  otherDay: string | null;
}

function arrivals(
  { inboundReference, facilityCode, day, otherDay, ...rest }: Arrival,
  moves: readonly Doc[],
  context: ParseContext,
): FeedRecord[] {
  const { upstream, version, options } = context;
  return [...bundle(moves)].map(([sku, { quantity, day: planned }]) => {
    const fields: RecordFields = {
      inboundReference,
      sku,
      facilityCode,
      quantity: whole(context, quantity, 'down', 'quantity'),
      expectedAt: endOfDay(day ?? planned ?? otherDay, options) ?? version,
      ...rest,
    };
    return record('inbound', fields, { upstream, version });
  });
}

const active = (move: Doc) => text(move, 'state') !== 'cancelled';

/** What a supplier has announced. Late ones count as well: they are still expected. */
export function parseSupplierShipment(doc: Doc, context: ParseContext): FeedRecord[] {
  const state = text(doc, 'state');
  const incoming = children(doc, 'moves').filter(
    (move) => text(child(move, 'from_location'), 'type') !== 'storage',
  );
  const arrival: Arrival = {
    inboundReference: lettered('IN', text(doc, 'number')),
    facilityCode: facilityOf(child(doc, 'warehouse')),
    inboundKind: 'purchase',
    inboundStatus: state === 'draft' ? 'expected' : state === 'cancelled' ? 'cancelled' : 'received',
    origin: text(child(doc, 'supplier'), 'name'),
    day:
      state === 'draft'
        ? text(doc, 'planned_date')
        : (text(doc, 'effective_date') ?? text(doc, 'planned_date')),
    otherDay: null,
  };
  return arrivals(arrival, state === 'cancelled' ? incoming : incoming.filter(active), context);
}

/** What is ordered and on no supplier shipment yet; what a shipment has taken over is withdrawn. */
export function parsePurchase(doc: Doc, context: ParseContext): FeedRecord[] {
  const inboundReference = lettered('PO', text(doc, 'number'));
  if (inboundReference === null || doc.customer != null) return [];
  const state = text(doc, 'state') ?? '';
  const moves = children(doc, 'moves').filter(active);
  const arrival: Arrival = {
    inboundReference,
    facilityCode: facilityOf(child(doc, 'warehouse')),
    inboundKind: 'purchase',
    inboundStatus: 'expected',
    origin: text(child(doc, 'party'), 'name'),
    day: null,
    otherDay: text(doc, 'delivery_date') ?? text(doc, 'purchase_date'),
  };
  if (state === 'confirmed' && moves.length === 0) {
    return arrivals(arrival, linesAsMoves(doc), context);
  }
  const own = moves.filter((move) => text(move, 'shipment') === null);
  const open = ['confirmed', 'processing', 'done'].includes(state)
    ? own.filter((move) => text(move, 'state') !== 'done')
    : [];
  const expected = arrivals(arrival, open, context);
  const done = own.filter((move) => !open.includes(move) && text(move, 'state') === 'done');
  const received = arrivals({ ...arrival, inboundStatus: 'received' }, done, context);
  const told = [...expected, ...received.filter((one) => expected.every(({ key }) => key !== one.key))];
  return [...told, ...withdrawn(doc, arrival, told, context)];
}

function linesAsMoves(doc: Doc): Doc[] {
  return children(doc, 'lines').map((line) => {
    const product = child(line, 'product');
    const factor =
      (figure(child(line, 'unit'), 'factor') ?? 1) / (figure(child(product, 'default_uom'), 'factor') ?? 1);
    return { 'product.': line['product.'], internal_quantity: (figure(line, 'quantity') ?? 0) * factor };
  });
}

function withdrawn(
  doc: Doc,
  { inboundReference, facilityCode }: Arrival,
  told: readonly FeedRecord[],
  { upstream, version }: ParseContext,
): FeedRecord[] {
  const all = [...children(doc, 'lines'), ...children(doc, 'moves')];
  const skus = new Set(all.map((part) => skuOf(child(part, 'product'))).filter((sku) => sku !== null));
  return [...skus]
    .map((sku) =>
      record('inbound', { inboundReference, sku, facilityCode }, { upstream, version, deleted: true }),
    )
    .filter((one) => told.every(({ key }) => key !== one.key));
}

/** Goods on their way from one warehouse to another; moves within a warehouse are nobody's arrival. */
export function parseTransfer(doc: Doc, context: ParseContext): FeedRecord[] {
  const state = text(doc, 'state');
  const from = child(child(doc, 'from_location'), 'warehouse');
  const to = child(child(doc, 'to_location'), 'warehouse');
  if (state === 'request' || facilityOf(to) === null || from.id === to.id) return [];
  const arriving = children(doc, 'moves').filter((move) => child(move, 'to_location').warehouse === to.id);
  const arrival: Arrival = {
    inboundReference: lettered('T', text(doc, 'number')),
    facilityCode: facilityOf(to),
    inboundKind: 'transfer',
    inboundStatus: state === 'done' ? 'received' : state === 'cancelled' ? 'cancelled' : 'expected',
    origin: text(from, 'name') ?? facilityOf(from),
    day:
      state === 'done'
        ? (text(doc, 'effective_date') ?? text(doc, 'planned_date'))
        : text(doc, 'planned_date'),
    otherDay: null,
  };
  return arrivals(arrival, state === 'cancelled' ? arriving : arriving.filter(active), context);
}
