import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, open, test } from './fixture.ts';

test.setTimeout(180_000);

const dialog = (page: Page) => page.getByRole('dialog');

test('a manager simulates a day with fewer vans, compares, and opens the cheaper plan', async ({
  app,
  host,
}) => {
  await open(app, host, '/routes/simulate');
  await app.getByRole('button', { name: 'New simulation' }).first().click();
  await dialog(app).getByLabel('Search', { exact: true }).fill('4');
  await dialog(app).getByRole('button', { name: 'Create simulation' }).click();
  await expect(app).toHaveURL(/#\/routes\/simulate\/\d+/);

  await app.getByRole('button', { name: 'Add a scenario' }).click();
  const fleet = { 'Van 3.5 t': '2', 'Electric van': '0', 'Truck 12 t with tail lift': '0' };
  for (const [type, count] of Object.entries(fleet))
    await dialog(app).getByLabel(type, { exact: true }).fill(count);
  await dialog(app).getByRole('button', { name: 'Add scenario' }).click();
  const fewer = app.getByRole('article', { name: /2 × Van 3.5 t/ });
  await expect(fewer).toContainText('Not run yet');

  await app.getByRole('button', { name: 'Run 2 scenarios' }).click();
  await expect(app.getByText(/still improving/).first()).toBeVisible({ timeout: 30_000 });
  await expect(app.getByRole('link', { name: 'Open plan' })).toHaveCount(2, { timeout: 60_000 });
  await expect(fewer).toContainText(/Vehicles\s*2/);
  const figures = app.getByRole('table', { name: /Figures|Comparison/ });
  await expect(figures.getByRole('row', { name: /Cost/ }).first()).toContainText(/€/);

  await app.getByRole('tab', { name: 'Stop by stop' }).click();
  await expect(app.getByRole('grid').first()).toBeVisible();
  await app.getByRole('tab', { name: 'Risk' }).click();
  await expect(app.getByText('Stops on time')).toBeVisible({ timeout: 30_000 });
  await app.getByRole('tab', { name: 'With sourcing' }).click();
  await expect(app.getByText('With one depot there is no facility to choose.')).toBeVisible();
  await expectAccessible(app);

  await fewer.getByRole('link', { name: 'Open plan' }).click();
  await expect(app.getByRole('treegrid', { name: 'Stops by route' })).toBeVisible();
});
