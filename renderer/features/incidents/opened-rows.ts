import type { TableSource } from '../../components/table/table-types.ts';

/** Rows that hang below another one while it is open. */
export interface Branch<Row> {
  id: number;
  rows: readonly Row[];
}

interface Placed<Row> extends Branch<Row> {
  /** Of the row that they hang below, among all rows as they come. */
  at: number;
}

/** Further down nobody has opened anything: what is open has been seen. */
const LOOKED_THROUGH = 5000;

/** A list with the rows of open branches right below theirs. */
export function withBranches<Row extends { id: number }, Meta>(
  source: TableSource<Row, Meta>,
  branches: readonly Branch<Row>[],
): TableSource<Row, Meta> {
  const placed = placeBranches(source, branches);
  if (placed.length === 0) return source;
  const more = placed.reduce((sum, { rows }) => sum + rows.length, 0);
  return {
    ...source,
    total: source.total + more,
    getRow: (index) => {
      const found = rowAt(index, placed);
      return typeof found === 'number' ? source.getRow(found) : found.row;
    },
    setRange: (start, end) => source.setRange(outerIndex(start, placed), outerIndex(end - 1, placed) + 1),
  };
}

function placeBranches<Row extends { id: number }>(
  source: TableSource<Row, unknown>,
  branches: readonly Branch<Row>[],
): Placed<Row>[] {
  const wanted = new Map(branches.filter(({ rows }) => rows.length > 0).map((branch) => [branch.id, branch]));
  const placed: Placed<Row>[] = [];
  for (let at = 0; at < Math.min(source.total, LOOKED_THROUGH) && placed.length < wanted.size; at++) {
    const branch = wanted.get(source.getRow(at)?.id ?? Number.NaN);
    if (branch) placed.push({ ...branch, at });
  }
  return placed;
}

/** A row of a branch, or the place of a row that came with the list. */
function rowAt<Row>(index: number, placed: readonly Placed<Row>[]): number | { row: Row | undefined } {
  let before = 0;
  for (const { at, rows } of placed) {
    const first = at + before + 1;
    if (index < first) break;
    if (index < first + rows.length) return { row: rows[index - first] };
    before += rows.length;
  }
  return index - before;
}

function outerIndex<Row>(index: number, placed: readonly Placed<Row>[]): number {
  let before = 0;
  for (const { at, rows } of placed) {
    const first = at + before + 1;
    if (index < first) break;
    if (index < first + rows.length) return at;
    before += rows.length;
  }
  return index - before;
}
