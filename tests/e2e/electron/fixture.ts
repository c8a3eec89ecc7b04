import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, type ElectronApplication, type Page } from '@playwright/test';
import { makeDemoWorkspace, scratchFolder } from '../../helpers/app.ts';
import { launchVigie, readyWindow } from '../../helpers/electron.ts';

interface OncePerTest {
  /** A folder for this test alone; also the application's profile lies in it. */
  folder: string;
  /** A demo network that this test may change. */
  workspace: string;
  /** The desktop application on that workspace. */
  vigie: ElectronApplication;
  /** Its page, once the core answers. */
  page: Page;
}
interface OnceForAll {
  demo: string;
}

export const profileIn = (folder: string) => join(folder, 'profile');

export const test = base.extend<OncePerTest, OnceForAll>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from this pattern
    async ({}, use) => {
      const scratch = await scratchFolder();
      const file = join(scratch.path, 'demo.vigie');
      await makeDemoWorkspace(file);
      await use(file);
      await scratch.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  folder: async ({}, use) => {
    const scratch = await scratchFolder();
    await use(scratch.path);
    await scratch.remove();
  },
  workspace: async ({ folder, demo }, use) => {
    const file = join(folder, 'network.vigie');
    await copyFile(demo, file);
    await use(file);
  },
  vigie: async ({ folder, workspace }, use) => {
    const app = await launchVigie({ profile: profileIn(folder), workspace });
    await use(app);
    await app.close();
  },
  page: async ({ vigie }, use) => {
    await use(await readyWindow(vigie));
  },
});

export { expect } from '@playwright/test';
