import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execPath, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import type { FeedRun } from '../../core/contract/feeds.ts';
import { openDatabase } from '../../core/db/database.ts';
import { type CoreProcess, startCoreProcess } from '../helpers/core-process.ts';
import type { CoreClient } from '../helpers/transports.ts';
import { type Ask, randomAsks, residentMegabytes, type Spread, spreadOf } from './screens.bench.ts';

/** What issue 3 asks for: records applied a second while every screen answers within its limit. */
const TARGETS = { trackingPerSecond: 20_000, stockPerSecond: 10_000, queryP95Ms: 150 };
/** Questions a second that the screens ask meanwhile: more than ten people's clicks and scrolling. */
const ASKS_A_SECOND = '100';
const PAGE = 5_000;
const EVENTS_A_TRACKER = 5;

const USAGE = `npm run bench -- feeds [--events N] [--changes N] [--orders N] [--asks N] [--json]
  A core of its own works a demo network (30,000 orders) and reads tracking events and stock changes from a real HTTP
  source by the REST connector, while the Stock and Orders screens are asked ${ASKS_A_SECOND} times a second (--asks 0: one
  question after another without a pause).`;

interface Figures {
  records: number;
  seconds: number;
  /** Of all the core's threads, for a record; null where /proc does not tell. */
  cpuMicroseconds: number | null;
  perSecond: number;
  screens: Spread;
}

export async function run(args: string[]): Promise<unknown> {
  const { values } = parseArgs({
    args,
    options: {
      events: { type: 'string', default: '200000' },
      changes: { type: 'string', default: '100000' },
      orders: { type: 'string', default: '30000' },
      asks: { type: 'string', default: ASKS_A_SECOND },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void stdout.write(`${USAGE}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-feeds-'));
  const workspace = join(folder, 'demo.vigie');
  makeDemo(workspace, values.orders);
  const pages = await makePages(workspace, Number(values.events), Number(values.changes));
  const source = await serve(pages);
  const core = await startCoreProcess(workspace);
  try {
    while ((await core.client.tower.kpis()).loading) await pause(100);
    const asks: Asking = { questions: await randomAsks(core.client, 2000), perSecond: Number(values.asks) };
    const quiet = await askWhile(asks, () => pause(3000));
    const tracking = await measureFeed(core, asks, trackingFeed(source.url), 'tracking');
    const stock = await measureFeed(core, asks, stockFeed(source.url), 'stock');
    const memory = await residentMegabytes(core);
    const figures = { tracking, stock, quiet: quiet.spread, memory, targets: TARGETS };
    if (!values.json) print(figures);
    return figures;
  } finally {
    await core.kill();
    source.server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

function makeDemo(file: string, orders: string): void {
  const cli = resolve(import.meta.dirname, '../../core/host/cli.ts');
  const made = spawnSync(execPath, [cli, 'demo', '--seed', '1', '--orders', orders, file], {
    stdio: ['ignore', 2, 2],
  });
  if (made.status !== 0) throw new Error('The demo could not be made');
}

type Pages = Record<'/tracking' | '/stock', Buffer[]>;

/** The source's answers, made before the clock runs. */
async function makePages(workspace: string, events: number, changes: number): Promise<Pages> {
  const db = await openDatabase({ file: workspace });
  const shipments = await db.read
    .selectFrom('shipment')
    .select(['tracking_number', 'shipped_at'])
    .where('tracking_number', 'is not', null)
    .limit(20_000)
    .execute();
  const positions = await db.read
    .selectFrom('stock_position')
    .innerJoin('product', 'product.id', 'stock_position.product_id')
    .innerJoin('facility', 'facility.id', 'stock_position.facility_id')
    .select(['product.sku', 'facility.code', 'stock_position.on_hand'])
    .limit(200_000)
    .execute();
  await db.close();
  const day = 86_400_000;
  const now = Date.now();
  const trackers = Array.from({ length: events / EVENTS_A_TRACKER }, (_, i) => {
    const shipment = shipments[i % shipments.length];
    const round = Math.floor(i / shipments.length);
    return {
      id: `trk_${i}`,
      code: shipment?.tracking_number,
      events: Array.from({ length: EVENTS_A_TRACKER }, (_event, step) => ({
        at: now - day + (round * EVENTS_A_TRACKER + step) * 60_000,
        status: step === 0 ? 'arrived' : 'departed',
        words: `Scan ${step} at the sorting centre of Lyon-Corbas`,
        city: 'Lyon',
        country: 'FR',
      })),
    };
  });
  const stock = Array.from({ length: changes }, (_, i) => {
    const position = positions[(i * 7919) % positions.length];
    return {
      id: i,
      sku: position?.sku,
      site: position?.code,
      onHand: (position?.on_hand ?? 0) + 1 + (i % 7),
    };
  });
  return { '/tracking': inPages(trackers, PAGE / EVENTS_A_TRACKER), '/stock': inPages(stock, PAGE) };
}

function inPages(items: readonly unknown[], size: number): Buffer[] {
  const pages: Buffer[] = [];
  for (let from = 0; from < items.length; from += size) {
    pages.push(Buffer.from(JSON.stringify({ items: items.slice(from, from + size) })));
  }
  return pages;
}

async function serve(pages: Pages): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const page = Number(url.searchParams.get('page') ?? 0);
    response.setHeader('content-type', 'application/json');
    response.end(pages[url.pathname as keyof Pages]?.[page] ?? '{"items":[]}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const paged = (path: string) => ({
  request: { url: path, query: { page: '{{page}}' } },
  paging: { type: 'page', first: 0 },
  items: 'items',
  key: 'id',
});

const trackingFeed = (url: string) => ({
  url,
  pageSize: PAGE / EVENTS_A_TRACKER,
  resources: [
    {
      name: 'tracker',
      ...paged('/tracking'),
      records: [
        {
          kind: 'tracking',
          each: 'events[*]',
          fields: {
            trackingNumber: '$.code',
            occurredAt: { path: 'at', as: 'instant', format: 'milliseconds' },
            milestone: { path: 'status', values: { arrived: 'atHub', departed: 'inTransit' } },
            eventDescription: 'words',
            city: 'city',
            country: 'country',
          },
        },
      ],
    },
  ],
});

const stockFeed = (url: string) => ({
  url,
  pageSize: PAGE,
  resources: [
    {
      name: 'stock',
      ...paged('/stock'),
      records: [{ kind: 'stock', fields: { sku: 'sku', facilityCode: 'site', onHand: 'onHand' } }],
    },
  ],
});

async function measureFeed(
  { client, pid }: CoreProcess,
  asks: Asking,
  options: Record<string, unknown>,
  kind: string,
): Promise<Figures> {
  const feed = await client.feeds.save({
    name: `Benchmark ${kind}`,
    connector: 'rest',
    options,
    intervalSeconds: 0,
    active: true,
  });
  const cpuBefore = cpuSeconds(pid);
  const { spread, result } = await askWhile(asks, async () => {
    await client.feeds.sync({ id: feed.id });
    return finishedRun(client, feed.id);
  });
  const records = result.kinds[kind] ?? 0;
  if (records === 0 || result.quarantined + result.waiting > 0) {
    const { reasons } = await client.feeds.inbox({ feedId: feed.id });
    throw new Error(`Not everything was applied: ${JSON.stringify({ ...result, reasons })}`);
  }
  const seconds = ((result.finishedAt ?? 0) - result.startedAt) / 1000;
  const cpu = cpuSeconds(pid) - cpuBefore;
  return {
    records,
    seconds,
    cpuMicroseconds: Number.isFinite(cpu) ? Math.round((cpu * 1e6) / records) : null,
    perSecond: Math.round(records / seconds),
    screens: spread,
  };
}

const TICKS_A_SECOND = 100;

/** User and system time that a process has used; not a number where /proc does not tell. */
function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  } catch {
    return Number.NaN;
  }
}

async function finishedRun(client: CoreClient, feedId: number): Promise<FeedRun> {
  for (;;) {
    const [run] = (await client.feeds.runs({ feedId, limit: 1 })).rows;
    if (run?.error) throw new Error(run.error.message);
    if (run?.finishedAt) return run;
    await pause(100);
  }
}

interface Asking {
  questions: readonly Ask[];
  /** 0: without a pause. */
  perSecond: number;
}

/** Asks the screens, each question at its time or as soon as the one before is answered, until the work has ended. */
async function askWhile<T>(
  { questions, perSecond }: Asking,
  work: () => Promise<T>,
): Promise<{ spread: Spread; result: T }> {
  let ended = false;
  const working = work().finally(() => {
    ended = true;
  });
  const took: number[] = [];
  const begun = performance.now();
  for (let i = 0; !ended; i++) {
    if (perSecond > 0) await pause(Math.max(0, begun + (i * 1000) / perSecond - performance.now()));
    const started = performance.now();
    await questions[i % questions.length]?.ask();
    took.push(performance.now() - started);
  }
  return { spread: spreadOf(took), result: await working };
}

function print(figures: {
  tracking: Figures;
  stock: Figures;
  quiet: Spread;
  memory: { busyMb: number; peakMb: number } | null;
}): void {
  const line = (text: string) => stdout.write(`${text}\n`);
  const screens = ({ calls, p50, p95, max }: Spread) =>
    `${calls} questions, p50 ${p50} ms, p95 ${p95} ms, max ${max} ms`;
  line(`screens while nothing comes in: ${screens(figures.quiet)}`);
  for (const [name, target] of [
    ['tracking', TARGETS.trackingPerSecond],
    ['stock', TARGETS.stockPerSecond],
  ] as const) {
    const { records, seconds, cpuMicroseconds, perSecond, screens: asked } = figures[name];
    const cpu = cpuMicroseconds === null ? '' : `, ${cpuMicroseconds} µs of CPU each`;
    line(
      `${name}: ${records} records in ${seconds.toFixed(1)} s = ${perSecond} a second (target ${target})${cpu}`,
    );
    line(`  screens meanwhile: ${screens(asked)} (target p95 ${TARGETS.queryP95Ms} ms)`);
  }
  if (figures.memory)
    line(`core memory: ${figures.memory.busyMb} MB, ${figures.memory.peakMb} MB at its peak`);
}
