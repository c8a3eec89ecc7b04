import type { Random } from '../../kernel/random.ts';
import { CURRENCY } from './facilities.ts';
import { AT_RECEPTION, type OrderDraft } from './order-drafts.ts';
import type { ParcelStage } from './parcels.ts';
import { addPayments, type PaymentPlan, planPayments } from './payments.ts';
import { addReturn, type ReturnIds } from './returns.ts';
import type { RowBatch } from './row-batch.ts';
import type { OrderTimeline, TimedParcel } from './timelines.ts';
import { addTracking } from './tracking.ts';

const BRIEF_AFTER_MS = 12 * 86_400_000;
const CLOSE_AFTER_MS = 14 * 86_400_000;
const LEFT: ReadonlySet<ParcelStage> = new Set(['inTransit', 'exception', 'delivered', 'returned']);
/** What has not shipped of these has been cancelled. */
const CLOSED: ReadonlySet<string> = new Set(['shipped', 'delivered', 'returned', 'cancelled']);

/** Turns orders into rows of every table they touch; hands out the ids. */
export class OrderWriter {
  readonly #random: Random;
  readonly #now: number;
  readonly #batch: RowBatch;
  readonly #returnIds: ReturnIds = { return: 1, returnLine: 1 };
  #lineId = 1;
  #holdId = 1;
  #paymentId = 1;
  #allocationId = 1;
  #shipmentId = 1;
  #shipmentLineId = 1;
  #trackingId = 1;

  constructor(random: Random, now: number, batch: RowBatch) {
    this.#random = random;
    this.#now = now;
    this.#batch = batch;
  }

  write(draft: OrderDraft, timeline: OrderTimeline): void {
    const shippedAt = earliest(timeline.parcels.map((parcel) => parcel.shippedAt));
    const payments = planPayments(this.#random, draft, shippedAt, this.#now);
    const totalMinor = draft.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
    this.#addOrder(draft, timeline, payments, totalMinor);
    this.#addHold(draft);
    const firstLineId = this.#lineId;
    this.#addLines(draft, timeline.parcels);
    this.#paymentId = addPayments(payments, draft.id, totalMinor, this.#paymentId, this.#batch);
    for (const parcel of timeline.parcels) {
      const allocationIds = this.#addAllocations(draft, parcel, firstLineId);
      if (parcel.stage === 'reserved' || parcel.stage === 'released') continue;
      const shipmentId = this.#addShipment(draft, parcel, timeline.promisedAt);
      this.#addShipmentLines(shipmentId, parcel, firstLineId, allocationIds);
      this.#addScans(shipmentId, draft, parcel, timeline.promisedAt);
    }
    addReturn(this.#random, draft, timeline.parcels, this.#now, this.#returnIds, this.#batch);
  }

  #addOrder(
    draft: OrderDraft,
    { promisedAt, parcels }: OrderTimeline,
    payments: PaymentPlan,
    totalMinor: number,
  ): void {
    const touched = Math.max(
      draft.orderedAt,
      ...parcels.map((parcel) => parcel.deliveredAt ?? parcel.shippedAt ?? parcel.allocatedAt),
    );
    const updatedAt = Math.min(this.#now, touched + this.#random.integer(1, 30) * 60_000);
    this.#batch.add('sales_order', {
      id: draft.id,
      number: orderNumber(draft),
      channel: draft.channel,
      customer_id: draft.customer.id,
      priority: draft.priority,
      status: draft.status,
      hold_reason: draft.holdReason,
      hold_codes: draft.holdReason === null ? null : 'manual',
      validated_at: AT_RECEPTION.has(draft.status) ? null : draft.orderedAt,
      closed_at: closedAt(draft, updatedAt, this.#now),
      ordered_at: draft.orderedAt,
      promised_at: promisedAt,
      ship_to_name: draft.shipTo.name,
      ...draft.shipTo.address,
      postal_code: draft.mistyped
        ? draft.shipTo.address.postal_code.slice(0, -1)
        : draft.shipTo.address.postal_code,
      currency: CURRENCY,
      total_minor: totalMinor,
      payment_state: payments.state,
      service_level: draft.level,
      ship_complete: draft.shipComplete ? 1 : 0,
      fulfilment: draft.collectAt ? 'collect' : 'delivery',
      collect_facility_id: draft.collectAt?.id ?? null,
      worked_on_at: null,
      updated_at: updatedAt,
    });
  }

  #addHold({ id, holdReason, orderedAt }: OrderDraft): void {
    if (holdReason === null) return;
    this.#batch.add('order_hold', {
      id: this.#holdId++,
      order_id: id,
      code: 'manual',
      mode: 'hold',
      active: 1,
      values_json: '{}',
      reason: holdReason,
      since: orderedAt,
    });
  }

  #addLines(draft: OrderDraft, parcels: readonly TimedParcel[]): void {
    const left = parcels.filter((parcel) => LEFT.has(parcel.stage));
    const shipped = new Set(left.flatMap((parcel) => parcel.lines.map(({ index }) => index)));
    draft.lines.forEach((line, index) => {
      const given = shipped.has(index);
      this.#batch.add('order_line', {
        id: this.#lineId++,
        order_id: draft.id,
        line_number: index + 1,
        product_id: line.product + 1,
        quantity: line.quantity,
        unit_price_minor: line.unitPriceMinor,
        quantity_shipped: given ? line.quantity : 0,
        quantity_cancelled: CLOSED.has(draft.status) && !given ? line.quantity : 0,
      });
    });
  }

  #addAllocations(draft: OrderDraft, parcel: TimedParcel, firstLineId: number): number[] {
    const status = LEFT.has(parcel.stage) ? 'shipped' : parcel.stage === 'reserved' ? 'reserved' : 'released';
    return parcel.lines.map(({ index, line }) => {
      const share = (line.weightGrams * line.quantity) / Math.max(1, parcel.weightGrams);
      this.#batch.add('allocation', {
        id: this.#allocationId,
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
        updated_at: Math.min(this.#now, parcel.shippedAt ?? parcel.allocatedAt),
      });
      return this.#allocationId++;
    });
  }

  #addShipment(draft: OrderDraft, parcel: TimedParcel, promisedAt: number): number {
    const id = this.#shipmentId++;
    const { address } = draft.shipTo;
    this.#batch.add('shipment', {
      id,
      number: `S${7_000_000 + id}`,
      order_id: draft.id,
      facility_id: parcel.facility.id,
      service_id: parcel.service?.id ?? null,
      tracking_number: trackingNumber(this.#random, parcel),
      status: parcel.stage,
      shipped_at: parcel.shippedAt,
      promised_at: promisedAt,
      eta_p50_at: parcel.etaP50At,
      eta_p90_at: parcel.etaP90At,
      delivered_at: parcel.stage === 'delivered' ? parcel.deliveredAt : null,
      city: address.city,
      postal_code: address.postal_code,
      country: address.country,
      latitude: address.latitude,
      longitude: address.longitude,
      weight_grams: parcel.weightGrams,
      cost_minor: parcel.costMinor,
      currency: CURRENCY,
      updated_at: Math.min(this.#now, parcel.deliveredAt ?? parcel.shippedAt ?? this.#now),
    });
    return id;
  }

  #addShipmentLines(
    shipmentId: number,
    parcel: TimedParcel,
    firstLineId: number,
    allocationIds: readonly number[],
  ): void {
    parcel.lines.forEach(({ index, line }, nth) => {
      this.#batch.add('shipment_line', {
        id: this.#shipmentLineId++,
        shipment_id: shipmentId,
        order_line_id: firstLineId + index,
        allocation_id: allocationIds[nth] ?? null,
        product_id: line.product + 1,
        quantity: line.quantity,
      });
    });
  }

  #addScans(id: number, draft: OrderDraft, parcel: TimedParcel, promisedAt: number): void {
    const shipment = {
      id,
      parcel,
      destination: draft.shipTo.city,
      late: promisedAt < this.#now || (parcel.etaP50At ?? 0) > promisedAt,
      brief: this.#now - draft.orderedAt > BRIEF_AFTER_MS,
    };
    this.#trackingId = addTracking(this.#random, shipment, this.#now, this.#trackingId, this.#batch);
  }
}

/** Delivered orders close a fortnight later; one that came back is still being looked at. */
function closedAt({ status, returnAnnounced }: OrderDraft, updatedAt: number, now: number): number | null {
  const at = updatedAt + CLOSE_AFTER_MS;
  return status === 'delivered' && !returnAnnounced && at < now ? at : null;
}

function orderNumber(draft: OrderDraft): string {
  const prefix = { web: 'W', mobile: 'A', callCenter: 'T', pos: 'P', marketplace: 'K', edi: 'B' }[
    draft.channel
  ];
  return `${prefix}${4_000_000 + draft.id}`;
}

function trackingNumber(random: Random, parcel: TimedParcel): string | null {
  if (!parcel.service || parcel.stage === 'planned') return null;
  return `${parcel.service.carrier.trackingPrefix}${random.integer(100_000, 999_999)}${random.integer(100_000, 999_999)}`;
}

function earliest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
