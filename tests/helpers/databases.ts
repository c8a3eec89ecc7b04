import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
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
  /** Where the next one is, new, empty and migrated, for opening it oneself. */
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

interface Places {
  /** Where the next database would be: nothing is there yet. */
  empty(): Promise<DatabaseTarget>;
  /** Where a new database is that has been migrated already. */
  migrated(): Promise<DatabaseTarget>;
  cleanUp(): Promise<void>;
}

function opening(dialect: DialectName, { empty, migrated, cleanUp }: Places): TestDatabases {
  const opened: Database[] = [];
  afterAll(async () => {
    await Promise.all(opened.map((db) => db.close().catch(() => {})));
    await cleanUp();
  });
  return {
    dialect,
    target: migrated,
    async open(options = {}) {
      const target = await (options.migrate === false ? empty() : migrated());
      const db = await openDatabase(target, { threadUrl: threadEntries.sqlite, ...options });
      opened.push(db);
      return db;
    },
  };
}

/** Migrates once a process what each of its tests then takes a copy of: the many migrations would be most of a test's time. */
function once(make: () => Promise<DatabaseTarget>): () => Promise<DatabaseTarget> {
  let made: Promise<DatabaseTarget> | undefined;
  const migrate = async () => {
    const target = await make();
    await (await openDatabase(target, { threadUrl: threadEntries.sqlite })).close();
    return target;
  };
  return () => {
    made ??= migrate();
    return made;
  };
}

const sqliteTemplate = once(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-template-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return { file: join(folder, 'template.vigie') };
});

export function sqliteDatabases(): TestDatabases {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-test-'));
  let count = 0;
  const next = () => ({ file: join(folder, `${++count}.vigie`) });
  return opening('sqlite', {
    empty: async () => next(),
    async migrated() {
      const [template, target] = [await sqliteTemplate(), next()];
      if ('file' in template) copyFileSync(template.file, target.file);
      return target;
    },
    cleanUp: async () => rmSync(folder, { recursive: true, force: true }),
  });
}

const databaseName = () => `t${crypto.randomUUID().replaceAll('-', '')}`;

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

const templates = new Map<string, () => Promise<DatabaseTarget>>();

/** The migrated database of a PostgreSQL that this process copies. */
function postgresTemplate(server: string): () => Promise<DatabaseTarget> {
  const known = templates.get(server);
  if (known) return known;
  const template = once(async () => {
    const name = databaseName();
    await administer(server, `create database ${name}`);
    return { url: urlOf(server, name) };
  });
  templates.set(server, template);
  return template;
}

const urlOf = (server: string, name: string) => server.replace(/\/postgres$/, `/${name}`);
const nameOf = (target: DatabaseTarget) => ('url' in target ? new URL(target.url).pathname.slice(1) : '');

function postgresDatabases(server: string): TestDatabases {
  const names: string[] = [];
  const create = async (options = '') => {
    const name = databaseName();
    names.push(name);
    await administer(server, `create database ${name}${options}`);
    return { url: urlOf(server, name) };
  };
  return opening('postgres', {
    empty: () => create(),
    migrated: async () => create(` template ${nameOf(await postgresTemplate(server)())}`),
    async cleanUp() {
      for (const name of names) await administer(server, `drop database if exists ${name} with (force)`);
    },
  });
}
