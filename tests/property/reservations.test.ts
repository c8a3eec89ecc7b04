import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Database } from '../../core/db/database.ts';
import { DatabaseError } from '../../core/db/errors.ts';
import { networkBuilder } from '../helpers/network.ts';
import { rounds } from '../helpers/rounds.ts';
import { describeCores } from '../helpers/runtime.ts';
import { applyRun, brokenPositions, proposeRun, undoRun } from '../helpers/sourcing.ts';

const FACILITIES = 3;
const PRODUCTS = 2;

type Step =
  | { do: 'reserve'; order: number; facility: number; quantity: number }
  | { do: 'cancel'; order: number }
  | { do: 'move'; order: number; facility: number }
  | { do: 'source' }
  | { do: 'undo' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('reserve' as const),
      order: fc.nat(11),
      facility: fc.nat(FACILITIES - 1),
      quantity: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), order: fc.nat(11) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      order: fc.nat(11),
      facility: fc.nat(FACILITIES - 1),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'source' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'undo' as const }) },
);

type Order = { id: number; line: number; product: number };

async function network(db: Database, name: string) {
  const build = networkBuilder(db);
  const facilities: number[] = [];
  for (let i = 0; i < FACILITIES; i++) facilities.push(await build.facility(`${name}-F${i}`));
  const orders: Order[] = [];
  for (let p = 0; p < PRODUCTS; p++) {
    const product = await build.product(`${name}-P${p}`);
    for (const [i, facility] of facilities.entries()) {
      await build.stock(product, facility, 3 + i * 3, { reserved_external: i, safety_stock: i % 2 });
    }
    for (let o = 0; o < 6; o++) {
      const order = await build.order(`${name}-${p}-${o}`, [[product, 6]]);
      orders.push({ id: order.id, line: order.lineIds[0] as number, product });
    }
  }
  return { build, facilities, orders };
}

const REFUSALS = ['insufficient_stock', 'constraint', 'busy', 'CONFLICT'];

/** What may be refused is refused with a reason; anything else is a fault. */
async function allowRefusal(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (thrown) {
    const error = DatabaseError.fromPostgres(thrown) as { code?: string };
    if (!REFUSALS.includes(error.code ?? '')) throw thrown;
  }
}

describeCores('reservations', (cores) => {
  it('never exceed what is available, however many commands run at once', { timeout: 180_000 }, async () => {
    const target = await cores.databases.target();
    const [one, two] = [await cores.open(target), await cores.open(target)];
    let networks = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 20, maxLength: 60 }), async (steps) => {
        networks += 1;
        const { facilities, orders } = await network(one.db, `N${networks}`);
        const numbers = Array.from({ length: 12 }, (_, i) => `N${networks}-${Math.floor(i / 6)}-${i % 6}`);
        const runs: number[] = [];
        const perform = async (step: Step, i: number): Promise<void> => {
          const ctx = i % 2 === 0 ? one : two;
          const build = networkBuilder(ctx.db);
          const order = orders['order' in step ? step.order : 0] as Order;
          const facility = facilities['facility' in step ? step.facility : 0] as number;
          if (step.do === 'reserve') {
            await build.allocate(order.id, order.line, order.product, facility, step.quantity);
          } else if (step.do === 'cancel' || step.do === 'move') {
            const change = step.do === 'cancel' ? { status: 'cancelled' } : { facility_id: facility };
            await ctx.db.write((trx) =>
              trx.updateTable('allocation').set(change).where('order_id', '=', order.id).execute(),
            );
          } else if (step.do === 'source') {
            const runId = await proposeRun(ctx, { numbers });
            await applyRun(ctx, runId);
            runs.push(runId);
          } else {
            const runId = runs.pop();
            if (runId !== undefined) await undoRun(ctx, runId);
          }
        };
        await Promise.all(steps.map((step, i) => allowRefusal(perform(step, i))));
        expect(await brokenPositions(one.db)).toEqual([]);
      }),
      { seed: 30, numRuns: rounds(1), endOnFailure: true },
    );
    const active = await one.db.read
      .selectFrom('allocation')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('status', '=', 'reserved')
      .executeTakeFirstOrThrow();
    expect(Number(active.count)).toBeGreaterThan(5 * networks);
  });
});
