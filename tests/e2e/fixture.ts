import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { makeDemoWorkspace, scratchFolder, startHost, type VigieHost } from '../helpers/app.ts';

interface WorkerFixtures {
  /** A small demo network, made once a worker; tests get copies. */
  demoFile: string;
}

interface TestFixtures {
  /** Vigie on a copy of the demo network. */
  host: VigieHost;
  /** Vigie on a workspace with nothing in it. */
  emptyHost: VigieHost;
  /** The page of `host`, signed in. */
  app: Page;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  demoFile: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern
    async ({}, use) => {
      const folder = await scratchFolder();
      const file = join(folder.path, 'demo.vigie');
      await makeDemoWorkspace(file, 2000);
      await use(file);
      await folder.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  host: async ({ demoFile }, use) => {
    const folder = await scratchFolder();
    const file = join(folder.path, 'demo.vigie');
    await copyFile(demoFile, file);
    const host = await startHost(file);
    await use(host);
    await host.stop();
    await folder.remove();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern
  emptyHost: async ({}, use) => {
    const folder = await scratchFolder();
    const host = await startHost(join(folder.path, 'empty.vigie'));
    await use(host);
    await host.stop();
    await folder.remove();
  },
  app: async ({ page, host }, use) => {
    await signIn(page, host);
    await use(page);
  },
});

/** Follows the one-time link without drawing the first screen, whose map costs a browser without a graphics card seconds. */
export async function signIn(page: Page, host: VigieHost): Promise<void> {
  await page.request.get(host.url);
}

export { expect } from '@playwright/test';

/** Opens a screen by its address. */
export async function open(page: Page, host: VigieHost, path: string): Promise<void> {
  await page.goto(`${host.origin}/#${path}`);
}
