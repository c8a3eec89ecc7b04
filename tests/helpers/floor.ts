import type { PickListDetail, PickMethod } from '../../core/contract/picking.ts';
import type { Bench } from './workbench.ts';

/** What the floor does in tests: sources, plans, releases and picks through the procedures. */
export function floorOf(bench: () => Bench, facility: string) {
  const source = async (numbers: readonly string[]) => {
    const { client, finish } = bench();
    const { runId } = await finish<{ runId: number }>(
      client.sourcing.propose({ selection: { numbers: [...numbers] }, parameters: {} }),
    );
    await finish(client.sourcing.apply({ runId }));
  };
  const plan = async (orders: readonly string[]) => {
    const releaseAt = Date.now();
    const wave = { name: 'Wave', releaseAt, cutOffAt: releaseAt + 4 * 3_600_000, orders: [...orders] };
    const { waveIds } = await bench().client.waves.plan({ facility, waves: [wave] });
    return waveIds[0] as number;
  };
  const release = (...waveIds: number[]) => {
    const { client, finish } = bench();
    return finish<{ orders: number; shipments: number }>(client.waves.release({ waveIds }));
  };
  const makeLists = async (waveId: number, method: PickMethod, ordersPerList?: number) => {
    const { client, finish } = bench();
    const input = { waveId, method, ...(ordersPerList === undefined ? {} : { ordersPerList }) };
    return (await finish<{ listIds: number[] }>(client.picking.make(input))).listIds;
  };
  /** Sources, plans and releases orders; makes lists of all of them and begins these. `stop`: where a product is picked. */
  const begin = async (orders: readonly string[], method: PickMethod = 'batch') => {
    await source(orders);
    const waveId = await plan(orders);
    await release(waveId);
    const lists: PickListDetail[] = [];
    for (const id of await makeLists(waveId, method)) {
      lists.push(await bench().client.picking.start({ id, picker: 'Ana' }));
    }
    const stop = (sku: string) => {
      const list = lists.find(({ walk }) => walk.some((task) => task.sku === sku));
      const task = list?.walk.find((one) => one.sku === sku);
      return { id: list?.id ?? 0, taskId: task?.id ?? 0 };
    };
    return { waveId, list: lists[0] as PickListDetail, stop };
  };
  return { source, plan, release, makeLists, begin };
}

/** An order as the floor left it. */
export async function orderNow({ ctx }: Pick<Bench, 'ctx'>, number: string) {
  const order = await ctx.db.read
    .selectFrom('sales_order')
    .select(['id', 'status'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const allocations = await ctx.db.read
    .selectFrom('allocation as a')
    .innerJoin('facility as f', 'f.id', 'a.facility_id')
    .select(['f.code as facility', 'a.status', 'a.quantity'])
    .where('a.order_id', '=', order.id)
    .orderBy('a.id')
    .execute();
  const shipments = await ctx.db.read
    .selectFrom('shipment')
    .select(['id', 'number', 'status'])
    .where('order_id', '=', order.id)
    .orderBy('id')
    .execute();
  const contents = await ctx.db.read
    .selectFrom('shipment_line as l')
    .innerJoin('shipment as s', 's.id', 'l.shipment_id')
    .select(['s.number', 'l.quantity'])
    .where('s.order_id', '=', order.id)
    .orderBy('l.id')
    .execute();
  return {
    status: order.status,
    allocations: allocations.map(({ facility, status, quantity }) => `${quantity} ${status} ${facility}`),
    shipments: shipments.map(({ status }) => status),
    contents: contents.map(({ quantity }) => quantity),
  };
}
