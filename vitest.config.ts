import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/helpers/longest-first.ts';

if (Number(process.versions.node.split('.')[0]) < 22) {
  throw new Error(
    `Tests need Node 22 or newer, this is ${process.version}. Run them through npm (npm run test:unit) or npx: both use the project's own Node.`,
  );
}

/** Tests wait a lot for threads, databases and servers: three files at a time, however few cores there are. */
const WORKERS = 3;

/**
 * Business rules are tried on SQLite with each commit: the queries that they go through have tests of their own on both databases, and
 * so have the properties. `VIGIE_DATABASES=both` tries the rules on both.
 */
const SCENARIOS = { VIGIE_DATABASES: process.env.VIGIE_DATABASES ?? 'sqlite' };

/** One project for each kind of test, so that each can be run and reported on its own (`--project=unit`). */
const project = (name: string, folder: string, seconds: number, env: Record<string, string> = {}) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${folder}/**/*.test.{ts,tsx}`],
    env,
    testTimeout: seconds * 1000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    environment: 'node',
    pool: 'forks',
    // A worker keeps what it has imported for its next file: reading the sources anew was a quarter of the time.
    isolate: false,
    passWithNoTests: true,
    maxWorkers: WORKERS,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['tests/helpers/core-bundle.ts', 'tests/helpers/postgres-server.ts'],
    projects: [
      project('unit', 'unit', 30),
      project('property', 'property', 60),
      project('scenario', 'scenarios', 30, SCENARIOS),
      project('integration', 'integration', 120),
    ],
  },
});
