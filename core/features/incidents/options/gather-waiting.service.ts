import type { Channel } from '../../../contract/base.ts';
import type { AppContext } from '../../context.ts';
import { quotePromise } from '../../promise/index.ts';
import { findFree } from '../act.queries.ts';
import { coverOf, earliest } from './cover.ts';
import {
  countWaiting,
  type findOptionOrders,
  findSubstitutes,
  findWaitingLines,
} from './option-facts.queries.ts';
import type { Cover, Swap, WaitingLine, WaitingOrder } from './option-facts.ts';

type OrderRow = Awaited<ReturnType<typeof findOptionOrders>>[number];
/** An order that waits may still be given stock. */
const WAITING = new Set(['received', 'open', 'partiallySourced', 'partiallyShipped']);
const MOST_PARCELS = 2;

/** What is asked of the promise engine for one order, and what its answers are read with. */
interface Desk {
  ctx: AppContext;
  order: OrderRow;
  waiting: ReadonlyMap<number, number>;
  free: ReadonlyMap<string, number>;
}

/** What a waiting order could be given now, later, or instead; null where nothing waits or nobody knows where it goes. */
export async function gatherWaiting(ctx: AppContext, order: OrderRow): Promise<WaitingOrder | null> {
  const known = order.country !== null || order.latitude !== null;
  if (!WAITING.has(order.status) || order.holdReason !== null || order.fulfilment !== 'delivery' || !known) {
    return null;
  }
  const { read } = ctx.db;
  const lines = await findWaitingLines(read, order.id);
  if (lines.length === 0) return null;
  const substitutes = await findSubstitutes(read, idsOf(lines));
  const products = [...new Set([...idsOf(lines), ...substitutes.map(({ substituteId }) => substituteId)])];
  const [waiting, free] = await Promise.all([countWaiting(read, products), findFree(read, products)]);
  const desk: Desk = { ctx, order, waiting, free };
  const available = availableOf(free);
  const later = await coverWhole(desk, lines);
  const there = lines.map((line) => ({ ...line, quantity: grant(available, line.productId, line.quantity) }));
  const now = await coverNow(desk, there);
  const rest = now ? restOf(lines, now) : [];
  const restCover = rest.length > 0 ? await coverWhole(desk, rest) : null;
  return {
    lines,
    shipComplete: order.shipComplete === 1,
    now,
    rest: rest.map(({ sku, quantity }) => ({ sku, quantity })),
    restByAt: restCover?.arriveByAt ?? null,
    restCostMinor: restCover?.costMinor ?? now?.costMinor ?? 0,
    later: later?.units.some(({ inboundId }) => inboundId !== null) ? later : null,
    swapped: await swap(desk, lines, substitutes),
  };
}

function idsOf(lines: readonly WaitingLine[]): number[] {
  return lines.map(({ productId }) => productId);
}

/** Units on hand anywhere, by product. */
function availableOf(free: ReadonlyMap<string, number>): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [key, units] of free) {
    const productId = Number(key.slice(0, key.indexOf('@')));
    sums.set(productId, (sums.get(productId) ?? 0) + Math.max(0, units));
  }
  return sums;
}

function grant(available: Map<number, number>, productId: number, quantity: number): number {
  const left = available.get(productId) ?? 0;
  const taken = Math.min(left, quantity);
  available.set(productId, left - taken);
  return taken;
}

function ask({ ctx, order }: Desk, lines: readonly { sku: string; quantity: number }[]) {
  const { country, postalCode, city, latitude, longitude } = order;
  return quotePromise(ctx, {
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    mode: 'delivery',
    destination: { country, postalCode, city, latitude, longitude },
    channel: order.channel as Channel,
    maxParcels: MOST_PARCELS,
  });
}

/** All units, from what is on hand and what is to come. */
async function coverWhole(desk: Desk, lines: readonly WaitingLine[]): Promise<Cover | null> {
  const { levels } = await ask(desk, lines);
  const best = earliest(levels.flatMap(({ option }) => option ?? []));
  return best && coverOf(best, lines, { ...desk, now: desk.ctx.clock() });
}

/** Only what is on hand; what rules keep back is left for later. */
async function coverNow(desk: Desk, wanted: readonly WaitingLine[]): Promise<Cover | null> {
  let lines = wanted.filter(({ quantity }) => quantity > 0);
  for (let tries = 0; tries < 2 && lines.length > 0; tries++) {
    const { levels } = await ask(desk, lines);
    const best = earliest(levels.flatMap(({ option }) => (option && !option.backOrder ? [option] : [])));
    if (best) return coverOf(best, lines, { ...desk, now: desk.ctx.clock() });
    const missing = new Map(
      levels.flatMap(({ none }) => none?.missing.map(({ sku, quantity }) => [sku, quantity] as const) ?? []),
    );
    if (missing.size === 0) return null;
    lines = lines
      .map((line) => ({ ...line, quantity: line.quantity - (missing.get(line.sku) ?? 0) }))
      .filter(({ quantity }) => quantity > 0);
  }
  return null;
}

function restOf(lines: readonly WaitingLine[], { units }: Cover): WaitingLine[] {
  const given = new Map<number, number>();
  for (const { lineId, quantity } of units) given.set(lineId, (given.get(lineId) ?? 0) + quantity);
  return lines
    .map((line) => ({ ...line, quantity: line.quantity - (given.get(line.lineId) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
}

type Substitute = Awaited<ReturnType<typeof findSubstitutes>>[number];

/** The order with other products for the lines that are not there; null when a line has none, or nothing is missing. */
async function swap(
  desk: Desk,
  lines: readonly WaitingLine[],
  substitutes: readonly Substitute[],
): Promise<WaitingOrder['swapped']> {
  const available = availableOf(desk.free);
  const swaps: Swap[] = [];
  const wanted: WaitingLine[] = [];
  for (const line of lines) {
    if ((available.get(line.productId) ?? 0) >= line.quantity) {
      grant(available, line.productId, line.quantity);
      wanted.push(line);
      continue;
    }
    const other = substitutes.find(
      ({ productId, substituteId, units }) =>
        productId === line.productId && (available.get(substituteId) ?? 0) >= line.quantity * units,
    );
    if (!other) return null;
    const units = line.quantity * other.units;
    grant(available, other.substituteId, units);
    swaps.push(toSwap(line, other, units));
    wanted.push({ ...line, productId: other.substituteId, sku: other.sku, quantity: units });
  }
  if (swaps.length === 0) return null;
  const cover = await coverNow(desk, wanted);
  const complete = cover !== null && restOf(wanted, cover).length === 0;
  return complete ? { cover, swaps } : null;
}

function toSwap(line: WaitingLine, other: Substitute, units: number): Swap {
  return {
    lineId: line.lineId,
    quantity: line.quantity,
    sku: line.sku,
    substituteId: other.substituteId,
    substituteSku: other.sku,
    substituteName: other.name,
    units,
    unitPriceMinor: Math.round((line.unitPriceMinor * line.quantity) / units),
    dearerMinor: units * other.unitCostMinor - line.quantity * line.unitCostMinor,
  };
}
