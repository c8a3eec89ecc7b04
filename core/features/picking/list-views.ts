import type {
  PickListDetail,
  PickListStatus,
  PickListView,
  PickMethod,
  PickTaskView,
  ShortReason,
} from '../../contract/picking.ts';
import type { ListRow, PartRow, TaskRow } from './lists.queries.ts';
import { taskState, unfetchedUnits } from './pick-list.ts';

/** A task as people read it. Pure. */
export function taskView({ listId: _listId, ...task }: TaskRow, parts: readonly PartRow[]): PickTaskView {
  const sum = (of: (part: PartRow) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    ...task,
    reason: task.reason as ShortReason | null,
    quantity: sum((part) => part.picked + part.short + unfetchedUnits(part)),
    picked: sum(({ picked }) => picked),
    short: sum(({ short }) => short),
    state: taskState(parts),
    parts: parts.map((part) => ({
      order: part.order,
      lineNumber: part.lineNumber,
      shipment: part.shipment,
      compartment: part.compartment,
      quantity: part.quantity,
      picked: part.picked,
      short: part.short,
      cancelled: !part.live && part.picked + part.short < part.quantity,
      held: part.held && unfetchedUnits(part) > 0,
    })),
  };
}

/** Lists with their walks. Pure. */
export function listDetails(
  lists: readonly ListRow[],
  tasks: readonly TaskRow[],
  parts: readonly PartRow[],
): PickListDetail[] {
  const tasksOf = Map.groupBy(tasks, ({ listId }) => listId);
  const partsOf = Map.groupBy(parts, ({ taskId }) => taskId);
  return lists.map((list) => {
    const walk = (tasksOf.get(list.id) ?? []).map((task) => taskView(task, partsOf.get(task.id) ?? []));
    const sum = (of: (task: PickTaskView) => number) => walk.reduce((total, task) => total + of(task), 0);
    return {
      ...list,
      method: list.method as PickMethod,
      status: list.status as PickListStatus,
      zones: [...new Set(walk.map(({ zone }) => zone))],
      orders: new Set(walk.flatMap((task) => task.parts.map(({ order }) => order))).size,
      tasks: walk.length,
      tasksDone: walk.filter(({ state }) => state !== 'open').length,
      units: sum(({ quantity }) => quantity),
      picked: sum(({ picked }) => picked),
      short: sum(({ short }) => short),
      walk,
    };
  });
}

/** A list without its walk. */
export function headOf({ walk: _walk, ...head }: PickListDetail): PickListView {
  return head;
}
