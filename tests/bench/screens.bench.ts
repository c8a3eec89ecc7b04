import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execPath, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { CHANNELS, FACILITY_KINDS } from '../../core/contract/base.ts';
import { ORDER_COLUMNS, ORDER_STATUSES, type OrderFilter } from '../../core/contract/orders.ts';
import { STOCK_COLUMNS, type StockFilter } from '../../core/contract/stock.ts';
import { createRandom, type Random } from '../../core/kernel/random.ts';
import { type CoreProcess, startCoreProcess } from '../helpers/core-process.ts';
import type { CoreClient } from '../helpers/transports.ts';

/** What issue 2 asks for: milliseconds and megabytes. */
const TARGETS = { firstScreenMs: 2000, queryP95Ms: 150, residentMb: 700 };

const QUIET_MS = 4000;

export interface Spread {
  calls: number;
  p50: number;
  p95: number;
  max: number;
}

export type Ask = { name: string; ask: () => Promise<unknown> };

const USAGE = `npm run bench -- screens [--workspace FILE] [--queries N] [--json]
  Without a workspace, the large demo (1,000 facilities, 100,000 products, 500,000 orders) is made once and kept.`;

/** Opens a workspace in a core of its own and measures the Stock and Orders screens over its WebSocket, as a browser would. */
export async function run(args: string[]): Promise<unknown> {
  const { values } = parseArgs({
    args,
    options: {
      workspace: { type: 'string' },
      queries: { type: 'string', default: '300' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void stdout.write(`${USAGE}\n`);
  const workspace = values.workspace ?? largeDemo();
  const started = performance.now();
  const core = await startCoreProcess(workspace);
  try {
    const opening = await measureOpening(core.client, started);
    const asks = await randomAsks(core.client, Number(values.queries));
    const spreads = await measure(asks);
    const freshnessMs = await measureFreshness(core.client);
    const memory = await residentMegabytes(core);
    const figures = {
      workspace: (await core.client.workspace.info()).counts,
      opening,
      queries: spreads,
      freshnessMs,
      memory,
      targets: TARGETS,
    };
    if (!values.json) print(figures);
    return figures;
  } finally {
    await core.kill();
  }
}

function largeDemo(): string {
  const file = join(tmpdir(), 'vigie-bench-large.vigie');
  if (existsSync(file)) return file;
  const size = ['--facilities', '1000', '--products', '100000', '--orders', '500000'];
  const cli = resolve(import.meta.dirname, '../../core/host/cli.ts');
  const made = spawnSync(execPath, [cli, 'demo', '--seed', '1', ...size, file], { stdio: ['ignore', 2, 2] });
  if (made.status !== 0) throw new Error('The large demo could not be made');
  return file;
}

/** From the start of the core's process: until each screen has rows to show, and until the lists hold everything. */
async function measureOpening(client: CoreClient, started: number) {
  const since = () => Math.round(performance.now() - started);
  const connectedMs = since();
  const shown = async (ask: Promise<unknown>) => {
    await ask;
    return since();
  };
  const [ordersMs, stockMs, mapMs] = await Promise.all([
    shown(untilRows(() => client.orders.list({ limit: 100 }))),
    shown(untilRows(() => client.stock.list({ limit: 100 }))),
    shown(client.tower.shipments()),
  ]);
  while ((await client.tower.kpis()).loading) await new Promise((resolve) => setTimeout(resolve, 250));
  return { connectedMs, ordersMs, stockMs, mapMs, everythingMs: since() };
}

async function untilRows(ask: () => Promise<{ rows: unknown[] }>): Promise<void> {
  while ((await ask()).rows.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Filters, sorts and searches as planners make them, none like the one before: nothing comes from a cache by luck. */
export async function randomAsks(client: CoreClient, count: number): Promise<Ask[]> {
  const random = createRandom(7);
  const [orders, stock, facets] = await Promise.all([
    client.orders.list({ limit: 1000 }),
    client.stock.list({ limit: 1000 }),
    client.stock.facets({}),
  ]);
  const wordOf = (text: string | null) =>
    random.pick((text ?? 'a').split(' ')).slice(0, random.integer(2, 6));
  const makers: (() => Ask)[] = [
    () => orderAsk('orders filter', client, orderFilter(random), 'orderedAt', random),
    () => orderAsk('orders sort', client, {}, random.pick(ORDER_COLUMNS), random),
    () =>
      orderAsk(
        'orders search',
        client,
        { search: wordOf(random.pick(orders.rows).customer) },
        'orderedAt',
        random,
      ),
    () =>
      orderAsk(
        'orders search',
        client,
        { search: random.pick(orders.rows).number.slice(0, -2) },
        'number',
        random,
      ),
    () => orderAsk('orders filter + sort', client, orderFilter(random), random.pick(ORDER_COLUMNS), random),
    () => stockAsk('stock filter', client, stockFilter(random, facets), 'sku', random),
    () => stockAsk('stock sort', client, {}, random.pick(STOCK_COLUMNS), random),
    () => stockAsk('stock search', client, { search: wordOf(random.pick(stock.rows).name) }, 'name', random),
    () =>
      stockAsk(
        'stock filter + sort',
        client,
        stockFilter(random, facets),
        random.pick(STOCK_COLUMNS),
        random,
      ),
    () => ({
      name: 'stock matrix',
      ask: () => client.stock.matrix({ filter: stockFilter(random, facets), limit: 60, facilityLimit: 40 }),
    }),
  ];
  return Array.from({ length: count }, (_, index) => (makers[index % makers.length] as () => Ask)());
}

function orderFilter(random: Random): OrderFilter {
  return random.pick<() => OrderFilter>([
    () => ({ late: true }),
    () => ({ atRisk: true }),
    () => ({ toSource: true, priorities: [random.integer(1, 9)] }),
    () => ({
      statuses: [random.pick(ORDER_STATUSES), random.pick(ORDER_STATUSES)],
      channels: [random.pick(CHANNELS)],
    }),
    () => ({ notFilled: true, total: { min: random.integer(0, 20_000) } }),
    () => ({ open: true, countries: [random.pick(['FR', 'DE', 'ES', 'IT', 'NL', 'BE', 'PL'])] }),
  ])();
}

function stockFilter(
  random: Random,
  facets: { facilities: { value: string }[]; categories: { value: string }[] },
): StockFilter {
  const facility = () => random.pick(facets.facilities).value;
  return random.pick<() => StockFilter>([
    () => ({ kinds: [random.pick(FACILITY_KINDS)], belowSafety: true }),
    () => ({ facilities: [facility(), facility(), facility()] }),
    () => ({ countries: [random.pick(['FR', 'DE', 'ES', 'IT', 'NL', 'BE', 'PL'])], noStock: true }),
    () => ({ categories: [random.pick(facets.categories).value], overStocked: true }),
    () => ({
      available: { min: random.integer(0, 500) },
      kinds: [random.pick(FACILITY_KINDS), random.pick(FACILITY_KINDS)],
    }),
  ])();
}

function orderAsk(
  name: string,
  client: CoreClient,
  filter: OrderFilter,
  column: string,
  random: Random,
): Ask {
  const sort = [{ column, descending: random.chance(0.5) }];
  return { name, ask: () => client.orders.list({ filter, sort, limit: 100 }) };
}

function stockAsk(
  name: string,
  client: CoreClient,
  filter: StockFilter,
  column: string,
  random: Random,
): Ask {
  const sort = [{ column, descending: random.chance(0.5) }];
  return { name, ask: () => client.stock.list({ filter, sort, limit: 100 }) };
}

async function measure(asks: Ask[]): Promise<Record<string, Spread>> {
  const took: Record<string, number[]> = { all: [] };
  for (const { name, ask } of asks) {
    const started = performance.now();
    await ask();
    const milliseconds = performance.now() - started;
    took[name] = [...(took[name] ?? []), milliseconds];
    took.all?.push(milliseconds);
  }
  return Object.fromEntries(Object.entries(took).map(([name, values]) => [name, spreadOf(values)]));
}

export function spreadOf(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { calls: values.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** From a hold's call to the event that tells every screen of it, with the list already right. */
async function measureFreshness(client: CoreClient): Promise<Spread | null> {
  const { rows } = await client.orders.list({ filter: { toSource: true }, limit: 20 });
  if (rows.length === 0) return null;
  const stop = new AbortController();
  const events = await client.events.subscribe(undefined, { signal: stop.signal });
  const took: number[] = [];
  for (const { number } of rows) {
    const started = performance.now();
    const told = nextOrderEvent(events);
    const { commandId } = await client.orders.hold({ numbers: [number], reason: 'benchmark' });
    await told;
    took.push(performance.now() - started);
    const undone = nextOrderEvent(events);
    await client.orders.undo({ commandId });
    await undone;
  }
  stop.abort();
  return spreadOf(took);
}

async function nextOrderEvent(events: AsyncIterator<{ type: string }>): Promise<void> {
  for (;;) {
    const { value, done } = await events.next();
    if (done || value?.type === 'orders.changed') return;
  }
}

type Memory = { busyMb: number; idleMb: number; peakMb: number };

/** Resident memory of the core's process: after all that, after some quiet, and at its peak; null where the system does not tell. */
export async function residentMegabytes({ pid }: CoreProcess): Promise<Memory | null> {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return null;
  const megabytes = (name: string) => {
    const found = readFileSync(file, 'utf8').match(new RegExp(`${name}:\\s+(\\d+)`));
    return Math.round(Number(found?.[1] ?? 0) / 1024);
  };
  const busyMb = megabytes('VmRSS');
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  return { busyMb, idleMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
}

function print(figures: {
  opening: Record<string, number>;
  queries: Record<string, Spread>;
  freshnessMs: Spread | null;
  memory: Memory | null;
}): void {
  const line = (text: string) => stdout.write(`${text}\n`);
  const { opening, memory, freshnessMs } = figures;
  line(
    `open: connected ${opening.connectedMs} ms, orders ${opening.ordersMs}, stock ${opening.stockMs}, map ${opening.mapMs} (target ${TARGETS.firstScreenMs}); everything ${opening.everythingMs} ms`,
  );
  line(
    `${'query'.padEnd(24)}${'calls'.padStart(8)}${'p50'.padStart(8)}${'p95'.padStart(8)}${'max'.padStart(8)}   (target p95 ${TARGETS.queryP95Ms} ms)`,
  );
  for (const [name, { calls, p50, p95, max }] of Object.entries(figures.queries)) {
    line(`${name.padEnd(24)}${[calls, p50, p95, max].map((value) => String(value).padStart(8)).join('')}`);
  }
  if (freshnessMs) line(`a hold reaches every screen: p50 ${freshnessMs.p50} ms, max ${freshnessMs.max} ms`);
  if (memory) {
    const { busyMb, idleMb, peakMb } = memory;
    line(
      `core memory: ${busyMb} MB at work, ${idleMb} MB when quiet, ${peakMb} MB at its peak (target ${TARGETS.residentMb})`,
    );
  }
}
