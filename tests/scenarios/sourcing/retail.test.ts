import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import { createRandom } from '../../../core/kernel/random.ts';
import { importFolder, importPaths, RETAIL_FILE } from '../../helpers/import.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions } from '../../helpers/sourcing.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const LINES = 5000;

/** The shop's orders are real; where its stock might have lain is made up. */
const FACILITIES = `code,name,kind,country,postal code,city,latitude,longitude,orders per day
NORTHAMPTON,Northampton,warehouse,GB,NN4 7YB,Northampton,52.21,-0.90,2000
LEEDS,Leeds,store,GB,LS1 4AP,Leeds,53.80,-1.54,400
LONDON,London,store,GB,W1D 1BS,London,51.52,-0.13,400
ROTTERDAM,Rotterdam,thirdParty,NL,3011,Rotterdam,51.92,4.48,1000
`;
const SHARES = { NORTHAMPTON: 0.7, LEEDS: 0.3, LONDON: 0.3, ROTTERDAM: 0.4 };

async function stockFor(ctx: AppContext): Promise<string> {
  const random = createRandom(7);
  const demand = await ctx.db.read
    .selectFrom('order_line as l')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select((eb) => ['p.sku', eb.fn.sum<number>('l.quantity').as('units')])
    .groupBy('p.sku')
    .orderBy('p.sku')
    .execute();
  const rows = demand.flatMap(({ sku, units }) =>
    Object.entries(SHARES)
      .filter(([facility]) => facility === 'NORTHAMPTON' || random.chance(0.5))
      .map(([facility, share]) => [sku, facility, Math.floor(Number(units) * share * 2 * random.next())]),
  );
  return ['sku,facility,on hand', ...rows.map((row) => row.join(','))].join('\n');
}

describe.skipIf(!existsSync(RETAIL_FILE))('a real shop’s orders', () => {
  describeCores('sourced on a made-up network', (cores) => {
    const write = importFolder();
    const bench = sharedBench(cores, async ({ ctx }) => {
      const lines = gunzipSync(readFileSync(RETAIL_FILE)).toString('utf8').split('\n').slice(0, LINES);
      await importPaths(ctx, [write('order-lines.csv', lines.join('\n'))]);
      await importPaths(ctx, [write('facilities.csv', FACILITIES)]);
      await importPaths(ctx, [write('stock.csv', await stockFor(ctx))]);
    });
    const source = async () => {
      const { client, finish } = bench();
      const { runId } = await finish<{ runId: number }>(
        client.sourcing.propose({ selection: { filter: {} } }),
      );
      return runId;
    };

    it('are sourced, explained, tried without a warehouse, reserved and given back', async () => {
      const { ctx, client, finish } = bench();
      const runId = await source();
      const [plan] = (await client.workbench.compare({ plans: [{ type: 'run', runId }] })).plans;
      expect(plan?.orders).toBeGreaterThan(250);
      const units = plan?.byFacility.reduce((sum, one) => sum + one.units, 0);
      expect(units).toBeGreaterThan(plan?.unitsShort ?? 0);

      const fromStore = await client.sourcing.decisions({ runId, facility: 'LEEDS', limit: 1 });
      const why = await client.workbench.why({ runId, number: fromStore.rows[0]?.number ?? '' });
      expect(why.candidates.map(({ facility }) => facility).sort()).toEqual(Object.keys(SHARES).sort());
      expect(why.candidates.find(({ facility }) => facility === 'LEEDS')).toMatchObject({ chosen: true });

      const scenario = await client.workbench.saveScenario({
        name: 'Without Northampton',
        changes: [{ kind: 'closeFacility', facility: 'NORTHAMPTON' }],
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
      expect(plans[1]?.profitMinor).toBeLessThan(plans[0]?.profitMinor ?? 0);
      expect(plans[1]?.byFacility.map(({ code }) => code)).not.toContain('NORTHAMPTON');

      const applied = await finish<{ applied: number; conflicts: number }>(client.sourcing.apply({ runId }));
      expect(applied.conflicts).toBe(0);
      expect(applied.applied).toBeGreaterThan(200);
      expect(await brokenPositions(ctx.db)).toEqual([]);
      const undone = await finish<{ undone: number; kept: number }>(client.sourcing.undo({ runId }));
      expect(undone).toMatchObject({ undone: applied.applied, kept: 0 });
      const held = await ctx.db.read
        .selectFrom('stock_position')
        .select('product_id')
        .where('reserved_allocated', '>', 0)
        .execute();
      expect(held).toEqual([]);
    }, 120_000);
  });
});
