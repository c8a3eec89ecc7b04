import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './tests/helpers/browser.ts';

const executablePath = findChromium() ?? undefined;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // A journey waits for its browser and its core by turns: two at a time fill two cores.
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  // On a machine that others load a journey may miss a time limit: `npm test` tells what passed only at the second try.
  retries: process.env.CI ? 1 : 0,
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    // Tracing photographs the page without end, which costs more than the tests themselves: `--trace on` for one of them.
    actionTimeout: 20_000,
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'browser',
      testMatch: '**/*.spec.ts',
      testIgnore: 'electron/**',
      use: { browserName: 'chromium', launchOptions: { executablePath, args: chromiumArguments() } },
    },
    { name: 'electron', testDir: 'tests/e2e/electron', testMatch: '**/*.spec.ts' },
  ],
});
