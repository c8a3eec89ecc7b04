import type { SourcingParameters, SourcingSelection } from '../../contract/sourcing.ts';
import type { AppContext } from '../context.ts';
import { allows } from '../orders/index.ts';
import { rulesForRun } from '../rules/index.ts';
import { readPreferences } from '../workspace/index.ts';
import {
  countLoadByFacility,
  findAvailable,
  findOpenLines,
  findOrdersById,
  findOrdersByNumber,
  findWaitingOrders,
} from './gather.queries.ts';
import type { Gathered, LineToSource, OrderToSource, StockToSource } from './gathered.ts';
import { findNetwork } from './network.queries.ts';
import type { RunStatistics } from './proposal.ts';

type Skipped = RunStatistics['skipped'];

/** Whether the load of facilities is asked for in any case, and the planning instant if it is not the present. */
type Always = { load?: boolean; at?: number };

/** Everything that sourcing a selection of orders is decided from. */
export async function gatherSelection(
  ctx: AppContext,
  input: { selection: SourcingSelection; parameters: SourcingParameters },
  always: Always = {},
): Promise<{ gathered: Gathered; skipped: Skipped }> {
  const [{ skipped, ...wanted }, around] = await Promise.all([
    gatherOrders(ctx, input.selection),
    surroundings(ctx, input.parameters, always),
  ]);
  return { gathered: { ...wanted, ...around }, skipped };
}

async function gatherOrders(ctx: AppContext, selection: SourcingSelection) {
  const { orders, skipped } = await selectOrders(ctx, selection);
  const lines = await findOpenLines(
    ctx.db,
    orders.map((order) => order.id),
  );
  const stock = await findAvailable(ctx.db, [...new Set(lines.map((line) => line.product_id))]);
  return {
    orders: withLines(orders, lines, 'numbers' in selection ? skipped : null),
    lines,
    stock,
    skipped,
  };
}

type Surroundings = Omit<Gathered, 'orders' | 'lines' | 'stock'>;

/** Adds the network, the rules and the load of the facilities to what is to be sourced. */
export async function gather(
  ctx: AppContext,
  { parameters, ...given }: Pick<Gathered, 'orders' | 'lines' | 'stock' | 'parameters'>,
  always: Always = {},
): Promise<Gathered> {
  return { ...given, ...(await surroundings(ctx, parameters, always)) };
}

async function surroundings(
  ctx: AppContext,
  given: SourcingParameters,
  always: Always,
): Promise<Surroundings> {
  const now = always.at ?? ctx.clock();
  const [network, { currency }, rules] = await Promise.all([
    findNetwork(ctx.db),
    readPreferences(ctx.db.read),
    rulesForRun(ctx.db, given.ruleVersionId, now),
  ]);
  const capacityCounts =
    always.load === true ||
    given.respectCapacity ||
    rules?.document.rules.some(({ kind }) => kind === 'capacity');
  const load = capacityCounts
    ? await countLoadByFacility(ctx.db)
    : { ordersByFacility: new Map<number, number>(), unitsByFacility: new Map<number, number>() };
  const parameters = rules?.versionId ? { ...given, ruleVersionId: rules.versionId } : given;
  return { ...network, ...load, parameters, currency, rules, now };
}

async function selectOrders(
  ctx: AppContext,
  selection: SourcingSelection,
): Promise<{ orders: OrderToSource[]; skipped: Skipped }> {
  if ('numbers' in selection) return selectByNumber(ctx, selection.numbers);
  const { filter, limit } = selection;
  const orders =
    Object.keys(filter).length === 0
      ? await findWaitingOrders(ctx.db)
      : await findOrdersById(ctx.db, await waitingIds(ctx, filter));
  return { orders: orders.filter(mayBeSourced).sort(byUrgency).slice(0, limit), skipped: [] };
}

function waitingIds(ctx: AppContext, filter: Extract<SourcingSelection, { filter: unknown }>['filter']) {
  const limit = Number.MAX_SAFE_INTEGER;
  return ctx.grids.orders.ids({ filter: { ...filter, toSource: true }, sort: [], now: ctx.clock(), limit });
}

async function selectByNumber(ctx: AppContext, numbers: string[]) {
  const asked = [...new Set(numbers)];
  const found = await findOrdersByNumber(ctx.db, asked);
  const known = new Set(found.map((order) => order.number));
  const orders = found.filter(mayBeSourced);
  const skipped: Skipped = [
    ...asked.filter((number) => !known.has(number)).map((number) => ({ number, code: 'notFound' })),
    ...found.filter((order) => !mayBeSourced(order)).map(({ number }) => ({ number, code: 'notWaiting' })),
  ];
  return { orders, skipped };
}

/** Orders without anything to source are left out; those asked for by number are named in `skipped`. */
function withLines(orders: OrderToSource[], lines: LineToSource[], skipped: Skipped | null): OrderToSource[] {
  const withOpenLines = new Set(lines.map((line) => line.order_id));
  return orders.filter((order) => {
    if (withOpenLines.has(order.id)) return true;
    skipped?.push({ number: order.number, code: 'nothingToSource' });
    return false;
  });
}

/** One that waits; and one that was partly shipped: somebody who names it knows that its rest is missing. */
function mayBeSourced(order: OrderToSource): boolean {
  const status = order.status as Parameters<typeof allows>[0]['status'];
  const held = order.hold_reason !== null;
  return (
    allows({ status, held, heldByHand: false, unitsAllocated: 0 }, 'source') ||
    (status === 'partiallyShipped' && !held)
  );
}

function byUrgency(a: OrderToSource, b: OrderToSource): number {
  const promise = (order: OrderToSource) => order.promised_at ?? Number.MAX_SAFE_INTEGER;
  return a.priority - b.priority || promise(a) - promise(b) || a.ordered_at - b.ordered_at || a.id - b.id;
}

/** The stock as if the units that are held now were given back. */
export function addStock(stock: StockToSource, reserved: readonly HeldUnits[]): StockToSource {
  const key = (product: number, facility: number) => `${product}@${facility}`;
  const units = new Map<string, [product: number, facility: number, quantity: number, onHand: number]>();
  const add = (product: number, facility: number, quantity: number, onHand: number) => {
    const known = units.get(key(product, facility));
    if (known) known[2] += quantity;
    else units.set(key(product, facility), [product, facility, quantity, onHand]);
  };
  for (let i = 0; i < stock.productId.length; i++) {
    const onHand = stock.onHand[i] ?? 0;
    add(stock.productId[i] ?? 0, stock.facilityId[i] ?? 0, stock.available[i] ?? 0, onHand);
  }
  for (const held of reserved) add(held.product_id, held.facility_id, held.quantity, held.quantity);
  const rows = [...units.values()];
  return {
    productId: rows.map(([product]) => product),
    facilityId: rows.map(([, facility]) => facility),
    available: rows.map(([, , quantity]) => quantity),
    onHand: rows.map(([, , , onHand]) => onHand),
  };
}

/** Units that an allocation holds. */
export interface HeldUnits {
  product_id: number;
  facility_id: number;
  quantity: number;
}
