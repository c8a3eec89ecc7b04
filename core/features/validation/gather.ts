import type { Kysely } from 'kysely';
import type { Channel } from '../../contract/base.ts';
import { SERVICE_LEVELS } from '../../contract/rules.ts';
import type { Tables } from '../../db/tables.ts';
import type { Places } from '../places/index.ts';
import type { CustomerFacts, OrderFacts, PlaceLookup } from './order-facts.ts';
import {
  findLevels,
  firstOrders,
  isUnpaid,
  type LineSums,
  type OrderRow,
  openOnAccount,
  ordersOfCustomers,
  ordersToPostalCodes,
  sumLines,
} from './validation.queries.ts';

const HOUR_MS = 3_600_000;
const NO_LINES = { count: 0, withoutPrice: 0, mostUnits: 0, hazardous: 0, weightGrams: 0 };

/** What is known beside the orders, of all of them at once. */
interface Surroundings {
  lines: ReadonlyMap<number, LineSums>;
  levels: ReadonlySet<string>;
  onAccount: ReadonlyMap<number | null, Awaited<ReturnType<typeof openOnAccount>>>;
  firstAt: ReadonlyMap<number, number>;
  timesOf: ReadonlyMap<number, readonly number[]>;
  atAddress: ReadonlyMap<string, readonly { customerId: number | null; orderedAt: number }[]>;
  windowMs: number;
}

/** The facts of orders, read with a handful of queries however many they are. */
export async function gatherFacts(
  db: Kysely<Tables>,
  orders: readonly OrderRow[],
  { windowHours, currency }: { windowHours: number; currency: string },
): Promise<OrderFacts[]> {
  if (orders.length === 0) return [];
  const windowMs = windowHours * HOUR_MS;
  const times = orders.map(({ ordered_at }) => ordered_at);
  const within = { from: min(times) - windowMs, to: -min(times.map((at) => -at)) };
  const customers = distinct(orders.map(({ customer_id }) => customer_id));
  const limited = distinct(
    orders.map((order) => (order.credit_limit_minor === null ? null : order.customer_id)),
  );
  const postalCodes = distinct(orders.map(({ street, postal_code }) => (street ? postal_code : null)));
  const surroundings: Surroundings = {
    lines: await sumLines(
      db,
      orders.map(({ id }) => id),
    ),
    levels: await findLevels(db),
    onAccount: Map.groupBy(await openOnAccount(db, limited, currency), ({ customerId }) => customerId),
    firstAt: await firstOrders(db, customers),
    timesOf: timesByCustomer(await ordersOfCustomers(db, customers, within)),
    atAddress: Map.groupBy(await ordersToPostalCodes(db, postalCodes, within), addressKey),
    windowMs,
  };
  return orders.map((order) => factsOf(order, surroundings));
}

function min(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

function distinct<T>(values: readonly (T | null)[]): T[] {
  return [...new Set(values.filter((value) => value !== null))];
}

function timesByCustomer(rows: readonly { customerId: number | null; orderedAt: number }[]) {
  const times = new Map<number, number[]>();
  for (const { customerId, orderedAt } of rows) {
    if (customerId === null) continue;
    const known = times.get(customerId);
    if (known) known.push(orderedAt);
    else times.set(customerId, [orderedAt]);
  }
  return times;
}

function addressKey(row: {
  postal_code: string | null;
  street: string | null;
  country: string | null;
}): string {
  const street =
    row.street
      ?.toLowerCase()
      .replace(/[^\p{L}\d]+/gu, ' ')
      .trim() ?? '';
  return `${row.country} ${row.postal_code} ${street}`;
}

function factsOf(order: OrderRow, around: Surroundings): OrderFacts {
  const lines = around.lines.get(order.id) ?? NO_LINES;
  return {
    id: order.id,
    number: order.number,
    channel: order.channel as Channel,
    segment: order.segment,
    collected: order.fulfilment === 'collect',
    currency: order.currency,
    totalMinor: order.total_minor,
    paid: !isUnpaid(order.payment_state),
    orderedAt: order.ordered_at,
    serviceLevel: order.service_level,
    unknownLevel: unknownLevel(order.service_level, around.levels),
    shipTo: {
      name: order.ship_to_name,
      street: order.street,
      city: order.city,
      postalCode: order.postal_code,
      country: order.country,
      hasPoint: order.latitude !== null,
    },
    lines: { ...lines, hazardous: lines.hazardous === 1 },
    customer: customerFacts(order, around),
    othersAtAddress: order.street ? othersAt(order, around) : 0,
  };
}

function unknownLevel(level: string | null, known: ReadonlySet<string>): string | null {
  if (level === null || (SERVICE_LEVELS as readonly string[]).includes(level)) return null;
  return known.has(level.toLowerCase()) ? null : level;
}

function customerFacts(order: OrderRow, around: Surroundings): CustomerFacts | null {
  const { customer_id: id, ordered_at: at } = order;
  if (id === null) return null;
  const earlier = (around.onAccount.get(id) ?? []).filter(
    (other) => other.orderedAt < at || (other.orderedAt === at && other.id < order.id),
  );
  return {
    name: order.customer_name ?? '',
    email: order.customer_email,
    country: order.customer_country,
    creditLimitMinor: order.credit_limit_minor,
    creditStop: order.credit_stop === 1,
    overdueMinor: order.overdue_minor ?? 0,
    earlier: earlier.map((other) => ({
      id: other.id,
      minor: other.minor,
      waits: other.status === 'received',
    })),
    orderedBefore: (around.firstAt.get(id) ?? at) < at,
    recentOrders: (around.timesOf.get(id) ?? []).filter((time) => time <= at && time > at - around.windowMs)
      .length,
  };
}

function othersAt(order: OrderRow, { atAddress, windowMs }: Surroundings): number {
  const { customer_id: own, ordered_at: at } = order;
  const others = new Set<number | null>();
  for (const { customerId, orderedAt } of atAddress.get(addressKey(order)) ?? []) {
    if (customerId !== own && orderedAt <= at && orderedAt > at - windowMs) others.add(customerId);
  }
  return others.size;
}

/** The gazetteer as the rules ask it; the same place is looked for once. */
export function placeLookup(places: Places): PlaceLookup {
  const countries = new Map<string, boolean>();
  const found = new Map<string, boolean>();
  return {
    isCountry: (country) => remembered(countries, country, () => places.countryCode(country) !== null),
    isFound: (place) =>
      remembered(found, `${place.country}\u0000${place.postalCode}\u0000${place.city}`, () => {
        const { precision } = places.locate(place) ?? {};
        return precision !== undefined && precision !== 'country';
      }),
  };
}

function remembered(known: Map<string, boolean>, key: string, find: () => boolean): boolean {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = find();
  if (known.size > 50_000) known.clear();
  known.set(key, value);
  return value;
}
