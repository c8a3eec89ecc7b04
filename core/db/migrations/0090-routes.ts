import { type Kysely, sql } from 'kysely';
import { createIndex, createTable, type SchemaTraits } from '../schema.ts';

/** Fleets, drivers, opening hours, and versioned route plans with their routes and stops. */
export async function up(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await fleetTables(db, traits);
  await planTables(db, traits);
}

async function fleetTables(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'opening_hours', {
    columns: {
      facility_id: 'integer>facility',
      weekday: 'integer',
      from_minutes: 'integer',
      to_minutes: 'integer',
    },
    primaryKey: ['facility_id', 'weekday', 'from_minutes'],
    checks: {
      weekday: 'weekday between 0 and 6',
      minutes: 'from_minutes >= 0 and to_minutes > from_minutes and to_minutes <= 1440',
    },
    clustered: true,
  });
  await vehicleTypeTable(db, traits);
  await createTable(db, traits, 'fleet_vehicle', {
    columns: { vehicle_type_id: 'integer>vehicle_type', facility_id: 'integer>facility', count: 'integer' },
    primaryKey: ['vehicle_type_id', 'facility_id'],
    checks: { count: 'count >= 0' },
    clustered: true,
  });
  await createTable(db, traits, 'driver', {
    columns: {
      id: 'id',
      code: 'text',
      name: 'text',
      facility_id: 'integer?>facility',
      phone: 'text?',
      active: 'integer=1',
      updated_at: 'integer',
    },
    unique: [['code']],
  });
}

async function vehicleTypeTable(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'vehicle_type', {
    columns: {
      id: 'id',
      code: 'text',
      name: 'text',
      capacity_weight_grams: 'integer?',
      capacity_volume_millilitres: 'integer?',
      capacity_pallets: 'real?',
      shift_from_minutes: 'integer',
      shift_to_minutes: 'integer',
      breaks_json: "text='[]'",
      max_stops: 'integer?',
      max_distance_metres: 'integer?',
      max_duration_seconds: 'integer?',
      range_metres: 'integer?',
      fixed_cost_minor: 'integer=0',
      cost_per_km_minor: 'real',
      cost_per_hour_minor: 'real',
      overtime_after_seconds: 'integer?',
      overtime_per_hour_minor: 'real',
      currency: 'text',
      speed_percent: 'integer=100',
      co2_grams_per_km: 'real',
      skills_json: "text='[]'",
      updated_at: 'integer',
    },
    unique: [['code']],
    checks: { shift: 'shift_from_minutes >= 0 and shift_to_minutes > shift_from_minutes' },
  });
}

async function planTables(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'route_plan', {
    columns: {
      id: 'id',
      series: 'text',
      version: 'integer',
      name: 'text',
      day: 'text',
      status: 'text',
      revision: 'integer=1',
      facts_json: 'text',
      parameters_json: 'text',
      figures_json: 'text',
      notes_json: "text='[]'",
      seconds: 'real',
      actor: 'text',
      created_at: 'integer',
      updated_at: 'integer',
      published_at: 'integer?',
      done_at: 'integer?',
      replaces_id: 'integer?>route_plan',
    },
    unique: [['series', 'version']],
    checks: { status: "status in ('draft','published','replaced','done')" },
  });
  await createIndex(db, 'route_plan', ['day']);
  await createTable(db, traits, 'route', {
    columns: {
      plan_id: 'integer>route_plan',
      number: 'integer',
      vehicle_key: 'text',
      driver_id: 'integer?>driver',
      locked: 'integer=0',
      leaves_at: 'integer',
      returns_at: 'integer',
      distance_metres: 'integer',
      cost_minor: 'integer',
      figures_json: 'text',
    },
    primaryKey: ['plan_id', 'number'],
    clustered: true,
  });
  await stopTable(db, traits);
  await createTable(db, traits, 'route_plan_edit', {
    columns: {
      plan_id: 'integer>route_plan',
      revision: 'integer',
      before_json: 'text',
      actor: 'text',
      at: 'integer',
    },
    primaryKey: ['plan_id', 'revision'],
    clustered: true,
  });
}

async function stopTable(db: Kysely<unknown>, traits: SchemaTraits): Promise<void> {
  await createTable(db, traits, 'route_stop', {
    columns: {
      plan_id: 'integer>route_plan',
      number: 'integer',
      kind: 'text',
      reference: 'text',
      shipment_id: 'integer?>shipment',
      order_id: 'integer?>sales_order',
      return_id: 'integer?>order_return',
      facility_id: 'integer?>facility',
      depot_id: 'integer?>facility',
      facts_json: 'text',
      promised_at: 'integer?',
      route_number: 'integer?',
      position: 'integer?',
      locked: 'integer=0',
      left_out: 'text?',
      arrives_at: 'integer?',
      eta_at: 'integer?',
      departs_at: 'integer?',
      distance_metres: 'integer?',
      load_json: 'text?',
      outcome: 'text?',
      actual_at: 'integer?',
      remark: 'text?',
      before_json: 'text?',
    },
    primaryKey: ['plan_id', 'number'],
    checks: {
      kind: "kind in ('delivery','collection','transfer')",
      outcome: "outcome in ('served','failed')",
      place: 'route_number is null or position is not null',
    },
    clustered: true,
  });
  await createIndex(db, 'route_stop', ['shipment_id'], 'shipment_id is not null');
  await createIndex(db, 'route_stop', ['return_id'], 'return_id is not null');
  await createIndex(db, 'route_stop', ['reference']);
  await sql`create index route_stop_route_index on route_stop (plan_id, route_number, position)`.execute(db);
}
