import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { BacktestDocument } from '../../../core/host/commands/eta-backtest.ts';
import { commandLineFile } from '../../helpers/command-line.ts';
import { madeDeliveries } from '../../helpers/deliveries.ts';

const SAMPLE = resolve(import.meta.dirname, '../../../../shared/samples/orders/shipment-history');
/** Enough of the real file to learn from, little enough to be quick. */
const SAMPLE_LINES = 1500;
const folder = mkdtempSync(join(tmpdir(), 'vigie-eta-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function backtest(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [commandLineFile, 'eta', 'backtest', ...args], (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

async function measured(path: string, ...args: string[]): Promise<BacktestDocument> {
  const { code, out, err } = await backtest(path, ...args, '--json');
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out) as BacktestDocument;
}

function put(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const iso = (at: number | undefined) => new Date(at ?? 0).toISOString();

function madeFile(): string {
  const { history } = madeDeliveries(500, 4);
  const rows = Array.from({ length: history.count }, (_, i) => {
    const to = history.destination.labels[history.destination.codes[i] ?? 0];
    const service = history.service.labels[history.service.codes[i] ?? 0];
    const { shippedAt, promisedAt, deliveredAt } = history;
    return `S${i},FR,${to},Post,${service},${iso(shippedAt[i])},${iso(promisedAt[i])},${iso(deliveredAt[i])}`;
  });
  return put('made.csv', [
    'id,origin,destination,carrier,service,shippedAt,promisedAt,deliveredAt',
    ...rows,
    'S-open,FR,DE,Post,Fast,2025-07-30T00:00:00Z,2025-08-04T00:00:00Z,',
    'S-odd,FR,DE,Post,Fast,2025-07-01T00:00:00Z,2025-07-04T00:00:00Z,2025-06-20T00:00:00Z',
  ]);
}

describe('vigie eta backtest', () => {
  it('measures itself on a file, and says what it could not read', async () => {
    const path = madeFile();
    const predictions = join(folder, 'predictions.csv');
    const report = await measured(path, '--predictions', predictions);
    expect(report).toMatchObject({
      format: 'vigie-eta-backtest/1',
      rows: { read: 502, used: 500, notDelivered: 1, leftOut: 1 },
    });
    expect(report.problems[0]).toMatchObject({ field: 'deliveredAt', reason: 'Delivered before it left.' });
    const of = (name: string) => report.methods.find(({ method }) => method === name);
    expect(of('ours')?.errors.meanAbsoluteDays).toBeLessThan(of('laneTransit')?.errors.meanAbsoluteDays ?? 0);
    expect(of('ours')?.late?.brier).toBeLessThan(of('promise')?.late?.brier ?? 0);
    expect(report.lanes.map(({ group }) => group)).toContain('FR → DE');
    expect(readFileSync(predictions, 'utf8').trim().split('\n')).toHaveLength(report.split.tested + 1);
    const told = await backtest(path);
    expect(told.out).toContain('late Brier');
  }, 60_000);

  it('says which column is missing, and that too few were delivered', async () => {
    const nameless = await backtest(put('nameless.csv', ['a,b', '1,2', '3,4']));
    expect(nameless.code).toBe(2);
    expect(nameless.err).toContain('--map deliveredAt=');
    const few = await backtest(
      put('few.csv', ['shippedAt,deliveredAt', '2025-01-01,2025-01-03', '2025-01-02,2025-01-05']),
    );
    expect(few.code).toBe(2);
    expect(few.err).toContain('at least 60');
  }, 60_000);

  const sample = existsSync(SAMPLE)
    ? readdirSync(SAMPLE).find((name) => name.endsWith('.csv.gz'))
    : undefined;
  const title = 'reads the real deliveries as they are';
  if (sample === undefined) it.skip(`${title} (skipped: ../shared/samples is not here)`);
  else
    it(title, async () => {
      const lines = gunzipSync(readFileSync(join(SAMPLE, sample)))
        .toString('latin1')
        .split(/\r?\n/);
      const report = await measured(put('real.csv', lines.slice(0, SAMPLE_LINES + 1)));
      expect(report.rows.read).toBeGreaterThan(SAMPLE_LINES * 0.9);
      expect(report.columns.roles).toHaveProperty('promisedAt');
      expect(report.columns.roles).toHaveProperty('deliveredAt');
      const ours = report.methods.find(({ method }) => method === 'ours');
      expect(ours?.errors.rows).toBe(report.split.tested);
      expect(ours?.late?.calibration.length).toBeGreaterThan(0);
    }, 120_000);
});
