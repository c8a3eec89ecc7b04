import type {
  DriverDraft,
  DriverView,
  OpeningHours,
  VehicleTypeDraft,
  VehicleTypeView,
} from '../../contract/fleets.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import type { NewRow, Row } from '../../db/tables.ts';

/** Vehicle types by code, with how many stand where. */
export async function findFleet(db: Database): Promise<VehicleTypeView[]> {
  const [types, counts] = await Promise.all([
    db.read.selectFrom('vehicle_type').selectAll().orderBy('code').execute(),
    db.read
      .selectFrom('fleet_vehicle as v')
      .innerJoin('facility as f', 'f.id', 'v.facility_id')
      .select(['v.vehicle_type_id', 'v.count', 'f.code'])
      .orderBy('f.code')
      .execute(),
  ]);
  const vehiclesOf = Map.groupBy(counts, (row) => row.vehicle_type_id);
  return types.map((row) => toView(row, vehiclesOf.get(row.id) ?? []));
}

function toView(
  row: Row<'vehicle_type'>,
  vehicles: readonly { code: string; count: number }[],
): VehicleTypeView {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    capacityWeightGrams: row.capacity_weight_grams,
    capacityVolumeMillilitres: row.capacity_volume_millilitres,
    capacityPallets: row.capacity_pallets,
    shiftFromMinutes: row.shift_from_minutes,
    shiftToMinutes: row.shift_to_minutes,
    breaks: JSON.parse(row.breaks_json),
    maxStops: row.max_stops,
    maxDistanceMetres: row.max_distance_metres,
    maxDurationSeconds: row.max_duration_seconds,
    rangeMetres: row.range_metres,
    fixedCostMinor: row.fixed_cost_minor,
    costPerKmMinor: row.cost_per_km_minor,
    costPerHourMinor: row.cost_per_hour_minor,
    overtimeAfterSeconds: row.overtime_after_seconds,
    overtimePerHourMinor: row.overtime_per_hour_minor,
    currency: row.currency,
    speedPercent: row.speed_percent,
    co2GramsPerKm: row.co2_grams_per_km,
    skills: JSON.parse(row.skills_json),
    vehicles: vehicles.map(({ code, count }) => ({ facility: code, count })),
  };
}

function toRow(draft: VehicleTypeDraft, at: number): NewRow<'vehicle_type'> {
  return {
    code: draft.code,
    name: draft.name,
    capacity_weight_grams: draft.capacityWeightGrams,
    capacity_volume_millilitres: draft.capacityVolumeMillilitres,
    capacity_pallets: draft.capacityPallets,
    shift_from_minutes: draft.shiftFromMinutes,
    shift_to_minutes: draft.shiftToMinutes,
    breaks_json: JSON.stringify(draft.breaks),
    max_stops: draft.maxStops,
    max_distance_metres: draft.maxDistanceMetres,
    max_duration_seconds: draft.maxDurationSeconds,
    range_metres: draft.rangeMetres,
    fixed_cost_minor: draft.fixedCostMinor,
    cost_per_km_minor: draft.costPerKmMinor,
    cost_per_hour_minor: draft.costPerHourMinor,
    overtime_after_seconds: draft.overtimeAfterSeconds,
    overtime_per_hour_minor: draft.overtimePerHourMinor,
    currency: draft.currency,
    speed_percent: draft.speedPercent,
    co2_grams_per_km: draft.co2GramsPerKm,
    skills_json: JSON.stringify(draft.skills),
    updated_at: at,
  };
}

/** Whether another row of the table has this code. */
export async function isCodeTaken(
  trx: WriteTransaction,
  table: 'vehicle_type' | 'driver',
  code: string,
  id: number | undefined,
): Promise<boolean> {
  const row = await trx.selectFrom(table).select('id').where('code', '=', code).executeTakeFirst();
  return row !== undefined && row.id !== id;
}

export async function findFacilityIds(
  trx: WriteTransaction,
  codes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (codes.length === 0) return new Map();
  const rows = await trx.selectFrom('facility').select(['id', 'code']).where('code', 'in', codes).execute();
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** @returns its id; null when there is none to change */
export async function writeVehicleType(
  trx: WriteTransaction,
  draft: VehicleTypeDraft,
  {
    id,
    at,
    vehicles,
  }: { id: number | undefined; at: number; vehicles: readonly { facilityId: number; count: number }[] },
): Promise<number | null> {
  const row = toRow(draft, at);
  const query =
    id === undefined
      ? trx.insertInto('vehicle_type').values(row).returning('id')
      : trx.updateTable('vehicle_type').set(row).where('id', '=', id).returning('id');
  const saved = await query.executeTakeFirst();
  if (!saved) return null;
  await trx.deleteFrom('fleet_vehicle').where('vehicle_type_id', '=', saved.id).execute();
  for (const { facilityId, count } of vehicles) {
    await trx
      .insertInto('fleet_vehicle')
      .values({ vehicle_type_id: saved.id, facility_id: facilityId, count })
      .execute();
  }
  return saved.id;
}

/** @returns its code; null when there is none */
export async function deleteVehicleType(trx: WriteTransaction, id: number): Promise<string | null> {
  await trx.deleteFrom('fleet_vehicle').where('vehicle_type_id', '=', id).execute();
  const row = await trx.deleteFrom('vehicle_type').where('id', '=', id).returning('code').executeTakeFirst();
  return row?.code ?? null;
}

export async function findDrivers(db: Database): Promise<DriverView[]> {
  const rows = await db.read
    .selectFrom('driver as d')
    .leftJoin('facility as f', 'f.id', 'd.facility_id')
    .select(['d.id', 'd.code', 'd.name', 'd.phone', 'd.active', 'f.code as facility'])
    .orderBy('d.code')
    .execute();
  return rows.map((row) => ({ ...row, active: row.active === 1 }));
}

/** @returns its id; null when there is none to change */
export async function writeDriver(
  trx: WriteTransaction,
  draft: DriverDraft,
  { id, at, facilityId }: { id: number | undefined; at: number; facilityId: number | null },
): Promise<number | null> {
  const { code, name, phone } = draft;
  const row = { code, name, phone, facility_id: facilityId, active: Number(draft.active), updated_at: at };
  const query =
    id === undefined
      ? trx.insertInto('driver').values(row).returning('id')
      : trx.updateTable('driver').set(row).where('id', '=', id).returning('id');
  return (await query.executeTakeFirst())?.id ?? null;
}

/** One whom a plan names stays, inactive. @returns the code; null when there is none */
export async function deleteDriver(trx: WriteTransaction, id: number): Promise<string | null> {
  const driver = await trx.selectFrom('driver').select('code').where('id', '=', id).executeTakeFirst();
  if (!driver) return null;
  const named = await trx.selectFrom('route').select('number').where('driver_id', '=', id).executeTakeFirst();
  if (named) await trx.updateTable('driver').set({ active: 0 }).where('id', '=', id).execute();
  else await trx.deleteFrom('driver').where('id', '=', id).execute();
  return driver.code;
}

export async function findOpeningHours(db: Database, facilityId: number): Promise<OpeningHours> {
  const rows = await db.read
    .selectFrom('opening_hours')
    .selectAll()
    .where('facility_id', '=', facilityId)
    .orderBy('weekday')
    .orderBy('from_minutes')
    .execute();
  return rows.map(({ weekday, from_minutes, to_minutes }) => ({
    weekday,
    fromMinutes: from_minutes,
    toMinutes: to_minutes,
  }));
}

export async function writeOpeningHours(
  trx: WriteTransaction,
  facilityId: number,
  hours: OpeningHours,
): Promise<void> {
  await trx.deleteFrom('opening_hours').where('facility_id', '=', facilityId).execute();
  for (const { weekday, fromMinutes, toMinutes } of hours) {
    await trx
      .insertInto('opening_hours')
      .values({ facility_id: facilityId, weekday, from_minutes: fromMinutes, to_minutes: toMinutes })
      .execute();
  }
}

export async function findFacilityId(db: Database, code: string): Promise<number | null> {
  const row = await db.read.selectFrom('facility').select('id').where('code', '=', code).executeTakeFirst();
  return row?.id ?? null;
}
