import type { PromiseSettings } from '../../contract/promise.ts';
import { promiseSettings } from '../../contract/promise.ts';
import type { Database } from '../../db/database.ts';
import { readSetting } from '../workspace/index.ts';

export const PROMISE_SETTING = 'promise';

/** Whether rates have changed can be told without reading them all into memory. */
export async function rateStamp(db: Database): Promise<string> {
  const row = await db.read
    .selectFrom('rate')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.max('id').as('last'),
      eb.fn.sum<number>(eb('id', '*', eb.ref('price_minor'))).as('prices'),
      eb.fn.sum<number>(eb('id', '*', eb.ref('transit_days_max'))).as('longest'),
      eb.fn.sum<number>(eb('id', '*', eb.ref('transit_days_min'))).as('shortest'),
      eb.fn.sum<number>(eb('id', '*', eb.ref('up_to_weight_grams'))).as('weights'),
      eb.fn.sum<number>(eb('id', '*', eb.ref('service_id'))).as('services'),
    ])
    .executeTakeFirst();
  return JSON.stringify(row ?? null);
}

export function findCalendars(db: Database) {
  return db.read.selectFrom('work_calendar').selectAll().orderBy('owner').orderBy('owner_id').execute();
}

/** How promises are reckoned here; what was never said is as usual. */
export async function readPromiseSettings(db: Database): Promise<PromiseSettings> {
  return promiseSettings.parse((await readSetting(db.read, PROMISE_SETTING)) ?? {});
}
