import type { Page } from '@playwright/test';
import { expect, open, test } from './fixture.ts';

const grid = (page: Page) => page.getByRole('grid');
const rowCount = (page: Page) => page.getByText(/^[\d,]+ rows?$/);
const dialog = (page: Page) => page.getByRole('dialog');
const pane = (page: Page) => page.getByRole('complementary');

test.setTimeout(120_000);

async function propose(page: Page): Promise<void> {
  await dialog(page).getByRole('button', { name: 'Propose' }).click();
  await expect(page).toHaveURL(/#\/sourcing\/\d+/, { timeout: 60_000 });
  await expect(rowCount(page)).toBeVisible();
}

test('all open orders are sourced, explained, applied and undone', async ({ app, host }) => {
  await open(app, host, '/sourcing');
  const start = app.getByRole('button', { name: /^Source [\d,]+ open orders/ });
  await expect(start).toBeVisible();
  const waiting = (await start.innerText()).replace(/\D/g, '');
  await start.click();
  await propose(app);
  await expect(rowCount(app)).toHaveText(new RegExp(`^${Number(waiting).toLocaleString('en')} rows`));

  await app.getByRole('button', { name: 'Outcome', exact: true }).click();
  await app.getByRole('option', { name: 'Sourced', exact: true }).click();
  await app.keyboard.press('Escape');
  await grid(app)
    .getByRole('gridcell', { name: /^\w\d+$/ })
    .first()
    .click();
  await expect(pane(app).getByText(/cheapest|only facility|cheaper than one|holds everything/)).toBeVisible();
  await expect(pane(app).getByText('What else was possible')).toBeVisible();
  await pane(app).press('Escape');
  await expect(pane(app)).toBeHidden();

  await app.keyboard.press('Control+Enter');
  await expect(dialog(app)).toContainText(/[\d,]+ units are reserved in \d+ facilities/);
  await dialog(app)
    .getByRole('button', { name: /^Apply to/ })
    .click();
  await expect(app.getByText(/[\d,]+ orders sourced/)).toBeVisible({ timeout: 60_000 });
  await expect(app.getByText('Applied', { exact: true })).toBeVisible();

  await app.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(app.getByText(/Sourcing of [\d,]+ orders undone/)).toBeVisible({ timeout: 60_000 });
  await open(app, host, '/sourcing');
  await expect(
    app.getByRole('button', { name: new RegExp(`^Source ${Number(waiting).toLocaleString('en')} open`) }),
  ).toBeVisible();
  await expect(grid(app).getByText('Undone')).toBeVisible();
});

test('one order is sourced from its pane and then tells why', async ({ app, host }) => {
  const filter = encodeURIComponent('{"statuses":["open"],"held":false,"toSource":true}');
  await open(app, host, `/orders?filter=${filter}&sort=units`);
  await expect(rowCount(app)).toBeVisible();
  await grid(app)
    .getByRole('gridcell', { name: /^\w\d+$/ })
    .first()
    .click();
  const number = await pane(app).getByRole('heading', { level: 2 }).innerText();
  await pane(app).getByRole('button', { name: 'Source', exact: true }).click();
  await propose(app);
  await expect(rowCount(app)).toHaveText('1 row');
  await app.keyboard.press('Control+Enter');
  await dialog(app)
    .getByRole('button', { name: /^Apply to/ })
    .click();
  await expect(app.getByText('1 order sourced')).toBeVisible({ timeout: 60_000 });
  await open(app, host, `/orders/${number}`);
  await expect(pane(app).getByText('Sourced by', { exact: false })).toBeVisible();
  await pane(app).getByRole('button', { name: 'Cost and alternatives' }).click();
  await expect(pane(app).getByText('What else was possible')).toBeVisible();
});

test('selected orders are proposed with other parameters, and the proposal can be discarded', async ({
  app,
  host,
}) => {
  await open(app, host, `/orders?filter=${encodeURIComponent('{"toSource":true}')}`);
  await expect(rowCount(app)).toHaveText(/^[1-9]/);
  for (const index of [0, 1]) await app.getByRole('checkbox', { name: 'Select row' }).nth(index).click();
  await app.getByRole('button', { name: 'Source', exact: true }).click();
  await expect(dialog(app)).toContainText('Source 2 orders');
  await dialog(app).getByRole('button', { name: 'More settings' }).click();
  await dialog(app).getByRole('textbox', { name: 'Shipments per order, at most' }).fill('1');
  await dialog(app)
    .getByRole('checkbox', { name: /Allow partial orders/ })
    .uncheck();
  await propose(app);
  await expect(rowCount(app)).toHaveText('2 rows');
  await app.getByRole('button', { name: 'Discard' }).click();
  await dialog(app).getByRole('button', { name: 'Discard it' }).click();
  await expect(app.getByText('Discarded', { exact: true })).toBeVisible();
});
