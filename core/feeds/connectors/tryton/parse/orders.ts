import type { OrderStatus } from '../../../../contract/order-statuses.ts';
import { type FeedRecord, type RecordFields, record } from '../../../record.ts';
import { goodsLines } from '../sync/documents.ts';
import {
  addressFields,
  child,
  children,
  type Doc,
  endOfDay,
  facilityOf,
  figure,
  instant,
  type ParseContext,
  partyCode,
  skuOf,
  startOfDay,
  text,
  timeOnDay,
  whole,
} from './reader.ts';
import { RETURN_STATUS } from './returns.ts';

/** A sale is an order, a return, or both at once (an exchange). Drafts are neither yet. */
export function parseSale(doc: Doc, context: ParseContext): FeedRecord[] {
  const number = text(doc, 'number');
  const { upstream, version } = context;
  if (number === null) return [];
  const lines = numbered(doc).filter(({ sku }) => sku !== null);
  const sold = lines.filter(({ quantity }) => quantity >= 0);
  const back = lines.filter(({ quantity }) => quantity < 0);
  if (text(doc, 'state') === 'draft') {
    const gone = { upstream, version, deleted: true };
    const records: FeedRecord[] = [];
    if (sold.length > 0 || back.length === 0) records.push(record('orders', { orderNumber: number }, gone));
    if (back.length > 0) records.push(record('returns', { returnNumber: number }, gone));
    return records;
  }
  const records: FeedRecord[] = [];
  if (sold.length > 0 || lines.length === 0) records.push(order(doc, number, sold, context));
  if (back.length > 0) records.push(returnOf(doc, number, back, context));
  return records;
}

interface Line {
  doc: Doc;
  lineNumber: number;
  sku: string | null;
  /** In the product's own unit. */
  quantity: number;
  factor: number;
}

function numbered(doc: Doc): Line[] {
  return goodsLines(children(doc, 'lines')).map((line, index) => {
    const product = child(line, 'product');
    const ratio =
      (figure(child(line, 'unit'), 'factor') ?? 1) / (figure(child(product, 'default_uom'), 'factor') ?? 1);
    const factor = Number.isFinite(ratio) && ratio > 0 ? ratio : 1;
    const quantity = (figure(line, 'quantity') ?? 0) * factor;
    return { doc: line, lineNumber: index + 1, sku: skuOf(product), quantity, factor };
  });
}

function order(doc: Doc, number: string, lines: readonly Line[], context: ParseContext): FeedRecord {
  const { options, upstream, version } = context;
  const address = child(doc, 'shipment_address');
  const receiver = text(child(doc, 'shipment_party'), 'name') ?? text(child(doc, 'party'), 'name');
  const status = statusOf(doc, lines);
  const fields: RecordFields = {
    orderNumber: number,
    customerCode: partyCode(child(doc, 'party')),
    customerName: text(child(doc, 'party'), 'name'),
    orderStatus: status,
    orderedAt: orderedAt(doc, context),
    promisedAt: endOfDay(promisedDay(doc, lines), options),
    shipToName: text(address, 'party_name') ?? receiver,
    ...addressFields(address),
    currency: text(child(doc, 'currency'), 'code') ?? options.currency,
    orderTotal: figure(doc, 'untaxed_amount_cache'),
    paymentState: PAYMENTS[text(doc, 'invoice_state') ?? ''] ?? null,
  };
  return record('orders', fields, {
    upstream,
    version,
    lines: lines.map((line) => lineFields(line, status, context)),
  });
}

const PAYMENTS: Readonly<Record<string, string>> = {
  none: 'none',
  waiting: 'pending',
  paid: 'paid',
  exception: 'failed',
};

function lineFields(line: Line, status: OrderStatus, context: ParseContext): RecordFields {
  const { doc, lineNumber, sku } = line;
  const quantity = whole(context, line.quantity, 'up', `lines.${lineNumber}.quantity`);
  const moved = children(doc, 'moves').filter((move) => text(move, 'state') === 'done');
  const shipped = moved.reduce((sum, move) => sum + (figure(move, 'internal_quantity') ?? 0), 0);
  const price = figure(doc, 'unit_price');
  return {
    lineNumber,
    sku,
    quantity,
    unitPrice: price === null ? null : Math.round((price / line.factor) * 10_000) / 10_000,
    quantityShipped: Math.min(
      quantity,
      whole(context, shipped, 'down', `lines.${lineNumber}.quantityShipped`),
    ),
    quantityCancelled: status === 'cancelled' ? quantity : 0,
  };
}

function orderedAt(doc: Doc, { options, version }: ParseContext): number | null {
  const created = text(doc, 'create_date');
  const day = text(doc, 'sale_date');
  return (day === null ? instant(created) : timeOnDay(created, day, options)) ?? version;
}

/**
 * The day asked for, or the last one for which any of it is planned. Tryton's own shipping dates of lines without moves are
 * not taken: they count from today and would change every day.
 */
function promisedDay(doc: Doc, lines: readonly Line[]): string | null {
  const days = lines.flatMap((line) =>
    children(line.doc, 'moves')
      .filter((move) => text(move, 'state') !== 'cancelled')
      .map((move) => text(move, 'planned_date')),
  );
  return days.reduce(
    (latest, day) => (day !== null && (latest === null || day > latest) ? day : latest),
    text(doc, 'shipping_date'),
  );
}

/** What stands in the way of shipping, least first. */
const STAGES = ['waiting', 'assigned', 'picked', 'packed', 'done'] as const;
const AT_STAGE: readonly OrderStatus[] = ['open', 'released', 'picking', 'packed', 'shipped'];

function stageOf(state: string | null): number {
  if (state === 'shipped') return STAGES.indexOf('done');
  return Math.max(0, STAGES.indexOf(state as (typeof STAGES)[number]));
}

function statusOf(doc: Doc, lines: readonly Line[]): OrderStatus {
  switch (text(doc, 'state')) {
    case 'quotation':
      return 'received';
    case 'cancelled':
      return 'cancelled';
    case 'processing':
      return underWay(doc);
    case 'done':
      return lines.some(isGoods) ? 'shipped' : 'delivered';
    default:
      return 'open';
  }
}

function isGoods({ doc }: Line): boolean {
  return text(child(doc, 'product'), 'type') !== 'service';
}

/** By its shipments: as far as the least advanced one, and partly shipped once any has left. */
function underWay(doc: Doc): OrderStatus {
  const stages = [...children(doc, 'shipments'), ...children(doc, 'drop_shipments')]
    .map((shipment) => text(shipment, 'state'))
    .filter((state) => state !== 'cancelled')
    .map(stageOf);
  if (stages.length === 0) return text(doc, 'shipment_state') === 'sent' ? 'shipped' : 'open';
  const least = Math.min(...stages);
  const most = Math.max(...stages);
  const left = STAGES.indexOf('done');
  if (least === left) return allShipped(doc) ? 'shipped' : 'partiallyShipped';
  if (most === left) return 'partiallyShipped';
  return AT_STAGE[Math.max(least, Math.min(most, 1))] ?? 'open';
}

/** A drop shipment that left its supplier is under way, though Tryton still waits for it. */
function allShipped(doc: Doc): boolean {
  const left = children(doc, 'drop_shipments').some((shipment) => text(shipment, 'state') === 'shipped');
  return left || text(doc, 'shipment_state') !== 'waiting';
}

/** A sale of negative quantities: goods that come back. Its return shipments say how far that is. */
function returnOf(doc: Doc, number: string, lines: readonly Line[], context: ParseContext): FeedRecord {
  const { options, upstream, version } = context;
  const shipments = children(doc, 'shipment_returns');
  const states = shipments.map((shipment) => text(shipment, 'state') ?? '');
  const least = ['draft', 'received', 'done', 'cancelled'].find((state) => states.includes(state));
  const cancelled = text(doc, 'state') === 'cancelled';
  const fields: RecordFields = {
    returnNumber: number,
    orderNumber: text(doc, 'origin_number'),
    customerCode: partyCode(child(doc, 'party')),
    facilityCode: facilityOf(child(doc, 'warehouse')),
    returnStatus: cancelled ? 'cancelled' : (RETURN_STATUS[least ?? 'draft'] ?? 'requested'),
    returnedAt: startOfDay(text(shipments[0] ?? {}, 'effective_date'), options) ?? orderedAt(doc, context),
    currency: text(child(doc, 'currency'), 'code') ?? options.currency,
  };
  const returned = lines.map((line) => ({
    ...lineFields({ ...line, quantity: -line.quantity }, 'open', context),
    quantityShipped: null,
    quantityCancelled: null,
  }));
  return record('returns', fields, { upstream, version, lines: returned });
}
