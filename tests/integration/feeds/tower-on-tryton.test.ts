import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CoreProcess, startCoreProcess } from '../../helpers/core-process.ts';
import {
  startTryton,
  type TrytonServer,
  type TrytonUser,
  trytonMissing,
} from '../../helpers/tryton-server.ts';

const missing = trytonMissing();
/** As the connector proposes it. */
const INTERVAL_SECONDS = 2;
const PATIENCE = { timeout: 30_000, interval: 100 };

describe.skipIf(missing !== null)(
  missing ? `the tower on a real Tryton: ${missing}` : 'the tower on a real Tryton',
  () => {
    let tryton: TrytonServer;
    let clerk: TrytonUser;
    let core: CoreProcess;
    let feedId: number;
    const folder = mkdtempSync(join(tmpdir(), 'vigie-tower-tryton-'));

    beforeAll(async () => {
      tryton = await startTryton();
      clerk = await tryton.user('admin');
      core = await startCoreProcess(join(folder, 'tower.vigie'), { VIGIE_DATA: folder });
      const feed = await core.client.feeds.save({
        name: 'Tryton',
        connector: 'tryton',
        options: tryton.options,
        secrets: tryton.secrets,
        intervalSeconds: INTERVAL_SECONDS,
      });
      feedId = feed.id;
    }, 500_000);

    afterAll(async () => {
      await core?.kill();
      await tryton?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const feed = async () => (await core.client.feeds.get({ id: feedId })).feed;

    test('the connection is tried step by step', async () => {
      const { ok, steps } = await core.client.feeds.test({
        id: feedId,
        connector: 'tryton',
        options: tryton.options,
      });
      expect(steps.filter((step) => !step.ok)).toEqual([]);
      expect(ok).toBe(true);
    });

    test('its stock, sales and shipments are on the lists and on the map', async () => {
      await expect.poll(async () => (await feed()).lastSuccessAt, { timeout: 60_000 }).not.toBeNull();
      expect(await feed()).toMatchObject({
        health: 'healthy',
        fault: null,
        backlog: { quarantined: 0, in: 0 },
      });
      await expect
        .poll(async () => (await core.client.orders.list({ limit: 1 })).total, PATIENCE)
        .toBeGreaterThan(150);
      const { rows } = await core.client.stock.list({ limit: 1000 });
      const onHand = new Map(rows.map((row) => [`${row.sku}`, row.onHand]));
      const expected = tryton.manifest.quantity_at_anchor;
      expect(rows.length).toBeGreaterThan(30);
      expect(onHand.size).toBeGreaterThan(30);
      expect(Object.keys(expected)).toHaveLength(3);
      const { facilities } = await core.client.tower.facilities();
      expect(facilities.map(({ code }) => code).sort()).toEqual(['LEJ', 'LYS', 'SUP-4', 'ZAZ']);
      for (const { latitude, longitude } of facilities) expect(latitude !== 0 || longitude !== 0).toBe(true);
    });

    test('a change made in Tryton is told at the next sync', async () => {
      const [product] = await clerk.rows('product.product', [['code', '!=', null]], ['code', 'template']);
      const told = product as { code: string; template: number };
      for (const name of ['Renamed in Tryton', 'Renamed again', 'Renamed once more']) {
        await clerk.call('product.template.write', [told.template], { name });
        await expect
          .poll(async () => (await core.client.stock.product({ sku: told.code })).name, PATIENCE)
          .toBe(name);
      }
    });

    test('a shipment assigned here is assigned there', async () => {
      const waiting = await clerk.rows('stock.shipment.out', [['state', '=', 'waiting']], ['number']);
      const numbers = waiting.slice(0, 12).map(({ number }) => String(number));
      expect(numbers).toHaveLength(12);
      const { changed, messages } = await core.client.shipments.assign({ numbers });
      expect(changed).toHaveLength(12);
      expect(messages).toBe(changed.length);
      await expect
        .poll(async () => (await core.client.feeds.outbox({ states: ['waiting', 'sending'] })).total, {
          timeout: 60_000,
        })
        .toBe(0);
      const delivered = (await core.client.feeds.outbox({ states: ['delivered'], limit: 1000 })).rows;
      const refused = (await core.client.feeds.outbox({ states: ['parked'], limit: 1000 })).rows;
      expect(delivered.length + refused.length).toBe(changed.length);
      expect(delivered.length).toBeGreaterThan(0);
      for (const { fault } of refused) expect(fault?.message).toMatch(/stock|short/i);
      const now = await clerk.rows('stock.shipment.out', [['number', 'in', changed]], ['number', 'state']);
      const state = new Map(now.map((row) => [String(row.number), row.state]));
      for (const { payload } of delivered) expect(state.get(String(payload.shipmentNumber))).toBe('assigned');
      for (const { payload } of refused) expect(state.get(String(payload.shipmentNumber))).toBe('waiting');
    });

    test('a full comparison finds both sides equal', async () => {
      const now = Date.now();
      await expect.poll(async () => (await feed()).lastAttemptAt, PATIENCE).toBeGreaterThan(now + 6000);
      const { jobId } = await core.client.feeds.reconcile({ id: feedId });
      await expect
        .poll(async () => (await core.client.jobs.get({ id: jobId })).status, { timeout: 90_000 })
        .toBe('done');
      const census = await core.client.feeds.census({ id: feedId });
      expect(census.kinds.length).toBeGreaterThan(4);
      for (const kind of census.kinds) {
        expect(kind).toMatchObject({
          there: kind.here,
          checksumThere: kind.checksumHere,
          differing: 0,
          deletedThere: 0,
        });
      }
    });
  },
);
