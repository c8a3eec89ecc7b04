import { ORPCError } from '@orpc/server';
import {
  PROMISE_LEVELS,
  type PromiseLevelQuote,
  type PromiseQuote,
  type PromiseRequest,
} from '../../contract/promise.ts';
import type { Point } from '../../kernel/geo.ts';
import type { AppContext } from '../context.ts';
import { notFound } from '../procedures.ts';
import type { RulesOfRun } from '../rules/index.ts';
import { promiseNetwork } from './network-cache.ts';
import { refOf, toLevelQuote } from './promise-option.ts';
import { planPromise } from './promise-planner.ts';
import type { PromiseFacility, PromiseNetwork, PromisePlace, PromiseProblem } from './promise-problem.ts';
import { ruledPromise, rulesInForce } from './rules-in-force.ts';
import { findProducts, findSupply, type WantedProduct } from './supply.queries.ts';

interface Wanted {
  product: WantedProduct;
  quantity: number;
}

/**
 * For each service level the earliest that can be promised, and why. Reads the positions and the inbound of the few products
 * asked for; changes nothing.
 * @throws NOT_FOUND for a product or a store that is not there; BAD_REQUEST for what cannot be sent or asked for
 */
export async function quotePromise(ctx: AppContext, request: PromiseRequest): Promise<PromiseQuote> {
  const started = performance.now();
  const now = ctx.clock();
  const skus = [...new Set(request.lines.map(({ sku }) => sku))];
  const [wanted, supply, network, rules] = await Promise.all([
    findWanted(ctx, request, skus),
    findSupply(ctx.db, skus, now),
    promiseNetwork(ctx),
    rulesInForce(ctx),
  ]);
  const store = storeOf(network, request);
  const destination = destinationOf(ctx, request, store);
  const asked: PromiseProblem = {
    now,
    lines: wanted.map(({ product, quantity }) => {
      return { productId: product.id, sku: product.sku, quantity, unitWeightGrams: product.weightGrams };
    }),
    supply,
    network,
    destination,
    store,
    levels: levelsOf(network, request),
    maxParcels: request.maxParcels,
    mayShip: fromKinds(request, store),
  };
  const problem = rules ? withinRules(asked, rules, request, wanted) : asked;
  return {
    at: now,
    mode: request.mode,
    lines: wanted.map(({ product, quantity }) => ({ sku: product.sku, name: product.name, quantity })),
    destination: {
      country: destination.country,
      postalCode: destination.postalCode,
      city: store ? store.city : (request.destination?.city ?? null),
      latitude: destination.point?.latitude ?? null,
      longitude: destination.point?.longitude ?? null,
      timeZone: destination.timeZone,
    },
    store: store && refOf(store),
    levels: planPromise(problem).map((plan) => toLevelQuote(problem, plan)),
    tookMs: performance.now() - started,
  };
}

/** The lines that name the same product are one. */
async function findWanted(
  ctx: AppContext,
  { lines }: PromiseRequest,
  skus: readonly string[],
): Promise<Wanted[]> {
  const products = await findProducts(ctx.db, skus);
  const bySku = new Map(products.map((product) => [product.sku, product]));
  const wanted = new Map<number, Wanted>();
  for (const { sku, quantity } of lines) {
    const product = bySku.get(sku);
    if (!product) throw notFound('product', sku);
    if (!product.stocked) {
      throw badRequest('lines', `${sku} is a service or a charge: it is never shipped.`, 'Leave it out.');
    }
    const known = wanted.get(product.id);
    if (known) known.quantity += quantity;
    else wanted.set(product.id, { product, quantity });
  }
  return [...wanted.values()];
}

function storeOf(network: PromiseNetwork, request: PromiseRequest): PromiseFacility | null {
  if (request.mode === 'delivery') return null;
  if (!request.store) {
    throw badRequest('store', 'Click and collect needs a store.', 'Give the code of the store.');
  }
  const store = network.facilityByCode.get(request.store.toUpperCase());
  if (!store) throw notFound('open facility', request.store);
  if (store.kind !== 'store') {
    throw badRequest('store', `${store.code} is no store: nothing is handed out there.`, 'Choose a store.');
  }
  return store;
}

function destinationOf(
  ctx: AppContext,
  request: PromiseRequest,
  store: PromiseFacility | null,
): PromisePlace {
  if (store) {
    const { country, postalCode, point, timeZone } = store;
    return { country, postalCode, point, timeZone };
  }
  const given = request.destination;
  if (!given) {
    throw badRequest('destination', 'A delivery needs a destination.', 'Give a country and a postal code.');
  }
  const { latitude, longitude, postalCode = null, city = null } = given;
  const country = given.country ?? null;
  const exact = latitude != null && longitude != null ? { latitude, longitude } : null;
  const located = exact ? null : ctx.places.locate({ country, postalCode, city });
  const point: Point | null =
    exact ?? (located && { latitude: located.latitude, longitude: located.longitude });
  return {
    country: country ?? located?.country ?? null,
    postalCode,
    point,
    timeZone: point ? ctx.places.placeTimeZone(point) : 'UTC',
  };
}

/** The level asked for; else every level that a carrier offers, and standard where none does. */
function levelsOf({ services }: PromiseNetwork, { serviceLevel }: PromiseRequest) {
  if (serviceLevel) return [serviceLevel];
  const offered = new Set(services.map(({ level }) => level));
  return PROMISE_LEVELS.filter((level) => offered.has(level) || (offered.size === 0 && level === 'standard'));
}

function fromKinds(
  { from }: PromiseRequest,
  store: PromiseFacility | null,
): (facility: PromiseFacility) => boolean {
  if (!from) return () => true;
  const kinds = new Set(from);
  return (facility) => kinds.has(facility.kind) || facility.id === store?.id;
}

function withinRules(
  asked: PromiseProblem,
  rules: RulesOfRun,
  request: PromiseRequest,
  wanted: readonly Wanted[],
): PromiseProblem {
  const facts = {
    channel: request.channel,
    country: asked.destination.country,
    serviceLevel: request.serviceLevel ?? null,
    now: asked.now,
  };
  const ruled = ruledPromise(rules, facts, wanted, asked.network, asked.supply);
  return {
    ...asked,
    network: ruled.network,
    supply: ruled.supply,
    store: asked.store && (ruled.network.facilities.get(asked.store.id) ?? asked.store),
    maxParcels: Math.min(asked.maxParcels, ruled.maxParcels ?? asked.maxParcels),
    mayShip: (facility) => asked.mayShip(facility) && ruled.mayShip(facility),
  };
}

function badRequest(field: string, message: string, action: string): ORPCError<'BAD_REQUEST', unknown> {
  return new ORPCError('BAD_REQUEST', { message, data: { field, action } });
}

/** The quote of one level; the only one of a collection. */
export function levelQuote(quote: PromiseQuote, level: string | undefined): PromiseLevelQuote | null {
  return quote.levels.find((one) => level === undefined || one.level === level) ?? null;
}
