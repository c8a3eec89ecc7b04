import { describe, expect, test } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import { confidential, enqueue, type NewMessage } from '../../../core/features/outbox/index.ts';
import { type Delivery, FeedFaultError, type Message, type RawBatch } from '../../../core/feeds/connector.ts';
import { feedById } from '../../../core/feeds/engine/feed.queries.ts';
import { listInbox } from '../../../core/feeds/engine/inbox-lists.queries.ts';
import { listOutbox } from '../../../core/feeds/engine/sender.queries.ts';
import {
  listFeeds,
  listInboxRows,
  mendInboxRow,
  replayInbox,
  setActive,
} from '../../../core/feeds/feeds.service.ts';
import { outboxView } from '../../../core/feeds/feeds.views.ts';
import { feedsOf } from '../../../core/feeds/index.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { addFeed, item, registryOf, type Script, scriptedConnector } from '../../helpers/scripted-feed.ts';

const facility = (code: string, name: string) =>
  item('facilities', code, { facilityCode: code, facilityName: name });

describeCores('the feeds engine', (cores) => {
  async function openWith(script: Script, options: { worksFeeds?: boolean } = {}) {
    const ctx = await cores.open(undefined, {
      connectors: registryOf(scriptedConnector('made', script)),
      ...options,
    });
    const feed = await addFeed(ctx, 'made');
    return { ctx, feed, engine: feedsOf(ctx) };
  }
  const inbox = async (ctx: AppContext) =>
    (
      await listInbox(
        ctx.db,
        { states: ['received', 'applied', 'unchanged', 'stale', 'waiting', 'quarantined', 'dismissed'] },
        0,
        1000,
      )
    ).rows;
  const facilities = async (ctx: AppContext) =>
    Object.fromEntries(
      (await ctx.db.read.selectFrom('facility').select(['code', 'name']).execute()).map((row) => [
        row.code,
        row.name,
      ]),
    );

  describe('what comes in', () => {
    test('is stored raw, applied, and the cursor moves with it', async () => {
      const { ctx, feed, engine } = await openWith({
        async *pull(cursor) {
          if (cursor === null)
            yield { items: [facility('LYS', 'Lyon'), facility('LEJ', 'Leipzig')], cursor: 2 };
        },
      });
      const run = await engine.run(feed.id, { kind: 'sync', trigger: 'user' });
      expect(run).toMatchObject({ status: 'done', received: 2, applied: 2, quarantined: 0 });
      expect(await facilities(ctx)).toEqual({ LYS: 'Lyon', LEJ: 'Leipzig' });
      expect((await feedById(ctx.db, feed.id))?.cursor).toBe(2);
      expect((await inbox(ctx)).map((row) => row.state)).toEqual(['applied', 'applied']);
    });

    test('again as it was changes nothing and is not stored again', async () => {
      const { ctx, feed, engine } = await openWith({
        async *pull() {
          yield { items: [facility('LYS', 'Lyon')], cursor: 1 };
        },
      });
      await engine.run(feed.id, { kind: 'sync', trigger: 'user' });
      const again = await engine.run(feed.id, { kind: 'sync', trigger: 'user' });
      expect(again).toMatchObject({ received: 0, duplicates: 1, applied: 0 });
      expect(await inbox(ctx)).toHaveLength(1);
    });

    test('older than what is known is kept and not applied', async () => {
      const versions = [3000, 1000];
      const { ctx, feed, engine } = await openWith({
        async *pull() {
          const version = versions.shift() ?? 0;
          yield {
            items: [
              item('facilities', 'LYS', { facilityCode: 'LYS', facilityName: `v${version}` }, { version }),
            ],
            cursor: version,
          };
        },
      });
      await engine.run(feed.id, { kind: 'sync', trigger: 'user' });
      const late = await engine.run(feed.id, { kind: 'sync', trigger: 'user' });
      expect(late).toMatchObject({ stale: 1, applied: 0 });
      expect(await facilities(ctx)).toEqual({ LYS: 'v3000' });
      expect((await inbox(ctx)).map((row) => row.state).sort()).toEqual(['applied', 'stale']);
    });

    test('a source that fails half way keeps what it gave, says why, and goes on from there', async () => {
      let fails = true;
      const { ctx, feed, engine } = await openWith({
        async *pull(cursor): AsyncGenerator<RawBatch> {
          if (cursor === null) yield { items: [facility('A', 'one')], cursor: 1 };
          if (fails) throw new FeedFaultError('serverError', 'erp.test answered 500.', { action: 'Wait.' });
          yield { items: [facility('B', 'two')], cursor: 2 };
        },
      });
      const failed = await engine.run(feed.id, { kind: 'sync', trigger: 'schedule' });
      expect(failed).toMatchObject({
        status: 'failed',
        applied: 1,
        error: { code: 'serverError', action: 'Wait.' },
      });
      expect((await listFeeds(ctx))[0]).toMatchObject({ failures: 1, fault: { code: 'serverError' } });
      fails = false;
      const mended = await engine.run(feed.id, { kind: 'sync', trigger: 'schedule' });
      expect(mended).toMatchObject({ status: 'done', received: 1 });
      expect((await listFeeds(ctx))[0]).toMatchObject({ failures: 0, fault: null });
      expect(await facilities(ctx)).toEqual({ A: 'one', B: 'two' });
    });

    test('a bad record goes to quarantine with its reason; mended, it goes in', async () => {
      const problem = {
        severity: 'error' as const,
        code: 'badDate',
        reason: '32 May is no day.',
        place: 'row 3',
        value: '32',
      };
      const { ctx, feed, engine } = await openWith({
        async *pull() {
          yield {
            items: [
              facility('A', 'good'),
              { ...facility('B', 'bad'), body: JSON.stringify({ problems: [problem] }) },
            ],
            cursor: 1,
          };
        },
      });
      await engine.run(feed.id, { kind: 'sync', trigger: 'user' });
      const { rows, reasons } = await listInboxRows(ctx, { states: ['quarantined'], offset: 0, limit: 10 });
      expect(rows).toHaveLength(1);
      expect(rows[0]?.problems).toEqual([problem]);
      expect(reasons).toEqual([{ code: 'badDate', reason: '32 May is no day.', rows: 1 }]);
      const mended = await mendInboxRow(ctx, rows[0]?.id ?? 0, facility('B', 'better').body);
      expect(mended).toMatchObject({ applied: true, row: { state: 'applied', mended: true } });
      expect(await facilities(ctx)).toEqual({ A: 'good', B: 'better' });
    });

    test('what an interrupted program had received and not applied is applied at the next start', async () => {
      const target = await cores.databases.target();
      const connectors = registryOf(scriptedConnector('made', {}));
      const ctx = await cores.open(target, { connectors });
      const feed = await addFeed(ctx, 'made');
      await ctx.db.write((trx) =>
        trx
          .insertInto('feed_inbox')
          .values({
            feed_id: feed.id,
            kind: 'facilities',
            key: 'LYS',
            hash: 'x',
            body: facility('LYS', 'Lyon').body,
            state: 'received',
            received_at: 1,
          })
          .execute(),
      );
      const later = await cores.open(target, { connectors, worksFeeds: true });
      await expect.poll(() => facilities(later), { timeout: 10_000 }).toEqual({ LYS: 'Lyon' });
    });

    test('a run is cancelled, and nothing half done is left', async () => {
      const { ctx, feed, engine } = await openWith({
        async *pull(_cursor, _mode, tools) {
          yield { items: [facility('A', 'one')], cursor: 1 };
          await new Promise((_resolve, reject) => {
            tools.signal.addEventListener('abort', () => reject(tools.signal.reason));
          });
        },
      });
      const running = engine.run(feed.id, { kind: 'sync', trigger: 'user' });
      await expect.poll(() => engine.runOf(feed.id)?.applied).toBe(1);
      engine.cancel(feed.id);
      expect(await running).toMatchObject({ status: 'cancelled', error: null });
      expect(await facilities(ctx)).toEqual({ A: 'one' });
    });

    test('what waits is used when what it refers to comes', async () => {
      const batches = [
        [item('tracking', 'T1', { trackingNumber: 'TRK1', occurredAt: 1000, milestone: 'pickedUp' })],
        [
          item('shipments', 'S1', {
            shipmentNumber: 'S1',
            trackingNumber: 'TRK1',
            shipmentStatus: 'planned',
            currency: 'EUR',
          }),
        ],
      ];
      const { ctx, feed, engine } = await openWith({
        async *pull() {
          yield { items: batches.shift() ?? [], cursor: batches.length };
        },
      });
      await engine.run(feed.id, { kind: 'sync', trigger: 'user' });
      expect((await listInboxRows(ctx, { states: ['waiting'], offset: 0, limit: 10 })).total).toBe(1);
      await engine.run(feed.id, { kind: 'sync', trigger: 'user' });
      await engine.settle();
      await expect
        .poll(async () => (await listInboxRows(ctx, { states: ['waiting'], offset: 0, limit: 10 })).total)
        .toBe(0);
      expect(await ctx.db.read.selectFrom('tracking_event').selectAll().execute()).toHaveLength(1);
    });

    test('all of one reason are tried again at once', async () => {
      const { ctx, feed, engine } = await openWith({
        async *pull() {
          const items = Array.from({ length: 30 }, (_, i) =>
            item('tracking', `T${i}`, { trackingNumber: `N${i}`, occurredAt: 1, milestone: 'booked' }),
          );
          yield { items, cursor: 1 };
        },
      });
      await engine.run(feed.id, { kind: 'sync', trigger: 'user' });
      expect(await replayInbox(ctx, { feedId: feed.id })).toEqual({ tried: 30, applied: 0 });
    });
  });

  test('a feed runs by itself at its interval, and not while it is paused', async () => {
    let pulls = 0;
    const ctx = await cores.open(undefined, {
      worksFeeds: true,
      connectors: registryOf(
        scriptedConnector('made', {
          async *pull() {
            pulls++;
            yield { items: [], cursor: null };
          },
        }),
      ),
    });
    const feed = await addFeed(ctx, 'made', 'made', 1);
    await expect.poll(() => pulls, { timeout: 8000 }).toBeGreaterThanOrEqual(2);
    await setActive(ctx, feed.id, false);
    await feedsOf(ctx).settle();
    const before = pulls;
    await new Promise((resolve) => setTimeout(resolve, 1800));
    expect(pulls).toBe(before);
  });

  describe('what goes out', () => {
    const send = (ctx: AppContext, feedId: number, ...subjects: string[]) =>
      ctx.db.write((trx) =>
        enqueue(
          trx,
          subjects.map((subject, i) => ({
            feedId,
            kind: 'shipment.assign',
            subject,
            idempotencyKey: `${subject}:${i}`,
            payload: { shipmentNumber: subject },
          })),
          'tester',
          ctx.clock(),
        ),
      );
    const states = async (ctx: AppContext) =>
      (await ctx.db.read.selectFrom('outbox').select(['subject', 'state']).orderBy('id').execute()).map(
        ({ subject, state }) => `${subject} ${state}`,
      );
    const deliverAll = async (ctx: AppContext) => {
      await feedsOf(ctx).send();
      await feedsOf(ctx).settle();
    };

    test('is delivered once, in order, and never written twice', async () => {
      const seen: string[] = [];
      const { ctx, feed } = await openWith({
        delivers: ['shipment.assign'],
        deliver: async (message): Promise<Delivery> => {
          seen.push(message.subject);
          return { done: true };
        },
      });
      expect(await send(ctx, feed.id, 'S1', 'S2', 'S3')).toBe(3);
      expect(await send(ctx, feed.id, 'S1', 'S2', 'S3')).toBe(0);
      await deliverAll(ctx);
      expect(seen).toEqual(['S1', 'S2', 'S3']);
      expect(await states(ctx)).toEqual(['S1 delivered', 'S2 delivered', 'S3 delivered']);
    });

    test('words for the addressee alone reach the connector, and nobody else before or after', async () => {
      const seen: Message[] = [];
      const { ctx, feed } = await openWith({
        delivers: ['customer.message'],
        deliver: async (message): Promise<Delivery> => {
          seen.push(message);
          return { done: true };
        },
      });
      const letter = { recipient: 'ana@example.org', body: 'Pick-up code: 4711-AB', parts: ['4711-AB'] };
      const message: NewMessage = {
        feedId: feed.id,
        kind: 'customer.message',
        subject: 'order:O-1',
        idempotencyKey: 'O-1',
        payload: confidential(letter, ['4711-AB']),
      };
      await ctx.db.write((trx) => enqueue(trx, [message], 'tester', ctx.clock()));
      const masked = { recipient: 'ana@example.org', body: 'Pick-up code: ••••••', parts: ['••••••'] };
      const shown = async () =>
        (await listOutbox(ctx.db, { states: ['waiting'] }, 0, 10)).rows.map((row) => outboxView(row).payload);
      expect(await shown()).toEqual([masked]);
      await deliverAll(ctx);
      expect(seen.map(({ payload }) => payload)).toEqual([letter]);
      const kept = await ctx.db.read.selectFrom('outbox').select('payload_json').execute();
      expect(kept.map(({ payload_json }) => JSON.parse(payload_json))).toEqual([masked]);
    });

    test('a refusal is parked with its words and lets others pass, but not those about the same thing', async () => {
      const seen: Message[] = [];
      const { ctx, feed } = await openWith({
        delivers: ['shipment.assign'],
        deliver: async (message): Promise<Delivery> => {
          seen.push(message);
          return message.subject === 'S1'
            ? { done: false, code: 'short', message: 'Stock is short.', action: 'Source it elsewhere.' }
            : { done: true };
        },
      });
      await send(ctx, feed.id, 'S1', 'S1', 'S2');
      await deliverAll(ctx);
      expect(seen.map(({ subject }) => subject)).toEqual(['S1', 'S2']);
      expect(await states(ctx)).toEqual(['S1 parked', 'S1 waiting', 'S2 delivered']);
    });

    test('temporary trouble is tried again later with the same key; meanwhile nothing overtakes it', async () => {
      const keys: string[] = [];
      const { ctx, feed } = await openWith({
        delivers: ['shipment.assign'],
        deliver: async (message): Promise<Delivery> => {
          keys.push(message.idempotencyKey);
          if (keys.length === 1) throw new FeedFaultError('serverError', 'erp.test answered 503.');
          return { done: true };
        },
      });
      await send(ctx, feed.id, 'S1', 'S2');
      await deliverAll(ctx);
      expect(await states(ctx)).toEqual(['S1 waiting', 'S2 waiting']);
      await ctx.db.write((trx) => trx.updateTable('outbox').set({ next_attempt_at: 0 }).execute());
      await deliverAll(ctx);
      expect(keys).toEqual(['S1:0', 'S1:0', 'S2:1']);
      expect(await states(ctx)).toEqual(['S1 delivered', 'S2 delivered']);
    });
  });
});
