import type { Segment } from '../edi.ts';
import type { Draft, MessageContext } from './context.ts';

/** Something shipped, as far as it could be read. */
export interface ShippedItem {
  segment: Segment;
  orderNumber: string | null;
  sku: string | null;
  /** The product number on the other side, for goods that come to us. */
  buyerSku: string | null;
  quantity: number | null;
  lineNumber: number | null;
}

/** What a ship notice says, of either standard. */
export interface ShipNotice {
  number: string;
  segment: Segment;
  cancelled: boolean;
  shippedAt: number | null;
  expectedAt: number | null;
  carrierCode: string | null;
  trackingNumber: string | null;
  reference: string | null;
  /** Serial numbers of cartons and pallets. */
  serials: readonly string[];
  weight: number | null;
  shipTo: Draft;
  shipFrom: { code: string | null; name: string | null };
  receiver: { code: string | null; name: string | null };
  orderNumber: string | null;
  items: readonly ShippedItem[];
}

const MOST_SERIALS = 50;

/** Our shipments, or goods on their way to us: as the options say. */
export function addShipNotice(context: MessageContext, notice: ShipNotice): void {
  if (context.options.shipNotices === 'inbound') addInbound(context, notice);
  else addShipments(context, notice);
}

/** A shipment for each order in it; where there are several, the order's number is added to the shipment's. */
function addShipments(context: MessageContext, notice: ShipNotice): void {
  const byOrder = new Map<string | null, ShippedItem[]>();
  for (const item of notice.items) {
    const order = item.orderNumber ?? notice.orderNumber;
    const found = byOrder.get(order);
    if (found) found.push(item);
    else byOrder.set(order, [item]);
  }
  const filled = [...byOrder]
    .map(([order, items]): [string | null, Draft[]] => [order, shippedLines(context, items)])
    .filter(([, lines]) => lines.length > 0);
  const parts = filled.length > 0 ? filled : [[notice.orderNumber, []] as [string | null, Draft[]]];
  if (filled.length === 0) {
    const reason = `Ship notice ${notice.number} has no line that can be used: the shipment is read without its contents.`;
    context.problems.warn('noLines', reason, { segment: notice.segment });
  }
  for (const [orderNumber, found] of parts) {
    const shipmentNumber =
      parts.length > 1 && orderNumber !== null ? `${notice.number}/${orderNumber}` : notice.number;
    context.add(
      'shipments',
      {
        shipmentNumber,
        orderNumber,
        shipmentStatus: notice.cancelled ? 'cancelled' : 'inTransit',
        shippedAt: notice.shippedAt,
        etaAt: notice.expectedAt,
        carrierCode: notice.carrierCode,
        trackingNumber: notice.trackingNumber,
        reference: parts.length > 1 ? notice.number : notice.reference,
        facilityCode: notice.shipFrom.code ?? notice.shipFrom.name ?? context.options.facilityCode,
        weight: parts.length > 1 ? null : notice.weight,
        sscc: notice.serials.slice(0, MOST_SERIALS).join(' '),
        ...notice.shipTo,
      },
      found,
    );
  }
}

/** What was shipped, summed up by product and line: pick-and-pack notices name a product once a carton. */
export function shippedLines(context: MessageContext, items: readonly ShippedItem[]): Draft[] {
  const lines = new Map<string, Draft>();
  for (const { segment, sku, quantity, lineNumber } of items) {
    if (sku === null || quantity === null) {
      const what = sku === null ? 'no product' : 'no quantity';
      const reason = `The line names ${what}: it is left out of the shipment's contents.`;
      context.problems.warn(sku === null ? 'missingProduct' : 'missingQuantity', reason, { segment });
    } else if (quantity > 0) {
      const key = `${lineNumber ?? ''}|${sku}`;
      const same = lines.get(key);
      if (same) same.quantity = Number(same.quantity) + quantity;
      else lines.set(key, { sku, quantity, lineNumber });
    }
  }
  return [...lines.values()];
}

function addInbound(context: MessageContext, notice: ShipNotice): void {
  const facilityCode = notice.receiver.code ?? notice.receiver.name ?? context.options.facilityCode ?? null;
  const expectedAt = notice.expectedAt ?? notice.shippedAt ?? context.message.sentAt;
  if (facilityCode === null) {
    const reason = `Ship notice ${notice.number} does not say which facility the goods come to: set one in the feed's options.`;
    context.problems.error('missingFacility', reason, { segment: notice.segment });
    return;
  }
  if (expectedAt === null) {
    const reason = `Ship notice ${notice.number} does not say when the goods arrive.`;
    context.problems.error('missingDate', reason, { segment: notice.segment });
    return;
  }
  if (notice.expectedAt === null) {
    const reason = 'No day of arrival is given: the day of shipping is taken.';
    context.problems.warn('missingDate', reason, { segment: notice.segment });
  }
  const sums = new Map<string, number>();
  for (const item of notice.items) {
    const sku = item.buyerSku ?? item.sku;
    if (sku === null || item.quantity === null) {
      const what = sku === null ? 'no product' : 'no quantity';
      context.problems.error(
        sku === null ? 'missingProduct' : 'missingQuantity',
        `The line names ${what}: it cannot be expected.`,
        { segment: item.segment },
      );
    } else if (item.quantity > 0) sums.set(sku, (sums.get(sku) ?? 0) + item.quantity);
  }
  if (sums.size === 0) {
    context.problems.error('noLines', `Ship notice ${notice.number} has no line that can be used.`, {
      segment: notice.segment,
    });
  }
  for (const [sku, quantity] of sums) {
    context.add('inbound', {
      inboundReference: notice.number,
      sku,
      facilityCode,
      quantity,
      expectedAt,
      inboundKind: 'purchase',
      inboundStatus: notice.cancelled ? 'cancelled' : 'expected',
      origin: notice.shipFrom.name ?? notice.shipFrom.code,
      orderNumber: notice.orderNumber ?? notice.items[0]?.orderNumber ?? null,
    });
  }
}
