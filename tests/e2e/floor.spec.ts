import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { scratchFolder, startHost } from '../helpers/app.ts';
import { type CoreProcess, startCoreProcess } from '../helpers/core-process.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, open, signIn, test } from './fixture.ts';

test.setTimeout(180_000);
const DAY_MS = 86_400_000;

async function ended({ client }: CoreProcess, jobId: string): Promise<void> {
  for await (const job of await client.jobs.watch({ id: jobId })) {
    if (job.status === 'failed') throw new Error(job.error?.message);
  }
}

/** A released wave of two orders with its pick list. @returns the facility */
async function releaseWave(workspace: string): Promise<string> {
  const core = await startCoreProcess(workspace);
  const { waves, picking } = core.client;
  const facility = (await waves.facilities())[0]?.code ?? '';
  const day = new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10);
  const { waves: proposed } = await waves.propose({ facility, day });
  const several = proposed.flatMap(({ orders }) => orders).filter(({ units }) => units > 1);
  const orders = several.slice(0, 2).map(({ number }) => number);
  const releaseAt = Date.now();
  const wave = { name: 'First', releaseAt, cutOffAt: releaseAt + DAY_MS / 6, orders };
  const { waveIds } = await waves.plan({ facility, waves: [wave] });
  await ended(core, (await waves.release({ waveIds })).jobId);
  const input = { waveId: waveIds[0] as number, method: 'cluster' as const, ordersPerList: 2 };
  await ended(core, (await picking.make(input)).jobId);
  await core.kill();
  return facility;
}

/** What a scanner does: types wherever the focus is, and ends with Enter. */
async function scan(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

const verdict = (page: Page) => page.locator('div[data-tone]');
const aside = (page: Page) => page.getByRole('complementary');

/** Picks all that is left, the first stop short of everything. */
async function pickAll(page: Page): Promise<void> {
  await aside(page).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Begin picking' }).click();
  await expect(page.getByRole('button', { name: /^Picked/ })).toBeEnabled();
  await scan(page, 'NO-SUCH-THING');
  await expect(verdict(page)).toHaveText(/another product or bin/);
  await expect(verdict(page)).toHaveAttribute('data-tone', 'wrong');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Not all there' }).click();
  await expect(page.getByRole('dialog')).toContainText('sourced again at once');
  await page.getByRole('button', { name: 'Tell what is missing' }).click();
  await expect(page.getByText(/now comes? from|waits?, no facility/).first()).toBeVisible();
  const done = page.getByRole('button', { name: 'Hand the trolley over' });
  const take = page.getByRole('button', { name: /^Picked/ });
  for (;;) {
    await expect(done.or(take).first()).toBeVisible();
    if (await done.isVisible()) break;
    await expect(take).toBeEnabled();
    const [sku = ''] = (await page.getByTestId('sku').innerText()).split(' · ');
    const stops = await page.getByText(/\d+ of \d+ stops/).innerText();
    await scan(page, sku);
    await expect(page.getByText(stops)).toBeHidden();
  }
  await done.click();
}

test('a wave is picked by scanner with one short pick, packed, loaded, and leaves', async ({
  demoFile,
  page,
}) => {
  const folder = await scratchFolder();
  const file = join(folder.path, 'demo.vigie');
  await copyFile(demoFile, file);
  const facility = await releaseWave(file);
  const host = await startHost(file);
  try {
    await signIn(page, host);
    await open(page, host, `/floor/${facility}/pick`);
    await pickAll(page);

    await page.getByRole('tab', { name: 'Pack' }).click();
    const waiting = page.getByRole('complementary', { name: 'Waiting to be packed' });
    const first = waiting.getByRole('button').first();
    const shipment = (await first.locator('strong').innerText()).trim();
    const [, carrier = ''] = (await first.locator('.quiet').first().innerText()).split(' · ');
    await scan(page, shipment);
    await expect(verdict(page)).toContainText(shipment);
    await expect(page.getByRole('listitem', { name: 'Parcel 1' })).toBeVisible();
    await page.getByRole('button', { name: /^Pack in/ }).click();
    await expect(verdict(page)).toHaveText(/is packed in/);
    const labels = await page.getByText(/^SSCC \d{18}$/).allInnerTexts();
    const parcels = labels.map((label) => label.slice(5));
    expect(parcels.length).toBeGreaterThan(0);
    await expectAccessible(page);

    await page.getByRole('tab', { name: 'Dock' }).click();
    const pickUps = page.getByRole('button', { name: /Open its pick-up/ });
    await pickUps.filter({ hasText: carrier }).first().click();
    await expect(page.getByLabel(/^Scan a parcel onto/)).toBeVisible();
    for (const sscc of parcels) {
      await scan(page, sscc);
      await expect(verdict(page)).toHaveText(/more parcels? to load|is on the vehicle/);
    }
    await scan(page, parcels[0] as string);
    await expect(verdict(page)).toHaveText(/on a vehicle already/);
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Close out/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Close out/ })
      .click();
    await expect(verdict(page)).toHaveText(/has left|have left/);
    const order = /^SH-(.+)-\d+$/.exec(shipment)?.[1] ?? '';
    await open(page, host, `/orders/${order}`);
    await expect(
      aside(page)
        .getByText(/^(Shipped|Partially shipped)$/)
        .first(),
    ).toBeVisible();
  } finally {
    await host.stop();
    await folder.remove();
  }
});
