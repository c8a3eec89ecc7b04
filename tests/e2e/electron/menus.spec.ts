import type { ElectronApplication } from '@playwright/test';
import { expect, sharedTest as test } from './fixture.ts';

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
});
