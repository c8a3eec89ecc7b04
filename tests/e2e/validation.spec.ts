import type { Page } from '@playwright/test';
import { expect, open, test } from './fixture.ts';

const HELD = `/orders?filter=${encodeURIComponent('{"heldFor":["postalCodeForm"]}')}`;

const rowCount = (page: Page) => page.getByText(/^[\d,]+ rows?$/);
const dialog = (page: Page) => page.getByRole('dialog');
const pane = (page: Page) => page.getByRole('complementary');

test('a held order says why, is released with a reason, and the rule can be made to warn only', async ({
  app,
  host,
}) => {
  await open(app, host, HELD);
  await expect(rowCount(app)).toHaveText(/^[1-9]/);
  const before = await rowCount(app).innerText();
  const grid = app.getByRole('grid');
  await expect(grid.getByText('Postal code does not fit').first()).toBeVisible();
  await grid
    .getByRole('gridcell')
    .filter({ hasText: /^\w\d+$/ })
    .first()
    .click();
  const holds = pane(app).getByRole('list', { name: 'Holds' });
  await expect(holds).toContainText('is no postal code of');
  await holds.getByRole('button', { name: 'Release the hold “Postal code does not fit”' }).click();
  await expect(dialog(app)).toContainText('can be sourced and move on');
  await expect(dialog(app).getByRole('button', { name: 'Release it' })).toBeDisabled();
  await dialog(app).getByRole('textbox', { name: 'Reason' }).fill('Customer called back');
  await app.keyboard.press('Enter');
  await expect(app.getByText('Hold released')).toBeVisible();
  await expect(rowCount(app)).not.toHaveText(before);
  await pane(app).getByText('1 earlier hold').click();
  await expect(pane(app).getByText('“Customer called back”').first()).toBeVisible();

  await open(app, host, '/settings');
  const rules = app.getByRole('table', { name: 'Order validation' });
  const mode = rules.getByRole('group', { name: 'Postal code does not fit' });
  await expect(mode.getByRole('button', { name: 'Hold', pressed: true })).toBeVisible();
  await expect(app.getByText(/of \d+ open orders would be held/)).toBeVisible();
  await mode.getByRole('button', { name: 'Warn' }).click();
  await app.getByRole('button', { name: 'Save the rules' }).click();
  await expect(app.getByText('Order validation saved')).toBeVisible();
  await open(app, host, HELD);
  await expect(app.getByText('No order matches these filters')).toBeVisible();
});
