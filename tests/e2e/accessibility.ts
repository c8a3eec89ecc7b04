import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { rounds } from '../helpers/rounds.ts';
import { expect } from './fixture.ts';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** What axe finds, in the words of a failed test: the rule, and the elements that break it. */
async function faults(builder: AxeBuilder): Promise<[rule: string, elements: string[]][]> {
  // Legacy mode spares a second page for each analysis; the application has no frames that would need it.
  const { violations } = await builder.setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))]);
}

/** Colours that are still on their way from one theme to the other are neither's: transitions arrive at once. */
async function show(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
  });
}

/** Each page is judged in one of the themes, as its name has it; a thorough run judges all in both. */
function themesOf(url: string): ('light' | 'dark')[] {
  if (rounds(1) > 1) return ['light', 'dark'];
  const { hash } = new URL(url);
  return [hash.length % 2 === 0 ? 'light' : 'dark'];
}

/** Nothing on the page keeps a screen reader out, and its colours can be read. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const theme of themesOf(page.url())) {
    await show(page, theme);
    const found = await faults(new AxeBuilder({ page }).withTags(STANDARDS));
    expect.soft(found, `${page.url()}, ${theme}`).toEqual([]);
  }
  await show(page, 'light');
}
