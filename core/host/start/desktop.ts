import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { env, platform } from 'node:process';
import { passSignals } from './signals.ts';

/** An answer, or the reason in words why there is none. */
export type Found<T> = { found: T } | { reason: string };

const EXECUTABLE: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};
const executable = EXECUTABLE[platform] ?? 'electron';

const CONNECT_MILLISECONDS = 4_000;
const DOWNLOAD_MILLISECONDS = 5 * 60_000;

export interface Surroundings {
  platform: NodeJS.Platform;
  hasDisplay: boolean;
  isRoot: boolean;
}
const here = (): Surroundings => ({
  platform,
  hasDisplay: Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY),
  isRoot: process.getuid?.() === 0,
});

/** Why no window can be shown here; null when one can. */
export function whyNoWindow({ platform: system, hasDisplay, isRoot } = here()): string | null {
  if (system !== 'linux') return null;
  if (!hasDisplay) return 'there is no display';
  if (isRoot) return 'as root the desktop window would have to run without its sandbox';
  return null;
}

/** The Electron runtime that is on this machine. */
export function installedRuntime(root: string): Found<string> {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const path = join(override, executable);
    return existsSync(path)
      ? { found: path }
      : { reason: `ELECTRON_OVERRIDE_DIST_PATH names no Electron (${path})` };
  }
  const path = join(root, 'node_modules', 'electron', 'dist', executable);
  return existsSync(path) ? { found: path } : { reason: 'the desktop runtime is not installed' };
}

function downloadHost(): string {
  const mirror = env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror;
  return mirror && URL.canParse(mirror) ? new URL(mirror).hostname : 'github.com';
}

function canReach(host: string): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host, port: 443 });
    const end = (reached: boolean) => {
      socket.destroy();
      answer(reached);
    };
    socket.setTimeout(CONNECT_MILLISECONDS, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

function runInstaller(root: string): Promise<boolean> {
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  const child = spawn(process.execPath, [installer], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: DOWNLOAD_MILLISECONDS,
  });
  return new Promise((done) => {
    child.on('error', () => done(false));
    child.on('close', (code) => done(code === 0));
  });
}

/** The Electron runtime, fetched with Electron's own installer when it is missing; gives up at once when offline. */
export async function findRuntime(root: string, say: (line: string) => void): Promise<Found<string>> {
  const installed = installedRuntime(root);
  if ('found' in installed || env.ELECTRON_OVERRIDE_DIST_PATH) return installed;
  const host = downloadHost();
  const behindProxy = Boolean(env.HTTPS_PROXY ?? env.https_proxy ?? env.ELECTRON_GET_USE_PROXY);
  if (!behindProxy && !(await canReach(host))) {
    return { reason: `the desktop runtime is not here and ${host} cannot be reached to fetch it` };
  }
  say('Fetching the desktop runtime (about 120 MB, once) ...');
  if (await runInstaller(root)) return installedRuntime(root);
  return { reason: `the desktop runtime could not be fetched from ${host}` };
}

/** A window that ends sooner than this with an error never opened. */
const OPENED_AFTER_MILLISECONDS = 15_000;

export type DesktopEnd = { opened: true; code: number } | { opened: false; reason: string };

/** Runs the desktop application until its user quits it. */
export function runDesktop(runtime: string, args: readonly string[]): Promise<DesktopEnd> {
  const { ELECTRON_RUN_AS_NODE: _never, ...environment } = env;
  const child = spawn(runtime, args, { stdio: 'inherit', env: environment });
  const startedAt = Date.now();
  const signals = passSignals(child);
  return new Promise((done) => {
    child.once('error', (error) =>
      done({ opened: false, reason: `the desktop runtime did not start (${error.message})` }),
    );
    child.once('close', (code, signal) => {
      signals.stop();
      const asked = signals.asked();
      const soon = Date.now() - startedAt < OPENED_AFTER_MILLISECONDS;
      if (code === 0 || asked || !soon) done({ opened: true, code: asked ? 0 : (code ?? 1) });
      else done({ opened: false, reason: `the desktop runtime ended with ${signal ?? `code ${code}`}` });
    });
  });
}
