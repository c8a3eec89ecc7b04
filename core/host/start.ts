import { join } from 'node:path';
import { argv, cwd, env, stderr, stdout } from 'node:process';
import { CommanderError } from 'commander';
import { programFolder } from './entries.ts';
import { dataFolder } from './environment.ts';
import { runBrowserHost } from './start/browser.ts';
import { buildIfStale } from './start/build.ts';
import { findRuntime, runDesktop, whyNoWindow } from './start/desktop.ts';
import { readStartOptions, type StartOptions } from './start/options.ts';

/** npm runs scripts in the project's folder; paths are meant from where the user is. */
const workingDirectory = () => (env.npm_lifecycle_event === 'start' && env.INIT_CWD ? env.INIT_CWD : cwd());

const say = (line: string) => void stdout.write(`${line}\n`);

function desktopArguments({ workspace, demo }: StartOptions): string[] {
  return [programFolder, ...(workspace ? ['--workspace', workspace] : []), ...(demo ? ['--demo'] : [])];
}

/** Why there is no window; or its exit code once it was closed. */
async function tryDesktop(options: StartOptions): Promise<{ reason: string } | { code: number }> {
  if (options.browser) return { reason: 'you asked for the browser' };
  if (options.workspace?.startsWith('postgres'))
    return { reason: 'a PostgreSQL workspace has no window yet' };
  const obstacle = whyNoWindow();
  if (obstacle) return { reason: obstacle };
  const runtime = await findRuntime(programFolder, say);
  if ('reason' in runtime) return runtime;
  const end = await runDesktop(runtime.found, desktopArguments(options));
  return end.opened ? { code: end.code } : { reason: end.reason };
}

/** `npm start`: builds what is stale, then the desktop window, or the same screens in a browser with the reason why. */
async function start(): Promise<number> {
  const options = readStartOptions(argv.slice(2), workingDirectory());
  await buildIfStale(programFolder, say);
  const desktop = await tryDesktop(options);
  if ('code' in desktop) return desktop.code;
  say(`Vigie opens in a browser: ${desktop.reason}.`);
  const ownDemo = options.demo && !options.workspace;
  const workspace = ownDemo ? join(dataFolder(), 'demo.vigie') : options.workspace;
  return runBrowserHost(programFolder, { ...options, workspace });
}

try {
  process.exitCode = await start();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
