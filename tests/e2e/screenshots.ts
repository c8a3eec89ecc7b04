import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { type Browser, chromium, type Page } from 'playwright';
import { root, scratchFolder, startHost, type VigieHost } from '../helpers/app.ts';
import { chromiumArguments, ensureChromium } from '../helpers/browser.ts';
import { makePicturedWorkspace } from './pictured-workspace.ts';
import { type Floor, type Picture, pictures } from './pictures.ts';

/**
 * Takes the README's pictures from the real screens: `npm run screenshots`. With `--review FOLDER` it takes every
 * screen in both languages and both themes into that folder instead, for looking at; `--only a,b` takes just these.
 */
const review = argv.includes('--review') ? argv[argv.indexOf('--review') + 1] : undefined;
const only = argv.includes('--only') ? argv[argv.indexOf('--only') + 1]?.split(',') : undefined;
const folder = review ?? join(root, 'resources', 'screenshots');

/** Enough for pictures, charts and toasts to stand still. */
const SETTLED_MS = 1500;

const VARIANTS = [
  { language: 'en', theme: 'light', suffix: '' },
  { language: 'fr', theme: 'dark', suffix: '-fr-dark' },
  { language: 'fr', theme: 'light', suffix: '-fr' },
  { language: 'en', theme: 'dark', suffix: '-dark' },
] as const;

const isWanted = ({ name, inReadme = false }: Picture) => only?.includes(name) ?? (review ? true : inReadme);

/** @returns the names of those that could not be taken, each with the reason */
async function take(
  browser: Browser,
  { host, floor }: { host: VigieHost; floor: Floor },
  { language, theme, suffix }: (typeof VARIANTS)[number],
): Promise<string[]> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: theme,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
  });
  const page = await context.newPage();
  await page.goto(host.url);
  const missed: string[] = [];
  for (const picture of pictures(floor).filter(isWanted)) {
    const { name } = picture;
    try {
      await show(page, host, picture);
      await page.screenshot({ path: join(folder, `${name}${suffix}.png`) });
    } catch (error) {
      missed.push(`${name}${suffix}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  await context.close();
  return missed;
}

async function show(page: Page, host: VigieHost, { path, ready, prepare, maps }: Picture): Promise<void> {
  await page.goto(`${host.origin}/#${path}`);
  await page.reload();
  await page.locator(ready ?? '[role="grid"] [role="row"] >> nth=3').waitFor({ timeout: 60_000 });
  await prepare?.(page);
  if (maps) await page.locator(`[data-drawn] >> nth=${maps - 1}`).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(SETTLED_MS);
}

const scratch = await scratchFolder();
mkdirSync(folder, { recursive: true });
const workspace = join(scratch.path, 'demo.vigie');
const floor = await makePicturedWorkspace(workspace, scratch.path);
const missed: string[] = [];
const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments() });
try {
  for (const variant of review ? VARIANTS : VARIANTS.slice(0, 1)) {
    const host = await startHost(workspace);
    missed.push(...(await take(browser, { host, floor }, variant).finally(() => host.stop())));
  }
} finally {
  await browser.close();
  await scratch.remove();
}
if (missed.length > 0) throw new Error(`Not taken:\n${missed.join('\n')}`);
