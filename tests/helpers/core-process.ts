import { type ChildProcess, spawn } from 'node:child_process';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { customJsonSerializers } from '../../core/contract/wire.ts';
import { commandLineFile } from './command-line.ts';
import { type CoreClient, signIn } from './transports.ts';

export interface CoreProcess {
  client: CoreClient;
  origin: string;
  pid: number;
  /** Kills it as a power cut would: no chance to finish anything. */
  kill(): Promise<void>;
}

/** Starts `vigie serve` on a workspace in a process of its own and connects to it. */
export async function startCoreProcess(
  workspace: string,
  environment: Record<string, string> = {},
): Promise<CoreProcess> {
  const child = spawn(process.execPath, [commandLineFile, 'serve', '--workspace', workspace, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const { url, origin } = await firstJson(child);
  return {
    client: await connectCore(origin, await signIn(url)),
    origin,
    pid: child.pid ?? 0,
    kill: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

/** A second connection to a running core, in the session of a cookie. It lasts as long as the core. */
export async function connectCore(origin: string, cookie: string): Promise<CoreClient> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return createORPCClient(new RPCLink({ websocket: socket as never, customJsonSerializers }));
}

function firstJson(child: ChildProcess): Promise<{ url: string; origin: string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n}')) resolve(JSON.parse(text));
    });
    child.once('exit', (code) =>
      reject(new Error(`The core ended with ${code} before it was ready: ${text}`)),
    );
  });
}
