import type { Random } from '../../kernel/random.ts';
import { customerAt, type DemoCustomer, type Segment } from './customers.ts';
import type { ServiceLevel } from './data/carriers.ts';
import type { DemoPlan } from './demo-options.ts';
import type { DemoFacility } from './facilities.ts';
import { type DemoOrderStatus, drawStatus, PARTIAL } from './order-states.ts';
import type { OwnTour } from './own-tours.ts';
import { drawProduct, type ProductBook } from './products.ts';

const DAY_MS = 86_400_000;
const LINE_COUNT_WEIGHTS = [46, 22, 12, 8, 5, 3, 2, 2];
/** UTC hours; Europe orders at noon and in the evening. */
const HOUR_WEIGHTS = [2, 1, 1, 1, 1, 2, 3, 5, 7, 9, 11, 11, 10, 10, 9, 8, 8, 9, 11, 14, 15, 12, 8, 4];
/** Sunday first. */
const WEEKDAY_WEIGHTS = [1.18, 1.1, 1, 0.95, 0.95, 1, 0.92];

export type DemoChannel = 'web' | 'mobile' | 'callCenter' | 'pos' | 'marketplace' | 'edi';
const CONSUMER_CHANNELS: readonly DemoChannel[] = ['web', 'mobile', 'callCenter', 'pos'];

export interface DraftLine {
  /** Index = id - 1. */
  product: number;
  quantity: number;
  unitPriceMinor: number;
  weightGrams: number;
}

/** What a customer asks for, before anybody has worked on it. */
export interface OrderDraft {
  id: number;
  orderedAt: number;
  channel: DemoChannel;
  customer: DemoCustomer;
  shipTo: DemoCustomer;
  level: ServiceLevel | null;
  priority: number;
  status: DemoOrderStatus;
  /** A person's; what the rules of reception hold they find themselves. */
  holdReason: string | null;
  /** Its postal code lacks a digit. */
  mistyped: boolean;
  shipComplete: boolean;
  /** Null for what carriers bring. */
  ownTour: OwnTour | null;
  /** The store where its customer collects it; null when it is delivered. */
  collectAt: DemoFacility | null;
  /** True for a delivered order of which a part waits at the customer to be collected. */
  returnAnnounced: boolean;
  lines: DraftLine[];
}

/** Order instants, oldest first, in the rhythm of days and weeks; the last thirty days carry the season's peak. */
export function* orderInstants(random: Random, plan: DemoPlan): Generator<number> {
  const weights = Array.from({ length: plan.historyDays }, (_, i) =>
    dayWeight(plan, plan.historyDays - 1 - i),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let running = 0;
  let given = 0;
  for (let i = 0; i < weights.length; i++) {
    running += weights[i] ?? 0;
    const upTo = Math.round((running / total) * plan.orders);
    yield* instantsOfDay(random, plan.now - (plan.historyDays - i) * DAY_MS, upTo - given);
    given = upTo;
  }
}

function dayWeight(plan: DemoPlan, daysAgo: number): number {
  const weekday = new Date(plan.now - (daysAgo + 1) * DAY_MS).getUTCDay();
  const season = 1 + 4.2 / (1 + Math.exp((daysAgo - 31) / 2.5));
  const campaign = daysAgo === 12 || daysAgo === 26 ? 1.5 : 1;
  return season * campaign * (WEEKDAY_WEIGHTS[weekday] ?? 1);
}

function instantsOfDay(random: Random, start: number, count: number): Float64Array {
  const offset = start % DAY_MS;
  const instants = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const hour = random.weightedIndex(HOUR_WEIGHTS);
    const inDay = (hour + random.next()) * 3_600_000 - offset;
    instants[i] = start + Math.floor(((inDay % DAY_MS) + DAY_MS) % DAY_MS);
  }
  return instants.sort();
}

/** @param soldOut products that nobody has: some waiting orders want one. */
export function draftOrder(
  random: Random,
  plan: DemoPlan,
  products: ProductBook,
  soldOut: readonly number[],
  id: number,
  orderedAt: number,
): OrderDraft {
  const newerShare = (plan.orders - id) / plan.orders;
  const status = drawStatus(random, newerShare);
  const customer = customerAt(plan.seed, 1 + Math.floor(random.next() ** 1.25 * plan.customers));
  const channel = drawChannel(random, customer.segment);
  const level = drawLevel(random);
  const lines = drawLines(random, products, channel, PARTIAL.has(status) ? 2 : 1);
  if (status === 'open' && soldOut.length > 0 && random.chance(newerShare > 0.15 ? 0.75 : 0.02)) {
    const last = lines[lines.length - 1] as DraftLine;
    Object.assign(last, lineOf(products, random.pick(soldOut), last.quantity));
  }
  const shipTo = random.chance(0.07) ? customerAt(plan.seed, random.integer(1, plan.customers)) : customer;
  const priority = priorityOf(random, customer.segment, level);
  const hold = drawHold(random, status);
  const mistyped = hold === 'Address check' && AT_RECEPTION.has(status);
  return {
    id,
    orderedAt,
    channel,
    customer,
    shipTo,
    level,
    priority,
    status,
    holdReason: mistyped ? null : hold,
    mistyped,
    shipComplete: random.chance(0.04),
    ownTour: null,
    collectAt: null,
    returnAnnounced: false,
    lines,
  };
}

function drawChannel(random: Random, segment: Segment): DemoChannel {
  if (segment === 'marketplace') return 'marketplace';
  if (segment === 'business') return random.chance(0.7) ? 'edi' : 'callCenter';
  return CONSUMER_CHANNELS[random.weightedIndex([0.5, 0.33, 0.05, 0.12])] as DemoChannel;
}

function drawLevel(random: Random): ServiceLevel | null {
  return (
    (['economy', 'standard', 'express', null] as const)[random.weightedIndex([0.18, 0.6, 0.14, 0.08])] ?? null
  );
}

function priorityOf(random: Random, segment: Segment, level: ServiceLevel | null): number {
  const base = { vip: 2, business: 3, loyalty: 4, standard: 5, marketplace: 6 }[segment];
  const urgency = level === 'express' ? -1 : level === 'economy' ? 1 : 0;
  const exception = random.chance(0.02) ? -2 : 0;
  return Math.min(9, Math.max(1, base + urgency + exception));
}

const HOLD_REASONS = ['Payment review', 'Address check', 'Fraud suspicion', 'Customer request'] as const;
const HOLD_SHARES: Partial<Record<DemoOrderStatus, number>> = {
  received: 0.1,
  open: 0.06,
  partiallySourced: 0.04,
  sourced: 0.05,
  released: 0.01,
};

/** Until something is reserved, an order may still be held at its reception. */
export const AT_RECEPTION: ReadonlySet<DemoOrderStatus> = new Set(['received', 'open']);

function drawHold(random: Random, status: DemoOrderStatus): string | null {
  if (!random.chance(HOLD_SHARES[status] ?? 0)) return null;
  return HOLD_REASONS[random.weightedIndex([0.36, 0.3, 0.14, 0.2])] ?? null;
}

function drawLines(random: Random, products: ProductBook, channel: DemoChannel, fewest: number): DraftLine[] {
  const count = Math.max(fewest, 1 + random.weightedIndex(LINE_COUNT_WEIGHTS));
  const lines: DraftLine[] = [];
  while (lines.length < count) {
    const product = drawProduct(random, products);
    if (lines.some((line) => line.product === product)) continue;
    lines.push(lineOf(products, product, drawQuantity(random, channel)));
  }
  return lines;
}

function drawQuantity(random: Random, channel: DemoChannel): number {
  const quantity = 1 + random.weightedIndex([76, 14, 4, 3, 1, 2]);
  if (channel !== 'edi') return quantity;
  return random.chance(0.04) ? random.integer(40, 240) : quantity * random.integer(1, 6);
}

/** A line with the product's price and weight. */
export function lineOf(products: ProductBook, product: number, quantity: number): DraftLine {
  return {
    product,
    quantity,
    unitPriceMinor: products.priceMinor[product] as number,
    weightGrams: products.weightGrams[product] as number,
  };
}
