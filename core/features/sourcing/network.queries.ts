import type { Database } from '../../db/database.ts';
import type { Gathered } from './gathered.ts';

/** Facilities that work, their services and rate cards. */
export async function findNetwork(
  db: Database,
): Promise<Pick<Gathered, 'facilities' | 'services' | 'rates'>> {
  const [facilities, services, rates] = await Promise.all([
    findFacilities(db),
    findServices(db),
    findRates(db),
  ]);
  return { facilities, services, rates };
}

export function findFacilities(db: Database) {
  return db.read
    .selectFrom('facility')
    .select(['id', 'code', 'name', 'kind', 'city', 'region', 'country', 'postal_code'])
    .select(['latitude', 'longitude', 'time_zone', 'currency'])
    .select(['handling_cost_minor', 'daily_capacity_orders', 'cut_off_minutes'])
    .where('active', '=', 1)
    .orderBy('id')
    .execute();
}

export function findServices(db: Database) {
  return db.read
    .selectFrom('carrier_service as s')
    .innerJoin('carrier as c', 'c.id', 's.carrier_id')
    .select(['s.id', 's.code', 's.name', 's.level', 's.cut_off_minutes', 's.max_weight_grams'])
    .select(['s.carrier_id', 'c.name as carrier'])
    .where('s.active', '=', 1)
    .orderBy('s.id')
    .execute();
}

export function findRates(db: Database) {
  return db.read.selectFrom('rate').selectAll().orderBy('id').execute();
}
