import { expect, it } from 'vitest';
import { localClient } from '../../../core/host/commands/client.ts';
import { orderNow } from '../../helpers/floor.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { brokenPositions } from '../../helpers/sourcing.ts';

const ROUNDS = 4;

describeCores('two planners', (cores) => {
  it('who release overlapping waves at once: one wins wholly, the other is told and has done nothing', async () => {
    const target = await cores.databases.target();
    const planners = [await cores.open(target), await cores.open(target)] as const;
    const [{ db }] = planners;
    const build = networkBuilder(db);
    const lyon = await build.facility('LYON');
    const lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 1000);
    const client = localClient(planners[0]);
    for (let round = 0; round < ROUNDS; round++) {
      const waveIds: number[] = [];
      for (const wave of ['left', 'both', 'right']) {
        const numbers = [0, 1].map((i) => `${round}-${wave}-${i}`);
        for (const number of numbers) {
          const order = await build.order(number, [[lamp, 2]], { status: 'sourced' });
          await build.allocate(order.id, order.lineIds[0] as number, lamp, lyon, 2);
        }
        const at = Date.now();
        const planned = { name: wave, releaseAt: at, cutOffAt: at + 1, orders: numbers };
        waveIds.push(...(await client.waves.plan({ facility: 'LYON', waves: [planned] })).waveIds);
      }
      const [left = 0, both = 0, right = 0] = waveIds;
      const wanted = [
        [left, both],
        [both, right],
      ] as const;
      const outcomes = await Promise.allSettled(
        planners.map((planner, i) =>
          planner.jobs.runToEnd<{ orders: number; shipments: number }>(
            'waves.release',
            { waveIds: wanted[i] },
            planner.actor,
          ),
        ),
      );
      const won = outcomes.findIndex(({ status }) => status === 'fulfilled');
      expect(outcomes[won]).toMatchObject({ value: { orders: 4, shipments: 4, refused: [] } });
      const lost = outcomes[1 - won] as PromiseRejectedResult;
      expect(lost.status).toBe('rejected');
      expect(String(lost.reason)).toMatch(/no longer planned|meanwhile/);
      const states = await Promise.all(
        ['left', 'both', 'right'].map(async (wave) => {
          const { status, shipments } = await orderNow({ ctx: planners[0] }, `${round}-${wave}-1`);
          return `${status} ${shipments.length}`;
        }),
      );
      const mine = ['released 1', 'released 1', 'sourced 0'];
      expect(states).toEqual(won === 0 ? mine : mine.toReversed());
    }
    expect(await brokenPositions(db)).toEqual([]);
  });
});
