import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { commandLineFile } from '../../helpers/command-line.ts';
import { sqliteDatabases } from '../../helpers/databases.ts';
import { importFolder, importPaths } from '../../helpers/import.ts';
import { testCores } from '../../helpers/runtime.ts';

const databases = sqliteDatabases();
const cores = testCores(databases);
const write = importFolder();
let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill('SIGKILL');
});

it('a killed import leaves a workspace that opens, and the file again completes it', async () => {
  const target = await databases.target();
  if (!('file' in target)) throw new Error('SQLite expected');
  const rows = Array.from({ length: 300_000 }, (_, i) => `P${i},Product ${i},${i % 90}`);
  const path = write('many.csv', ['sku,name,price', ...rows].join('\n'));
  child = spawn(process.execPath, [commandLineFile, 'import', path, '--workspace', target.file], {
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const ctx = await cores.open(target);
  const stored = async () =>
    Number(
      (
        await ctx.db.read
          .selectFrom('product')
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirst()
      )?.n,
    );
  while ((await stored()) < 8000) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);

  const before = await stored();
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(rows.length);
  const account = await importPaths(ctx, [path]);
  expect(account.totals).toMatchObject({ inserted: rows.length - before, updated: 0, unchanged: before });
  expect(await stored()).toBe(rows.length);
  const runs = await ctx.db.read.selectFrom('import_run').select('status').orderBy('id').execute();
  expect(runs.map((run) => run.status)).toEqual(['interrupted', 'done']);
});
