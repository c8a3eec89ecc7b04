import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execPath, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import type { PromiseRequestInput } from '../../core/contract/promise.ts';
import { createRandom } from '../../core/kernel/random.ts';
import { startCoreProcess } from '../helpers/core-process.ts';
import type { CoreClient } from '../helpers/transports.ts';

/** What issue 4 asks for: milliseconds a quote on the large demo. */
const TARGET_P95_MS = 20;
const WARM_UP = 20;
/** The gazetteer of a country is read when its first address comes: each is asked for once before it counts. */
const ADDRESSES = [
  ['FR', '75011'],
  ['FR', '69001'],
  ['FR', '20000'],
  ['DE', '10115'],
  ['ES', '28001'],
  ['IT', '20121'],
  ['NL', '1012'],
  ['PL', '00-001'],
] as const;

const USAGE = `npm run bench -- promise [--workspace FILE] [--quotes N] [--at-once N] [--json]
  Without a workspace, the large demo (1,000 facilities, 100,000 products, 500,000 orders) is made once and kept.`;

interface Spread {
  calls: number;
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
}

/** Quotes in a core of its own over its WebSocket, as a webshop's back office would ask: one after the other, then several at once. */
export async function run(args: string[]): Promise<unknown> {
  const { values } = parseArgs({
    args,
    options: {
      workspace: { type: 'string' },
      quotes: { type: 'string', default: '500' },
      'at-once': { type: 'string', default: '8' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void stdout.write(`${USAGE}\n`);
  const core = await startCoreProcess(values.workspace ?? largeDemo());
  try {
    const { client } = core;
    while ((await client.tower.kpis()).loading) await new Promise((resolve) => setTimeout(resolve, 250));
    const asks = await randomRequests(client, Number(values.quotes) + WARM_UP);
    const started = performance.now();
    await client.promise.quote(asks[0] as PromiseRequestInput);
    const firstMs = Math.round(performance.now() - started);
    for (const ask of asks.slice(1, WARM_UP)) await client.promise.quote(ask);
    for (const [country, postalCode] of ADDRESSES) {
      await client.promise.quote({ lines: asks[0]?.lines ?? [], destination: { country, postalCode } });
    }
    const measured = asks.slice(WARM_UP);
    const atOnce = Number(values['at-once']);
    const figures = {
      workspace: (await client.workspace.info()).counts,
      firstMs,
      oneByOne: await measure(client, measured, 1),
      [`${atOnce}AtOnce`]: await measure(client, measured, atOnce),
      holds: await measureHolds(client, measured.slice(0, 100)),
      targetP95Ms: TARGET_P95_MS,
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

/** Baskets of one to five products, the best sellers (kept by hundreds of facilities) among them, to towns all over; some collected. */
async function randomRequests(client: CoreClient, count: number): Promise<PromiseRequestInput[]> {
  const random = createRandom(11);
  const [popular, all, stores] = await Promise.all([
    client.stock.list({ sort: [{ column: 'dailyDemand', descending: true }], limit: 500 }),
    client.stock.list({ limit: 1000, offset: 20_000 }),
    client.stock.facets({ filter: { kinds: ['store'] } }),
  ]);
  const skuOf = () => random.pick(random.chance(0.4) ? popular.rows : all.rows).sku;
  return Array.from({ length: count }, () => {
    const lines = Array.from({ length: random.integer(1, 5) }, () => {
      return { sku: skuOf(), quantity: random.integer(1, 4) };
    });
    if (random.chance(0.15)) {
      return { lines, mode: 'clickAndCollect' as const, store: random.pick(stores.facilities).value };
    }
    const [country, postalCode] = random.pick(ADDRESSES);
    return { lines, destination: { country, postalCode } };
  });
}

/** Each in its own time, so many under way at any moment. */
async function measure(
  client: CoreClient,
  asks: readonly PromiseRequestInput[],
  atOnce: number,
): Promise<Spread> {
  const took: number[] = [];
  let next = 0;
  const worker = async () => {
    for (let ask = asks[next++]; ask; ask = asks[next++]) {
      const started = performance.now();
      await client.promise.quote(ask);
      took.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return spreadOf(took);
}

/** A hold and its release, as a basket does that is left behind. */
async function measureHolds(client: CoreClient, asks: readonly PromiseRequestInput[]): Promise<Spread> {
  const took: number[] = [];
  for (const ask of asks) {
    const started = performance.now();
    const held = await client.promise.hold({ ...ask, minutes: 5 }).catch(() => null);
    if (!held) continue;
    took.push(performance.now() - started);
    await client.promise.release({ reference: held.reference });
  }
  return spreadOf(took);
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    return Math.round(value * 10) / 10;
  };
  return { calls: values.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}

function print(figures: Record<string, unknown>): void {
  const line = (text: string) => stdout.write(`${text}\n`);
  line(`first quote (the network is read): ${figures.firstMs} ms`);
  line(
    `${'promise'.padEnd(14)}${'calls'.padStart(8)}${'p50'.padStart(9)}${'p95'.padStart(9)}${'max'.padStart(9)}`,
  );
  for (const [name, value] of Object.entries(figures)) {
    if (typeof value !== 'object' || value === null || !('p95Ms' in value)) continue;
    const { calls, p50Ms, p95Ms, maxMs } = value as Spread;
    const cells = [calls, p50Ms, p95Ms, maxMs].map((cell, i) => String(cell).padStart(i === 0 ? 8 : 9));
    line(`${name.padEnd(14)}${cells.join('')}`);
  }
  line(`target: p95 ${TARGET_P95_MS} ms a quote`);
}
