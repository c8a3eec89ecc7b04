import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { DatabaseTarget } from '../../core/db/database.ts';
import type { AppContext } from '../../core/features/context.ts';
import { threadEntries } from '../../core/host/entries.ts';
import { resourcesFolder } from '../../core/host/environment.ts';
import { type Runtime, type RuntimeOptions, startRuntime } from '../../core/host/runtime.ts';
import { keyFileSecrets } from '../../core/host/secrets/key-file.ts';
import { createTaskRunner, type TaskRunner } from '../../core/jobs/task-runner.ts';
import { describeDatabases, type TestDatabases } from './databases.ts';

export type CoreOptions = Partial<
  Pick<RuntimeOptions, 'connectors' | 'worksFeeds' | 'log' | 'listsWhenAsked'>
>;

export interface TestCores {
  readonly databases: TestDatabases;
  /** A whole core on a new database (or on `target`), closed after the test file; it loads a list when it is first asked. */
  open(target?: DatabaseTarget, options?: CoreOptions): Promise<AppContext>;
  start(target?: DatabaseTarget, options?: CoreOptions): Promise<Runtime>;
}

/** The threads of a process's tests: each takes them warm from the one before. */
const runner = createTaskRunner(threadEntries.job, 2);
const sharedTasks: TaskRunner = { run: runner.run, close: async () => {} };

/** Runs the same tests against a whole core on SQLite and on PostgreSQL. */
export function describeCores(name: string, tests: (cores: TestCores) => void): void {
  describeDatabases(name, (databases) => tests(testCores(databases)));
}

export function testCores(databases: TestDatabases): TestCores {
  const started: Runtime[] = [];
  const scratch = mkdtempSync(join(tmpdir(), 'vigie-scratch-'));
  afterAll(async () => {
    await Promise.all(started.map((runtime) => runtime.close()));
    rmSync(scratch, { recursive: true, force: true });
  });
  const start = async (target?: DatabaseTarget, options: CoreOptions = {}) => {
    const runtime = await startRuntime({
      target: target ?? (await databases.target()),
      resources: resourcesFolder,
      scratch: join(scratch, String(started.length)),
      actor: 'tester',
      version: '0.0.0',
      log: () => {},
      secrets: keyFileSecrets(join(scratch, 'secrets')),
      listsWhenAsked: true,
      tasks: sharedTasks,
      ...options,
      nativeBinding: process.env.VIGIE_SQLITE_BINDING,
    });
    started.push(runtime);
    return runtime;
  };
  return { databases, start, open: async (target, options) => (await start(target, options)).ctx };
}
