import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, test as base, type Page } from '@playwright/test';
import { makeDemoWorkspace, scratchFolder, startHost, type VigieHost } from '../helpers/app.ts';

type Cookies = Parameters<BrowserContext['addCookies']>[0];

interface WorkerFixtures {
  /** A small demo network, made once a worker; tests get copies. */
  demoFile: string;
  /** Vigie on a copy that all tests share which only read, with the session of its one-time link. */
  shared: { host: VigieHost; cookies: Cookies };
}

interface TestFixtures {
  /** The test leaves no trace that another could stumble over: it shares its Vigie. */
  readsOnly: boolean;
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
  shared: [
    async ({ demoFile, playwright }, use) => {
      const folder = await scratchFolder();
      const file = join(folder.path, 'demo.vigie');
      await copyFile(demoFile, file);
      const host = await startHost(file);
      const request = await playwright.request.newContext();
      await request.get(host.url);
      const { cookies } = await request.storageState();
      await request.dispose();
      await use({ host, cookies });
      await host.stop();
      await folder.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  readsOnly: [false, { option: true }],
  host: async ({ demoFile, readsOnly, shared }, use) => {
    if (readsOnly) return use(shared.host);
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
  app: async ({ page, host, readsOnly, shared }, use) => {
    if (readsOnly) await page.context().addCookies(shared.cookies);
    else await signIn(page, host);
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
