import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import {
  appFolder,
  electronRuntime,
  launchVigie,
  readyWindow,
  testArguments,
} from '../../helpers/electron.ts';
import { expect, profileIn, test } from './fixture.ts';

const menuLabels = (vigie: ElectronApplication) =>
  vigie.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label));

function clickMenu(vigie: ElectronApplication, path: [menu: string, item: string]): Promise<void> {
  return vigie.evaluate(({ Menu, BrowserWindow }, [menu, label]) => {
    const items = Menu.getApplicationMenu()?.items.find((item) => item.label === menu)?.submenu?.items;
    const item = items?.find((candidate) => candidate.label === label);
    if (!item) throw new Error(`there is no ${menu} > ${label}`);
    item.click(undefined, BrowserWindow.getAllWindows()[0], undefined);
  }, path);
}

test('one window opens on the workspace that was named', async ({ vigie, page, workspace }) => {
  await expect(page).toHaveTitle(/Vigie/);
  expect(vigie.windows()).toHaveLength(1);
  expect(await page.evaluate(() => window.vigie?.coreState())).toEqual({ state: 'ready', workspace });
});

test('the window opens where it was', async ({ folder, workspace }) => {
  const options = { profile: profileIn(folder), workspace };
  const first = await launchVigie(options);
  await readyWindow(first);
  const placed = await first.evaluate(({ BrowserWindow }) => {
    const [own] = BrowserWindow.getAllWindows();
    own?.setBounds({ x: 60, y: 50, width: 1100, height: 700 });
    return own?.getBounds();
  });
  await first.close();
  const second = await launchVigie(options);
  await readyWindow(second);
  const found = await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  await second.close();
  expect(found).toEqual(placed);
});

test('the workspace of the last time opens when none is named', async ({ folder, workspace }) => {
  const first = await launchVigie({ profile: profileIn(folder), workspace });
  await readyWindow(first);
  await first.close();
  const second = await launchVigie({ profile: profileIn(folder) });
  const page = await readyWindow(second);
  expect(await page.evaluate(() => window.vigie?.coreState())).toEqual({ state: 'ready', workspace });
  await second.close();
});

test('a second start brings the window to front and hands over its workspace', async ({
  folder,
  vigie,
  page,
}) => {
  await expect(page).toHaveURL(/vigie\.internal/);
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

test.describe('menus', () => {
  test('speak English and French', async ({ vigie, page }) => {
    await page.evaluate(() => window.vigie?.setLanguage('en'));
    expect(await menuLabels(vigie)).toEqual(['File', 'Edit', 'View', 'Go', 'Help']);
    await page.evaluate(() => window.vigie?.setLanguage('fr'));
    expect(await menuLabels(vigie)).toEqual(['Fichier', 'Édition', 'Affichage', 'Aller', 'Aide']);
  });

  test('tell the page what was chosen', async ({ vigie, page }) => {
    await page.evaluate(async () => {
      await window.vigie?.setLanguage('en');
      const heard: string[] = [];
      Reflect.set(globalThis, 'heard', heard);
      window.vigie?.onMenuCommand((command) => heard.push(command));
    });
    await clickMenu(vigie, ['Go', 'Stock']);
    await clickMenu(vigie, ['File', 'Import…']);
    await clickMenu(vigie, ['Help', 'Keyboard shortcuts']);
    await expect
      .poll(() => page.evaluate(() => Reflect.get(globalThis, 'heard')))
      .toEqual(['goStock', 'import', 'shortcuts']);
  });

  test('the about box names those whose data we use', async ({ vigie, page }) => {
    await page.evaluate(() => window.vigie?.setLanguage('en'));
    await vigie.evaluate(({ dialog }) => {
      dialog.showMessageBox = (async (...args: unknown[]) => {
        Reflect.set(globalThis, 'shown', args.at(-1));
        return { response: 0, checkboxChecked: false };
      }) as typeof dialog.showMessageBox;
    });
    await clickMenu(vigie, ['Help', 'About Vigie']);
    const shown = (await vigie.evaluate(() => Reflect.get(globalThis, 'shown'))) as Record<string, string>;
    expect(shown.message).toMatch(/^Vigie \d+\.\d+\.\d+$/);
    expect(shown.detail).toContain('GeoNames');
    expect(shown.detail).toContain('Natural Earth');
  });
});

test.describe('native dialogs', () => {
  test('give the paths that the user chose, and none when cancelled', async ({ vigie, page }) => {
    await vigie.evaluate(({ dialog }) => {
      const answers = [
        { canceled: false, filePaths: ['/data/orders.csv'] },
        { canceled: true, filePaths: [] },
      ];
      dialog.showOpenDialog = (async (_window: unknown, options: unknown) => {
        Reflect.set(globalThis, 'asked', options);
        return answers.shift();
      }) as unknown as typeof dialog.showOpenDialog;
      dialog.showSaveDialog = (async () => ({
        canceled: true,
        filePath: '',
      })) as unknown as typeof dialog.showSaveDialog;
    });
    const chosen = await page.evaluate(async () => [
      await window.vigie?.openFiles({ purpose: 'import', multiple: true }),
      await window.vigie?.openFiles({ purpose: 'import', multiple: false }),
      await window.vigie?.saveFile({ suggestedName: 'stock.csv' }),
    ]);
    expect(chosen).toEqual([['/data/orders.csv'], [], null]);
    const asked = (await vigie.evaluate(() => Reflect.get(globalThis, 'asked'))) as { properties: string[] };
    expect(asked.properties).toEqual(['openFile']);
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
});
