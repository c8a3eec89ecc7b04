import { stdin } from 'node:process';
import { Command, InvalidArgumentError } from 'commander';
import { workspaceInfo } from '../../features/workspace/index.ts';
import { pageFolder } from '../environment.ts';
import { startHttpServer } from '../http-server.ts';
import { printJson, printLine } from './output.ts';
import { withWorkspace } from './workspace.ts';

interface ServeOptions {
  workspace?: string;
  port: number;
  demo?: boolean;
  json?: boolean;
  publicHost: string[];
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('Serves the screens to a browser on this machine (127.0.0.1 only).')
    .option('-w, --workspace <file>', 'the workspace file; made when it is not there')
    .option('-p, --port <n>', 'port; 0 picks a free one', parsePort, 0)
    .option('--demo', 'fill the workspace with the demo network if it is empty')
    .option('--json', 'print the address as JSON')
    .option(
      '--public-host <name>',
      'name of a proxy on this machine that passes on the intake API and webhooks; may be repeated',
      (name: string, before: string[]) => [...before, name],
      [],
    )
    .action((options: ServeOptions) => serve(options));
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  }
  return port;
}

async function serve(options: ServeOptions): Promise<void> {
  await withWorkspace(
    { workspace: options.workspace, missing: 'create', verbose: true, serves: true },
    async (ctx, signal) => {
      if (options.demo && (await workspaceInfo(ctx)).empty) {
        await ctx.jobs.start('demo.create', { seed: 1, orders: 30_000 }, ctx.actor);
      }
      const server = await startHttpServer(ctx, {
        port: options.port,
        page: pageFolder,
        publicHosts: options.publicHost,
      });
      const url = server.signInUrl();
      if (options.json)
        printJson({ url, origin: server.origin, workspace: ctx.db.location, pid: process.pid });
      else {
        printLine(`Vigie serves ${ctx.db.location}`);
        printLine(`Open ${url}`);
        printLine('The link works once. Enter prints a new one, Ctrl-C ends.');
      }
      if (stdin.isTTY) stdin.on('data', () => printLine(`Open ${server.signInUrl()}`));
      await stopped(signal);
      stdin.pause();
      await server.close();
    },
  );
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
