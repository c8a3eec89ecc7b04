import { existsSync, statSync } from 'node:fs';
import { env, versions } from 'node:process';
import { Command } from 'commander';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../db/database.ts';
import { MIGRATIONS } from '../../db/migrate.ts';
import { threadEntries } from '../entries.ts';
import { pageFolder, programVersion, resourcesFolder } from '../environment.ts';
import { printJson, printLine } from './output.ts';
import { workspacePath } from './workspace.ts';

interface Check {
  name: string;
  ok: boolean;
  detail: string;
  /** What to do when it is not ok. */
  action?: string;
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Checks versions, the SQLite addon, the packaged files and the integrity of a workspace.')
    .option('-w, --workspace <file>', 'the workspace to check')
    .option('--json', 'print the checks as JSON')
    .action(async (options: { workspace?: string; json?: boolean }) => {
      const checks = await diagnose(workspacePath(options.workspace));
      const ok = checks.every((check) => check.ok);
      if (options.json) printJson({ ok, checks });
      else {
        for (const check of checks) {
          printLine(`${check.ok ? '✓' : '✗'} ${check.name}: ${check.detail}`);
          if (!check.ok && check.action) printLine(`  → ${check.action}`);
        }
      }
      process.exitCode = ok ? 0 : 1;
    });
}

async function diagnose(file: string): Promise<Check[]> {
  const major = Number(versions.node.split('.')[0]);
  const checks: Check[] = [
    { name: 'Vigie', ok: true, detail: programVersion() },
    {
      name: 'Node',
      ok: major >= 22,
      detail: versions.node,
      action: 'Run it with "npm run -s vigie", which brings Node 24.',
    },
    {
      name: 'Packaged resources',
      ok: existsSync(resourcesFolder),
      detail: resourcesFolder,
      action: 'Install Vigie again.',
    },
    {
      name: 'Screens',
      ok: true,
      detail: existsSync(pageFolder) ? 'built' : 'not built yet; "npm start" builds them',
    },
    await check('SQLite addon', 'Run "npm ci" again.', async () => {
      const db = await open(':memory:', false);
      const row = await sql<{ version: string }>`select sqlite_version() as version`.execute(db.migrationDb);
      await db.close();
      return `SQLite ${row.rows[0]?.version}`;
    }),
  ];
  if (!existsSync(file)) {
    return [...checks, { name: 'Workspace', ok: true, detail: `none at ${file}` }];
  }
  return [...checks, ...(await diagnoseWorkspace(file))];
}

async function diagnoseWorkspace(file: string): Promise<Check[]> {
  let db: Database;
  try {
    db = await open(file, false);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [
      { name: 'Workspace', ok: false, detail, action: 'Is this a file made by Vigie? Restore a copy.' },
    ];
  }
  const size = Math.round(statSync(file).size / 1e6);
  const checks = [
    await check('Workspace', 'Restore a copy of the file.', async () => {
      const result = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db.migrationDb);
      const verdict = result.rows.map((row) => row.integrity_check).join('; ');
      if (verdict !== 'ok') throw new Error(verdict);
      return `${file}, ${size} MB, intact`;
    }),
    await check('References', 'Report this: rows point to things that are not there.', async () => {
      const result = await sql`pragma foreign_key_check`.execute(db.migrationDb);
      if (result.rows.length > 0) throw new Error(`${result.rows.length} rows point to nothing`);
      return 'every row points to something that is there';
    }),
    await check('Schema', 'Open the workspace with this Vigie to bring it up to date.', () =>
      schemaState(db),
    ),
    await check('Reservations', 'Report this: reserved quantities differ from the allocations.', () =>
      reservations(db),
    ),
  ];
  await db.close();
  return checks;
}

async function schemaState(db: Database): Promise<string> {
  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    db.migrationDb,
  );
  const names = done.rows.map((row) => row.name);
  const missing = Object.keys(MIGRATIONS).filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`not up to date: ${missing.join(', ')}`);
  return names.at(-1) ?? 'empty';
}

async function reservations(db: Database): Promise<string> {
  const wrong = await sql<{
    count: number;
  }>`select count(*) as count from stock_position p where reserved_allocated <> (
      select coalesce(sum(quantity), 0) from allocation a where a.product_id = p.product_id
      and a.facility_id = p.facility_id and a.status in ('reserved', 'released')) + (
      select coalesce(sum(quantity), 0) from promise_hold_line h where h.product_id = p.product_id
      and h.facility_id = p.facility_id and h.status = 'held')`.execute(db.migrationDb);
  if (Number(wrong.rows[0]?.count) > 0)
    throw new Error(`${wrong.rows[0]?.count} positions disagree with their allocations and holds`);
  return 'equal to the allocations and holds everywhere';
}

function open(file: string, migrate: boolean): Promise<Database> {
  return openDatabase(
    { file },
    {
      threadUrl: threadEntries.sqlite,
      migrate,
      readers: 0,
      ...(env.VIGIE_SQLITE_BINDING ? { nativeBinding: env.VIGIE_SQLITE_BINDING } : {}),
    },
  );
}

async function check(name: string, action: string, work: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, detail: await work() };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error), action };
  }
}
