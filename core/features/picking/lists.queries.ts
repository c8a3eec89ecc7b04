import type { PickListStatus } from '../../contract/picking.ts';
import type { Database } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

type Read = Database['read'];

export type ListRow = Awaited<ReturnType<typeof findLists>>[number];
export type TaskRow = Awaited<ReturnType<typeof findTasks>>[number];
export type PartRow = Awaited<ReturnType<typeof findParts>>[number];

/** Lists, those of the earliest cut-off first. */
export function findLists(
  read: Read,
  filter: {
    ids?: readonly number[];
    facility?: string | undefined;
    waveId?: number | undefined;
    statuses?: readonly PickListStatus[];
    limit?: number;
  },
) {
  let query = read
    .selectFrom('pick_list as l')
    .innerJoin('wave as w', 'w.id', 'l.wave_id')
    .innerJoin('facility as f', 'f.id', 'l.facility_id')
    .select(['l.id', 'l.number', 'l.wave_id as waveId', 'w.number as wave', 'f.code as facility'])
    .select(['f.name as facilityName', 'f.time_zone as timeZone', 'w.cut_off_at as cutOffAt', 'l.method'])
    .select(['l.status', 'l.picker', 'l.created_at as createdAt', 'l.started_at as startedAt'])
    .select('l.finished_at as finishedAt')
    .orderBy('w.cut_off_at')
    .orderBy('l.id');
  if (filter.ids) query = query.where('l.id', 'in', filter.ids);
  if (filter.facility !== undefined) query = query.where('f.code', '=', filter.facility);
  if (filter.waveId !== undefined) query = query.where('l.wave_id', '=', filter.waveId);
  if (filter.statuses) query = query.where('l.status', 'in', filter.statuses);
  return (filter.limit === undefined ? query : query.limit(filter.limit)).execute();
}

/** The walks of lists, or one task. */
export async function findTasks(read: Read, by: { listIds: readonly number[] } | { taskId: number }) {
  const query = read
    .selectFrom('pick_task as t')
    .innerJoin('product as p', 'p.id', 't.product_id')
    .select(['t.id', 't.list_id as listId', 't.position', 'p.sku', 'p.name', 't.bin', 't.zone'])
    .select(['t.aisle', 't.bay', 't.level', 't.reason'])
    .orderBy('t.list_id')
    .orderBy('t.position');
  if ('taskId' in by) return query.where('t.id', '=', by.taskId).execute();
  return inPieces(by.listIds, (piece) => query.where('t.list_id', 'in', piece).execute());
}

/** What tasks hold for which orders, the most urgent first. */
export async function findParts(read: Read, by: { listIds: readonly number[] } | { taskId: number }) {
  const query = read
    .selectFrom('pick_part as k')
    .innerJoin('pick_task as t', 't.id', 'k.task_id')
    .innerJoin('allocation as a', 'a.id', 'k.allocation_id')
    .innerJoin('order_line as l', 'l.id', 'a.order_line_id')
    .innerJoin('sales_order as o', 'o.id', 'a.order_id')
    .innerJoin('shipment as s', 's.id', 'k.shipment_id')
    .select(['k.id', 'k.task_id as taskId', 't.list_id as listId', 'k.allocation_id as allocationId'])
    .select(['k.compartment', 'k.quantity', 'k.picked', 'k.short', 'k.active'])
    .select(['a.status as allocationStatus', 'a.order_id as orderId', 'a.order_line_id as lineId'])
    .select(['o.number as order', 'o.status as orderStatus', 'l.line_number as lineNumber'])
    .select(['o.hold_reason as holdReason', 's.id as shipmentId', 's.number as shipment'])
    .select('s.status as shipmentStatus')
    .orderBy('k.id');
  const rows =
    'taskId' in by
      ? await query.where('k.task_id', '=', by.taskId).execute()
      : await inPieces(by.listIds, (piece) => query.where('t.list_id', 'in', piece).execute());
  return rows.map((row) => ({
    ...row,
    held: row.holdReason !== null,
    live:
      row.active === 1 &&
      row.allocationStatus === 'released' &&
      (row.shipmentStatus === 'planned' || row.shipmentStatus === 'picked'),
  }));
}
