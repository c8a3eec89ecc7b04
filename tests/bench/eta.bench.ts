import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath, stdout } from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { BacktestDocument } from '../../core/host/commands/eta-backtest.ts';
import { createRandom } from '../../core/kernel/random.ts';
import { commandLineFile } from '../helpers/command-line.ts';
import { printFigures } from './bench-core.ts';

const USAGE = `npm run bench -- eta [--rows N] [--file FILE.csv] [--json]
  Back-tests ETAs on a made-up file of N shipments (100,000), as a user would: "vigie eta backtest".`;

/** What the issue asks of 100,000 rows. */
const TARGET_SECONDS = 30;
const DAY_MS = 86_400_000;
const START = Date.UTC(2023, 0, 2);
const SPAN_DAYS = 900;
const ENDS = ['PAR', 'LYS', 'LIL', 'BER', 'MUC', 'MAD', 'BCN', 'MIL', 'ROM', 'AMS', 'BRU', 'WAW'] as const;
const CARRIERS = ['Hirondelle', 'PaketFlux', 'Tramontane', 'Nordpost'] as const;
const SERVICES = ['economy', 'standard', 'express'] as const;
const BATCH = 2000;

/** Times one run in a process of its own, with the most memory that it took. */
export async function run(args: string[]): Promise<unknown> {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: 'string', default: '100000' },
      file: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void stdout.write(`${USAGE}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-eta-'));
  try {
    const file = values.file ?? (await writeHistory(join(folder, 'history.csv'), Number(values.rows)));
    const started = performance.now();
    const { report, peakMegabytes } = await backtest(file);
    const ours = report.methods.find(({ method }) => method === 'ours');
    const promise = report.methods.find(({ method }) => method === 'promise');
    const figures = {
      rows: report.rows.used,
      seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
      targetSeconds: TARGET_SECONDS,
      peakMegabytes,
      meanErrorDays: ours?.errors.meanAbsoluteDays.toFixed(3),
      promiseMeanErrorDays: promise?.errors.meanAbsoluteDays.toFixed(3),
      coverageP90: ours?.errors.coverageP90?.toFixed(3),
      lateAuc: ours?.late?.auc.toFixed(3),
      lateBrier: ours?.late?.brier.toFixed(4),
    };
    if (!values.json) printFigures(figures);
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function backtest(file: string): Promise<{ report: BacktestDocument; peakMegabytes: number | null }> {
  const child = spawn(execPath, [commandLineFile, 'eta', 'backtest', file, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peak: number | null = null;
  const look = setInterval(() => {
    peak = Math.max(peak ?? 0, peakOf(child.pid) ?? 0) || null;
  }, 250);
  const told: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => told.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(look);
      if (code !== 0) return reject(new Error(`The back-test ended with ${code}.`));
      resolve({ report: JSON.parse(Buffer.concat(told).toString()), peakMegabytes: peak });
    });
  });
}

/** Known only on Linux. */
function peakOf(pid: number | undefined): number | null {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return null;
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync(path, 'utf8'))?.[1];
  return kilobytes ? Math.round(Number(kilobytes) / 1024) : null;
}

/** Lanes and services of their own pace, weekends, a slow December, heavy parcels; carriers that drift from year to year. */
async function writeHistory(path: string, rows: number): Promise<string> {
  const random = createRandom(7);
  const iso = (at: number) => new Date(at).toISOString();
  const line = (i: number): string => {
    const [from, to] = [random.integer(0, ENDS.length - 1), random.integer(0, ENDS.length - 1)];
    const [carrier, service] = [
      random.integer(0, CARRIERS.length - 1),
      random.integer(0, SERVICES.length - 1),
    ];
    const shippedAt = START + (i * SPAN_DAYS * DAY_MS) / rows;
    const date = new Date(shippedAt);
    const usual = (from === to ? 1 : 2 + (Math.abs(from - to) % 4)) + (2 - service);
    const heavy = random.chance(0.15);
    const slow =
      (date.getUTCDay() >= 5 ? 0.8 : 0) + (date.getUTCMonth() === 11 ? 1.2 : 0) + (heavy ? 0.7 : 0);
    const drift = carrier === 1 ? (0.8 * i) / rows : 0;
    const days = (usual * 0.8 + slow + drift) * Math.exp(random.normal(0, 0.22));
    const carrierEta = shippedAt + (usual * 0.9 + slow / 2) * DAY_MS;
    return [
      `B${i}`,
      ENDS[from],
      ENDS[to],
      CARRIERS[carrier],
      SERVICES[service],
      iso(shippedAt),
      iso(shippedAt + (usual * 1.1 + 0.6) * DAY_MS),
      iso(shippedAt + days * DAY_MS),
      iso(carrierEta),
      heavy ? 24 : 3,
    ].join(',');
  };
  async function* batches() {
    yield 'id,origin,destination,carrier,service,shippedAt,promisedAt,deliveredAt,carrierEtaAt,weightKilograms\n';
    for (let i = 0; i < rows; i += BATCH) {
      const lines = Array.from({ length: Math.min(BATCH, rows - i) }, (_, n) => line(i + n));
      yield `${lines.join('\n')}\n`;
    }
  }
  await pipeline(Readable.from(batches()), createWriteStream(path));
  return path;
}
