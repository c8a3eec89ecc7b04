const MOST_PARAMETERS = 500;

/** Calls `load` with at most 500 values at a time, as many as every database takes as parameters, and joins the rows. */
export async function inPieces<V, R>(values: readonly V[], load: (piece: V[]) => Promise<R[]>): Promise<R[]> {
  const rows: R[] = [];
  for (let from = 0; from < values.length; from += MOST_PARAMETERS) {
    rows.push(...(await load(values.slice(from, from + MOST_PARAMETERS))));
  }
  return rows;
}
