import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const root = resolve(import.meta.dirname, '../..');
const commandLine = join(root, 'out', 'core', 'cli.js');
const START_MILLISECONDS = 60_000;

/** A folder for one test's files, with its own default workspace; `remove` deletes it. */
export async function scratchFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'vigie-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/** Runs `vigie ARGUMENTS` from the built bundle. @throws with its messages when it does not end with 0 */
export async function vigie(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [commandLine, ...args], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** Writes a small demo network, the same each time. */
export async function makeDemoWorkspace(file: string, orders = 600): Promise<void> {
  await vigie('demo', '--seed', '1', '--orders', String(orders), file);
}

export interface VigieHost {
  /** Signs in, once. */
  readonly url: string;
  readonly origin: string;
  readonly workspace: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

interface Address {
  url: string;
  origin: string;
}

function parseAddress(text: string): Address | null {
  try {
    return JSON.parse(text) as Address;
  } catch {
    return null;
  }
}

function firstAddress(child: ChildProcess): Promise<Address> {
  return new Promise((found, failed) => {
    const patience = setTimeout(
      () => failed(new Error('vigie serve printed no address')),
      START_MILLISECONDS,
    );
    child.once('exit', (code) => failed(new Error(`vigie serve ended with ${code}`)));
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = parseAddress(text);
      if (!address) return;
      clearTimeout(patience);
      found(address);
    });
  });
}

/** Serves a workspace to a browser, as `npm start -- --browser` does, on a free port. */
export async function startHost(workspace: string, env: NodeJS.ProcessEnv = {}): Promise<VigieHost> {
  const args = [commandLine, 'serve', '--json', '--port', '0', '--workspace', workspace];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const { url, origin } = await firstAddress(child);
  return {
    url,
    origin,
    workspace,
    process: child,
    stop: () =>
      new Promise((stopped) => {
        if (child.exitCode !== null || child.signalCode !== null) return stopped();
        child.once('exit', () => stopped());
        child.kill('SIGTERM');
      }),
  };
}
