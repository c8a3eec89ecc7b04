import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { PartToPick, PlannedList } from './pick-plan.ts';

type Read = Database['read'];

/** What a released wave has on the floor and no list holds yet. */
export async function findPartsToPick(read: Read, waveId: number): Promise<PartToPick[]> {
  const rows = await unlisted(read, waveId)
    .innerJoin('product as p', 'p.id', 'a.product_id')
    .leftJoin('bin as b', (join) =>
      join.onRef('b.facility_id', '=', 'a.facility_id').onRef('b.product_id', '=', 'a.product_id'),
    )
    .select(['a.id as allocationId', 's.id as shipmentId', 'a.order_id as orderId'])
    .select(['a.product_id as productId', 'a.quantity', 'p.category'])
    .select(['o.priority', 'o.ordered_at as orderedAt', 'o.promised_at as promisedAt'])
    .select(['b.code as bin', 'b.zone', 'b.aisle', 'b.bay', 'b.level'])
    .orderBy('a.id')
    .execute();
  return rows.map(({ category, zone, ...row }) => ({ ...row, zone: zone ?? category ?? '' }));
}

export async function countPartsToPick(
  read: Read,
  waveId: number,
): Promise<{ orders: number; units: number }> {
  const row = await unlisted(read, waveId)
    .select((eb) => [
      eb.fn.count<number>('a.order_id').distinct().as('orders'),
      eb.fn.coalesce(eb.fn.sum<number>('a.quantity'), eb.val(0)).as('units'),
    ])
    .executeTakeFirstOrThrow();
  return { orders: Number(row.orders), units: Number(row.units) };
}

function unlisted(read: Read, waveId: number) {
  return read
    .selectFrom('wave_order as w')
    .innerJoin('shipment as s', 's.id', 'w.shipment_id')
    .innerJoin('allocation as a', (join) =>
      join.onRef('a.order_id', '=', 'w.order_id').onRef('a.facility_id', '=', 'w.facility_id'),
    )
    .innerJoin('sales_order as o', 'o.id', 'w.order_id')
    .leftJoin('pick_part as k', (join) => join.onRef('k.allocation_id', '=', 'a.id').on('k.active', '=', 1))
    .where('w.wave_id', '=', waveId)
    .where('o.hold_reason', 'is', null)
    .where('s.status', 'in', ['planned', 'picked'])
    .where('a.status', '=', 'released')
    .where('k.id', 'is', null)
    .where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('shipment_line as l')
            .select('l.id')
            .whereRef('l.shipment_id', '=', 's.id')
            .whereRef('l.order_line_id', '=', 'a.order_line_id'),
        ),
        eb.not(
          eb.exists(
            eb.selectFrom('shipment_line as l').select('l.id').whereRef('l.shipment_id', '=', 's.id'),
          ),
        ),
      ]),
    );
}

export async function countListsOfDay(read: Read, prefix: string): Promise<number> {
  const row = await read
    .selectFrom('pick_list')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('number', 'like', `${prefix}%`)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Writes planned lists with their tasks and parts. @returns the lists' ids, in their order */
export async function insertLists(
  trx: WriteTransaction,
  tools: WriteTools,
  lists: readonly PlannedList[],
  head: {
    waveId: number;
    facilityId: number;
    method: string;
    numberOf: (index: number) => string;
    at: number;
  },
): Promise<number[]> {
  const { waveId, facilityId, method, numberOf, at } = head;
  const common = { wave_id: waveId, facility_id: facilityId, method, status: 'open', picker: null };
  const made = await inPieces(
    lists.map((_, i) => numberOf(i)),
    (numbers) =>
      trx
        .insertInto('pick_list')
        .values(
          numbers.map((number) => ({
            ...common,
            number,
            created_at: at,
            started_at: null,
            finished_at: null,
            updated_at: at,
          })),
        )
        .returning(['id', 'number'])
        .execute(),
  );
  const byNumber = new Map(made.map(({ id, number }) => [number, id]));
  const ids = lists.map((_, i) => byNumber.get(numberOf(i)) as number);
  await insertTasks(trx, tools, lists, ids);
  return ids;
}

const TASK_COLUMNS = ['list_id', 'position', 'product_id', 'bin', 'zone', 'aisle', 'bay', 'level'];
const PART_COLUMNS = ['task_id', 'shipment_id', 'allocation_id', 'compartment', 'quantity', 'active'];

async function insertTasks(
  trx: WriteTransaction,
  tools: WriteTools,
  lists: readonly PlannedList[],
  listIds: readonly number[],
): Promise<void> {
  const tasks = lists.flatMap((list, i) =>
    list.tasks.map((task, j) => ({ ...task, listId: listIds[i] as number, position: j + 1 })),
  );
  await tools.bulkInsert(
    'pick_task',
    TASK_COLUMNS,
    tasks.map(({ listId, position, productId, bin, zone, aisle, bay, level }) => [
      ...[listId, position, productId, bin, zone, aisle, bay, level],
    ]),
  );
  const rows = await inPieces(listIds, (piece) =>
    trx
      .selectFrom('pick_task')
      .select(['id', 'list_id as listId', 'position'])
      .where('list_id', 'in', piece)
      .execute(),
  );
  const idOf = new Map(rows.map(({ id, listId, position }) => [`${listId}:${position}`, id]));
  await tools.bulkInsert(
    'pick_part',
    PART_COLUMNS,
    tasks.flatMap(({ listId, position, parts }) =>
      parts.map((part) => [
        idOf.get(`${listId}:${position}`),
        part.shipmentId,
        part.allocationId,
        part.compartment,
        part.quantity,
        1,
      ]),
    ),
  );
}
