import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import { demoCarriersConnector } from '../../../core/feeds/connectors/demo-carriers/index.ts';
import { easyPostConnector } from '../../../core/feeds/connectors/easypost/index.ts';
import { DemoCarriersClient } from '../../../core/feeds/demo-carriers/client.ts';
import { demoCarriersOf, type LaunchedServer } from '../../../core/feeds/demo-carriers/index.ts';
import type { DemoRegistration } from '../../../core/feeds/demo-carriers/simulation.ts';
import { listFeeds, saveFeed } from '../../../core/feeds/feeds.service.ts';
import { launchDemoCarriers, launchDemoCarriersThread } from '../../../core/host/demo-carriers-process.ts';
import { createConnectorTools, parseAll, pullAll } from '../../helpers/connector-tools.ts';
import { sqliteDatabases } from '../../helpers/databases.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { testCores } from '../../helpers/runtime.ts';

const HOUR = 3_600_000;
const TOKEN = 'a-token-of-the-tests';
const CONFIG = {
  seed: 1,
  settings: {
    speed: 600,
    delays: false,
    losses: false,
    outage: false,
    hubOutage: false,
    strike: false,
    lostTruck: false,
  },
  token: TOKEN,
  port: 0,
};

const registration = (number: number): DemoRegistration => ({
  trackingCode: `HR${number}`,
  carrier: 'HIRO',
  reference: `SH-${number}`,
  origin: { city: 'Lyon', country: 'FR', latitude: 45.76, longitude: 4.84 },
  destination: { city: 'Paris', country: 'FR', latitude: 48.86, longitude: 2.35 },
  shippedAt: Date.now() - HOUR,
  promisedAt: null,
  etaAt: Date.now() + HOUR,
  known: null,
  trouble: null,
  knownAt: Date.now() - HOUR,
});

async function until<T>(look: () => Promise<T | null | false | undefined>, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${look.toString()}`);
    await sleep(150);
  }
}
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('the demo carriers’ server', () => {
  const launched: LaunchedServer[] = [];
  const launch = async (more: Partial<typeof CONFIG> = {}) => {
    const server = await launchDemoCarriers({ ...CONFIG, ...more });
    launched.push(server);
    return server;
  };
  afterEach(async () => {
    await Promise.all(launched.splice(0).map((server) => server.stop()));
  });
  const connect = (port: number, token = TOKEN) =>
    createConnectorTools(demoCarriersConnector, {
      options: { url: `http://127.0.0.1:${port}` },
      secrets: { token },
    });

  test('is a process that moves parcels on; each change is told once', async () => {
    const server = await launch();
    expect(server.pid).not.toBeNull();
    const client = new DemoCarriersClient(server.port, TOKEN);
    await client.register(Array.from({ length: 60 }, (_, number) => registration(number)));
    const tools = connect(server.port);
    const scans = new Map<string, number>();
    let cursor: unknown = null;
    await until(async () => {
      const pulled = await pullAll(demoCarriersConnector, tools, cursor);
      cursor = pulled.cursor;
      for (const { fields } of parseAll(demoCarriersConnector, tools, pulled.items)) {
        if (fields.milestone === 'delivered')
          scans.set(String(fields.trackingNumber), Number(fields.occurredAt));
      }
      return scans.size >= 50;
    }, 40);
    for (const at of scans.values()) expect(at).toBeLessThanOrEqual(Date.now());
    const quiet = await pullAll(demoCarriersConnector, tools, cursor);
    expect(quiet.items.length).toBeLessThan(20);
    await tools.close();
  });

  test('speaks EasyPost’s own API as well', async () => {
    const server = await launch();
    const tools = createConnectorTools(easyPostConnector, {
      options: { baseUrl: `http://127.0.0.1:${server.port}/v2` },
      secrets: { apiKey: TOKEN },
    });
    const message = {
      kind: 'tracking.register',
      subject: 's',
      idempotencyKey: 'k',
      createdAt: 0,
      attempt: 1,
    } as const;
    for (const trackingNumber of ['A1', 'A1', 'A2']) {
      expect(
        await easyPostConnector.deliver?.(tools.tools, { ...message, payload: { trackingNumber } }),
      ).toMatchObject({ done: true });
    }
    expect((await pullAll(easyPostConnector, tools)).items).toHaveLength(2);
    await tools.close();
  });

  test('knows who calls, and what it is asked', async () => {
    const server = await launch();
    const tools = connect(server.port, 'wrong');
    await expect(pullAll(demoCarriersConnector, tools)).rejects.toMatchObject({ code: 'signInRefused' });
    const post = (path: string, body: string) =>
      fetch(`http://127.0.0.1:${server.port}${path}`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${TOKEN}` },
      });
    expect((await post('/demo/settings', '{"speed":6000}')).status).toBe(422);
    expect((await post('/demo/settings', '{')).status).toBe(400);
    expect((await post('/nowhere', '{}')).status).toBe(404);
    expect(
      (await post('/demo/settings', `{"x":"${'x'.repeat(17 * 1024 * 1024)}"}`).catch(() => ({ status: 413 })))
        .status,
    ).toBe(413);
    expect((await post('/demo/settings', '{"speed":5}')).status).toBe(200);
    await tools.close();
  });

  test('in an outage refuses, is silent, cuts off and truncates; afterwards nothing is lost', async () => {
    const server = await launch();
    const client = new DemoCarriersClient(server.port, TOKEN);
    await client.register(Array.from({ length: 30 }, (_, number) => registration(number)));
    const tools = connect(server.port);
    const { cursor } = await pullAll(demoCarriersConnector, tools);
    await client.change({ outage: true });
    const codes = new Set<string>();
    for (let attempt = 0; attempt < 20 && codes.size < 3; attempt++) {
      await pullAll(demoCarriersConnector, tools, cursor).catch((error: { code: string }) =>
        codes.add(error.code),
      );
    }
    expect([...codes].sort()).toEqual(expect.arrayContaining(['connectionLost', 'serverError', 'timeOut']));
    await client.change({ outage: false });
    await sleep(7_000);
    const whole = await pullAll(demoCarriersConnector, tools);
    const rest = await pullAll(demoCarriersConnector, tools, cursor);
    const keys = (pulled: typeof whole) =>
      new Set(parseAll(demoCarriersConnector, tools, pulled.items).map(({ key }) => key));
    expect(keys(rest).size).toBeGreaterThan(30);
    for (const key of keys(whole)) expect(keys(rest).has(key)).toBe(true);
    await tools.close();
  });

  test('runs in a thread where no process can be started', async () => {
    const server = await launchDemoCarriersThread(CONFIG);
    const client = new DemoCarriersClient(server.port, TOKEN);
    await client.register([registration(1)]);
    expect(await client.change({ speed: 60 })).toMatchObject({ speed: 60, shipments: 1 });
    await server.stop();
    await server.ended;
    await expect(client.change({})).rejects.toThrow();
  });

  test('takes another port when its own is taken', async () => {
    const first = await launch();
    const second = await launch({ port: first.port });
    expect(second.port).not.toBe(first.port);
  });

  test('ends with the core, even one that is killed', async () => {
    const code = `
      import { launchDemoCarriers } from ${JSON.stringify(new URL('../../../core/host/demo-carriers-process.ts', import.meta.url).href)};
      const { pid } = await launchDemoCarriers(${JSON.stringify(CONFIG)});
      console.log(pid);
      setInterval(() => {}, 1000);`;
    const core = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(core.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    core.kill('SIGKILL');
    await until(async () => !isAlive(pid), 10);
  });
});

/** On one kind of database: what is asked of it here, the engine's tests ask of both. */
describe('the demo carriers of a workspace', () => {
  const cores = testCores(sqliteDatabases());
  async function withShipments(ctx: AppContext, count: number): Promise<void> {
    const network = networkBuilder(ctx.db);
    const facility = await network.facility('LYS');
    const product = await network.product('LAMP');
    for (let number = 0; number < count; number++) {
      const { id } = await network.order(`SO-${number}`, [[product, 1]], { status: 'shipped' });
      await ctx.db.write((trx) =>
        trx
          .insertInto('shipment')
          .values({
            number: `SH-${number}`,
            order_id: id,
            facility_id: facility,
            service_id: null,
            tracking_number: `HR${number}`,
            status: 'inTransit',
            shipped_at: Date.now() - HOUR,
            promised_at: Date.now() + 20 * HOUR,
            eta_p50_at: Date.now() + HOUR,
            eta_p90_at: null,
            carrier_eta_at: null,
            assigned_at: null,
            delivered_at: null,
            city: 'Paris',
            postal_code: '75002',
            country: 'FR',
            latitude: 48.87,
            longitude: 2.33,
            weight_grams: 500,
            cost_minor: 500,
            currency: 'EUR',
            updated_at: Date.now(),
          })
          .execute(),
      );
    }
  }
  /** Another feed speaks of this shipment: it is a real one. */
  async function ownedByErp(ctx: AppContext, number: string): Promise<void> {
    const feed = await saveFeed(ctx, {
      name: 'ERP',
      connector: 'webhook',
      options: {},
      secrets: {},
      intervalSeconds: 0,
      budgetPerHour: null,
      active: false,
    });
    await ctx.db.write((trx) =>
      trx
        .insertInto('feed_record')
        .values({
          feed_id: feed.id,
          kind: 'shipments',
          key: number,
          version: null,
          said_json: '{}',
          said_at: Date.now(),
          upstream: null,
          item_kind: 'shipment',
          item_key: number,
          deleted_at: null,
        })
        .execute(),
    );
  }
  const statuses = async (ctx: AppContext) => {
    const rows = await ctx.db.read.selectFrom('shipment').select(['status']).execute();
    return Object.fromEntries(
      [...Map.groupBy(rows, ({ status }) => status)].map(([status, group]) => [status, group.length]),
    );
  };
  const ended = async (ctx: AppContext) => {
    const { delivered = 0, returned = 0 } = await statuses(ctx);
    return delivered + returned;
  };
  const scansOf = (ctx: AppContext) =>
    ctx.db.read
      .selectFrom('tracking_event')
      .select(['shipment_id', 'milestone', 'description'])
      .orderBy('id')
      .execute();
  const demoFeed = async (ctx: AppContext) =>
    (await listFeeds(ctx)).find(({ connector }) => connector === 'demo-carriers');

  test('started: the feed is made, shipments move and arrive; stopped: feed and server rest', async () => {
    const ctx = await cores.open(undefined, { worksFeeds: true });
    await withShipments(ctx, 40);
    const carriers = demoCarriersOf(ctx);
    expect(await carriers.state()).toMatchObject({ running: false, feedId: null });
    const state = await carriers.change({ running: true, speed: 600 });
    expect(state).toMatchObject({ running: true, speed: 600 });
    await until(async () => (await carriers.state()).shipments === 40, 15);
    await until(async () => (await scansOf(ctx)).length > 0, 15);
    await until(async () => (await ended(ctx)) >= 34);
    const feed = await demoFeed(ctx);
    expect(feed).toMatchObject({
      id: state.feedId,
      active: true,
      name: 'Demo carriers (simulated)',
      family: 'demo',
    });
    const order = await ctx.db.read
      .selectFrom('sales_order')
      .select('status')
      .where('status', '=', 'delivered')
      .execute();
    expect(order.length).toBeGreaterThan(25);
    const url = String(
      (await ctx.db.read.selectFrom('feed').select('options_json').executeTakeFirstOrThrow()).options_json,
    );
    expect(await carriers.change({ running: false })).toMatchObject({ running: false, shipments: 0 });
    expect(await demoFeed(ctx)).toMatchObject({ active: false });
    const { url: address } = JSON.parse(url) as { url: string };
    await expect(fetch(address)).rejects.toThrow();
  });

  test('a server that dies is started again, an outage passes: every shipment gets each scan once', async () => {
    const ctx = await cores.open(undefined, { worksFeeds: true });
    await withShipments(ctx, 30);
    const carriers = demoCarriersOf(ctx);
    await carriers.change({ running: true, speed: 600 });
    await until(async () => (await scansOf(ctx)).length > 20, 15);
    await carriers.change({ switches: { outage: true } });
    await until(async () => (await demoFeed(ctx))?.fault, 30);
    await carriers.change({ switches: { outage: false } });
    const pid = carriers.serverPid;
    expect(pid).not.toBeNull();
    process.kill(pid ?? 0, 'SIGKILL');
    await until(async () => carriers.serverPid !== null && carriers.serverPid !== pid, 15);
    await until(async () => (await ended(ctx)) >= 24);
    const scans = await scansOf(ctx);
    const told = scans.map(({ shipment_id, description }) => `${shipment_id} ${description}`);
    const twice = told.filter((one, index) => told.indexOf(one) !== index);
    expect(twice).toEqual([]);
    await until(async () => ((await demoFeed(ctx))?.fault === null ? true : null), 15);
    await carriers.change({ running: false });
  });

  test('goes on by itself when the core comes back, and leaves alone what is real', async () => {
    const target = await cores.databases.target();
    const first = await cores.start(target, { worksFeeds: true });
    await withShipments(first.ctx, 12);
    await ownedByErp(first.ctx, 'SH-0');
    const { feedId } = await demoCarriersOf(first.ctx).change({ running: true, speed: 300 });
    await until(async () => (await scansOf(first.ctx)).length > 3, 20);
    await first.close();
    const second = await cores.start(target, { worksFeeds: true });
    await until(async () => ((await demoCarriersOf(second.ctx).state()).shipments > 0 ? true : null), 15);
    expect(await demoCarriersOf(second.ctx).state()).toMatchObject({ running: true, speed: 300, feedId });
    const before = (await scansOf(second.ctx)).length;
    await until(async () => (await scansOf(second.ctx)).length > before, 30);
    await demoCarriersOf(second.ctx).change({ running: false });
    const real = await second.ctx.db.read
      .selectFrom('tracking_event')
      .innerJoin('shipment', 'shipment.id', 'tracking_event.shipment_id')
      .select('tracking_event.id')
      .where('shipment.number', '=', 'SH-0')
      .execute();
    expect(real).toEqual([]);
  });
});
