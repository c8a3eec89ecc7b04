import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FolderOptions, folderConnector } from '../../../core/feeds/connectors/folder/index.ts';
import { createConnectorTools, pullAll, type TestTools } from '../../helpers/connector-tools.ts';
import { noSftpReason, type SftpServer, startSftpServer } from '../../helpers/sftp-server.ts';

const reason = noSftpReason();
const STOCK = 'sku,facility,on hand\nA-1,LYS,10\nA-2,LYS,20\n';
const DAY = '2026-03-04';
const clock = () => Date.UTC(2026, 2, 4, 12);

describe.skipIf(reason !== null)(`files on an SFTP server${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let server: SftpServer;
  const open: TestTools<FolderOptions>[] = [];
  beforeAll(async () => {
    server = await startSftpServer();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    rmSync(server.folder, { recursive: true, force: true });
    mkdirSync(server.folder);
  });
  afterEach(async () => {
    for (const test of open.splice(0)) await test.close();
  });

  const toolsFor = (options: Record<string, unknown> = {}, secrets?: Record<string, string>) => {
    const { port, user, hostKey, folder, privateKey } = server;
    const test = createConnectorTools(folderConnector, {
      options: {
        type: 'sftp',
        host: '127.0.0.1',
        port,
        user,
        hostKey,
        path: folder,
        settleSeconds: 0,
        ...options,
      },
      secrets: secrets ?? { privateKey },
      clock,
    });
    open.push(test);
    return test;
  };
  const put = (name: string, content: string) => writeFileSync(join(server.folder, name), content);
  const sync = async (test: TestTools<FolderOptions>) => {
    const items = [];
    for await (const batch of folderConnector.pull?.(test.tools, null, { type: 'sync' }) ?? []) {
      items.push(...batch.items);
      await batch.settled?.({ applied: 1, unchanged: 0, waiting: 0, quarantined: 0, problems: [] });
    }
    return items;
  };

  it('takes files and archives them there', async () => {
    put('stock.csv', `${STOCK}A-3,LYS,many\n`);
    put('later.csv.filepart', STOCK);
    const items = await sync(toolsFor());
    expect(items.map((item) => item.parsed?.records[0]?.key ?? 'bad')).toEqual(['A-1|LYS', 'A-2|LYS', 'bad']);
    expect(readdirSync(join(server.folder, 'archive', DAY)).sort()).toEqual([
      'stock.csv',
      'stock.csv.report.json',
      'stock.csv.report.txt',
    ]);
    expect(existsSync(join(server.folder, 'stock.csv'))).toBe(false);
    expect(existsSync(join(server.folder, 'later.csv.filepart'))).toBe(true);
  });

  it('does not overwrite in the archive, and archives after the run as well', async () => {
    put('stock.csv', STOCK);
    await sync(toolsFor());
    put('stock.csv', STOCK.replace('10', '11'));
    const test = toolsFor();
    const { batches } = await pullAll(folderConnector, test);
    for (const batch of batches) {
      await batch.settled?.({ applied: 2, unchanged: 0, waiting: 0, quarantined: 0, problems: [] });
    }
    expect(readdirSync(join(server.folder, 'archive', DAY)).sort()).toEqual(['stock (2).csv', 'stock.csv']);
    expect(readFileSync(join(server.folder, 'archive', DAY, 'stock.csv'), 'utf8')).toContain('A-1,LYS,10');
  });

  it('follows no link of the server', async () => {
    put('good.csv', STOCK);
    symlinkSync('/etc/passwd', join(server.folder, 'passwd.csv'));
    const items = await sync(toolsFor());
    const file = items.find((item) => item.kind === 'file');
    expect(file?.parsed?.problems[0]?.code).toBe('notAFile');
    expect(JSON.stringify(items)).not.toContain('root:');
  });

  it('delivers a message once', async () => {
    const test = toolsFor();
    const message = {
      kind: 'label.request' as const,
      subject: 'shipment:SH-1',
      idempotencyKey: 'k',
      createdAt: 0,
      attempt: 1,
      payload: { number: 'SH-1' },
    };
    expect(await folderConnector.deliver?.(test.tools, message)).toMatchObject({
      response: { written: true },
    });
    expect(await folderConnector.deliver?.(test.tools, message)).toMatchObject({
      response: { written: false },
    });
    const names = readdirSync(join(server.folder, 'outgoing')).filter((name) => !name.startsWith('.'));
    expect(names).toHaveLength(1);
  });

  it('shows the server’s key in the test, and sends nothing before it is confirmed', async () => {
    const unknown = await folderConnector.test(toolsFor({ hostKey: '' }).tools);
    const step = unknown.find(({ code }) => code === 'hostKey');
    expect(step?.ok).toBe(false);
    expect(step?.detail).toContain(server.hostKey);
    await expect(pullAll(folderConnector, toolsFor({ hostKey: '' }))).rejects.toMatchObject({
      code: 'hostKeyUnknown',
    });
    const other = `SHA256:${'A'.repeat(43)}`;
    await expect(pullAll(folderConnector, toolsFor({ hostKey: other }))).rejects.toMatchObject({
      code: 'hostKeyChanged',
      temporary: false,
    });
    const known = await folderConnector.test(toolsFor().tools);
    expect(known.map(({ code, ok }) => [code, ok])).toEqual([
      ['connect', true],
      ['hostKey', true],
      ['signIn', true],
      ['read', true],
      ['write', true],
    ]);
  });

  it('says in words what is wrong with sign-in, folder and server', async () => {
    await expect(pullAll(folderConnector, toolsFor({}, { password: 'wrong-secret' }))).rejects.toMatchObject({
      code: 'signInRefused',
      temporary: false,
    });
    await expect(pullAll(folderConnector, toolsFor({}, { privateKey: 'no key' }))).rejects.toMatchObject({
      code: 'badPrivateKey',
    });
    await expect(pullAll(folderConnector, toolsFor({ path: '/nowhere' }))).rejects.toMatchObject({
      code: 'noSuchFolder',
    });
    await expect(pullAll(folderConnector, toolsFor({ port: 1 }))).rejects.toMatchObject({
      code: 'unreachable',
    });
  });
});
