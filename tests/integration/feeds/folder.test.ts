import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { RawBatch, SettledOutcome } from '../../../core/feeds/connector.ts';
import { type FolderOptions, folderConnector } from '../../../core/feeds/connectors/folder/index.ts';
import { createConnectorTools, pullAll, type TestTools } from '../../helpers/connector-tools.ts';

const NOTHING: SettledOutcome = { applied: 0, unchanged: 0, waiting: 0, quarantined: 0, problems: [] };
const DAY = '2026-03-04';
const NOW = Date.UTC(2026, 2, 4, 12);
const STOCK = 'sku,facility,on hand\nA-1,LYS,10\nA-2,LYS,20\nA-3,PAR,30\n';

const ORDER = [
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260227*1200*U*00401*000000007*0*P*>~',
  'GS*PO*SENDER*RECEIVER*20260227*1200*7*X*004010~ST*850*0001~BEG*00*SA*P-1**20260227~',
  'PO1*1*2*EA*19.95**VN*A-1~SE*4*0001~GE*1*7~IEA*1*000000007~',
].join('');

const open: { folder: string; test: TestTools<FolderOptions> }[] = [];
afterEach(async () => {
  for (const { folder, test } of open.splice(0)) {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

function setUp(options: Record<string, unknown> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-folder-'));
  const test = createConnectorTools(folderConnector, {
    options: { path: folder, settleSeconds: 0, ...options },
    clock: () => NOW,
  });
  open.push({ folder, test });
  const put = (name: string, content: string | Uint8Array, modifiedAt = NOW - 60_000) => {
    writeFileSync(join(folder, name), content);
    utimesSync(join(folder, name), modifiedAt / 1000, modifiedAt / 1000);
  };
  const has = (...parts: string[]) => existsSync(join(folder, ...parts));
  const text = (...parts: string[]) => readFileSync(join(folder, ...parts), 'utf8');
  return { folder, test, put, has, text };
}

/** Pulls as the engine does: every batch is settled before the next one is asked for. */
async function sync(test: TestTools<FolderOptions>, cursor: unknown = null, outcome = NOTHING) {
  const batches: RawBatch[] = [];
  for await (const batch of folderConnector.pull?.(test.tools, cursor, { type: 'sync' }) ?? []) {
    batches.push(batch);
    await batch.settled?.(outcome);
  }
  return {
    batches,
    items: batches.flatMap((batch) => batch.items),
    cursor: batches.at(-1)?.cursor ?? cursor,
  };
}

describe('a folder of files', () => {
  it('takes complete files, the oldest first, and archives them by day', async () => {
    const { test, put, has } = setUp();
    put('b.csv', STOCK.replaceAll('A-', 'B-'), NOW - 120_000);
    put('a.csv', STOCK);
    const { items } = await sync(test);
    expect(items.map((item) => item.key)).toEqual([
      'stock|B-1|LYS',
      'stock|B-2|LYS',
      'stock|B-3|PAR',
      'stock|A-1|LYS',
      'stock|A-2|LYS',
      'stock|A-3|PAR',
    ]);
    expect(items[0]?.version).toBe(NOW - 120_000);
    expect(has('archive', DAY, 'a.csv')).toBe(true);
    expect(has('a.csv')).toBe(false);
    expect(has('archive', DAY, 'a.csv.report.txt')).toBe(false);
  });

  it('says the same of a row when it is parsed again from what the inbox holds', async () => {
    const { test, put } = setUp();
    put('stock.csv', `${STOCK}A-4,LYS,many\n`);
    put(
      'lines.csv',
      'Order,Date,SKU,Qty,Price\nO1,2026-01-02,A,2,3.5\nO1,2026-01-02,C,x,4\nO2,2026-01-03,A,1,3.5\n',
    );
    put('orders.json', '[{"orderNumber":"J1","orderedAt":"2026-01-02","lines":[{"sku":"A","quantity":2}]}]');
    put('broken.bin', new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 1, 2, 3, 4, 5, 6, 7]));
    const { items } = await pullAll(folderConnector, test);
    expect(items.length).toBe(8);
    for (const item of items) expect(folderConnector.parse(item, test.tools.options)).toEqual(item.parsed);
    const line = items.find((item) => item.key === 'orders|O1');
    expect(line?.parsed?.problems[0]?.place).toBe('row 3, column “Qty”');
    expect(line?.parsed?.records[0]?.lines).toHaveLength(1);
  });

  it('makes the same items of the same rows in another file', async () => {
    const { test, put } = setUp();
    put('monday.csv', STOCK);
    const first = await sync(test);
    put('tuesday.csv', STOCK.replace('20', '25'));
    const second = await sync(test, first.cursor);
    const bodies = new Map(first.items.map((item) => [item.key, item.body]));
    expect(second.items.filter((item) => bodies.get(item.key) !== item.body).map((item) => item.key)).toEqual(
      ['stock|A-2|LYS'],
    );
  });

  it('goes on after the last stored batch when it was killed, and archives what it had only read', async () => {
    const { test, put, has } = setUp();
    const rows = Array.from({ length: 1800 }, (_, i) => `S-${i},LYS,${i}`);
    put('big.csv', `sku,facility,on hand\n${rows.join('\n')}\n`);
    const whole = await pullAll(folderConnector, test);
    expect(whole.items).toHaveLength(1800);
    const [first, second] = whole.batches;
    const resumed = await pullAll(folderConnector, test, structuredClone(second?.cursor));
    const before = (first?.items.length ?? 0) + (second?.items.length ?? 0);
    expect(before).toBeGreaterThan(0);
    expect(resumed.items.map((item) => item.key)).toEqual(whole.items.slice(before).map((item) => item.key));
    expect(has('big.csv')).toBe(true);
    await sync(test, whole.cursor);
    expect(has('archive', DAY, 'big.csv')).toBe(true);
  });

  it('archives a partly bad file with a report beside it', async () => {
    const { test, put, has, text } = setUp();
    put('stock.csv', `${STOCK}A-4,LYS,many\n`);
    await sync(test);
    expect(has('archive', DAY, 'stock.csv')).toBe(true);
    expect(text('archive', DAY, 'stock.csv.report.txt')).toContain('row 5, column “on hand”');
    const report = JSON.parse(text('archive', DAY, 'stock.csv.report.json')) as {
      problems: { code: string }[];
    };
    expect(report.problems.map((one) => one.code)).toEqual(['notANumber']);
  });

  it('puts aside a file of which nothing can be used, and shows it in quarantine', async () => {
    const { test, put, has, text } = setUp();
    put('notes.csv', 'colour,taste\nred,sweet\n');
    const { items } = await sync(test);
    expect(items).toHaveLength(1);
    expect(items[0]?.kind).toBe('file');
    expect(items[0]?.parsed?.problems[0]).toMatchObject({ severity: 'error', code: 'missingField' });
    expect(has('refused', 'notes.csv')).toBe(true);
    expect(text('refused', 'notes.csv.report.txt')).toContain('Nothing in this file could be used.');
  });

  it('refuses a file whose every row was quarantined when it was applied', async () => {
    const { test, put, has, text } = setUp();
    put('stock.csv', STOCK);
    const problems = [
      { kind: 'row', key: 'stock|A-1|LYS', code: 'unknownFacility', reason: 'No facility LYS.', place: null },
    ];
    await sync(test, null, { ...NOTHING, quarantined: 3, problems });
    expect(has('refused', 'stock.csv')).toBe(true);
    expect(text('refused', 'stock.csv.report.txt')).toContain('No facility LYS.');
  });

  it('reads a refused file again when it is dropped again after its mapping was given', async () => {
    const { test, put, folder } = setUp();
    const content = 'thing,place,amount\nA-1,LYS,7\n';
    put('odd.csv', content);
    const first = await sync(test);
    expect(first.items[0]?.kind).toBe('file');
    const mapping = {
      version: 1,
      kinds: ['stock'],
      columns: { sku: { column: 'thing' }, facilityCode: { column: 'place' }, onHand: { column: 'amount' } },
    };
    const again = createConnectorTools(folderConnector, {
      options: {
        path: folder,
        settleSeconds: 0,
        mappings: [{ headers: ['amount', 'place', 'thing'], mapping }],
      },
      clock: () => NOW,
    });
    open.push({ folder, test: again });
    put('odd.csv', content);
    const second = await sync(again, first.cursor);
    expect(second.items.map((item) => item.key)).toEqual(['stock|A-1|LYS']);
    expect(JSON.parse(second.items[0]?.body ?? '')).not.toHaveProperty('mapping');
  });

  it('never overwrites what lies in the archive', async () => {
    const { test, put, text } = setUp();
    put('stock.csv', STOCK);
    const { cursor } = await sync(test);
    put('stock.csv', STOCK.replace('10', '11'));
    await sync(test, cursor);
    expect(text('archive', DAY, 'stock.csv')).toContain('A-1,LYS,10');
    expect(text('archive', DAY, 'stock (2).csv')).toContain('A-1,LYS,11');
  });

  it('leaves files alone that are unfinished, hidden, of another pattern, or still growing', async () => {
    const { test, put, has } = setUp({ pattern: 'stock*.csv; *.json', settleSeconds: 60 });
    for (const name of [
      'stock.csv.tmp',
      'stock.csv.part',
      'stock.csv~',
      '.stock.csv',
      'stock.csv.filepart',
      'other.csv',
    ]) {
      put(name, STOCK);
    }
    put('stock.csv', STOCK);
    expect((await sync(test)).items).toHaveLength(0);
    expect(has('stock.csv')).toBe(true);
    put('stock.csv.done', '');
    expect((await sync(test)).items).toHaveLength(3);
    expect(has('stock.csv.done')).toBe(false);
    expect(has('stock.csv.tmp')).toBe(true);
  });

  it('takes a file only beside its marker when one is asked for', async () => {
    const { test, put, has } = setUp({ marker: '.fin' });
    put('stock.csv', STOCK);
    expect((await sync(test)).items).toHaveLength(0);
    put('stock.csv.fin', '');
    expect((await sync(test)).items).toHaveLength(3);
    expect(has('stock.csv.fin')).toBe(false);
  });

  it('does not move a file that another one has replaced meanwhile', async () => {
    const { test, put, text } = setUp();
    put('stock.csv', STOCK);
    const { batches, cursor } = await pullAll(folderConnector, test);
    put('stock.csv', STOCK.replace('10', '99'), NOW - 1000);
    await batches.at(-1)?.settled?.(NOTHING);
    expect(text('stock.csv')).toContain('99');
    const next = await sync(test, cursor);
    expect(next.items.map((item) => item.parsed?.records[0]?.fields.onHand)).toContain(99);
  });

  it('refuses links, pipes and treacherous names, and goes on', async () => {
    const { test, put, has, folder } = setUp();
    const outside = mkdtempSync(join(tmpdir(), 'vigie-outside-'));
    writeFileSync(join(outside, 'secret.csv'), STOCK.replaceAll('A-', 'SECRET-'));
    symlinkSync(join(outside, 'secret.csv'), join(folder, 'link.csv'));
    symlinkSync('/dev/zero', join(folder, 'zero.csv'));
    execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
    put('CON.csv', STOCK);
    put('..\\..\\evil.csv', STOCK);
    put('a\u0007bell.csv', STOCK);
    put(`${'long'.repeat(60)}.csv`, STOCK);
    put('\u202evsc.exe.csv', STOCK);
    put('good.csv', STOCK);
    const { items } = await sync(test);
    const files = items.filter((item) => item.kind === 'file');
    expect(files).toHaveLength(8);
    expect(new Set(files.flatMap((item) => item.parsed?.problems.map((one) => one.code)))).toEqual(
      new Set(['notAFile', 'unsafeName']),
    );
    expect(items.filter((item) => item.kind === 'row').map((item) => item.key)).toEqual([
      'stock|A-1|LYS',
      'stock|A-2|LYS',
      'stock|A-3|PAR',
    ]);
    expect(JSON.stringify(items)).not.toContain('SECRET');
    expect(has('archive', DAY, 'good.csv')).toBe(true);
    const refused = readdirSync(join(folder, 'refused'));
    expect(refused.filter((name) => name.endsWith('.csv'))).toHaveLength(5);
    for (const name of refused) expect(name).toMatch(/^[\w(). -]+$/);
    expect(existsSync(join(outside, 'secret.csv'))).toBe(true);
    rmSync(outside, { recursive: true });
  });

  it('reads compressed files, and what a truncated one still holds', async () => {
    const { test, put, has } = setUp();
    const rows = Array.from({ length: 5000 }, (_, i) => `S-${i},LYS,${(i * 7919) % 1000}`).join('\n');
    const packed = gzipSync(`sku,facility,on hand\n${rows}\n`);
    put('cut.csv.gz', packed.subarray(0, packed.length - 2000));
    const { items } = await sync(test);
    const good = items.filter((item) => item.parsed?.records.length === 1).length;
    expect(good).toBeGreaterThan(3000);
    expect(items.flatMap((item) => item.parsed?.problems ?? []).map((one) => one.code)).toContain(
      'truncatedFile',
    );
    expect(has('archive', DAY, 'cut.csv.gz')).toBe(true);
  });

  it('reads archived files again for a back-fill, and leaves them there', async () => {
    const { test, put, has } = setUp();
    put('stock.csv', `${STOCK}A-4,LYS,many\n`);
    await sync(test);
    const again = await pullAll(folderConnector, test, null, { type: 'backfill', from: NOW - 86_400_000 });
    expect(again.items).toHaveLength(4);
    expect(has('archive', DAY, 'stock.csv')).toBe(true);
    expect(
      (await pullAll(folderConnector, test, null, { type: 'backfill', from: NOW + 86_400_000 })).items,
    ).toEqual([]);
  });

  it('stops in the middle of a file when nobody wants more', async () => {
    const { test, put } = setUp();
    const rows = Array.from({ length: 5000 }, (_, i) => `S-${i},LYS,${i}`).join('\n');
    put('big.csv', `sku,facility,on hand\n${rows}\n`);
    for await (const batch of folderConnector.pull?.(test.tools, null, { type: 'sync' }) ?? []) {
      expect(batch.items.length).toBeGreaterThan(0);
      break;
    }
    expect((await sync(test)).items).toHaveLength(5000);
  });

  it('writes what goes out once, whole, and knows it again when the other side has taken it', async () => {
    const { test, folder } = setUp();
    const message = {
      kind: 'booking.request' as const,
      subject: 'shipment:SH-1/../x',
      idempotencyKey: 'k-1',
      createdAt: NOW,
      attempt: 1,
      payload: { number: 'SH-1', lines: [{ sku: 'A', quantity: 2 }] },
    };
    const deliver = () => folderConnector.deliver?.(test.tools, message);
    expect(await deliver()).toMatchObject({ done: true, response: { written: true } });
    const [name] = readdirSync(join(folder, 'outgoing')).filter((one) => !one.startsWith('.'));
    expect(name).toMatch(/^booking-request-shipment-SH-1[\w.-]*\.json$/);
    rmSync(join(folder, 'outgoing', name ?? ''));
    expect(await deliver()).toMatchObject({ done: true, response: { written: false } });
    expect(readdirSync(join(folder, 'outgoing')).filter((one) => !one.startsWith('.'))).toEqual([]);
  });

  it('answers each interchange once, with what became of its messages', async () => {
    const { test, put, folder, text } = setUp();
    put('good.edi', ORDER);
    put('bad.edi', ORDER.replaceAll('000000007', '000000008').replace('PO1*1*2*EA*19.95**VN*A-1~', ''));
    await sync(test);
    const names = readdirSync(join(folder, 'outgoing')).filter((one) => one.startsWith('997-'));
    expect(names).toHaveLength(2);
    const answers = names.map((name) => text('outgoing', name));
    expect(answers.find((answer) => answer.includes('AK9*A'))).toMatch(/AK1\*PO\*7~/);
    expect(answers.some((answer) => answer.includes('AK9*R'))).toBe(true);
    for (const name of names) rmSync(join(folder, 'outgoing', name));
    put('again.edi', ORDER);
    await sync(test);
    expect(readdirSync(join(folder, 'outgoing')).filter((one) => one.startsWith('997-'))).toEqual([]);
  });

  it('asks for a booking by EDI under a number by which it can be acknowledged', async () => {
    const { test, text } = setUp({ outgoingFormat: 'x12', senderId: 'US', receiverId: 'THEM' });
    const place = { name: 'Lyon', street: '1 rue', city: 'Lyon', postalCode: '69000', country: 'FR' };
    const delivery = await folderConnector.deliver?.(test.tools, {
      kind: 'booking.request',
      subject: 'shipment:SH-1',
      idempotencyKey: 'k-1',
      createdAt: NOW,
      attempt: 1,
      payload: {
        shipmentNumber: 'SH-1',
        carrier: { code: 'UPSN', name: 'UPS' },
        shipFrom: { code: 'LYS', ...place },
        shipTo: place,
        parcels: [{ weightGrams: 1500, lines: [{ sku: 'A', name: 'Lamp', quantity: 2 }] }],
        promisedAt: null,
      },
    });
    const { response, controlNumber } = delivery as unknown as {
      response: { file: string };
      controlNumber: string;
    };
    expect(text(response.file)).toMatch(/^ISA\*.*\*204\*/s);
    expect(text(response.file)).toContain(controlNumber);
  });

  it('says in the test what works and what does not', async () => {
    const { test, folder } = setUp();
    expect((await folderConnector.test(test.tools)).map(({ code, ok }) => [code, ok])).toEqual([
      ['read', true],
      ['write', true],
    ]);
    const missing = createConnectorTools(folderConnector, { options: { path: join(folder, 'nowhere') } });
    open.push({ folder, test: missing });
    const [step] = await folderConnector.test(missing.tools);
    expect(step).toMatchObject({ code: 'read', ok: false });
    expect(step?.action).toContain('mounted');
    mkdirSync(join(folder, 'x'));
    const same = createConnectorTools(folderConnector, { options: { path: folder, archive: '.' } });
    open.push({ folder, test: same });
    expect((await folderConnector.test(same.tools))[0]?.ok).toBe(false);
  });
});
