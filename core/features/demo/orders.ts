import type { Random } from '../../kernel/random.ts';
import type { PostalAddress } from './addresses.ts';
import type { DemoPlan } from './demo-options.ts';
import { CURRENCY, type DemoFacility } from './facilities.ts';
import { draftOrder, type OrderDraft, orderInstants } from './order-drafts.ts';
import { ParcelPicker } from './parcel-picker.ts';
import { type ParcelStage, packOrder } from './parcels.ts';
import { addPayments, type PaymentPlan, planPayments } from './payments.ts';
import type { ProductBook } from './products.ts';
import type { RateCard } from './rate-card.ts';
import { addReturn, type ReturnIds } from './returns.ts';
import type { RowBatch } from './row-batch.ts';
import type { StockBook } from './stock-book.ts';
import { type OrderTimeline, type TimedParcel, timeOrder } from './timelines.ts';
import { addTracking } from './tracking.ts';

const DAY_MS = 86_400_000;
const BRIEF_AFTER_MS = 12 * DAY_MS;
const LEFT: ReadonlySet<ParcelStage> = new Set(['inTransit', 'exception', 'delivered', 'returned']);

export interface OrderWorld {
  plan: DemoPlan;
  facilities: readonly DemoFacility[];
  products: ProductBook;
  stock: StockBook;
  card: RateCard;
}

interface NextIds extends ReturnIds {
  line: number;
  payment: number;
  allocation: number;
  shipment: number;
  shipmentLine: number;
  tracking: number;
}

/** Orders of the last sixty days, oldest first, each with its payments, allocations, shipments, scans and returns. */
export function* generateOrders(random: Random, world: OrderWorld, batch: RowBatch): Generator<void> {
  const { plan, products, stock } = world;
  const picker = new ParcelPicker(world.facilities, stock);
  const soldOut = productsSoldOut(products, stock);
  const ids: NextIds = {
    line: 1,
    payment: 1,
    allocation: 1,
    shipment: 1,
    shipmentLine: 1,
    tracking: 1,
    return: 1,
    returnLine: 1,
  };
  let id = 1;
  for (const orderedAt of orderInstants(random.fork('rhythm'), plan)) {
    const draft = draftOrder(random, plan, products, soldOut, id++, orderedAt);
    const parcels = packOrder(random, draft, picker, world.card);
    const timeline = timeOrder(random, draft, parcels, plan.now);
    writeOrder(random, world, draft, timeline, ids, batch);
    if (batch.full) yield;
  }
}

function productsSoldOut(products: ProductBook, stock: StockBook): number[] {
  const result: number[] = [];
  for (let product = 0; product < products.count; product++) {
    let available = 0;
    for (let position = stock.start(product); position < stock.end(product); position++) {
      available += Math.max(0, stock.available(position));
    }
    if (available === 0) result.push(product);
  }
  return result;
}

function writeOrder(
  random: Random,
  { plan }: OrderWorld,
  draft: OrderDraft,
  timeline: OrderTimeline,
  ids: NextIds,
  batch: RowBatch,
): void {
  const shippedAt = earliest(timeline.parcels.map((parcel) => parcel.shippedAt));
  const payments = planPayments(random, draft, shippedAt, plan.now);
  const totalMinor = draft.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  addOrder(random, draft, timeline, payments, totalMinor, plan.now, batch);
  const firstLineId = ids.line;
  addLines(draft, timeline.parcels, ids, batch);
  ids.payment = addPayments(payments, draft.id, totalMinor, ids.payment, batch);
  for (const parcel of timeline.parcels) {
    const allocationIds = addAllocations(draft, parcel, firstLineId, plan.now, ids, batch);
    addShipment(random, draft, parcel, timeline.promisedAt, firstLineId, allocationIds, plan.now, ids, batch);
  }
  addReturn(random, draft, timeline.parcels, plan.now, ids, batch);
}

function addOrder(
  random: Random,
  draft: OrderDraft,
  { promisedAt, parcels }: OrderTimeline,
  payments: PaymentPlan,
  totalMinor: number,
  now: number,
  batch: RowBatch,
): void {
  const address: PostalAddress = draft.shipTo.address;
  const touched = Math.max(
    draft.orderedAt,
    ...parcels.map((parcel) => parcel.deliveredAt ?? parcel.shippedAt ?? parcel.allocatedAt),
  );
  batch.add('sales_order', {
    id: draft.id,
    number: orderNumber(draft),
    channel: draft.channel,
    customer_id: draft.customer.id,
    priority: draft.priority,
    status: draft.status,
    hold_reason: draft.holdReason,
    ordered_at: draft.orderedAt,
    promised_at: promisedAt,
    ship_to_name: draft.shipTo.name,
    ...address,
    currency: CURRENCY,
    total_minor: totalMinor,
    payment_state: payments.state,
    service_level: draft.level,
    ship_complete: draft.shipComplete ? 1 : 0,
    worked_on_at: null,
    updated_at: Math.min(now, touched + random.integer(1, 30) * 60_000),
  });
}

function orderNumber(draft: OrderDraft): string {
  const prefix = { web: 'W', mobile: 'A', callCenter: 'T', pos: 'P', marketplace: 'K', edi: 'B' }[
    draft.channel
  ];
  return `${prefix}${String(4_000_000 + draft.id)}`;
}

function addLines(draft: OrderDraft, parcels: readonly TimedParcel[], ids: NextIds, batch: RowBatch): void {
  const shipped = new Set<number>();
  for (const parcel of parcels) {
    if (LEFT.has(parcel.stage)) for (const { index } of parcel.lines) shipped.add(index);
  }
  const final = draft.status === 'delivered' || draft.status === 'shipped' || draft.status === 'returned';
  draft.lines.forEach((line, index) => {
    const isShipped = shipped.has(index);
    batch.add('order_line', {
      id: ids.line++,
      order_id: draft.id,
      line_number: index + 1,
      product_id: line.product + 1,
      quantity: line.quantity,
      unit_price_minor: line.unitPriceMinor,
      quantity_shipped: isShipped ? line.quantity : 0,
      quantity_cancelled: draft.status === 'cancelled' || (final && !isShipped) ? line.quantity : 0,
    });
  });
}

function addAllocations(
  draft: OrderDraft,
  parcel: TimedParcel,
  firstLineId: number,
  now: number,
  ids: NextIds,
  batch: RowBatch,
): number[] {
  const status = LEFT.has(parcel.stage) ? 'shipped' : parcel.stage === 'reserved' ? 'reserved' : 'released';
  return parcel.lines.map(({ index, line }, nth) => {
    const share = (line.weightGrams * line.quantity) / Math.max(1, parcel.weightGrams);
    batch.add('allocation', {
      id: ids.allocation,
      order_id: draft.id,
      order_line_id: firstLineId + index,
      product_id: line.product + 1,
      facility_id: parcel.facility.id,
      quantity: line.quantity,
      status,
      run_id: null,
      service_id: parcel.service?.id ?? null,
      cost_minor: Math.round(parcel.costMinor * share),
      currency: CURRENCY,
      reason_json: null,
      created_at: parcel.allocatedAt,
      updated_at: Math.min(now, parcel.shippedAt ?? parcel.allocatedAt + nth),
    });
    return ids.allocation++;
  });
}

function addShipment(
  random: Random,
  draft: OrderDraft,
  parcel: TimedParcel,
  promisedAt: number,
  firstLineId: number,
  allocationIds: readonly number[],
  now: number,
  ids: NextIds,
  batch: RowBatch,
): void {
  if (parcel.stage === 'reserved' || parcel.stage === 'released') return;
  const id = ids.shipment++;
  const { address, city } = draft.shipTo;
  const isDelivered = parcel.stage === 'delivered';
  batch.add('shipment', {
    id,
    number: `S${String(7_000_000 + id)}`,
    order_id: draft.id,
    facility_id: parcel.facility.id,
    service_id: parcel.service?.id ?? null,
    tracking_number: trackingNumber(random, parcel),
    status: parcel.stage,
    shipped_at: parcel.shippedAt,
    promised_at: promisedAt,
    eta_p50_at: parcel.etaP50At,
    eta_p90_at: parcel.etaP90At,
    delivered_at: isDelivered ? parcel.deliveredAt : null,
    city: address.city,
    postal_code: address.postal_code,
    country: address.country,
    latitude: address.latitude,
    longitude: address.longitude,
    weight_grams: parcel.weightGrams,
    cost_minor: parcel.costMinor,
    currency: CURRENCY,
    updated_at: Math.min(now, parcel.deliveredAt ?? parcel.shippedAt ?? now),
  });
  parcel.lines.forEach(({ index, line }, nth) => {
    batch.add('shipment_line', {
      id: ids.shipmentLine++,
      shipment_id: id,
      order_line_id: firstLineId + index,
      allocation_id: allocationIds[nth] ?? null,
      product_id: line.product + 1,
      quantity: line.quantity,
    });
  });
  const late = promisedAt < now || (parcel.etaP50At ?? 0) > promisedAt;
  const brief = now - draft.orderedAt > BRIEF_AFTER_MS;
  ids.tracking = addTracking(
    random,
    { id, parcel, destination: city, late, brief },
    now,
    ids.tracking,
    batch,
  );
}

function trackingNumber(random: Random, parcel: TimedParcel): string | null {
  if (!parcel.service || parcel.stage === 'planned') return null;
  return `${parcel.service.carrier.trackingPrefix}${random.integer(100_000, 999_999)}${random.integer(100_000, 999_999)}`;
}

function earliest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
