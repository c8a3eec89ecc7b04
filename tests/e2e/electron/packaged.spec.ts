import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { type Browser, chromium, errors, type Page } from '@playwright/test';
import { electronRuntime, testArguments } from '../../helpers/electron.ts';
import { root, runProgram } from '../../steps/step.ts';
import { expect, test } from './fixture.ts';

/** Packs the application as an installer would, around the runtime that is here. @returns the program */
async function pack(output: string): Promise<string> {
  const runtime = electronRuntime();
  if ('reason' in runtime) throw new Error(runtime.reason);
  const distribution = dirname(runtime.found);
  const version = (await readFile(join(distribution, 'version'), 'utf8')).trim().replace(/^v/, '');
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const settings = [
    `-c.electronDist=${distribution}`,
    `-c.electronVersion=${version}`,
    `-c.directories.output=${output}`,
  ];
  const code = await runProgram(process.execPath, [builder, '--dir', '--linux', ...settings], { minutes: 3 });
  expect(code).toBe(0);
  return join(output, 'linux-unpacked', 'vigie');
}

/** Who connects while the first window is being made may wait for it in vain: then another try finds it. */
async function connect(address: string, tries = 4): Promise<Browser> {
  try {
    return await chromium.connectOverCDP(address, { timeout: 15_000 });
  } catch (error) {
    if (tries <= 1 || !(error instanceof errors.TimeoutError)) throw error;
    return connect(address, tries - 1);
  }
}

/** The packaged program refuses Node's inspector, so it is reached as any Chromium is. */
async function attach(program: ChildProcess): Promise<Page> {
  const address = await new Promise<string>((found, failed) => {
    program.once('exit', (code) => failed(new Error(`the packaged application ended with ${code}`)));
    setTimeout(() => failed(new Error('the packaged application cannot be reached')), 60_000).unref();
    let text = '';
    program.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const listening = /DevTools listening on (ws:\S+)/.exec(text);
      if (listening?.[1]) found(listening[1]);
    });
  });
  const browser = await connect(address);
  const context = browser.contexts()[0];
  if (!context) throw new Error('the packaged application has no page');
  return context.pages()[0] ?? context.waitForEvent('page');
}

test('the packaged application, fuses set, opens a workspace from inside its archive', async ({
  folder,
  workspace,
}) => {
  test.skip(process.platform !== 'linux', 'packed and started on Linux only');
  test.setTimeout(240_000);
  const program = await pack(join(folder, 'packed'));

  const wire = await getCurrentFuseWire(program);
  const fuse = (option: FuseV1Options) => String.fromCharCode(Number(wire[option]));
  expect(fuse(FuseV1Options.RunAsNode)).toBe('0');
  expect(fuse(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe('0');
  expect(fuse(FuseV1Options.EnableNodeCliInspectArguments)).toBe('0');
  expect(fuse(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe('1');
  expect(fuse(FuseV1Options.OnlyLoadAppFromAsar)).toBe('1');
  expect(fuse(FuseV1Options.EnableCookieEncryption)).toBe('1');
  expect(
    existsSync(join(dirname(program), 'resources', 'app.asar.unpacked', 'node_modules', 'better-sqlite3')),
  ).toBe(true);

  const args = [
    ...testArguments,
    `--user-data-dir=${join(folder, 'profile')}`,
    '--remote-debugging-port=0',
    '--workspace',
    workspace,
  ];
  const running = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((done) => running.once('exit', done));
  try {
    const page = await attach(running);
    await expect
      .poll(() => page.evaluate(() => window.vigie?.coreState()), { timeout: 60_000 })
      .toEqual({ state: 'ready', workspace });
    await expect(page.getByText('Open orders')).toBeVisible({ timeout: 30_000 });
  } finally {
    running.kill('SIGKILL');
    await ended;
  }
});
