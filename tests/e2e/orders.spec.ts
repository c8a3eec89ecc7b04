import type { Page } from '@playwright/test';
import { expect, open, test } from './fixture.ts';

const TO_SOURCE = `/orders?filter=${encodeURIComponent('{"toSource":true}')}`;

const grid = (page: Page) => page.getByRole('grid');
const rowCount = (page: Page) => page.getByText(/^[\d,]+ rows?$/);
const dialog = (page: Page) => page.getByRole('dialog');
const pane = (page: Page) => page.getByRole('complementary');

async function openList(page: Page, host: Parameters<typeof open>[1]): Promise<string> {
  await open(page, host, TO_SOURCE);
  await expect(rowCount(page)).toHaveText(/^[1-9]/);
  return rowCount(page).innerText();
}

async function openFirstOrder(page: Page): Promise<string> {
  await grid(page)
    .getByRole('gridcell')
    .filter({ hasText: /^\w\d+$/ })
    .first()
    .click();
  const heading = pane(page).getByRole('heading', { level: 2 });
  await expect(pane(page).getByText('Destination')).toBeVisible();
  return heading.innerText();
}

test('several orders are held at once, with the consequences first and an undo after', async ({
  app,
  host,
}) => {
  const before = await openList(app, host);
  for (const index of [0, 1, 2]) {
    await app.getByRole('checkbox', { name: 'Select row' }).nth(index).click();
  }
  await expect(app.getByText('3 selected')).toBeVisible();
  await app.getByRole('button', { name: 'Hold', exact: true }).click();
  await expect(dialog(app)).toContainText('Hold 3 orders?');
  await expect(dialog(app)).toContainText('until someone releases them');
  await expect(dialog(app).getByRole('button', { name: 'Hold 3 orders' })).toBeDisabled();
  await dialog(app).getByRole('textbox', { name: 'Reason' }).fill('Address check');
  await app.keyboard.press('Enter');
  await expect(app.getByText('3 orders held')).toBeVisible();
  await expect(rowCount(app)).not.toHaveText(before);
  await app.getByRole('button', { name: 'Undo' }).click();
  await expect(app.getByText('Undone for 3 orders')).toBeVisible();
  await expect(rowCount(app)).toHaveText(before);
});

test('all matching orders can be selected; cancelling them says what it would do and can be declined', async ({
  app,
  host,
}) => {
  const before = await openList(app, host);
  const count = before.replace(/ rows?/, '');
  await app.getByRole('checkbox', { name: 'Select all rows' }).click();
  await app.getByRole('button', { name: 'Cancel orders' }).click();
  await expect(dialog(app)).toContainText(`Cancel ${count} orders?`);
  await expect(dialog(app)).toContainText('Worth €');
  await dialog(app).getByRole('button', { name: 'Not now' }).click();
  await expect(dialog(app)).toBeHidden();
  await expect(app.getByText(`${count} selected`)).toBeVisible();
});

test('an order is held and released by keys, and its history tells it', async ({ app, host }) => {
  await openList(app, host);
  await openFirstOrder(app);
  await app.keyboard.press('h');
  await dialog(app).getByRole('textbox', { name: 'Reason' }).fill('Fraud suspicion');
  await app.keyboard.press('Enter');
  await expect(pane(app).getByText('Held: Fraud suspicion').first()).toBeVisible();
  await expect(pane(app).getByRole('button', { name: 'Source' })).toBeHidden();
  await app.keyboard.press('r');
  await dialog(app).getByRole('button', { name: 'Release 1 order' }).click();
  await expect(pane(app).getByText('The hold “Fraud suspicion” was lifted')).toBeVisible();
  await expect(pane(app).getByRole('button', { name: 'Source' })).toBeVisible();
});

test('an address is corrected and the change can be read afterwards', async ({ app, host }) => {
  await openList(app, host);
  await openFirstOrder(app);
  await app.keyboard.press('e');
  await dialog(app).getByRole('textbox', { name: 'Street and number' }).fill('4 place Bellecour');
  await dialog(app).getByRole('textbox', { name: 'Postal code' }).fill('69002');
  await dialog(app).getByRole('textbox', { name: 'City' }).fill('Lyon');
  await dialog(app).getByRole('button', { name: 'Change the address' }).click();
  await expect(app.getByText('Address changed').first()).toBeVisible();
  await expect(pane(app).getByText(/^Address: .* → .*4 place Bellecour, 69002 Lyon/)).toBeVisible();
});

test.describe('what only reads', () => {
  test.use({ readsOnly: true });

  test('lines lead to the product, and back to the order', async ({ app, host }) => {
    await openList(app, host);
    const number = await openFirstOrder(app);
    await pane(app).getByRole('table').getByRole('link').first().click();
    await expect(app).toHaveURL(/#\/stock\/[A-Z]{3}-\d+/);
    await expect(pane(app).getByText('Available', { exact: true }).first()).toBeVisible();
    await app.goBack();
    await expect(pane(app).getByRole('heading', { name: number })).toBeVisible();
  });

  test('orders group by channel and a group opens to its orders', async ({ app, host }) => {
    await openList(app, host);
    await app.getByRole('button', { name: 'Group', exact: true }).click();
    await app.getByRole('menuitemradio', { name: 'Channel' }).click();
    await app.getByRole('button', { name: /Expand Web/ }).click();
    await expect(
      grid(app)
        .getByRole('gridcell', { name: /^W\d+$/ })
        .first(),
    ).toBeVisible();
  });
});

test.describe('in French', () => {
  test.use({ locale: 'fr-FR', readsOnly: true });

  test('the lists speak French throughout', async ({ app, host }) => {
    for (const path of ['/stock', '/stock?mode=matrix', '/orders', '/sourcing']) {
      await test.step(path, async () => {
        await open(app, host, path);
        await app.reload();
        await expect(app.getByRole('grid')).toBeVisible();
        await app.waitForLoadState('networkidle');
        const text = await app.locator('body').innerText();
        expect(text).toMatch(/Stock|Commandes|Affectation/);
        expect(text.match(/\b[a-z]+(?:\.[a-z][A-Za-z]+)+\b/g) ?? []).toEqual([]);
        expect(text).not.toMatch(/\b(Orders|Columns|Export|Views|rows|Available|Promised|Late)\b/);
      });
    }
  });
});
