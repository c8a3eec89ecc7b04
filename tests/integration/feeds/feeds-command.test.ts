import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FeedRun, FeedView } from '../../../core/contract/feeds.ts';
import { saveFeed } from '../../../core/feeds/feeds.service.ts';
import type { FileAccount } from '../../../core/host/commands/feeds-read.ts';
import { startRuntime } from '../../../core/host/runtime.ts';
import { commandLineFile } from '../../helpers/command-line.ts';
import { importPaths } from '../../helpers/import.ts';

const RESOURCES = resolve(import.meta.dirname, '../../../resources');
const SAMPLES = resolve(import.meta.dirname, '../../../../shared/samples/edi');
const folder = mkdtempSync(join(tmpdir(), 'vigie-feeds-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ORDER = [
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260227*1200*U*00401*000000007*0*P*>~',
  'GS*PO*SENDER*RECEIVER*20260227*1200*7*X*004010~ST*850*0001~BEG*00*SA*P-1**20260227~',
  'PO1*1*2*EA*19.95**VN*A-1~PO1*2**EA*5**VN*B-2~SE*9*0001~GE*1*7~IEA*1*000000007~',
].join('');

interface Ended {
  code: number;
  out: string;
  err: string;
}

function vigie(...args: string[]): Promise<Ended> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [commandLineFile, ...args],
      { maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

function put(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function readJson(...args: string[]): Promise<{ ended: Ended; files: FileAccount[] }> {
  const ended = await vigie('feeds', 'read', '--json', ...args);
  return { ended, files: (JSON.parse(ended.out) as { files: FileAccount[] }).files };
}

describe('vigie feeds read', () => {
  it('shows what messages would bring, with the place of what is wrong', async () => {
    const { ended, files } = await readJson(put('order.edi', ORDER));
    expect(ended.code).toBe(0);
    const [file] = files;
    expect(file).toMatchObject({
      format: 'x12',
      kind: 'x12.850',
      kinds: ['x12.850'],
      messages: 1,
      counts: { orders: 1 },
    });
    expect(file?.records[0]).toMatchObject({
      kind: 'orders',
      key: 'P-1',
      lines: [{ sku: 'A-1', quantity: 2 }],
    });
    expect(file?.warnings.map(({ code }) => code)).toContain('wrongCount');
    expect(file?.errors[0]).toMatchObject({ code: 'missingQuantity' });
    expect(file?.errors[0]?.place).toMatch(/segment \d+ \(PO1\)/);
    expect(file).not.toHaveProperty('hidden');
  });

  it('reads several files of several formats, and tells them apart', async () => {
    const stock = put('stock.csv', 'sku,facility,on hand\nA-1,LYS,10\nA-2,LYS,many\n');
    const objects = put('stock.json', '[{"sku":"A-1","facility":"LYS","onHand":4}]');
    const { ended, files } = await readJson(stock, objects, join(folder, 'nowhere.csv'));
    expect(ended.code).toBe(0);
    expect(files.map(({ format, rows }) => [format, rows])).toEqual([
      ['csv', 2],
      ['json', 1],
      ['unknown', undefined],
    ]);
    expect(files[0]?.errors[0]).toMatchObject({
      code: 'notANumber',
      place: 'row 3, column “on hand”',
      value: 'many',
    });
    expect(files[2]?.errors[0]?.code).toBe('noSuchFile');
  });

  it('understands a table as a mapping says', async () => {
    const table = put('odd.csv', 'thing,place,amount\nA-1,LYS,7\n');
    const columns = {
      sku: { column: 'thing' },
      facilityCode: { column: 'place' },
      onHand: { column: 'amount' },
    };
    const mapping = put('mapping.json', JSON.stringify({ version: 1, kinds: ['stock'], columns }));
    expect((await readJson(table)).ended.code).toBe(1);
    const { ended, files } = await readJson(table, '--mapping', mapping);
    expect(ended.code).toBe(0);
    expect(files[0]?.records[0]?.key).toBe('A-1|LYS');
  });

  it('tells people the same, without steering their terminal', async () => {
    const { code, out } = await vigie(
      'feeds',
      'read',
      put('bell.csv', 'sku,facility,on hand\nA-1,LYS,10\nA-\u001b[2J2,LYS,x\u0007y\n'),
    );
    expect(code).toBe(0);
    expect(out).toContain('CSV · stock · 2 rows · 1 stock · 1 error');
    expect(out).toContain('row 3, column “on hand”');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: such characters are what must not be there
    expect(out).not.toMatch(/[\u0007\u001b]/);
  });

  it('ends with 1 when nothing could be read, with 2 when it is called wrongly', async () => {
    expect((await vigie('feeds', 'read', put('bad.edi', 'hello'))).code).toBe(1);
    expect((await vigie('feeds', 'read', '/nowhere')).code).toBe(1);
    expect((await vigie('feeds', 'read')).code).toBe(2);
    expect((await vigie('feeds', 'read', '--kind', 'colours', '/nowhere')).code).toBe(2);
    expect((await vigie('feeds', 'read', '--mapping', put('no.json', '{}'), '/nowhere')).code).toBe(2);
    expect((await vigie('feeds', 'read', '--time-zone', 'Mars', '/nowhere')).code).toBe(2);
    expect((await vigie('feeds', 'read', '--help')).out).toContain('Exit codes');
  });

  it.skipIf(!existsSync(SAMPLES))('reads every sample that is EDI', async () => {
    const { files } = await readJson(SAMPLES);
    const edi = files.filter(({ file }) => file.endsWith('.edi') && !file.includes('not-edi'));
    expect(edi.length).toBeGreaterThan(5);
    for (const { file, messages, kind } of edi)
      expect([file, messages ?? 0, kind]).toEqual([
        file,
        expect.any(Number),
        expect.stringMatching(/^(?:x12|edifact)\./),
      ]);
    const read = edi.filter(({ records }) => records.length > 0);
    expect(read.length).toBeGreaterThanOrEqual(edi.length - 1);
    expect(files.find(({ file }) => file.includes('not-edi'))?.errors.map(({ code }) => code)).toContain(
      'notEdi',
    );
  });
});

describe('vigie feeds list, sync and runs', () => {
  it('takes what lies in a folder, and says what came of it', async () => {
    const workspace = join(folder, 'work.vigie');
    const drop = join(folder, 'drop');
    mkdirSync(drop);
    const runtime = await startRuntime({
      target: { file: workspace },
      resources: RESOURCES,
      scratch: join(folder, 'scratch'),
      actor: 'test',
      version: '0',
      log: () => {},
      nativeBinding: undefined,
    });
    await importPaths(runtime.ctx, [
      put('facilities.csv', 'facility code,name,country\nLYS,Lyon,FR\n'),
      put('products.csv', 'sku,product name\nA-1,Lamp\nA-2,Chair\n'),
    ]);
    await saveFeed(runtime.ctx, {
      name: 'Drop folder',
      connector: 'folder',
      options: { path: drop, settleSeconds: 0 },
      secrets: {},
      intervalSeconds: 0,
      budgetPerHour: null,
      active: true,
    });
    await runtime.close();

    writeFileSync(join(drop, 'stock.csv'), 'sku,facility,on hand\nA-1,LYS,10\nA-2,LYS,many\nA-2,LYS,20\n');
    const sync = await vigie('feeds', 'sync', '-w', workspace);
    expect([sync.code, sync.err]).toEqual([0, '']);
    expect(sync.out).toContain('3 received, 2 applied, 1 quarantined');
    expect(existsSync(join(drop, 'stock.csv'))).toBe(false);
    const [day] = readdirSync(join(drop, 'archive'));
    expect(readFileSync(join(drop, 'archive', day ?? '', 'stock.csv.report.txt'), 'utf8')).toContain('row 3');

    const feeds = JSON.parse((await vigie('feeds', 'list', '--json', '-w', workspace)).out) as FeedView[];
    expect(feeds[0]).toMatchObject({ name: 'Drop folder', health: 'healthy', backlog: { quarantined: 1 } });
    const runs = JSON.parse((await vigie('feeds', 'runs', '--json', '-w', workspace)).out) as {
      rows: FeedRun[];
    };
    expect(runs.rows[0]).toMatchObject({ status: 'done', applied: 2, quarantined: 1 });
    const stock = JSON.parse((await vigie('query', 'product', 'A-1', '--json', '-w', workspace)).out) as {
      positions: { onHand: number }[];
    };
    expect(stock.positions.map(({ onHand }) => onHand)).toEqual([10]);

    rmSync(drop, { recursive: true });
    const failed = await vigie('feeds', 'sync', 'drop-folder', '-w', workspace);
    expect(failed.code).toBe(1);
    expect(failed.out).toContain('is not there');
    expect((await vigie('feeds', 'sync', 'nobody', '-w', workspace)).code).toBe(2);
  });
});
