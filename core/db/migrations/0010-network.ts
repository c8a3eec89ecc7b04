import type { Kysely } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

const ADDRESS = {
  street: 'text?',
  city: 'text?',
  postal_code: 'text?',
  region: 'text?',
  country: 'text?',
  latitude: 'real?',
  longitude: 'real?',
} as const;

/** Facilities, products, stock, inbound, customers, carriers and their rate cards. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'facility', {
    columns: {
      id: 'id',
      code: 'text',
      name: 'text',
      kind: 'text',
      ...ADDRESS,
      location_precision: 'text?',
      time_zone: 'text',
      currency: 'text',
      handling_cost_minor: 'integer=0',
      daily_capacity_orders: 'integer?',
      cut_off_minutes: 'integer=960',
      active: 'integer=1',
      updated_at: 'integer',
    },
    unique: [['code']],
    checks: {
      kind: "kind in ('warehouse','store','supplier','thirdParty')",
      position: '(latitude is null) = (longitude is null)',
    },
  });
  await createTable(db, traits, 'product', {
    columns: {
      id: 'id',
      sku: 'text',
      name: 'text',
      category: 'text?',
      weight_grams: 'integer=0',
      volume_millilitres: 'integer=0',
      price_minor: 'integer=0',
      cost_minor: 'integer=0',
      currency: 'text',
      stocked: 'integer=1',
      active: 'integer=1',
      updated_at: 'integer',
    },
    unique: [['sku']],
  });
  await createTable(db, traits, 'stock_position', {
    columns: {
      product_id: 'integer>product',
      facility_id: 'integer>facility',
      on_hand: 'integer=0',
      reserved_external: 'integer=0',
      reserved_allocated: 'integer=0',
      safety_stock: 'integer=0',
      daily_demand: 'real',
      updated_at: 'integer',
    },
    primaryKey: ['product_id', 'facility_id'],
    checks: {
      quantities:
        'reserved_external >= 0 and reserved_allocated >= 0 and safety_stock >= 0 and daily_demand >= 0',
    },
    clustered: true,
  });
  await createIndex(db, 'stock_position', ['facility_id', 'product_id']);
  await createTable(db, traits, 'inbound', {
    columns: {
      id: 'id',
      reference: 'text',
      product_id: 'integer>product',
      facility_id: 'integer>facility',
      kind: 'text',
      quantity: 'integer',
      expected_at: 'integer',
      status: 'text',
      origin: 'text?',
      updated_at: 'integer',
    },
    unique: [['reference', 'product_id', 'facility_id']],
    checks: {
      kind: "kind in ('purchase','transfer','return')",
      status: "status in ('expected','received','cancelled')",
      quantity: 'quantity > 0',
    },
  });
  await createIndex(db, 'inbound', ['product_id', 'facility_id']);
  await createTable(db, traits, 'customer', {
    columns: {
      id: 'id',
      code: 'text',
      name: 'text',
      segment: 'text',
      email: 'text?',
      phone: 'text?',
      ...ADDRESS,
      updated_at: 'integer',
    },
    unique: [['code']],
  });
  await createTable(db, traits, 'carrier', {
    columns: { id: 'id', code: 'text', name: 'text' },
    unique: [['code']],
  });
  await createTable(db, traits, 'carrier_service', {
    columns: {
      id: 'id',
      carrier_id: 'integer>carrier',
      code: 'text',
      name: 'text',
      level: 'text',
      cut_off_minutes: 'integer=960',
      max_weight_grams: 'integer?',
      active: 'integer=1',
    },
    unique: [['carrier_id', 'code']],
    checks: { level: "level in ('economy','standard','express','sameDay')" },
  });
  await createTable(db, traits, 'rate', {
    columns: {
      id: 'id',
      service_id: 'integer>carrier_service',
      origin_country: 'text',
      destination_country: 'text',
      destination_postal_prefix: "text=''",
      up_to_weight_grams: 'integer',
      price_minor: 'integer',
      currency: 'text',
      transit_days_min: 'integer',
      transit_days_max: 'integer',
    },
    unique: [
      [
        'service_id',
        'origin_country',
        'destination_country',
        'destination_postal_prefix',
        'up_to_weight_grams',
      ],
    ],
    checks: {
      transit: 'transit_days_min >= 0 and transit_days_max >= transit_days_min',
      price: 'price_minor >= 0',
    },
  });
}
