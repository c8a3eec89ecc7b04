import type { Kysely } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Orders, payments, shipments, tracking and returns. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'sales_order', {
    columns: {
      id: 'id',
      number: 'text',
      channel: 'text',
      customer_id: 'integer?>customer',
      priority: 'integer=5',
      status: 'text',
      hold_reason: 'text?',
      ordered_at: 'integer',
      promised_at: 'integer?',
      ship_to_name: 'text?',
      street: 'text?',
      city: 'text?',
      postal_code: 'text?',
      region: 'text?',
      country: 'text?',
      latitude: 'real?',
      longitude: 'real?',
      currency: 'text',
      total_minor: 'integer=0',
      payment_state: 'text',
      service_level: 'text?',
      ship_complete: 'integer=0',
      worked_on_at: 'integer?',
      updated_at: 'integer',
    },
    unique: [['number']],
    checks: {
      channel: "channel in ('web','mobile','callCenter','pos','marketplace','edi')",
      status:
        "status in ('received','open','partiallySourced','sourced','released','picking','packed','partiallyShipped','shipped','delivered','returned','cancelled')",
      payment_state: "payment_state in ('none','pending','authorized','paid','refunded','failed')",
      priority: 'priority between 1 and 9',
    },
  });
  await createIndex(db, 'sales_order', ['status', 'priority', 'ordered_at']);
  await createIndex(db, 'sales_order', ['customer_id']);
  await createTable(db, traits, 'order_line', {
    columns: {
      id: 'id',
      order_id: 'integer>sales_order',
      line_number: 'integer',
      product_id: 'integer>product',
      quantity: 'integer',
      unit_price_minor: 'integer=0',
      quantity_allocated: 'integer=0',
      quantity_shipped: 'integer=0',
      quantity_cancelled: 'integer=0',
    },
    unique: [['order_id', 'line_number']],
    checks: {
      quantities:
        'quantity > 0 and quantity_allocated >= 0 and quantity_shipped >= 0 and quantity_cancelled >= 0 and quantity_allocated + quantity_shipped + quantity_cancelled <= quantity',
    },
  });
  await createIndex(db, 'order_line', ['product_id']);
  await createTable(db, traits, 'payment', {
    columns: {
      id: 'id',
      order_id: 'integer>sales_order',
      kind: 'text',
      state: 'text',
      amount_minor: 'integer',
      currency: 'text',
      method: 'text?',
      reference: 'text?',
      occurred_at: 'integer',
    },
  });
  await createIndex(db, 'payment', ['order_id']);
  await createTable(db, traits, 'shipment', {
    columns: {
      id: 'id',
      number: 'text',
      order_id: 'integer?>sales_order',
      facility_id: 'integer?>facility',
      service_id: 'integer?>carrier_service',
      tracking_number: 'text?',
      status: 'text',
      shipped_at: 'integer?',
      promised_at: 'integer?',
      eta_p50_at: 'integer?',
      eta_p90_at: 'integer?',
      delivered_at: 'integer?',
      city: 'text?',
      postal_code: 'text?',
      country: 'text?',
      latitude: 'real?',
      longitude: 'real?',
      weight_grams: 'integer=0',
      cost_minor: 'integer=0',
      currency: 'text',
      updated_at: 'integer',
    },
    unique: [['number']],
    checks: {
      status:
        "status in ('planned','picked','packed','inTransit','delivered','exception','returned','cancelled')",
    },
  });
  await createIndex(db, 'shipment', ['order_id']);
  await createIndex(db, 'shipment', ['tracking_number']);
  await createIndex(db, 'shipment', ['status']);
  await createTable(db, traits, 'tracking_event', {
    columns: {
      id: 'id',
      shipment_id: 'integer>shipment',
      occurred_at: 'integer',
      milestone: 'text',
      description: 'text?',
      city: 'text?',
      country: 'text?',
      latitude: 'real?',
      longitude: 'real?',
      source: 'text',
    },
    unique: [['shipment_id', 'occurred_at', 'milestone']],
  });
  await createTable(db, traits, 'order_return', {
    columns: {
      id: 'id',
      number: 'text',
      order_id: 'integer?>sales_order',
      customer_id: 'integer?>customer',
      channel: 'text',
      status: 'text',
      returned_at: 'integer',
      currency: 'text',
      total_minor: 'integer=0',
      updated_at: 'integer',
    },
    unique: [['number']],
  });
  await createIndex(db, 'order_return', ['order_id']);
  await createTable(db, traits, 'order_return_line', {
    columns: {
      id: 'id',
      return_id: 'integer>order_return',
      line_number: 'integer',
      product_id: 'integer>product',
      quantity: 'integer',
      unit_price_minor: 'integer=0',
      reason: 'text?',
    },
    unique: [['return_id', 'line_number']],
    checks: { quantity: 'quantity > 0' },
  });
}
