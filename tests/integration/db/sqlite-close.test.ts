import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../core/db/database.ts';
import { sqliteDatabases } from '../../helpers/databases.ts';

const databases = sqliteDatabases();

it.each(['never read', 'read'])('leaves one whole file behind when closed (%s)', async (use) => {
  const target = await databases.target();
  if (!('file' in target)) throw new Error('SQLite expected');
  const db = await openDatabase(target);
  await db.write(async (trx) => {
    await trx.insertInto('carrier').values({ code: 'A', name: 'A' }).execute();
  });
  if (use === 'read') await db.read.selectFrom('carrier').select('id').execute();
  await db.close();

  expect(existsSync(target.file)).toBe(true);
  expect(existsSync(`${target.file}-wal`)).toBe(false);
});
