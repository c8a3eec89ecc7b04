import type { DemoPlan } from './demo-options.ts';
import { CURRENCY, type DemoFacility } from './facilities.ts';
import { storesAround } from './own-tours.ts';
import type { DemoRow, RowBatch } from './row-batch.ts';

type VehicleRow = DemoRow<'vehicle_type'>;

/** Stores receive from half past nine to noon and from two to six, Monday to Saturday. */
const STORE_HOURS = [
  [570, 720],
  [840, 1080],
] as const;
const STORE_DAYS = 6;
/** A store that also sends vehicles out is open from early to late. */
const HUB_HOURS = [[420, 1200]] as const;
const HUB_VANS = 5;
const DRIVERS = [
  'Alix',
  'Bilal',
  'Chloé',
  'Diego',
  'Emma',
  'Farid',
  'Greta',
  'Hugo',
  'Inès',
  'Jonas',
  'Karim',
  'Léa',
];

const LUNCH = JSON.stringify([{ fromMinutes: 690, toMinutes: 840, minutes: 45 }]);

const BASE = {
  shift_from_minutes: 450,
  shift_to_minutes: 1110,
  breaks_json: LUNCH,
  max_stops: null,
  max_distance_metres: null,
  max_duration_seconds: 36_000,
  range_metres: null,
  cost_per_hour_minor: 2450,
  overtime_after_seconds: 28_800,
  overtime_per_hour_minor: 610,
  currency: CURRENCY,
  speed_percent: 100,
  skills_json: '[]',
};

const TYPES: (Omit<VehicleRow, 'id' | 'updated_at'> & { vehicles: number })[] = [
  {
    ...BASE,
    code: 'VAN',
    name: 'Van 3.5 t',
    capacity_weight_grams: 1_150_000,
    capacity_volume_millilitres: 11_000_000,
    capacity_pallets: 6,
    fixed_cost_minor: 4200,
    cost_per_km_minor: 31,
    co2_grams_per_km: 215,
    vehicles: 12,
  },
  {
    ...BASE,
    code: 'EVAN',
    name: 'Electric van',
    capacity_weight_grams: 900_000,
    capacity_volume_millilitres: 10_000_000,
    capacity_pallets: 5,
    range_metres: 190_000,
    fixed_cost_minor: 5600,
    cost_per_km_minor: 14,
    co2_grams_per_km: 12,
    vehicles: 2,
  },
  {
    ...BASE,
    code: 'TRUCK',
    name: 'Truck 12 t with tail lift',
    capacity_weight_grams: 5_800_000,
    capacity_volume_millilitres: 38_000_000,
    capacity_pallets: 16,
    fixed_cost_minor: 9800,
    cost_per_km_minor: 62,
    cost_per_hour_minor: 2700,
    speed_percent: 88,
    co2_grams_per_km: 590,
    skills_json: '["tailLift"]',
    vehicles: 2,
  },
];

/** Vehicles and drivers of every warehouse, vans of one store near one, and when stores receive; without chance, so that nothing else of the demo changes. */
export function addFleet(facilities: readonly DemoFacility[], { now }: DemoPlan, batch: RowBatch): void {
  const warehouses = facilities.filter(({ kind }) => kind === 'warehouse');
  const hub = storesAround(facilities)[0];
  for (const { id } of facilities.filter(({ kind }) => kind === 'store')) {
    for (let weekday = 0; weekday < STORE_DAYS; weekday++) {
      for (const [from, to] of id === hub?.id ? HUB_HOURS : STORE_HOURS) {
        batch.add('opening_hours', { facility_id: id, weekday, from_minutes: from, to_minutes: to });
      }
    }
  }
  TYPES.forEach(({ vehicles, ...type }, i) => {
    batch.add('vehicle_type', { ...type, id: i + 1, updated_at: now });
    for (const { id } of warehouses) {
      batch.add('fleet_vehicle', { vehicle_type_id: i + 1, facility_id: id, count: vehicles });
    }
    if (hub && type.code === 'VAN') {
      batch.add('fleet_vehicle', { vehicle_type_id: i + 1, facility_id: hub.id, count: HUB_VANS });
    }
  });
  warehouses.forEach(({ id: facilityId, row }, i) => {
    DRIVERS.forEach((name, k) => {
      const id = i * DRIVERS.length + k + 1;
      const code = `${row.code}-${String(k + 1).padStart(2, '0')}`;
      batch.add('driver', {
        id,
        code,
        name,
        facility_id: facilityId,
        phone: null,
        active: 1,
        updated_at: now,
      });
    });
  });
}
