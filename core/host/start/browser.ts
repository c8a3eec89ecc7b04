import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { env, platform, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import open from 'open';
import type { StartOptions } from './options.ts';
import { passSignals } from './signals.ts';

/** On Linux without a display the system's opener could only start a browser inside this terminal. */
function hasBrowser(): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY);
}

async function openInBrowser(url: string): Promise<void> {
  try {
    const opener = await open(url);
    opener.on('error', () => {});
  } catch {
    // No browser: the printed address is enough.
  }
}

/** The address in a line of `vigie serve`. */
function addressIn(line: string): string | undefined {
  return /^Open (http\S+)$/.exec(line)?.[1];
}

/** Serves the screens on loopback until Ctrl-C. @returns the exit code */
export function runBrowserHost(
  root: string,
  { workspace, demo, port, open: wanted }: StartOptions,
): Promise<number> {
  const args = ['serve', '--port', String(port)];
  if (workspace) args.push('--workspace', workspace);
  if (demo) args.push('--demo');
  const child = spawn(process.execPath, [join(root, 'out', 'core', 'cli.js'), ...args], {
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  let opened = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    stdout.write(`${line}\n`);
    const url = addressIn(line);
    if (url && !opened && wanted && hasBrowser()) void openInBrowser(url);
    opened ||= Boolean(url);
  });
  const signals = passSignals(child);
  return new Promise((done) => {
    child.once('error', () => done(1));
    child.once('close', (code) => done(signals.asked() ? 0 : (code ?? 1)));
  });
}
