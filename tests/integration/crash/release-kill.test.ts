import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../core/db/database.ts';
import { type CoreProcess, startCoreProcess } from '../../helpers/core-process.ts';
import { sqliteDatabases } from '../../helpers/databases.ts';
import { NOW, networkBuilder } from '../../helpers/network.ts';

const ORDERS = 240;
/** Milliseconds after the release was asked for: before it, in the middle of it, about its end. */
const KILLS = [20, 60, 120];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const folder = mkdtempSync(join(tmpdir(), 'vigie-release-kill-'));
const outgoing = join(folder, 'out');
const running: CoreProcess[] = [];

afterAll(async () => {
  await Promise.all(running.map((core) => core.kill().catch(() => {})));
  rmSync(folder, { recursive: true, force: true });
});

/** What the owner of the shipments was told. */
const files = () => readdirSync(outgoing).filter((name) => !name.startsWith('.'));

/** Sourced orders, of which every other one has a shipment that a system owns; it is told through files. */
async function seed(db: Database): Promise<string[]> {
  const net = networkBuilder(db);
  const facility = await net.facility('F');
  const product = await net.product('P');
  await net.stock(product, facility, 10 * ORDERS);
  const feedId = await addFolderFeed(db);
  const numbers: string[] = [];
  for (let i = 0; i < ORDERS; i++) {
    const order = await net.order(`SO-${i}`, [[product, 2]], { status: 'sourced' });
    await net.allocate(order.id, order.lineIds[0] as number, product, facility, 2);
    numbers.push(`SO-${i}`);
    if (i % 2 === 0) await addOwned(db, feedId, { number: `ERP-${i}`, orderId: order.id, facility });
  }
  return numbers;
}

async function addFolderFeed(db: Database): Promise<number> {
  mkdirSync(join(folder, 'in'));
  mkdirSync(outgoing);
  const options = { type: 'local', path: join(folder, 'in'), outgoing };
  const { id } = await db.write((trx) =>
    trx
      .insertInto('feed')
      .values({
        ...{ code: 'erp', name: 'erp', connector: 'folder', options_json: JSON.stringify(options) },
        ...{ kinds_json: '[]', delivers_json: '["shipment.assign"]', active: 1, interval_seconds: 0 },
        ...{ budget_per_hour: null, created_at: NOW, updated_at: NOW },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return id;
}

async function addOwned(
  db: Database,
  feedId: number,
  { number, orderId, facility }: { number: string; orderId: number; facility: number },
): Promise<void> {
  await db.write(async (trx) => {
    const nothing = { service_id: null, tracking_number: null, shipped_at: null, promised_at: null };
    const unsaid = { said_status: null, said_shipped_at: null, said_delivered_at: null, said_eta_at: null };
    const etas = { eta_p50_at: null, eta_p90_at: null, carrier_eta_at: null, delivered_at: null };
    const place = { city: null, postal_code: null, country: null, latitude: null, longitude: null };
    await trx
      .insertInto('shipment')
      .values({
        ...{ number, order_id: orderId, facility_id: facility, status: 'planned', assigned_at: null },
        ...{ ...nothing, ...unsaid, ...etas, ...place },
        ...{ weight_grams: 0, cost_minor: 0, currency: 'EUR', updated_at: NOW },
      })
      .execute();
    await trx
      .insertInto('feed_record')
      .values({
        ...{ feed_id: feedId, kind: 'shipments', key: number, version: null, said_json: '{}', said_at: NOW },
        ...{ upstream: number, item_kind: 'shipments', item_key: number, deleted_at: null },
      })
      .execute();
  });
}

/** What a release has done so far, of each thing how many. */
async function effects(db: Database) {
  const count = async (table: 'allocation' | 'shipment' | 'outbox' | 'sales_order', status?: string) => {
    let query = db.read.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('count'));
    if (status !== undefined) query = query.where('status' as never, '=', status as never);
    return Number((await query.executeTakeFirstOrThrow()).count);
  };
  return {
    released: await count('allocation', 'released'),
    orders: await count('sales_order', 'released'),
    shipments: await count('shipment'),
    messages: await count('outbox'),
  };
}

const NOTHING = { released: 0, orders: 0, shipments: ORDERS / 2, messages: 0 };
const ALL = { released: ORDERS, orders: ORDERS, shipments: ORDERS, messages: ORDERS / 2 };

test('a core killed in the middle of a release has released all or nothing, and tells each owner once', {
  timeout: 120_000,
}, async () => {
  const target = (await sqliteDatabases().target()) as { file: string };
  const first = await openDatabase(target);
  const numbers = await seed(first);
  await first.close();

  let waveId = 0;
  let cutShort = 0;
  for (const [round, delay] of [...KILLS, Number.POSITIVE_INFINITY].entries()) {
    const core = await startCoreProcess(target.file);
    running.push(core);
    if (waveId === 0) {
      const wave = { name: 'w', releaseAt: Date.now(), cutOffAt: Date.now() + 1, orders: numbers };
      waveId = (await core.client.waves.plan({ facility: 'F', waves: [wave] })).waveIds[0] as number;
    }
    const { status } = await core.client.waves.wave({ waveId });
    const db = await openDatabase(target);
    expect(await effects(db)).toEqual(status === 'planned' ? NOTHING : ALL);
    await db.close();
    if (status === 'planned') {
      if (round > 0) cutShort += 1;
      const { jobId } = await core.client.waves.release({ waveIds: [waveId] });
      if (delay === Number.POSITIVE_INFINITY) {
        await expect
          .poll(async () => (await core.client.jobs.get({ id: jobId })).status, { timeout: 30_000 })
          .toBe('done');
      } else await pause(delay);
    }
    if (delay !== Number.POSITIVE_INFINITY) await core.kill();
  }
  const core = running.at(-1) as CoreProcess;
  await expect.poll(() => files().length, { timeout: 60_000 }).toBe(ORDERS / 2);
  await expect
    .poll(async () => (await core.client.feeds.outbox({ states: ['delivered'], limit: 1 })).total, {
      timeout: 60_000,
    })
    .toBe(ORDERS / 2);
  expect(files()).toHaveLength(ORDERS / 2);
  const db = await openDatabase(target);
  expect(await effects(db)).toEqual(ALL);
  await db.close();
  expect(cutShort).toBeGreaterThan(0);
});
