import { spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  appFolder,
  electronRuntime,
  launchVigie,
  readyWindow,
  testArguments,
} from '../../helpers/electron.ts';
import { expect, profileIn, test } from './fixture.ts';

test('one window opens on the workspace that was named; the next start finds it again, where it was', async ({
  folder,
  workspace,
}) => {
  const profile = profileIn(folder);
  const first = await launchVigie({ profile, workspace });
  const page = await readyWindow(first);
  await expect(page).toHaveTitle(/Vigie/);
  expect(first.windows()).toHaveLength(1);
  expect(await page.evaluate(() => window.vigie?.coreState())).toEqual({ state: 'ready', workspace });
  const placed = await first.evaluate(({ BrowserWindow }) => {
    const [own] = BrowserWindow.getAllWindows();
    own?.setBounds({ x: 60, y: 50, width: 1100, height: 700 });
    return own?.getBounds();
  });
  await first.close();

  const second = await launchVigie({ profile });
  const again = await readyWindow(second);
  const found = await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(found).toEqual(placed);
  expect(await again.evaluate(() => window.vigie?.coreState())).toEqual({ state: 'ready', workspace });
  await second.close();
});

test('a second start brings the window to front and hands over its workspace', async ({
  folder,
  vigie,
  page,
}) => {
  expect(page.url()).toContain('vigie.internal');
  const runtime = electronRuntime();
  if ('reason' in runtime) throw new Error(runtime.reason);
  const other = join(folder, 'other.vigie');
  const args = [...testArguments, appFolder, `--user-data-dir=${profileIn(folder)}`, '--workspace', other];
  const second = spawn(runtime.found, args, { stdio: 'ignore' });
  const code = await new Promise((ended) => second.once('exit', ended));
  expect(code).toBe(0);
  await expect
    .poll(() => page.evaluate(() => window.vigie?.coreState()), { timeout: 30_000 })
    .toEqual({ state: 'ready', workspace: other });
  expect(vigie.windows()).toHaveLength(1);
});

test('a new workspace is made where the user says', async ({ folder, vigie, page }) => {
  const wanted = join(folder, 'fresh');
  await vigie.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (async () => ({ canceled: false, filePath })) as typeof dialog.showSaveDialog;
  }, wanted);
  expect(await page.evaluate(() => window.vigie?.openWorkspace('create'))).toBe(`${wanted}.vigie`);
  await expect
    .poll(() => page.evaluate(() => window.vigie?.coreState()), { timeout: 30_000 })
    .toEqual({ state: 'ready', workspace: `${wanted}.vigie` });
});
