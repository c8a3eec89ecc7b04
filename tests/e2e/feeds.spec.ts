import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { makeDemoWorkspace, scratchFolder, startHost, type VigieHost, vigie } from '../helpers/app.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './fixture.ts';

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let host: VigieHost;
let page: Page;
let folder: string;
let shipment: { number: string; order: string };

test.describe.configure({ mode: 'serial' });

/** A position of the demo network, and a shipment that has not left. */
async function someFacts(): Promise<{ sku: string; facility: string }> {
  const query = async (what: string, filter: object) =>
    JSON.parse(
      await vigie('query', what, '-w', host.workspace, '-f', JSON.stringify(filter), '-n', '1', '--json'),
    );
  const stock = await query('stock', {});
  return { sku: stock.rows[0].sku, facility: 'WH-ORL-01' };
}

async function openScreen(path: string): Promise<void> {
  await page.goto(`${host.origin}/#${path}`);
}

const pane = (name: string | RegExp) => page.getByRole('complementary', { name });
const grid = () => page.getByRole('grid');

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  scratch = await scratchFolder();
  const file = join(scratch.path, 'feeds.vigie');
  await makeDemoWorkspace(file, 2000);
  folder = join(scratch.path, 'in');
  await mkdir(folder);
  host = await startHost(file);
  page = await (await browser.newContext()).newPage();
  await page.goto(host.url);
});

test.afterAll(async () => {
  await page.context().close();
  await host.stop();
  await scratch.remove();
});

test('without a feed the screen says how to begin', async () => {
  await expect(page.getByRole('link', { name: /^Open orders/ })).toContainText(/\d/);
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect(page).toHaveURL(/#\/feeds$/);
  await expect(page.getByRole('heading', { name: 'No feeds yet' })).toBeVisible();
  await page.getByRole('link', { name: /Watch a folder/ }).click();
  await expect(page).toHaveURL(/#\/feeds\/new\/folder$/);
});

test('the wizard takes a folder from its settings to its first sync', async () => {
  const { sku, facility } = await someFacts();
  await writeFile(
    join(folder, 'stock.csv'),
    ['sku;facility;on hand', `${sku};${facility};77`, `${sku};NOWHERE;1`, `NEW-1;${facility};deux`].join(
      '\n',
    ),
  );

  await test.step('what is missing is said, where it is', async () => {
    await page.getByRole('button', { name: 'Test the connection' }).click();
    const path = page.getByRole('textbox', { name: 'Folder', exact: true });
    await expect(path).toBeFocused();
    await expect(path).toHaveAccessibleDescription('Required.');
    await path.fill(folder);
    await page.getByRole('textbox', { name: 'Name' }).fill('Orléans');
  });

  await test.step('the test says step by step what works', async () => {
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await expect(page.getByText('The connection works')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'Read works' })).toBeVisible();
  });

  await test.step('the preview shows rows as they are and as they are understood', async () => {
    await page.getByRole('button', { name: 'Preview the first records' }).click();
    await expect(page.getByRole('heading', { name: 'The first 3 records' })).toBeVisible();
    await expect(page.getByText('1 of them would go to quarantine')).toBeVisible();
    await expect(page.getByText('“deux” is not a number.')).toBeVisible();
    await expect(page.getByText(`on hand: 77`)).toBeVisible();
    expect(await readdir(folder)).toContain('stock.csv');
  });

  await test.step('with a schedule it runs', async () => {
    await page.getByRole('button', { name: 'Set the schedule' }).click();
    await page.getByRole('button', { name: '2s', exact: true }).click();
    await page.getByRole('button', { name: 'Add and sync now' }).click();
    await expect(pane('Orléans')).toBeVisible();
    await expect(pane('Orléans').getByText('Healthy')).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Inbox · 2' })).toBeVisible();
    await expect(grid().getByRole('row', { name: /Orléans/ })).toContainText('Healthy');
  });

  await test.step('its stock is there, with its age', async () => {
    await openScreen(`/stock/${sku}`);
    const position = pane(/./).getByRole('listitem').filter({ hasText: '77 on hand' });
    await expect(position).toContainText(/Orléans: (now|\d+ sec ago)/);
  });
});

test('a record in quarantine is mended by its cells and goes in', async () => {
  await openScreen('/feeds/inbox');
  await page.getByRole('button', { name: 'The number cannot be read. 1' }).click();
  await grid().getByRole('row').nth(1).click();
  const record = pane(/./);
  await expect(record.getByText('“deux” is not a number.').first()).toBeVisible();
  await expect(record.locator('li.error')).toContainText('on hand: deux');
  await record.getByRole('button', { name: 'Mend' }).click();
  const editor = record.getByRole('textbox', { name: 'The record, to be corrected' });
  await editor.fill((await editor.inputValue()).replace('deux', '2'));
  await record.getByRole('button', { name: 'Apply the correction' }).click();
  await expect(page.getByText('It is right now, and waits for what it refers to')).toBeVisible();
});

test('records are tried again and dismissed, with the consequence said before', async () => {
  await openScreen('/feeds/inbox');
  await page.getByRole('button', { name: 'The facility is not known yet. 1' }).click();
  await page.getByRole('button', { name: 'Try 1 record again' }).click();
  await expect(page.getByText('1 record stays here')).toBeVisible();
  await grid().getByRole('row').nth(1).click();
  await pane(/./).getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('they are not tried again');
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss 1 record' }).click();
  await expect(page.getByRole('tab', { name: 'Inbox · 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Dismissed', exact: true }).click();
  await expect(page).toHaveURL(/dismissed/);
  await expect(grid().getByRole('row')).toHaveCount(2);
});

test('a decision goes out to the system that owns the shipment', async () => {
  const orders = JSON.parse(
    await vigie(
      'query',
      'orders',
      '-w',
      host.workspace,
      '-f',
      '{"statuses":["picking"]}',
      '-n',
      '1',
      '--json',
    ),
  );
  const order = orders.rows[0].number as string;
  await openScreen(`/orders/${order}`);
  const card = pane(order).getByRole('article').first();
  await expect(card).toContainText('Planned');
  shipment = { number: (await card.locator('strong').innerText()).trim(), order };
  await writeFile(
    join(folder, 'shipments.json'),
    JSON.stringify([{ shipmentNumber: shipment.number, orderNumber: order, status: 'planned' }]),
  );
  await expect(card).toContainText(/Orléans: /, { timeout: 40_000 });
  await card.getByRole('button', { name: 'Assign' }).click();
  await expect(page.getByText(`${shipment.number} is assigned`)).toBeVisible();
  await expect(page.getByText('1 message waits to be delivered')).toBeVisible();

  await openScreen('/feeds/outbox');
  await page.getByRole('button', { name: 'Delivered', exact: true }).click();
  const message = grid().getByRole('row', { name: /Assign a shipment/ });
  await expect(message).toContainText('Delivered');
  await message.click();
  await expect(pane('Assign a shipment').getByText(shipment.number).first()).toBeVisible();
  const sent = await readdir(join(folder, 'outgoing'), { withFileTypes: true });
  const file = sent.find((entry) => entry.isFile());
  const text = await readFile(join(folder, 'outgoing', file?.name ?? ''), 'utf8');
  expect(text).toContain(shipment.number);
});

test('a feed that fails is said on the screens that depend on it, and recovers', async () => {
  test.setTimeout(150_000);
  await openScreen('/');
  await page.getByRole('button', { name: 'Start the demo carriers' }).click();
  const demo = pane(/Demo carriers/);
  await expect(demo.getByText(/shipments move on/)).toBeVisible();
  await demo.getByRole('button', { name: '600×' }).click();
  await expect(demo.getByText('Healthy')).toBeVisible({ timeout: 30_000 });

  await demo.getByRole('switch', { name: /Outage/ }).click();
  await expect(demo.getByText('Failing')).toBeVisible({ timeout: 40_000 });
  await openScreen('/orders');
  const banner = page.getByRole('status').filter({ hasText: 'Demo carriers' });
  await expect(banner).toContainText('may be out of date', { timeout: 60_000 });
  await banner.getByRole('button', { name: 'See the feed' }).click();

  await demo.getByRole('switch', { name: /Outage/ }).click();
  await demo.getByRole('button', { name: 'Sync now' }).click();
  await expect(demo.getByText('Healthy')).toBeVisible({ timeout: 60_000 });
  await demo.getByRole('button', { name: 'Stop', exact: true }).last().click();
});

test('runs are a chart and a table, and a feed pauses and is removed with its consequences said', async () => {
  await openScreen('/feeds');
  await grid()
    .getByRole('row', { name: /Orléans/ })
    .click();
  const feed = pane('Orléans');
  await expect(feed.getByRole('img', { name: /last \d+ runs/ })).toBeVisible();
  await feed.getByRole('button', { name: 'Table' }).click();
  await expect(feed.getByRole('table', { name: 'What the last runs brought' })).toBeVisible();
  await page.keyboard.press('p');
  await expect(feed.getByText('Paused', { exact: true })).toBeVisible();
  await feed.getByRole('button', { name: 'Resume' }).click();
  await expect(feed.getByText('Healthy')).toBeVisible();
  await feed.getByRole('button', { name: 'Remove…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Orléans?' });
  await expect(dialog).toContainText('The facts that it brought stay.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('a key for other programs is shown once, works, and is revoked', async () => {
  await openScreen('/settings');
  await page.getByRole('button', { name: 'Create a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Web shop');
  await dialog.getByRole('button', { name: 'Create a key' }).click();
  const key = (await dialog.locator('code').innerText()).trim();
  expect(key.length).toBeGreaterThan(20);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  const row = page.getByRole('row', { name: /Web shop/ });
  await expect(row).toContainText(key.slice(0, 6));
  expect(await page.content()).not.toContain(key);
  await row.getByRole('button', { name: 'Revoke Web shop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke Web shop' }).click();
  await expect(row).toContainText('Revoked');
});

test('nothing on the screens of feeds keeps a screen reader out', async () => {
  for (const path of [
    '/feeds',
    '/feeds/1',
    '/feeds/new',
    '/feeds/new/folder',
    '/feeds/new/rest',
    '/feeds/1/edit',
    '/feeds/inbox',
    '/feeds/outbox',
    '/feeds/differences',
    '/settings',
  ])
    await test.step(path, async () => {
      await openScreen(path);
      await page.waitForLoadState('networkidle');
      await expect(page.locator('main')).toContainText(/./);
      await expectAccessible(page);
    });
});
