import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, open, test } from './fixture.ts';

const card = (page: Page, name: string) => page.getByRole('article', { name });
const holds = (page: Page) => page.getByRole('table', { name: 'Holds' });

test('a product is promised with the reason, held for a while and given back', async ({ app, host }) => {
  await open(app, host, '/stock');
  await app
    .getByRole('grid')
    .getByRole('gridcell', { name: /^[A-Z]{3}-\d+$/ })
    .first()
    .click();
  await app.getByRole('complementary').getByRole('button', { name: 'Promise…' }).click();
  await expect(app).toHaveURL(/#\/promise/);
  await expect(app.getByText('Which goods, and where to?')).toBeVisible();
  await app.getByRole('combobox', { name: 'Country' }).fill('France');
  await app.getByRole('option', { name: 'France', exact: true }).click();
  await app.getByRole('textbox', { name: 'Postal code' }).fill('69001');

  const express = card(app, 'Express');
  await expect(express.getByText(/on hand/)).toBeVisible();
  await expect(express.getByText(/^Leaves /)).toBeVisible();
  await express.getByRole('button', { name: /other choice/ }).click();
  await expect(express.getByText(/dearer|later|same day/).first()).toBeVisible();
  await expectAccessible(app);

  await express.getByRole('button', { name: 'Hold it' }).click();
  await expect(app.getByText(/^Held: H-/)).toBeVisible();
  await expect(holds(app).getByRole('row')).toHaveCount(2);
  await holds(app)
    .getByRole('button', { name: /^Release H-/ })
    .click();
  await expect(app.getByText('No hold now')).toBeVisible();

  await app.getByRole('button', { name: 'Click and collect' }).click();
  await app.getByRole('combobox', { name: 'Store' }).fill('Lyon');
  await app.getByRole('option').first().click();
  await expect(
    card(app, 'Click and collect').getByText(/From the store’s own stock|By transfer/),
  ).toBeVisible();
});
