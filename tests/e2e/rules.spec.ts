import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, open, test } from './fixture.ts';

const dialog = (page: Page) => page.getByRole('dialog');

test('a rule is built from chips, previewed, activated, and kept by the next sourcing', async ({
  app,
  host,
}) => {
  await open(app, host, '/rules');
  await expect(app.getByRole('heading', { name: 'No rule yet' })).toBeVisible();
  await app.getByRole('button', { name: 'Add a rule' }).click();
  await app.getByRole('menuitem', { name: /^Eligibility/ }).click();
  const card = app.getByRole('listitem', { name: 'Rule 1: Eligibility 1' });
  await card.getByRole('textbox', { name: 'Name of rule 1' }).fill('Web never from stores');
  const named = app.getByRole('listitem', { name: 'Rule 1: Web never from stores' });
  await named.getByRole('button', { name: 'Add a condition' }).click();
  await app.getByRole('menuitem', { name: 'channel' }).click();
  await dialog(app).getByRole('option', { name: 'Web' }).click();
  await app.keyboard.press('Escape');
  await named.getByRole('button', { name: 'Narrow the facilities' }).click();
  await app.getByRole('menuitem', { name: 'kind' }).click();
  await dialog(app).getByRole('option', { name: 'Store' }).click();
  await app.keyboard.press('Escape');
  await expect(named.getByText(/^[1-9][\d,]* of [\d,]+ open orders$/)).toBeVisible();
  await expect(named.getByText(/^\d+ facilities: /)).toBeVisible();
  await expectAccessible(app);

  await app.keyboard.press('Control+s');
  await app.getByRole('button', { name: 'Activate…' }).click();
  await expect(dialog(app)).toContainText('New: Web never from stores');
  await expect(dialog(app)).toContainText(/[\d,]+ of [\d,]+ open orders are treated otherwise than now/);
  await dialog(app).getByRole('button', { name: 'Activate' }).click();
  await expect(app.getByText('Version 2 of Default is active')).toBeVisible();
  await expect(app.getByRole('link', { name: /Version 2\s*In force/ })).toBeVisible();

  const filter = encodeURIComponent('{"toSource":true,"channels":["web"]}');
  await open(app, host, `/orders?filter=${filter}`);
  await app.getByRole('checkbox', { name: 'Select row' }).first().click();
  await app.getByRole('button', { name: 'Source', exact: true }).click();
  await dialog(app).getByRole('button', { name: 'Propose' }).click();
  await expect(app).toHaveURL(/#\/sourcing\/\d+/, { timeout: 30_000 });
  await app
    .getByRole('grid', { name: 'Decisions' })
    .getByRole('gridcell', { name: /^\w\d+$/ })
    .first()
    .click();
  const words = 'Excluded by the rule “Web never from stores”.';
  const store = app.getByRole('complementary').locator('tbody').filter({ hasText: words }).first();
  await store.getByRole('button', { expanded: false }).click();
  await expect(store.getByText(words)).toBeVisible();
});
