import SqliteDatabase from 'better-sqlite3';
import { launchVigie, readyWindow } from '../../helpers/electron.ts';
import { noNotificationDaemon, startNotificationDaemon } from '../../helpers/notification-daemon.ts';
import { expect, profileIn, test } from './fixture.ts';

const DAY_MS = 86_400_000;
/** Another program's change is seen, looked at and told, beside everything else that a busy machine does. */
const SEEN_MS = 70_000;

/** Breaks the promise of a shipment that nothing is wrong with, as a feed would. @returns its number */
function makeLate(workspace: string): string {
  const db = new SqliteDatabase(workspace, { timeout: 15_000 });
  const [number] = db
    .prepare(
      `update shipment set promised_at = ? where id = (select s.id from shipment as s
        where s.status = 'inTransit' and s.delivered_at is null and s.promised_at > ?
        and not exists (select 1 from incident as i where i.entity = 'shipment' and i.entity_key = s.number)
        and not exists (select 1 from tracking_event as t where t.shipment_id = s.id and t.milestone = 'availableForPickup')
        order by s.id desc limit 1) returning number`,
    )
    .pluck()
    .all(Date.now() - DAY_MS, Date.now()) as string[];
  db.close();
  if (!number) throw new Error('The demo has no shipment that is in time.');
  return number;
}

function incidentOf(workspace: string, key: string): number | undefined {
  const db = new SqliteDatabase(workspace, { readonly: true, timeout: 15_000 });
  const id = db
    .prepare(`select id from incident where entity = 'shipment' and entity_key = ?`)
    .pluck()
    .get(key);
  db.close();
  return id as number | undefined;
}

test('an incident raises a notification of the system, whose click opens it; quiet hours keep it back', async ({
  folder,
  workspace,
}) => {
  const missing = noNotificationDaemon();
  test.skip(missing !== null, missing ?? '');
  const daemon = await startNotificationDaemon();
  const vigie = await launchVigie({ profile: profileIn(folder), workspace, env: daemon.env });
  try {
    const page = await readyWindow(vigie);
    expect(await vigie.evaluate(({ Notification }) => Notification.isSupported())).toBe(true);
    await page.evaluate(() => {
      window.location.hash = '#/incidents';
    });
    await page.getByRole('button', { name: 'Look at everything now' }).click();
    await expect(page.getByText(/looked at/i).first()).toBeVisible();

    await page.evaluate(() => {
      window.location.hash = '#/settings';
    });
    await page.getByRole('switch', { name: 'Notify me' }).check();
    const late = makeLate(workspace);
    await expect.poll(() => daemon.shown(), { timeout: SEEN_MS }).toBe(1);
    daemon.click();
    const id = incidentOf(workspace, late);
    await expect.poll(() => page.evaluate(() => window.location.hash)).toContain(`/incidents/${id}`);
    const [notice] = daemon.history();
    expect(notice?.summary).toContain(late);
    await expect(page.getByRole('complementary').getByText(late).first()).toBeVisible();

    await page.evaluate(() => {
      window.location.hash = '#/settings';
    });
    await page.getByRole('switch', { name: 'Quiet hours' }).check();
    const clock = (at: number) => new Date(at).toTimeString().slice(0, 5);
    await page.getByLabel('Quiet from').fill(clock(Date.now() - 3_600_000));
    await page.getByLabel('Quiet until').fill(clock(Date.now() + 3_600_000));
    const second = makeLate(workspace);
    await expect.poll(() => incidentOf(workspace, second), { timeout: SEEN_MS }).toBeTruthy();
    await page.waitForTimeout(4_000);
    expect(daemon.shown()).toBe(0);
    expect(daemon.history()).toHaveLength(1);
  } finally {
    await vigie.close();
    daemon.stop();
  }
});
