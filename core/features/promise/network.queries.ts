import type { PromiseSettings } from '../../contract/promise.ts';
import { promiseSettings } from '../../contract/promise.ts';
import type { Database } from '../../db/database.ts';
import { readSetting } from '../workspace/index.ts';
import type { PromiseRate, PromiseService } from './rate-index.ts';

export const PROMISE_SETTING = 'promise';

export function findFacilities(db: Database) {
  return db.read
    .selectFrom('facility')
    .select([
      'id',
      'code',
      'name',
      'kind',
      'city',
      'region',
      'country',
      'postal_code',
      'latitude',
      'longitude',
    ])
    .select(['time_zone', 'handling_cost_minor', 'cut_off_minutes'])
    .where('active', '=', 1)
    .orderBy('id')
    .execute();
}

export async function findServices(db: Database): Promise<PromiseService[]> {
  const rows = await db.read
    .selectFrom('carrier_service as s')
    .innerJoin('carrier as c', 'c.id', 's.carrier_id')
    .select(['s.id', 's.code', 's.name', 's.level', 's.cut_off_minutes', 's.max_weight_grams'])
    .select(['c.id as carrier_id', 'c.name as carrier'])
    .where('s.active', '=', 1)
    .orderBy('s.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    carrierId: row.carrier_id,
    carrier: row.carrier,
    level: row.level,
    cutOffMinutes: row.cut_off_minutes,
    maxWeightGrams: row.max_weight_grams,
  }));
}

/** Whether rates have changed can be told without reading them all into memory. */
export async function rateStamp(db: Database): Promise<string> {
  const row = await db.read
    .selectFrom('rate')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.max('id').as('last'),
      eb.fn.sum<number>('price_minor').as('prices'),
      eb.fn.sum<number>('transit_days_max').as('longest'),
      eb.fn.sum<number>('transit_days_min').as('shortest'),
      eb.fn.sum<number>('up_to_weight_grams').as('weights'),
    ])
    .executeTakeFirst();
  return JSON.stringify(row ?? null);
}

export async function findRates(db: Database): Promise<(PromiseRate & { currency: string })[]> {
  const rows = await db.read.selectFrom('rate').selectAll().orderBy('id').execute();
  return rows.map((row) => ({
    serviceId: row.service_id,
    originCountry: row.origin_country,
    destinationCountry: row.destination_country,
    destinationPostalPrefix: row.destination_postal_prefix,
    upToWeightGrams: row.up_to_weight_grams,
    priceMinor: row.price_minor,
    transitDaysMin: row.transit_days_min,
    transitDaysMax: row.transit_days_max,
    currency: row.currency,
  }));
}

export function findCalendars(db: Database) {
  return db.read.selectFrom('work_calendar').selectAll().orderBy('owner').orderBy('owner_id').execute();
}

/** How promises are reckoned here; what was never said is as usual. */
export async function readPromiseSettings(db: Database): Promise<PromiseSettings> {
  return promiseSettings.parse((await readSetting(db, PROMISE_SETTING)) ?? {});
}
