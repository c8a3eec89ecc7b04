import { expect, test } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import type { RawItem } from '../../../core/feeds/connector.ts';
import { compareSnapshot, readCensus } from '../../../core/feeds/differences/index.ts';
import { hashOf } from '../../../core/feeds/engine/inbox.queries.ts';
import { findFeed } from '../../../core/feeds/feeds.service.ts';
import { feedsOf } from '../../../core/feeds/index.ts';
import { differencesOf, shownDifferences } from '../../helpers/differences.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { addFeed, item, registryOf, scriptedConnector } from '../../helpers/scripted-feed.ts';

const product = (sku: string, productName = sku, more: { version?: number } = {}) =>
  item('products', sku, { sku, productName }, more);
const MANY = 100_000;

describeCores('a full comparison', (cores) => {
  /** A source whose items a test changes as it likes; `midway` runs after the first page of a snapshot. */
  async function source(items: RawItem[]) {
    const there = new Map(items.map((one) => [one.key, one]));
    const script = { midway: async () => {}, complete: true, pages: 2, fails: false };
    const connector = scriptedConnector('made', {
      kinds: ['products', 'facilities', 'stock'],
      async *pull() {
        yield { items: [...there.values()], cursor: 1 };
      },
      async *snapshot() {
        const all = [...there.values()];
        const size = Math.max(1, Math.ceil(all.length / script.pages));
        for (let from = 0; from === 0 || from < all.length; from += size) {
          const complete = script.complete && from + size >= all.length;
          yield { kind: 'products', items: all.slice(from, from + size), complete };
          if (from === 0) await script.midway();
          if (script.fails) throw new Error('The line broke.');
        }
      },
    });
    const ctx = await cores.open(undefined, { connectors: registryOf(connector) });
    const feed = await addFeed(ctx, 'made');
    const engine = feedsOf(ctx);
    await engine.run(feed.id, { kind: 'sync', trigger: 'user' });
    const reconcile = () => engine.run(feed.id, { kind: 'reconcile', trigger: 'user' });
    const census = async () => (await readCensus(ctx, feed.id)).kinds[0];
    return { ctx, feed, engine, there, script, reconcile, census };
  }
  const names = async (ctx: AppContext) =>
    (await ctx.db.read.selectFrom('product').select(['sku', 'name', 'active']).orderBy('sku').execute()).map(
      ({ sku, name, active }) => `${sku} ${name} ${active}`,
    );

  test('of equal worlds finds nothing, and counts the same on both sides', async () => {
    const { ctx, reconcile, census } = await source([product('A'), product('B'), product('C')]);
    expect(await reconcile()).toMatchObject({ status: 'done', received: 0, applied: 0 });
    const first = await census();
    expect(first).toMatchObject({ there: 3, here: 3, differing: 0, missingHere: 0, deletedThere: 0 });
    expect(first?.checksumThere).toBe(first?.checksumHere);
    expect(await differencesOf(ctx)).toEqual([]);
  });

  test('takes in what is new and changed there, and lists what was deleted', async () => {
    const { ctx, there, reconcile, census } = await source([product('A'), product('B'), product('C')]);
    there.set('A', product('A', 'changed'));
    there.delete('B');
    there.set('D', product('D'));
    expect(await reconcile()).toMatchObject({ status: 'done', received: 2, applied: 2 });
    const found = await census();
    expect(found).toMatchObject({ there: 3, here: 3, differing: 1, missingHere: 1, deletedThere: 1 });
    expect(found?.checksumThere).not.toBe(found?.checksumHere);
    expect(await names(ctx)).toEqual(['A changed 1', 'B B 1', 'C C 1', 'D D 1']);
    expect(await shownDifferences(ctx)).toEqual(['deletedThere products B -: made* false, Vigie true']);
    await reconcile();
    expect(await census()).toMatchObject({
      there: 3,
      here: 3,
      differing: 0,
      missingHere: 0,
      deletedThere: 0,
    });
    there.set('B', product('B'));
    await reconcile();
    expect(await differencesOf(ctx)).toEqual([]);
  });

  test('calls nothing deleted that came in while it ran', async () => {
    const { ctx, feed, engine, there, script, reconcile, census } = await source([
      product('A'),
      product('B'),
    ]);
    there.delete('B');
    script.midway = async () => {
      await engine.takeIn(await findFeed(ctx, feed.id), [product('N'), product('B', 'back again')]);
    };
    await reconcile();
    await engine.settle();
    expect(await differencesOf(ctx)).toEqual([]);
    expect(await census()).toMatchObject({ there: 1, differing: 0, deletedThere: 0 });
    expect(await names(ctx)).toEqual(['A A 1', 'B back again 1', 'N N 1']);
  });

  test('does not put an older body over a newer one that came in while it ran', async () => {
    const { ctx, feed, engine, script, reconcile, census } = await source([
      product('A', 'A', { version: 1 }),
      product('B', 'B', { version: 1 }),
    ]);
    script.midway = async () => {
      await engine.takeIn(await findFeed(ctx, feed.id), [product('B', 'newer', { version: 2 })]);
    };
    await reconcile();
    await engine.settle();
    expect(await names(ctx)).toEqual(['A A 1', 'B newer 1']);
    const found = await census();
    expect(found).toMatchObject({ differing: 0 });
    expect(found?.checksumThere).toBe(found?.checksumHere);
  });

  test('calls nothing deleted when the source did not tell all, or broke off', async () => {
    const { ctx, there, script, reconcile } = await source([product('A'), product('B'), product('C')]);
    there.delete('B');
    script.complete = false;
    await reconcile();
    script.complete = true;
    script.fails = true;
    expect(await reconcile()).toMatchObject({ status: 'failed', error: { message: 'The line broke.' } });
    expect(await differencesOf(ctx)).toEqual([]);
  });

  test('shows as missing here what waits or is in quarantine, until it is dismissed or mended', async () => {
    const problem = { severity: 'error' as const, code: 'bad', reason: 'Bad.', place: null, value: null };
    const bad = item('products', 'Q', { sku: 'Q', price: 'much' }, { problems: [problem] });
    const position = item('stock', 'A|NOWHERE', { sku: 'A', facilityCode: 'NOWHERE', onHand: 1 });
    const { ctx, reconcile, engine } = await source([product('A'), bad, { ...position, kind: 'products' }]);
    await reconcile();
    const shown = ['missingHere stock A|NOWHERE -: made* true, Vigie false'];
    expect(await shownDifferences(ctx)).toEqual(expect.arrayContaining(shown));
    await ctx.db.write((trx) =>
      trx.updateTable('feed_inbox').set({ state: 'dismissed' }).where('state', '=', 'waiting').execute(),
    );
    await reconcile();
    await engine.settle();
    expect(await shownDifferences(ctx)).not.toEqual(expect.arrayContaining(shown));
  });

  test('of a connector that cannot tell all that it has says so', async () => {
    const ctx = await cores.open(undefined, { connectors: registryOf(scriptedConnector('bare', {})) });
    const feed = await addFeed(ctx, 'bare');
    const run = await feedsOf(ctx).run(feed.id, { kind: 'reconcile', trigger: 'user' });
    expect(run).toMatchObject({ status: 'failed', error: { code: 'cannotCompare' } });
  });

  test(`of ${MANY} items takes less than 10 s of work and little memory`, async () => {
    const ctx = await cores.open(undefined, {
      connectors: registryOf(scriptedConnector('large', { kinds: ['products'] })),
    });
    const { id } = await addFeed(ctx, 'large');
    const feed = await findFeed(ctx, id);
    const body = (index: number) =>
      JSON.stringify({ kind: 'products', fields: { sku: `S-${index}`, x: 'y'.repeat(500) } });
    await ctx.db.write(async (_trx, tools) => {
      const rows = Array.from({ length: MANY }, (_, index) => {
        const hash = hashOf({ body: body(index) });
        return [id, 'products', `S-${index}`, hash, null, index + 1, ctx.clock() - 1000, null];
      });
      const columns = ['feed_id', 'kind', 'key', 'hash', 'version', 'inbox_id', 'seen_at', 'deleted_at'];
      await tools.bulkInsert('feed_item', columns, rows);
    });
    const connector = scriptedConnector('large', {
      async *snapshot() {
        for (let from = 0; from < MANY; from += 1000) {
          const items = Array.from({ length: 1000 }, (_, i) => ({
            kind: 'products',
            key: `S-${from + i}`,
            version: null,
            body: body(from + i),
          }));
          yield { kind: 'products', items, complete: from + 1000 >= MANY };
        }
      },
    });
    const tools = feedsOf(ctx).tools(feed, new AbortController().signal);
    let most = 0;
    const before = process.memoryUsage().heapUsed;
    const cpu = process.cpuUsage();
    const census = await compareSnapshot(ctx, feed, connector, tools, {
      onProgress: () => {
        most = Math.max(most, process.memoryUsage().heapUsed - before);
      },
      takeIn: async () => expect.unreachable('Nothing differs.'),
    });
    const { user, system } = process.cpuUsage(cpu);
    expect(census.kinds[0]).toMatchObject({ there: MANY, here: MANY, differing: 0, deletedThere: 0 });
    expect((user + system) / 1e6).toBeLessThan(10);
    expect(most).toBeLessThan(150e6);
  });
});
