import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../../core/db/database.ts';
import { createDemo } from '../../../core/features/demo/index.ts';
import { sqliteDatabases } from '../../helpers/databases.ts';
import { count } from './count.ts';

const databases = sqliteDatabases();
const moduleUrl = (path: string) => new URL(`../../../core/${path}`, import.meta.url).href;
const SCRIPT = `(async () => {
  const { openDatabase } = await import('${moduleUrl('db/database.ts')}');
  const { createDemo } = await import('${moduleUrl('features/demo/index.ts')}');
  const db = await openDatabase({ file: process.argv[1] });
  await createDemo(db, { seed: 1, orders: 30000 }, ({ table }) => console.log(table));
})()`;
let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill('SIGKILL');
});

it('leaves an empty workspace when killed half-way', async () => {
  const target = await databases.target();
  if (!('file' in target)) throw new Error('SQLite expected');
  child = spawn(process.execPath, ['-e', SCRIPT, target.file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const lines of child.stdout ?? []) {
    if (String(lines).includes('sales_order')) break;
  }
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);

  const db = await openDatabase(target);
  expect(await count(db, 'select count(*) from facility')).toBe(0);
  expect(await count(db, "select count(*) from setting where key = 'demo'")).toBe(0);
  await createDemo(db, { seed: 1, orders: 100, facilities: 10, products: 100 });
  expect(await count(db, 'select count(*) from sales_order')).toBe(100);
  await db.close();
});
