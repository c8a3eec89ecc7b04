import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { env, platform, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import open from 'open';
import type { StartOptions } from './options.ts';

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

function addressIn(line: string): string | null {
  try {
    const { url } = JSON.parse(line) as { url?: unknown };
    return typeof url === 'string' ? url : null;
  } catch {
    return null;
  }
}

/** Serves the screens on loopback until Ctrl-C. @returns the exit code */
export function runBrowserHost(
  root: string,
  { workspace, demo, port, open: wanted }: StartOptions,
): Promise<number> {
  const args = ['serve', '--json', '--port', String(port)];
  if (workspace) args.push('--workspace', workspace);
  if (demo) args.push('--demo');
  const child = spawn(process.execPath, [join(root, 'out', 'core', 'cli.js'), ...args], {
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const url = addressIn(line);
    if (!url) return void stdout.write(`${line}\n`);
    stdout.write(`Vigie is at ${url}\nThe link works once. Ctrl-C ends Vigie.\n`);
    if (wanted && hasBrowser()) void openInBrowser(url);
  });
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      asked = true;
      child.kill(signal);
    });
  }
  return new Promise((done) => {
    child.once('error', () => done(1));
    child.once('close', (code) => done(asked ? 0 : (code ?? 1)));
  });
}
