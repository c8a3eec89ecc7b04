import type { AppContext } from '../context.ts';
import {
  type CompiledRules,
  compileRules,
  type OrderFacts,
  type RulesOfRun,
  rulesForRun,
} from '../rules/index.ts';
import type { PromiseFacility, PromiseNetwork } from './promise-problem.ts';
import type { WantedProduct } from './supply.queries.ts';
import type { SupplyFacts } from './supply.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** Versions come into force by the clock: they are looked up again after a minute. */
const KEPT_MS = 60_000;
/** There is no order yet. */
const NO_ORDER = -1;

interface Known {
  rules: Promise<RulesOfRun | null> | null;
  until: number;
}
const caches = new WeakMap<object, Known>();

function cacheOf(ctx: AppContext): Known {
  const known = caches.get(ctx.db);
  if (known) return known;
  const fresh: Known = { rules: null, until: 0 };
  ctx.events.listen(({ type }) => {
    if (type === 'rules.changed' || type === 'stock.changed') fresh.rules = null;
  });
  caches.set(ctx.db, fresh);
  return fresh;
}

/** The rules that count now; null without any. */
export function rulesInForce(ctx: AppContext): Promise<RulesOfRun | null> {
  const cache = cacheOf(ctx);
  const now = ctx.clock();
  if (cache.rules && Math.abs(cache.until - KEPT_MS / 2 - now) <= KEPT_MS / 2) return cache.rules;
  cache.until = now + KEPT_MS;
  cache.rules = rulesForRun(ctx.db, undefined, now).catch((error: unknown) => {
    cache.rules = null;
    throw error;
  });
  return cache.rules;
}

/** What rules leave of a promise's network and stock. */
export interface RuledPromise {
  network: PromiseNetwork;
  supply: SupplyFacts[];
  /** Null: the rules set no limit. */
  maxParcels: number | null;
  mayShip: (facility: PromiseFacility) => boolean;
}

type Asked = Pick<OrderFacts, 'channel' | 'country' | 'serviceLevel'> & { now: number };

/** Applies rules to what is asked, as they would be to an order of it: who may serve it, what is kept back, when who works. Pure. */
export function ruledPromise(
  rules: RulesOfRun,
  asked: Asked,
  wanted: readonly { product: WantedProduct; quantity: number }[],
  network: PromiseNetwork,
  supply: readonly SupplyFacts[],
): RuledPromise {
  const facilities = [...network.facilities.values()];
  const compiled = compileRules(
    rules.document,
    [factsOf(asked, wanted)],
    facilities,
    asked.now,
    rules.rejections,
  );
  const { maxShipments, stockClass } = compiled.order(NO_ORDER);
  const categories = new Map(wanted.map(({ product }) => [product.id, product.category]));
  return {
    network: { ...network, facilities: inWorkingTime(network, compiled) },
    supply: supply.map((one) => {
      if (compiled.avoided(one.productId, one.facilityId)) return { ...one, available: 0, inbound: [] };
      if (stockClass === undefined) return one;
      const { facilityId, onHand } = one;
      const category = categories.get(one.productId) ?? null;
      const kept = compiled.keptBack(stockClass, { facilityId, category, onHand });
      return kept > 0 ? { ...one, available: one.available - kept } : one;
    }),
    maxParcels: maxShipments ?? null,
    mayShip: (facility) => compiled.excluded(NO_ORDER, facility.id) === null,
  };
}

function factsOf(asked: Asked, wanted: readonly { product: WantedProduct; quantity: number }[]): OrderFacts {
  return {
    id: NO_ORDER,
    channel: asked.channel,
    country: asked.country,
    region: null,
    segment: null,
    serviceLevel: asked.serviceLevel,
    valueMinor: wanted.reduce((sum, { product, quantity }) => sum + product.priceMinor * quantity, 0),
    orderedAt: asked.now,
    promisedAt: null,
    priority: 5,
    weightGrams: wanted.reduce((sum, { product, quantity }) => sum + product.weightGrams * quantity, 0),
    categories: [...new Set(wanted.flatMap(({ product }) => product.category ?? []))],
    hazardous: wanted.some(({ product }) => product.hazardous),
  };
}

function inWorkingTime(network: PromiseNetwork, compiled: CompiledRules): PromiseNetwork['facilities'] {
  const changed = new Map(network.facilities);
  for (const facility of network.facilities.values()) {
    const working = compiled.working(facility.id);
    if (!working) continue;
    const closedWeekdays = [...working.closedWeekdays].reduce(
      (bits, weekday) => bits | (1 << (weekday - 1)),
      0,
    );
    const calendar: WorkCalendar = {
      workingDays: facility.calendar.workingDays & ~closedWeekdays,
      closedDays: new Set([...facility.calendar.closedDays, ...working.closedDays]),
    };
    const cutOffMinutes = working.cutOffMinutes ?? facility.cutOffMinutes;
    changed.set(facility.id, { ...facility, calendar, cutOffMinutes });
  }
  return changed;
}
