import type { OrderDetail, OrderRow, OrderStatus } from '../../contract/orders.ts';
import type { AppContext } from '../context.ts';
import { codesOf, findHolds } from '../holds/index.ts';
import { entityJournal } from '../journal/index.ts';
import { notFound } from '../procedures.ts';
import { allowedActions, isAtRisk, isLate } from './order.ts';
import {
  findOrderAllocations,
  findOrderHead,
  findOrderLines,
  findPayments,
  findReturns,
  findShipments,
} from './order-detail.queries.ts';

/** Everything about one order. */
export async function orderDetail(ctx: AppContext, number: string): Promise<OrderDetail> {
  const head = await findOrderHead(ctx.db, number);
  if (!head) throw notFound('order', number);
  const [lines, allocations, shipments, payments, returns, journal, holds] = await Promise.all([
    findOrderLines(ctx.db, head.id, head.currency),
    findOrderAllocations(ctx.db, head.id),
    findShipments(ctx.db, { orderId: head.id }),
    findPayments(ctx.db, head.id),
    findReturns(ctx.db, head.id),
    entityJournal(ctx.db, 'order', head.id),
    findHolds(ctx.db, head.id),
  ]);
  const status = head.status as OrderStatus;
  const unitsAllocated = sum(lines, (line) => line.quantityAllocated);
  const holdCodes = codesOf(head.hold_codes);
  const etas = shipments.flatMap((shipment) => shipment.deliveredAt ?? shipment.etaP90At ?? []);
  const expectedAt = etas.length > 0 ? Math.max(...etas) : null;
  const timing = { status, promisedAt: head.promised_at, expectedAt };
  const order: OrderRow = {
    id: head.id,
    number: head.number,
    status,
    holdReason: head.hold_reason,
    holdCodes,
    channel: head.channel as OrderRow['channel'],
    customer: head.customer_name,
    segment: head.customer_segment,
    priority: head.priority,
    orderedAt: head.ordered_at,
    promisedAt: head.promised_at,
    expectedAt,
    late: isLate(timing, ctx.clock()),
    atRisk: isAtRisk(timing, ctx.clock()),
    city: head.city,
    country: head.country,
    lineCount: lines.length,
    units: sum(lines, (line) => line.quantity),
    unitsAllocated,
    unitsShipped: sum(lines, (line) => line.quantityShipped),
    total: { amountMinor: head.total_minor, currency: head.currency },
    paymentState: head.payment_state as OrderRow['paymentState'],
    closedAt: head.closed_at,
  };
  return {
    order,
    shipTo: {
      name: head.ship_to_name,
      street: head.street,
      city: head.city,
      postalCode: head.postal_code,
      region: head.region,
      country: head.country,
      latitude: head.latitude,
      longitude: head.longitude,
    },
    customer:
      head.customer_code === null
        ? null
        : {
            code: head.customer_code,
            name: head.customer_name ?? head.customer_code,
            segment: head.customer_segment ?? '',
            email: head.customer_email,
            phone: head.customer_phone,
          },
    serviceLevel: head.service_level,
    shipComplete: head.ship_complete === 1,
    collectAt:
      head.store_code === null ? null : { code: head.store_code, name: head.store_name ?? head.store_code },
    lines,
    allocations,
    shipments,
    payments,
    returns,
    holds,
    journal,
    actions: allowedActions({
      status,
      held: head.hold_reason !== null,
      heldByHand: holdCodes.includes('manual'),
      unitsAllocated,
      closed: head.closed_at !== null,
    }),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
