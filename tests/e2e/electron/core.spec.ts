import { existsSync } from 'node:fs';
import { type CoreClient, coreThroughPage, makeWayForLines } from '../../helpers/desktop-core.ts';
import { livingCore } from '../../helpers/electron.ts';
import { expect, test } from './fixture.ts';

const coreState = 'window.vigie.coreState()';

async function openOrders(core: CoreClient): Promise<string[]> {
  const { rows } = await core.orders.list({
    filter: { open: true, held: false },
    sort: [],
    offset: 0,
    limit: 200,
  });
  return rows.map(({ number }) => number);
}

/** Holds orders a few at a time until the line goes dead; the numbers of those that the core acknowledged. */
function holdUntilSilence(core: CoreClient, numbers: string[], acknowledged: string[]): void {
  const waiting = [...numbers];
  const next = async (): Promise<void> => {
    const number = waiting.shift();
    if (!number) return;
    await core.orders.hold({ numbers: [number], reason: 'e2e' });
    acknowledged.push(number);
    return next();
  };
  for (let lane = 0; lane < 4; lane += 1) next().catch(() => {});
}

test('data loads: the numbers, the lists, and what the core says, are the same', async ({ page }) => {
  await makeWayForLines(page);
  const core = await coreThroughPage(page);
  const { counts } = await core.workspace.info();
  expect(counts).toMatchObject({ facilities: 164, orders: 600 });
  await page.evaluate(() => {
    location.hash = '#/orders';
  });
  const [number] = await openOrders(core);
  await expect(page.getByRole('row').nth(1)).toBeVisible({ timeout: 30_000 });
  const found = await core.orders.detail({ number: number ?? '' });
  expect(found.order.number).toBe(number);
});

test('a killed core comes back by itself, the window says so, and nothing acknowledged is lost', async ({
  vigie,
  page,
}) => {
  await makeWayForLines(page);
  const before = await coreThroughPage(page);
  const numbers = await openOrders(before);
  expect(numbers.length).toBeGreaterThan(20);
  const first = await livingCore(vigie);
  const said = page.getByRole('status', { name: 'Reconnecting…' }).waitFor({ timeout: 30_000 });

  const acknowledged: string[] = [];
  holdUntilSilence(before, numbers, acknowledged);
  await expect.poll(() => acknowledged.length, { timeout: 30_000, intervals: [5] }).toBeGreaterThan(5);
  process.kill(first, 'SIGKILL');
  const kept = [...acknowledged];
  await said;

  await expect.poll(() => page.evaluate(coreState), { timeout: 30_000 }).toMatchObject({ state: 'ready' });
  await livingCore(vigie, [first]);
  await expect(page.getByRole('status', { name: /^Connected/ })).toBeVisible({ timeout: 30_000 });

  const after = await coreThroughPage(page);
  for (const number of kept) {
    const { order } = await after.orders.detail({ number });
    expect(order.holdReason, number).toBe('e2e');
  }
});

test('a core that dies again and again is given up with the reason, and can be started again', async ({
  vigie,
  page,
}) => {
  const state = () => page.evaluate(async () => (await window.vigie?.coreState())?.state);
  const dead: number[] = [];
  for (let death = 1; death <= 6; death += 1) {
    const pid = await livingCore(vigie, dead);
    await expect.poll(state, { timeout: 30_000 }).toBe('ready');
    process.kill(pid, 'SIGKILL');
    dead.push(pid);
  }
  await expect.poll(state, { timeout: 30_000 }).toBe('failed');
  expect(await page.evaluate(coreState)).toEqual({ state: 'failed', message: expect.stringContaining('6') });
  await page.evaluate(() => window.vigie?.restartCore());
  await expect.poll(state, { timeout: 30_000 }).toBe('ready');
});

test('a workspace that cannot be opened is said to be so, not tried for ever', async ({
  page,
  vigie,
  folder,
}) => {
  await vigie.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = (async () => ({
      canceled: false,
      filePaths: [filePath],
    })) as typeof dialog.showOpenDialog;
  }, folder);
  await page.evaluate(() => window.vigie?.openWorkspace('open'));
  await expect.poll(() => page.evaluate(coreState), { timeout: 30_000 }).toMatchObject({ state: 'failed' });
});

test('quitting lets the core finish: it leaves one tidy file', async ({ vigie, page, workspace }) => {
  expect(page.url()).toContain('vigie.internal');
  expect(existsSync(`${workspace}-wal`)).toBe(true);
  await vigie.close();
  await expect.poll(() => existsSync(`${workspace}-wal`)).toBe(false);
});
