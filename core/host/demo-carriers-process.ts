import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { LaunchedServer, LaunchServer } from '../feeds/demo-carriers/index.ts';
import { threadEntries } from './entries.ts';

const START_MS = 20_000;
const GRACE_MS = 2_000;

/**
 * Starts the demo carriers' server: a process of its own, or a thread with its own server where the program is Electron,
 * whose packaged form refuses to run as plain Node.
 */
export const launchDemoCarriers: LaunchServer = (config) =>
  process.versions.electron ? launchDemoCarriersThread(config) : launchProcess(config);

async function launchProcess(config: Parameters<LaunchServer>[0]): Promise<LaunchedServer> {
  const child = spawn(process.execPath, [fileURLToPath(threadEntries.demoCarriers)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.stdin.on('error', () => {});
  child.stdin.write(`${JSON.stringify(config)}\n`);
  try {
    const port = await portOf(child, ended);
    return { port, pid: child.pid ?? null, ended, stop: () => stopProcess(child, ended) };
  } catch (error) {
    await stopProcess(child, ended);
    throw error;
  }
}

async function portOf(child: ChildProcess, ended: Promise<void>): Promise<number> {
  if (!child.stdout) throw new Error('The demo carriers have no output.');
  const lines = createInterface({ input: child.stdout });
  const patience = AbortSignal.timeout(START_MS);
  const line = await Promise.race([
    once(lines, 'line', { signal: patience }).then(([text]) => String(text)),
    ended.then(() => null),
  ]);
  if (line === null) throw new Error('The demo carriers ended before they were ready.');
  return (JSON.parse(line) as { port: number }).port;
}

/** Its input closed, it ends by itself; if it does not, it is made to. */
async function stopProcess(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.stdin?.end();
  const grace = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(grace);
}

/** The server in a thread of this process, on a port of its own. */
export async function launchDemoCarriersThread(config: Parameters<LaunchServer>[0]): Promise<LaunchedServer> {
  const worker = new Worker(threadEntries.demoCarriers, { workerData: config });
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
    worker.on('error', () => resolve());
  });
  const first = await Promise.race([
    once(worker, 'message').then(([message]) => message as { port: number }),
    ended.then(() => null),
  ]);
  if (!first) throw new Error('The demo carriers ended before they were ready.');
  return {
    port: first.port,
    pid: null,
    ended,
    async stop() {
      await worker.terminate();
    },
  };
}
