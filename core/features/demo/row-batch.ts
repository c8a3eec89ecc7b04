import type { NewRow, Tables } from '../../db/tables.ts';

/** Columns in the order in which the demo writes them; a table's rows may only refer to tables before it. */
export const DEMO_COLUMNS = {
  facility: [
    'id',
    'code',
    'name',
    'kind',
    'street',
    'city',
    'postal_code',
    'region',
    'country',
    'latitude',
    'longitude',
    'location_precision',
    'time_zone',
    'currency',
    'handling_cost_minor',
    'daily_capacity_orders',
    'cut_off_minutes',
    'active',
    'updated_at',
  ],
  opening_hours: ['facility_id', 'weekday', 'from_minutes', 'to_minutes'],
  vehicle_type: [
    'id',
    'code',
    'name',
    'capacity_weight_grams',
    'capacity_volume_millilitres',
    'capacity_pallets',
    'shift_from_minutes',
    'shift_to_minutes',
    'breaks_json',
    'max_stops',
    'max_distance_metres',
    'max_duration_seconds',
    'range_metres',
    'fixed_cost_minor',
    'cost_per_km_minor',
    'cost_per_hour_minor',
    'overtime_after_seconds',
    'overtime_per_hour_minor',
    'currency',
    'speed_percent',
    'co2_grams_per_km',
    'skills_json',
    'updated_at',
  ],
  fleet_vehicle: ['vehicle_type_id', 'facility_id', 'count'],
  driver: ['id', 'code', 'name', 'facility_id', 'phone', 'active', 'updated_at'],
  picking_labour: ['facility_id', 'labour_json', 'updated_at'],
  wave_template: [
    'id',
    'facility_id',
    'name',
    'release_minutes',
    'cut_off_minutes',
    'filters_json',
    'active',
    'updated_at',
  ],
  box_type: [
    'id',
    'facility_id',
    'code',
    'name',
    'length_mm',
    'width_mm',
    'height_mm',
    'most_weight_grams',
    'own_weight_grams',
    'cost_minor',
    'currency',
    'active',
    'updated_at',
  ],
  product: [
    'id',
    'sku',
    'name',
    'category',
    'weight_grams',
    'volume_millilitres',
    'price_minor',
    'cost_minor',
    'currency',
    'stocked',
    'hazardous',
    'active',
    'updated_at',
  ],
  product_substitute: ['product_id', 'substitute_id', 'units', 'rank', 'note', 'updated_at'],
  carrier: ['id', 'code', 'name'],
  carrier_terms: ['carrier_id', 'terms_json', 'updated_at'],
  carrier_service: [
    'id',
    'carrier_id',
    'code',
    'name',
    'level',
    'cut_off_minutes',
    'max_weight_grams',
    'active',
  ],
  rate: [
    'id',
    'service_id',
    'origin_country',
    'destination_country',
    'destination_postal_prefix',
    'up_to_weight_grams',
    'price_minor',
    'currency',
    'transit_days_min',
    'transit_days_max',
  ],
  stock_position: [
    'product_id',
    'facility_id',
    'on_hand',
    'reserved_external',
    'safety_stock',
    'daily_demand',
    'updated_at',
  ],
  bin: ['facility_id', 'product_id', 'code', 'zone', 'aisle', 'bay', 'level', 'updated_at'],
  inbound: [
    'id',
    'reference',
    'product_id',
    'facility_id',
    'kind',
    'quantity',
    'expected_at',
    'status',
    'origin',
    'updated_at',
  ],
  customer: [
    'id',
    'code',
    'name',
    'segment',
    'email',
    'phone',
    'credit_limit_minor',
    'credit_stop',
    'overdue_minor',
    'street',
    'city',
    'postal_code',
    'region',
    'country',
    'latitude',
    'longitude',
    'updated_at',
  ],
  sales_order: [
    'id',
    'number',
    'channel',
    'customer_id',
    'priority',
    'status',
    'hold_reason',
    'hold_codes',
    'validated_at',
    'closed_at',
    'ordered_at',
    'promised_at',
    'ship_to_name',
    'street',
    'city',
    'postal_code',
    'region',
    'country',
    'latitude',
    'longitude',
    'currency',
    'total_minor',
    'payment_state',
    'service_level',
    'ship_complete',
    'fulfilment',
    'collect_facility_id',
    'worked_on_at',
    'updated_at',
  ],
  order_hold: ['id', 'order_id', 'code', 'mode', 'active', 'values_json', 'reason', 'since'],
  order_line: [
    'id',
    'order_id',
    'line_number',
    'product_id',
    'quantity',
    'unit_price_minor',
    'quantity_shipped',
    'quantity_cancelled',
  ],
  payment: [
    'id',
    'order_id',
    'kind',
    'state',
    'amount_minor',
    'currency',
    'method',
    'reference',
    'occurred_at',
  ],
  allocation: [
    'id',
    'order_id',
    'order_line_id',
    'product_id',
    'facility_id',
    'quantity',
    'status',
    'run_id',
    'service_id',
    'cost_minor',
    'currency',
    'reason_json',
    'created_at',
    'updated_at',
  ],
  shipment: [
    'id',
    'number',
    'order_id',
    'facility_id',
    'service_id',
    'tracking_number',
    'status',
    'shipped_at',
    'promised_at',
    'eta_p50_at',
    'eta_p90_at',
    'delivered_at',
    'city',
    'postal_code',
    'country',
    'latitude',
    'longitude',
    'weight_grams',
    'cost_minor',
    'currency',
    'updated_at',
  ],
  shipment_line: ['id', 'shipment_id', 'order_line_id', 'allocation_id', 'product_id', 'quantity'],
  tracking_event: [
    'id',
    'shipment_id',
    'occurred_at',
    'milestone',
    'description',
    'city',
    'country',
    'latitude',
    'longitude',
    'source',
  ],
  order_return: [
    'id',
    'number',
    'order_id',
    'customer_id',
    'channel',
    'status',
    'returned_at',
    'currency',
    'total_minor',
    'updated_at',
  ],
  order_return_line: [
    'id',
    'return_id',
    'line_number',
    'product_id',
    'quantity',
    'unit_price_minor',
    'reason',
  ],
} as const satisfies { readonly [T in keyof Tables]?: readonly (keyof NewRow<T>)[] };

export type DemoTable = keyof typeof DEMO_COLUMNS;
export const DEMO_TABLES = Object.keys(DEMO_COLUMNS) as DemoTable[];

/** Rows of one table, values in the order of `DEMO_COLUMNS`. */
export interface DemoChunk {
  table: DemoTable;
  rows: unknown[][];
}

/** A row with each column of the demo named, so that none is forgotten. */
export type DemoRow<T extends DemoTable> = Required<
  Pick<NewRow<T>, Extract<(typeof DEMO_COLUMNS)[T][number], keyof NewRow<T>>>
>;

/** Gathers rows of several tables; hands them out in an order that satisfies the foreign keys. */
export class RowBatch {
  readonly #rows = new Map<DemoTable, unknown[][]>();
  readonly #limit: number;
  #size = 0;

  constructor(limit = 4_000) {
    this.#limit = limit;
  }

  get full(): boolean {
    return this.#size >= this.#limit;
  }

  add<T extends DemoTable>(table: T, row: DemoRow<T>): void {
    const values: unknown[] = [];
    const named = row as Record<string, unknown>;
    for (const column of DEMO_COLUMNS[table]) values.push(named[column]);
    const rows = this.#rows.get(table);
    if (rows) rows.push(values);
    else this.#rows.set(table, [values]);
    this.#size++;
  }

  /** All rows so far, table by table; empties the batch. */
  *drain(): Generator<DemoChunk> {
    for (const table of DEMO_TABLES) {
      const rows = this.#rows.get(table);
      if (rows) yield { table, rows };
    }
    this.#rows.clear();
    this.#size = 0;
  }
}
