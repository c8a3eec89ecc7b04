import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import { installedRuntime } from '../../core/host/start/desktop.ts';
import type {} from '../../renderer/lib/desktop.ts';
import { root } from './app.ts';

/** The Electron runtime to test with, or why there is none. */
export const electronRuntime = () => installedRuntime(root);

export interface LaunchOptions {
  /** Profile folder: settings, workspaces and single instance of its own. */
  profile: string;
  workspace?: string;
  args?: string[];
  env?: Record<string, string>;
}

/** The application to start; another build can be named to test it. */
export const appFolder = process.env.VIGIE_APP_FOLDER ?? root;

/** Where tests run as root, Chromium refuses its sandbox; the product never switches it off. */
export const testArguments = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** A window that comes up before Playwright has attached is never told of: better to fail soon and start again. */
const LAUNCH_MS = 60_000;

/** Starts the real desktop application, built in `out/`. */
export async function launchVigie({
  profile,
  workspace,
  args = [],
  env = {},
}: LaunchOptions): Promise<ElectronApplication> {
  const runtime = electronRuntime();
  if ('reason' in runtime) throw new Error(runtime.reason);
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return _electron.launch({
    executablePath: runtime.found,
    args: [
      ...testArguments,
      appFolder,
      `--user-data-dir=${profile}`,
      '--lang=en-GB',
      ...(workspace ? ['--workspace', workspace] : []),
      ...args,
    ],
    cwd: root,
    env: { ...Object.fromEntries(inherited), ...env },
    timeout: LAUNCH_MS,
  });
}

/** Process id of the data core of a running application, once it runs one that is not among the `dead`. */
export async function livingCore(app: ElectronApplication, dead: readonly number[] = []): Promise<number> {
  const running = () =>
    app.evaluate(
      ({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Vigie core')?.pid,
    );
  let pid: number | undefined;
  const lives = async () => {
    pid = await running();
    return pid !== undefined && !dead.includes(pid);
  };
  await expect.poll(lives, { timeout: 30_000 }).toBe(true);
  return Number(pid);
}

/** The first window, once its page has a core that answers. */
export async function readyWindow(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  const state = () => page.evaluate(() => window.vigie?.coreState());
  await expect.poll(async () => (await state())?.state, { timeout: 60_000 }).toBe('ready');
  return page;
}
