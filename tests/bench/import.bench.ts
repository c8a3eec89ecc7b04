import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryUsage, platform, stderr } from 'node:process';
import type { ImportAccount } from '../../core/contract/import.ts';
import { resourcesFolder } from '../../core/host/environment.ts';
import { startRuntime } from '../../core/host/runtime.ts';

interface Figures {
  what: string;
  rows: number;
  seconds: number;
  rowsPerSecond: number;
  atLeast: number | null;
  /** Most memory of the whole process, files mapped by the database left out where the system tells. */
  peakMegabytes: number;
}

const FACILITIES = 100;

/**
 * `npm run bench -- import [--rows 1000000] [--lines 500000]`: stock positions and flat order lines from made files into a
 * new workspace, first and again unchanged, with the memory it takes. `--rows 5000000` is the large file.
 */
export async function run(args: string[]): Promise<Figures[]> {
  const rows = option(args, '--rows', 1_000_000);
  const lines = option(args, '--lines', 300_000);
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
  try {
    const files = await makeFiles(folder, rows, lines);
    const figures = await measure(folder, files);
    print(figures);
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function option(args: string[], name: string, otherwise: number): number {
  const index = args.indexOf(name);
  return index < 0 ? otherwise : Number(args[index + 1]);
}

async function writeLines(path: string, lines: Iterable<string>): Promise<string> {
  const stream = createWriteStream(path);
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < 65_536) continue;
    if (!stream.write(piece)) await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
    piece = '';
  }
  await new Promise<void>((resolve) => stream.end(piece, () => resolve()));
  return path;
}

async function makeFiles(folder: string, rows: number, lines: number) {
  const products = Math.ceil(rows / FACILITIES);
  const sku = (i: number) => `SKU-${String(i).padStart(6, '0')}`;
  function* stock() {
    yield 'sku,facility,on hand,reserved,safety stock';
    for (let i = 0; i < rows; i++) {
      yield `${sku(i % products)},WH-${Math.floor(i / products)},${i % 97},${i % 3},${i % 5}`;
    }
  }
  function* orderLines() {
    yield 'Invoice;Date;SKU;Description;Quantity;Price;Customer;Country';
    for (let i = 0; i < lines; i++) {
      const order = Math.floor(i / 4);
      const day = String(1 + (order % 28)).padStart(2, '0');
      yield `${500_000 + order};${day}/03/2026 10:15;${sku((i * 7919) % products)};Product ${i % products};${1 + (i % 5)};${i % 90},50;${order % 20_000};Germany`;
    }
  }
  return {
    products: await writeLines(join(folder, 'products.csv'), [
      'sku,name,price',
      ...Array.from({ length: products }, (_, i) => `${sku(i)},Product ${i},${i % 90}.99`),
    ]),
    facilities: await writeLines(join(folder, 'facilities.csv'), [
      'code,name,country',
      ...Array.from({ length: FACILITIES }, (_, i) => `WH-${i},Warehouse ${i},DE`),
    ]),
    stock: await writeLines(join(folder, 'stock.csv'), stock()),
    orderLines: await writeLines(join(folder, 'order-lines.csv'), orderLines()),
  };
}

async function measure(folder: string, files: Awaited<ReturnType<typeof makeFiles>>): Promise<Figures[]> {
  const runtime = await startRuntime({
    target: { file: join(folder, 'bench.vigie') },
    resources: resourcesFolder,
    scratch: join(folder, 'scratch'),
    actor: 'bench',
    version: '0',
    log: () => {},
    listsWhenAsked: true,
  });
  const importing = async (what: string, path: string, atLeast: number | null): Promise<Figures> => {
    const peak = watchMemory();
    const account = await runtime.ctx.jobs.runToEnd<ImportAccount>(
      'import.run',
      { files: [{ path }], dryRun: false, remember: false },
      'bench',
    );
    const seconds = account.durationMs / 1000;
    if (!account.balanced || account.totals.quarantined > 0)
      throw new Error(`${what}: the account does not add up`);
    return {
      what,
      rows: account.totals.rows,
      seconds: Math.round(seconds * 10) / 10,
      rowsPerSecond: Math.round(account.totals.rows / seconds),
      atLeast,
      peakMegabytes: peak(),
    };
  };
  try {
    const first = await importing('products', files.products, null);
    await importing('facilities', files.facilities, null);
    return [
      first,
      await importing('stock positions', files.stock, 50_000),
      await importing('stock positions again', files.stock, null),
      await importing('order lines', files.orderLines, 20_000),
      await importing('order lines again', files.orderLines, null),
    ];
  } finally {
    await runtime.close();
  }
}

/** Anonymous memory on Linux: pages of the workspace's file that the system keeps at hand are not the program's. */
function megabytesInUse(): number {
  if (platform !== 'linux') return memoryUsage().rss / 1e6;
  const anonymous = /RssAnon:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(anonymous ?? 0) / 1000;
}

function watchMemory(): () => number {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, megabytesInUse());
  }, 100);
  return () => {
    clearInterval(timer);
    return Math.round(peak);
  };
}

function print(figures: readonly Figures[]): void {
  stderr.write('\nwhat                        rows   seconds    rows/s   at least   peak MB\n');
  for (const { what, rows, seconds, rowsPerSecond, atLeast, peakMegabytes } of figures) {
    const cells = [
      what.padEnd(22),
      String(rows).padStart(10),
      String(seconds).padStart(10),
      String(rowsPerSecond).padStart(10),
      String(atLeast ?? '').padStart(11),
      String(peakMegabytes).padStart(10),
    ];
    stderr.write(`${cells.join('')}\n`);
  }
}
