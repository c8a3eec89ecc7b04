import type { FacilityKind } from '../../contract/base.ts';
import type { Row } from '../../db/tables.ts';
import { RateBook } from '../../solvers/sourcing/index.ts';
import type { AppContext } from '../context.ts';
import {
  costCurrency,
  findFacilities,
  findRates,
  findServices,
  toRate,
  toService,
} from '../sourcing/index.ts';
import { readPreferences } from '../workspace/index.ts';
import { dayOfText } from './local-time.ts';
import { findCalendars, rateStamp, readPromiseSettings } from './network.queries.ts';
import type { PromiseFacility, PromiseNetwork, PromiseRates, PromiseService } from './promise-problem.ts';
import { MONDAY_TO_FRIDAY, MONDAY_TO_SATURDAY, type WorkCalendar } from './work-calendar.ts';

interface Rates {
  stamp: string;
  all: Row<'rate'>[];
}

interface Cached {
  network: Promise<PromiseNetwork> | null;
  rates: Rates | null;
  /** Of the rates above with the services of the last network. */
  book: { key: string; book: PromiseRates } | null;
}

const caches = new WeakMap<object, Cached>();

/** Facilities, services, rates and working days, read once and again after they have changed. */
export function promiseNetwork(ctx: AppContext): Promise<PromiseNetwork> {
  const cached = cacheOf(ctx);
  cached.network ??= loadNetwork(ctx, cached).catch((error: unknown) => {
    cached.network = null;
    throw error;
  });
  return cached.network;
}

function cacheOf(ctx: AppContext): Cached {
  const known = caches.get(ctx.db);
  if (known) return known;
  const cached: Cached = { network: null, rates: null, book: null };
  caches.set(ctx.db, cached);
  ctx.events.listen(({ type }) => {
    if (type === 'network.changed' || type === 'settings.changed') cached.network = null;
  });
  return cached;
}

async function loadNetwork(ctx: AppContext, cached: Cached): Promise<PromiseNetwork> {
  const { db } = ctx;
  const [facilities, services, calendars, settings, { currency: preferred }, stamp] = await Promise.all([
    findFacilities(db),
    findServices(db).then((rows) => rows.map(toPromiseService)),
    findCalendars(db),
    readPromiseSettings(db),
    readPreferences(db.read),
    rateStamp(db),
  ]);
  if (cached.rates?.stamp !== stamp) cached.rates = { stamp, all: await findRates(db) };
  const currency = costCurrency({ rates: cached.rates.all, currency: preferred });
  const key = JSON.stringify([stamp, currency, services]);
  if (cached.book?.key !== key) {
    const rates = cached.rates.all.filter((rate) => rate.currency === currency);
    const steps = rates.map((rate) => ({ ...toRate(rate), transitDaysMin: rate.transit_days_min }));
    cached.book = { key, book: new RateBook(services, steps) };
  }
  const calendarOf = new Map(calendars.map((row) => [`${row.owner} ${row.owner_id}`, toCalendar(row)]));
  const shipping = facilities.map((row): PromiseFacility => {
    const kind = row.kind as FacilityKind;
    const { latitude, longitude } = row;
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      kind,
      city: row.city,
      region: row.region,
      country: row.country,
      postalCode: row.postal_code,
      point: latitude === null || longitude === null ? null : { latitude, longitude },
      timeZone: row.time_zone,
      handlingMinor: row.handling_cost_minor,
      cutOffMinutes: row.cut_off_minutes,
      calendar: calendarOf.get(`facility ${row.id}`) ?? usualCalendar(kind),
    };
  });
  const carriers = calendars.filter(({ owner }) => owner === 'carrier');
  return {
    facilities: new Map(shipping.map((facility) => [facility.id, facility])),
    facilityByCode: new Map(shipping.map((facility) => [facility.code.toUpperCase(), facility])),
    services,
    rates: cached.book.book,
    carrierCalendars: new Map(carriers.map((row) => [row.owner_id, toCalendar(row)])),
    currency,
    settings,
  };
}

function toPromiseService(row: Awaited<ReturnType<typeof findServices>>[number]): PromiseService {
  const { code, name, carrier_id: carrierId, carrier } = row;
  return { ...toService(row), code, name, carrierId, carrier };
}

/** Stores work on Saturdays too; all others from Monday to Friday. */
function usualCalendar(kind: FacilityKind): WorkCalendar {
  return kind === 'store' ? MONDAY_TO_SATURDAY : MONDAY_TO_FRIDAY;
}

function toCalendar(row: { working_days: number; closed_days_json: string }): WorkCalendar {
  const closed = JSON.parse(row.closed_days_json) as string[];
  return { workingDays: row.working_days, closedDays: new Set(closed.map(dayOfText)) };
}
