import type { FacilityKind } from '../../contract/base.ts';
import type { AppContext } from '../context.ts';
import { readPreferences } from '../workspace/index.ts';
import { dayOfText } from './local-time.ts';
import {
  findCalendars,
  findFacilities,
  findRates,
  findServices,
  rateStamp,
  readPromiseSettings,
} from './network.queries.ts';
import type { PromiseFacility, PromiseNetwork } from './promise-problem.ts';
import { type PromiseRate, RateIndex } from './rate-index.ts';
import { MONDAY_TO_FRIDAY, MONDAY_TO_SATURDAY, type WorkCalendar } from './work-calendar.ts';

interface Rates {
  stamp: string;
  all: (PromiseRate & { currency: string })[];
}

interface Cached {
  network: Promise<PromiseNetwork> | null;
  rates: Rates | null;
  /** Of the rates above with the services of the last network. */
  index: { key: string; index: RateIndex } | null;
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
  const cached: Cached = { network: null, rates: null, index: null };
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
    findServices(db),
    findCalendars(db),
    readPromiseSettings(db),
    readPreferences(db),
    rateStamp(db),
  ]);
  if (cached.rates?.stamp !== stamp) cached.rates = { stamp, all: await findRates(db) };
  const currency = costCurrency(cached.rates.all, preferred);
  const key = JSON.stringify([stamp, currency, services]);
  if (cached.index?.key !== key) {
    const rates = cached.rates.all.filter((rate) => rate.currency === currency);
    cached.index = { key, index: new RateIndex(services, rates) };
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
    rates: cached.index.index,
    carrierCalendars: new Map(carriers.map((row) => [row.owner_id, toCalendar(row)])),
    currency,
    settings,
  };
}

/** Stores work on Saturdays too; all others from Monday to Friday. */
export function usualCalendar(kind: FacilityKind): WorkCalendar {
  return kind === 'store' ? MONDAY_TO_SATURDAY : MONDAY_TO_FRIDAY;
}

function toCalendar(row: { working_days: number; closed_days_json: string }): WorkCalendar {
  const closed = JSON.parse(row.closed_days_json) as string[];
  return { workingDays: row.working_days, closedDays: new Set(closed.map(dayOfText)) };
}

/** The currency of the rate cards: the workspace's if there are several, or none. As in sourcing. */
function costCurrency(rates: readonly { currency: string }[], preferred: string): string {
  const counts = new Map<string, number>();
  for (const { currency } of rates) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  if (counts.size === 0 || counts.has(preferred)) return preferred;
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? preferred;
}
