import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureChromium } from '../helpers/browser.ts';
import { electronRuntime } from '../helpers/electron.ts';
import { fail, nodeProgram, remark, resultsFolder, runProgram, type Step, skip, type Tally } from './step.ts';

const report = z.object({
  suites: z.array(z.unknown()),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

const suite = z.object({
  title: z.string(),
  suites: z.array(z.unknown()).default([]),
  specs: z.array(
    z.object({
      title: z.string(),
      ok: z.boolean(),
      tests: z.array(
        z.object({
          status: z.string(),
          results: z.array(z.object({ error: z.object({ message: z.string() }).nullish() })),
        }),
      ),
    }),
  ),
});

/** Tests that failed, and those that passed only at the second try, with what was wrong. */
function failedIn(given: unknown, above = ''): string[] {
  const { title, suites, specs } = suite.parse(given);
  const path = above === '' ? title : `${above} › ${title}`;
  const own = specs
    .filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === 'flaky'))
    .map((spec) => {
      const errors = spec.tests.flatMap(({ results }) => results.flatMap(({ error }) => error ?? []));
      const verdict = spec.ok ? 'failed once' : 'failed';
      return remark(verdict, `${path} › ${spec.title}`, errors.at(-1)?.message);
    });
  return [...own, ...suites.flatMap((inner) => failedIn(inner, path))];
}

const MOST_MINUTES = 14;

function tally(file: string, code: number): Tally {
  const { stats, suites } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  const failed = stats.unexpected;
  return {
    passed: stats.expected + stats.flaky,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: stats.skipped,
    remarks: suites.flatMap((given) => failedIn(given)),
    ...(stats.flaky > 0 ? { note: `${stats.flaky} only at the second try` } : {}),
  };
}

async function playwright(
  project: string,
  env: NodeJS.ProcessEnv,
  wrapper: readonly string[] = [],
): Promise<Tally> {
  const file = join(resultsFolder, `${project}.json`);
  rmSync(file, { force: true });
  const cli = join('node_modules', '@playwright', 'test', 'cli.js');
  const [node, args] = nodeProgram(cli, ['test', `--project=${project}`, '--reporter=list,json']);
  const [command = node, ...rest] = [...wrapper, node, ...args];
  const code = await runProgram(command, rest, {
    minutes: MOST_MINUTES,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  try {
    return tally(file, code);
  } catch {
    return fail(code === 124 ? 'took too long' : 'ended without a report');
  }
}

export const browser: Step = {
  name: 'browser tests',
  async run() {
    try {
      return await playwright('browser', { VIGIE_CHROMIUM: ensureChromium() });
    } catch (error) {
      return fail(error instanceof Error ? error.message : String(error));
    }
  },
};

const hasXvfb = () => spawnSync('xvfb-run', ['--help'], { stdio: 'ignore' }).status === 0;

/** What to put in front of a program that opens windows; or why no window can be opened. */
function display(): { wrapper: string[] } | { reason: string } {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
    return { wrapper: [] };
  if (hasXvfb()) return { wrapper: ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'] };
  return { reason: 'there is no display and no xvfb-run (Debian: apt-get install xvfb xauth)' };
}

export const electron: Step = {
  name: 'Electron tests',
  async run() {
    const runtime = electronRuntime();
    if ('reason' in runtime) return skip(`${runtime.reason}; npm start fetches it where the network allows`);
    const screen = display();
    if ('reason' in screen) return skip(screen.reason);
    return playwright('electron', {}, screen.wrapper);
  },
};
