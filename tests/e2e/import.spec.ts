import { expect, type Page, test } from '@playwright/test';
import { scratchFolder, startHost, type VigieHost } from '../helpers/app.ts';

/** A flat file of order lines as a shop in France would send it: one equal row, one impossible day, one word for a number, one country that is none. */
const LINES = [
  'N° commande;Date;Article;Libellé;Quantité;Prix;Client;Pays',
  'A-1001;03/11/2026;SKU-1;Lampe;2;19,90;C-1;France',
  'A-1001;03/11/2026;SKU-2;Tapis;1;49,00;C-1;France',
  'A-1002;14/11/2026;SKU-1;Lampe;1;19,90;C-2;Belgique',
  'A-1003;31/02/2026;SKU-3;Vase;3;12,50;C-3;France',
  'A-1004;15/11/2026;SKU-2;Tapis;deux;49,00;C-4;France',
  'A-1005;16/11/2026;SKU-1;Lampe;1;19,90;C-5;Atlantide',
  'A-1002;14/11/2026;SKU-1;Lampe;1;19,90;C-2;Belgique',
];
const FILE = { name: 'commandes.csv', mimeType: 'text/csv', buffer: Buffer.from(LINES.join('\r\n')) };

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let host: VigieHost;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  scratch = await scratchFolder();
  host = await startHost(`${scratch.path}/import.vigie`);
  page = await browser.newPage();
  await page.goto(host.url);
});

test.afterAll(async () => {
  await page.close();
  await host.stop();
  await scratch.remove();
});

async function chooseFile(): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files…' }).click();
  await (await chooser).setFiles(FILE);
}

/** The account's sum, as read from the screen. */
async function balance(): Promise<Record<string, string>> {
  const region = page.getByRole('region', { name: 'What became of the rows' });
  await expect(region.getByText('Every row is accounted for')).toBeVisible();
  const names = await region.locator('dt').allInnerTexts();
  const values = await region.locator('dd').allInnerTexts();
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

test('a flat file with errors goes in, what could not be read is mended, and the same file again changes nothing', async () => {
  await page.goto(`${host.origin}/#/import`);

  await test.step('the file is understood, and faults are shown where they are', async () => {
    await chooseFile();
    await expect(page.getByRole('combobox', { name: 'Column for Order number' })).toHaveText('N° commande');
    await expect(page.getByText('“Date” is day/month/year: its values prove it.')).toBeVisible();
    await expect(page.getByText('3 of the first 7 rows cannot be read')).toBeVisible();
    await expect(page.getByText('Ordered – The date does not exist.')).toBeVisible();
  });

  await test.step('a required field without a column is said', async () => {
    const quantity = page.getByRole('combobox', { name: 'Column for Quantity' });
    await quantity.click();
    await page.getByRole('option', { name: 'Not in the file' }).click();
    await expect(page.getByText('Quantity is required: choose its column')).toBeVisible();
    await expect(page.getByText('commandes.csv lacks Quantity')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Dry run of 1 table' })).toBeDisabled();
    await quantity.click();
    await page.getByRole('option', { name: 'Quantité', exact: true }).click();
    await expect(page.getByText('Quantity is required: choose its column')).toBeHidden();
  });

  await test.step('the dry run accounts for every row and changes nothing', async () => {
    await page.getByRole('button', { name: 'Dry run of 1 table' }).click();
    expect(await balance()).toEqual({
      Rows: '7',
      New: '3',
      Updated: '0',
      Unchanged: '0',
      Duplicates: '1',
      Quarantine: '3',
    });
    await expect(page.getByRole('tab', { name: 'Quarantine', exact: true })).toBeVisible();
  });

  await test.step('the import does what the dry run said', async () => {
    await page.getByRole('button', { name: 'Import 3 rows' }).click();
    await expect(page.getByRole('heading', { name: '3 rows went in' })).toBeVisible();
    expect((await balance()).New).toBe('3');
  });

  await test.step('a row in quarantine is mended in place', async () => {
    await page.getByRole('link', { name: 'Mend 3 rows' }).click();
    await page.getByRole('button', { name: 'The number cannot be read. 1' }).click();
    await page.getByRole('row', { name: /deux/ }).click();
    const pane = page.getByRole('complementary', { name: 'Row 6' });
    await expect(pane.getByLabel('Quantité')).toHaveValue('deux');
    await pane.getByLabel('Quantité').fill('2');
    await pane.getByRole('button', { name: 'Apply the correction' }).click();
    await expect(page.getByText('Row 6 of commandes.csv went in')).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Quarantine · 2' })).toBeVisible();
  });

  await test.step('its order is there', async () => {
    await page.goto(`${host.origin}/#/orders/A-1004`);
    await expect(page.getByRole('complementary', { name: /A-1004/ })).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Orders' }).getByText('A-1004')).toBeVisible();
  });

  await test.step('the same file again changes nothing', async () => {
    await page.goto(`${host.origin}/#/import`);
    await page.getByRole('button', { name: 'Import more files' }).click();
    await chooseFile();
    await expect(page.getByText('As last time')).toBeVisible();
    await page.getByRole('button', { name: 'Dry run of 1 table' }).click();
    expect(await balance()).toMatchObject({ New: '0', Updated: '0' });
    await page.getByRole('button', { name: /^Import: \d rows to quarantine$/ }).click();
    await expect(page.getByRole('heading', { name: 'Nothing has changed' })).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Quarantine · 2' })).toBeVisible();
  });
});

test('past imports keep their account, and rows can be tried again or dismissed', async () => {
  await page.getByRole('button', { name: 'Import more files' }).click();
  await page.getByRole('link', { name: 'commandes.csv' }).last().click();
  await expect(page.getByText('Every row is accounted for')).toBeVisible();

  await page.goto(`${host.origin}/#/import/quarantine`);
  await page.getByRole('button', { name: 'The country is not known. 1' }).click();
  await page.getByRole('button', { name: 'Try 1 row again' }).click();
  await expect(page.getByText('1 row is still wrong and stays here')).toBeVisible();
  await page.getByRole('row', { name: /Atlantide/ }).click();
  await page
    .getByRole('complementary', { name: 'Row 7' })
    .getByRole('button', { name: 'Dismiss', exact: true })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss 1 row' }).click();
  await expect(page.getByRole('tab', { name: 'Quarantine · 1' })).toBeVisible();
});

test('a template can be saved for each kind', async () => {
  await page.goto(`${host.origin}/#/import`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Template for Stock as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/stock.*\.csv$/);
});
