import { resolve } from 'node:path';
import { Command } from 'commander';
import { parsePort } from '../commands/serve.ts';

export interface StartOptions {
  /** Absolute; a PostgreSQL address stays as it is; undefined = the default workspace. */
  workspace: string | undefined;
  demo: boolean;
  port: number;
  /** Open the system's browser. */
  open: boolean;
  browser: boolean;
}

/** Reads `npm start -- ...`. @throws CommanderError for what it does not understand, and for `--help`. */
export function readStartOptions(args: readonly string[], workingDirectory: string): StartOptions {
  const command = new Command('npm start --')
    .description('Opens Vigie: in its window where that is possible, else in a browser on this machine.')
    .option('-w, --workspace <file>', 'the workspace to open; made when it is not there')
    .option('--demo', 'the demo network; without --workspace in a workspace of its own')
    .option('-p, --port <n>', 'port of the browser host; 0 picks a free one', parsePort, 0)
    .option('--browser', 'in a browser, even where a window is possible')
    .option('--no-open', "print the address, do not open the system's browser")
    .allowExcessArguments(false)
    .exitOverride();
  command.parse([...args], { from: 'user' });
  const { workspace, demo, port, browser, open } = command.opts<Partial<StartOptions>>();
  return {
    workspace:
      workspace && !workspace.startsWith('postgres') ? resolve(workingDirectory, workspace) : workspace,
    demo: demo === true,
    port: port ?? 0,
    browser: browser === true,
    open: open !== false,
  };
}
