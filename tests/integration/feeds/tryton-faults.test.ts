import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FeedFaultError, type RawItem } from '../../../core/feeds/connector.ts';
import { trytonConnector } from '../../../core/feeds/connectors/tryton/index.ts';
import type { TrytonOptions } from '../../../core/feeds/connectors/tryton/options.ts';
import {
  createConnectorTools,
  pullAll,
  type TestTools,
  type ToolsSetting,
} from '../../helpers/connector-tools.ts';
import { startTryton, type TrytonServer, trytonMissing } from '../../helpers/tryton-server.ts';

const missing = trytonMissing();

if (missing) test.skip(`Tryton, when things go wrong: ${missing}`, () => {});
else describe('Tryton, when things go wrong', () => faultTests());

function faultTests(): void {
  let server: TrytonServer;
  const opened: TestTools<TrytonOptions>[] = [];

  let whole: Map<string, string>;

  beforeAll(async () => {
    server = await startTryton();
    whole = byKey((await pullAll(trytonConnector, open(FEW))).items);
  }, 400_000);
  afterAll(async () => {
    await Promise.all(opened.map((tools) => tools.close()));
    await server?.stop();
  });

  const open = (more: Record<string, unknown> = {}, secrets: ToolsSetting['secrets'] = server.secrets) => {
    const tools = createConnectorTools(trytonConnector, { options: { ...server.options, ...more }, secrets });
    opened.push(tools);
    return tools;
  };
  const FEW = { kinds: ['products', 'carriers', 'orders', 'shipments'] };
  const byKey = (items: readonly RawItem[]) =>
    new Map(items.map(({ kind, key, body }): [string, string] => [`${kind} ${key}`, body]));

  /** Pulls batch by batch as the engine does: what was stored stays, with its cursor. */
  const pullUntilTrouble = async (tools: TestTools<TrytonOptions>, from: unknown) => {
    const items: RawItem[] = [];
    let cursor = from;
    let trouble: unknown = null;
    try {
      for await (const batch of trytonConnector.pull?.(tools.tools, cursor, { type: 'sync' }) ?? []) {
        items.push(...batch.items);
        cursor = JSON.parse(JSON.stringify(batch.cursor));
      }
    } catch (error) {
      trouble = error;
    }
    return { items, cursor, trouble };
  };

  /** What the end of their time does to sessions. */
  const endSessions = () => {
    const db = new Sqlite(server.databaseFile, { timeout: 10_000 });
    const { changes } = db.prepare('delete from ir_session').run();
    db.close();
    return changes;
  };

  test('a session that ends in the middle is opened again, once, and nothing is missing', async () => {
    const tools = open(FEW);
    let ended = 0;
    tools.onCall((call) => {
      if (call === 10 || call === 30) ended += endSessions();
    });
    const first = await pullAll(trytonConnector, tools);
    tools.onCall(null);
    expect(ended).toBeGreaterThanOrEqual(2);
    expect(byKey(first.items)).toEqual(whole);
    endSessions();
    const again = await pullAll(trytonConnector, tools, first.cursor);
    expect(again.items).toEqual([]);
    // One call that is refused, and five to sign in.
    expect(again.calls).toBeLessThanOrEqual(12 + 6);
  });

  test('a server that is killed in the middle and comes back loses nothing', async () => {
    const tools = open(FEW);
    const start = tools.calls();
    let killed = false;
    tools.onCall(async (call) => {
      if (killed || call < start + 22) return;
      killed = true;
      await server.kill();
    });
    const broken = await pullUntilTrouble(tools, null);
    expect(killed).toBe(true);
    expect(broken.items.length).toBeGreaterThan(0);
    expect(broken.items.length).toBeLessThan(whole.size);
    expect(broken.trouble).toBeInstanceOf(FeedFaultError);
    expect(broken.trouble).toMatchObject({ temporary: true, message: expect.stringMatching(/127\.0\.0\.1/) });
    const stillDown = await pullUntilTrouble(tools, broken.cursor);
    expect(stillDown).toMatchObject({ items: [], trouble: { code: 'unreachable', temporary: true } });

    await server.restart();
    const rest = await pullUntilTrouble(tools, stillDown.cursor);
    expect(rest.trouble).toBeNull();
    expect(byKey([...broken.items, ...rest.items])).toEqual(whole);
    const once = new Set(broken.items.map(({ kind, key }) => `${kind} ${key}`));
    expect(rest.items.filter(({ kind, key }) => once.has(`${kind} ${key}`))).toEqual([]);
    expect((await pullUntilTrouble(tools, rest.cursor)).items).toEqual([]);
  });

  test('a cursor of another time or hand means starting again, not failing', async () => {
    const tools = open({ kinds: ['carriers'] });
    for (const cursor of ['x', { version: 99 }, { version: 1, marks: 'no' }]) {
      expect((await pullUntilTrouble(tools, cursor)).items).toHaveLength(2);
    }
  });

  test('kinds that are chosen later are loaded then', async () => {
    const before = await pullUntilTrouble(open({ kinds: ['carriers'] }), null);
    const after = await pullUntilTrouble(open({ kinds: ['facilities', 'carriers'] }), before.cursor);
    expect(after.items.map(({ kind }) => kind)).toEqual([
      'stock.location',
      'stock.location',
      'stock.location',
    ]);
  });

  test('an unknown database, a user without rights and a wrong password are told apart in words', async () => {
    const stepsOf = async (more: Record<string, unknown>, password: string) => {
      const tools = open(more, { password });
      return (await trytonConnector.test(tools.tools)).filter(({ ok }) => !ok);
    };
    const { password } = server.secrets;
    expect(await stepsOf({ database: 'nowhere' }, password)).toMatchObject([
      { code: 'signIn', detail: 'Tryton has no database of that name.' },
    ]);
    const [rights] = await stepsOf({ user: 'viewer' }, server.password('viewer'));
    expect(rights).toMatchObject({ code: 'rights', action: expect.stringContaining('groups') });
    expect(rights?.detail).toMatch(/^viewer may not read .*sale\.sale/);
    const [wrong] = await stepsOf({ user: 'nobody' }, 'not-the-password');
    expect(wrong).toMatchObject({ code: 'signIn', detail: 'Tryton refuses this user and password.' });
    expect(JSON.stringify(wrong)).not.toContain('not-the-password');
    const [closed] = await stepsOf({ url: 'http://127.0.0.1:9/' }, password);
    expect(closed?.code).toBe('connect');
  });
}
