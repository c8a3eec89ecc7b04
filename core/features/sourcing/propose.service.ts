import type { SourcingParameters, SourcingSelection } from '../../contract/sourcing.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { allows } from '../orders/index.ts';
import { notFound } from '../procedures.ts';
import { rulesForRun } from '../rules/index.ts';
import { readPreferences } from '../workspace/index.ts';
import {
  countLoadByFacility,
  findAvailable,
  findNetwork,
  findOpenLines,
  findOrdersById,
  findOrdersByNumber,
  findReserved,
  findWaitingOrders,
} from './gather.queries.ts';
import type { Gathered, LineToSource, OrderToSource, StockToSource } from './gathered.ts';
import type { DecisionValues, RunStatistics } from './proposal.ts';
import { DECISION_COLUMNS, insertRun } from './runs.queries.ts';
import type { ProposalOutcome } from './sourcing.worker.ts';

export type ProposeInput = { selection: SourcingSelection; parameters: SourcingParameters };

type Skipped = RunStatistics['skipped'];

/** Gathers, decides in a worker thread and stores the proposal; nothing else changes. @returns the run's id */
export async function propose(ctx: AppContext, input: ProposeInput, tools: JobTools): Promise<number> {
  const started = performance.now();
  tools.progress(null, { code: 'sourcing.gathering' });
  const { orders, skipped } = await selectOrders(ctx, input.selection);
  const lines = await findOpenLines(
    ctx.db,
    orders.map((order) => order.id),
  );
  const wanted = withLines(orders, lines, 'numbers' in input.selection ? skipped : null);
  const stock = await findAvailable(ctx.db, [...new Set(lines.map((line) => line.product_id))]);
  const gathered = await gather(ctx, { orders: wanted, lines, stock, parameters: input.parameters });
  return solveAndStore(ctx, gathered, skipped, started, tools);
}

/** The same for one order, as if what it has reserved were free again. */
export async function proposeAnew(
  ctx: AppContext,
  input: { number: string; parameters: SourcingParameters },
  tools: JobTools,
): Promise<number> {
  const started = performance.now();
  const [order] = await findOrdersByNumber(ctx.db, [input.number]);
  if (!order) throw notFound('order', input.number);
  const [open, reserved] = await Promise.all([
    findOpenLines(ctx.db, [order.id]),
    findReserved(ctx.db, order.id),
  ]);
  const lines = await withReserved(ctx, order, open, reserved);
  const products = [...new Set(lines.map((line) => line.product_id))];
  const stock = addStock(await findAvailable(ctx.db, products, 'all'), reserved);
  const gathered = await gather(ctx, { orders: [order], lines, stock, parameters: input.parameters });
  return solveAndStore(ctx, gathered, [], started, tools);
}

async function gather(
  ctx: AppContext,
  given: Pick<Gathered, 'orders' | 'lines' | 'stock' | 'parameters'>,
): Promise<Gathered> {
  const now = ctx.clock();
  const [network, { currency }, rules] = await Promise.all([
    findNetwork(ctx.db),
    readPreferences(ctx.db),
    rulesForRun(ctx.db, given.parameters.ruleVersionId, now),
  ]);
  const capacityCounts =
    given.parameters.respectCapacity || rules?.document.rules.some(({ kind }) => kind === 'capacity');
  const load = capacityCounts
    ? await countLoadByFacility(ctx.db)
    : { ordersByFacility: new Map<number, number>(), unitsByFacility: new Map<number, number>() };
  const parameters = rules?.versionId
    ? { ...given.parameters, ruleVersionId: rules.versionId }
    : given.parameters;
  return { ...given, ...network, ...load, parameters, currency, rules, now };
}

async function solveAndStore(
  ctx: AppContext,
  gathered: Gathered,
  skipped: Skipped,
  started: number,
  tools: JobTools,
): Promise<number> {
  const rows: DecisionValues[] = [];
  const outcome = await tools.runTask<ProposalOutcome>('sourcing.solve', gathered, {
    onChunk: (chunk) => {
      for (const row of chunk as DecisionValues[]) rows.push(row);
    },
  });
  tools.signal.throwIfAborted();
  tools.progress(1, { code: 'sourcing.storing', values: { orders: rows.length } });
  return runCommand(ctx, 'sourcing.propose', async (command) => {
    const statistics: RunStatistics = { ...outcome, skipped, tookMs: performance.now() - started };
    const { parameters } = gathered;
    const runId = await insertRun(command.trx, { actor: ctx.actor, at: command.at, parameters, statistics });
    await command.bulkInsert(
      'sourcing_decision',
      DECISION_COLUMNS,
      rows.map((row) => [runId, ...row]),
    );
    const { outcomes } = statistics;
    command.record({ entity: 'sourcingRun', id: runId, key: String(runId), before: null, after: outcomes });
    command.publish({ type: 'sourcing.changed', runId });
    return runId;
  });
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

function mayBeSourced(order: OrderToSource): boolean {
  const status = order.status as Parameters<typeof allows>[0]['status'];
  return allows({ status, held: order.hold_reason !== null, unitsAllocated: 0 }, 'source');
}

function byUrgency(a: OrderToSource, b: OrderToSource): number {
  const promise = (order: OrderToSource) => order.promised_at ?? Number.MAX_SAFE_INTEGER;
  return a.priority - b.priority || promise(a) - promise(b) || a.ordered_at - b.ordered_at || a.id - b.id;
}

type Reserved = Awaited<ReturnType<typeof findReserved>>;

/** The order's open lines with what it has reserved added. */
async function withReserved(
  ctx: AppContext,
  order: OrderToSource,
  open: LineToSource[],
  reserved: Reserved,
): Promise<LineToSource[]> {
  const all = await findOpenLines(ctx.db, [order.id], 'all');
  const unitsOf = new Map(open.map((line) => [line.id, Number(line.quantity)]));
  for (const { order_line_id: line, quantity } of reserved) {
    unitsOf.set(line, (unitsOf.get(line) ?? 0) + quantity);
  }
  return all.flatMap((line) => {
    const quantity = unitsOf.get(line.id) ?? 0;
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}

function addStock(stock: StockToSource, reserved: Reserved): StockToSource {
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
