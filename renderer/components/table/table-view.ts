import type { DataColumn, TableSort, TableView } from './table-types.ts';

/** The sort after a click on a column's head: first direction, other direction, none. `add` keeps the other columns. */
export function nextSort(
  sort: readonly TableSort[],
  column: string,
  { descFirst = false, add = false }: { descFirst?: boolean; add?: boolean } = {},
): TableSort[] {
  const known = sort.find((part) => part.column === column);
  const others = sort.filter((part) => part.column !== column);
  if (!known) return [...(add ? sort : []), { column, descending: descFirst }];
  if (known.descending !== descFirst) return add ? others : [];
  const turned = { column, descending: !descFirst };
  return add ? sort.map((part) => (part === known ? turned : part)) : [turned];
}

/** Column ids in the order shown: the user's order first, columns that it does not know at their designed place. */
export function orderedIds<Row>(columns: readonly DataColumn<Row>[], view: TableView): string[] {
  const ids = columns.map((column) => column.id);
  if (!view.order) return ids;
  const known = view.order.filter((id) => ids.includes(id));
  const result = [...known];
  ids.forEach((id, index) => {
    if (known.includes(id)) return;
    const before = ids.slice(0, index).findLast((candidate) => result.includes(candidate));
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, id);
  });
  return result;
}

export function hiddenIds<Row>(columns: readonly DataColumn<Row>[], view: TableView): string[] {
  return view.hidden ?? columns.filter((column) => column.hidden).map((column) => column.id);
}

export function pinnedIds<Row>(columns: readonly DataColumn<Row>[], view: TableView): string[] {
  return view.pinned ?? columns.filter((column) => column.pin === 'start').map((column) => column.id);
}

/** The columns on screen, left to right: what an export or a copy must hold. */
export function shownColumns<Row>(columns: readonly DataColumn<Row>[], view: TableView): DataColumn<Row>[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const hidden = new Set(hiddenIds(columns, view));
  const pinned = pinnedIds(columns, view);
  const order = orderedIds(columns, view).filter((id) => !hidden.has(id));
  const start = pinned.filter((id) => order.includes(id));
  const atEnd = (id: string) => byId.get(id)?.pin === 'end' && !start.includes(id);
  const end = order.filter(atEnd);
  const centre = order.filter((id) => !start.includes(id) && !end.includes(id));
  return [...start, ...centre, ...end].flatMap((id) => byId.get(id) ?? []);
}

/** Moves a column before another (or to the end). */
export function moveColumn<Row>(
  columns: readonly DataColumn<Row>[],
  view: TableView,
  id: string,
  before: string | null,
): TableView {
  const order = orderedIds(columns, view).filter((other) => other !== id);
  const index = before === null ? order.length : order.indexOf(before);
  order.splice(index < 0 ? order.length : index, 0, id);
  return { ...view, order };
}

export function setHidden<Row>(
  columns: readonly DataColumn<Row>[],
  view: TableView,
  id: string,
  hidden: boolean,
): TableView {
  const others = hiddenIds(columns, view).filter((other) => other !== id);
  return { ...view, hidden: hidden ? [...others, id] : others };
}

export function setPinned<Row>(
  columns: readonly DataColumn<Row>[],
  view: TableView,
  id: string,
  pinned: boolean,
): TableView {
  const others = pinnedIds(columns, view).filter((other) => other !== id);
  return { ...view, pinned: pinned ? [...others, id] : others };
}

/** One step left (−1) or right (+1) among the columns shown. */
export function shiftColumn<Row>(
  columns: readonly DataColumn<Row>[],
  view: TableView,
  id: string,
  step: -1 | 1,
): TableView {
  const pinned = pinnedIds(columns, view);
  const swap = (ids: string[]): string[] => {
    const from = ids.indexOf(id);
    const to = from + step;
    const other = ids[to];
    if (from < 0 || other === undefined) return ids;
    const next = [...ids];
    next[from] = other;
    next[to] = id;
    return next;
  };
  if (pinned.includes(id)) return { ...view, pinned: swap(pinned) };
  const shown = shownColumns(columns, view).map((column) => column.id);
  const neighbour = shown[shown.indexOf(id) + step];
  if (!neighbour || pinned.includes(neighbour)) return view;
  const order = orderedIds(columns, view).filter((other) => other !== id);
  order.splice(order.indexOf(neighbour) + (step === 1 ? 1 : 0), 0, id);
  return { ...view, order };
}

/** The view of a JSON text (URL, saved view); the empty one when it is not a view. */
export function parseView(value: unknown): TableView {
  if (typeof value === 'string') {
    try {
      return parseView(JSON.parse(value));
    } catch {
      return { sort: [] };
    }
  }
  if (!value || typeof value !== 'object' || !Array.isArray((value as TableView).sort)) return { sort: [] };
  return value as TableView;
}
