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
  /** One application for all tests that leave it as it was. */
  shared: { vigie: ElectronApplication; page: Page };
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
  shared: [
    async ({ demo }, use) => {
      const scratch = await scratchFolder();
      const workspace = join(scratch.path, 'shared.vigie');
      await copyFile(demo, workspace);
      const vigie = await launchVigie({ profile: profileIn(scratch.path), workspace });
      await use({ vigie, page: await readyWindow(vigie) });
      await vigie.close();
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

/** Tests that share one application, because they leave it as it was. */
export const sharedTest = test.extend({
  vigie: ({ shared }, use) => use(shared.vigie),
  page: ({ shared }, use) => use(shared.page),
});

export { expect } from '@playwright/test';
