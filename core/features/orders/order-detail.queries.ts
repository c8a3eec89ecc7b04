import type { OrderDetail } from '../../contract/orders.ts';
import type { FacilityRef } from '../../contract/stock.ts';
import type { Database } from '../../db/database.ts';
import { shipmentActions } from '../shipments/index.ts';

const FACILITY_COLUMNS = [
  'facility.id as facility_id',
  'facility.code as facility_code',
  'facility.name as facility_name',
  'facility.kind as facility_kind',
  'facility.city as facility_city',
  'facility.country as facility_country',
] as const;

interface FacilityColumns {
  facility_id: number;
  facility_code: string;
  facility_name: string;
  facility_kind: string;
  facility_city: string | null;
  facility_country: string | null;
}

export function toFacilityRef(row: FacilityColumns): FacilityRef {
  return {
    id: row.facility_id,
    code: row.facility_code,
    name: row.facility_name,
    kind: row.facility_kind as FacilityRef['kind'],
    city: row.facility_city,
    country: row.facility_country,
  };
}

export async function findOrderHead(db: Database, number: string) {
  return db.read
    .selectFrom('sales_order')
    .leftJoin('customer', 'customer.id', 'sales_order.customer_id')
    .leftJoin('facility as store', 'store.id', 'sales_order.collect_facility_id')
    .selectAll('sales_order')
    .select([
      'customer.code as customer_code',
      'customer.name as customer_name',
      'customer.segment as customer_segment',
      'customer.email as customer_email',
      'customer.phone as customer_phone',
      'store.code as store_code',
      'store.name as store_name',
    ])
    .where('number', '=', number)
    .executeTakeFirst();
}

/** The lines with what is available of each product over all active facilities. */
export async function findOrderLines(
  db: Database,
  orderId: number,
  currency: string,
): Promise<OrderDetail['lines']> {
  const lines = await db.read
    .selectFrom('order_line')
    .innerJoin('product', 'product.id', 'order_line.product_id')
    .selectAll('order_line')
    .select(['product.sku', 'product.name'])
    .where('order_id', '=', orderId)
    .orderBy('line_number')
    .execute();
  const available = await availableUnits(
    db,
    lines.map((line) => line.product_id),
  );
  const packed = await packedUnits(db, orderId);
  return lines.map((line) => ({
    id: line.id,
    lineNumber: line.line_number,
    sku: line.sku,
    name: line.name,
    quantity: line.quantity,
    quantityAllocated: line.quantity_allocated,
    quantityPacked: packed.get(line.id) ?? 0,
    quantityShipped: line.quantity_shipped,
    quantityCancelled: line.quantity_cancelled,
    unitPrice: { amountMinor: line.unit_price_minor, currency },
    available: available.get(line.product_id) ?? 0,
  }));
}

/** Units of an order's lines in shipments that are packed and have not left. */
async function packedUnits(db: Database, orderId: number): Promise<Map<number, number>> {
  const rows = await db.read
    .selectFrom('shipment_line as l')
    .innerJoin('shipment as s', 's.id', 'l.shipment_id')
    .select('l.order_line_id as lineId')
    .select((eb) => eb.fn.sum<number>('l.quantity').as('units'))
    .where('s.order_id', '=', orderId)
    .where('s.status', '=', 'packed')
    .groupBy('l.order_line_id')
    .execute();
  return new Map(rows.map(({ lineId, units }) => [lineId, Number(units)]));
}

async function availableUnits(db: Database, productIds: number[]): Promise<Map<number, number>> {
  if (productIds.length === 0) return new Map();
  const rows = await db.read
    .selectFrom('stock_position')
    .innerJoin('facility', 'facility.id', 'stock_position.facility_id')
    .select(['product_id', 'on_hand', 'blocked', 'reserved_external', 'reserved_allocated', 'safety_stock'])
    .where('facility.active', '=', 1)
    .where('product_id', 'in', productIds)
    .execute();
  const sums = new Map<number, number>();
  for (const row of rows) {
    const taken = row.blocked + row.reserved_external + row.reserved_allocated + row.safety_stock;
    const free = Math.max(0, row.on_hand - taken);
    sums.set(row.product_id, (sums.get(row.product_id) ?? 0) + free);
  }
  return sums;
}

export async function findOrderAllocations(
  db: Database,
  orderId: number,
): Promise<OrderDetail['allocations']> {
  const rows = await db.read
    .selectFrom('allocation')
    .innerJoin('facility', 'facility.id', 'allocation.facility_id')
    .innerJoin('order_line', 'order_line.id', 'allocation.order_line_id')
    .innerJoin('product', 'product.id', 'allocation.product_id')
    .leftJoin('carrier_service', 'carrier_service.id', 'allocation.service_id')
    .leftJoin('sourcing_decision', (join) =>
      join
        .onRef('sourcing_decision.run_id', '=', 'allocation.run_id')
        .onRef('sourcing_decision.order_id', '=', 'allocation.order_id'),
    )
    .selectAll('allocation')
    .select(FACILITY_COLUMNS)
    .select(['order_line.line_number', 'product.sku', 'carrier_service.name as service_name'])
    .select('sourcing_decision.reason_json as decision_reason_json')
    .where('allocation.order_id', '=', orderId)
    .orderBy('order_line.line_number')
    .orderBy('allocation.id')
    .execute();
  const reasonOf = (json: string | null) => (json ? JSON.parse(json) : null);
  return rows.map((row) => ({
    id: row.id,
    lineNumber: row.line_number,
    sku: row.sku,
    facility: toFacilityRef(row),
    quantity: row.quantity,
    status: row.status as OrderDetail['allocations'][number]['status'],
    runId: row.run_id,
    cost: { amountMinor: row.cost_minor, currency: row.currency },
    service: row.service_name,
    reason: reasonOf(row.reason_json ?? row.decision_reason_json),
    createdAt: row.created_at,
  }));
}

/** The shipments of an order, or one shipment by its id, with lines and carrier scans, newest scan first. */
export async function findShipments(
  db: Database,
  by: { orderId: number } | { shipmentId: number },
): Promise<OrderDetail['shipments']> {
  const shipments = await db.read
    .selectFrom('shipment')
    .leftJoin('facility', 'facility.id', 'shipment.facility_id')
    .leftJoin('carrier_service', 'carrier_service.id', 'shipment.service_id')
    .selectAll('shipment')
    .select(FACILITY_COLUMNS)
    .select('carrier_service.name as service_name')
    .where(
      'orderId' in by ? 'shipment.order_id' : 'shipment.id',
      '=',
      'orderId' in by ? by.orderId : by.shipmentId,
    )
    .orderBy('shipment.id')
    .execute();
  if (shipments.length === 0) return [];
  const ids = shipments.map((shipment) => shipment.id);
  const [lines, events] = await Promise.all([
    db.read
      .selectFrom('shipment_line')
      .innerJoin('order_line', 'order_line.id', 'shipment_line.order_line_id')
      .innerJoin('product', 'product.id', 'shipment_line.product_id')
      .select(['shipment_id', 'order_line.line_number', 'product.sku', 'shipment_line.quantity'])
      .where('shipment_id', 'in', ids)
      .execute(),
    db.read
      .selectFrom('tracking_event')
      .select(['shipment_id', 'occurred_at', 'milestone', 'description', 'city', 'country'])
      .where('shipment_id', 'in', ids)
      .orderBy('occurred_at', 'desc')
      .execute(),
  ]);
  return shipments.map((row) => ({
    id: row.id,
    number: row.number,
    facility: row.facility_code === null ? null : toFacilityRef(row as FacilityColumns),
    service: row.service_name,
    trackingNumber: row.tracking_number,
    status: row.status,
    shippedAt: row.shipped_at,
    promisedAt: row.promised_at,
    etaP50At: row.eta_p50_at,
    etaP90At: row.eta_p90_at,
    deliveredAt: row.delivered_at,
    assignedAt: row.assigned_at,
    carrierEtaAt: row.carrier_eta_at,
    actions: shipmentActions({
      status: row.status,
      assignedAt: row.assigned_at,
      shippedAt: row.shipped_at,
    }),
    lines: lines
      .filter((line) => line.shipment_id === row.id)
      .map((line) => ({ lineNumber: line.line_number, sku: line.sku, quantity: line.quantity })),
    events: events
      .filter((event) => event.shipment_id === row.id)
      .map((event) => ({
        occurredAt: event.occurred_at,
        milestone: event.milestone,
        description: event.description,
        city: event.city,
        country: event.country,
      })),
  }));
}

export async function findPayments(db: Database, orderId: number): Promise<OrderDetail['payments']> {
  const rows = await db.read
    .selectFrom('payment')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('occurred_at')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    state: row.state,
    amount: { amountMinor: row.amount_minor, currency: row.currency },
    method: row.method,
    reference: row.reference,
    occurredAt: row.occurred_at,
  }));
}

export async function findReturns(db: Database, orderId: number): Promise<OrderDetail['returns']> {
  const rows = await db.read
    .selectFrom('order_return')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('returned_at')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    status: row.status,
    returnedAt: row.returned_at,
    total: { amountMinor: row.total_minor, currency: row.currency },
  }));
}
