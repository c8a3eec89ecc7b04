/** A feature whose values are names; -1 where it is missing. */
export interface CategoryColumn {
  name: string;
  codes: Int32Array;
  labels: readonly string[];
}

/** A feature whose values are numbers; NaN where it is missing. */
export interface NumberColumn {
  name: string;
  values: Float64Array;
}

/** Shipments by column. Instants are epoch milliseconds, NaN where they are not known. */
export interface ShipmentHistory {
  count: number;
  shippedAt: Float64Array;
  promisedAt: Float64Array;
  carrierEtaAt: Float64Array;
  deliveredAt: Float64Array;
  /** When the forecast is made: nothing that was learnt later may be used for it. */
  momentAt: Float64Array;
  /** From when the delivery counts as known; NaN while under way. */
  knownAt: Float64Array;
  origin: CategoryColumn;
  destination: CategoryColumn;
  carrier: CategoryColumn;
  service: CategoryColumn;
  categories: readonly CategoryColumn[];
  numbers: readonly NumberColumn[];
  /** Other instants of the shipment that are known when it leaves. */
  dates: readonly NumberColumn[];
  /** True when deliveries are known by day only. */
  wholeDays: boolean;
}

export const DAY_MS = 86_400_000;

/** The rows of a column of instants, earliest first; rows without one are left out. */
export function inOrderOf(instants: Float64Array): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < instants.length; row++) if (!Number.isNaN(instants[row])) rows.push(row);
  return Int32Array.from(rows).sort((a, b) => (instants[a] ?? 0) - (instants[b] ?? 0) || a - b);
}
