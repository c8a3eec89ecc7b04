import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ScenarioChange } from '../../../core/contract/workbench.ts';
import type { Database } from '../../../core/db/database.ts';
import { recentAhead } from '../../../core/features/workbench/baseline-ahead.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { PLACES, sharedBench } from '../../helpers/workbench.ts';

const DAY_MS = 86_400_000;
/** What a what-if may write. */
const ITS_OWN = ['scenario', 'sourcing_run', 'sourcing_decision', 'job'];

describeCores('what-if scenarios', (cores) => {
  const bench = sharedBench(cores, async ({ build }) => {
    const lyon = await build.facility('LYON');
    const berlin = await build.facility('BERLIN', { ...PLACES.berlin, time_zone: 'Europe/Berlin' });
    const lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 3);
    await build.stock(lamp, berlin, 10);
    for (let i = 1; i <= 4; i++) {
      await build.order(`A-${i}`, [[lamp, 1]], { promised_at: Date.now() + 30 * DAY_MS });
    }
  });
  let count = 0;
  const simulate = async (changes: ScenarioChange[]) => {
    const { client, finish } = bench();
    count += 1;
    const scenario = await client.workbench.saveScenario({
      name: `What if ${count}`,
      changes,
      selection: { filter: {} },
    });
    const runs = await finish<{ runId: number; baselineRunId: number }>(
      client.workbench.simulate({ id: scenario.id }),
    );
    const { plans } = await client.workbench.compare({
      plans: [
        { type: 'run', runId: runs.baselineRunId },
        { type: 'run', runId: runs.runId },
      ],
    });
    return { scenario, ...runs, baseline: plans[0], plan: plans[1] };
  };
  const loads = (plan: Awaited<ReturnType<typeof simulate>>['plan']) =>
    Object.fromEntries(plan?.byFacility.map(({ code, units }) => [code, units]) ?? []);

  it('closes a facility: what that costs in money and days, and nothing of the network changes', async () => {
    const { ctx, client } = bench();
    const before = await checksums(ctx.db);
    const { scenario, runId, baselineRunId, baseline, plan } = await simulate([
      { kind: 'closeFacility', facility: 'LYON' },
    ]);
    const after = await checksums(ctx.db);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(changed.sort()).toEqual([...ITS_OWN, 'journal'].sort());
    const journal = await ctx.db.read.selectFrom('journal').select('procedure').execute();
    expect(journal.map(({ procedure }) => procedure)).toEqual(['workbench.saveScenario']);
    expect(loads(baseline)).toEqual({ LYON: 3, BERLIN: 1 });
    expect(loads(plan)).toEqual({ BERLIN: 4 });
    expect((plan?.cost.totalMinor ?? 0) - (baseline?.cost.totalMinor ?? 0)).toBe(3 * 400);
    expect(plan?.meanDays ?? 0).toBeGreaterThan(baseline?.meanDays ?? 0);
    await expect(client.sourcing.apply({ runId })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await client.sourcing.runs({})).total).toBe(0);
    const changes = await client.workbench.changes({
      before: { type: 'run', runId: baselineRunId },
      after: { type: 'run', runId },
    });
    expect(changes.total).toBe(3);
    const why = await client.workbench.why({ runId, number: 'A-1' });
    expect(why.candidates.map(({ facility }) => facility)).toEqual(['BERLIN']);
    const [kept] = (await client.workbench.scenarios()).filter(({ id }) => id === scenario.id);
    expect(kept).toMatchObject({ runId, baselineRunId });
  });

  it('uses its baseline again while nothing changes, and forgets all with the scenario', async () => {
    const { ctx, client, finish } = bench();
    const first = await simulate([{ kind: 'closeFacility', facility: 'BERLIN' }]);
    const id = first.scenario.id;
    const again = await finish<{ runId: number; baselineRunId: number }>(client.workbench.simulate({ id }));
    expect(again.baselineRunId).toBe(first.baselineRunId);
    expect(again.runId).not.toBe(first.runId);
    await ctx.db.write((trx) =>
      trx.updateTable('stock_position').set({ on_hand: 11 }).where('on_hand', '=', 10).execute(),
    );
    const later = await finish<{ runId: number; baselineRunId: number }>(client.workbench.simulate({ id }));
    expect(later.baselineRunId).not.toBe(first.baselineRunId);
    await client.workbench.removeScenario({ id });
    await expect(client.sourcing.run({ runId: later.runId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      client.workbench.saveScenario({
        name: 'x',
        changes: [{ kind: 'closeFacility', facility: 'NOWHERE' }],
        selection: { filter: {} },
      }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('takes the network as it is that was worked out ahead, while it still is so', async () => {
    const { ctx, client, finish } = bench();
    const asked = { selection: { filter: {} }, parameters: {} };
    const before = await checksums(ctx.db);
    await finish(client.workbench.prepare(asked));
    const after = await checksums(ctx.db);
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual(['job']);
    const prepared = recentAhead(ctx);
    expect(prepared).not.toBeNull();
    await finish(client.workbench.prepare(asked));
    expect(recentAhead(ctx)).toBe(prepared);
    const { baseline } = await simulate([{ kind: 'closeFacility', facility: 'LYON' }]);
    expect(recentAhead(ctx)).toBeNull();
    expect(loads(baseline)).toEqual({ LYON: 3, BERLIN: 1 });

    await finish(client.workbench.prepare(asked));
    const setLyon = (units: number) =>
      ctx.db.write((trx) =>
        trx
          .updateTable('stock_position')
          .set({ on_hand: units })
          .where('on_hand', 'in', [2, 3])
          .where('facility_id', '=', trx.selectFrom('facility').select('id').where('code', '=', 'LYON'))
          .execute(),
      );
    await setLyon(2);
    const later = await simulate([{ kind: 'closeFacility', facility: 'BERLIN' }]);
    await setLyon(3);
    expect(loads(later.baseline)).toEqual({ LYON: 2, BERLIN: 2 });
  });

  it('adds a site and demand: it shows in the figures, on the map and in the reasons', async () => {
    const { client } = bench();
    const site = { code: 'PARIS', name: 'Paris', country: 'FR', latitude: 48.8, longitude: 2.3 };
    const { plan, runId } = await simulate([
      { kind: 'addFacility', ...site, handlingMinor: 0, ordersADay: 5, stockLike: 'LYON', percent: 200 },
      { kind: 'demand', percent: 200 },
    ]);
    expect(plan).toMatchObject({ orders: 8, sourced: 8 });
    expect(loads(plan)).toEqual({ PARIS: 5, LYON: 3 });
    const { flows } = await client.workbench.flows({ plan: { type: 'run', runId } });
    expect(flows.some(({ facility, from }) => facility === 'PARIS' && from.latitude === 48.8)).toBe(true);
  });

  it('changes rates and stock', async () => {
    const { plan, baseline } = await simulate([
      { kind: 'rates', carrier: 'POST', percent: 200 },
      { kind: 'stock', facility: 'LYON', sku: 'LAMP', units: -2 },
    ]);
    expect(loads(plan)).toEqual({ LYON: 1, BERLIN: 3 });
    expect(plan?.cost.shippingMinor).toBe(2 * (500 + 3 * 900));
    expect(baseline?.cost.shippingMinor).toBe(3 * 500 + 900);
  });
});

/** A hash of every row of every table. */
async function checksums(db: Database): Promise<Record<string, string>> {
  const tables = await db.migrationDb.introspection.getTables();
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const rows = await db.read
      .selectFrom(name as 'facility')
      .selectAll()
      .execute();
    const texts = rows.map((row) => JSON.stringify(row)).sort();
    sums[name] = createHash('sha256').update(texts.join('\n')).digest('hex');
  }
  return sums;
}
