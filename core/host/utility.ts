import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { RPCHandler } from '@orpc/server/message-port';
import type { CoreToShell, ShellToCore } from '../contract/desktop.ts';
import { customJsonSerializers } from '../contract/wire.ts';
import type { AppContext } from '../features/context.ts';
import { findExportedFile } from '../features/exports/index.ts';
import { explainError } from '../features/procedures.ts';
import { workspaceInfo } from '../features/workspace/index.ts';
import { localActor, programVersion } from './environment.ts';
import { router } from './router.ts';
import { type Runtime, startRuntime } from './runtime.ts';
import { ShellSecrets } from './secrets/shell-secrets.ts';

/** The parts of Electron's `process.parentPort` and MessagePortMain that the core uses. */
interface PortMain {
  on(event: 'message', listener: (event: { data: unknown; ports: PortMain[] }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
}

const parent = (process as unknown as { parentPort: PortMain }).parentPort;
const handler = new RPCHandler<AppContext>(router, { customJsonSerializers });
const waiting: PortMain[] = [];
const secrets = new ShellSecrets((question) => tell(question));
let runtime: Runtime | null = null;

const tell = (message: CoreToShell) => parent.postMessage(message);

function serve(port: PortMain, ctx: AppContext): void {
  handler.upgrade(port as never, { context: ctx });
  port.start();
}

async function open(message: Extract<ShellToCore, { type: 'open' }>): Promise<void> {
  const workspace = message.workspace ?? join(message.userData, 'workspace.vigie');
  try {
    runtime = await startRuntime({
      target: { file: workspace },
      resources: message.resources,
      scratch: join(tmpdir(), `vigie-${process.pid}`),
      actor: localActor(),
      version: programVersion(),
      log: (line) => console.error(line),
      nativeBinding: env.VIGIE_SQLITE_BINDING,
      secrets,
      worksFeeds: true,
    });
    const { ctx } = runtime;
    if (message.demo && (await workspaceInfo(ctx)).empty) {
      await ctx.jobs.start('demo.create', { seed: 1, orders: 30_000 }, ctx.actor);
    }
    for (const port of waiting.splice(0)) serve(port, ctx);
    tell({ type: 'ready', workspace });
  } catch (error) {
    tell({ type: 'failed', message: explainError(error).message });
  }
}

async function shutdown(): Promise<void> {
  await runtime?.close();
  process.exit(0);
}

async function answerFile(request: number, fileId: string): Promise<void> {
  tell({ type: 'file', request, file: runtime ? await findExportedFile(runtime.ctx, fileId) : null });
}

parent.on('message', ({ data, ports }) => {
  const message = data as ShellToCore;
  if (message.type === 'open') void open(message);
  else if (message.type === 'shutdown') void shutdown();
  else if (message.type === 'secret') secrets.hear(message);
  else if (message.type === 'file') {
    void answerFile(message.request, message.fileId);
  } else if (ports[0]) {
    if (runtime) serve(ports[0], runtime.ctx);
    else waiting.push(ports[0]);
  }
});
