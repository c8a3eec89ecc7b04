import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixture.ts';

test.use({ readsOnly: true });

const grid = (page: Page) => page.getByRole('grid');
const rows = (page: Page) =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
const rowCount = (page: Page) => page.getByText(/^[\d,]+ rows?$/);

async function countOf(page: Page): Promise<number> {
  return Number((await rowCount(page).innerText()).replace(/\D/g, ''));
}

test('a product is found as its name is typed, and its stock in every facility is seen', async ({
  app,
  host,
}) => {
  await open(app, host, '/stock');
  await expect(rowCount(app)).toBeVisible();
  const all = await countOf(app);
  await app.keyboard.press('/');
  await app.keyboard.type('BAT-10000');
  await expect(rowCount(app)).toHaveText('1 row');
  expect(all).toBeGreaterThan(1000);
  await rows(app).first().click();
  const pane = app.getByRole('complementary');
  await expect(pane.getByRole('heading', { level: 2 })).toBeVisible();
  await expect(pane.getByText(/^\d+ facilit(y|ies)$/)).toBeVisible();
  await expect(pane.getByRole('listitem').first()).toContainText('available');
  await expect(app).toHaveURL(/#\/stock\/BAT-10000\?filter=/);
  await pane.press('Escape');
  await expect(pane).toBeHidden();
});

test('filter and sort live in the address: reload, back and forward keep them', async ({ app, host }) => {
  await open(app, host, '/stock');
  await expect(rowCount(app)).toBeVisible();
  const all = await rowCount(app).innerText();
  await app.getByRole('button', { name: 'Below safety', exact: true }).click();
  await expect(app).toHaveURL(/belowSafety/);
  await expect(rowCount(app)).not.toHaveText(all);
  const below = await rowCount(app).innerText();
  await grid(app).getByRole('columnheader', { name: 'Available' }).click();
  await expect(grid(app).getByRole('columnheader', { name: 'Available' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await app.reload();
  await expect(rowCount(app)).toHaveText(below);
  await expect(grid(app).getByRole('columnheader', { name: 'Available' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await app.goBack();
  await expect(rowCount(app)).toHaveText(all);
  await app.goForward();
  await expect(rowCount(app)).toHaveText(below);
});

test('stock groups by kind of facility and a group opens to its products', async ({ app, host }) => {
  await open(app, host, '/stock');
  await app.getByRole('button', { name: 'Group', exact: true }).click();
  await app.getByRole('menuitemradio', { name: 'Kind of facility' }).click();
  await expect(rows(app)).toHaveCount(4);
  await app.getByRole('button', { name: /Expand Warehouse/ }).click();
  await expect(rows(app).nth(1)).toContainText(/[A-Z]{3}-\d+/);
});

test('the matrix crosses products with facilities and is walked by keys', async ({ app, host }) => {
  await open(app, host, '/stock');
  await app.getByRole('button', { name: 'Matrix' }).click();
  await expect(grid(app)).toHaveAttribute('aria-label', 'Products by facility');
  await expect(grid(app).getByRole('columnheader', { name: /WH-/ }).first()).toBeVisible();
  await grid(app).focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight']) await app.keyboard.press(key);
  const cell = await grid(app).getAttribute('aria-activedescendant');
  expect(cell).toMatch(/-2-1$/);
  await app.keyboard.press('Enter');
  await expect(app.getByRole('complementary')).toBeVisible();
  await expect(app).toHaveURL(/#\/stock\/[A-Z]{3}-\d+\?mode=matrix/);
});

test('a view is saved, left and taken up again', async ({ app, host }) => {
  await open(app, host, '/stock?filter=%7B%22noStock%22%3Atrue%7D&sort=inbound.desc');
  await expect(rowCount(app)).toBeVisible();
  const wanted = await rowCount(app).innerText();
  await app.getByRole('button', { name: 'Views' }).click();
  await app.getByRole('textbox', { name: 'Name of the view' }).fill('Nothing left');
  await app.keyboard.press('Enter');
  await expect(app.getByText('View “Nothing left” saved')).toBeVisible();
  await app.getByRole('button', { name: 'Clear all' }).click();
  await expect(rowCount(app)).not.toHaveText(wanted);
  await app.getByRole('button', { name: 'Views' }).click();
  await app.getByRole('menuitem', { name: /Nothing left/ }).click();
  await expect(rowCount(app)).toHaveText(wanted);
});

test('an export holds exactly what is shown', async ({ app, host }) => {
  await open(app, host, '/stock?filter=%7B%22belowSafety%22%3Atrue%7D&sort=sku');
  await expect(rowCount(app)).toBeVisible();
  const shown = await countOf(app);
  const download = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Export' }).click();
  await app.getByRole('menuitem', { name: 'CSV' }).click();
  const file = await (await download).path();
  const lines = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
  expect(lines[0]).toMatch(/SKU[,;]Product[,;]Category/);
  expect(lines).toHaveLength(shown + 1);
});

test('an empty workspace says what to do', async ({ page, emptyHost }) => {
  await page.goto(emptyHost.url);
  await expect(page.getByRole('button', { name: /Import my files/ })).toBeVisible();
  await open(page, emptyHost, '/stock');
  await expect(page.getByRole('heading', { name: 'No stock in this workspace yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Import files' }).click();
  await expect(page).toHaveURL(/#\/import/);
});
