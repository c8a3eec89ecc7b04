import { expectAccessible } from './accessibility.ts';
import { expect, open, test } from './fixture.ts';

test.use({ readsOnly: true });

const NUMBERS = ['Open orders', 'To source', 'Late', 'At risk', 'Below safety', 'Inbound today'];

test('the first start offers the demo network, and the tower shows it', async ({ page, emptyHost }) => {
  test.setTimeout(180_000);
  await page.goto(emptyHost.url);
  await expect(page.getByRole('button', { name: /Explore the demo network/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Import my files/ })).toBeVisible();
  await page.getByRole('button', { name: /Explore the demo network/ }).click();
  await expect(page.getByRole('link', { name: /Open orders/ })).toContainText(/\d,\d{3}/, {
    timeout: 90_000,
  });
});

test('each number opens exactly the list that it counts', async ({ app, host }) => {
  await open(app, host, '/');
  const tiles = await Promise.all(
    NUMBERS.map(async (name) => {
      const tile = app.getByRole('link', { name: new RegExp(`^${name}`) });
      await expect(tile).toContainText(/\d/, { timeout: 30_000 });
      const count = (await tile.innerText()).split('\n').find((line) => /^[\d,]+$/.test(line.trim()));
      return { name, count, href: (await tile.getAttribute('href')) ?? '' };
    }),
  );
  for (const { name, count, href } of tiles) {
    await test.step(name, async () => {
      await open(app, host, href.replace(/^.*#/, ''));
      await expect(app.getByRole('grid')).toBeVisible();
      await expect(app.getByText(new RegExp(`^${count} rows?$`))).toBeVisible();
    });
  }
});

test('back and forward walk through the screens', async ({ app, host }) => {
  await open(app, host, '/');
  await app.getByRole('link', { name: /^Late/ }).click();
  await expect(app).toHaveURL(/#\/orders\?filter=/);
  await app.goBack();
  await expect(app.getByRole('link', { name: /^Open orders/ })).toBeVisible();
  await app.goForward();
  await expect(app.getByRole('grid')).toBeVisible();
});

test('the palette finds a product from anywhere', async ({ app, host }) => {
  await open(app, host, '/orders');
  await expect(app.getByRole('grid')).toBeVisible();
  await app.keyboard.press('Control+k');
  await app.keyboard.type('BAT-10000');
  await expect(app.getByRole('option', { name: /BAT-10000/ })).toBeVisible();
  await app.keyboard.press('Enter');
  await expect(app).toHaveURL(/#\/stock\/BAT-10000/);
});

test('a change made elsewhere is on screen without reloading', async ({ app, host, browser }) => {
  await open(app, host, '/orders?filter=%7B%22held%22%3Atrue%7D');
  const rows = app.getByText(/^[\d,]+ rows?$/);
  await expect(rows).toBeVisible();
  const before = await rows.innerText();
  const { vigie } = await import('../helpers/app.ts');
  const list = JSON.parse(
    await vigie('query', 'orders', '-w', host.workspace, '-f', '{"toSource":true}', '-n', '1', '--json'),
  );
  expect(list.rows).toHaveLength(1);
  const other = await (
    await browser.newContext({ storageState: await app.context().storageState() })
  ).newPage();
  await open(other, host, `/orders/${list.rows[0].number}`);
  await other.getByRole('button', { name: /^Hold/ }).click();
  await other.getByRole('dialog').getByRole('textbox').fill('Address check');
  await other.getByRole('dialog').getByRole('button', { name: /^Hold/ }).click();
  await expect(rows).not.toHaveText(before);
});

test('nothing on the main screens keeps a screen reader out', async ({ app, host }) => {
  for (const path of ['/', '/stock', '/orders', '/sourcing', '/import', '/settings'])
    await test.step(path, async () => {
      await open(app, host, path);
      await app.waitForLoadState('networkidle');
      await expect(app.getByRole('main')).toBeVisible();
      await expectAccessible(app);
    });
});
