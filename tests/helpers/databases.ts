import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, inject, test } from 'vitest';
import { type Database, type DatabaseTarget, openDatabase } from '../../core/db/database.ts';
import type { DialectName } from '../../core/db/schema.ts';
import { threadEntries } from '../../core/host/entries.ts';

export interface TestDatabases {
  readonly dialect: DialectName;
  /** A new, empty, migrated database; closed and removed after the test file. */
  open(options?: { migrate?: boolean; readers?: number }): Promise<Database>;
  /** Where the next database would be, for opening it oneself. */
  target(): Promise<DatabaseTarget>;
}

/** Runs the same tests on SQLite and on a real PostgreSQL; on SQLite alone where vitest.config.ts says so. */
export function describeDatabases(name: string, tests: (databases: TestDatabases) => void): void {
  describe(`${name} (sqlite)`, () => tests(sqliteDatabases()));
  if (process.env.VIGIE_DATABASES === 'sqlite') return;
  const url = inject('postgresUrl');
  if (url) describe(`${name} (postgres)`, () => tests(postgresDatabases(url)));
  else test.skip(`${name} (postgres): ${inject('postgresMissing')}`, () => {});
}

function opening(
  dialect: DialectName,
  target: TestDatabases['target'],
  cleanUp: () => Promise<void>,
): TestDatabases {
  const opened: Database[] = [];
  afterAll(async () => {
    await Promise.all(opened.map((db) => db.close().catch(() => {})));
    await cleanUp();
  });
  return {
    dialect,
    target,
    async open(options = {}) {
      const db = await openDatabase(await target(), { threadUrl: threadEntries.sqlite, ...options });
      opened.push(db);
      return db;
    },
  };
}

export function sqliteDatabases(): TestDatabases {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-test-'));
  let count = 0;
  return opening(
    'sqlite',
    async () => ({ file: join(folder, `${++count}.vigie`) }),
    async () => rmSync(folder, { recursive: true, force: true }),
  );
}

function postgresDatabases(server: string): TestDatabases {
  const names: string[] = [];
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  return opening(
    'postgres',
    async () => {
      const name = `t${crypto.randomUUID().replaceAll('-', '')}`;
      names.push(name);
      await admin(`create database ${name}`);
      return { url: server.replace(/\/postgres$/, `/${name}`) };
    },
    async () => {
      for (const name of names) await admin(`drop database if exists ${name} with (force)`);
    },
  );
}
