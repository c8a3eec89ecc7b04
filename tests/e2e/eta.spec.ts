import { expectAccessible } from './accessibility.ts';
import { expect, open, test } from './fixture.ts';

test('delivery times are learnt, show their own error, and tell a shipment’s arrival with the reason', async ({
  app,
  host,
}) => {
  await open(app, host, '/incidents');
  await app.getByRole('link', { name: 'Delivery times' }).click();
  await expect(app.getByRole('heading', { name: 'Delivery times have not been learnt yet' })).toBeVisible();
  await app.getByRole('button', { name: 'Learn now' }).last().click();
  const table = app.getByRole('grid', { name: 'Error by service and lane' });
  await expect(table.getByText(/FR → FR/).first()).toBeVisible({ timeout: 30_000 });
  await expect(app.getByText(/^Learnt from [\d,]+ deliveries, /)).toBeVisible();
  await expectAccessible(app);

  await app.getByRole('button', { name: 'Carriers', exact: true }).click();
  const carriers = app.getByRole('grid', { name: 'Error by carrier' });
  await expect(carriers.getByText('Hirondelle Colis')).toBeVisible();
  await app.getByRole('button', { name: 'Read as a table' }).click();
  await expect(app.getByRole('table', { name: /as often as we say/ })).toBeVisible();
  const download = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^vigie-eta-carriers-.*\.csv$/);

  const shipped = new URLSearchParams({ filter: JSON.stringify({ statuses: ['shipped'] }) });
  await open(app, host, `/orders?${shipped}`);
  await app.getByRole('grid').getByText('Shipped', { exact: true }).first().dblclick();
  const pane = app.getByRole('complementary');
  await expect(pane.getByText('We expect').first()).toBeVisible();
  await expect(pane.getByText(/^Told from [\d,]+ deliver/).first()).toBeVisible();
  await expect(pane.getByText('Carrier says').first()).toBeVisible();
});
