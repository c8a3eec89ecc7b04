import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Database } from '../../core/db/database.ts';
import { DatabaseError } from '../../core/db/errors.ts';
import type { AppContext } from '../../core/features/context.ts';
import { releaseHold, serveWaiting, sweepPromises } from '../../core/features/promise/index.ts';
import { localClient } from '../../core/host/commands/client.ts';
import { networkBuilder } from '../helpers/network.ts';
import { at, brokenPromises, carrier, HOUR_MS, hold, inbound, MONDAY_9, PARIS } from '../helpers/promise.ts';
import { rounds } from '../helpers/rounds.ts';
import { describeCores } from '../helpers/runtime.ts';
import { applyRun, proposeRun } from '../helpers/sourcing.ts';

const ORDERS = 6;

type Step =
  | { do: 'hold'; quantity: number; minutes: number }
  | { do: 'release' | 'convert'; nth: number }
  | { do: 'sweep' | 'source' | 'receive' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      quantity: fc.integer({ min: 1, max: 5 }),
      minutes: fc.constantFrom(10, 120),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('release' as const, 'convert' as const),
      nth: fc.nat(ORDERS - 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('sweep' as const, 'source' as const, 'receive' as const) }),
  },
);

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

async function network(db: Database, name: string) {
  const build = networkBuilder(db);
  const product = await build.product(name);
  const positions: { facility: number; po: number }[] = [];
  for (const [i, units] of [4, 7].entries()) {
    const facility = await build.facility(`${name}-F${i}`);
    await build.stock(product, facility, units, { safety_stock: i });
    const po = await inbound(db, `${name}-PO${i}`, product, facility, 6, MONDAY_9 + 24 * HOUR_MS);
    positions.push({ facility, po });
  }
  for (let i = 0; i < ORDERS; i++)
    await build.order(`${name}-${i}`, [[product, 4]], { priority: 1 + (i % 3) });
  return { product, positions };
}

/** An inbound comes in: its units are on hand, in the transaction that serves who waits for them. */
function receive(ctx: AppContext, product: number, { facility, po }: { facility: number; po: number }) {
  return ctx.db.write(async (trx, tools) => {
    const [came] = await trx
      .updateTable('inbound')
      .set({ status: 'received' })
      .where('id', '=', po)
      .where('status', '=', 'expected')
      .returning('quantity')
      .execute();
    if (!came) return;
    await trx
      .updateTable('stock_position')
      .set((eb) => ({ on_hand: eb('on_hand', '+', came.quantity) }))
      .where('product_id', '=', product)
      .where('facility_id', '=', facility)
      .execute();
    await serveWaiting({ trx, tools, at: MONDAY_9 }, [product]);
  });
}

describeCores('promises', (cores) => {
  it('are never more than there is, and nothing of them is lost, however many run at once', {
    timeout: 60_000,
  }, async () => {
    const target = await cores.databases.target();
    const [one, two] = [await cores.open(target), await cores.open(target)];
    await carrier(one.db, 'C');
    let networks = 0;
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 15, maxLength: 40 }), async (steps) => {
        const name = `N${++networks}`;
        const { product, positions } = await network(one.db, name);
        for (const ctx of [one, two]) ctx.events.publish({ type: 'network.changed' });
        const references: string[] = [];
        const perform = async (step: Step, i: number): Promise<void> => {
          const ctx = at(i % 2 === 0 ? one : two, MONDAY_9 + (step.do === 'sweep' ? HOUR_MS : 0));
          if (step.do === 'hold') {
            const ask = { lines: [{ sku: name, quantity: step.quantity }], destination: PARIS };
            references.push((await hold(ctx, { ...ask, minutes: step.minutes })).reference);
            taken++;
          } else if (step.do === 'source') {
            const numbers = Array.from({ length: ORDERS }, (_, order) => `${name}-${order}`);
            await applyRun(ctx, await proposeRun(ctx, { numbers }));
          } else if (step.do === 'sweep') await sweepPromises(ctx);
          else if (step.do === 'receive')
            await receive(ctx, product, positions[i % 2] ?? { facility: 0, po: 0 });
          else if ('nth' in step) {
            const reference = references[step.nth];
            if (!reference) return;
            if (step.do === 'release') await releaseHold(ctx, reference);
            else await localClient(ctx).promise.convert({ reference, orderNumber: `${name}-${step.nth}` });
          }
        };
        for (let from = 0; from < steps.length; from += 10) {
          const batch = steps.slice(from, from + 10);
          await Promise.all(batch.map((step, i) => allowRefusal(perform(step, from + i))));
        }
        expect(await brokenPromises(one.db)).toEqual([]);
      }),
      { seed: 70, numRuns: rounds(1), endOnFailure: true },
    );
    expect(taken).toBeGreaterThan(10);
    await sweepPromises(at(one, MONDAY_9 + 48 * HOUR_MS));
    const left = await one.db.read
      .selectFrom('promise_hold_line')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('status', '=', 'held')
      .executeTakeFirstOrThrow();
    expect(Number(left.count)).toBe(0);
    expect(await brokenPromises(one.db)).toEqual([]);
  });
});
