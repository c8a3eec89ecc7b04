import type { Pareto, ParetoDimension, ParetoRow } from '../../contract/incident-learning.ts';

/** As many of the greatest by each measure are told by name. */
const MOST_ROWS = 60;

/** Counts incidents and their cost by one thing that they have in common. */
export class ParetoCount {
  readonly #rows = new Map<string, ParetoRow>();
  readonly #dimension: ParetoDimension;

  constructor(dimension: ParetoDimension) {
    this.#dimension = dimension;
  }

  /** One incident of all these; its cost is shared between them to the last cent. */
  add(things: readonly { key: string; name: string }[], costMinor: number): void {
    let left = costMinor;
    for (const [index, { key, name }] of things.entries()) {
      const part = Math.round(left / (things.length - index));
      left -= part;
      const row = this.#rows.get(key) ?? { key, name, incidents: 0, costMinor: 0 };
      row.incidents++;
      row.costMinor += part;
      this.#rows.set(key, row);
    }
  }

  result(): Pareto {
    const all = [...this.#rows.values()];
    const byNumber = all.toSorted((a, b) => b.incidents - a.incidents || compareKeys(a, b));
    const byCost = all.toSorted((a, b) => b.costMinor - a.costMinor || compareKeys(a, b));
    const shown = new Set([...byNumber.slice(0, MOST_ROWS), ...byCost.slice(0, MOST_ROWS)]);
    return {
      dimension: this.#dimension,
      rows: byNumber.filter((row) => shown.has(row)),
      groups: all.length,
      incidents: all.reduce((sum, { incidents }) => sum + incidents, 0),
      costMinor: all.reduce((sum, { costMinor }) => sum + costMinor, 0),
    };
  }
}

function compareKeys(a: ParetoRow, b: ParetoRow): number {
  return a.key < b.key ? -1 : 1;
}
