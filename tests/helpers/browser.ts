import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';

const root = resolve(import.meta.dirname, '../..');

const SYSTEM_BROWSERS: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

const isRoot = () => process.getuid?.() === 0;

/** A Chromium that is on this machine: named by VIGIE_CHROMIUM, Playwright's own, or the system's. */
export function findChromium(): string | null {
  const named = process.env.VIGIE_CHROMIUM;
  const candidates = [named, chromium.executablePath(), ...(SYSTEM_BROWSERS[process.platform] ?? [])];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}

function run(command: string, args: string[], minutes: number, env: NodeJS.ProcessEnv = {}): boolean {
  const timeout = minutes * 60_000;
  const result = spawnSync(command, args, { stdio: 'inherit', timeout, env: { ...process.env, ...env } });
  return result.status === 0;
}

function installPlaywrightChromium(): boolean {
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  return run(process.execPath, [cli, 'install', 'chromium'], 5);
}

function installDebianChromium(): boolean {
  if (!isRoot() || !existsSync('/etc/debian_version')) return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  return (
    run('apt-get', ['update', '-qq'], 5, env) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 10, env)
  );
}

/** A Chromium, installed if need be. @throws with what the user has to install when none can be had. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log('No Chromium here: installing one ...');
  const installed =
    (installPlaywrightChromium() && findChromium()) || (installDebianChromium() && findChromium());
  if (installed) return installed;
  throw new Error(
    'Browser tests need Chromium and none could be installed. Run "npx playwright install --with-deps chromium", ' +
      'or install Chromium or Google Chrome (Debian: apt-get install chromium), or name one in VIGIE_CHROMIUM.',
  );
}

/** Draws WebGL, and it alone, as a graphics card would be asked to; as root Chromium has no sandbox. */
export function chromiumArguments(): string[] {
  const drawing = ['--disable-gpu', '--enable-unsafe-swiftshader'];
  return isRoot() ? [...drawing, '--no-sandbox'] : drawing;
}
