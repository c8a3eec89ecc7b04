import { ORPCError } from '@orpc/server';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PICK_METHODS, SHORT_REASONS } from '../../core/contract/picking.ts';
import type { AppContext } from '../../core/features/context.ts';
import { localClient } from '../../core/host/commands/client.ts';
import { networkBuilder } from '../helpers/network.ts';
import { rounds } from '../helpers/rounds.ts';
import { describeCores } from '../helpers/runtime.ts';
import { applyRun, brokenPositions, proposeRun } from '../helpers/sourcing.ts';

const ORDERS = 6;
const PRODUCTS = ['P', 'Q'];
const STOCK = 14;

const index = fc.nat(11);
const anyStep = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('source' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('plan' as const), at: index, first: index }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('release' as const), at: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('takeBack' as const), at: index }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('make' as const),
      at: index,
      method: fc.constantFrom(...PICK_METHODS),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('confirm' as const),
      at: index,
      task: index,
      quantity: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('short' as const),
      at: index,
      task: index,
      reason: fc.constantFrom(...SHORT_REASONS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undoPick' as const), at: index, task: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), order: index }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ship' as const), order: index }) },
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

/** What it takes for a step to come about: sourced, released and listed orders, so that there is something to pick. */
const BEGINNING: Step[] = [
  { do: 'source' },
  { do: 'plan', at: 0, first: 0 },
  { do: 'plan', at: 1, first: 3 },
  { do: 'release', at: 0 },
  { do: 'release', at: 1 },
  { do: 'make', at: 0, method: 'cluster' },
];

interface World {
  ctx: AppContext;
  name: string;
  facilities: string[];
  numbers: string[];
  productIds: number[];
  done: Map<string, number>;
}

async function makeWorld(ctx: AppContext, name: string): Promise<World> {
  const build = networkBuilder(ctx.db);
  const facilities = [`${name}-A`, `${name}-B`];
  const ids = [await build.facility(`${name}-A`), await build.facility(`${name}-B`)];
  const productIds: number[] = [];
  for (const product of PRODUCTS) {
    const productId = await build.product(`${name}-${product}`);
    for (const id of ids) await build.stock(productId, id, STOCK);
    productIds.push(productId);
  }
  const numbers: string[] = [];
  for (let i = 0; i < ORDERS; i++) {
    const number = `${name}-${i}`;
    const lines = productIds.map((id, p) => [id, 1 + ((i + p) % 3)] as const);
    await build.order(number, lines, { promised_at: Date.now() + 10 * 86_400_000 });
    numbers.push(number);
  }
  return { ctx, name, facilities, numbers, productIds, done: new Map() };
}

const nth = <T>(values: readonly T[], at: number): T | undefined => values[at % Math.max(1, values.length)];

async function perform({ ctx, facilities, numbers }: World, step: Step): Promise<void> {
  const client = localClient(ctx);
  const lists = async () =>
    (await Promise.all(facilities.map((facility) => client.picking.lists({ facility })))).flat();
  const waves = async () =>
    (await Promise.all(facilities.map((facility) => client.waves.waves({ facility })))).flat();
  switch (step.do) {
    case 'source':
      await applyRun(ctx, await proposeRun(ctx, { numbers }));
      return;
    case 'plan': {
      const orders = numbers.slice(step.first % ORDERS, (step.first % ORDERS) + 3);
      const wave = { name: 'w', releaseAt: Date.now(), cutOffAt: Date.now() + 1, orders };
      await client.waves.plan({ facility: nth(facilities, step.at) ?? '', waves: [wave] });
      return;
    }
    case 'release':
    case 'takeBack':
    case 'make': {
      const waveId = nth(await waves(), step.at)?.id;
      if (waveId === undefined) return;
      if (step.do === 'takeBack') await client.waves.takeBack({ waveId });
      else if (step.do === 'make') {
        const { method } = step;
        await ctx.jobs.runToEnd('picking.make', { waveId, method, ordersPerList: 4 }, ctx.actor);
      } else await ctx.jobs.runToEnd('waves.release', { waveIds: [waveId] }, ctx.actor);
      return;
    }
    case 'confirm':
    case 'short':
    case 'undoPick': {
      const list = nth(await lists(), step.at);
      if (!list) return;
      const { walk, id } = await client.picking.start({ id: list.id, picker: 'Ana' });
      const task = nth(walk, step.task);
      if (!task) return;
      const key = { id, taskId: task.id };
      if (step.do === 'undoPick') await client.picking.undoPick(key);
      else if (step.do === 'short') {
        await client.picking.short({ ...key, found: task.picked, reason: step.reason });
      } else await client.picking.confirm({ ...key, quantity: step.quantity });
      return;
    }
    case 'cancel':
      await client.orders.cancel({ numbers: [nth(numbers, step.order) ?? ''], reason: 'customer' });
      return;
    case 'ship': {
      const own = [1, 2, 3].map((i) => `SH-${nth(numbers, step.order)}-${i}`);
      await client.shipments.pack({ numbers: own });
      await client.shipments.ship({ numbers: own });
    }
  }
}

/** What may be refused is refused with a reason; anything else is a fault. @returns whether it was done */
async function allowRefusal(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof ORPCError && ['CONFLICT', 'NOT_FOUND'].includes(error.code)) return false;
    throw error;
  }
}

/** Lines of which what shipments hold is not what the floor has reserved for them, and products of which units came or went otherwise than said. */
async function unbalanced({ ctx, numbers, productIds }: World): Promise<unknown[]> {
  const { read } = ctx.db;
  const lines = await read
    .selectFrom('order_line as l')
    .innerJoin('sales_order as o', 'o.id', 'l.order_id')
    .select(['l.id', 'o.number', 'o.status', 'l.product_id', 'l.quantity_shipped as shipped'])
    .where('o.number', 'in', numbers)
    .execute();
  const lineIds = lines.map(({ id }) => id);
  const [allocations, contents, positions, losses] = await Promise.all([
    read.selectFrom('allocation').selectAll().where('order_line_id', 'in', lineIds).execute(),
    read
      .selectFrom('shipment_line as l')
      .innerJoin('shipment as s', 's.id', 'l.shipment_id')
      .select(['l.order_line_id', 'l.quantity', 's.status'])
      .where('l.order_line_id', 'in', lineIds)
      .execute(),
    read.selectFrom('stock_position').selectAll().where('product_id', 'in', productIds).execute(),
    read.selectFrom('facility_rejection').selectAll().where('product_id', 'in', productIds).execute(),
  ]);
  const units = (rows: { quantity: number }[]) => rows.reduce((sum, { quantity }) => sum + quantity, 0);
  const wrongLines = lines.filter(({ id, status, shipped }) => {
    const own = contents.filter((row) => row.order_line_id === id);
    const here = own.filter((row) => ['planned', 'picked', 'packed'].includes(row.status));
    const gone = own.filter((row) => row.status === 'inTransit');
    const floor = allocations.filter((row) => row.order_line_id === id && row.status === 'released');
    return units(gone) !== shipped || (status !== 'cancelled' && units(here) !== units(floor));
  });
  const wrongProducts = productIds.filter((id) => {
    const own = positions.filter((row) => row.product_id === id);
    const shipped = lines.filter((line) => line.product_id === id).reduce((sum, row) => sum + row.shipped, 0);
    const lost = losses.filter((row) => row.product_id === id && row.reason === 'mismatch');
    const onHand = own.reduce((sum, row) => sum + row.on_hand, 0);
    return onHand !== own.length * STOCK - shipped - units(lost);
  });
  const overdrawn = positions.filter((row) => row.on_hand - row.blocked - row.reserved_allocated < 0);
  return [...wrongLines, ...wrongProducts, ...overdrawn];
}

describeCores('the floor', (cores) => {
  it('keeps stock, reservations and shipments in balance through any sequence of commands', {
    timeout: 120_000,
  }, async () => {
    const ctx = await cores.open();
    let worlds = 0;
    const done = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 25, maxLength: 40 }), async (steps) => {
        worlds += 1;
        const world = await makeWorld(ctx, `W${worlds}`);
        for (const step of [...BEGINNING, ...steps]) {
          if (await allowRefusal(perform(world, step))) done.set(step.do, (done.get(step.do) ?? 0) + 1);
        }
        expect(await brokenPositions(ctx.db)).toEqual([]);
        expect(await unbalanced(world)).toEqual([]);
      }),
      { seed: 7, numRuns: rounds(1), endOnFailure: true },
    );
    const kinds = ['cancel', 'confirm', 'make', 'plan', 'release', 'ship', 'short', 'source', 'takeBack'];
    expect([...done.keys()]).toEqual(expect.arrayContaining(kinds));
    expect(done.get('confirm')).toBeGreaterThan(2);
  });
});
