/** Where a product is fetched. Without bins a facility's zones are its categories, and nothing more is known. */
export interface Spot {
  bin: string | null;
  zone: string;
  aisle: number | null;
  bay: number | null;
  level: number | null;
}

/**
 * The order in which one passes spots: zone by zone, aisle by aisle, there and back in turn, so that nobody walks an aisle back
 * empty; in a bay the lower level first. Spots without a bin come last in their zone. Pure; what is equal keeps its order.
 */
export function walkOrder<T extends Spot>(spots: readonly T[]): T[] {
  const zones = Map.groupBy(spots, ({ zone }) => zone);
  const names = [...zones.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  let back = false;
  return names.flatMap((name) => {
    const aisles = Map.groupBy(zones.get(name) ?? [], ({ aisle }) => aisle);
    return [...aisles.keys()].sort(nullsLast).flatMap((aisle) => {
      const direction = back ? -1 : 1;
      if (aisle !== null) back = !back;
      return (aisles.get(aisle) ?? []).toSorted(
        (a, b) => direction * ((a.bay ?? 0) - (b.bay ?? 0)) || (a.level ?? 0) - (b.level ?? 0),
      );
    });
  });
}

function nullsLast(a: number | null, b: number | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a - b;
}
