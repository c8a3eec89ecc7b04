import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const launcher = join(root, 'core', 'host', 'vigie.mjs');

interface Run {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

let folder: string;
let running: Run | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-start-'));
});
afterEach(async () => {
  running?.child.kill('SIGTERM');
  await running?.ended;
  running = null;
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start -- ARGUMENTS`, without npm. */
function start(
  args: readonly string[],
  { node = process.execPath, env = {} }: { node?: string; env?: NodeJS.ProcessEnv } = {},
): Run {
  const {
    DISPLAY: _x11,
    WAYLAND_DISPLAY: _wayland,
    ELECTRON_OVERRIDE_DIST_PATH: _electron,
    ...rest
  } = process.env;
  const child = spawn(node, [launcher, 'start', ...args], {
    cwd: folder,
    env: { ...rest, VIGIE_DATA: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  running = { child, output: () => text, ended };
  return running;
}

async function address(run: Run): Promise<string> {
  const deadline = Date.now() + 90_000;
  while (Date.now() < deadline && run.child.exitCode === null) {
    const found = /https?:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(run.output());
    if (found) return found[0];
    await new Promise((wait) => setTimeout(wait, 50));
  }
  throw new Error(`no address was printed:\n${run.output()}`);
}

describe('npm start without a window', () => {
  test('says why in one line, prints an address that works once, and ends with Ctrl-C', async () => {
    const run = start(['--browser', '--no-open', '--workspace', 'mine.vigie']);
    const url = await address(run);
    expect(run.output()).toMatch(/^Vigie opens in a browser: you asked for the browser\.$/m);
    const signIn = await fetch(url, { redirect: 'manual' });
    expect(signIn.status).toBe(303);
    const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await fetch(new URL('/', url), { headers: { cookie } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Vigie</title>');
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(401);
    expect((await fetch(new URL('/', url))).status).toBe(401);
    expect(existsSync(join(folder, 'mine.vigie'))).toBe(true);
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  test.runIf(process.platform === 'linux')('says that there is no display', async () => {
    const run = start(['--no-open']);
    await address(run);
    expect(run.output()).toMatch(/^Vigie opens in a browser: there is no display\.$/m);
    expect(existsSync(join(folder, 'data', 'workspace.vigie'))).toBe(true);
  });

  test.runIf(process.platform === 'linux' && process.getuid?.() === 0)('says what root lacks', async () => {
    const run = start(['--no-open'], { env: { DISPLAY: ':99' } });
    await address(run);
    expect(run.output()).toMatch(/^Vigie opens in a browser: as root .*sandbox\.$/m);
  });

  test('serves on the port that was asked for, and says so when it is taken', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
    const { port } = taken.address() as { port: number };
    const refused = start(['--browser', '--no-open', '--port', String(port)]);
    expect(await refused.ended).not.toBe(0);
    expect(refused.output()).toContain(`Port ${port} is in use`);
    await new Promise((closed) => taken.close(closed));
    const run = start(['--browser', '--no-open', '--port', String(port)]);
    expect(new URL(await address(run)).port).toBe(String(port));
  });

  test('the demo network has a workspace of its own', async () => {
    const run = start(['--browser', '--no-open', '--demo']);
    await address(run);
    expect(existsSync(join(folder, 'data', 'demo.vigie'))).toBe(true);
    expect(existsSync(join(folder, 'data', 'workspace.vigie'))).toBe(false);
  });
});

describe('npm start, called', () => {
  test('for help', async () => {
    const run = start(['--help']);
    expect(await run.ended).toBe(0);
    for (const option of ['--workspace', '--demo', '--port', '--browser', '--no-open']) {
      expect(run.output()).toContain(option);
    }
  });

  test('wrongly', async () => {
    expect(await start(['--wrong']).ended).toBe(2);
    expect(await start(['--port', 'many']).ended).toBe(2);
  });
});

/** A Node on the PATH that is too old to run the sources. */
function oldNode(): string | undefined {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const candidates = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.includes('node_modules'))
    .map((entry) => join(entry, name));
  return candidates.find((path) => {
    if (!existsSync(path)) return false;
    const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
    return Number(/^v(\d+)/.exec(stdout)?.[1]) < 22;
  });
}

test.runIf(oldNode())("the system's old Node hands over to the project's own", async () => {
  const run = start(['--help'], { node: oldNode() ?? '' });
  expect(await run.ended).toBe(0);
  expect(run.output()).toContain('--workspace');
});
