import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, open, test } from './fixture.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const pane = (page: Page) => page.getByRole('complementary');
const figures = (page: Page) => page.getByRole('table', { name: 'Figures of the plans' });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

test.setTimeout(180_000);

/** Sources everything open as the dialog proposes it; the run's page is open then. */
async function sourceEverything(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Source [\d,]+ open orders/ }).click();
  await expect(dialog(page)).toContainText('What counts how much');
  await dialog(page).getByRole('button', { name: 'Propose' }).click();
  await expect(page).toHaveURL(/#\/sourcing\/\d+/, { timeout: 60_000 });
  await expect(page.getByText(/from the best possible|the best possible/).first()).toBeVisible();
}

/** A what-if that closes the facility with the most shipments of the table of loads. */
async function closeWarehouse(page: Page, name: string): Promise<void> {
  await tab(page, 'What-ifs').click();
  await page.getByRole('button', { name: 'New what-if' }).last().click();
  await page.getByRole('button', { name: 'Add a change' }).click();
  await page.getByRole('menuitem', { name: 'Close a facility' }).click();
  await dialog(page).getByRole('combobox', { name: 'Facility' }).fill(name);
  await page.getByRole('option', { name, exact: true }).click();
  await expect(page.getByRole('button', { name: `Facility: ${name}` })).toBeVisible();
  await page.getByRole('button', { name: 'Run the what-if' }).click();
  await expect(page.getByText(/^Profit (falls|rises) by/)).toBeVisible({ timeout: 60_000 });
}

test('a planner sources everything, reads why, compares, closes a warehouse in a what-if, applies and undoes', async ({
  app,
  host,
}) => {
  await open(app, host, '/sourcing');
  await sourceEverything(app);
  const run = app.url();
  await app
    .getByRole('grid', { name: 'Decisions' })
    .getByRole('gridcell', { name: /^\w\d+$/ })
    .first()
    .click();
  const candidates = pane(app).getByRole('table', { name: 'Every facility for this order' });
  await expect(candidates.getByRole('row').nth(2)).toBeVisible();
  await pane(app).press('Escape');

  await tab(app, 'Compare').click();
  await expect(figures(app).getByRole('columnheader', { name: /Reserved now/ })).toBeVisible();
  await expect(
    figures(app)
      .getByText(/ (better|worse)$/)
      .first(),
  ).toBeVisible();
  await expect(
    app.getByRole('group', { name: 'What does better service cost?' }).getByRole('button'),
  ).toHaveCount(2);
  const loads = app.getByRole('table', { name: /^What does each facility ship/ });
  const busiest = (await loads.getByRole('rowheader').first().innerText()).trim();
  await expectAccessible(app);

  await tab(app, 'Facilities').click();
  await expect(tab(app, 'Facilities')).toHaveAttribute('aria-selected', 'true');
  await expect(app.getByRole('grid').getByText(busiest, { exact: true }).first()).toBeVisible();
  await expectAccessible(app);

  await open(app, host, '/sourcing');
  await closeWarehouse(app, busiest);
  await expect(app.getByText(/days (longer|sooner)|as many days/).first()).toBeVisible();
  await expect(figures(app).getByRole('rowheader', { name: 'Mean days to arrival' })).toBeVisible();
  await expectAccessible(app);

  await app.goto(run);
  await app.getByRole('button', { name: /^Apply to/ }).click();
  await dialog(app)
    .getByRole('button', { name: /^Apply to/ })
    .click();
  await expect(app.getByText(/[\d,]+ orders sourced/)).toBeVisible({ timeout: 60_000 });
  await app.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(app.getByText(/Sourcing of [\d,]+ orders undone/)).toBeVisible({ timeout: 60_000 });
});
