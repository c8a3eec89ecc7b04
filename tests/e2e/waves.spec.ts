import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, open, test } from './fixture.ts';

const DAY_MS = 86_400_000;
/** No carrier of that day has left yet, wherever the facility is. */
const someDay = () => new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10);
const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const cards = (page: Page, name: string) => column(page, name).getByRole('article');

/** Drags an order out of the first planned wave, reads what becomes of the wave, keeps it, and undoes it. */
async function takeOutByMouse(app: Page) {
  await cards(app, 'Planned').first().getByRole('button').click();
  const pane = app.getByRole('complementary');
  const grip = pane.locator('[draggable="true"]', { hasText: /\d/ }).first();
  const number = await grip.innerText();
  await grip.hover();
  await app.mouse.down();
  await app.mouse.move(600, 500, { steps: 4 });
  await app.getByText('Drop here to take out of the wave').hover();
  await app.mouse.up();
  const dialog = app.getByRole('dialog');
  await expect(dialog.getByRole('columnheader', { name: 'After' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Take 1 order out' }).click();
  await expect(cards(app, 'Proposed')).toHaveCount(1);
  await expect(pane.getByText(number)).toHaveCount(0);
  await app.getByRole('button', { name: 'Undo' }).last().click();
  await expect(cards(app, 'Proposed')).toHaveCount(0);
  await expect(pane.getByText(number).first()).toBeVisible();
}

test('a day is proposed, tried with more pickers, planned, released and taken back', async ({
  app,
  host,
}) => {
  await open(app, host, `/waves?day=${someDay()}`);
  await expect(cards(app, 'Proposed').first()).toBeVisible();
  await app
    .getByRole('slider', { name: /^Try another release of/ })
    .first()
    .press('ArrowRight');
  await expect(app.getByRole('rowheader', { name: 'As tried' })).toBeVisible();
  await app.getByRole('button', { name: 'Try with one picker more' }).click();
  await expect(app.getByRole('button', { name: 'Back to the day as it is' })).toBeVisible();
  await app.getByRole('button', { name: 'Back to the day as it is' }).click();
  await app.getByRole('button', { name: 'Read as a table' }).first().click();
  await expect(app.getByRole('columnheader', { name: 'Pickers there' })).toBeVisible();
  await app.getByRole('button', { name: 'Read as a table' }).click();
  await expect(app.getByRole('columnheader', { name: 'Batches' })).toBeVisible();
  await expectAccessible(app);

  await app.getByRole('button', { name: /^Plan \d+ waves?$/ }).click();
  await expect(cards(app, 'Planned').first()).toBeVisible();
  await expect(cards(app, 'Proposed')).toHaveCount(0);
  const waves = await cards(app, 'Planned').count();
  await takeOutByMouse(app);

  for (const box of await column(app, 'Planned').getByRole('checkbox').all()) await box.check();
  await column(app, 'Planned')
    .getByRole('button', { name: /^Release/ })
    .click();
  const dialog = app.getByRole('dialog');
  await expect(dialog.getByText(/go(es)? to the floor/)).toBeVisible();
  await expect(dialog.getByText('No other system has to be told')).toBeVisible();
  await dialog.getByRole('button', { name: /^Release/ }).click();
  await expect(cards(app, 'On the floor')).toHaveCount(waves);

  await cards(app, 'On the floor').first().getByRole('button').click();
  const pane = app.getByRole('complementary');
  await expect(pane.getByText('To pick').first()).toBeVisible();
  await pane.getByLabel('Orders per list').fill('4');
  await pane.getByRole('button', { name: 'Make pick lists' }).click();
  await expect(pane.getByRole('button', { name: 'Open picking station' })).toBeVisible();
  const paper = app.waitForEvent('download');
  await pane.getByRole('button', { name: /^Download \d+ lists? as PDF$/ }).click();
  expect((await paper).suggestedFilename()).toMatch(/\.pdf$/);
  await pane.getByRole('button', { name: 'Take back' }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await expect(cards(app, 'Planned')).toHaveCount(1);
  await expect(pane.getByRole('button', { name: 'Remove wave' })).toBeVisible();
  await expectAccessible(app);
});
